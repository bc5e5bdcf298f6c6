// The options of a daemon: a key twice, a comma that is missing, an address that is none, a port whose TLS does not fit, none on port 25.
import { catalog, compareVersions, NEWEST_VERSION } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { KeyValue } from "../../mc/types.ts";
import { daemonKeys, keylessParts, keyValues } from "../../mc/values/key-values.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { isComplete } from "../facts/settings.ts";
import type { Finding, SiteRule } from "../types.ts";

/** A port that sendmail listens on, as a .mc or a .cf has it. */
interface Daemon {
  /** The macro or option, as the file has it. */
  readonly shown: string;
  readonly isClient: boolean;
  readonly entries: readonly KeyValue[];
  /** What is between commas without a key. */
  readonly keyless: readonly Value[];
  readonly span: Span;
}

const SMTP = /^(?:25|smtp|mail)$/i;
/** The first version with the modifier s. */
const TLS_SINCE = catalog.resolve("daemon-modifier:s")?.since ?? NEWEST_VERSION;
const SMTPS = /^(?:465|smtps|submissions|ssmtp|urd)$/i;
/** Addresses that only programs on this host reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|(?:IPv6:)?::1)$/i;
const MSA = /^(?:587|submission)$/i;
/** Keys whose values sendmail reads up to the first sign that is not a digit. */
const NUMBERS: ReadonlySet<string> = new Set([
  "Port",
  "Listen",
  "children",
  "delayLA",
  "queueLA",
  "refuseLA",
  "ReceiveSize",
  "SendSize",
]);

/** Keys that a value has swallowed where a comma is missing. */
const SWALLOWED = /[\s;]+(?=(?:Name|Port|Addr|Address|Family|Modifiers?|M|Listen|InputMailFilters)\s*=)/i;

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-daemon",
    title: "Options of a daemon that do not do what they say",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "options",
    sources: [
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
      "seen with sendmail: of a key that comes twice the last one counts; a word after a space is a part of the value",
      "seen with a daemon: Port=127.0.0.1:25 listens on port 127; DAEMON_OPTIONS(`127.0.0.1') and Listen=127.0.0.1 listen on all addresses",
      "seen with sendmail: the port of CLIENT_OPTIONS is the one that a connection comes from",
      "RFC 8314: port 465 starts with TLS, ports 25 and 587 do not",
    ],
  },
  check(site, report, { targetVersion = NEWEST_VERSION }) {
    const hasTls = compareVersions(targetVersion, TLS_SINCE) >= 0;
    for (const daemon of daemonsIn(site)) for (const finding of findingsIn(daemon, hasTls)) report(finding);
    const found = withoutSmtp(site);
    if (found !== undefined) report(found);
  },
};

