// A value with characters that do not belong there: quotes, lists, URLs, placeholders, punctuation, in a host, a name, a path or a socket.
import { catalog } from "../../catalog/index.ts";
import { aliasSources } from "../../kinds/aliases/kind.ts";
import type { Value } from "../../m4/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { MailSite } from "../../site/types.ts";
import { contains, type Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { settingsOf } from "../facts/site-settings.ts";
import { isCall } from "../facts/stray-text.ts";
import type { Report, SiteRule } from "../types.ts";
import { oneUser, recipients, user } from "../values/account-shapes.ts";
import { socket } from "../values/socket-shapes.ts";
import {
  aliasFiles,
  command,
  hostName,
  type Misshape,
  oneHost,
  path,
  programPath,
  relayHost,
} from "../values/value-shapes.ts";
import { nameArguments } from "./arguments.ts";

/** A value with what it is to be. */
interface Typed {
  /** What the value is for, as the file names it. */
  readonly shown: string;
  readonly value: Value;
  readonly span: Span;
  readonly check: (text: string) => Misshape | undefined;
  /** False where a macro of sendmail in it is a sign like any other. */
  readonly isExpanded?: boolean;
  /** True where the line of the .cf goes on after the value. */
  readonly goesOn?: boolean;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-characters",
    title: "A host, name, path or socket with characters that do not belong there",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      "seen with sendmail: what is written is looked up letter for letter, quotes, commas and spaces included",
      "Operations guide, mailers: several hosts are separated by colons",
    ],
  },
  check(site, report) {
    if (site.mc?.template === true) return;
    const quoted = checkEntities(site, report);
    for (const { shown, value, span, check, isExpanded, goesOn } of typedValues(site)) {
      const text = value.text.trim();
      // Where a macro of sendmail is in it, the value is known at run time only.
      if (text === "" || /\{\{|__\w+__|@[A-Z_]+@/.test(text) || (text.includes("$") && isExpanded !== false)) continue;
      // Of quotes that are entities it is said above.
      const wrong = quoted.some((argument) => contains(argument, span))
        ? undefined
        : (check(text) ?? (goesOn === true ? cut(value.text) : undefined));
      if (wrong === undefined) continue;
      const { meant } = wrong;
      const exact = value.exact;
      report({
        span,
        severity: wrong.severity ?? "error",
        message: `${wrong.what}\n${wrong.effect}. ${meant === undefined ? `Correct ${shown}.` : `Write ${meant}.`}`,
        fixes: () =>
          meant === undefined || exact === undefined
            ? []
            : [replacement(`Change it to ${meant}: ${shown} takes this value${mayRelay(shown)}`, exact, meant)],
      });
    }
  },
};

/** A line end after a value in the middle of a line. */
function cut(text: string): Misshape | undefined {
  return /[\r\n]\s*$/.test(text)
    ? {
        what: "The line end after this value cuts the line of the .cf in two.",
        effect: 'sendmail reads what follows as a line of its own and reports "A= argument required"',
        meant: text.trim(),
      }
    : undefined;
}

/** The names of characters in the source of a web page. */
const ENTITY = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,5}|#x[\da-f]{1,4});/i;
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/** What the author of a web page wrote for a character. */
function decoded(text: string): string {
  return text.replace(new RegExp(ENTITY, "gi"), (entity) => {
    const name = entity.slice(1, -1).toLowerCase();
    const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return CHARACTERS[name] ?? String.fromCharCode(code);
  });
}

/**
 * Arguments of macros and values of settings that were copied out of the source of a web page; gives those whose quotes are such
 * characters.
 */
