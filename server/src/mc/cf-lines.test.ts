import { describe, expect, test } from "vitest";
import { valueIn } from "./cf-lines.ts";
import { readMailConfig } from "./index.ts";

const linesOf = (text: string) => readMailConfig({ name: "sendmail.mc", text }).cfLines;

describe("lines for the .cf", () => {
  test("text outside of sections is stray", () => {
    const text = "OSTYPE(`linux')dnl\ndefine (`SMART_HOST', `x')dnl\ndnlFEATURE(`access_db')\nCwexample.org\n# note\n";
    const found = linesOf(text).map(({ kind, section, text: line, span }) => [
      kind,
      section,
      line,
      text.slice(span.start, span.end),
    ]);
    expect(found).toEqual([
      [
        "other",
        "stray",
        "define (SMART_HOST, x)dnlFEATURE(access_db)",
        "define (`SMART_HOST', `x')dnl\ndnlFEATURE(`access_db')",
      ],
      ["C", "stray", "Cwexample.org", "Cwexample.org"],
      ["comment", "stray", "# note", "# note"],
    ]);
  });

  test("sections are told apart, those that share a diversion too", () => {
    const text =
      "LOCAL_CONFIG\nKx hash /x\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\n\t\t$2\nLOCAL_RULE_1\nRa\tb\nLOCAL_RULE_3\nRc\td\n";
    expect(
      linesOf(text)
        .filter(({ kind }) => kind !== "blank")
        .map(({ section, kind, text: line }) => [section, kind, line]),
    ).toEqual([
      ["LOCAL_RULE_3", "R", "Rc\td"],
      ["LOCAL_CONFIG", "K", "Kx hash /x"],
      ["LOCAL_RULESETS", "S", "SLocal_check_rcpt"],
      ["LOCAL_RULESETS", "R", "R$*\t$: $1"],
      ["LOCAL_RULESETS", "continuation", "\t\t$2"],
      ["LOCAL_RULE_1", "S", "Ssender=1"],
      ["LOCAL_RULE_1", "R", "Ra\tb"],
    ]);
  });

  test("a stretch of a line leads back to where it was written", () => {
    const text = "define(`OURS', `a.example')dnl\nLOCAL_CONFIG\nCw OURS b.example\n";
    const [line] = linesOf(text).filter(({ kind }) => kind === "C");
    if (line === undefined) throw new Error("no line");
    expect(line.text).toBe("Cw a.example b.example");
    const [first, second] = [valueIn(line, 3, 12), valueIn(line, 13, 22)];
    expect(text.slice(first.exact?.start, first.exact?.end)).toBe("a.example");
    expect(text.slice(second.exact?.start, second.exact?.end)).toBe("b.example");
    expect(text.slice(line.span.start, line.span.end)).toBe("Cw OURS b.example");
  });
});
