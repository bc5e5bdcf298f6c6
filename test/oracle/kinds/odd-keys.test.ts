// Odd keys of the tables that route mail and rewrite addresses: what we say sendmail never asks for, it does not find, and it finds the rest.
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf as domainKey } from "../../../server/src/kinds/domaintable/key.ts";
import { keyOf as senderKey } from "../../../server/src/kinds/genericstable/key.ts";
import { keyOf as mailerKey } from "../../../server/src/kinds/mailertable/key.ts";
import { keyOf as virtualKey } from "../../../server/src/kinds/virtusertable/key.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];
const SIZE = LONG ? 400 : 120;

/** What stands around a domain, its first half and its second; most of it does not belong there. */
const AROUND = [
  ...[
    "|",
    "|",
    "|",
    ".|",
    "..|",
    "|.",
    "|..",
    "*.|",
    "*|",
    "[|]",
    "[|",
    "|]",
    "'|'",
    '"|"',
    "`|`",
    "“|”",
    "<|>",
    "(|)",
  ],
  ...[
    "\\\\|",
    "|\\\\",
    "|:",
    "|,",
    "|;",
    "|/",
    "\u200b|",
    "|\u00a0",
    "|\u00ad",
    "|:25",
    "smtp:|",
    "http://|/",
    "|(c)",
    "-|",
    "|-",
  ],
  ...["'|", '"|', "|'", "<|", "|\\\\."],
];
/** What is between them. */
const BETWEEN = [
  ...[
    ".",
    ".",
    ".",
    ".",
    "..",
    "-",
    "_",
    "_.",
    ".*.",
    "\\\\.",
    "\\\\",
    "'",
    '"',
    "(c).",
    ".(c)",
    "\u200b.",
    "%",
    "!",
    "#",
    "+",
    "=",
  ],
  ...["&", "$", "~", "|", "?", "^", "{", "}", "[x].", "<", ":", "::", ",", ";", "/", ".1.", ".\u00fc."],
];
/** A user; `N` is its own name. */
const USERS = [
  ...[
    "N",
    "N",
    "N",
    "N+d",
    "N+",
    "+d",
    "N.x",
    ".N",
    "N.",
    "N..x",
    '"N"',
    "'N'",
    "\\\\N",
    "N\\\\",
    "N(c)",
    "<N",
    "N>",
    "N%x",
    "N!x",
    "x!N",
  ],
  ...[
    "N::x",
    "x::N",
    "N:x",
    ":N",
    "N:",
    "N,x",
    "N;",
    "N@x",
    "@N",
    "N=x",
    "N/x",
    "/N",
    "|N",
    "N?",
    "N&x",
    "~N",
    "-N",
    "$N",
    "{N}",
    "N`",
  ],
  ...["N\u200b", "\u00a0N", "N#x", "[N]", "N*", "*N", "*", "N+*+x", "N++x", "N+*x", "smtp:N", '"N', "N\u00fc"],
];

