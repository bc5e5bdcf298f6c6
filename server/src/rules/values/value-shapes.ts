// Whether a text can be what its place takes: a host to send to, a name of a host, a path, a socket, a port, a member of a class.

/** What is wrong with a text. */
export interface Misshape {
  /** The first sentence of a message: what is wrong with its characters. */
  readonly what: string;
  /** What sendmail does with it. */
  readonly effect: string;
  /** What was most likely meant; undefined where nobody can tell. */
  readonly meant: string | undefined;
  /** Set where mail goes on anyway. */
  readonly severity?: "warning" | "information";
}

/** Says what is wrong with a text; undefined where nothing is. */
export type Shape = (text: string) => Misshape | undefined;

const LIST = "This is a list where one name is read.";

const QUOTES = /["'`‘’“”´«»‚′＇]/;
const QUOTES_AROUND = /^["'`‘’“”´«»‚′＇]+|["'`‘’“”´«»‚′＇]+$/g;

/** Capitals that guides write where something of one's own has to go. */
const CAPITALS = /^\[[A-Z_ ]{4,}\]$|^[A-Z]+(?:_[A-Z]+)+$|^\$[A-Z][A-Z_]{2,}$/;

/** Words that they write there. */
const PLACEHOLDER =
  /^<[^<>]+>$|^%[A-Za-z_]+%|^\/path\/to\/|\/\.{3}(?:\/|$)|(?:^|[.@[-])(?:your|my|the)?[-_]?(?:isp|provider|smarthost|relayhost|mail-?server|smtp-?server|hostname|company)\.(?:host|here|tld|name|domain)\b|(?:^|[.@[])your(?:[-_]?(?:domain|isp|host(?:name)?|provider|company|mailserver|relay|smtp|name))?(?:\.|\]|$)|\bchange-?me\b|^x{3,}|\.tld\b/i;

/** Quotes that become part of a value. */
export function quotes(text: string): Misshape | undefined {
  if (!QUOTES.test(text)) return undefined;
  const plain = text.replace(QUOTES_AROUND, "").trim();
  const name = /^'|'$/.test(text) ? "apostrophes" : "quotes";
  return {
    what: `The ${name} are part of the value.`,
    effect: `sendmail takes ${shortened(text)} with them, letter for letter`,
    meant: plain !== "" && !QUOTES.test(plain) ? plain : undefined,
  };
}

/** What stands for a value of one's own in a guide. */
export function placeholder(text: string): Misshape | undefined {
  return CAPITALS.test(text) || PLACEHOLDER.test(text)
    ? {
        what: `"${shortened(text)}" is a placeholder, not a real value.`,
        effect: "sendmail takes it as it is",
        meant: undefined,
        severity: "warning",
      }
    : undefined;
}

/** What no name of a host has, whatever is around it. */
function name(text: string, role: string): Misshape | undefined {
  const wrong = quotes(text) ?? placeholder(text);
  if (wrong !== undefined) return wrong;
  const plain = text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[/;,]+$/, "")
    .replace(/^[@<(]+|[>)]+$/g, "");
  const meant = plain !== text && NAME.test(plain) ? plain : undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return {
      what: `A URL is not the name of a host.`,
      effect: `sendmail takes "${shortened(text)}" for ${role}`,
      meant,
    };
  if (/@/.test(text))
    return {
      what: `"${shortened(text)}" has an @, so it is not the name of a host.`,
      effect: `sendmail takes all of it for ${role}`,
      meant: meant ?? (NAME.test(text.replace(/^.*@/, "")) ? text.replace(/^.*@/, "") : undefined),
    };
  if (/\s|,/.test(text.replace(/[\s,]+$/, "")))
    return {
      what: LIST,
      effect: `sendmail takes all of it for ${role}`,
      meant: undefined,
    };
  const odd = /[^\w.\-[\]:\u0080-\uffff]/.exec(text)?.[0];
  if (odd !== undefined)
    return { what: `No name of a host has "${odd}" in it.`, effect: `sendmail takes all of it for ${role}`, meant };
  const letter = /[\u0080-\uffff]/.exec(text)?.[0];
  if (letter !== undefined)
    return {
      what: `"${letter}" is not ASCII, so this name is not in the DNS.`,
      effect: 'The DNS has such a name in a form that begins with "xn--", and sendmail does not convert it',
      meant: undefined,
    };
  return undefined;
}

/** An address in brackets that no host can have, or a name that none can have: undefined for others. */
function impossible(host: string): Misshape | undefined {
  const inner = /^\[\s*(.*?)\s*\]$/.exec(host)?.[1];
  if (inner !== undefined && /^[\d.]+$/.test(inner) && !isIpv4(inner))
    return {
      what: `"${inner}" is not an address.`,
      effect: "An IPv4 address has four numbers from 0 to 255, and sendmail connects to another host or to none",
      meant: undefined,
    };
  const groups = /^(?:IPv6:)?([^\]]*:[^\]]*)$/i.exec(inner ?? "")?.[1];
  if (groups !== undefined && /[^\da-f:.]|:::|:.*::.*::/i.test(groups) && !/:\d{1,5}$/.test(groups))
    return {
      what: `"${groups}" is not an IPv6 address.`,
      effect: "sendmail looks for a host of this name and finds none",
      meant: undefined,
    };
  if (/^\.|\.\./.test(host))
    return {
      what: `"${shortened(host)}" is not the name of a host.`,
      effect: "A name neither begins with a dot nor has two in a row: sendmail finds no such host",
      meant: undefined,
    };
  return undefined;
}

