// Which alias leads to which, and what mail for a name comes to in the end: the question of all rules about loops and missing people.
import { aliasSourcesOf } from "../kinds/aliases/kind.ts";
import { perSite } from "../site/per-site.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import { perBlock } from "../tables/per-block.ts";
import type { TableEntry } from "../tables/types.ts";
import { readRecipients } from "../tables/values/recipients.ts";
import type { Span } from "../text.ts";
import { OWN_HOSTS } from "./own-hosts.ts";

/** More aliases than these are not followed: each keystroke would ask for all of them. */
export const MOST_FOLLOWED = 50_000;

/** A recipient: a name or address that may lead on, or an end (another host, a program, a file, a list, `\user`). */
type Step = { readonly name: string } | { readonly address: string } | "end" | "nowhere";

interface Line {
  readonly name: string;
  readonly steps: readonly Step[];
}

const linesOf = perBlock((block): readonly Line[] =>
  [...block.entries()].map(({ lookup, value }) => ({
    name: lookup,
    steps: readRecipients(value).map(({ kind, target }): Step => {
      if (kind === "local") return { name: target.toLowerCase() };
      if (kind === "address") return { address: target.toLowerCase().replace(/\.$/, "") };
      return kind === "file" && target === "/dev/null" ? "nowhere" : "end";
    }),
  })),
);

/** What mail for a name comes to. */
export interface Fate {
  /** Somebody, a program, a file or another host gets it. */
  readonly arrives: boolean;
  /** It is thrown away, as far as it arrives at all. */
  readonly isDropped: boolean;
  /** The longest chain of aliases. */
  readonly depth: number;
  /** The users of this server that it ends with: names without an alias. */
  readonly users: ReadonlySet<string>;
}

export interface Alias {
  readonly name: string;
  readonly file: TableFile;
  readonly steps: readonly Step[];
}

/** All aliases of a site, of the files in their order. */
export class AliasGraph {
  /** Each name with the alias that counts: of several files the first, within one the last line. */
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly #virtual: TableFile | undefined;
  readonly #isOwn: (host: string) => boolean;
  readonly #fates = new Map<string, Fate>();

  constructor(site: MailSite) {
    const aliases = new Map<string, Alias>();
    for (const file of aliasFiles(site)) {
      const own = new Map<string, Alias>();
      for (const block of file.table.blocks()) for (const line of linesOf(block)) own.set(line.name, { ...line, file });
      for (const [name, alias] of own) if (!aliases.has(name)) aliases.set(name, alias);
    }
    this.aliases = aliases;
    this.#virtual = site.tables.find(({ kind, named }) => (kind as string) === "virtusertable" && named);
    const { names } = OWN_HOSTS.of(site);
    this.#isOwn = (host) => names.has(host);
  }

  /** The alias that mail for a name has: `name+detail`, else `name+*`, else `name`. */
  find(name: string): Alias | undefined {
    const plus = name.indexOf("+");
    const found = this.aliases.get(name);
    if (found !== undefined || plus === -1) return found;
    const user = name.slice(0, plus);
    return this.aliases.get(`${user}+*`) ?? this.aliases.get(user);
  }

  /** What a recipient leads to: an alias, a user without one, or an end. */
  follow(step: Step): Alias | { readonly user: string } | "end" | "nowhere" {
    if (typeof step === "string") return step;
    const name = "name" in step ? step.name : this.#local(step.address);
    if (name === undefined) return "end";
    return this.find(name) ?? { user: name };
  }

