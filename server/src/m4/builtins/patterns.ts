// `regexp` and `patsubst`.
import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { BadPattern, type Groups, Regex } from "../regex/match.ts";
import { made, Weave } from "../weave.ts";
import { countArguments } from "./arguments.ts";

/** Compiles argument 2; undefined, with a complaint, where it is not a regular expression. */
function compile(m: Machine, call: CallRecord, colon: string): Regex | undefined {
  const pattern = call.text(2);
  m.work(pattern.length);
  try {
    return new Regex(pattern, m.work);
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    m.warn(call, "bad-argument", `bad regular expression${colon} \`${pattern}': ${error.message}`, 2);
    return undefined;
  }
}

/** Writes the replacement (argument 3) of one match. */
function substitute(m: Machine, call: CallRecord, weave: Weave, regex: Regex, match: Groups): void {
  const victim = call.args[0];
  const text = call.text(3);
  const runs = call.args[2]?.runs ?? made(call.index);
  const group = (n: number): void => {
    const end = match[n * 2 + 1] ?? -1;
    if (victim !== undefined && end > 0) weave.addSlice(victim.text, victim.runs, match[n * 2] ?? 0, end);
  };
  let done = 0;
  for (let slash = text.indexOf("\\"); slash >= 0; slash = text.indexOf("\\", done)) {
    weave.addSlice(text, runs, done, slash);
    const c = text.charAt(slash + 1);
    done = slash + 2;
    if (c === "0" || c === "&") {
      if (c === "0") m.warnOnce(call, "Warning: \\0 will disappear, use \\& instead in replacements", 3);
      group(0);
    } else if (c >= "1" && c <= "9") {
      if (Number(c) > regex.groups) m.warn(call, "bad-argument", `Warning: sub-expression ${c} not present`, 3);
      else group(Number(c));
    } else if (c === "") {
      m.warn(call, "bad-argument", "Warning: trailing \\ ignored in replacement", 3);
      return;
    } else weave.addSlice(text, runs, slash + 1, slash + 2);
  }
  weave.addSlice(text, runs, done);
  m.allow(weave.cost);
}

export const patternBuiltins: readonly MachineBuiltin[] = [
  {
    name: "regexp",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 3, 4)) {
        if (call.argc === 2) m.pushMade("0", call);
        return;
      }
      const regex = compile(m, call, ":");
      const match = regex?.search(call.text(1), 0, m.work);
      if (regex === undefined) return;
      if (call.argc === 3) m.pushMade(String(match?.[0] ?? -1), call);
      else if (match !== undefined) {
        const weave = new Weave();
        substitute(m, call, weave, regex, match);
        m.pushWeave(weave, call);
      }
    },
  },
  {
    name: "patsubst",
    blind: true,
    takesMacros: false,
    run(m, call) {
      const victim = call.args[0];
      if (!countArguments(m, call, 3, 4)) {
        if (victim !== undefined) m.push(victim.text, victim.runs, call);
        return;
      }
      if (victim === undefined) return;
      const { text, runs } = victim;
      if (call.text(2) === "" && call.text(3) === "") return m.push(text, runs, call);
      const regex = compile(m, call, "");
      if (regex === undefined) return;
      const weave = new Weave();
      let offset = 0;
      while (offset <= text.length) {
        const match = regex.search(text, offset, m.work);
        if (match === undefined) {
          weave.addSlice(text, runs, offset);
          break;
        }
        const [start = 0, end = 0] = match;
        weave.addSlice(text, runs, offset, start);
        substitute(m, call, weave, regex, match);
        offset = end;
        if (start === end) {
          if (end < text.length) weave.addSlice(text, runs, end, end + 1);
          offset++;
        }
      }
      m.pushWeave(weave, call);
    },
  },
];
