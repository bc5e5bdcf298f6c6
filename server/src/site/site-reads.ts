// Which parts of a site some work asks for, so that its result can be taken again while these parts stay the same.

import type { TableKindName } from "../kinds/index.ts";
import { Comparison } from "../text/alike.ts";
import { keep } from "../text/keep.ts";
import { MovedPlaces } from "./moved-places.ts";
import { snapshot } from "./snapshot.ts";
import type { MailSite, TableFile } from "./types.ts";
import { type Member, memberReader, watchedMembers } from "./watched-members.ts";

/** A part of a site by what asks for it, and for what. */
type PartName =
  | Exclude<keyof MailSite, Asking | Configuration | "derived">
  | `${Asking} ${string}`
  | `table ${TableKindName} ${string}`
  /** Whether there is one, and what its members are: `mc.config.cfLines`, or what they answer: `mc.config.feature access_db`. */
  | `is ${Configuration}`
  | `in ${Member}`;
type Asking = "fileAt" | "tablesOf" | "tableOf" | "classFiles" | "document" | "has";
/** Of these an edit changes a few members. */
type Configuration = "mc" | "cf";

/** One object for each part that is asked for, and how it is looked up: it is found sooner among others than its name. */
interface Part {
  readonly valueIn: (site: MailSite) => unknown;
}

/** What something comes to that is worked out of a site. */
export interface Answer<T = unknown> {
  readonly value: T;
  /** What it asked for, where that is known: it need not be worked out again while this is the same. */
  readonly reads?: SiteReads;
}

/** Something that is worked out of a site. */
type Fact = (site: MailSite) => Answer;

/** The parts that some work has asked for so far. */
export class SiteReads {
  readonly #parts = new Set<Part>();
  /** Facts that it took. */
  #facts: Map<Fact, Answer> | undefined;
  /** What other works asked for whose results it took; they may go on asking. */
  #others: Set<SiteReads> | undefined;
  #rests = true;

  note(name: PartName): void {
    this.#parts.add(partOf(name));
  }

  noteFact(fact: Fact, answer: Answer): void {
    this.#facts ??= new Map();
    this.#facts.set(fact, answer);
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
  holds(between: SiteChanges): boolean {
    if (this.#others === undefined) return this.#hasSameParts(between);
    const passed = new Set<SiteReads>();
    const holds = this.#isStill(between, passed);
    if (holds) for (const reads of passed) between.learn(reads, true);
    return holds;
  }

  /** @param passed those that are looked into: of reads that ask for each other one by itself does not tell */
  #isStill(between: SiteChanges, passed: Set<SiteReads>): boolean {
    const known = between.knows(this);
    if (known !== undefined || passed.has(this)) return known ?? true;
    passed.add(this);
    let is = this.#hasSameParts(between);
    for (const other of this.#others ?? []) is = is && other.#isStill(between, passed);
    if (!is) between.learn(this, false);
    return is;
  }

  #hasSameParts(between: SiteChanges): boolean {
    if (!this.#rests) return false;
    for (const part of this.#parts) if (!between.isSame(part)) return false;
    for (const [fact, before] of this.#facts ?? []) {
      // Of another configuration the answer is needed: with the one before, all of its text and its calls would stay in memory.
      if (between.isSameConfiguration && before.reads?.holds(between) === true) continue;
      const now = between.still(fact, before);
      if (now === undefined) return false;
      this.#facts?.set(fact, now);
    }
    return true;
  }
}

/** What is the same in two versions of a site, apart from where it is written; each part is compared once. */
export class SiteChanges {
  readonly #before: MailSite;
  readonly #now: MailSite;
  readonly #known = new Map<Part, boolean>();
  readonly places: MovedPlaces;
  readonly #comparison: Comparison;
  readonly #held = new Map<SiteReads, boolean>();
  readonly #still = new Map<Fact, { readonly before: unknown; readonly now: Answer | undefined }>();
  /** True after an edit of a table. */
  readonly isSameConfiguration: boolean;

  constructor(before: MailSite, now: MailSite) {
    this.#before = before;
    this.#now = now;
    this.places = new MovedPlaces(before, now);
    this.#comparison = new Comparison((place) => this.places.of(place));
    this.isSameConfiguration = before.mc?.config === now.mc?.config && before.cf === now.cf;
  }

  isSame(part: Part): boolean {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const same = this.#comparison.isSame(part.valueIn(this.#before), part.valueIn(this.#now));
    this.#known.set(part, same);
    return same;
  }

  /** Whether what some reads asked for is known to be the same; undefined where it was not looked into. */
  knows(reads: SiteReads): boolean | undefined {
    return this.#held.get(reads);
  }

  learn(reads: SiteReads, holds: boolean): void {
    this.#held.set(reads, holds);
  }

  /** What a fact is now; undefined where that is not what it was. */
  still(fact: Fact, { value }: Answer): Answer | undefined {
    const known = this.#still.get(fact);
    if (known !== undefined && known.before === value) return known.now;
    const its = fact(this.#now);
    const now = this.#comparison.isSame(value, its.value) ? its : undefined;
    this.#still.set(fact, { before: value, now });
    return now;
  }
}

/** How a table is known among the parts of a site. */
export function tablePart({ kind, className = "", uri }: TableFile): PartName {
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
  #asked: Set<string> | undefined;
  #mc: MailSite["mc"];
  #cf: MailSite["cf"];

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
    const { mc } = this.site;
    if (this.#mc === undefined) this.reads.note("is mc");
    this.#mc ??= mc && watchedMembers(mc, "mc", this.#notedMembers);
    return this.#mc;
  }

  get cf(): MailSite["cf"] {
    const { cf } = this.site;
    if (this.#cf === undefined) this.reads.note("is cf");
    this.#cf ??= cf && watchedMembers(cf, "cf", this.#notedMembers);
    return this.#cf;
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

  get ownTexts(): MailSite["ownTexts"] {
    return this.#noted("ownTexts");
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

  has(uri: string): boolean {
    this.#asked ??= new Set();
    if (!this.#asked.has(uri)) this.reads.note(`has ${uri}`);
    this.#asked.add(uri);
    return this.site.has(uri);
  }

  readonly #notedMembers = (member: Member | undefined): void => {
    if (member === undefined) this.reads.noteMore();
    else this.reads.note(`in ${member}`);
  };

  #noted<Name extends PartName & keyof MailSite>(name: Name): MailSite[Name] {
    this.reads.note(name);
    return this.site[name];
  }
}

/** Parts that are remembered: the same ones are compared at each keystroke. */
const MOST_PARTS = 5_000;
const parts = new Map<PartName, Part>();

function partOf(name: PartName): Part {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const part = { valueIn: readerOf(name) };
  keep(parts, name, part, MOST_PARTS);
  return part;
}

function readerOf(name: PartName): Part["valueIn"] {
  const space = name.indexOf(" ");
  if (space < 0) return (site) => site[name as keyof MailSite];
  const [asking, what] = [name.slice(0, space) as Asking | "table" | "is" | "in", name.slice(space + 1)];
  switch (asking) {
    case "fileAt":
    case "document":
    case "has":
    case "classFiles":
      return (site) => site[asking](what);
    case "tablesOf":
    case "tableOf":
      return (site) => site[asking](what as TableKindName);
    case "is":
      return (site) => site[what as Configuration] !== undefined;
    case "in":
      return memberReader(what);
    case "table": {
      const [kind, className, uri] = what.split(" ");
      return (site) =>
        site.tables.find((file) => file.uri === uri && file.kind === kind && (file.className ?? "") === className);
    }
  }
}