function checkEntities(site: MailSite, report: Report): readonly Span[] {
  const quoted: Span[] = [];
  const { uses = [], settings: written = [] } = site.mc?.config ?? {};
  const calls = new Set([...uses, ...written].filter(({ implied }) => !implied).map(({ call }) => call));
  for (const call of calls)
    for (const { text, exact, span } of call.args) {
      const place = exact ?? span;
      const entity = ENTITY.exec(text);
      // Where only one of the quotes is gone with it, of them another rule speaks.
      if (entity === null || /^&#(?:96|x60);.*'$/is.test(text) || call.name === "VERSIONID" || !site.has(place.source))
        continue;
      const meant = decoded(text);
      if (/^`.*'$/s.test(meant)) quoted.push(place);
      report({
        span:
          exact === undefined
            ? place
            : { ...exact, start: exact.start + entity.index, end: exact.start + entity.index + entity[0].length },
        message: `${entity[0]} comes from the source of a web page: here it is ${entity[0].length} characters.\nm4 and sendmail take them as they are. Write ${JSON.stringify(decoded(entity[0])).slice(1, -1)}.`,
        // Quotes of m4's own are as good as what was written, where all of the argument is between them.
        fixes: () =>
          exact === undefined || (/[`']/.test(meant) && !/^`[^`']*'$/.test(meant))
            ? []
            : [replacement(`Write ${meant}: ${call.name} takes this value${mayRelay(call.name)}`, exact, meant)],
      });
    }
  return quoted;
}

function typedValues(site: MailSite): readonly Typed[] {
  return [
    ...settings(site),
    ...shownNames(site),
    ...sockets(site),
    ...mapFiles(site),
    ...aliasLines(site),
    ...programs(site),
    ...ownPrograms(site),
    ...classFiles(site),
    ...nameArguments(site),
  ];
}

/** The files of classes. */
function classFiles(site: MailSite): readonly Typed[] {
  return (site.mc?.config.classes ?? []).flatMap(({ className, how, span, by }): readonly Typed[] => {
    if (how.kind !== "file") return [];
    const place = how.path.exact ?? span;
    if (!site.has(place.source)) return [];
    const check: Typed["check"] = (text) =>
      path(text) ?? relativeClass(text, how.optional) ?? withoutFormat(how.format);
    return [{ shown: `the file of class ${className}, which ${by} gives`, value: how.path, span: place, check }];
  });
}

function relativeClass(text: string, isOptional: boolean): Misshape | undefined {
  // A map, a program and a template have signs in them.
  if (!/^[\w-][\w./-]*$/.test(text)) return undefined;
  return {
    what: "The path of this class file does not begin with a slash.",
    effect: isOptional
      ? "sendmail looks for it in the folder that it was started in, and does without it"
      : 'sendmail says "fileclass: cannot open" and does not start',
    meant: undefined,
    ...(isOptional ? { severity: "warning" as const } : {}),
  };
}

/** Text after the path of a class file: the format by which sendmail takes a word out of each line. */
function withoutFormat(format: string | undefined): Misshape | undefined {
  if (format === undefined || format.includes("%")) return undefined;
  return {
    what: "The text after the path takes no word out of the lines of the file.",
    effect: `sendmail reads "${format}" as the format of a line, such as %s, and the class stays empty`,
    meant: undefined,
  };
}

/** Tells which arguments of features hold a name that is defined: m4 reads them again, and puts its text there. */
function macroFinder(site: MailSite): (text: string) => boolean {
  const defined = new Set(site.mc?.config.expansion.definitions.map(({ name }) => name));
  return (text) => text.match(/[A-Za-z_]\w*/g)?.some((word) => defined.has(word)) === true;
}

/** The arguments of features that are the path of a program or a file: its arguments belong elsewhere. */
function programs(site: MailSite): readonly Typed[] {
  const hasMacro = macroFinder(site);
  return (site.mc?.config.features ?? []).flatMap(({ name, args, implied }): readonly Typed[] => {
    const list = catalog.get("feature", name)?.arguments ?? [];
    return args.flatMap((value, at): readonly Typed[] => {
      const type = list[at]?.type;
      if (implied || !site.has(value.span.source) || hasMacro(value.text)) return [];
      const span = value.exact ?? value.span;
      if (type === "command")
        return [{ shown: `the argument of ${name}`, value, span, check: command, isExpanded: false }];
      if (type !== "path") return [];
      return [{ shown: `the argument of ${name}`, value, span, check: programPath, isExpanded: false, goesOn: true }];
    });
  });
}

