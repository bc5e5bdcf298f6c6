import { describe, expect, it } from "vitest";
import { Code } from "../codes.ts";
import { type CfEnvironment, type CfFile, readCf } from "../index.ts";
import { readDnsTable } from "./dns-table.ts";
import { EX, type MacroValues, Rewriter, type RunResult, resolve, UNKNOWN_DNS } from "./index.ts";

const HEAD = "V10/Berkeley\nO OperatorChars=.:%@!^/[]+\n";
const ACCESS = "# who may relay\nexample.org\tRELAY\n192.0.2\tOK\n";

function engineOf(rules: string, files: Readonly<Record<string, string>> = {}, dns = UNKNOWN_DNS): Rewriter {
  const read = (name: string): CfFile => {
    const text = files[name];
    return text === undefined ? { state: "missing" } : { state: "there", source: { name, text } };
  };
  const environment: CfEnvironment = {
    version: "8.18.1",
    hostName: "mx.example.com",
    interfaces: [],
    files: { read },
    user: () => null,
    group: () => null,
    service: () => true,
  };
  const cf = readCf({ name: "test.cf", text: HEAD + rules }, environment);
  return new Rewriter(cf, { files: { read }, dns, user: () => undefined });
}

function run(engine: Rewriter, text: string, macros: MacroValues = new Map()): RunResult {
  return engine.run("x", engine.scan(text, { table: "rule" }) ?? [], { macros });
}

const said = (result: RunResult): readonly string[] => result.messages.map(({ text }) => text);

describe("run", () => {
  it("resolves a mailer triple", () => {
    const { tokens, certain } = run(engineOf("Sx\nR$+ @ $+\t$#smtp $@ $2 $: $1 @ $2\n"), "joe@example.org");
    expect(resolve(tokens)).toEqual({
      mailer: "smtp",
      host: ["example", ".", "org"],
      user: ["joe", "@", "example", ".", "org"],
    });
    expect(certain).toBe(true);
  });

  it("takes two arguments of a check ruleset", () => {
    const engine = engineOf("Sx\nR$* $| $*\t$@ $2 $1\n");
    expect(engine.run("x", ["a", Code.else, "b"]).tokens).toEqual(["b", "a"]);
  });

  it("reads macros when a rule runs, without expanding them", () => {
    const engine = engineOf("D{a}one\nSx\nR$*\t$: $&{a} $&{b}\n");
    expect(run(engine, "x").tokens).toEqual(["one"]);
    expect(run(engine, "x", new Map([["b", "two.three"]])).tokens).toEqual(["one", "two", ".", "three"]);
  });

  it("lets the macro map write into the macros of the run, after `$&x` of the same rule was read", () => {
    const macros: MacroValues = new Map();
    const result = run(engineOf("Kmac macro\nSx\nR$*\t$: $(mac {vv} $@ $1 $) $&{vv}\n"), "joe", macros);
    expect(result.tokens).toEqual([]);
    expect(macros.get("vv")).toBe("joe");
  });

  it("gives up a rule that matches again and again, and a ruleset that calls itself", () => {
    const loop = run(engineOf("Sx\nR$*\t$1 a\n"), "x");
    expect(loop.tokens.length).toBe(101);
    expect(said(loop)).toEqual(["Infinite loop in ruleset x, rule 1"]);
    const deep = run(engineOf("Sx\nR$*\t$: $>x $1\n"), "x");
    expect(said(deep)).toEqual(["rewrite: excessive recursion (max 50), ruleset x"]);
    expect(deep.status).toBe(EX.config);
  });

  it("refuses a ruleset that is not there", () => {
    const engine = engineOf("Sx\nR$*\t$@ $>nosuch $1\n");
    expect(said(run(engine, "x"))).toEqual(["Unknown ruleset nosuch"]);
    expect(engine.run("other", ["x"])).toMatchObject({ tokens: ["x"], status: EX.config });
  });

  it("leaves out a call of an empty ruleset, and with it the next call", () => {
    const { tokens } = run(engineOf("Sempty\nSfull\nR$*\t$: full $1\nSx\nR$*\t$: $>empty $>full $1\n"), "a");
    expect(tokens).toEqual([Code.call, "full", "a"]);
  });
});

