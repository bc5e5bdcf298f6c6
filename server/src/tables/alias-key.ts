// Names of aliases: what newaliases makes of the part before the colon.
import { foldText } from "./entry.ts";
import { hasReservedByte } from "./reserved-bytes.ts";
import { bytesOf } from "./scan.ts";
import type { Table, TableEntry, TableError } from "./types.ts";
import { joined } from "./values/joined.ts";

/**
 * `local`: a plain name, stored in lower case. `address`: `user@host`; where the host is the server's own it is stored as its user,
 * else newaliases refuses it. `refused`: never a local name. `odd`: quotes within a name, control characters and others that the
 * address parser changes; what comes out depends on the .cf or the version, and we do not say.
 */
export type AliasKey =
  | { readonly kind: "local"; readonly stored: string }
  | { readonly kind: "address"; readonly user: string; readonly host: string }
  | { readonly kind: "refused"; readonly why: RefusedName }
  | { readonly kind: "odd" };

/**
 * Why a name is not local: it is a program, a path, ... `two-at`, `no-host`, `bad-host` (an empty part): not an address either. `not-own`:
 * an address that is never of this server. `character`: one with a byte that sendmail refuses. `unbalanced`: a quote or bracket that takes
 * in all after it, so that the name is lost. `empty`: nothing is left of it.
 */
export type RefusedName =
  | "program"
  | "file"
  | "no-user"
  | "no-host"
  | "two-at"
  | "bad-host"
  | "not-own"
  | "list"
  | "too-long"
  | "character"
  | "unbalanced"
  | "empty";

