// Completion in a .mc, asked at the cursor ‸.

import { describe, expect, it } from "vitest";
import { TextEdit } from "vscode-languageserver-types";
import { TextDocument } from "../../text.ts";
import { completeMc } from "./mc.ts";

function complete(marked: string) {
  const offset = marked.indexOf("‸");
  const document = TextDocument.create("file:///sendmail.mc", "sendmail-mc", 1, marked.replace("‸", ""));
  const items = completeMc(document, offset, {});
  const typed = (label: string) => {
    const edit = items.find((item) => item.label === label)?.textEdit;
    return edit !== undefined && "range" in edit
      ? TextDocument.applyEdits(document, [TextEdit.replace(edit.range, edit.newText)])
      : undefined;
  };
  return { items, labels: items.map(({ label }) => label), typed };
}

describe("completion offers", () => {
  it.each<[string, string, string[]]>([
    ["macros where a statement starts", "‸", ["FEATURE", "MAILER", "OSTYPE", "define", "dnl", "DAEMON_OPTIONS"]],
    ["macros behind a half-typed word", "OSTYPE(`linux')dnl\nFEA‸", ["FEATURE"]],
    ["features", "FEATURE(`‸", ["access_db", "dnsbl", "greet_pause"]],
    ["features in closed quotes", "FEATURE(`‸')dnl", ["access_db"]],
    ["features before the first quote", "FEATURE(‸", ["access_db"]],
    ["features inside a quoted branch", "ifdef(`X', `FEATURE(`‸", ["access_db"]],
    ["mailers", "MAILER(`s‸')dnl", ["smtp", "local"]],
    ["operating systems", "OSTYPE(`‸", ["linux", "freebsd6"]],
    ["names to define", "define(`conf‸", ["confPRIVACY_FLAGS", "confLOG_LEVEL"]],
    ["names to undefine", "undefine(`‸", ["confPRIVACY_FLAGS", "ALIAS_FILE"]],
    ["truth values", "define(`confDONT_PROBE_INTERFACES', `‸", ["true", "false", "loopback"]],
    ["privacy flags", "define(`confPRIVACY_FLAGS', `authwarnings,no‸", ["noexpn", "novrfy", "goaway"]],
    ["AUTH mechanisms", "TRUST_AUTH_MECH(`‸", ["PLAIN", "LOGIN"]],
    ["keys of daemon options", "DAEMON_OPTIONS(`Port=smtp, ‸", ["Name", "Addr", "Family"]],
    ["daemon modifiers", "DAEMON_OPTIONS(`Port=587, Name=MSA, M=E‸", ["a", "C", "s"]],
    ["keys of mail filters", "INPUT_MAIL_FILTER(`clamav', `S=local:/run/clamav, ‸", ["F", "T"]],
    ["values of a feature's argument", "FEATURE(`delay_checks', `‸", ["friend", "hater"]],
  ])("%s", (_, marked, wanted) => {
    expect(complete(marked).labels).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    ["a dnl comment", "dnl FEATURE(`‸"],
    ["the comment behind a call", "FEATURE(`access_db')dnl FEATURE(`‸"],
  ])("nothing in %s", (_, marked) => {
    expect(complete(marked).items).toEqual([]);
  });

  it("dangerous features last, and says so", () => {
    const { items } = complete("FEATURE(`‸");
    const sorted = [...items].sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
    const last = sorted.at(-1);
    expect(last?.labelDetails?.description).toMatch(/relay|weakens/);
    expect(items.find(({ label }) => label === "promiscuous_relay")?.labelDetails?.description).toBe("opens the relay");
  });

  it("no features that are gone or renamed", () => {
    const { labels } = complete("FEATURE(`‸");
    expect(labels).not.toContain("rbl");
    expect(labels).not.toContain("blacklist_recipients");
  });
});

describe("completion writes", () => {
  it.each<[string, string, string, string]>([
    ["quotes, parenthesis and dnl", "FEATURE(‸", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["what is missing behind a quote", "FEATURE(`use‸", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["nothing twice", "FEATURE(`use‸')dnl", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["only the name before a comma", "FEATURE(`‸, `x')dnl", "greet_pause", "FEATURE(`greet_pause', `x')dnl"],
    ["a place for the value of a name", "define(`confLOG‸", "confLOG_LEVEL", "define(`confLOG_LEVEL', `${1:9}')dnl"],
    ["a key with its sign", "DAEMON_OPTIONS(`Na‸')dnl", "Name", "DAEMON_OPTIONS(`Name=')dnl"],
    [
      "one word of a list",
      "define(`confPRIVACY_FLAGS', `novrfy,noe‸')dnl",
      "noexpn",
      "define(`confPRIVACY_FLAGS', `novrfy,noexpn')dnl",
    ],
  ])("%s", (_, marked, label, text) => {
    expect(complete(marked).typed(label)).toBe(text);
  });
});
