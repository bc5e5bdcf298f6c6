// `sendmail-lint completions`, described.
import type { CommandText } from "./types.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const completions: CommandText = {
  name: "completions",
  summary: "Writes the completions for a shell.",
  operands: "SHELL",
  operandKind: SHELLS,
  about: [`Writes a script that completes commands, options and their values on Tab. SHELL is ${SHELLS.join(", ")}.`],
  options: [],
  examples: [
    { line: 'eval "$(sendmail-lint completions bash)"', text: "For bash: in ~/.bashrc." },
    {
      line: "sendmail-lint completions zsh > ~/.zfunc/_sendmail-lint",
      text: "For zsh: into a folder of $fpath, before compinit runs.",
    },
    {
      line: "sendmail-lint completions fish > ~/.config/fish/completions/sendmail-lint.fish",
      text: "For fish.",
    },
  ],
};
