// Writes what follows from the descriptions of the commands (server/src/cli/commands): the man page docs/sendmail-lint.1.md, and the list
// in README.md. `node scripts/commands.mjs --check` writes nothing and fails where one of them is stale.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { finish, load, put } from "./generated.mjs";
import { ROOT } from "./project.mjs";

/** @typedef {import("../server/src/cli/commands/index.ts").CommandText} CommandText */
/** @typedef {import("../server/src/cli/commands/index.ts").OptionText} OptionText */

const { COMMANDS, EXIT_TEXT, optionsOf } = await load(
  'export { COMMANDS, EXIT_TEXT, optionsOf } from "./commands/index.ts";',
  "server/src/cli",
);

/** The operands of a command in the Markdown of man pages. @param {string} operands */
function emphasised(operands) {
  return operands.replace(/[A-Z]+(\.mc)?/g, "*$&*");
}

/** @param {OptionText} option */
function term({ name, short, value }) {
  const shown = value === undefined ? "" : value.optional === undefined ? ` *${value.shown}*` : `[=*${value.shown}*]`;
  return `${short === undefined ? "" : `\`-${short}\`, `}\`--${name}\`${shown}`;
}

/** @param {CommandText} command */
function section(command) {
  const options = optionsOf(command).map((/** @type {OptionText} */ option) => `* ${term(option)}:\n  ${option.text}`);
  const examples = command.examples.map(({ line, text }) => `${text}\n\n    ${line}`);
  return [
    `### ${command.name}`,
    `\`sendmail-lint\` \`${command.name}\` [*OPTION*]... ${emphasised(command.operands)}`.trim(),
    ...command.about,
    options.join("\n"),
    ...examples,
  ].join("\n\n");
}

const page = [
  "# sendmail-lint(1) -- says what sendmail does with its configuration",
  "<!-- Written by scripts/commands.mjs from server/src/cli/commands; do not edit. -->",
  "## SYNOPSIS",
  "`sendmail-lint` *COMMAND* [*OPTION*]... [*ARGUMENT*]...",
  "## DESCRIPTION",
  "Reads sendmail's configuration and tables as m4, makemap and sendmail do, and says what is wrong in them, who may relay, and where mail goes. Nothing that a configuration says is ever run. Only `probe` talks to a network.",
  "A file `.sendmail-lint.json` in the folder of a configuration, or above it, has settings for it.",
  "## COMMANDS",
  ...COMMANDS.map(section),
  "## EXIT STATUS",
  EXIT_TEXT.map(
    (/** @type {{ status: number, text: string }} */ { status, text }) => `* \`${status}\`:\n  ${text}`,
  ).join("\n"),
  "## ENVIRONMENT",
  "* `NO_COLOR`:\n  Set: no colours, as with `--no-color`.\n* `FORCE_COLOR`:\n  Set to 1: colours although the output is not a terminal.\n* `COLUMNS`:\n  The width of text where the output is not a terminal.",
  "## SEE ALSO",
  "sendmail(8), makemap(8), newaliases(1), m4(1)",
].join("\n\n");
await put("docs/sendmail-lint.1.md", `${page}\n`);

const MARKS = /(<!-- commands: written by scripts\/commands\.mjs -->\n).*(<!-- \/commands -->)/s;
const readme = await readFile(path.join(ROOT, "README.md"), "utf8");
if (!MARKS.test(readme)) throw new Error("README.md has no place for the commands.");
const width = Math.max(
  ...COMMANDS.map((/** @type {CommandText} */ { name, operands }) => `${name} ${operands}`.length),
);
const list = COMMANDS.map((/** @type {CommandText} */ { name, operands, summary }) =>
  `sendmail-lint ${`${name} ${operands}`.padEnd(width)}  ${summary.replace(/\.$/, "")}`.trimEnd(),
);
await put(
  "README.md",
  readme.replace(MARKS, (_, open, close) => `${open}\n\`\`\`text\n${list.join("\n")}\n\`\`\`\n\n${close}`),
);
finish("commands.mjs");