/** The programs of M lines. */
function ownPrograms(site: MailSite): readonly Typed[] {
  const { mc, cf } = site;
  const shown = "P= of this mailer";
  if (mc !== undefined)
    return mc.config.cfLines.flatMap((line): readonly Typed[] => {
      const found = line.kind === "M" ? /(?<=[,\s]P=)[^,]*/.exec(line.text) : null;
      if (found === null || isCall(line.text) || !site.has(line.span.source)) return [];
      const value = valueIn(line, found.index, found.index + found[0].trimEnd().length);
      return [{ shown, value, span: value.exact ?? line.span, check: unquoted(programPath), isExpanded: false }];
    });
  return (cf?.config.mailers ?? []).flatMap(({ path: text, place }): readonly Typed[] => {
    const value = { text, exact: undefined };
    return place === undefined || text === ""
      ? []
      : [{ shown, value, span: place.line.span, check: programPath, isExpanded: false }];
  });
}

/** Types of maps in files of their own. */
const IN_FILES: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "text", "implicit"]);

/** The files of maps: sendmail opens them in whatever folder it was started in, if their path is not absolute. */
function mapFiles(site: MailSite): readonly Typed[] {
  if (site.mc === undefined) return cfMapFiles(site);
  const hasMacro = macroFinder(site);
  return site.mc.config.maps.flatMap(({ name, map, span }): readonly Typed[] => {
    const { type, file, fileSpan, flags } = map;
    const place = fileSpan ?? span;
    if (!IN_FILES.has(type.toLowerCase()) || !site.has(place.source) || hasMacro(file)) return [];
    const isOptional = flags.some(({ letter }) => letter === "o");
    const check: Typed["check"] = (text) => path(text) ?? relative(text, isOptional);
    return [{ shown: `the map ${name}`, value: { text: file, exact: fileSpan }, span: place, check }];
  });
}

/** The same of a .cf without a .mc. */
function cfMapFiles(site: MailSite): readonly Typed[] {
  return [...(site.cf?.config.maps.values() ?? [])].flatMap(({ name, type, argument, flags, place }) => {
    if (place === undefined || place.line.span.source !== site.cf?.uri || !IN_FILES.has(type)) return [];
    const check: Typed["check"] = (text) =>
      path(text) ??
      relative(
        text,
        flags.some(({ letter }) => letter === "o"),
      );
    return [{ shown: `the map ${name}`, value: { text: argument, exact: undefined }, span: place.line.span, check }];
  });
}

/** The files of aliases, line by line: several lines add up. */
function aliasLines(site: MailSite): readonly Typed[] {
  const shown = "AliasFile";
  const { mc, cf } = site;
  if (mc !== undefined)
    return mc.config.cfLines.flatMap((line): readonly Typed[] => {
      const found = line.kind === "O" ? /^O\s*AliasFile\s*=\s*(?=\S)/i.exec(line.text)?.[0].length : undefined;
      if (found === undefined || !site.has(line.span.source)) return [];
      const value = valueIn(line, found, line.text.length);
      return [{ shown, value, span: value.exact ?? line.span, check: aliasFiles }];
    });
  return (cf?.config.settings ?? []).flatMap(({ name, value, place }): readonly Typed[] =>
    name === shown
      ? [{ shown, value: { text: value, exact: undefined }, span: place.line.span, check: aliasFiles }]
      : [],
  );
}

function relative(text: string, isOptional: boolean): Misshape | undefined {
  if (!/^[\w.-]/.test(text)) return undefined;
  return {
    what: "The path of this map does not begin with a slash.",
    effect: `sendmail looks for it in the folder that it was started in${isOptional ? ", and does without it" : ""}`,
    meant: `/etc/mail/${text.replace(/^.*\//, "")}`,
    ...(isOptional ? { severity: "warning" as const } : {}),
  };
}