function daemonsIn(site: MailSite): readonly Daemon[] {
  const { mc, cf } = site;
  if (mc !== undefined) {
    const { config } = mc;
    const lists = [
      { isClient: false, all: config.daemons() },
      { isClient: true, all: config.clients() },
    ];
    return lists.flatMap(({ isClient, all }) =>
      all
        .filter(({ span }) => site.has(span.source) && span.start < span.end)
        .map(({ span, entries, use }): Daemon => {
          const [list] = use?.args ?? [];
          const shown = isClient ? "CLIENT_OPTIONS" : "DAEMON_OPTIONS";
          // A second pair of quotes, which m4 takes off later, hides where the parts are.
          const keyless = list === undefined || /["'`‘’“”´]/.test(list.text) ? [] : keylessParts(list);
          return { shown, isClient, span, entries, keyless };
        }),
    );
  }
  return (cf?.config.settings ?? [])
    .filter(({ name, accepted }) => accepted && OPTIONS.has(name))
    .map(({ name, place }) => {
      const text = site.document(place.value.source)?.slice(place.value.start, place.value.end) ?? "";
      const value = { text, exact: place.value };
      return {
        shown: name,
        isClient: name === "ClientPortOptions",
        entries: keyValues(value, daemonKeys),
        keyless: keylessParts(value),
        span: place.line.span,
      };
    });
}

const OPTIONS: ReadonlySet<string> = new Set(["DaemonPortOptions", "ClientPortOptions"]);

/** What somebody meant by a part without a key; undefined where nobody can tell. */
function withKey(text: string): string | undefined {
  const [, address = "", port = ""] =
    /^(\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|[\da-f]*::[\da-f:]*)(?::(\w+))?$/i.exec(text) ?? [];
  if (address !== "")
    return `${address.includes(":") ? "Family=inet6, " : ""}Addr=${address.replace(/^\[|\]$/g, "")}${port === "" ? "" : `, Port=${port}`}`;
  const [, key, value] = /^([A-Za-z]+)\s*[: ]\s*(\S+)$/.exec(text) ?? [];
  if (key !== undefined && /^(?:Name|Port|Addr|Address|Family|Modifiers?|Listen)$/i.test(key)) return `${key}=${value}`;
  return /^(?:smtps?|submissions?|\d{2,5})$/i.test(text) ? `Port=${text}` : undefined;
}

function skipped({ text, exact }: Value, { span, shown, isClient, entries, keyless }: Daemon): Finding {
  // One port after another in a list: what is wanted is another daemon.
  const isSecond = /^\d+$/.test(text) && entries.some(({ means }) => means === "Port");
  const meant = isSecond ? undefined : withKey(text);
  const isAddress = meant?.includes("Addr") === true;
  const all = isClient ? " Connections come from any address." : " It listens on all addresses.";
  const onAll = entries.some(({ means }) => means === "Addr") ? "" : all;
  const alone = keyless.length === 1 && entries.length === 0;
  const advice = isSecond ? `Write a ${shown} for each port.` : `Write ${meant ?? "the key before it, or remove it"}.`;
  return {
    span: exact ?? span,
    ...(isAddress ? { severity: "error" as const } : {}),
    message: `"${text.length > 30 ? `${text.slice(0, 27)}...` : text}" has no key, so sendmail silently skips it.\nEach part of the list is KEY=VALUE, and each key takes one value.${isAddress ? onAll : ""} ${advice}`,
    fixes: () =>
      meant === undefined || exact === undefined || (!alone && isAddress && onAll === "")
        ? []
        : [replacement(`Write ${meant}: it takes effect`, exact, meant)],
  };
}

/** A value of which sendmail reads the digits at its start only. */
function misread({ means, value, valueSpan }: KeyValue, span: Span): Finding | undefined {
  const text = value.trim();
  if (!NUMBERS.has(means) || text === "" || /[$`']/.test(text) || SWALLOWED.test(text)) return undefined;
  if (means === "Port" && /^\d+$/.test(text) && Number(text) > 65_535)
    return {
      span: valueSpan ?? span,
      severity: "error",
      message: `There is no port ${shortened(text)}: the last one is 65535.\nsendmail keeps only the lower 16 bits of the number and listens on another port. Correct the number.`,
    };
  // A name of a service is looked up: what is unknown is another rule's.
  if (/^\d+$/.test(text) || (means === "Port" && !/^\d/.test(text))) return undefined;
  const digits = /^\d*/.exec(text)?.[0] ?? "";
  const [, address, port] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::(\w+))?$/.exec(text) ?? [];
  // `25/tcp` is read as what it says.
  if (means === "Port" && address === undefined && !/^\d+[.:]/.test(text)) return undefined;
  const advice =
    address === undefined
      ? `Write a plain number.`
      : `Write Addr=${address}${port === undefined ? "" : `, Port=${port}`}.`;
  return {
    span: valueSpan ?? span,
    severity: address === undefined && means !== "Port" ? "warning" : "error",
    message: `sendmail reads "${shortened(text)}" as ${digits === "" ? "0" : Number(digits)}: ${means} is a number.\n${address === undefined ? "It stops at the first sign that is not a digit" : "The address has no effect: this daemon listens on all addresses"}. ${advice}`,
  };
}

const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 27)}...` : text);

/** @param hasTls false for a version without the modifier s */
function* findingsIn(daemon: Daemon, hasTls: boolean): Iterable<Finding> {
  const { entries, keyless, span, isClient } = daemon;
  for (const part of keyless) yield skipped(part, daemon);
  const seen = new Map<string, KeyValue>();
  for (const entry of entries) {
    const { means, value, valueSpan } = entry;
    const place = valueSpan ?? span;
    const before = seen.get(means);
    seen.set(means, entry);
    if (before !== undefined && before.value !== value)
      yield {
        span: before.valueSpan ?? span,
        message: `${means} comes twice for one daemon, and only the last one counts.\n"${before.value}" has no effect. Give each daemon a line of its own.`,
      };
    const [, mailed = ""] = /^3D(.+)$/.exec(value) ?? [];
    if (mailed !== "" && /^(?:Name|Addr|Port)$/.test(means))
      yield {
        span: place,
        severity: "error",
        message: `"=3D" is how mail writes an equals sign: here 3D is a part of the value.\nsendmail takes "${shortened(value)}" for the value of ${means}. Write ${entry.key}=${mailed}.`,
        fixes: () =>
          valueSpan === undefined ? [] : [replacement(`Write ${mailed}: it takes effect`, valueSpan, mailed)],
      };
    else if (SWALLOWED.test(value)) {
      const meant = value.replace(new RegExp(SWALLOWED, "gi"), ", ");
      yield {
        span: place,
        severity: "error",
        message: `A comma is missing between two options of this daemon.\nsendmail takes "${value}" for the value of ${means}. Write ${entry.key}=${meant}.`,
        fixes: () =>
          valueSpan === undefined ? [] : [replacement(`Write ${meant}: each of them takes effect`, valueSpan, meant)],
      };
    } else if (means === "Addr") {
      const wrong = wrongAddress(value, isClient);
      if (wrong !== undefined) yield { span: place, severity: "error", message: wrong };
    } else {
      const found = misread(entry, span);
      if (found !== undefined) yield found;
    }
  }
  const port = seen.get("Port");
  if (isClient) {
    if (port !== undefined && /^\w+$/.test(port.value) && port.value !== "0")
      yield {
        span: port.valueSpan ?? span,
        message: `This is the port that connections come from, not the one they go to.\nOnly one connection at a time can use it. For the port of the next host, write TCP $h ${port.value} in RELAY_MAILER_ARGS (with a smart host) or ESMTP_MAILER_ARGS.`,
      };
    return;
  }
  const modifiers = seen.get("Modifier")?.value ?? "";
  if (hasTls && modifiers.includes("s") && (port === undefined || SMTP.test(port.value) || MSA.test(port.value)))
    yield {
      span: seen.get("Modifier")?.valueSpan ?? span,
      severity: "error",
      message: `M=s starts with TLS at once, which nobody expects on port ${port?.value ?? "25"}.\nClients and servers wait there for a greeting in plain text and give up. Leave s out: STARTTLS works without it. Port 465 is the one for s.`,
    };
  if (port !== undefined && SMTPS.test(port.value) && !modifiers.includes("s"))
    yield {
      span: port.valueSpan ?? span,
      message: `Clients of port ${port.value} start with TLS at once, and this daemon does not.\nThey wait for each other until the connection times out. ${hasTls ? "Add M=s, or use port 587 for STARTTLS." : "Use port 587 instead."}`,
    };
}

/** What is wrong with an address to listen on; undefined for names, and for addresses that can be. */
function wrongAddress(value: string, isClient: boolean): string | undefined {
  const text = value.trim();
  if (text === "" || text.includes("$")) return undefined;
  const looks = `"${shortened(text)}" is not an address that sendmail can ${isClient ? "use" : "listen on"}.`;
  if (text.includes("/"))
    return text.startsWith("/")
      ? undefined
      : `${looks}\nIt takes one address, not a network, and does not start. Leave ${text.replace(/^[^/]*/, "")} out.`;
  const port = /^(\d+(?:\.\d+){3}|[A-Za-z][\w.-]*|\[[^\]]*\]):(\w+)$/.exec(text);
  if (port !== null) return `${looks}\nThe port has a key of its own. Write Addr=${port[1]}, Port=${port[2]}.`;
  const octets = /^\d+(?:\.\d+)*$/.test(text) ? text.split(".") : [];
  if (octets.length > 0 && (octets.length !== 4 || octets.some((octet) => Number(octet) > 255)))
    return `${looks}\nAn IPv4 address has four numbers from 0 to 255. Correct it.`;
  if (/[;|]/.test(text)) return `${looks}\nOne daemon listens on one address. Write a DAEMON_OPTIONS for each.`;
  const inner = /^\[(.*)\]$/.exec(text)?.[1];
  if (inner !== undefined)
    return `${looks}\nIt takes the brackets for a part of the name, and does not start. Write Addr=${inner}.`;
  if (/^\*$|^(?:any|all|INADDR_ANY)$/i.test(text))
    return `${looks}\nLeave Addr out to listen on all addresses, or write 0.0.0.0.`;
  if (/\s/.test(text)) return `${looks}\nOne daemon listens on one address. Write a DAEMON_OPTIONS for each.`;
  if (/^(?:eth|en[ospx]|wl|lo|bond|br|tun|wg|ppp|venet|vmnet|docker)[a-z]*\d[\w.:-]*$|^lo$/.test(text))
    return `${looks}\nIt is the name of an interface, and sendmail looks for a host of this name. Write the address of the interface.`;
  return undefined;
}

/** A server of which all ports are written, and none is 25. */
function withoutSmtp(site: MailSite): Finding | undefined {
  const config = site.mc?.config;
  if (config === undefined || !isComplete(site) || config.feature("msp").length > 0) return undefined;
  const daemons = config.daemons();
  const [first] = daemons.filter(({ use }) => use !== undefined);
  if (first === undefined || daemons.some(({ port }) => !/^(?:\d+|[a-z]+)$/i.test(port) || SMTP.test(port)))
    return undefined;
  if (!site.has(first.span.source)) return undefined;
  const ports = [...new Set(daemons.map(({ port }) => port))].join(" and ");
  // A second instance beside another one, for programs on this host, does without it.
  const isOnLoopback = daemons.every(({ address }) => LOOPBACK.test(address));
  return {
    span: first.span,
    ...(isOnLoopback ? { severity: "information" as const } : {}),
    message: `Nothing listens on port 25, only on ${ports}.\nOther servers deliver to port 25, and programs on this host hand their mail over there. Add DAEMON_OPTIONS(\`Name=MTA, Port=smtp') if it is to take mail.`,
  };
}
