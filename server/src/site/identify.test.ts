// Which files are sendmail's, and which only bear the same names.
import { describe, expect, test } from "vitest";
import { KINDS } from "../kinds/index.ts";
import { identify } from "./identify.ts";

const MAP = "Connect:192.0.2\tREJECT\nexample.com RELAY\n";

describe("configurations", () => {
  test.each([
    ["/etc/mail/sendmail.mc", "", "sendmail-mc"],
    ["/etc/mail/submit.mc", "", "sendmail-mc"],
    ["/x/freebsd.submit.mc", "", "sendmail-mc"],
    ["/x/anything.mc", "divert(-1)\n#\ndivert(0)\nVERSIONID(`x')\n", "sendmail-mc"],
    ["/x/anything.mc", "dnl FEATURE(`access_db')\n", "sendmail-mc"],
    ["/x/anything.mc", "  #FEATURE(`access_db')\n", "sendmail-mc"],
    ["/x/anything.mc", "include(`../m4/cf.m4')\n", "sendmail-mc"],
    ["/x/anything.mc", "define(`confLOG_LEVEL', 9)dnl\n", "sendmail-mc"],
    ["/x/anything.mc", "", undefined],
    ["/x/anything.mc", "define(`x', `y')\n", undefined],
    ["/etc/mail/main.mc", "", "sendmail-mc"],
    ["/etc/mail/subsidiary.mc", "", "sendmail-mc"],
    ["/game/main.mc", "", undefined],
    ["/x/m4/local.m4", "FEATURE(`nouucp')\n", "sendmail-mc"],
    ["/x/m4/other.m4", "AC_INIT\n", undefined],
    ["/etc/mail/sendmail.mc.old", "OSTYPE(`linux')\n", "sendmail-mc"],
    ["/etc/mail/sendmail.mc-8.12", "OSTYPE(`linux')\n", "sendmail-mc"],
    ["/etc/mail/sendmail.mc.working", "", "sendmail-mc"],
    ["/etc/mail/sendmail.mc.save", "FEATURE(`access_db')\n", "sendmail-mc"],
    ["/etc/mail/sendmail.mc~", "FEATURE(`access_db')\n", "sendmail-mc"],
    ["/etc/mail/sendmail.mc.rpmnew", "FEATURE(`access_db')\n", "sendmail-mc"],
    ["/src/sendmail.mc.in", "MASQUERADE_AS(`@DOMAIN@')\n", "sendmail-mc"],
    ["/src/config.mc.j2.bak", "MASQUERADE_AS(`{{ domain }}')\n", "sendmail-mc"],
    ["/src/watch.mc.old", "using Toybox.System;\n", undefined],
  ])("%s %j", (path, text, language) => {
    expect(identify(`file://${path}`, text)?.languageId).toBe(language);
  });

  test.each([
    ["Monkey C", "import Toybox.Lang;\nclass App {\n}\n"],
    ["Monkey C", "using Toybox.WatchUi as Ui;\n"],
    ["Monkey C", "class SendmailView extends View {\n  function initialize() {}\n}\n"],
    ["a message file", "MessageIdTypedef=DWORD\n\nSeverityNames=(Success=0x0)\n"],
    ["a message file", ";// header\nMessageId=0x1\nSymbolicName=MSG\nLanguage=English\nText\n.\n"],
  ])("%s is left alone, whatever its name", (_, text) => {
    for (const name of ["x.mc", "main.mc", "sendmail.mc"])
      expect(identify(`file:///etc/mail/${name}`, text)).toBeUndefined();
  });
});

describe("a file whose name says nothing", () => {
  test.each([
    ["FEATURE(`access_db')dnl\n", "mc"],
    ["dnl FEATURE(`access_db')\n", "mc"],
    ["# What the .mc needs:\n#\t FEATURE(access_db[, type [-o] /etc/mail/access])dnl\nexample.com\tRELAY\n", undefined],
    ["# FEATURE(`mailertable')\nexample.org\tsmtp:[mx.example.net]\n", undefined],
  ])("%j", (text, kind) => {
    expect(KINDS.byContent(text)?.name).toBe(kind);
  });
});

