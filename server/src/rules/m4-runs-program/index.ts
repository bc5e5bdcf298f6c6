// syscmd, esyscmd and the like: building the .cf runs a program.
import { m4Rule } from "../shapes/m4-rule.ts";

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
    `${call?.name ?? "This"} runs a program or writes a file when somebody builds the .cf.\nUsually that is root. This check never executes anything in a configuration, so it does not know the result. ` +
    "Write the result in the .mc, or let the Makefile put it in a file that the .mc includes.",
);
