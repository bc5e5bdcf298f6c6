// Which parts of a site some work asks for, so that its result can be taken again while these parts stay the same.
import type { TableKindName } from "../kinds/index.ts";
import { snapshot } from "./snapshot.ts";
import type { MailSite, TableFile } from "./types.ts";

/** A part of a site: what asks for it, and for what. */
type Part = Exclude<keyof MailSite, Asking | "derived"> | `${Asking} ${string}` | `table ${TableKindName} ${string}`;
type Asking = "fileAt" | "tablesOf" | "tableOf" | "classFiles" | "document";

/** Something that is worked out of a site. */
type Fact = (site: MailSite) => unknown;

/** The parts that some work has asked for so far. */
export class SiteReads {
  readonly #parts = new Set<Part>();
  /** Facts that it took, with what they were: those that rest on parts of their own, and stay the same objects while these do. */
  #facts: Map<Fact, unknown> | undefined;
  /** What other works asked for whose results it took; they may go on asking. */
  #others: Set<SiteReads> | undefined;
  #rests = true;

  note(part: Part): void {
    this.#parts.add(part);
  }

  noteFact(fact: Fact, value: unknown): void {
    this.#facts ??= new Map();
    this.#facts.set(fact, value);
  }

  include(other: SiteReads): void {
    if (other === this) return;
    this.#others ??= new Set();
    this.#others.add(other);
  }

  /** What it came to rests on more than the site: it is never to be taken again. */
  noteMore(): void {
    this.#rests = false;
  }

