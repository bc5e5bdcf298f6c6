// A line that the .mc puts into the .cf and that sendmail refuses, or takes for two.
import { catalog } from "../../catalog/index.ts";
import type { CfMessage } from "../../cf/index.ts";
import { MESSAGE_CODES } from "../../cf/messages.ts";
import { show } from "../../cf/rewrite/show.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import type { OptionValue } from "../facts/settings.ts";
import { settingsOf } from "../facts/site-settings.ts";
import { type WrittenCf, type WrittenLine, writtenCf } from "../facts/written-cf.ts";
import type { Fix, SiteRule } from "../types.ts";
import { mistakeInOption } from "../values/cf-option-names.ts";
import { misreading } from "../values/option-values.ts";
import { aliasFiles } from "../values/value-shapes.ts";

const SENTENCES: Readonly<Record<string, string>> = MESSAGE_CODES;

/** Codes that have rules of their own, and those that depend on the host, on other files, or on lines of the library. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([
  "no-tab",
  "host-name",
  "class-file",
  "user",
  "no-mailer",
  "ruleset-again",
]);

/** What to write, by sendmail's words. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/expected port@host/, "Write S=inet:PORT@HOST."],
  [/unknown socket type/, "Write S=inet:PORT@HOST for a host and a port, or S=local:/path for a socket in a folder."],
  [
    /T=: `:' expected|unknown filter timeout/,
    "Write each timeout with its letter, and semicolons between: T=C:5m;S:10s;R:10s;E:5m.",
  ],
  [
    /`=' expected/,
    "Each part between commas needs a key and =. Timeouts of a milter have semicolons between them: T=C:5m;S:10s.",
  ],
  [/No file name/, "Write the path of the file after the type and its flags: hash -o /etc/mail/NAME."],
  [/unknown member map/, "Write the K lines of its members above it, in a LOCAL_CONFIG section before this line."],
  [/no map class/, "Write the type of the map after its name, such as hash or text."],
  [/P= argument required/, "Write P= with the path of the program, or [IPC]."],
  [/A= argument required/, "Write A= with the program and its arguments."],
  [/out of bounds/, "Each $1, $2, ... on the right side is one wildcard of the left side: count them."],
  [/service .* unknown/, "Write the number of the port, or a name such as smtp or submission."],
  [
    /missing valid ruleset/,
    "Write LOCAL_RULESETS and an S line with the name of a ruleset above it, or LOCAL_RULE_0 for a rule about recipients.",
  ],
  [/invalid time unit/i, "Write numbers with the units s, m, h, d or w, such as 30s or 5d."],
];

export const rule: SiteRule = {
  meta: {
    code: "mc-refused-line",
    title: "A line that sendmail refuses in the .cf that this makes",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: ["seen with sendmail 8.15.2, 8.17.1, 8.18.1 and 8.18.2: what each says of broken lines"],
  },
  check(site, report) {
    const written = writtenCf(site);
    if (written === undefined) return;
    const split = new Set<WrittenLine>();
    for (const line of written.lines) {
      const broken = line.by.kind === "line" ? undefined : /\n(?=[^\s#])([^\n]*)/.exec(line.text)?.[1];
      if (broken === undefined) continue;
      split.add(line);
      report({
        span: line.span,
        message: `A line end inside the value cuts the line of the .cf in two.\nsendmail reads "${shortened(broken)}" as a line of its own, which is not what it is meant to be. Write the value in one line, or begin the next one with a space.`,
        fixes: () => inOneLine(site, line.span),
      });
    }
    const said = new Set<WrittenLine>();
    for (const line of written.lines) {
      if (line.by.kind !== "line" || !endsInBackslash(line.text)) continue;
      said.add(line);
      report({
        span: line.span,
        severity: "warning",
        message:
          "The backslash at the end does not continue this line of the .cf.\nsendmail reads it as a part of the value, and the next line as a line of its own. Remove it; a line that begins with a space or tab goes on with the one above.",
      });
    }
    for (const line of written.lines) {
      const key = line.by.kind === "line" && line.by.line.kind === "M" ? swallowedEquate(line.text) : undefined;
      if (key === undefined || split.has(line)) continue;
      said.add(line);
      report({
        span: line.span,
        severity: "warning",
        message: `A comma is missing before ${key}= in this M line.\nsendmail takes ${key}= for a part of what comes before it, and says nothing. Write a comma between the parts.`,
      });
    }
    const homeless = firstWithoutRuleset(written);
    for (const { written: line, message } of written.complaints) {
      if (message.code === "no-ruleset" ? line !== homeless : SAID_ELSEWHERE.has(message.code)) continue;
      if (split.has(line) || said.has(line) || isSaidElsewhere(site, line, message)) continue;
      said.add(line);
      const words = show(message.text, written.config.names).trim();
      const isFatal = message.severity === "fatal";
      const advice = ADVICE.find(([pattern]) => pattern.test(words))?.[1] ?? adviceFor(message, words);
      report({
        span: line.span,
        severity: isFatal ? "error" : "warning",
        message: `${SENTENCES[message.code] ?? "sendmail cannot read this line."}\nsendmail reports "${shortened(words)}" ${isFatal ? "and does not start" : "and goes on"}. ${advice}`,
        fixes: () => fixesFor(site, line, words),
      });
    }
  },
};

/** A backslash at the end of what sendmail reads; after the second tab of a rule is a comment. */
function endsInBackslash(text: string): boolean {
  return /(?<!\\)\\$/.test(text) && !/^R[^\t]*\t+[^\t]+\t/.test(text);
}

