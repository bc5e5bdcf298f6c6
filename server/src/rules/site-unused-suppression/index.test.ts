import { describe, expect, it } from "vitest";
import { markedSite, siteFrom } from "../../site/testing.ts";
import { rule as duplicateKey } from "../access-duplicate-key/index.ts";
import { lint } from "../linter/lint.ts";
import { rule as promiscuous } from "../relay-promiscuous/index.ts";
import { mc } from "../testing.ts";
import { rule } from "./index.ts";

const RULES = [rule, promiscuous, duplicateKey];

async function codes(files: Record<string, string>) {
  return [...lint(await siteFrom(files), RULES).values()].flat().map(({ meta }) => meta.code);
}

describe("suppressions", () => {
  it.each<[string, Record<string, string>]>([
    [
      "the next line of a .mc",
      {
        "sendmail.mc": mc(
          "dnl sendmail-lint-disable-next-line relay-promiscuous -- a test net",
          "FEATURE(`promiscuous_relay')dnl",
        ),
      },
    ],
    [
      "a whole .mc",
      { "sendmail.mc": mc("FEATURE(`promiscuous_relay')dnl", "dnl sendmail-lint-disable-file relay-promiscuous") },
    ],
    [
      "one of several codes",
      {
        "sendmail.mc": mc(
          "dnl sendmail-lint-disable-file relay-promiscuous",
          "FEATURE(`promiscuous_relay')dnl",
          "FEATURE(`promiscuous_relay')dnl",
        ),
      },
    ],
    [
      "the next line of a table",
      {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: "a.example OK\n# sendmail-lint-disable-next-line access-duplicate-key -- both\na.example OK\n",
      },
    ],
  ])("silence %s", async (_, files) => {
    expect(await codes(files)).toEqual([]);
  });

  it("silence no other line and no other code", async () => {
    const text = mc("dnl sendmail-lint-disable-next-line access-duplicate-key", "FEATURE(`promiscuous_relay')dnl");
    expect(await codes({ "sendmail.mc": text })).toEqual(["site-unused-suppression", "relay-promiscuous"]);
  });

  it("that are not needed are reported, and their removal takes the line", async () => {
    const { site, ranges } = await markedSite({
      "sendmail.mc": mc("dnl sendmail-lint-disable-file ⟦relay-promiscuous⟧ -- why", "FEATURE(`access_db')dnl"),
    });
    const [problem] = [...lint(site, RULES).values()].flat();
    expect(problem?.meta.code).toBe("site-unused-suppression");
    expect(problem?.span).toEqual(ranges[0]);
    const change = problem?.fixes?.()[0]?.changes[0];
    const text = site.mc?.document.getText() ?? "";
    expect(text.slice(0, change?.span.start) + text.slice(change?.span.end)).toBe(mc("FEATURE(`access_db')dnl"));
  });

  it("of rules that are switched off are not counted as unused", async () => {
    const site = await siteFrom({ "sendmail.mc": mc("dnl sendmail-lint-disable-file relay-promiscuous") });
    expect([...lint(site, RULES, { severities: { "relay-promiscuous": "off" } }).values()].flat()).toEqual([]);
  });
});
