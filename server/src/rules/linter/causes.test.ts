import { describe, expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { ALL_RULES } from "../all.ts";
import { mc } from "../testing.ts";
import { CONSEQUENCES } from "./causes.ts";
import { lint } from "./lint.ts";

const CODES = new Set(ALL_RULES.map(({ rule }) => rule.meta.code));

/** True where a code is, over any number of steps, a consequence of itself: then neither finding would be left. */
function leadsToItself(code: string, asked: readonly string[] = []): boolean {
  return (CONSEQUENCES[code] ?? []).some(
    (cause) => asked.includes(cause) || cause === code || leadsToItself(cause, [...asked, code]),
  );
}

describe("consequences of a mistake", () => {
  it("are rules, as their causes are", () => {
    expect(
      [...Object.keys(CONSEQUENCES), ...Object.values(CONSEQUENCES).flat()].filter((code) => !CODES.has(code)),
    ).toEqual([]);
  });

  it("are never each other's causes", () => {
    expect(Object.keys(CONSEQUENCES).filter((code) => leadsToItself(code))).toEqual([]);
  });

  it.each([
    ["wrong quotes and the value that they give", "define(`confMAX_HOP', '50')dnl", ["m4-wrong-quotes"]],
    ["an unknown port", "DAEMON_OPTIONS(`Name=MTA, Port=smpt')dnl", ["mc-refused-line"]],
    [
      "an error is not left out for a warning",
      "FEATURE(`no_default_msa')dnl\nDAEMON_OPTIONS(`Name=TLS, Port=4650, M=s')dnl",
      ["mc-wrong-daemon", "tls-incomplete"],
    ],
    ["a second OSTYPE that does not exist", "OSTYPE(`lunix')dnl", ["mc-unknown-name"]],
    ["a second OSTYPE with a space", "OSTYPE(`linux' )dnl", ["mc-wrong-name"]],
    ["a value that is read as false", "define(`confSAFE_QUEUE', `on')dnl", ["mc-wrong-value"]],
    [
      "a delivery mode that checks nothing, and the open relay that it is",
      "define(`confDELIVERY_MODE', `deferred')dnl",
      ["relay-deferred-delivery"],
    ],
    [
      "a feature that a macro of one's own switches on, and the relaying that it allows",
      "define(`MINE', `FEATURE(`$1')')dnl\nMINE(`relay_local_from')dnl",
      ["relay-local-from"],
    ],
    [
      "a text that two lines take",
      "define(`SPEC', `hash -o /etc/mail/access')dnl\nFEATURE(`access_db', SPEC)dnl\nFEATURE(`access_db', SPEC)dnl",
      ["mc-access-db-tmpf", "mc-duplicate-feature"],
    ],
    ["a list that does not exist", "FEATURE(`dnsbl', `rbl.spamhaus.org')dnl", ["dnsbl-wrong-list"]],
  ])("%s: said once", async (_, line, codes) => {
    const site = await siteFrom({ "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `goaway')dnl", line) });
    const found = [
      ...lint(
        site,
        ALL_RULES.map(({ rule }) => rule),
      ).values(),
    ].flat();
    expect(found.map(({ meta }) => meta.code)).toEqual(codes);
  });

  it("of a key with a dot at both ends are said once", async () => {
    const site = await siteFrom({ "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: ".example.com.\tREJECT\n" });
    const rules = ALL_RULES.map(({ rule }) => rule);
    expect([...lint(site, rules).values()].flat().map(({ meta }) => meta.code)).toEqual(["access-invalid-key"]);
  });

  it("are said where the cause is silenced", async () => {
    const site = await siteFrom({
      "sendmail.mc": mc(
        "dnl sendmail-lint-disable-next-line m4-wrong-quotes -- meant",
        "define(`confMAX_HOP', '50')dnl",
      ),
    });
    const found = [
      ...lint(
        site,
        ALL_RULES.map(({ rule }) => rule),
      ).values(),
    ]
      .flat()
      .map(({ meta }) => meta.code);
    expect(found).toContain("mc-wrong-value");
    expect(found).not.toContain("m4-wrong-quotes");
  });
});