/** The key of an equate that no comma separates from the one before it, or from the name; after A= anything may follow. */
function swallowedEquate(text: string): string | undefined {
  const [, head = ""] = /^M(.*?)(?:[,\s]\s*A\w*\s*=|$)/s.exec(text) ?? [];
  return (
    /[^\s,][ \t]+([A-Z])[A-Za-z]*=/.exec(head)?.[1] ?? /=[^,=]*\s(A)\w*=/.exec(text.slice(0, head.length + 4))?.[1]
  );
}

function adviceFor(message: CfMessage, words: string): string {
  if (message.code !== "map-type") return "Correct the line.";
  const type = /class (\S+) not available/.exec(words)?.[1] ?? "";
  const near = catalog.nearest(type, ["map-type"]).map(({ name }) => name);
  return near.length > 0
    ? `Did you mean ${near.join(" or ")}?`
    : "A map begins with its type, such as hash; then flags, then the path of the file.";
}

/** The first of the rules that no S line comes before: the others have the same cause, or follow an S line that is wrong. */
function firstWithoutRuleset({ complaints, lines }: WrittenCf): WrittenLine | undefined {
  const first = complaints.find(({ message }) => message.code === "no-ruleset")?.written;
  const before = first === undefined ? [] : lines.slice(0, lines.indexOf(first));
  return before.some(({ by }) => by.kind === "line" && by.line.kind === "S") ? undefined : first;
}

function isSaidElsewhere(site: MailSite, line: WrittenLine, { code, text }: CfMessage): boolean {
  const { by } = line;
  // The library has maps of its own, and so have files that were not read: only a K line of the site that comes later is known.
  const member = /unknown member map (\S+)/.exec(text)?.[1];
  if (member !== undefined) {
    const found = site.mc?.config.map(member);
    return found === undefined || found.use !== undefined || found.span.source !== line.span.source;
  }
  // Which types there are depends on how sendmail was built: only a type that no sendmail has is wrong for sure.
  if (code === "map-type") {
    const type = /class (\S+) not available/.exec(text)?.[1] ?? "";
    return catalog.get("map-type", type.toLowerCase()) !== undefined;
  }
  if (code === "option" && by.kind === "line") return mistakeInOption(by.line.text) !== undefined;
  if (code === "time" || code === "option-value") {
    const option = settingsOf(site).find(({ name, written }) =>
      written.by === "define"
        ? by.kind === "setting" && by.name === name
        : by.kind === "line" &&
          written.line.start === by.line.span.start &&
          written.line.source === by.line.span.source,
    );
    return option !== undefined && isMisread(option);
  }
  if (by.kind !== "macro") return false;
  return /parameter ".*" unknown|address family|unknown (?:filter|queue) equate|empty or missing socket/i.test(text);
}

