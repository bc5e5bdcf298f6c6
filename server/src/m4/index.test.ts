// The evaluator as its callers see it: output, calls with their places, natives, errors, limits.
import { describe, expect, test } from "vitest";
import type { Source, Span } from "../text.ts";
import { type ExpandRequest, type Expansion, expand, type NativeMacro } from "./index.ts";

function run(text: string, request: Partial<ExpandRequest> = {}): Expansion {
  return expand({ sources: [{ name: "a.mc", text }], ...request });
}

function cut(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

describe("output", () => {
  test.each([
    ["define(`x', `[$1|$#|$@]')x(a, `b')", "[a|2|a,b]"],
    ["define(`f', `ab')define(`abc', `yes')f()c", "yes"],
    ["changequote([,])define([x], [[$1]])x(y)", "y"],
    ["divert(1)one\ndivert(2)two\ndivert(-1)lost\ndivert(0)zero\nundivert(2)", "zero\ntwo\none\n"],
    ["m4wrap(`last')first ", "first last"],
    ["ifelse(a, b, 1, c, c, 2, 3)", "2"],
    ["eval(`2 ** 3 + 0x10', 2, 8)", "00011000"],
  ])("%s", (program, output) => expect(run(program).output).toBe(output));
});

describe("provenance", () => {
  test("of a call written in a source", () => {
    const text = "x FEATURE( `access_db', `hash' `y')dnl\n";
    const { calls } = run(text, { natives: new Map([["FEATURE", () => ""]]) });
    const [call] = calls;
    expect(call?.name).toBe("FEATURE");
    expect(cut(text, call?.nameSpan)).toBe("FEATURE");
    expect(cut(text, call?.span)).toBe("FEATURE( `access_db', `hash' `y')");
    expect(call?.args.map((arg) => [arg.text, cut(text, arg.span), cut(text, arg.exact)])).toEqual([
      ["access_db", "`access_db'", "access_db"],
      ["hash y", "`hash' `y'", undefined],
    ]);
  });

  test("of a call that a user's macro makes", () => {
    const text = "define(`mine', `FEATURE(`$1')')\nmine(`x')\n";
    const { calls } = run(text, { natives: new Map([["FEATURE", () => ""]]) });
    const call = calls.find(({ name }) => name === "FEATURE");
    expect(cut(text, call?.nameSpan)).toBe("FEATURE");
    expect(cut(text, call?.args[0]?.exact)).toBe("x");
    expect(cut(text, call?.parent?.span)).toBe("mine(`x')");
    expect(call?.line).toBe(2);
  });

  test("of output", () => {
    const text = "define(`x', `word')a x`'eval(1)";
    const { output, pieces } = run(text);
    expect(output).toBe("a word1");
    expect(pieces.map((piece) => [output.slice(piece.start, piece.end), cut(text, piece.origin)])).toEqual([
      ["a ", "a "],
      ["word", "word"],
      ["1", "eval(1)"],
    ]);
  });

  test("of text without effect", () => {
    const text = "# FEATURE(x)\nreally dnl note\ndivert(-1)lost\n";
    expect(run(text).dead.map(({ why, span }) => [why, cut(text, span)])).toEqual([
      ["comment", "# FEATURE(x)\n"],
      ["dnl", "dnl note"],
      ["diverted", "lost\n"],
    ]);
  });

  test("site leads through included files to the first source", () => {
    const text = "sinclude(`b.m4')";
    const host = { read: (path: string): Source => ({ name: path, text: "len(`x')" }) };
    const call = run(text, { host }).calls.at(-1);
    expect([call?.name, call?.file, cut(text, call?.site)]).toEqual(["len", "b.m4", "sinclude(`b.m4')"]);
  });
});

describe("natives", () => {
  test("return text, keep an argument's provenance, define, divert, include and complain", () => {
    const text = "ECHO(`word') SET(`v') INCLUDE after\nOUT";
    const { output, pieces, stderr, definitions } = run(text, {
      natives: new Map<string, NativeMacro>([
        ["ECHO", (call) => call.args[0] ?? ""],
        [
          "SET",
          (call, m4) => {
            m4.define("x", call.args[0] ?? "");
            m4.errprint("note\n");
            return "x";
          },
        ],
        [
          "INCLUDE",
          (_call, m4) => {
            m4.include({ name: "b.m4", text: "len(`four')" });
            return "";
          },
        ],
        [
          "OUT",
          (_call, m4) => {
            m4.divert(-1);
            return "lost";
          },
        ],
      ]),
    });
    expect(output).toBe("word v 4 after\n");
    expect(cut(text, pieces[0]?.origin)).toBe("word");
    expect(stderr).toBe("note\n");
    expect(cut(text, definitions[0]?.value.exact)).toBe("v");
  });
});

describe("half-typed text", () => {
  test("an open argument list still gives the calls", () => {
    const seen: string[] = [];
    const note = (name: string): [string, () => string] => [
      name,
      () => {
        seen.push(name);
        return "";
      },
    ];
    const result = run("FEATURE(`a'\nMAILER(`smtp')\n", { natives: new Map([note("FEATURE"), note("MAILER")]) });
    expect(seen).toEqual(["MAILER", "FEATURE"]);
    expect(result.calls.map((call) => [call.name, call.unterminated])).toEqual([
      ["MAILER", false],
      ["FEATURE", true],
    ]);
    expect(result.stderr).toBe("m4:a.mc:1: ERROR: end of file in argument list\n");
    expect(result.exitStatus).toBe(1);
  });

  test("an open quote ends with its line", () => {
    const text = "FEATURE(`a)dnl\nMAILER(`smtp')\n";
    const nothing = (): string => "";
    const natives = new Map([
      ["FEATURE", nothing],
      ["MAILER", nothing],
    ]);
    const result = run(text, { natives });
    expect(result.calls.map((call) => [call.name, call.args[0]?.text, call.within?.name])).toEqual([
      ["FEATURE", "a", undefined],
      ["MAILER", "smtp", undefined],
    ]);
    expect(result.reached).toBe(0);
    expect(result.errors.map((error) => [error.code, cut(text, error.span)])).toEqual([["unterminated-string", "`"]]);
    expect(result.output).toBe("");
  });
});

describe("limits", () => {
  test.each([
    ["define(`x', `x x')x"],
    ["define(`x', `x')x"],
    ["define(`x', `x(x)')x(x)"],
    ["define(`x', `$1$1$1$1`'x(`$1$1$1$1')')x(abc)"],
    ["define(`x', `x(x')x"],
    ["define(`x', `include(`self')')x"],
    ["eval(1, 10, 2000000000)"],
    ["define(`f', `m4wrap(`f')')f"],
    ["patsubst(translit(format(`%50000d', 1), ` ', `a'), `\\(a*\\)*b\\1', `')"],
    ["define(`x', `errprint(format(`%10000d', 1))x')x"],
    ["define(`x', `dumpdef`'x')x"],
    [`changequote(\`${"[".repeat(5_000)}x', \`]')${"[".repeat(100_000)}`],
    [`define(\`x', \`${"$1".repeat(1000)}')x(x(x(x(x(abc)))))`],
  ])("%s ends soon", (program) => {
    const host = { read: () => ({ name: "self", text: "x" }) };
    run(program, { host });
    const start = performance.now();
    const result = run(program, { host });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(result.errors.map((error) => error.code)).toContain("budget");
  });
});
