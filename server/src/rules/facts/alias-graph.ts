// Which alias leads to which, and what mail for a name comes to in the end: the question of all rules about loops and missing people.

import { aliasSourcesIn, aliasSourcesOf } from "../../kinds/aliases/kind.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { type FoundReferences, joinedLinks, type Links } from "../../tables/references.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type Recipient, readRecipients } from "../../tables/values/recipients.ts";
import { keep } from "../../text/keep.ts";
import type { Span } from "../../text.ts";
import { type AddressWalk, addressWalk } from "./address-walk.ts";
import { ANYWHERE, chainLengths } from "./alias-knots.ts";
import { referencesFor } from "./kept-references.ts";
import { HUB_MACROS } from "./local-hub.ts";

/** More aliases that lead to others are not followed: each keystroke would ask for all of them. */
export const MOST_FOLLOWED = 50_000;

/** A recipient: a name or address that may lead on, or an end (another host, a program, a file, a list, `\user`). */
type Step =
  | { readonly name: string }
  | { readonly user: string; readonly host: string; readonly name?: undefined }
  | "end"
  | "nowhere";

/** What a recipient leads to. `user`: the name that found the alias; `through`: the lines of the virtusertable in between. */
export type Next =
  | {
      readonly kind: "alias";
      readonly alias: Alias;
      readonly user: string;
      readonly through: readonly TableEntry[];
    }
  | { readonly kind: "user"; readonly user: string }
  /** Another host, a program, a file, a list, or nobody knows. */
  | { readonly kind: "end" }
  /** /dev/null. */
  | { readonly kind: "nowhere" }
  /** Lines of the virtusertable that lead in a circle. */
  | { readonly kind: "lost" };

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
  /** True where it arrives at accounts alone that are for programs, and that no person reads. */
  readonly isUnread: boolean;
}

/** Accounts that are for programs on every system. */
const UNREAD = new Set("nobody daemon bin sys games man www-data".split(" "));

/** Accounts that every system has: a circle through one of them ends there. */
const ACCOUNTS = new Set(
  "root daemon bin sys adm lp mail news uucp operator games man proxy backup nobody www-data".split(" "),
);

/** Aliases that lead back to the first of them. */
export interface Circle {
  readonly names: readonly string[];
  /** The aliases of these names. */
  readonly aliases: readonly Alias[];
  /** The lines of the virtusertable that they lead through. */
  readonly through: readonly TableEntry[];
  /** One of the names is an account that every system has. */
  readonly hasAccount: boolean;
  /** None of them leads anywhere else. */
  readonly isWhole: boolean;
}

/** The lines that lead to aliases; and of each, one file after the other, the most aliases that mail goes through. */
interface Chains {
  readonly lines: readonly { readonly file: TableFile; readonly references: FoundReferences }[];
  readonly lengths: readonly number[];
}

/** One alias: of several files that have its name the first, within one the last line. */
export class Alias {
  readonly name: string;
  readonly file: TableFile;
  readonly entry: TableEntry;
  #steps: readonly Step[] | undefined;

  constructor(entry: TableEntry, file: TableFile) {
    this.name = entry.lookup;
    this.file = file;
    this.entry = entry;
  }

  get steps(): readonly Step[] {
    this.#steps ??= stepsOf(this.entry);
    return this.#steps;
  }
}

/** All aliases of a site, of the files in their order. */
export class AliasGraph {
  readonly #site: MailSite;
  readonly #files: readonly TableFile[];
  readonly #walk: AddressWalk;
  readonly #aliases = new Map<string, Alias>();
  readonly #fates = new Map<string, Fate>();
  #chains: Chains | undefined;

  constructor(site: MailSite) {
    this.#site = site;
    this.#files = aliasFiles(site);
    this.#walk = addressWalk(site);
  }