  /** The local name that an address comes to: through the virtusertable, or as an address of the server. */
  #local(address: string): string | undefined {
    let at = address;
    // The table's answers are looked up in it again.
    for (let round = 0; round < 5; round++) {
      const [, user = at, host] = /^(.*)@([^@]*)$/.exec(at) ?? [];
      if (host === undefined) return user;
      const next = this.#virtualOf(user, host);
      if (next === undefined) return this.#isOwn(host) ? user : undefined;
      if (!/^[\w.+=-]+(?:@[\w.-]+)?$/.test(next)) return undefined;
      at = next.toLowerCase();
    }
    return undefined;
  }

  #virtualOf(user: string, host: string): string | undefined {
    const table = this.#virtual?.table;
    if (table === undefined) return undefined;
    const plain = user.replace(/\+.*$/, "");
    const found = [`${user}@${host}`, `${plain}@${host}`, `@${host}`]
      .map((key) => table.lookup(key))
      .find((one) => one);
    return found?.value.replaceAll("%1", plain);
  }

  /** The aliases that lead to others: all the rest ends where it is written. */
  *chained(): Iterable<Alias> {
    for (const alias of this.aliases.values()) {
      const leads = alias.steps.some((step) => {
        const next = this.follow(step);
        return typeof next === "object" && "steps" in next && next !== alias;
      });
      if (leads) yield alias;
    }
  }

  /** What mail for a name comes to in the end. */
  fate(name: string): Fate {
    const alias = this.find(name);
    if (alias === undefined) return { arrives: true, isDropped: false, depth: 0, users: new Set([name]) };
    const known = this.#fates.get(alias.name);
    if (known !== undefined) return known;
    const fate = this.#fateOf(alias);
    this.#fates.set(alias.name, fate);
    return fate;
  }

  /** Walks through all aliases that one leads to; those that were met before add nothing. */
  #fateOf(start: Alias): Fate {
    const depths = new Map<Alias, number>([[start, 1]]);
    const users = new Set<string>();
    let ends = 0;
    let dropped = 0;
    const queue = [start];
    for (let alias = queue.shift(); alias !== undefined; alias = queue.shift()) {
      const depth = depths.get(alias) ?? 1;
      for (const step of alias.steps) {
        const next = this.follow(step);
        if (next === "nowhere") dropped++;
        else if (next === "end") ends++;
        else if ("user" in next) users.add(next.user);
        else if (next === alias) users.add(alias.name);
        else if (!depths.has(next)) {
          depths.set(next, depth + 1);
          queue.push(next);
        }
      }
    }
    return {
      arrives: ends + dropped + users.size > 0,
      isDropped: dropped > 0 && ends + users.size === 0,
      depth: Math.max(...depths.values()),
      users,
    };
  }
}

/** The files of aliases that a configuration names, in its order; without a .mc the one that is there. */
export function aliasFiles(site: MailSite): readonly TableFile[] {
  return site.tablesOf("aliases").filter(({ named }) => named || site.mc === undefined);
}

/** The aliases of a site; undefined where there are none, or too many to follow. */
export const aliasGraph: (site: MailSite) => AliasGraph | undefined = perSite((site) => {
  const files = aliasFiles(site);
  const count = files.reduce((sum, { table }) => sum + table.entryCount, 0);
  return count === 0 || count > MOST_FOLLOWED ? undefined : new AliasGraph(site);
});

/** True where all aliases of a site are known: each source is a file, and was read. */
export function knowsAllAliases({ mc, missing, unreadable }: MailSite): boolean {
  if (mc === undefined || mc.config.fatal !== undefined || mc.part || mc.template) return false;
  const sources = aliasSourcesOf(mc.config);
  const unread = [...missing, ...unreadable].some(({ kind }) => kind === "aliases");
  return sources.length > 0 && sources.every(({ isFile }) => isFile) && !unread;
}

/** Settings that send mail for unknown users, or for all of them, to another host. */
const HUBS = ["MAIL_HUB", "LOCAL_RELAY", "LUSER_RELAY"];

/** True where names without an alias need not be users of this server. */
export function hasHub({ mc }: MailSite): boolean {
  return mc !== undefined && HUBS.some((name) => (mc.config.option(name)?.value ?? "") !== "");
}

/** The first line of a file: the place of what is said about the file as a whole. */
export function firstLineOf({ uri, document }: TableFile): Span {
  return { source: uri, start: 0, end: document.getLineRange(0).end.character };
}

/** The line of an alias. */
export function entryOf({ file, name }: Alias): TableEntry | undefined {
  return file.table.lookup(name);
}
