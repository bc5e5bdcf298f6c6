// syscmd, esyscmd and the like: building the .cf runs a program.
import { m4Rule } from "../m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-runs-program",
    title: "Building the configuration runs a program or writes a file",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["GNU m4 manual, Executing shell commands"],
  },
  ["refused"],
  ({ call }) =>
    `${call?.name ?? "This"} runs a program, or writes a file, whenever somebody builds the .cf, usually as root. What it gives is not known here, because nothing in a configuration is ever executed by this check. ` +
    "Write the result into the .mc, or let the Makefile put it into a file that the .mc includes.",
);
