// Tells sendmail's files from others that bear the same names.
import { parseTable } from "../tables/index.ts";
import { TextDocument } from "../text.ts";
import { tableByName } from "./names.ts";
import { baseName, folderName } from "./paths.ts";

export type LanguageId = "sendmail-mc" | "sendmail-access" | "sendmail-class" | "sendmail-cf";

/** Words at the start of a line (or behind `dnl`, `#`) that m4 configurations of sendmail are made of. */
const SENDMAIL_WORDS =
  /^[\t #]*(?:dnl[\t #]*)?(?:(?:VERSIONID|OSTYPE|FEATURE|MAILER|DOMAIN|MASQUERADE_AS|DAEMON_OPTIONS|INPUT_MAIL_FILTER|EXPOSED_USER|RELAY_DOMAIN|TRUST_AUTH_MECH)\(|define\(`?(?:conf[A-Z]|SMART_HOST|MAIL_HUB|STATUS_FILE|ALIAS_FILE|MAIL_SETTINGS_DIR)|s?include\([^)\n]*cf\.m4|LOCAL_(?:CONFIG|RULESETS|RULE_[0-3]|NET_CONFIG)[\t ]*(?:dnl.*)?$)/m;

/** Other things that are called `.mc`: message files of Windows (mc.exe), Monkey C for watches. */
const FOREIGN_WORDS =
  /^\s*(?:MessageId(?:Typedef)?\s*=|SeverityNames\s*=|FacilityNames\s*=|LanguageNames\s*=|SymbolicName\s*=|(?:using|import)\s+Toybox\b|(?:using|import)\s+[A-Z]\w*(?:\.\w+)*(?:\s+as\s+\w+)?;|class\s+\w+\s+extends\s+\w)/m;

const MAIL_FOLDER = /^(?:mail|sendmail.*|etc|cf)$/i;
/** Lines at the beginning of a table that are looked at. */
export const ENOUGH = 200;

/**
 * What a file is, by its name, its folder and the beginning of its text: the language id that an editor should give it,
 * undefined for a file that is not sendmail's. Looks at nothing else.
 */
export function identify(uri: string, text: string): LanguageId | undefined {
  const name = baseName(uri);
  const table = tableByName(name);
  if (table?.role === "access") return isAccess(uri, text) ? "sendmail-access" : undefined;
  if (table?.role === "class") return isWordList(firstLines(text)) ? "sendmail-class" : undefined;
  if (/\.mc$/i.test(name)) return isMc(uri, name, text) ? "sendmail-mc" : undefined;
  if (name === "sendmail.cf" || name === "submit.cf") return "sendmail-cf";
  if (/\.m4$/i.test(name) && SENDMAIL_WORDS.test(text)) return "sendmail-mc";
  return undefined;
}

function isMc(uri: string, name: string, text: string): boolean {
  if (SENDMAIL_WORDS.test(text)) return true;
  if (FOREIGN_WORDS.test(text)) return false;
  // A new, nearly empty file: the name decides.
  if (/^(?:sendmail|submit)\.mc$/i.test(name) || /\.(?:sendmail|submit)\.mc$/i.test(name)) return true;
  return /^(?:main|subsidiary)\.mc$/i.test(name) && MAIL_FOLDER.test(folderName(uri));
}

/** An access map: most lines end in something that sendmail acts on. An empty one is known by its folder. */
function isAccess(uri: string, text: string): boolean {
  const beginning = firstLines(text);
  const table = parseTable(TextDocument.create(uri, "", 0, beginning), "access");
  let good = 0;
  for (const entry of table.entries()) if (entry.action.kind !== "text") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(folderName(uri))) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}

/** A class file: names, one on a line, and no other language's brackets. */
function isWordList(text: string): boolean {
  return !/^\s*[<{[]?[<{]/.test(text.replace(/^(?:#.*)?\n/gm, ""));
}

function firstLines(text: string): string {
  let end = 0;
  for (let line = 0; line < ENOUGH; line++) {
    const newline = text.indexOf("\n", end);
    if (newline === -1) return text;
    end = newline + 1;
  }
  return text.slice(0, end);
}
