// Builtins about input and output: files, diversions, delimiters, the end of the run, and what is refused.
import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { Weave } from "../weave.ts";
import { countArguments, intArgument } from "./arguments.ts";

const MANY = Number.MAX_SAFE_INTEGER;

function includeAs(silent: boolean) {
  return (m: Machine, call: CallRecord): void => {
    if (!countArguments(m, call, 2, 2)) return;
    const source = m.readFile(call.text(1), call);
    if (source !== undefined) m.pushSource(source, call);
    else if (!silent) {
      m.warn(call, "missing-include", `cannot open \`${call.text(1)}': ${m.whyNot(call.text(1))}`, 1);
      m.setFailed();
    }
  };
}

function refused(m: Machine, call: CallRecord): void {
  if (countArguments(m, call, 2, 2))
    m.warn(call, "refused", `\`${call.name}' runs a program or writes a file; nothing is executed here`);
}

/** All arguments with spaces between them. */
function joined(m: Machine, call: CallRecord): Weave {
  const weave = new Weave();
  m.addArguments(weave, call, 0, " ", false);
  return weave;
}

function pushQuoted(m: Machine, call: CallRecord, text: string): void {
  m.pushMade(m.syntax.openQuote + text + m.syntax.closeQuote, call);
}

export const streamBuiltins: readonly MachineBuiltin[] = [
  {
    name: "dnl",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 1);
      m.skipLine(call);
    },
  },
  {
    name: "changequote",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 3);
      m.syntax.changeQuote(call.args[0]?.text, call.args[1]?.text);
    },
  },
  {
    name: "changecom",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 3);
      m.syntax.changeComment(call.args[0]?.text, call.args[1]?.text);
    },
  },
  {
    name: "divert",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 2);
      const diversion = call.argc > 1 ? intArgument(m, call, 1) : 0;
      if (diversion !== undefined) m.output.divert(diversion);
    },
  },
  {
    name: "undivert",
    blind: false,
    takesMacros: false,
    run(m, call) {
      if (call.argc === 1) m.output.undivertAll();
      for (const [n, arg] of call.args.entries()) {
        if (arg.text === "") continue;
        if (/^[+-]?[0-9]+$/.test(arg.text)) {
          m.output.undivert(Number(arg.text));
          continue;
        }
        const source = m.readFile(arg.text, call);
        if (source === undefined)
          m.warn(call, "missing-include", `cannot undivert \`${arg.text}': ${m.whyNot(arg.text)}`, n + 1);
        else m.copyToOutput(source, call);
      }
    },
  },
  {
    name: "divnum",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 1);
      m.pushMade(String(m.output.divnum), call);
    },
  },
  { name: "include", blind: true, takesMacros: false, run: includeAs(false) },
  { name: "sinclude", blind: true, takesMacros: false, run: includeAs(true) },
  {
    name: "m4wrap",
    blind: true,
    passes: () => true,
    takesMacros: false,
    run(m, call) {
      if (!countArguments(m, call, 2, MANY)) return;
      const weave = joined(m, call);
      m.wrap(weave.text, weave.runs, call);
    },
  },
  {
    name: "errprint",
    blind: true,
    takesMacros: false,
    run(m, call) {
      if (countArguments(m, call, 2, MANY)) m.warn(call, "errprint", joined(m, call).text);
    },
  },
  {
    name: "m4exit",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 2);
      let status = call.argc > 1 ? (intArgument(m, call, 1) ?? 1) : 0;
      if (status < 0 || status > 255) {
        m.warn(call, "bad-argument", `exit status out of range: \`${status}'`, 1);
        status = 1;
      }
      m.exit(status);
    },
  },
  { name: "syscmd", blind: true, takesMacros: false, run: refused },
  { name: "esyscmd", blind: true, takesMacros: false, run: refused },
  { name: "maketemp", blind: true, takesMacros: false, run: refused },
  { name: "mkstemp", blind: true, takesMacros: false, run: refused },
  {
    name: "sysval",
    blind: false,
    takesMacros: false,
    run(m, call) {
      m.pushMade("0", call);
    },
  },
  {
    name: "__file__",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 1);
      pushQuoted(m, call, call.file);
    },
  },
  {
    name: "__line__",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 1);
      m.pushMade(String(call.line), call);
    },
  },
  {
    name: "__program__",
    blind: false,
    takesMacros: false,
    run(m, call) {
      countArguments(m, call, 1, 1);
      pushQuoted(m, call, "m4");
    },
  },
];
