import { describe, expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { TextDocument } from "../../text.ts";
import { removalFixes } from "./edits.ts";

/** The .mc after the fix of its promiscuous_relay that takes the call out, and after the one that keeps it after dnl. */
async function fixed(mc: string): Promise<readonly string[]> {
  const site = await siteFrom({ "sendmail.mc": mc });
  const [use] = site.mc?.config.feature("promiscuous_relay") ?? [];
  const document = site.mc?.document;
  if (use === undefined || document === undefined) throw new Error("there is no such feature");
  return removalFixes(site, use.call, "it").map(({ changes }) =>
    TextDocument.applyEdits(
      document,
      changes.map(({ span, newText }) => ({
        range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
        newText,
      })),
    ),
  );
}

describe("taking a call out", () => {
  it.each([
    [
      "FEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')",
      "MAILER(`smtp')",
      "dnl FEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')",
    ],
    [
      "FEATURE(`nocanonify')FEATURE(`promiscuous_relay')MAILER(`smtp')dnl\n",
      "FEATURE(`nocanonify')MAILER(`smtp')dnl\n",
      "FEATURE(`nocanonify')\ndnl FEATURE(`promiscuous_relay')\nMAILER(`smtp')dnl\n",
    ],
    [
      "FEATURE(`nocanonify')FEATURE(`promiscuous_relay')dnl\r\nMAILER(`smtp')dnl\r\n",
      "FEATURE(`nocanonify')dnl\r\nMAILER(`smtp')dnl\r\n",
      "FEATURE(`nocanonify')\r\ndnl FEATURE(`promiscuous_relay')dnl\r\nMAILER(`smtp')dnl\r\n",
    ],
    [
      "FEATURE(`promiscuous_relay') FEATURE(`nocanonify')dnl\n",
      "FEATURE(`nocanonify')dnl\n",
      "dnl FEATURE(`promiscuous_relay')\nFEATURE(`nocanonify')dnl\n",
    ],
    [
      "FEATURE(`nocanonify') FEATURE(`promiscuous_relay') MAILER(`smtp')dnl\n",
      "FEATURE(`nocanonify')  MAILER(`smtp')dnl\n",
      "FEATURE(`nocanonify')\ndnl FEATURE(`promiscuous_relay')\nMAILER(`smtp')dnl\n",
    ],
    ["ifdef(`X', `', `FEATURE(`promiscuous_relay')')dnl\n", "ifdef(`X', `', `')dnl\n", undefined],
  ])("leaves all else of the line: %j", async (mc, without, kept) => {
    expect(await fixed(mc)).toEqual([without, ...(kept === undefined ? [] : [kept])]);
  });
});
