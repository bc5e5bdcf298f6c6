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

/** What is typed, marked in the text: from before the bar to after it. */
const edited = (marked: string, which: 0 | 1): string =>
  marked.replace(/«([^|»]*)\|([^»]*)»/, (_, before: string, after: string) => (which === 0 ? before : after));

describe("what is typed into a .mc", () => {
  // m4 passes it on: the .cf is told without running it.
  test.each([
    "define(`confX', `«1|12»s')dnl\nO X=confX\n",
    "define(`F', `$1-$2')dnl\nF(a«b|bc», `d')\n",
    "define(`A', `ab«c|»')define(`B', `A.A')dnl\nB A\n",
    "define(`A', `ifelse(`$1', `', `none', `O X=$1')')A(`v«|w»')\n",
    "divert(3)wo«rd|rld»\ndivert(0)first\n",
    "m4wrap(`at the e«n|»d\n')\n",
    "changequote([[, ]])define([[V]], [[a«b|c»d]])V\n",
  ])("is told without m4: %s", (marked) => {
    const [before, after] = [build(edited(marked, 0)), build(edited(marked, 1))];
    const typed = before.typed(edited(marked, 1));
    expect(typed?.cf).toBe(after.cf);
    expect(typed?.lines).toEqual(after.lines);
    expect(typed?.typed(edited(marked, 0))?.cf).toBe(before.cf);
  });

  // What m4 does rests on the letters, so it has to run.
  test.each([
    "define(`X', `gone')define(`Y', `X«|q»')Y\n",
    "define(`foo', `gone')define(`A', `f«o|x»')A()o\n",
    "define(`foo', `gone')define(`A', `f«|o»')A()o\n",
    "define(`F', `a$1«|2»b')F(`x')\n",
    "define(`M', `m')M«-|a»x\n",
    "define(`M', `m')x«-|a»M\n",
    "define(`F', `[$1]')F(«| »a b, c)\n",
    "define(`F', `$1-$2')F(a«b|,b», c)\n",
    "define(`V', `ab«|c»')dumpdef(`V')\n",
    "define(`V', `ab«|c»')ifelse(V, `abc', `yes', `no')\n",
    "define(`V', `ab«c|»')ifelse(V, `abc', `yes', `no')\n",
    "define(`V', `ab«|c»')len(V)\n",
    "define(`V', `«a|»')ifelse(V, `', `none', `O X=V')\n",
    "define(`V', `ab«|c»')traceon(`F')define(`F', `$1')F(V)\n",
    "define(`V', `one «|FEATURE »two')V\n",
    "errprint(`ab«|c»')\n",
    "define(`V', `ab«|c».')define(`W', `V`'V`'V`'V`'V`'V`'V`'V`'V`'V')define(`V', W)define(`V', W)define(`V', W)define(`V', W)define(`V', W)V\n",
    "define(`V«|W»', `ab')V\n",
    "x«|\ny»z __line__\n",
    "changequote([, ])define([V], [a«|[»b])V\n",
  ])("is left to m4: %s", (marked) => {
    expect(build(edited(marked, 0)).typed(edited(marked, 1))).toBeUndefined();
  });

  test("may be in several places, one after the other", () => {
    const texts = [
      "define(`A', `ab')A one two\n",
      "define(`A', `ab')A one twox\n",
      "define(`A', `abc')A one twox\n",
      "define(`A', `abc')A onx twox\n",
      "define(`A', `abc')A onx two\n",
      "define(`A', `ac')A onx two\n",
      "define(`A', `ac')A one two\n",
      "define(`A', `ab')A one two\n",
    ];
    let built = build(texts[0] ?? "");
    for (const text of texts.slice(1)) {
      const typed = built.typed(text);
      expect(typed?.cf).toBe(build(text).cf);
      expect(typed?.lines).toEqual(build(text).lines);
      if (typed !== undefined) built = typed;
    }
  });
});
