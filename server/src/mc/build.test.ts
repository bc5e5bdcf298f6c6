import { describe, expect, test } from "vitest";
import type { M4Host } from "../m4/types.ts";
import { buildCf } from "./build.ts";

/** A library of two macros. */
const library: Readonly<Record<string, string>> = {
  "/cf/m4/cf.m4":
    "divert(-1)changecom()\ndefine(`FEATURE', `include(_CF_DIR_`feature/'$1.m4)')\nm4wrap(`divert(0)# end\n')\ndivert(0)# head\n",
  "/cf/feature/x.m4": "O X=1\n",
};
const host: M4Host = {
  read: (path) => (library[path] === undefined ? undefined : { name: path, text: library[path] }),
};
const build = (text: string, definitions?: ReadonlyMap<string, string>) =>
  buildCf({
    source: { name: "a.mc", text },
    host,
    cfDir: "/cf/",
    ...(definitions === undefined ? {} : { definitions }),
  });

describe("build", () => {
  test("the library comes first, and each line leads back to the .mc", () => {
    const text = "Dx LEVEL\nFEATURE(`x')\n";
    const built = build(text, new Map([["LEVEL", "9"]]));
    expect(built.cf).toBe("# head\nDx 9\nO X=1\n\n# end\n");
    const places = built.lines.map((span) => span && text.slice(span.start, span.end));
    expect(places).toEqual([undefined, "Dx LEVEL", "FEATURE(`x')", "", undefined]);
    expect(built.linesFrom(2)).toContain(1);
    expect(built.linesFrom(12)).toContain(2);
    expect(built.redirected).toBeUndefined();
  });

  test("a .mc that includes the library is read alone, wherever it thinks the library is", () => {
    const built = build("include(`/elsewhere/m4/cf.m4')dnl\nFEATURE(`x')dnl\n");
    expect(built.cf).toBe("# head\nO X=1\n# end\n");
    expect(built.redirected).toBe("/elsewhere/m4/cf.m4");
    expect(built.exitStatus).toBe(1);
    expect(built.messages[0]).toMatchObject({ severity: "error", line: 1 });
    expect(built.messages[0]?.text).toBe("cannot open `/elsewhere/m4/cf.m4': No such file or directory");
    expect(built.lines[2]).toBeUndefined();
  });

  test("messages have file and line", () => {
    const built = build("\nFEATURE(`y')\nerrprint(`careful\n')\n");
    expect(built.messages.map(({ text, file, line }) => [text, file, line])).toEqual([
      ["cannot open `/cf/feature/y.m4': No such file or directory", "a.mc", 2],
      ["careful", "a.mc", 3],
    ]);
    expect(built.exitStatus).toBe(1);
  });

  test("a library that is not there is a message", () => {
    const built = buildCf({ source: { name: "a.mc", text: "x\n" }, host: { read: () => undefined }, cfDir: "/no/" });
    expect(built.messages[0]?.text).toContain("/no/m4/cf.m4");
  });
});