function settings(site: MailSite): readonly Typed[] {
  return settingsOf(site).flatMap(({ name, shown, value, span, exact }): readonly Typed[] => {
    const record = catalog.get("option", name) ?? catalog.get("define", name);
    const isMacro = record !== undefined && record.cf?.kind === "macro";
    const typed = (check: Typed["check"], text = value, place = exact): readonly Typed[] => [
      { shown, value: { text, exact: place }, span, check },
    ];
    if (name === "MASQUERADE_NAME") return typed(unquoted((text) => hostName(text) ?? unqualified(text)));
    if (record?.type === "command" && site.mc !== undefined)
      return typed(command).map((one) => ({ ...one, isExpanded: false }));
    if (record?.type === "domain") return typed(isMacro ? unquoted(hostName) : hostName);
    // The files of classes are looked at as such.
    if (site.mc !== undefined && /^conf(?:CW|CT|CR)_FILE$/.test(name)) return [];
    if (record?.type === "user") return typed(name === "confTRUSTED_USER" ? oneUser : user);
    if (record?.type === "address") return typed(recipients);
    if (name === "ALIAS_FILE")
      return typed((text) => aliasFiles(text) ?? (text.includes(",") ? undefined : aliasPath(text)));
    if (name === "confERROR_MESSAGE") return typed(headerFile);
    if (name === "confFORWARD_PATH" && /(?:^|:)~/.test(value))
      return typed(homeFolder).map((one) => ({ ...one, isExpanded: false }));
    if (record?.type === "path" && /_PATH$/.test(name) && record.cf?.kind === "mailer")
      return typed(unquoted(programPath)).map((one) => ({ ...one, goesOn: true }));
    if (record?.type === "path") {
      // The source of random data is told by a word before it.
      const before = name === "confRAND_FILE" ? /^(?:file|egd):/i : /^-o[ \t]+/;
      const flag = before.exec(value)?.[0].length ?? 0;
      const check: Typed["check"] = /QUEUE_DIR$/.test(name) ? (text) => path(text) ?? relativeQueue(text) : path;
      return typed(check, value.slice(flag), exact && { ...exact, start: exact.start + flag });
    }
    if (record?.type !== "host" || name.startsWith("SSH_") || /^\s*error:/i.test(value)) return [];
    if (record.kind === "option") return name === "confCONNECT_ONLY_TO" ? [] : typed(oneHost);
    // What comes before the first colon is the mailer, if it is one; of ports and brackets another rule speaks.
    const mailer = /^\s*([a-z][\w-]*):(?!\/\/)/i.exec(value)?.[0].length ?? 0;
    const host = value.slice(mailer);
    if (/^\[[^\]]*$|^[^[]*\]|^(?!\w+:\/\/).*:\d{2,5}\s*$/.test(host.trim())) return [];
    // With a mailer before it, user@host gives the recipient, too.
    if (host.includes("@") && mailer > 0) return [];
    return typed(isMacro ? unquoted(relayHost) : relayHost, host, exact && { ...exact, start: exact.start + mailer });
  });
}

/** The one file of ALIAS_FILE, after its class and flags. */
function aliasPath(text: string): Misshape | undefined {
  const start = aliasSources(text).find(({ isFile }) => isFile)?.at ?? 0;
  const found = path(text.slice(start));
  return found?.meant === undefined ? found : { ...found, meant: text.slice(0, start) + found.meant };
}

function relativeQueue(text: string): Misshape | undefined {
  return /^[\w.-]/.test(text)
    ? {
        what: "The path of the queue does not begin with a slash.",
        effect: 'sendmail says "can not chdir" and ends, unless it is started in the folder above it',
        meant: undefined,
      }
    : undefined;
}

/** Paths of .forward files, as a shell would have them. */
function homeFolder(text: string): Misshape {
  return {
    what: "sendmail does not know ~ for a home folder.",
    effect: "It looks for a folder of this name, so nobody's .forward is read",
    meant: text.replace(/(?<=^|:)~(?=\/|:|$)/g, "$z"),
  };
}