function isIpv4(text: string): boolean {
  const octets = text.split(".");
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256);
}

/** The hosts between colons; those in brackets belong to the brackets. */
const HOSTS = /\[[^\]]*\]?|[^:[]+|(?<=^|:)(?=:|$)/g;

const NAME = /^(?:\[[\w.:-]+\]|[\w-]+(?:\.[\w-]+)*\.?)$/;

/** A host to send mail through, without the mailer: several are separated by colons. */
export const relayHost: Shape = (text) => {
  const port = /^([^\s:]+)[ \t]+(?:port[ \t]+)?(\d+)$/i.exec(text);
  if (port !== null)
    return {
      what: `The port ${port[2]} does not belong here.`,
      effect: `sendmail takes "${text}" for the name of one host, and finds none`,
      meant: undefined,
    };
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => NAME.test(part)))
    return {
      what: "Colons separate several hosts here, not commas or spaces.",
      effect: "sendmail takes all of it for the name of one host, and finds none",
      meant: parts.join(":"),
    };
  const wrong = name(text, "the name of the host");
  if (wrong !== undefined) return wrong;
  const hosts: readonly string[] = text.match(HOSTS) ?? [];
  if (hosts.includes(""))
    return /^[\da-f:.]+$/i.test(text) && !/^:[^:]|[^:]:$/.test(text)
      ? {
          what: "An IPv6 address needs brackets here: colons separate hosts.",
          effect: "sendmail takes what is between the colons for hosts, and finds none",
          meant: `[IPv6:${text}]`,
        }
      : {
          what: "A host is missing beside a colon.",
          effect: "Colons separate hosts, and sendmail connects to one that nobody named",
          meant: undefined,
        };
  return hosts.map(impossible).find((one) => one !== undefined);
};