describe("tables", () => {
  test.each([
    ["/etc/mail/access", MAP, "sendmail-access"],
    ["/etc/mail/access", "", "sendmail-access"],
    ["/repo/sendmail-config/access", "", "sendmail-access"],
    ["/repo/files/access", MAP, "sendmail-access"],
    ["/repo/files/access", "", undefined],
    ["/repo/files/access", "def access(user):\n    return user.ok\n", undefined],
    ["/repo/files/access", "order allow,deny\nallow from all\n", undefined],
    ["/etc/mail/access", "$ANSIBLE_VAULT;1.1;AES256\n6432\n6433\n", undefined],
    ["/etc/mail/relay-domains", "", "sendmail-class"],
    ["/x/relay-domains", "# c\nexample.com\n", "sendmail-class"],
    ["/x/local-host-names", "example.com\n", "sendmail-class"],
    ["/x/trusted-users", "www\n", "sendmail-class"],
    ["/x/sendmail.cw", "example.com\n", "sendmail-class"],
    ["/x/relay-domains", "<html>\n", undefined],
    ["/x/relay-domains", "{{ domains }}\n", "sendmail-class"],
    ["/etc/mail/relay-domains", "{ a\n", "sendmail-class"],
    ["/etc/mail/access", "Connect:192.168.1 RELAY # lan\n".repeat(3), "sendmail-access"],
    ["/etc/mail/access", "\0\x01\x02 binary\n".repeat(9), "sendmail-access"],
    ["/etc/mail/access.old", MAP, "sendmail-access"],
    ["/srv/templates/access.j2", "{% for net in nets %}\n{{ net }} RELAY\n{% endfor %}\n", "sendmail-access"],
    ["/x/access.log", "GET / HTTP/1.0\n", undefined],
    ["/x/constructor", "a\n", undefined],
    ["/etc/mail/sendmail.cf", "", "sendmail-cf"],
    ["/srv/old/mailhost.cf", "V10/Berkeley\nDSsmart.example.com\n", "sendmail-cf"],
    ["/srv/old/mailhost.cf", "Cwlocalhost\nS0\nR$*\t$#local $: $1\n", "sendmail-cf"],
    ["/etc/postfix/main.cf", "myhostname = mx.example.com\n", undefined],
    ["/etc/postfix/master.cf", "smtp inet n - y - - smtpd\n", undefined],
    ["/etc/mail/mailertable", "a smtp:b\n", "sendmail-mailertable"],
    ["/repo/files/mailertable", "a smtp:b\n", "sendmail-mailertable"],
    ["/repo/files/mailertable", "a b\nc d\n", undefined],
    ["/etc/mail/mailertable", "REJECT\nnothing right\nat all\nin it\n", "sendmail-mailertable"],
    ["/etc/mail/mailertable", "<html>\n", undefined],
    ["/etc/mail/aliases", "no colon\nin any\nline of\nthe file\n", "sendmail-aliases"],
    ["/etc/mail/mailertable.sample", "a smtp:b\n", undefined],
  ])("%s %j", (path, text, language) => {
    expect(identify(`file://${path}`, text)?.languageId).toBe(language);
  });
});

describe("a table alone in its folder, with a name that only sendmail's tables have", () => {
  test.each(["mailertable", "virtusertable", "genericstable", "domaintable"])("%s", (name) => {
    const found = (text: string) => identify(`file:///x/${name}`, text)?.name;
    // Mistakes are said, not overlooked.
    for (const text of [
      ".com       mail.example.com\n.edu mail.example.com\n",
      "root@a.example\troot\n.com vmail\n.net vmail\n",
      "example.com mail.example.com # partner\n example.org x\n",
      "# nothing yet\n",
      "",
    ])
      expect([text, found(text)]).toEqual([text, name]);
    expect(found("joe jane\n")).toBe(name === "genericstable" ? name : undefined);
    // Other programs' files.
    for (const text of [
      '{\n  "default": { "host": "mx.example.com" }\n}\n',
      "example.com: mail.example.com::25\nexample.org: mail.example.com::25\n",
      "#!/bin/sh\nexec cat /etc/mail/access\n",
      "<html>\n<body>\n",
      "This page says what the table is\nand how to write one\n",
    ])
      expect([text, found(text)]).toEqual([text, undefined]);
  });
});
