// A .cf for a version whose library has no checks of relaying.
import { describe, expect, it } from "vitest";
import { TextDocument } from "../text.ts";
import { lacksLibraryChecks, withoutLibraryChecks } from "./old-checks.ts";

const MC = "MAILER(`smtp')dnl\nLOCAL_RULESETS\nScheck_rcpt\nR$*\t$: own\n";
const document = TextDocument.create("file:///x.mc", "", 0, MC);
const place = (text: string) => ({
  source: document.uri,
  start: MC.indexOf(text),
  end: MC.indexOf(text) + text.length,
});
const [MAILER, OWN] = [place("MAILER(`smtp')dnl"), place("R$*\t$: own")];

describe("the checks of a site before 8.9", () => {
  it("are the rules of its own; others leave empty comments", () => {
    const lines = [
      ["S3", MAILER],
      ["R$*\t$@ three", MAILER],
      ["Scheck_rcpt", MAILER],
      ["R$*\t$: library", MAILER],
      ["\tgoes on", MAILER],
      ["R$*\t$: of nobody", undefined],
      ["Local_check_rcpt is no ruleset here", MAILER],
      ["Scheck_rcpt=77", OWN],
      ["R$*\t$: own", OWN],
      ["\tgoes on", OWN],
      ["SLocal_check_rcpt", MAILER],
      ["R$*\t$@ kept", MAILER],
    ] as const;
    const text = lines.map(([line]) => line).join("\n");
    const spans = lines.map(([, span]) => span);
    const kept = withoutLibraryChecks(text, spans, (uri) => (uri === document.uri ? document : undefined)).split("\n");
    expect(kept).toHaveLength(lines.length);
    expect(kept.flatMap((line, index) => (line === "#" ? [index] : []))).toEqual([3, 4, 5]);
    expect(kept.filter((line) => line !== "#")).toEqual(lines.flatMap(([line], i) => (i > 2 && i < 6 ? [] : [line])));
  });

  it("matter where the version is older than 8.9 and the library is not", () => {
    expect(lacksLibraryChecks("8.8.8", "8.18.2")).toBe(true);
    expect(lacksLibraryChecks("8.8.8", undefined)).toBe(true);
    expect(lacksLibraryChecks("8.8.8", "8.8.8")).toBe(false);
    expect(lacksLibraryChecks("8.9", "8.18.2")).toBe(false);
    expect(lacksLibraryChecks(undefined, "8.18.2")).toBe(false);
  });
});