/** One host without a mailer and without a port: FallbackMXhost and its like (asked of sendmail: all of it is the name). */
export const oneHost: Shape = (text) => {
  const wrong = name(text, "the name of the host");
  if (wrong !== undefined) return wrong;
  if (/^:[^:]/.test(text))
    return { what: "A name does not begin with a colon.", effect: "sendmail finds no such host", meant: text.slice(1) };
  if (/^\[[^\]]*$|^[^[]*\]/.test(text))
    return { what: "The brackets do not match.", effect: "sendmail finds no host of this name", meant: undefined };
  const [, mailer, host = "", port] = /^(?:([a-z]\w*):)?(\[[^\]]*\]|[^:[\]]*)(?::(\w*))?$/i.exec(text) ?? [];
  if (mailer !== undefined || port !== undefined)
    return {
      what: `Only the name of a host belongs here, without a ${port === undefined ? "mailer" : "port"}.`,
      effect:
        port === undefined
          ? "sendmail takes all of it for the name, and finds no such host"
          : "sendmail does not use the port: it connects to port 25, or finds no such host",
      meant: host === "" ? undefined : host,
    };
  return impossible(text);
};

/** One name, whatever it is of: what nobody can mean by one is a list. */
export const oneName: Shape = (text) =>
  quotes(text) ??
  (/[\s,;]/.test(text.replace(/[\s,;]+$/, ""))
    ? { what: LIST, effect: "sendmail takes all of it for the name", meant: undefined }
    : undefined);

/** A map specification where no more than one is read. */
export const oneMap: Shape = (text) =>
  /\/[^\s,;]+[\s,;]+(?:\w+[\s:]+(?:-\S+\s+)*)?\//.test(text)
    ? {
        what: "These are several maps where one is read.",
        effect: "sendmail takes all of it for one",
        meant: undefined,
      }
    : undefined;

