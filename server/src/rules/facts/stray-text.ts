// Text of a .mc that m4 did not take for a macro, so that it lands in the .cf: what its author meant by it.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { CfLine } from "../../mc/types.ts";
import { perAnswer, perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { placeOfLine } from "./line-place.ts";

export type StrayText =
  /** `define (`: with the space the name is not a call. `gap` is the space. */
  | { readonly kind: "space"; readonly name: string; readonly span: Span; readonly gap: Span }
  /** `feature(`: m4's names are case-sensitive. */
  | { readonly kind: "case"; readonly written: string; readonly name: string; readonly span: Span }
  /** `dnlFEATURE`: the comment word needs a space after it. */
  | { readonly kind: "joined"; readonly span: Span }
  /** `DEAMON_OPTIONS(...)`: like a call of a macro that is not one. `indent` where it continues the line above. */
  | { readonly kind: "name"; readonly name: string; readonly line: CfLine; readonly span: Span }
  /** `DNL`: m4's comment word is written in lower case. */
  | { readonly kind: "comment"; readonly written: string; readonly line: CfLine; readonly span: Span }
  /** A sentence that begins with a command letter of the .cf. */
  | { readonly kind: "prose"; readonly line: CfLine; readonly span: Span }
  /** Anything else that is not a line of a .cf either. */
  | { readonly kind: "text"; readonly line: CfLine; readonly span: Span };

/** A word before a parenthesis, with or without spaces between. */
const CALL = /\b([A-Za-z_]\w*)([ \t]*)\(/g;

/** A name like a macro's with a parenthesis at the start of a line: no line of a .cf begins so. */
const CALL_AT_START = /^[ \t]*((?:conf)?[A-Z][A-Z_0-9]{2,})[ \t]*\(/;

/** A macro's name with a space or a dash where its underscore belongs: `DAEMON OPTIONS(...)`, `DAEMON-OPTIONS(...)`. */
const SPACED_CALL = /^([A-Z]{4,}(?:(?:[ \t]+|[-_])[A-Z]{2,})+)\(/;

function spacedName(text: string): string | undefined {
  const name = SPACED_CALL.exec(text)?.[1];
  return name !== undefined && isMacro(name.replace(/[ \t]+|-/g, "_")) ? name : undefined;
}

/** True for a line of the .cf that was meant as a call of a macro: `TRUST_AUTH_MECHS(...)` is not a T line. */
export function isCall(text: string): boolean {
  return CALL_AT_START.test(text);
}

/** The comment word in other letters than m4 has it. */
const COMMENT_WORD = /^[ \t]*(dnl)(?![A-Za-z0-9_])/i;
/** Words that only sentences have. */
const SENTENCE =
  /(?<=[ \t])(?:the|is|this|that|and|of|for|to|not|our|by|with|from|in|on|we|you|your|be|are|if|it)(?=[ \t.,:!]|$)/;

/** Words that notes begin with; as a line of a .cf they would name something that nobody has (macro a "emon settings"). */
const FIRST_WORD =
  /^(?:Added|All|By|Changed?|Check|Class|Comment|Common|Config(?:uration)?|Copy|Copyright|Created|Custom|Daemon|Date|Defaults?|Define|Deny|Disabled?|Domains?|Done|Dont|Edit|Enabled?|End|Every|Everything|File|Firewall|First|Fix|General|Generated|Header|Hosts?|Last|Mail|Mailer|Mailserver|Main|Managed|Masquerade|Max|Maximum|Message|Modified|More|Must|My|Never|Note|Now|Old|One|Only|Open|Options?|Other|Our|Outbound|Outgoing|Override|Please|Postmaster|Privacy|Queue|REM|Reject|Relay|Remember|Rem|Remote|Removed|Restart|Rewrite|Run|Same|Section|Security|See|Send|Sender|Server|Settings?|Setup|Some|Spam|Start|System|TODO|Test|Then|These|Timeouts?|Trusted|Turn|Users?|Version|Virtual|XXX)[.:,]?[ \t]+[A-Za-z]/;

/** Each stretch of stray text that sendmail will stumble over, in order; comments and lines that a .cf may hold are left out. */
export const strayTexts = perAnswer((site): readonly StrayText[] => {
  const lines = site.mc?.config.cfLines ?? [];
  return lines.flatMap((line): readonly StrayText[] => {
    if (line.kind === "comment" || line.kind === "blank") return [];
    // After LOCAL_CONFIG and similar macros everything is a line of the .cf; what begins like no such line is text there, too.
    const span = placeOfLine(site, line);
    const isOurs = site.has(span.source);
    const name = CALL_AT_START.exec(line.text)?.[1] ?? spacedName(line.text);
    const comment = COMMENT_WORD.exec(line.text)?.[1];
    if (isOurs && comment !== undefined && comment !== "dnl")
      return [{ kind: "comment", written: comment, line, span }];
    if (line.section !== "stray" && line.kind !== "other" && name === undefined) return [];
    const known = line.parts.flatMap(({ origin, exact }) => (exact ? misspelt(site, origin) : []));
    if (known.length > 0) return known;
    if (isOurs && name !== undefined && !isMacro(name)) return [{ kind: "name", name, line, span }];
    if (isOurs && line.section === "stray" && isProse(line)) return [{ kind: "prose", line, span }];
    // `MAILHUB(x)` starts with a command letter, but an M line has equates.
    const isText =
      line.kind === "other" ||
      (line.section === "stray" && isNamedWithoutCall(line.text)) ||
      (line.kind === "M" && !/^M[^,]+,.*=/.test(line.text)) ||
      (line.kind === "continuation" && line.section === "stray" && isRest(line));
    return isText && isOurs ? [{ kind: "text", line, span }] : [];
  });
});

/** Lines that are such text, whatever letter they begin with. */
const strayLines = perSite(
  (site): ReadonlySet<CfLine> => new Set(strayTexts(site).flatMap((text) => ("line" in text ? [text.line] : []))),
);

/** True for a line that sets nothing, although it begins with a command letter: it is text that landed there. */
export function isStrayText(site: MailSite, line: CfLine): boolean {
  return line.section === "stray" && strayLines(site).has(line);
}

/** `SMART_HOST relay.example.net`, `DEFINE confMAX_HOP 20`: a setting or a macro, and what it has to be, without a call. */
function isNamedWithoutCall(text: string): boolean {
  // dnl right after a name makes both one word.
  const joined = /^([A-Z][A-Z_0-9]{3,})dnl(?!\w)/.exec(text)?.[1];
  if (joined !== undefined) return settingRecord(joined) !== undefined || isMacro(joined);
  const name = /^([A-Z][A-Z_0-9]{3,})[ \t:=[{<"'`]/.exec(text)?.[1];
  return name !== undefined && (settingRecord(name) !== undefined || isMacro(name.toLowerCase()));
}

/** Words after a call, where dnl is missing: `define(...) the old one`. What is indented may go on with a line of a .cf above. */
function isRest({ text, parts }: CfLine): boolean {
  return parts.length > 0 && /^[ \t]+(?:[A-Za-z]|--|<-|=>|->|\/[/*]|\\$|[;!])/.test(text) && !/[=$\t{}]/.test(text);
}

/** A capital letter, small ones after it, and a word that no value of a .cf has or that notes begin with. */
function isProse({ kind, text }: CfLine): boolean {
  if (kind === "other" || kind === "continuation") return false;
  // The word that ends a text in a script of the shell; an E line names a variable of the environment.
  if (/^_?(?:EOF|EOT|EOM|END)_?\s*$/.test(text)) return true;
  // A rule has a tab between its sides.
  if (kind === "R" && !text.includes("\t")) return true;
  // After the name of a ruleset comes nothing but its number, or a comment: `ServerName mx.example.com` opens one in silence.
  if (kind === "S" && /^S[A-Za-z]\w+[ \t]+[\w.]/.test(text)) return true;
  return (
    (/^[A-Z][a-z]*[.:,]?[ \t]/.test(text) && SENTENCE.test(text)) || (FIRST_WORD.test(text) && !/[=$\t/]/.test(text))
  );
}

function misspelt(site: MailSite, origin: Span): readonly StrayText[] {
  const text = site.document(origin.source)?.getText().slice(origin.start, origin.end) ?? "";
  const at = (start: number, length: number): Span => ({
    source: origin.source,
    start: origin.start + start,
    end: origin.start + start + length,
  });
  return [...text.matchAll(CALL)].flatMap(({ 0: _, 1: word = "", 2: gap = "", index }): readonly StrayText[] => {
    const span = at(index, word.length);
    const joined = /^dnl(?=[A-Za-z_])/.exec(word);
    if (joined !== null && isMacro(word.slice(3))) return [{ kind: "joined", span: at(index, 3) }];
    if (isMacro(word))
      return gap === "" ? [] : [{ kind: "space", name: word, span, gap: at(index + word.length, gap.length) }];
    const name = [word.toUpperCase(), word.toLowerCase()].find(isMacro);
    return name === undefined ? [] : [{ kind: "case", written: word, name, span }];
  });
}

function isMacro(name: string): boolean {
  return catalog.get("macro", name) !== undefined || catalog.get("builtin", name) !== undefined;
}