/** Settings whose values have a rule for their words. */
const WORD_LISTS: ReadonlySet<string> = new Set(["privacy-flag", "blame-flag", "auth-option", "tls-option"]);

/** True for a value of which a rule about values speaks: its type, its words, or the characters in it. */
function isMisread({ name, value }: OptionValue): boolean {
  const record = catalog.get("option", name) ?? catalog.get("define", name);
  if (record === undefined) return false;
  if (record.list !== undefined && WORD_LISTS.has(record.list)) return true;
  if (name === "confBIND_OPTS" || record.type === "user") return true;
  if (record.list === "ssl-option") return !/SSL_OP_(?!NO_(?:SSL|TLS)(?:v|\d|$))/.test(value);
  if (name === "ALIAS_FILE") return aliasFiles(value.trim()) !== undefined;
  return misreading(record, value) !== undefined;
}

/** Sockets as people write them, with what sendmail reads. */
const SOCKETS: readonly (readonly [RegExp, string])[] = [
  [/\bS=inet(6?):([^:@,\s]+):(\d+)/, "S=inet$1:$3@$2"],
  [/\bS=inet(6?):(\d+)(?=[\s,;]|$)/, "S=inet$1:$2@127.0.0.1"],
  [/\bS=tcp:/i, "S=inet:"],
  [/\bS=(?:sock|socket|file|unixsock):(?=\/)/i, "S=local:"],
  [/\bS=(\d+@)/, "S=inet:$1"],
  [/\bS=(?=\/)/, "S=local:"],
  [/\bT=([CSRE]:\w+(?:\s*,\s*[CSRE]:\w+)+)/, ""],
  [/\bT=(\d+[smh]?)(?=[\s,]|$)/, "T=S:$1;R:$1"],
];

function fixesFor(site: MailSite, { by, span }: WrittenLine, words: string): readonly Fix[] {
  if (by.kind === "map") return mapFixes(site, span, words);
  const isFilter = by.kind === "macro" && /MAIL_FILTER$/.test(by.use.name);
  const place = isFilter ? by.use.args[1]?.exact : undefined;
  const text = place && site.document(place.source)?.slice(place.start, place.end);
  if (place === undefined || text === undefined) return [];
  const found = SOCKETS.find(([pattern]) => pattern.test(text));
  if (found === undefined) return [];
  const [pattern, wanted] = found;
  const changed =
    wanted === "" ? text.replace(pattern, (whole) => whole.replace(/\s*,\s*/g, ";")) : text.replace(pattern, wanted);
  return [replacement(`Write ${changed}: mail goes through this filter`, place, changed)];
}

function mapFixes(site: MailSite, span: Span, words: string): readonly Fix[] {
  const type = /class (\S+) not available/.exec(words)?.[1];
  const text = site.document(span.source)?.slice(span.start, span.end) ?? "";
  if (type === undefined || !text.toLowerCase().startsWith(type.toLowerCase())) return [];
  return catalog
    .nearest(type, ["map-type"], 1)
    .map(({ name }) =>
      replacement(`Change it to ${name}: the map is looked into`, { ...span, end: span.start + type.length }, name),
    );
}

/** The value with a space for each line end. */
function inOneLine(site: MailSite, span: Span): readonly Fix[] {
  const text = site.document(span.source)?.slice(span.start, span.end);
  if (text === undefined || !text.includes("\n")) return [];
  const changed = text.trim().replace(/[ \t]*\r?\n[ \t]*/g, " ");
  return [replacement("Write it in one line: all of it takes effect", span, changed)];
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}