describe("maps", () => {
  it("looks keys up in the text of a database", () => {
    const engine = engineOf("Kaccess hash /m/access\nSx\nR$*\t$: $(access $1 $: none $)\n", { "/m/access": ACCESS });
    expect(run(engine, "Example.ORG").tokens).toEqual(["RELAY"]);
    expect(run(engine, "other.org").tokens).toEqual(["none"]);
  });

  it("fails for now without its file, and finds nothing where -o allows that", () => {
    const engine = engineOf(
      "Ka hash -T<TMPF> /m/a\nKb hash -o /m/b\nSx\nR$*\t$: $(a $1 $: none $) $(b $1 $: none $)\n",
    );
    const result = run(engine, "k");
    expect(result.tokens).toEqual(["k", "<", "TMPF", ">", "none"]);
    expect(result.status).toBe(EX.tempFail);
    expect(said(result)).toEqual(['hash map "a": missing map file /m/a.db: No such file or directory']);
    expect(said(run(engine, "k"))).toEqual([]);
  });

  it("asks the members of a sequence in turn", () => {
    const engine = engineOf("Ka hash /m/a\nKb text -z: -v1 /m/b\nKs sequence a b\nSx\nR$*\t$: $(s $1 $)\n", {
      "/m/a": "one\t1\n",
      "/m/b": "two:2\n",
    });
    expect(run(engine, "one").tokens).toEqual(["1"]);
    expect(run(engine, "two").tokens).toEqual(["2"]);
    expect(run(engine, "three").tokens).toEqual(["three"]);
  });

  it("asks the name service that is given", () => {
    const dns = readDnsTable(
      "www.example.org CNAME web.example.org\nweb.example.org A 192.0.2.1\nbad.example TEMPFAIL\n",
    );
    expect(dns.errors).toEqual([]);
    const engine = engineOf("Sx\nR$*\t$: $[ $1 $: none $]\n", {}, dns.service);
    expect(run(engine, "www.example.org").tokens).toEqual(["web", ".", "example", ".", "org", "."]);
    expect(run(engine, "no.example").tokens).toEqual(["none"]);
    expect(run(engine, "bad.example")).toMatchObject({ tokens: ["none"], status: EX.tempFail, certain: true });
    expect(readDnsTable("a b\nx MX\n").errors).toEqual([1, 2]);
  });
});

describe("certain", () => {
  it.each([
    ["a map that runs a program", "Kp program /bin/x\nSx\nR$*\t$: $(p $1 $)\n", "map"],
    ["the name service", "Sx\nR$*\t$: $[ $1 $]\n", "dns"],
    ["a host's users", "Ku user\nSx\nR$*\t$: $(u $1 $)\n", "user"],
    ["a pattern that we do not understand", "Kr regex (a)\\1\nSx\nR$*\t$: $(r $1 $)\n", "regex"],
    ["a class that a program fills", "Fw|/bin/x\nSx\nR$=w\t$: yes\n", "class"],
  ])("is false where %s was asked", (_, rules, kind) => {
    const { certain, unknown } = run(engineOf(rules), "joe");
    expect(certain).toBe(false);
    expect(unknown.map((ask) => ask.kind)).toEqual([kind]);
  });

  it("is true where nobody asked", () => {
    expect(run(engineOf("Kp program /bin/x\nSx\nRnever\t$: $(p $1 $)\n"), "joe").certain).toBe(true);
  });
});

describe("trace", () => {
  it("knows rule, class member and table line", () => {
    const engine = engineOf("Cw example.org\nKaccess hash /m/access\nSx\nR$=w\t$: $1 $(access $1 $)\n", {
      "/m/access": ACCESS,
    });
    const { trace = [] } = engine.run("x", ["example", ".", "org"], { trace: true });
    expect(trace.map(({ kind }) => kind)).toEqual(["enter", "lookup", "rule", "leave"]);
    const [, lookup, rule] = trace;
    if (lookup?.kind !== "lookup" || rule?.kind !== "rule") throw new Error("no such step");
    expect(ACCESS.slice(lookup.lookup.span?.start, lookup.lookup.span?.end)).toBe("example.org\tRELAY");
    expect(rule.members.map(({ className, member }) => [className, member.word])).toEqual([["w", "example.org"]]);
    expect(rule.rule.line.number).toBe(6);
    expect(rule.after).toEqual(["example", ".", "org", "RELAY"]);
  });
});