/** A check of what becomes a D line, or P= of a mailer: sendmail drops the double quotes there (seen with sendmail -bt). */
function unquoted(check: Typed["check"]): Typed["check"] {
  return (text) => {
    const plain = text.replaceAll('"', "");
    if (plain === text) return check(text);
    return (
      check(plain) ?? {
        what: "The double quotes do nothing here: sendmail drops them.",
        effect: "In most other values they would be part of the value",
        meant: plain,
        severity: "information",
      }
    );
  };
}

/** The text before each error message, or the path of a file with it. */
function headerFile(text: string): Misshape | undefined {
  return /^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)+$/.test(text) && !/^[\w-]+(?:\.[\w-]+)+\//.test(text)
    ? {
        what: "A path begins with a slash: without it this is the text itself.",
        effect: `Each error message begins with "${text}"`,
        meant: `/${text.replace(/^\.\//, "")}`,
        severity: "warning",
      }
    : undefined;
}

/** The name that MASQUERADE_AS shows. In a .cf it is a macro, and among the settings. */
function shownNames(site: MailSite): readonly Typed[] {
  return (site.mc?.config.macro("MASQUERADE_AS") ?? []).flatMap(({ args, implied }): readonly Typed[] => {
    const [name] = args;
    if (name === undefined || implied || !site.has(name.span.source)) return [];
    // Of quotes that m4 does not know another rule speaks.
    if (
      /^['"‘“´]/.test(name.text) &&
      site.document(name.span.source)?.slice(name.span.start, name.span.start + 1) !== "`"
    )
      return [];
    const check = unquoted((text) => hostName(text) ?? unqualified(text));
    return [{ shown: "MASQUERADE_AS", value: name, span: name.exact ?? name.span, check }];
  });
}

function unqualified(text: string): Misshape | undefined {
  return /^[\w-]+$/.test(text)
    ? {
        what: `"${text}" has no dot, so it is not a whole domain.`,
        effect: "Other servers refuse senders whose domain they cannot look up",
        meant: undefined,
        severity: "warning",
      }
    : undefined;
}

/** The sockets of milters, in the .mc or in the .cf. */
function sockets(site: MailSite): readonly Typed[] {
  if (site.mc === undefined)
    return (site.cf?.config.milters ?? []).flatMap(({ name, equates }) =>
      equates
        .filter((one) => /^s/i.test(one.name))
        .map((one): Typed => {
          const text = site.document(one.valueSpan.source)?.slice(one.valueSpan.start, one.valueSpan.end) ?? "";
          return {
            shown: `the socket of ${name}`,
            value: { text, exact: one.valueSpan },
            span: one.valueSpan,
            check: socket,
          };
        }),
    );
  const ownLines = site.mc.config.cfLines.flatMap((line): readonly Typed[] => {
    const [whole, name = "", text = ""] = line.kind === "X" ? (/^X([^,\s]+),.*?\bS=([^,]*)/.exec(line.text) ?? []) : [];
    if (whole === undefined || !site.has(line.span.source)) return [];
    const value = valueIn(line, whole.length - text.length, whole.length);
    return [{ shown: `the socket of ${name}`, value, span: value.exact ?? line.span, check: ownSocket }];
  });
  const defined = site.mc.config.filters().flatMap(({ name, entries, use }) =>
    use.implied || use.args.length > 2
      ? []
      : entries
          .filter(({ means }) => means === "Socket")
          .map(({ value, valueSpan }): Typed => {
            const isOurs = valueSpan !== undefined && site.has(valueSpan.source);
            return {
              shown: `the socket of ${name.text}`,
              value: { text: value, exact: isOurs ? valueSpan : undefined },
              span: isOurs ? valueSpan : use.call.site,
              check: socket,
            };
          }),
  );
  return [...ownLines, ...defined];
}

/** What sendmail refuses in an X line is said where the line is read back. */
function ownSocket(text: string): Misshape | undefined {
  return /^(?:local|unix|inet6?):/.test(text) || !/[:/]/.test(text) ? socket(text) : undefined;
}