/** A name of characters that the address parser leaves as they are; a backslash keeps a space after it. */
const PLAIN =
  /^(?![!/|])(?:[!#-$&'*+\-./0-9;=?A-Z[\\\]^_`a-z{|}~\u00a0-\uffff]|\\[ \t])*[!#-$&'*+\-./0-9=?A-Z[\]^_`a-z{|}~\u00a0-\uffff]$/;
/** What nearly all names are. */
const WORD = /^[A-Za-z\d][\w.-]*$/;
/** Names with a comma between them, without what makes a comma part of something else. A comma at the end is taken as it is. */
const LIST = /^(?!@)[^"()\\<>[\]]*,\s*[^\s,"()\\<>[\]][^"()\\<>[\]]*$/;
/** A user of an address, and a host. */
const USER = String.raw`(?<user>[\w.+=\-\u00a0-\uffff]+(?:\+\*)?|"[\w.+=&\-\u00a0-\uffff]+(?: [\w.+=&\-\u00a0-\uffff]+)*")`;
const HOST = `(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)`;
const ADDRESS = new RegExp(`^${USER}@${HOST}\\.?$`);
/** Without spaces the quotes around a whole address are dropped. */
const QUOTED_ADDRESS = new RegExp(String.raw`^"(?<user>[\w.+=&-]+)@${HOST}"$`);
/** An address in brackets belongs to this server only where it is an IP address of it. */
const NOT_OWN = /^[\w.+=-]+@(?:\[[A-Za-z][\w.-]*\]?|[\w-]+(?:\.[\w-]+)+@)$/;

/** `user%host` and `host!user`. */
const PERCENT = new RegExp(`^(?<user>[\\w.+=-]+)%${HOST}\\.?$`);
const BANG = new RegExp(`^${HOST}!(?<user>[\\w.+=-]+)$`);
/** What is not an address for its `@` or `%` alone. */
const NO_HOST = /^[\w.+=-]+[@%]$/;
const NO_USER_AT = /^(?:@@?[\w.-]+|%[\w-]+)$/;
const TWO_AT = /^[\w.+=-]*@[\w.-]+@[\w-]+(?:\.[\w-]+)*$|^[\w.+=-]+@(?:@[\w.-]*|[\w-]+@)$/;
const BAD_HOST = /^[\w.+=-]+@(?:\.\w|[\w.-]*\w\.\.\w)[\w-]*(?:\.[\w-]+)*$/;
/** A name in double quotes that are dropped, and one whose quotes stay. */
const QUOTED = /^"([\w.+=&\-\u00a0-\uffff]+)"$/;
const QUOTED_WORDS = /^"[\w.+=&\-\u00a0-\uffff]+(?: [\w.+=&\-\u00a0-\uffff]+)+"$/;
/** What is stored under an empty name, or under none. */
const EMPTY = /^(?:[@%\\]?|"")$|<[ \t]*>/;

/** newaliases refuses a name of more bytes: "illegal alias name". */
const MOST_NAME = 255;

/** Reads a name, without the white space after it. A line may begin with white space that joins it to no other, as the CR of an empty line. */
export function aliasKey(written: string): AliasKey {
  if (written.length > MOST_NAME / 3 && bytesOf(written, 0, written.length) > MOST_NAME)
    return { kind: "refused", why: "too-long" };
  if (WORD.test(written)) return { kind: "local", stored: foldText(written) };
  const text = written.replace(/^[\v\f\r][ \t-\r]*/, "");
  if (text !== written) {
    const key = aliasKey(text);
    const isKnown = key.kind === "address" || (key.kind === "refused" && key.why !== "no-user" && key.why !== "list");
    return isKnown ? key : { kind: "odd" };
  }
  if (hasReservedByte(text)) return { kind: "refused", why: "character" };
  if (LIST.test(text)) return { kind: "refused", why: "list" };
  const read = bare(text);
  if (EMPTY.test(read)) return { kind: "refused", why: "empty" };
  return /^[|/]/.test(read) ? keyOf(read) : (unbalancedKey(text) ?? keyOf(read));
}

/** A name with a quote or a bracket without its other half; undefined for all others. What is closed but not opened does little harm. */
function unbalancedKey(text: string): AliasKey | undefined {
  const { unbalanced } = joined(text);
  if (unbalanced === undefined) return undefined;
  const isLost = /["<]/.test(unbalanced) || /^[ \t]*\(/.test(text);
  return isLost ? { kind: "refused", why: "unbalanced" } : { kind: "odd" };
}

/**
 * What the address parser leaves of a name: no comments, what is in angle brackets, no semicolon at the end, no spaces around
 * operators, a dot for other spaces, and what is after a backslash as it is.
 */
function bare(written: string): string {
  if (/^[|/]/.test(written)) return written;
  let text = written;
  if (!/["\\]/.test(text))
    for (let before = ""; before !== text; ) {
      before = text;
      text = text.replace(/\([^()]*\)/g, " ");
    }
  text = text.replace(/^(?:"[^"\\]*"|[^<>"()])*<([^<>"()]+)>[^<>"()]*$/, "$1").replace(/^[ \t-\r]+|[ \t-\r]+$/g, "");
  if (/["()<>]/.test(text)) return text;
  return text
    .replace(/(?:[ \t-\r]*;)+$/, "")
    .replace(
      /(\\.)|[ \t]*([.@%!^/+[\]])[ \t]*|[ \t]+/gs,
      (_, kept?: string, operator?: string) => kept ?? operator ?? ".",
    );
}

function keyOf(text: string): AliasKey {
  if (text.startsWith("|") || /^"\|[^"\\]*"$/.test(text)) return { kind: "refused", why: "program" };
  if (text.startsWith("/") || /^"\/[^"\\]*"$/.test(text)) return { kind: "refused", why: "file" };
  if (NOT_OWN.test(text)) return { kind: "refused", why: "not-own" };
  if (BAD_HOST.test(text)) return { kind: "refused", why: "bad-host" };
  const found = ADDRESS.exec(text) ?? QUOTED_ADDRESS.exec(text) ?? PERCENT.exec(text) ?? BANG.exec(text);
  const { user, host } = found?.groups ?? {};
  if (user !== undefined && host !== undefined)
    return {
      kind: "address",
      user: foldText(user.includes(" ") ? user : user.replaceAll('"', "")),
      host: foldText(host),
    };
  if (NO_USER_AT.test(text)) return { kind: "refused", why: "no-user" };
  if (NO_HOST.test(text)) return { kind: "refused", why: "no-host" };
  if (TWO_AT.test(text)) return { kind: "refused", why: "two-at" };
  const [, quoted] = QUOTED.exec(text) ?? [];
  if (quoted !== undefined) return { kind: "local", stored: foldText(quoted) };
  const isLocal = QUOTED_WORDS.test(text) || (PLAIN.test(text) && !/.!./.test(text));
  return isLocal ? { kind: "local", stored: foldText(text) } : { kind: "odd" };
}

/** How much of a line newaliases repeats in other messages. */
export const MOST_REPEATED = 40;

/** What the address parser says first. */
const FIRST: Readonly<Partial<Record<RefusedName, string>>> = {
  "no-user": "User address required",
  "no-host": "Hostname required",
  "two-at": "Invalid route address",
  list: "Invalid route address",
  "bad-host": "Invalid host name",
};
const ILLEGAL = "illegal alias name";

/**
 * What newaliases says of a name that is not local, after `FILE: line N: `; [] for all that it takes, and for what we do not know.
 *
 * @param beforeColon the name with the white space after it: newaliases repeats both
 */
function refusalsOf(beforeColon: string, key: AliasKey, isLocal: (host: string) => boolean): readonly string[] {
  const refusal = refused(beforeColon);
  if (key.kind === "address") return isLocal(key.host) ? [] : [refusal];
  if (key.kind !== "refused") return [];
  if (key.why === "too-long") return [`${beforeColon.slice(0, MOST_REPEATED)}... ${ILLEGAL}`];
  const first = FIRST[key.why];
  if (first === undefined) return [refusal];
  // After another message, newaliases writes a question mark for a tab or another control character.
  const again = refused(beforeColon.replace(/\p{Cc}/gu, "?"));
  return [`${shortened(beforeColon)}... ${first}`, again];
}

/** True for what the address parser says, before newaliases looks at what came out. */
function isOfParser(message: string): boolean {
  return [...Object.values(FIRST), ILLEGAL].some((words) => message.endsWith(words));
}

/** How newaliases repeats a long name in its first message. */
function shortened(name: string): string {
  return name.length > 203 ? `${name.slice(0, 100)}...${name.slice(-100)}` : name;
}

function refused(name: string): string {
  return `${name}... cannot alias non-local names`;
}

/**
 * All that newaliases says of a table of aliases, in order: to the table's own errors come those that depend on which hosts are the
 * server's own. Names that are `odd` are left out.
 */
export function aliasErrors(table: Table, isLocal: (host: string) => boolean): readonly TableError[] {
  // Before 8.17 the address is taken apart before the lines that go on are read.
  const isOld = table.options.isOldAliases === true;
  const notLocal = (message: string, line: number, lastLine: number, span: TableError["span"]): TableError => ({
    line: isOld && isOfParser(message) ? line : lastLine,
    code: "not-local",
    message,
    span,
  });
  // newaliases reads the name first: where it refuses that, it says nothing of a value that is missing.
  const found = table.errors().flatMap((error) => {
    const { alias, line, span } = error;
    if (alias === undefined) return [error];
    const refusals = refusalsOf(alias.beforeColon, aliasKey(withoutSpace(alias.beforeColon)), isLocal);
    if (error.code !== "no-value")
      return [...refusals.filter(isOfParser).map((message) => notLocal(message, alias.line, line, span)), error];
    return refusals.length === 0 ? [error] : refusals.map((message) => notLocal(message, alias.line, line, span));
  });
  const named: { readonly entry: TableEntry; readonly user: string; readonly isOther: boolean }[] = [];
  for (const entry of table.entries()) {
    const key = aliasKey(entry.key);
    const refusals = refusalsOf(entry.beforeColon, key, isLocal);
    for (const message of refusals) found.push(notLocal(message, entry.headLine, entry.lastLine, entry.keySpan));
    if (refusals.length > 0) continue;
    if (key.kind === "address") named.push({ entry, user: key.user, isOther: true });
    if (key.kind === "local") named.push({ entry, user: key.stored, isOther: key.stored !== entry.lookup });
  }
  const users = new Set(named.flatMap(({ user, isOther }) => (isOther ? [user] : [])));
  if (users.size > 0) found.push(...secondNames(named.filter(({ user }) => users.has(user))));
  return found.sort((a, b) => a.line - b.line);
}

/** A name without the white space after it, as C has it. */
export function withoutSpace(beforeColon: string): string {
  return beforeColon.replace(/[ \t-\r]+$/, "");
}

/** Of aliases for the same users, some written in another way (the server's name, quotes, spaces): the second ones that the table does not see. */
function secondNames(
  named: readonly { readonly entry: TableEntry; readonly user: string; readonly isOther: boolean }[],
): TableError[] {
  const found: TableError[] = [];
  const first = new Map<string, { readonly line: number; hasPlain: boolean }>();
  for (const { entry, user, isOther } of named) {
    const before = first.get(user);
    if (before === undefined) {
      first.set(user, { line: entry.line, hasPlain: !isOther });
      continue;
    }
    const isSeen = !isOther && before.hasPlain;
    if (!isOther) before.hasPlain = true;
    if (isSeen) continue;
    const message = duplicateAlias(entry.beforeColon, user);
    found.push({ line: entry.lastLine, code: "duplicate", message, span: entry.keySpan, first: before.line });
  }
  return found;
}

/** The words of newaliases for a second alias of a name. */
export function duplicateAlias(written: string, stored: string): string {
  return `${written}... Warning: duplicate alias name ${stored}`;
}