  /** The alias that mail for a name has: `name+detail`, else `name+*`, else `name`. */
  find(name: string): Alias | undefined {
    for (const one of namesFor(name)) {
      const found = this.named(one);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The alias of exactly this name, in lower case. */
  named(name: string): Alias | undefined {
    const known = this.#aliases.get(name);
    if (known !== undefined) return known;
    for (const file of this.#files) {
      const entry = file.table.lookup(name);
      if (entry === undefined) continue;
      const alias = new Alias(entry, file);
      this.#aliases.set(name, alias);
      return alias;
    }
    return undefined;
  }

  /** What a recipient leads to. */
  follow(step: Step): Next {
    if (typeof step === "string") return { kind: step };
    if (step.name !== undefined) return this.#local(step.name, []);
    const end = this.#walk.end(step.user, step.host);
    if (end.kind === "local") return this.#local(end.user, end.lines);
    return { kind: end.kind === "elsewhere" ? "end" : "lost" };
  }

  #local(user: string, through: readonly TableEntry[]): Next {
    const alias = this.find(user);
    return alias === undefined ? { kind: "user", user } : { kind: "alias", alias, user, through };
  }

  /**
   * The aliases that may be in a circle, lead to one, or begin a chain of more aliases than `most`, in the order of their lines. []
   * where too many lead to others.
   */
  knotted(most: number): readonly Alias[] {
    this.#chains ??= this.#findChains();
    const { lines, lengths } = this.#chains;
    const found: Alias[] = [];
    let before = 0;
    for (const { file, references } of lines) {
      const numbers: number[] = [];
      for (let at = 0; at < references.count; at++) if ((lengths[before + at] ?? 0) > most) numbers.push(at);
      before += references.count;
      for (const { block, offset } of references.only(numbers)) {
        const at = block.start + offset;
        const name = file.table.entryAtOffset(at)?.lookup;
        const alias = name === undefined ? undefined : this.named(name);
        if (alias?.file === file && alias.entry.keySpan.start === at) found.push(alias);
      }
    }
    return found;
  }

  #findChains(): Chains {
    const isKey = (name: string) => this.#files.some(({ table }) => table.lookup(name) !== undefined);
    const lines = this.#files.map((file) => ({
      file,
      references: referencesOf(this.#site, file, this.#files, this.#walk, isKey),
    }));
    if (lines.reduce((sum, { references }) => sum + references.count, 0) > MOST_FOLLOWED)
      return { lines: [], lengths: [] };
    return { lines, lengths: lengthsOf(this.#site.id, joinedLinks(lines.map(({ references }) => references.links()))) };
  }

  /** The first circle that an alias leads to; undefined where it leads to none. */
  circle(start: Alias): Circle | undefined {
    const path: Alias[] = [];
    const lines: (readonly TableEntry[])[] = [];
    for (let alias: Alias | undefined = start; alias !== undefined; ) {
      const at = path.indexOf(alias);
      if (at !== -1) {
        const aliases = path.slice(at);
        return {
          names: aliases.map(({ name }) => name),
          aliases,
          through: lines.slice(at).flat(),
          hasAccount: aliases.some(({ name }) => ACCOUNTS.has(name)),
          isWhole: aliases.every(({ steps }) => steps.length === 1),
        };
      }
      path.push(alias);
      const next: Next | undefined = alias.steps.map((step) => this.follow(step)).find(({ kind }) => kind === "alias");
      alias = next?.kind === "alias" ? next.alias : undefined;
      lines.push(next?.kind === "alias" ? next.through : []);
    }
    return undefined;
  }

  /** What mail for a name comes to in the end. */
  fate(name: string): Fate {
    const alias = this.find(name);
    if (alias === undefined)
      return { arrives: true, isDropped: false, depth: 0, users: new Set([name]), isUnread: UNREAD.has(name) };
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
        if (next.kind === "nowhere") dropped++;
        else if (next.kind === "end") ends++;
        else if (next.kind === "user") users.add(next.user);
        // A name that leads to itself is that user; with a detail it is another name, and a circle.
        else if (next.kind === "alias" && next.alias === alias && next.user === alias.name) users.add(alias.name);
        else if (next.kind === "alias" && !depths.has(next.alias)) {
          depths.set(next.alias, depth + 1);
          queue.push(next.alias);
        }
      }
    }
    return {
      arrives: ends + dropped + users.size > 0,
      isDropped: dropped > 0 && ends + users.size === 0,
      depth: Math.max(...depths.values()),
      users,
      isUnread: ends === 0 && users.size > 0 && [...users].every((user) => UNREAD.has(user)),
    };
  }
}

/** Sites of which the last lengths are remembered: few keystrokes change who leads to whom. */
const MOST_SITES = 8;
const lastLengths = new Map<string, { readonly links: Links; readonly lengths: readonly number[] }>();

