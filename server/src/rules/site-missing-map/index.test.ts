import { platformNamed } from "../../catalog/index.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const debian = platformNamed("debian12");
if (debian === undefined) throw new Error("the catalogue does not have Debian 12");
const DEBIAN = { platform: { platform: debian, because: "a test says so" } };

/** The beginning of a database; `old`: as Berkeley DB 1.85 writes it. */
function database(type: "hash" | "btree", version: number, order: "little" | "big" | "old"): string {
  const bytes = (number: number) => {
    const all = [24, 16, 8, 0].map((shift) => String.fromCharCode((number >> shift) & 0xff));
    return (order === "little" ? all.reverse() : all).join("");
  };
  const magic = bytes(type === "hash" ? 0x061561 : 0x053162) + bytes(version);
  return (order === "old" ? magic : "\0".repeat(12) + magic).padEnd(64, "\0");
}

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a mailertable": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
      },
      message: /makemap hash \/etc\/mail\/mailertable < .*waits in the queue.*With -o/s,
    },
    "an access map": {
      files: { "sendmail.mc": mc("FEATURE(`⟦access_db⟧')dnl"), "sendmail.cf": "", access: "a.example REJECT\n" },
      message: /refuses all mail/,
    },
    aliases: {
      files: {
        "sendmail.mc": mc("define(`ALIAS_FILE', `hash:⟦/etc/mail/aliases⟧')dnl"),
        "sendmail.cf": "",
        aliases: "a: b\n",
      },
      message: /Until newaliases is run, mail for local users waits in the queue/,
    },
    "lines of an optional map": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash -o ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
      },
      message: /there is none\.\nUntil makemap hash .* is run, sendmail works without it, as if it were empty\.$/,
    },
    "a map of another type": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
        "mailertable.db": database("btree", 9, "little"),
      },
      message: /the one there is btree, not hash\..*waits in the queue/s,
    },
    "an optional one of another type, in the other order of bytes": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `btree -o ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
        "mailertable.db": database("hash", 9, "big"),
      },
      message: /the one there is hash, not btree\.\nUntil makemap btree .* works without it/,
    },
    "an empty map": {
      files: {
        "sendmail.mc": mc("FEATURE(`⟦access_db⟧')dnl"),
        "sendmail.cf": "",
        access: "a.example REJECT\n",
        "access.db": "",
      },
      message: /the one there is empty\..*refuses all mail/s,
    },
    "a map of Berkeley DB 1.85 on Debian": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
        "mailertable.db": database("hash", 2, "old"),
      },
      options: DEBIAN,
      message: /the one there is too old\./,
    },
    "a map of Berkeley DB 6 on Debian": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
        "mailertable.db": database("hash", 10, "little"),
      },
      options: DEBIAN,
      message: /the one there is too new\./,
    },
    "a copy that has other maps": {
      files: {
        "/repo/etc/mail/sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦mailertable⟧')dnl"),
        "/repo/etc/mail/sendmail.cf": "",
        "/repo/etc/mail/access": "a.example REJECT\n",
        "/repo/etc/mail/access.db": "map",
        "/repo/etc/mail/mailertable": "a.example esmtp:b.example\n",
      },
    },
  },
  silent: {
    "aliases without a class, of which sendmail searches the text": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases')dnl"),
      "sendmail.cf": "",
      aliases: "a: b\n",
    },
    "a map that is there": {
      "sendmail.mc": MC,
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.db": "map",
    },
    "a cdb map that is there": {
      "sendmail.mc": mc("FEATURE(`mailertable', `cdb /etc/mail/mailertable')dnl"),
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.cdb": "map",
    },
    "an optional map without lines": {
      "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl"),
      "sendmail.cf": "",
      mailertable: "# a.example esmtp:b.example\n",
    },
    "maps of their own type, on machines of either order of bytes": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", "FEATURE(`virtusertable', `btree /etc/mail/virtusertable')dnl"),
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.db": database("hash", 9, "little"),
      virtusertable: "a@a.example root\n",
      "virtusertable.db": database("btree", 9, "big"),
    },
    "a format that another Berkeley DB opens, where nobody knows which one sendmail has": {
      "sendmail.mc": MC,
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.db": database("hash", 10, "little"),
    },
    "aliases without a class beside a database of another type: sendmail reads the text": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases')dnl"),
      "sendmail.cf": "",
      aliases: "a: b\n",
      "aliases.db": database("btree", 9, "little"),
    },
    "a database that nobody can look into": {
      "sendmail.mc": MC,
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.db": "a map of a form that is not known here",
    },
    "a .mc that was not built here": { "sendmail.mc": MC, mailertable: "a.example esmtp:b.example\n" },
    "a copy without maps": {
      "/repo/etc/mail/sendmail.mc": MC,
      "/repo/etc/mail/sendmail.cf": "",
      "/repo/etc/mail/mailertable": "a.example esmtp:b.example\n",
    },
    "class files": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "sendmail.cf": "",
      "local-host-names": "a.example\n",
    },
  },
});
