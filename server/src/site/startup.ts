// The files that decide whether a system starts sendmail's daemon, and what they say.
import type { Span, TextDocument } from "../text.ts";
import { baseName } from "./paths.ts";

/** Where they lie, seen from a folder etc/mail: Debian; Slackware and others; Red Hat; FreeBSD; systemd, with what its `edit` writes. */
export const STARTUP_FILES: readonly string[] = [
  "sendmail.conf",
  "../default/sendmail",
  "../sysconfig/sendmail",
  "../rc.conf",
  "../rc.conf.local",
  "../systemd/system/sendmail.service",
  "../systemd/system/sendmail.service.d/override.conf",
];

export interface StartupSetting {
  /** Name of the file, without its folder. */
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

/** Flags of the daemon, where they are given as a whole: it listens if `-bd` or `-bD` is among them. */
const FLAGS: ReadonlySet<string> = new Set(["SENDMAIL_OPTS", "sendmail_flags", "SENDMAIL_ARGS", "ExecStart"]);

/** Red Hat's unit adds the words of SENDMAIL_OPTS to its own `-bd`: they are not the whole. */
const isPart = (uri: string, name: string) => name === "SENDMAIL_OPTS" && uri.endsWith("/sysconfig/sendmail");

const ASSIGNMENT = /^[ \t]*([A-Za-z_]+)=(["']?)([^"'#;\r\n]*)\2/gm;

/** What the startup files among a site's documents say; the last word counts, as in the shell. Undefined where there is none. */
export function startupSetting(documents: ReadonlyMap<string, TextDocument>): StartupSetting | undefined {
  let found: StartupSetting | undefined;
  for (const [uri, document] of documents) {
    if (!isStartupFile(uri)) continue;
    for (const { 0: all, 1: name = "", 3: value = "", index } of document.getText().matchAll(ASSIGNMENT)) {
      const variable = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
      const start = index + all.lastIndexOf(value);
      const span = { source: uri, start, end: start + value.length };
      if (variable !== undefined) {
        const listens = !variable.off.test(value.trim());
        const off = listens ? { span, newText: variable.write } : undefined;
        found = { file: baseName(uri), listens, span, off };
      } else if (FLAGS.has(name) && value.trim() !== "" && !isPart(uri, name)) {
        found ??= { file: baseName(uri), listens: /(?:^|\s)-b[dD](?:\s|$)/.test(value), span, off: undefined };
      }
    }
  }
  return found;
}

/** The startup files among a site's documents, in the order of STARTUP_FILES: what is later overrides what is earlier. */
export function startupDocuments(
  documents: ReadonlyMap<string, TextDocument>,
): readonly (readonly [string, TextDocument])[] {
  const rank = (uri: string) => STARTUP_FILES.findIndex((path) => uri.endsWith(path.replace(/^\.\./, "")));
  return [...documents].filter(([uri]) => isStartupFile(uri)).sort(([one], [other]) => rank(one) - rank(other));
}

/** True for the URI of a file that decides on the daemon. */
export function isStartupFile(uri: string): boolean {
  return /\/etc\/(?:mail\/sendmail\.conf|default\/sendmail|sysconfig\/sendmail|rc\.conf(?:\.local)?|systemd\/system\/sendmail\.service(?:\.d\/override\.conf)?)$/.test(
    uri,
  );
}