function lengthsOf(site: string, links: Links): readonly number[] {
  const known = lastLengths.get(site);
  const lengths = known !== undefined && isSame(known.links, links) ? known.lengths : chainLengths(links);
  keep(lastLengths, site, { links, lengths }, MOST_SITES);
  return lengths;
}

function isSame(one: Links, other: Links): boolean {
  return (["keys", "ends", "names"] as const).every((part) => hasSameNumbers(one[part], other[part]));
}

function hasSameNumbers(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Names under which the alias of a local name is looked for, in order. */
export function namesFor(name: string): readonly string[] {
  const plus = name.indexOf("+");
  if (plus === -1) return [name];
  const user = name.slice(0, plus);
  return [name, `${user}+*`, user];
}

function stepsOf({ value }: TableEntry): readonly Step[] {
  return readRecipients(value).map(stepOf);
}

function stepOf({ kind, target }: Recipient): Step {
  if (kind === "local") return { name: target.toLowerCase() };
  if (kind === "file" && target === "/dev/null") return "nowhere";
  const address = target.toLowerCase();
  const at = kind === "address" ? address.lastIndexOf("@") : -1;
  if (at === -1 || address.includes("\n")) return "end";
  return { user: address.slice(0, at), host: address.slice(at + 1, address.endsWith(".") ? -1 : undefined) };
}

/** The lines of a file that name an alias, or an address that may lead to one. */
function referencesOf(
  site: MailSite,
  file: TableFile,
  files: readonly TableFile[],
  walk: AddressWalk,
  isKey: (name: string) => boolean,
) {
  const keys = files.flatMap(({ table }) => table.blocks());
  return referencesFor(`aliases ${site.id} ${file.uri}`).find(file.table.blocks(), keys, {
    namesIn: (entry) => {
      const names: string[] = [];
      for (const recipient of readRecipients(entry.value)) {
        const step = stepOf(recipient);
        if (typeof step === "string") continue;
        if (step.name !== undefined) names.push(...namesFor(step.name));
        else if (!walk.mayLeadOn(step.host)) continue;
        // The virtusertable may have any answer; without one the address is the name.
        else names.push(...(walk.isAsked(step.host) ? [ANYWHERE] : namesFor(step.user)));
      }
      return names;
    },
    counts: (_, names) => names.some((name) => name === ANYWHERE || isKey(name)),
    context: walk.fingerprint,
  });
}

/** The files of aliases that a configuration names, in its order; without a .mc the one that is there. */
export function aliasFiles(site: MailSite): readonly TableFile[] {
  return site.tablesOf("aliases").filter(({ named }) => named || site.mc === undefined);
}

/** The aliases of a site; undefined where there are none. */
export const aliasGraph: (site: MailSite) => AliasGraph | undefined = perSite((site) =>
  aliasFiles(site).some(({ table }) => table.entryCount > 0) ? new AliasGraph(site) : undefined,
);

/** True where all aliases of a site are known: each source is a file, and was read. */
export function knowsAllAliases({ mc, cf, missing, unreadable }: MailSite): boolean {
  if (mc === undefined && cf === undefined) return false;
  if (mc !== undefined && (mc.config.fatal !== undefined || mc.part || mc.template)) return false;
  const sources = mc === undefined ? cfAliasSources(cf) : aliasSourcesOf(mc.config);
  const unread = [...missing, ...unreadable].some(({ kind }) => kind === "aliases");
  return sources.length > 0 && sources.every(({ isFile }) => isFile) && !unread;
}

function cfAliasSources(cf: MailSite["cf"]) {
  return cf === undefined ? [] : aliasSourcesIn(cf.config);
}

/** True where names without an alias need not be users of this server. */
export function hasHub({ mc, cf }: MailSite): boolean {
  if (mc === undefined)
    return Object.values(HUB_MACROS).some((name) => (cf?.config.macros.get(name)?.value ?? "") !== "");
  return Object.keys(HUB_MACROS).some((name) => (mc.config.option(name)?.value ?? "") !== "");
}

/** The first line of a file: the place of what is said about the file as a whole. */
export function firstLineOf({ uri, document }: TableFile): Span {
  return { source: uri, start: 0, end: document.getLineRange(0).end.character };
}
