// Whether the files that start sendmail's daemon let it listen to the network.
import type { Span, TextDocument } from "../text.ts";
import { type CommandWord, daemonCommand, startupName, startupVariables } from "./daemon-command.ts";
import { type StartupDocument, startupDocuments } from "./startup-files.ts";

export interface StartupSetting {
  /** Name of the file. */
  readonly file: string;
  /** False where no daemon listens to the network. */
  readonly listens: boolean;
  readonly span: Span;
  /** The change that switches it off; undefined where it is off, or the value is a list of flags. */
  readonly off: { readonly span: Span; readonly newText: string } | undefined;
}

/** Variables of the startup files: the values that mean "no daemon", and the one to write. */
const VARIABLES: Readonly<Record<string, { readonly off: RegExp; readonly write: string }>> = {
  DAEMON_MODE: { off: /^none$/i, write: "none" },
  DAEMON: { off: /^no$/i, write: "no" },
  sendmail_enable: { off: /^(?:no|none)$/i, write: "NO" },
};

/** What the startup files among a site's documents say; undefined where they say nothing. A unit of systemd overrides variables that only old scripts read. */
export function startupSetting(documents: ReadonlyMap<string, TextDocument>): StartupSetting | undefined {
  const startup = startupDocuments(documents);
  const command = daemonCommand(startup);
  const [first] = command?.words ?? [];
  const isRun = command?.isWhole === true && first !== undefined;
  const byCommand = isRun ? { ...placeOf(first, command.words), off: undefined } : undefined;
  const isUnit = byCommand?.span.source.includes("/systemd/system/") === true;
  return (isUnit ? byCommand : undefined) ?? byVariable(startup.files) ?? byCommand ?? withoutCommand(startup.files);
}

/** Where a command line is written, and whether it has a daemon listen. */
function placeOf(first: CommandWord, words: readonly CommandWord[]) {
  const mode = words.find(({ text }) => /^-b[dDl]/.test(text));
  const { document, start } = mode ?? first;
  const { end } = words.findLast((word) => word.document === document) ?? first;
  return {
    file: startupName(document.uri),
    listens: mode !== undefined && !mode.text.startsWith("-bl"),
    span: { source: document.uri, start, end: mode?.end ?? end },
  };
}

function byVariable(files: readonly StartupDocument[]): StartupSetting | undefined {
  let found: StartupSetting | undefined;
  for (const [name, { document, start, text }] of startupVariables(files)) {
    const variable = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
    if (variable === undefined) continue;
    const listens = !variable.off.test(text.trim());
    const span = { source: document.uri, start, end: start + text.length };
    found = {
      file: startupName(document.uri),
      listens,
      span,
      off: listens ? { span, newText: variable.write } : undefined,
    };
  }
  return found;
}

/** AIX: the line that starts the daemon is there, as a comment. */
function withoutCommand(files: readonly StartupDocument[]): StartupSetting | undefined {
  for (const [uri, document] of files) {
    const line = uri.endsWith("/etc/rc.tcpip") ? COMMENTED.exec(document.getText()) : null;
    if (line === null) continue;
    const span = { source: uri, start: line.index, end: line.index + line[0].length };
    return { file: startupName(uri), listens: false, span, off: undefined };
  }
  return undefined;
}

const COMMENTED = /^[ \t]*#[ \t#]*start[ \t]+\/\S+\/sendmail\b.*$/m;
