// Builtins that define macros, call them by name, and choose between texts.
import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { builtinMeaning, type Meaning } from "../symbols.ts";
import { Weave } from "../weave.ts";
import { countArguments } from "./arguments.ts";

const MANY = Number.MAX_SAFE_INTEGER;

function defineAs(how: "define" | "pushdef") {
  return (m: Machine, call: CallRecord): void => {
    if (!countArguments(m, call, 2, 3)) return;
    const [name, value] = call.args;
    if (name === undefined) return;
    if (name.builtin !== undefined) {
      m.warn(call, "bad-argument", `Warning: ${call.name}: invalid macro name ignored`, 1);
      return;
    }
    m.define(how, name.text, value, call);
  };
}

/** The call that `indir` and `builtin` stand for: the same place, without the first argument. */
function innerCall(m: Machine, call: CallRecord, name: string, meaning: Meaning): void {
  m.tail = { call: m.derive(call, name), meaning };
}

export const definitionBuiltins: readonly MachineBuiltin[] = [
  { name: "define", blind: true, takesMacros: true, passes: (n) => n === 2, run: defineAs("define") },
  { name: "pushdef", blind: true, takesMacros: true, passes: (n) => n === 2, run: defineAs("pushdef") },
  {
    name: "undefine",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      for (const arg of call.args) m.symbols.remove(arg.text);
    },
  },
  {
    name: "popdef",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      for (const arg of call.args) m.symbols.pop(arg.text);
    },
  },
  {
    name: "defn",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      const own = -1 - call.index;
      const weave = new Weave();
      for (const [n, arg] of call.args.entries()) {
        const meaning = m.symbols.get(arg.text);
        if (meaning === undefined) continue;
        if (meaning.builtin === undefined) {
          weave.add(m.syntax.openQuote, own);
          weave.addSlice(meaning.text, meaning.runs);
          weave.add(m.syntax.closeQuote, own);
          m.allow(weave.text.length);
        } else if (call.args.length > 1) {
          m.warn(call, "bad-argument", `Warning: cannot concatenate builtin \`${arg.text}'`, n + 1);
        } else m.pushBuiltin(meaning.builtin, call);
      }
      m.pushWeave(weave, call);
    },
  },
  {
    name: "indir",
    blind: true,
    takesMacros: true,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      const name = call.args[0];
      if (name?.builtin !== undefined) {
        m.warn(call, "bad-argument", `Warning: ${call.name}: invalid macro name ignored`, 1);
        return;
      }
      const meaning = m.symbols.get(call.text(1));
      if (meaning === undefined) m.warn(call, "undefined-macro", `undefined macro \`${call.text(1)}'`, 1);
      else innerCall(m, call, call.text(1), meaning);
    },
  },
  {
    name: "builtin",
    blind: true,
    takesMacros: true,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      if (call.args[0]?.builtin !== undefined) {
        m.warn(call, "bad-argument", `Warning: ${call.name}: invalid macro name ignored`, 1);
        return;
      }
      const builtin = m.builtins.get(call.text(1));
      if (builtin === undefined) m.warn(call, "undefined-macro", `undefined builtin \`${call.text(1)}'`, 1);
      else innerCall(m, call, call.text(1), builtinMeaning(builtin));
    },
  },
  {
    name: "ifdef",
    blind: true,
    passes: (n) => n > 1,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 3, 4)) return;
      pushArgument(m, call, m.symbols.get(call.text(1)) === undefined ? 3 : 2);
    },
  },
  {
    name: "ifelse",
    blind: true,
    passes: () => true,
    takesMacros: false,
    run(m, call) {
      const { argc } = call;
      if (argc === 2 || !countArguments(m, call, 4, MANY)) return;
      call.chosen = -1;
      // One argument too many is told of for 5, 8, 11 ... arguments only: 4, 7, 10 ... end with the text for "else".
      countArguments(m, call, 0, 1, (argc + 2) % 3);
      for (let n = 1; ; n += 3) {
        m.passages?.compare(call.args[n - 1], call.args[n]);
        if (call.text(n) === call.text(n + 1)) return pushArgument(m, call, n + 2);
        const left = argc - n;
        if (left === 3) return;
        if (left <= 5) return pushArgument(m, call, n + 3);
      }
    },
  },
  {
    name: "shift",
    blind: true,
    passes: () => true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      const weave = new Weave();
      m.addArguments(weave, call, 1, ",", true);
      m.pushWeave(weave, call);
    },
  },
];

/** Replaces a call with one of its arguments. */
function pushArgument(m: Machine, call: CallRecord, n: number): void {
  call.chosen = n - 1;
  const argument = call.args[n - 1];
  if (argument !== undefined) m.push(argument.text, argument.runs, call);
}