/** A name that the server shows or calls itself by. */
export const hostName: Shape = (text) => {
  const wrong = name(text, "the name");
  if (wrong !== undefined) return wrong;
  const meant = text.replace(/^\*?\.|\.$/g, "");
  if (/^\*|^\.|\.\./.test(text))
    return { what: `"${text}" is not one name of a host.`, effect: "sendmail shows it as it is", meant };
  if (text.endsWith("."))
    return {
      what: "The dot at the end is part of the name.",
      effect: "sendmail shows it to other servers, and many refuse it",
      meant,
      severity: "warning",
    };
  if (/^\[[^\]]*$|^[^[]*\]/.test(text))
    return { what: "The brackets do not match.", effect: "Other servers refuse such a name", meant: undefined };
  const [, named] = /^\[([A-Za-z][\w-]*(?:\.[\w-]+)+)\]$/.exec(text) ?? [];
  if (named !== undefined)
    return {
      what: "Brackets are for addresses, not for names.",
      effect: "Other servers refuse such a name",
      meant: named,
    };
  if (/^[^[]*:/.test(text))
    return {
      what: `"${shortened(text)}" has a colon, so it is not the name of a host.`,
      effect: "sendmail shows it as it is, and other servers refuse it",
      meant: /^[\w.-]+:\d*$/.test(text) ? text.replace(/:\d*$/, "") : undefined,
    };
  if (/(?:^|\.)-|-(?:\.|$)/.test(text))
    return {
      what: "No part of a name begins or ends with a hyphen.",
      effect: "Other servers refuse such a name",
      meant: undefined,
      severity: "warning",
    };
  if (/^\d+(?:\.\d+){3}$/.test(text))
    return { what: "A bare IP address is not a name.", effect: "other servers refuse it", meant: `[${text}]` };
  return undefined;
};

/** A file or folder; `-o` before it is allowed where the caller says so. */
export const path: Shape = (text) => {
  const wrong = quotes(text);
  if (wrong !== undefined) return wrong;
  const sample = placeholder(text);
  if (sample !== undefined) return sample;
  if (text.includes("\n"))
    return {
      what: "A line end is in the middle of this path.",
      effect: "sendmail reads what follows it as a line of its own",
      meant: undefined,
    };
  const [map = ""] = /^(?:hash|btree|dbm|cdb|text|file)[: ]+(?=\/)/.exec(text) ?? [];
  if (map !== "")
    return {
      what: "This is not a map: only the path belongs here.",
      effect: "sendmail takes all of it for the path",
      meant: text.slice(map.length),
    };
  if (/^[({].*[)}]$|^[=:]\//.test(text))
    return {
      what: `The "${text.charAt(0)}" is part of the path.`,
      effect: "sendmail looks for a file of this name",
      meant: text.replace(/^[({=:]|[)}]$/g, ""),
    };
  // Queue folders may end in one: sendmail then uses all that begin so.
  if (/[*?](?!$)/.test(text))
    return {
      what: "sendmail does not know wildcards in a path.",
      effect: "It looks for one file of this name",
      meant: undefined,
    };
  if (/^file:\/\//i.test(text))
    return {
      what: "A URL is not a path.",
      effect: "sendmail looks for a file of this name",
      meant: text.slice("file://".length),
    };
  if (/^~/.test(text))
    return {
      what: "sendmail does not know ~ for a home folder.",
      effect: "it looks for a folder of this name",
      meant: undefined,
    };
  const end = /[,;\\]+$/.exec(text)?.[0];
  if (end !== undefined)
    return {
      what: `The "${end}" at the end is part of the path.`,
      effect: "sendmail looks for a file of this name",
      meant: text.slice(0, -end.length),
    };
  if (/[^./]\.$/.test(text))
    return {
      what: "The dot at the end is part of the path.",
      effect: "sendmail looks for a file of this name",
      meant: text.slice(0, -1),
      severity: "warning",
    };
  const note = /^\/\S+(\s+(?:\(.*\)|;.*|\/\/.*|<-.*))$/.exec(text)?.[1];
  if (note !== undefined && !/^\s+;\s*\//.test(note))
    return {
      what: "A comment cannot be in the value of a setting: it becomes part of the file's name.",
      effect: "sendmail looks for a file of that whole name",
      meant: text.slice(0, -note.length),
    };
  // Of maps the type may come before each.
  if (/^\/\S+[\s,;]+(?:\w+[\s:]+(?:-\S+\s+)*)?\//.test(text))
    return {
      what: "These are several paths where one is read.",
      effect: "sendmail takes all of it for one name, or only the first",
      meant: undefined,
    };
  return undefined;
};

/** A program that sendmail starts, or one of the words for its own ways to deliver: `[IPC]`. */
export const programPath: Shape = (text) => {
  if (/^\[(?:IPC|FILE|LPC|TCP)\]$/.test(text)) return undefined;
  if (/^\[|\]$/.test(text))
    return {
      what: `"${shortened(text)}" is none of sendmail's words in brackets.`,
      effect: "sendmail reads it as the path of a program, and mail for it fails. The words are [IPC] and [FILE]",
      meant: undefined,
    };
  const wrong = path(text);
  if (wrong !== undefined) return wrong;
  const [, program] = /^(\/\S+)\s+\S/.exec(text) ?? [];
  if (program !== undefined)
    return {
      what: "Arguments come after this path, and sendmail reads all of it as the path.",
      effect: "sendmail finds no such program, and mail for it fails",
      meant: program,
    };
  if (/^\/(?:var\/)?run\/|\.sock(?:et)?$/.test(text))
    return {
      what: "This is the path of a socket, and sendmail starts a program here.",
      effect: "sendmail cannot start it, and the mail stays in the queue",
      meant: undefined,
    };
  if (/^[\w.-][\w./-]*(?:\s+-.*)?$/.test(text))
    return {
      what: "The path of this program does not begin with a slash.",
      effect: "sendmail looks for it in its queue folder, and the mail stays in the queue",
      meant: undefined,
    };
  return undefined;
};

/** The arguments of a program, its own name first. Of those of sendmail's own way through the network other rules speak. */
export const command: Shape = (text) => {
  if (/[\r\n]/.test(text))
    return {
      what: "A line end between the arguments cuts the line of the .cf in two.",
      effect: "sendmail reads what follows as a line of its own",
      meant: text.replace(/\s*[\r\n]+\s*/g, " "),
    };
  return text.includes(",") && !/^(?:TCP|IPC)\b/.test(text)
    ? {
        what: "Spaces separate the arguments of a program, not commas.",
        effect: "The arguments end at the first comma, and sendmail cannot use the mailer",
        meant: text.replace(/\s*,\s*/g, " ").trim(),
      }
    : undefined;
};

/** The files of aliases: `type:path`, or a path, with commas between several. */
export const aliasFiles: Shape = (text) => {
  const note = /\s+#.*$/.exec(text)?.[0];
  if (note !== undefined)
    return {
      what: "A comment cannot be in the value of a setting: it becomes part of the file's name.",
      effect: "sendmail looks for a file of that whole name",
      meant: text.slice(0, -note.length),
    };
  if (/\s+\/|;/.test(text) && !/,/.test(text)) {
    const parts = text.split(/[\s;]+/).filter((part) => part !== "");
    if (parts.length > 1 && parts.every((part) => /^(?:\w+:)?\//.test(part)))
      return {
        what: "Commas separate several alias files, not spaces or semicolons.",
        effect: text.includes(";") ? "sendmail takes all of it for one file" : "sendmail reads only the first",
        meant: parts.join(","),
      };
  }
  const [, type = "", rest = ""] = /^(hash|btree|dbm|cdb|text|ldap|implicit)\s+(\S.*)$/.exec(text) ?? [];
  if (type !== "")
    return {
      what: "A colon comes after the type of an alias file, not a space.",
      effect: `sendmail looks for a file called "${type}"`,
      meant: `${type}:${rest}`,
    };
  const database = /^(?:\w+:)?(?:-o\s+)?(\/\S*[^\s/])\.(?:db|pag|cdb)$/.exec(text);
  if (database !== null && !/,/.test(text))
    return {
      what: "This is the database, and here belongs the file that it is made from.",
      effect: "newaliases reads it as the text of the aliases",
      meant: text.replace(/\.(?:db|pag|cdb)$/, ""),
    };
  return undefined;
};

/** A word of a class of domains: what no name that sendmail looks up can be. */
export const classDomain: Shape = (text) => classWord(text, /^[a-z]+:\/\/|^[\w.+-]+@(?=[\w-]+\.\w)|^\*\.|^@|\.$/i);

/** A word of a class of users. */
export const classUser: Shape = (text) => classWord(text, /@.*$/);

function classWord(text: string, extra: RegExp): Misshape | undefined {
  if (/^(?:(?:hash|btree|dbm|cdb|text|file):)?\/[\w.-]+(?:\/[\w.-]+)*$/.test(text))
    return {
      what: `"${shortened(text, 30)}" is a path, and here it is one word of the class.`,
      effect: "sendmail does not read the file: the macro whose name ends in _FILE does, or an F line",
      meant: undefined,
    };
  const plain = text
    .split(/[,;]+/)
    .map((part) =>
      part
        .replace(QUOTES_AROUND, "")
        .replace(/^[<(]+|[>)]+$/g, "")
        .replace(extra, ""),
    )
    .filter((part) => part !== "")
    .join(" ");
  const dotted = plain.replace(/(?<=\w)\.{2,}(?=\w)/g, ".");
  if (text.endsWith("\\"))
    return {
      what: "A backslash does not continue a line: here it is part of the class.",
      effect: "The next line is a line of its own. To continue a line, begin the next one with a space",
      meant: text.length > 1 ? text.slice(0, -1) : undefined,
    };
  const sign = /[,;"'`‘’“”<>()]/.exec(text)?.[0] ?? extra.exec(text)?.[0] ?? /\w(\.{2,})\w/.exec(text)?.[1];
  if (sign === undefined) return undefined;
  const isList = /[,;]/.test(sign);
  return {
    what: `"${shortened(text, 30)}" is one word of the class, and it never matches.`,
    effect: isList
      ? "Spaces separate the words; commas and semicolons become part of them"
      : `No name that sendmail looks up has "${sign}" there`,
    meant: dotted === "" || dotted === text ? undefined : dotted,
  };
}

/** A text for a message: its start, where it is long. */
export function shortened(text: string, most = 40): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}