  /** Whether all of it is the same in two versions of a site. */
  holds(between: SiteChanges, seen?: Set<SiteReads>): boolean {
    if (!this.#rests) return false;
    for (const part of this.#parts) if (!between.isSame(part)) return false;
    for (const [fact, value] of this.#facts ?? []) if (!between.isStill(fact, value)) return false;
    if (this.#others === undefined) return true;
    const passed = seen ?? new Set();
    if (passed.has(this)) return true;
    passed.add(this);
    for (const other of this.#others) if (!other.holds(between, passed)) return false;
    return true;
  }
}

/** What is the same in two versions of a site; each part is compared once. */
export class SiteChanges {
  readonly #before: MailSite;
  readonly #now: MailSite;
  readonly #known = new Map<Part, boolean>();

  constructor(before: MailSite, now: MailSite) {
    this.#before = before;
    this.#now = now;
  }

  isSame(part: Part): boolean {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const same = isAlike(partOf(this.#before, part), partOf(this.#now, part), DEPTH);
    this.#known.set(part, same);
    return same;
  }

  /** Whether a fact is now what it was. */
  isStill(fact: Fact, value: unknown): boolean {
    return fact(this.#now) === value;
  }
}

/** How a table is known among the parts of a site. */
export function tablePart({ kind, className = "", uri }: TableFile): Part {
  return `table ${kind} ${className} ${uri}`;
}

/** A site without what was worked out of it, which takes its memory. */
export function bareSite(site: MailSite): MailSite {
  return snapshot(site);
}

/** The same site, which notes what it is asked for here and nowhere else. */
export function watchedSite(site: MailSite, reads: SiteReads): MailSite {
  return site instanceof WatchedSite ? site.for(reads) : new WatchedSite(site, reads);
}

/** The site itself, which notes nothing. */
export function unwatched(site: MailSite): MailSite {
  return site instanceof WatchedSite ? site.site : site;
}

/** What hears of the parts that are asked for; undefined where nobody does. */
export function readsOf(site: MailSite): SiteReads | undefined {
  return site instanceof WatchedSite ? site.reads : undefined;
}

class WatchedSite implements MailSite {
  readonly reads: SiteReads;
  readonly site: MailSite;
  /** The documents that were asked for through this view. */
  #documents: Set<string> | undefined;

  constructor(site: MailSite, reads: SiteReads) {
    this.site = site;
    this.reads = reads;
  }

  for(reads: SiteReads): MailSite {
    return new WatchedSite(this.site, reads);
  }

  get derived(): MailSite["derived"] {
    return this.site.derived;
  }

  get id(): MailSite["id"] {
    return this.#noted("id");
  }

  get mc(): MailSite["mc"] {
    return this.#noted("mc");
  }

  get cf(): MailSite["cf"] {
    return this.#noted("cf");
  }

  get tables(): MailSite["tables"] {
    return this.#noted("tables");
  }

  get documents(): MailSite["documents"] {
    return this.#noted("documents");
  }

  get daemon(): MailSite["daemon"] {
    return this.#noted("daemon");
  }

  get included(): MailSite["included"] {
    return this.#noted("included");
  }

  get access(): MailSite["access"] {
    return this.#noted("access");
  }

  get missing(): MailSite["missing"] {
    return this.#noted("missing");
  }

  get unreadable(): MailSite["unreadable"] {
    return this.#noted("unreadable");
  }

  get unreadStartup(): MailSite["unreadStartup"] {
    return this.#noted("unreadStartup");
  }

  get hostName(): MailSite["hostName"] {
    return this.#noted("hostName");
  }

  get targetVersion(): MailSite["targetVersion"] {
    return this.#noted("targetVersion");
  }

  get host(): MailSite["host"] {
    return this.#noted("host");
  }

  get kinds(): MailSite["kinds"] {
    return this.#noted("kinds");
  }

  fileAt(uri: string): ReturnType<MailSite["fileAt"]> {
    this.reads.note(`fileAt ${uri}`);
    return this.site.fileAt(uri);
  }

  tablesOf(kind: TableKindName): readonly TableFile[] {
    this.reads.note(`tablesOf ${kind}`);
    return this.site.tablesOf(kind);
  }

  tableOf(kind: TableKindName): TableFile | undefined {
    this.reads.note(`tableOf ${kind}`);
    return this.site.tableOf(kind);
  }

  classFiles(className: string): readonly TableFile[] {
    this.reads.note(`classFiles ${className}`);
    return this.site.classFiles(className);
  }

  document(uri: string): ReturnType<MailSite["document"]> {
    // It is asked for the same few again and again.
    this.#documents ??= new Set();
    if (!this.#documents.has(uri)) this.reads.note(`document ${uri}`);
    this.#documents.add(uri);
    return this.site.document(uri);
  }

  #noted<Name extends Part & keyof MailSite>(name: Name): MailSite[Name] {
    this.reads.note(name);
    return this.site[name];
  }
}

function partOf(site: MailSite, part: Part): unknown {
  const space = part.indexOf(" ");
  if (space < 0) return site[part as keyof MailSite];
  const [asking, what] = [part.slice(0, space) as Asking | "table", part.slice(space + 1)];
  switch (asking) {
    case "fileAt":
    case "document":
    case "classFiles":
      return site[asking](what);
    case "tablesOf":
    case "tableOf":
      return site[asking](what as TableKindName);
    case "table":
      return site.tables.find((file) => tablePart(file) === part);
  }
}

/** A list of files of which each names the place where it is named. */
const DEPTH = 4;

/** True for the same object, and for plain ones that are the same part by part; anything else may differ. */
function isAlike(one: unknown, other: unknown, depth: number): boolean {
  if (one === other) return true;
  if (depth === 0 || typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return false;
  const kind = Object.getPrototypeOf(one);
  if (kind !== Object.getPrototypeOf(other)) return false;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, at) => isAlike(part, other[at], depth - 1));
  if (one instanceof Map && other instanceof Map)
    return one.size === other.size && [...one].every(([key, part]) => isAlike(part, other.get(key), depth - 1));
  if (one instanceof Set && other instanceof Set)
    return one.size === other.size && [...one].every((part) => other.has(part));
  if (kind !== Object.prototype) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isAlike(one[key as keyof typeof one], other[key as keyof typeof other], depth - 1))
  );
}
