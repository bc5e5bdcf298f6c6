// Builtins that work on texts and numbers.
import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { Weave } from "../weave.ts";
import { countArguments, intArgument } from "./arguments.ts";
import { evaluate } from "./eval.ts";

function addAs(step: number) {
  return (m: Machine, call: CallRecord): void => {
    if (!countArguments(m, call, 2, 2)) return;
    const value = intArgument(m, call, 1);
    if (value !== undefined) m.pushMade(String((value + step) | 0), call);
  };
}

/** Writes out the ranges (`a-z`, `z-a`) of an argument of `translit`. */
function expandRanges(m: Machine, text: string): string {
  if (!text.includes("-")) return text;
  let out = "";
  let from = -1;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code === 45 && from >= 0) {
      at++;
      if (at === text.length) return `${out}-`;
      code = text.charCodeAt(at);
      m.work(Math.abs(code - from));
      if (from <= code) for (let c = from + 1; c <= code; c++) out += String.fromCharCode(c);
      else for (let c = from - 1; c >= code; c--) out += String.fromCharCode(c);
    } else out += String.fromCharCode(code);
    from = code;
  }
  return out;
}

export const textBuiltins: readonly MachineBuiltin[] = [
  {
    name: "len",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (countArguments(m, call, 2, 2)) m.pushMade(String(call.text(1).length), call);
    },
  },
  {
    name: "index",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (countArguments(m, call, 3, 3)) m.pushMade(String(call.text(1).indexOf(call.text(2))), call);
      else if (call.argc === 2) m.pushMade("0", call);
    },
  },
  {
    name: "substr",
    blind: true,
    takesMacros: false,
    run(m, call) {
      const argument = call.args[0];
      if (!countArguments(m, call, 3, 4)) {
        if (argument !== undefined) m.push(argument.text, argument.runs, call);
        return;
      }
      if (argument === undefined) return;
      const start = intArgument(m, call, 2);
      if (start === undefined) return;
      const length = call.argc > 3 ? intArgument(m, call, 3) : argument.text.length;
      if (length === undefined || start < 0 || length <= 0) return;
      const weave = new Weave();
      weave.addSlice(argument.text, argument.runs, start, Math.min(argument.text.length, start + length));
      m.pushWeave(weave, call);
    },
  },
  {
    name: "translit",
    blind: true,
    takesMacros: false,
    run(m, call) {
      const argument = call.args[0];
      if (!countArguments(m, call, 3, 4)) {
        if (argument !== undefined) m.push(argument.text, argument.runs, call);
        return;
      }
      const from = expandRanges(m, call.text(2));
      const to = expandRanges(m, call.text(3));
      const map = new Map<string, string>();
      for (let n = 0; n < from.length; n++) {
        const letter = from.charAt(n);
        if (!map.has(letter)) map.set(letter, to.charAt(n));
      }
      let out = "";
      for (const letter of call.text(1).split("")) out += map.get(letter) ?? letter;
      m.pushMade(out, call);
    },
  },
  { name: "incr", blind: true, takesMacros: false, run: addAs(1) },
  { name: "decr", blind: true, takesMacros: false, run: addAs(-1) },
  {
    name: "eval",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, 4)) return;
      const radix = call.text(2) === "" ? 10 : intArgument(m, call, 2);
      if (radix === undefined) return;
      if (radix < 1 || radix > 36) {
        m.warn(call, "bad-argument", `radix ${radix} in builtin \`${call.name}' out of range`, 2);
        return;
      }
      const width = call.argc > 3 ? intArgument(m, call, 3) : 1;
      if (width === undefined) return;
      if (width < 0) {
        m.warn(call, "bad-argument", `negative width to builtin \`${call.name}'`, 3);
        return;
      }
      let value = 0;
      if (call.text(1) === "") m.warn(call, "bad-argument", `empty string treated as 0 in builtin \`${call.name}'`, 1);
      else {
        const result = evaluate(call.text(1), (warning) => m.warn(call, "bad-argument", warning, 1));
        if (typeof result === "string") {
          if (result.startsWith("invalid operator")) m.setFailed();
          m.warn(call, "bad-argument", result, 1);
          return;
        }
        value = result;
      }
      m.allow(Math.max(width, radix === 1 ? Math.abs(value) : 0));
      const digits = radix === 1 ? "1".repeat(Math.abs(value)) : Math.abs(value).toString(radix);
      m.pushMade((value < 0 ? "-" : "") + digits.padStart(width, "0"), call);
    },
  },
];
