// What sendmail answers for the keys of a file, before and after a fix of it.
import type { RealServer } from "./completion-site.ts";

/** Keys that no file has. */
const STRANGERS = ["zed@virt.example", "zed@virt2.example", "zed@local.example", "zed@stranger.example"];

/** A host, and one below it. */
const hosts = (name: string): readonly string[] =>
  name.startsWith(".") ? [`x${name}`, name.slice(1)] : [name, `x.${name}`];

/** Words that may be typed into test mode: no line ends, no letters that end an address. */
const typable = (word: string): string => word.replace(/[^\w.@+%!:[\]-]/g, "");

/** The names that the lines of a text are about. */
function names(text: string): readonly string[] {
  const words = text.split(/\r?\n/).flatMap((line) => /^\s*([^\s:]*(?::\S+)?)/.exec(line)?.[1] ?? []);
  return [...new Set(words.map(typable))].filter((word) => word !== "");
}

/** Addresses at the domains that the keys of a text name. */
function addresses(text: string): readonly string[] {
  return names(text).flatMap((name) => {
    if (name.startsWith("@")) return [`zed${name}`, `root${name}`];
    if (!name.includes("@")) return hosts(name).map((host) => `u@${host}`);
    const detailed = name.replace("+*@", "+d@");
    return [detailed, detailed.replace("@", "+d@"), detailed.replace(/^[^@]*/, "zed")];
  });
}

function rulesets(real: RealServer, asks: readonly string[], ruleset: string): readonly string[] {
  const said = real.rulesets(asks, ruleset);
  return asks.map((ask, at) => `${ask}: ${said[at]}`);
}

/** How sendmail is asked about each kind of file. */
const ASKED: Readonly<Record<string, (real: RealServer, text: string) => readonly string[]>> = {
  mailertable: (real, text) => parsed(real, addresses(text)),
  virtusertable: (real, text) => real.verify(...addresses(text), ...STRANGERS),
  domaintable: (real, text) => parsed(real, addresses(text)),
  bitdomain: (real, text) =>
    parsed(
      real,
      names(text).map((name) => `u@${name}.bitnet`),
    ),
  uudomain: (real, text) =>
    parsed(
      real,
      names(text).flatMap((name) => [`u@${name}.uucp`, `${name}!u`]),
    ),
  genericstable: (real, text) => {
    const asks = [...names(text).flatMap((name) => [name, `${name}@gen.example`, `zed${name}`]), ...STRANGERS];
    const said = real.testMode(["/tryflags HS", ...asks.map((ask) => `/try esmtp ${ask}`)]);
    return said.split("\n").filter((line) => /Trying|Rcode/.test(line));
  },
  authinfo: (real, text) => {
    const servers = [
      "mail.example.org",
      "any.example",
      ...names(text).map((name) => name.replace(/^\w*:|\[|\]|:\d*$|\.$/g, "")),
    ];
    const asks = servers.map((server) => `.D{server_name}${server}\nauthinfo ${server}`);
    return rulesets(real, asks, "authinfo");
  },
  aliases: (real, text) => {
    const asks = [...names(text.replace(/:.*/g, "")), "nosuch", "postmaster", "team"];
    return real.verify(...asks);
  },
  userdb: (real, text) => names(text).flatMap((name) => real.verify(name.replace(/:.*/, ""))),
  access: (real, text) => {
    const keys = names(text).map((name) => name.replace(/^(?!IPv6)[A-Za-z_]+:/i, ""));
    const groups = [...keys, "203.0.113.7", "stranger.example"].flatMap((key) =>
      /^(?:[\d.]+|IPv6:.*)$/i.test(key)
        ? [key, `${key}.7`, `${key}.7.7`]
            .map((address) => asAddress(address))
            .filter((one) => one !== "")
            .map((one) => client(one, "unknown.invalid"))
        : hosts(key.replace(/^.*@/, "")).flatMap((host) => [
            client("203.0.113.9", host),
            [
              `.D{client_addr}203.0.113.9`,
              `check_mail <joe@${host}>`,
              `check_rcpt <joe@${host}>`,
              `check_rcpt <u@${host}>`,
            ],
          ]),
    );
    const asks = groups.map((group) => group.join("\n"));
    return real
      .testMode(asks)
      .split("\n")
      .filter((line) => /returns: /.test(line) && /^(?:check_|AskStart)/.test(line));
  },
};

/** A whole address, or nothing. */
const asAddress = (text: string): string =>
  /^\d+(?:\.\d+){3}$/.test(text) ? text : /^IPv6:/i.test(text) ? text.replace(/(?:\.7)+$/, "") : "";

const client = (address: string, name: string): readonly string[] => [
  `.D{client_addr}${address}`,
  `.D{client_name}${name}`,
  ".D{client_resolve}OK",
  `Start,check_relay ${name} $| ${address}`,
  "check_rcpt <u@elsewhere.example>",
];

function parsed(real: RealServer, asked: readonly string[]): readonly string[] {
  return rulesets(
    real,
    [...asked, ...STRANGERS].map((address) => `3,0 ${address}`),
    "parse",
  );
}

/** A ruleset that makes of `$$|` what check_relay takes. */
export const withStart = (cf: string): string => `${cf}\nSStart\nR$* $$| $*\t$: $1 $| $2\n`;

/** The members of a class, or what sendmail says of the names that a text and its change are about. */
export function answers(
  real: RealServer,
  kind: string,
  text: string,
  className: string | undefined,
): readonly string[] {
  if (className !== undefined)
    return real
      .testMode([`$=${className}`])
      .toLowerCase()
      .split(/[\s>]+/)
      .sort();
  return ASKED[kind === "lists" ? "aliases" : kind]?.(real, text) ?? [];
}
