// The configuration that m4 reads: sendmail.mc, submit.mc, and the .m4 files that they include.

import { TYPING_DEFAULTS } from "../language-defaults.ts";
import { MAIL_FOLDER } from "../recognition.ts";
import { SITE_COMMANDS } from "../shared.ts";
import type { ConfigKind, FileFacts } from "../types.ts";

/** Words that m4 configurations of sendmail are made of. */
const WORDS =
  /(?:(?:VERSIONID|OSTYPE|FEATURE|MAILER|DOMAIN|MASQUERADE_AS|DAEMON_OPTIONS|INPUT_MAIL_FILTER|EXPOSED_USER|RELAY_DOMAIN|TRUST_AUTH_MECH)\(|define\(`?(?:conf[A-Z]|SMART_HOST|MAIL_HUB|STATUS_FILE|ALIAS_FILE|MAIL_SETTINGS_DIR)|s?include\([^)\n]*cf\.m4|LOCAL_(?:CONFIG|RULESETS|RULE_[0-3]|NET_CONFIG)[\t ]*(?:dnl.*)?$)/
    .source;
/** Such a word at the start of a line, or after `dnl` or `#`. */
const SENDMAIL_WORDS = new RegExp(`^[\\t #]*(?:dnl[\\t #]*)?${WORDS}`, "m");
/** Such a word outside of a table's comments: the comments of a sample `access` show the lines of the .mc that it needs. */
const SENDMAIL_LINE = new RegExp(`^[\\t ]*(?:dnl[\\t #]*)?${WORDS}`, "m");

/** Other things that are called `.mc`: message files of Windows (mc.exe), Monkey C for watches. */
const FOREIGN_WORDS =
  /^\s*(?:MessageId(?:Typedef)?\s*=|SeverityNames\s*=|FacilityNames\s*=|LanguageNames\s*=|SymbolicName\s*=|(?:using|import)\s+Toybox\b|(?:using|import)\s+[A-Z]\w*(?:\.\w+)*(?:\s+as\s+\w+)?;|class\s+\w+\s+extends\s+\w)/m;

export const kind: ConfigKind = {
  form: "config",
  name: "mc",
  languageId: "sendmail-mc",
  titles: ["Sendmail m4 Configuration", "sendmail.mc"],
  about:
    "`sendmail.mc`, `submit.mc`, `subsidiary.mc`; any `*.mc` in `/etc/mail` or a folder `sendmail`; any other `*.mc` by its content: those of Monkey C and of Windows messages are left alone.",
  names: {
    own: ["sendmail.mc", "submit.mc", "subsidiary.mc"],
    shared: [],
    old: [],
    extensions: ["mc"],
    includes: ["m4"],
  },
  globs: ["**/etc/mail/*.mc", "**/sendmail/*.mc", "**/cf/cf/*.mc"],
  firstLine:
    "^\\s*(?:VERSIONID\\(`|OSTYPE\\(`|include\\(`[^']*\\bcf\\.m4'\\)|(?:divert\\(-1\\))?\\s*dnl\\b.*\\bsendmail\\.mc\\b)",
  // `dnl` with a letter after it is a name of its own: a space always follows it.
  editorDefaults: { ...TYPING_DEFAULTS, "editor.comments.insertSpace": true },
  commands: [...SITE_COMMANDS, "preview"],
  comment: "dnl",
  hasName: (name) => /\.(?:mc|m4)$/i.test(name),
  isUnmistakable: (text) => SENDMAIL_LINE.test(text) && !FOREIGN_WORDS.test(text),
  recognises: ({ name, folder, text }: FileFacts) => {
    if (SENDMAIL_WORDS.test(text)) return true;
    if (!isConfigName(name) || FOREIGN_WORDS.test(text)) return false;
    // A new, nearly empty file: the name decides.
    if (/^(?:sendmail|submit)\.mc$/i.test(name) || /\.(?:sendmail|submit)\.mc$/i.test(name)) return true;
    return /^(?:main|subsidiary)\.mc$/i.test(name) && MAIL_FOLDER.test(folder);
  },
};

/** True for the name of a configuration, and not of a file that one includes. */
export function isConfigName(name: string): boolean {
  return /\.mc$/i.test(name);
}

/** Configurations by rank: the daemon's before the submission program's, and that before files of any name. */
export function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const RANKS = ["sendmail.mc", "main.mc", "subsidiary.mc"];

function rank(name: string): number {
  if (isSubmission(name)) return RANKS.length + 1;
  const known = RANKS.indexOf(name);
  return known === -1 ? RANKS.length : known;
}

/** The configuration of the mail submission program, which reads no access map and relays for nobody. */
export function isSubmission(name: string): boolean {
  return name === "submit.mc" || name.endsWith(".submit.mc");
}

/** Names of the daemon's configuration beside that of a submission program: `host.mc` for `host.submit.mc`. */
export function daemonNames(submission: string): readonly string[] {
  const head = submission.slice(0, -"submit.mc".length);
  return [`${head}sendmail.mc`, ...(head === "" ? [] : [`${head}mc`])];
}

/** Name or URI of what m4 makes of a configuration; undefined for a name that is none of a configuration (`sendmail.mc.old`). */
export function compiledName(name: string): string | undefined {
  return isConfigName(name) ? name.replace(/\.mc$/i, ".cf") : undefined;
}

/** True for the name of a whole configuration, which is not part of another. */
export function isMainName(name: string): boolean {
  return /(?:^|\.)(?:sendmail|submit|main|subsidiary)\.mc$/i.test(name);
}
