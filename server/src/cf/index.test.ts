import { describe, expect, it } from "vitest";
import { Code, readCf } from "./index.ts";
import { showTokens } from "./rewrite/show.ts";
import { testEnvironment } from "./testing.ts";
import type { CfConfig, CfEnvironment } from "./types.ts";

const NAME = "sendmail.cf";

/** Reads a text after `V10/Berkeley`; with a local mailer, so that nothing is said about a missing one. */
function read(
  text: string,
  changes: Partial<CfEnvironment> = {},
  files: Readonly<Record<string, string>> = {},
): CfConfig {
  const whole = `V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\n${text}`;
  return readCf({ name: NAME, text: whole }, testEnvironment(changes, files));
}

const HEAD = "V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\n".length;
const messages = (cf: CfConfig) => cf.messages.map(({ line, text }) => `${line}: ${text}`);
const members = (cf: CfConfig, name: string) =>
  [...(cf.classes.get(name)?.members.values() ?? [])].map(({ word }) => word);

/** The stretches that `⟦…⟧` mark, and the text without the marks. */
function marked(text: string): { readonly plain: string; readonly spans: readonly { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  let plain = "";
  for (const part of text.split(/(?=[⟦⟧])/)) {
    if (part.startsWith("⟦")) spans.push({ start: HEAD + plain.length, end: 0 });
    const open = spans.at(-1);
    if (part.startsWith("⟧") && open !== undefined) open.end = HEAD + plain.length;
    plain += part.replace(/^[⟦⟧]/, "");
  }
  return { plain, spans };
}

describe("lines", () => {
  it("joins lines that begin with a space, and counts as sendmail does", () => {
    const cf = read("DMone\n\ttwo\nfoo\n");
    expect(cf.macros.get("M")?.value).toBe("one\n\ttwo");
    expect(messages(cf)).toEqual(['5: unknown configuration line "foo"']);
  });

  it("takes comments within a line away, but not \\#", () => {
    const cf = read("DMone # two\nDNa\\#b\n");
    expect(cf.macros.get("M")?.value).toBe("one");
    expect(cf.macros.get("N")?.value).toBe("a#b");
  });

  it("ends a line at a NUL and reads CRLF", () => {
    const cf = read("DMone\0two\r\nDNx\r\n");
    expect(cf.macros.get("M")?.value).toBe("one");
    expect(cf.macros.get("N")?.value).toBe("x");
  });
});

describe("macros", () => {
  it("keeps $x in a value and the last line that defines it", () => {
    const cf = read("DMfirst\nDMmail.$m\n");
    expect(cf.macros.get("M")?.value).toBe(`mail.${Code.macro}m`);
    expect(cf.macros.get("M")?.replaced).toHaveLength(1);
  });

  it("knows the host, and says where nobody told us about it", () => {
    expect(read("").macros.get("w")?.value).toBe("mx");
    const cf = read("Cw$j\nS3\nR$* < @ $j > $*\t$1\n", { hostName: undefined });
    expect(cf.macros.get("j")?.value).toEqual({ unknown: "host", subject: "$j" });
    expect(cf.classes.get("w")?.unknown).toMatchObject([{ unknown: "host" }]);
    expect(cf.rulesets.get(3)?.rules[0]?.lhs).toContain(`${Code.macro}j`);
  });

  it("expands conditionals while it reads", () => {
    const cf = read("DXyes\nCA$?Xset$|unset$. $?Yset$|unset$.\n");
    expect(members(cf, "A")).toEqual(["set", "unset"]);
  });
});

describe("classes", () => {
  it("copies what another class has at that moment", () => {
    const cf = read("CAone two\nCB$=A three\nCAfour\n");
    expect(members(cf, "B")).toEqual(["one", "two", "three"]);
  });

  it("prints the spelling that any class had first", () => {
    const cf = read("CAExample.COM\nCBexample.com\n");
    expect(members(cf, "B")).toEqual(["Example.COM"]);
  });

  it("reads files with the format of the line, with places", () => {
    const cf = read("FA/etc/names %[^\\#]\n", {}, { "/etc/names": "# comment\none two # three\n" });
    expect(members(cf, "A")).toEqual(["one", "two"]);
    expect(cf.classes.get("A")?.members.get("two")?.span).toEqual({ source: "/etc/names", start: 14, end: 17 });
  });

  it.each([
    ["F{A}|/bin/prog", "program"],
    ["F{A}key@hash:/etc/x", "map"],
    ["F{A}@LDAP", "map"],
  ])("does not know what %s gives", (line, unknown) => {
    expect(read(`${line}\n`).classes.get("A")?.unknown).toMatchObject([{ unknown }]);
  });

  it("says nothing about an optional file that is not there", () => {
    expect(messages(read("FA-o /none\nFA/none\n"))).toEqual([
      "4: fileclass: cannot open '/none': No such file or directory",
    ]);
  });
});

describe("rulesets", () => {
  it("numbers names from the top and tells them apart by case", () => {
    const cf = read("Sone\nSOne\nSfixed=7\nS3\n");
    expect(Object.fromEntries(cf.rulesetNumbers)).toEqual({ one: 199, One: 198, fixed: 7 });
  });

  it("cuts rules into tokens with the operators of the moment", () => {
    const cf = read("O OperatorChars=.:@\nS3\nR$+ @ $=w.x\t$: $1 < @ $2 >\tcomment\n");
    const rule = cf.rulesets.get(3)?.rules[0];
    expect(showTokens(rule?.lhs ?? [], cf.names)).toBe(" $+ @ $=w . x");
    expect(showTokens(rule?.rhs ?? [], cf.names)).toBe(" $: $1 < @ $2 >");
  });

  it("knows where the sides of a rule are", () => {
    const { plain, spans } = marked("S3\nR⟦$* @ $*⟧\t\t⟦$1⟧\t⟦comment⟧\n");
    const rule = read(plain).rulesets.get(3)?.rules[0];
    expect([rule?.lhsSpan, rule?.rhsSpan, rule?.commentSpan]).toMatchObject(spans);
  });
});

describe("mailers", () => {
  it("gives a second line of a name the number of the first", () => {
    const cf = read("Msmtp, P=[IPC], A=TCP $h\nMSMTP, P=[IPC], F=mD, S=One/Two, A=TCP $h 25\n");
    const mailer = cf.mailers[4];
    expect(cf.mailers).toHaveLength(5);
    expect(mailer).toMatchObject({ name: "SMTP", number: 4, flags: "Dm", senderEnvelope: 199, senderHeader: 198 });
  });

  it("knows where each equate is", () => {
    const { plain, spans } = marked("Mx, P=⟦/bin/x⟧, A=⟦x y⟧\n");
    expect(read(plain).mailers[4]?.equates.map(({ valueSpan }) => valueSpan)).toMatchObject(spans);
  });
});

describe("options", () => {
  it("reads both forms, abbreviations and letter case", () => {
    const cf = read("OL5\nO maxhop=9\nO Timeout.initial=1m\n");
    expect([...cf.options].map(([name, { value }]) => [name, value])).toEqual([
      ["LogLevel", "5"],
      ["MaxHopCount", "9"],
      ["Timeout.initial", "1m"],
    ]);
    expect(messages(cf)).toEqual(["4: Option maxhop used as abbreviation for MaxHopCount"]);
  });

  it("has options that only newer versions have", () => {
    const text = "O CipherSuites=x\nO DANE=true\n";
    const unknown = (version: CfEnvironment["version"]) => read(text, { version }).messages.length;
    expect([unknown("8.15.2"), unknown("8.17.1"), unknown("8.18.1")]).toEqual([2, 1, 0]);
  });

  it("does not keep a value that sendmail refuses", () => {
    expect(read("O QueueSortOrder=x\n").options.has("QueueSortOrder")).toBe(false);
  });

  it("does not say that a user is missing whom it cannot know", () => {
    expect(messages(read("O RunAsUser=smmsp\n"))).toEqual([]);
    expect(messages(read("O RunAsUser=smmsp\n", { user: () => null }))).toEqual([
      "3: readcf: option RunAsUser: unknown user smmsp",
    ]);
  });
});

describe("other lines", () => {
  it("reads headers with flags, macros and rulesets", () => {
    const cf = read("H?P?Return-Path: $g\nH?${x_y}?Foo: bar\nHSubject: $>+check\nH*: $>all\n");
    expect(cf.headers).toMatchObject([
      { name: "Return-Path", flags: "P" },
      { name: "Foo", macro: "x_y" },
      { name: "Subject", check: { ruleset: "check", keepsComments: true } },
      { name: "*", isDefault: true, check: { ruleset: "all", keepsComments: false } },
    ]);
  });

  it("reads maps, queue groups, milters, precedences and variables", () => {
    const cf = read(
      "Kaccess hash -T<TMPF> -o /etc/mail/access\nQslow, P=/var/q, F=f\nXclam, S=local:/run/clam, F=T\nPjunk=-100\nEA=b\n",
    );
    expect(cf.maps.get("access")).toMatchObject({
      type: "hash",
      argument: "/etc/mail/access",
      flags: [
        { letter: "T", value: "<TMPF>" },
        { letter: "o", value: "" },
      ],
    });
    expect(cf.queueGroups.map(({ name }) => name)).toEqual(["mqueue", "slow"]);
    expect(cf.milters[0]?.equates.map(({ name, value }) => `${name}=${value}`)).toEqual(["S=local:/run/clam", "F=T"]);
    expect(cf.precedences).toMatchObject([{ name: "junk", value: -100 }]);
    expect(cf.variables).toMatchObject([{ name: "A", value: "b" }]);
  });
});
