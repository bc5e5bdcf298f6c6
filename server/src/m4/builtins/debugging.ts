// Builtins that show what m4 is doing.

import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { countArguments } from "./arguments.ts";

function traceAs(on: boolean) {
  return (m: Machine, call: CallRecord): void => {
    const names = call.argc > 1 ? call.args.map((arg) => arg.text) : on ? m.symbols.names() : m.debug.tracedNames();
    m.work(names.length);
    for (const name of names) m.debug.trace(name, on);
  };
}

export const debugBuiltins: readonly MachineBuiltin[] = [
  {
    name: "dumpdef",
    blind: false,
    takesMacros: false,
    run(m, call) {
      const names = call.argc > 1 ? call.args.map((arg) => arg.text) : m.symbols.names();
      if (m.passages !== undefined) m.passages.isWhole = false;
      // Sorting and printing cost more than letters do.
      m.work(10 * names.length);
      const known: string[] = [];
      for (const [n, name] of names.entries()) {
        if (m.symbols.get(name) === undefined) m.warn(call, "undefined-macro", `undefined macro \`${name}'`, n + 1);
        else known.push(name);
      }
      for (const name of known.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
        const meaning = m.symbols.get(name);
        const { openQuote, closeQuote } = m.syntax;
        const text = m.debug.quotes ? `${openQuote}${meaning?.text}${closeQuote}` : meaning?.text;
        m.debug.print(`${name}:\t${meaning?.builtin === undefined ? text : `<${meaning.builtin.name}>`}\n`);
      }
    },
  },
  { name: "traceon", blind: false, takesMacros: false, run: traceAs(true) },
  { name: "traceoff", blind: false, takesMacros: false, run: traceAs(false) },
  {
    name: "debugmode",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 2);
      if (!m.debug.setMode(call.args[0]?.text))
        m.warn(call, "bad-argument", `Debugmode: bad debug flags: \`${call.text(1)}'`, 1);
      else if (call.argc > 1) m.debug.forget();
    },
  },
  {
    name: "debugfile",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 2);
      m.debug.setOpen(call.argc === 1);
    },
  },
];
