// Completions for shells, written from the descriptions of the commands: the scripts ask nothing when Tab is pressed, so they are quick.
import type { SHELLS } from "./commands/completions.ts";
import { COMMANDS, type CommandText, type OptionText, optionsOf, type ValueKind } from "./commands/index.ts";

const PROGRAM = "sendmail-lint";

/** The script for a shell. */
export function completionsFor(shell: (typeof SHELLS)[number]): string {
  return { bash, zsh, fish }[shell]().join("\n");
}

/** A word for a shell, in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text of a description, as one line without marks. */
function plain(text: string): string {
  return text.replaceAll("`", "").replaceAll("\n", " ");
}

/** The first sentence of a text: what fits beside an option. */
function brief(text: string): string {
  return plain(text)
    .replace(/(?<=[\w)][.:]) .*$/s, "")
    .replace(/[.:]$/, "");
}

function valueOptions({ options }: CommandText): readonly (OptionText & { readonly value: object })[] {
  return options.flatMap((option) => (option.value === undefined ? [] : [{ ...option, value: option.value }]));
}

function names({ name, short }: OptionText): readonly string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}

/** What bash's compgen offers for a value. */
function compgen(kind: ValueKind): string {
  if (kind === "file") return "-f";
  if (kind === "folder") return "-d";
  return kind === "text" ? "-W ''" : `-W ${quoted(kind.join(" "))}`;
}

function bash(): readonly string[] {
  const each = COMMANDS.flatMap((command) => {
    // Bash splits at "=": the option is then two words back. An optional value only comes after "=".
    const values = valueOptions(command).map((option) => {
      const pattern = names(option).join("|");
      const condition = option.value.optional === undefined ? "" : "[[ $equals ]] && ";
      return `        ${pattern}) ${condition}{ _sendmail_lint_offer ${compgen(option.value.kind)}; return; } ;;`;
    });
    const all = optionsOf(command).flatMap(names).join(" ");
    return [
      `    ${command.name})`,
      "      case $option in",
      ...values,
      "      esac",
      `      if [[ $word == -* ]]; then _sendmail_lint_offer -W ${quoted(all)}`,
      `      else _sendmail_lint_offer ${compgen(command.operandKind)}; fi ;;`,
    ];
  });
  return [
    `# bash completion for ${PROGRAM}`,
    "_sendmail_lint_offer() {",
    "  local line",
    '  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@" -- "$word")',
    "}",
    "_sendmail_lint() {",
    `  local word=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD-1]} equals=`,
    "  COMPREPLY=()",
    "  if [[ $word == = ]]; then word=; equals=1",
    `  elif [[ $option == = ]]; then option=\${COMP_WORDS[COMP_CWORD-2]}; equals=1; fi`,
    "  if (( COMP_CWORD == 1 )); then",
    `    _sendmail_lint_offer -W ${quoted([...COMMANDS.map(({ name }) => name), "--help", "--version"].join(" "))}`,
    "    return",
    "  fi",
    `  case \${COMP_WORDS[1]} in`,
    ...each,
    "  esac",
    "}",
    `complete -o filenames -F _sendmail_lint ${PROGRAM}`,
  ];
}

/** What zsh's _arguments does for a value. */
function zshAction(kind: ValueKind): string {
  if (kind === "file") return "_files";
  if (kind === "folder") return "_files -/";
  return kind === "text" ? " " : `(${kind.join(" ")})`;
}

/** A text within a specification of _arguments. */
function zshText(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&");
}

function zshOption(option: OptionText): readonly string[] {
  const { value, multiple } = option;
  const all = names(option);
  const text = `[${zshText(brief(option.text))}]`;
  const shown =
    value === undefined
      ? ""
      : `${value.optional === undefined ? "" : ":"}:${zshText(value.shown)}:${zshAction(value.kind)}`;
  const mark = value === undefined ? "" : value.optional === undefined ? "=" : "=-";
  const before = multiple ? "*" : all.length > 1 ? `(${all.join(" ")})` : "";
  return all.map((name) =>
    quoted(`${before}${name}${name.startsWith("--") ? mark : value === undefined ? "" : "+"}${text}${shown}`),
  );
}

function zsh(): readonly string[] {
  const each = COMMANDS.flatMap((command) => {
    const operands =
      command.operands === "" ? [] : [quoted(`*:${zshText(command.operands)}:${zshAction(command.operandKind)}`)];
    const specs = [...optionsOf(command).flatMap(zshOption), ...operands];
    return [
      `    ${command.name})`,
      "      _arguments -S \\",
      ...specs.map((spec, n) => `        ${spec}${n < specs.length - 1 ? " \\" : " ;;"}`),
    ];
  });
  return [
    `#compdef ${PROGRAM}`,
    "_sendmail_lint() {",
    "  if (( CURRENT == 2 )); then",
    "    local -a commands=(",
    ...COMMANDS.map(({ name, summary }) => `      ${quoted(`${name}:${zshText(brief(summary))}`)}`),
    "    )",
    "    _describe command commands",
    "    return",
    "  fi",
    "  local command=$words[2]",
    "  shift words",
    "  (( CURRENT-- ))",
    "  case $command in",
    ...each,
    "  esac",
    "}",
    // As a file of $fpath this text is the function; given to eval it only defines it.
    'if [[ $funcstack[1] == _sendmail-lint ]]; then _sendmail_lint "$@"; else compdef _sendmail_lint sendmail-lint; fi',
  ];
}

function fish(): readonly string[] {
  const lines = COMMANDS.flatMap((command) => {
    const here = `-n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`;
    const options = optionsOf(command).map((option) => {
      const { value } = option;
      const kind = value === undefined || value.optional !== undefined ? "" : ` -x${fishKind(value.kind)}`;
      const optional = value?.optional === undefined ? "" : fishKind(value.kind);
      const short = option.short === undefined ? "" : ` -s ${option.short}`;
      return `complete -c ${PROGRAM} ${here}${short} -l ${option.name}${kind}${optional} -d ${quoted(brief(option.text))}`;
    });
    const operand = command.operandKind;
    const operands =
      operand === "file" || operand === "folder"
        ? [`complete -c ${PROGRAM} ${here} -a '(__fish_complete_path)'`]
        : operand === "text" || operand.length === 0
          ? []
          : [`complete -c ${PROGRAM} ${here} -a ${quoted(operand.join(" "))}`];
    return [
      `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${command.name} -d ${quoted(brief(command.summary))}`,
      ...options,
      ...operands,
    ];
  });
  return [
    `# fish completion for ${PROGRAM}`,
    `complete -c ${PROGRAM} -f`,
    `complete -c ${PROGRAM} -n __fish_use_subcommand -s h -l help -d 'Shows help'`,
    `complete -c ${PROGRAM} -n __fish_use_subcommand -l version -d 'Shows the version'`,
    ...lines,
  ];
}

/** How fish completes a value. */
function fishKind(kind: ValueKind): string {
  if (kind === "file") return " -a '(__fish_complete_path)'";
  if (kind === "folder") return " -a '(__fish_complete_directories)'";
  return kind === "text" ? "" : ` -a ${quoted(kind.join(" "))}`;
}