/** What a person means by it: the signs that do not belong into the name of a domain, or of a user, left out. */
const meantDomain = (domain: string): string =>
  domain
    .replace(/\(c\)|\[x\]|^smtp:|^http:\/\/|:25$/g, "")
    .replace(/[[\]'"`“”<>()\\*\u200b\u00a0\u00ad]/g, "")
    .replace(/\.\.+/g, ".")
    .replace(/^\.+|\.$|[.:;,/]+$/g, "")
    // What test mode takes, and no mail has: a comma between two addresses, a semicolon after a list.
    .replace(/[,:;/]/g, "");
const meantUser = (user: string): string =>
  user
    .replace(/\(c\)|^smtp:/g, "")
    .replace(/["<>()\\\u200b\u00a0]|@x$/g, "")
    .replace(/\*/g, "any")
    .replace(/^[:@]+|:+$|,/g, "");

interface Row {
  readonly key: string;
  /** Addresses that the key is about as it is written, and as it is meant. */
  readonly written: string;
  readonly meant: string;
}

const domains = fc.tuple(fc.constantFrom(...AROUND), fc.constantFrom(...BETWEEN));
const domainOf = ([around, between]: readonly [string, string], name: string): string =>
  around.replace("|", () => `${name}${between}example`);

const TABLES = {
  mailertable: {
    never: (key: string) => mailerKey(key),
    row: (domain: string): Row => {
      const below = /^\*?\.|^\*/.test(domain) ? "host." : "";
      return {
        key: domain,
        written: `u@${domain.startsWith(".") ? `host${domain}` : domain}`,
        meant: `u@${below}${meantDomain(domain)}`,
      };
    },
    value: (at: number) => `esmtp:[v${at}x.test]`,
  },
  domaintable: {
    never: (key: string) => domainKey(key),
    row: (domain: string): Row => ({ key: domain, written: `u@${domain}`, meant: `u@${meantDomain(domain)}` }),
    value: (at: number) => `v${at}x.test`,
  },
  virtusertable: {
    never: (key: string) => virtualKey(key),
    row: (domain: string, user: string): Row => ({
      key: `${user}@${domain}`,
      written: `${user}@${domain}`,
      meant: `${meantUser(user)}@${meantDomain(domain)}`,
    }),
    value: (at: number) => `root@v${at}x.test`,
  },
  genericstable: {
    never: (key: string) => senderKey(key),
    row: (domain: string, user: string): Row => ({
      key: `${user}@${domain}`,
      written: `${user}@${domain}`,
      meant: `${meantUser(user)}@${meantDomain(domain)}`,
    }),
    value: (at: number) => `root@v${at}x.test`,
  },
} as const;
type Name = keyof typeof TABLES;

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

test.each((Object.keys(TABLES) as Name[]).flatMap((name) => VERSIONS.map((version) => [name, version] as const)))(
  "%s, sendmail %s",
  (name, version) => {
    const { row, value, never } = TABLES[name];
    const odd = fc.tuple(domains, fc.constantFrom(...USERS), fc.integer({ min: 0, max: 5 }));
    const rows = fc.sample(odd, { numRuns: SIZE, seed: SEED + 70 }).map(([domain, user, part], at) => {
      const plain: readonly [string, string] = ["|", "."];
      // One half of a key at a time is odd, but for a few.
      const isAddress = name === "virtusertable" || name === "genericstable";
      return row(
        domainOf(part < 3 || !isAddress ? domain : plain, `d${at}`),
        (part < 3 && part > 0 ? "N" : user).replace("N", () => `u${at}`),
      );
    });
    // One that is asked for as it is meant would be found under the key that is meant.
    const meantKeys = rows.map(({ key }) => {
      const read = never(key);
      return read.kind === "never" ? read.meant : undefined;
    });
    const ask = (keys: readonly (string | undefined)[]): ((address: string) => string) => {
      const site = new MailSite({
        mc: "VIRTUSER_DOMAIN_FILE(`@/words')\nGENERICS_DOMAIN_FILE(`@/words')",
        tables: { [name]: keys.flatMap((key, at) => (key === undefined ? [] : [bytes(`${key}\t${value(at)}`)])) },
        version,
      });
      const words = rows.flatMap(({ key, meant }) => [key, meant].map((one) => one.slice(one.lastIndexOf("@") + 1)));
      site.write("words", bytes(words.map((word) => `${word.toLowerCase()}\n`).join("")));
      const addresses = [...new Set(rows.flatMap(({ written, meant }) => [written, meant]))].filter(
        (one) => !/[^ -~\u00fc]/.test(one),
      );
      const asked = addresses.map(bytes);
      const answers =
        name === "genericstable" ? site.rewrite(asked, "HS", "esmtp", version) : site.parse(asked, version);
      site.dispose();
      const found = new Map(addresses.map((address, at) => [address, answers[at] ?? ""]));
      return (address) => found.get(address) ?? "";
    };
    const isFound = (answer: string, at: number) => new RegExp(`\\bv${at}x\\.test`).test(answer);
    const asWritten = ask(rows.map(({ key }) => key));
    const asMeant = ask(meantKeys);
    let counted = 0;
    const wrong = rows.flatMap(({ key, written, meant }, at) => {
      const read = never(key);
      if (read.kind !== "never")
        return isFound(asWritten(written), at) ? [] : [`${key} is not found: ${written} gives ${asWritten(written)}`];
      counted++;
      const says: string[] = [];
      if (isFound(asWritten(meant), at)) says.push(`${key} is found: ${meant} gives ${asWritten(meant)} (${read.why})`);
      if (read.meant !== undefined && !isFound(asMeant(meant), at))
        says.push(`${read.meant}, for ${key}, is not found: ${meant} gives ${asMeant(meant)}`);
      return says;
    });
    expect(wrong).toEqual([]);
    expect(counted).toBeGreaterThan(SIZE / 5);
  },
);
