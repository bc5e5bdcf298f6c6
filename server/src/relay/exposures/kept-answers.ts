// What was worked out about a policy, kept for its next version as long as all that was looked at in it says the same.
import type { Span } from "../../text.ts";
import type { AskedAccess, AskedClass, AskedPolicy, ClassMember, ClassName } from "../policy/policy.ts";

/** Something that is looked for in a policy: a word of a class, whether the class has any, a key of the access map. */
class Look {
  readonly #find: (policy: AskedPolicy) => Found;
  #version = 0;
  #found: Found = NOTHING;

  constructor(find: (policy: AskedPolicy) => Found) {
    this.#find = find;
  }

  /** What is found in this version of a policy: it is looked for once in each, and keeps none of them alive. */
  in({ policy, version }: Version): Found {
    if (this.#version !== version) {
      this.#found = this.#find(policy);
      this.#version = version;
    }
    return this.#found;
  }
}

interface Version {
  readonly policy: AskedPolicy;
  /** Counted from 1. */
  readonly version: number;
}

/** What is found, without its place, and the place. */
interface Found {
  readonly text: string | undefined;
  readonly span: Span | undefined;
}

const NOTHING: Found = { text: undefined, span: undefined };

interface Kept {
  readonly value: unknown;
  /** The place that the question is about, as `Answers` tells it from others. */
  readonly at: string | number;
  /** What was looked for, what was found, and whether that was at the place that the question is about. */
  readonly looks: readonly { readonly look: Look; readonly text: string | undefined; readonly isHere: boolean }[];
}

/** Things looked for that are remembered; with more than these it begins again. */
const MOST_LOOKS = 20_000;

/** The answers to the questions about one policy, from one version to the next. */
export class KeptAnswers {
  #looks = new Map<string, Look>();
  #last: Answers | undefined;
  #versions = 0;

  /** For the questions about this version. An answer that nobody asks for until the next version comes is forgotten. */
  about(policy: AskedPolicy): Answers {
    if (this.#looks.size > MOST_LOOKS) {
      this.#looks = new Map();
      this.#last = undefined;
    }
    this.#versions += 1;
    this.#last = new Answers({ policy, version: this.#versions }, this.#looks, this.#last);
    return this.#last;
  }
}

/** The answers about one version of a policy. */
export class Answers {
  readonly #now: Version;
  readonly #core: Core;
  readonly #looks: Map<string, Look>;
  readonly #asked = new Map<string | object, Kept>();
  #before: ReadonlyMap<string | object, Kept>;
  #circumstances = "";
  readonly #circumstancesBefore: string;

  constructor(now: Version, looks: Map<string, Look>, before: Answers | undefined) {
    this.#now = now;
    this.#looks = looks;
    this.#core = coreOf(now.policy);
    this.#before = before !== undefined && before.#core.text === this.#core.text ? before.#asked : new Map();
    this.#circumstancesBefore = before === undefined ? "" : before.#circumstances;
  }

  /** What all further work depends on besides the policy, as a text. */
  under(circumstances: string): void {
    this.#circumstances = circumstances;
    if (circumstances !== this.#circumstancesBefore) this.#before = new Map();
  }

  /**
   * What `work` gives for the policy. It may look at all of it but `unknown`, and at nothing else; what it gives must have no place in it.
   *
   * @param question tells it from other work: a text, or an object that stands for the question
   * @param place with which `work` compares the places that it meets
   */
  get<T>(question: string | object, place: Span | undefined, work: (policy: AskedPolicy) => T): T {
    const at = place === undefined ? "none" : (this.#core.places.get(placeText(place)) ?? "line");
    const key = typeof question === "string" ? `${at} ${question}` : question;
    const known = this.#before.get(key);
    const kept = known !== undefined && this.#isStill(known, at, place) ? known : this.#worked(at, place, work);
    this.#asked.set(key, kept);
    return kept.value as T;
  }

  #isStill({ looks, at: before }: Kept, at: Kept["at"], place: Span | undefined): boolean {
    if (at !== before) return false;
    for (const { look, text, isHere } of looks) {
      const found = look.in(this.#now);
      if (found.text !== text || isSame(found.span, place) !== isHere) return false;
    }
    return true;
  }

  #worked<T>(at: Kept["at"], place: Span | undefined, work: (policy: AskedPolicy) => T): Kept {
    const seen = new Set<Look>();
    const value = work(
      watched(this.#now.policy, (id, find) => {
        const look = this.#looks.get(id) ?? new Look(find);
        this.#looks.set(id, look);
        seen.add(look);
      }),
    );
    const looks = Array.from(seen, (look) => {
      const { text, span } = look.in(this.#now);
      return { look, text, isHere: isSame(span, place) };
    });
    return { value, at, looks };
  }
}

function isSame(a: Span | undefined, b: Span | undefined): boolean {
  return a !== undefined && b !== undefined && a.source === b.source && a.start === b.start && a.end === b.end;
}

/** A policy without the words of its classes and without its access map. */
interface Core {
  /** The same for policies that differ only in where what they say is written. */
  readonly text: string;
  /** The numbers of the places in it, by `placeText`. */
  readonly places: ReadonlyMap<string, number>;
}

function coreOf({ classes: _, access, unknown: __, features, ...rest }: AskedPolicy): Core {
  const places = new Map<string, number>();
  const text = JSON.stringify([access === undefined, [...features], rest], (_name, value: unknown) => {
    if (!isSpan(value)) return value;
    const place = placeText(value);
    const number = places.get(place) ?? places.size;
    places.set(place, number);
    return number;
  });
  return { text, places };
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "source" in value && "start" in value && "end" in value;
}

function placeText({ source, start, end }: Span): string {
  return `${start} ${end} ${source}`;
}

/** Told what is looked for: an id that no other thing has, and how it is found. */
type Tell = (id: string, find: (policy: AskedPolicy) => Found) => void;

/** The same policy, which tells what is looked for in it. */
function watched(policy: AskedPolicy, tell: Tell): AskedPolicy {
  const { classes, access } = policy;
  const watch = (name: ClassName): AskedClass => new WatchedClass(name, classes[name], tell);
  return {
    ...policy,
    classes: {
      R: watch("R"),
      w: watch("w"),
      m: watch("m"),
      B: watch("B"),
      P: watch("P"),
      M: watch("M"),
      G: watch("G"),
      VirtHost: watch("VirtHost"),
      Canonify: watch("Canonify"),
      TrustAuthMech: watch("TrustAuthMech"),
    },
    access: access && watchedAccess(access, tell),
  };
}

class WatchedClass implements AskedClass {
  readonly #name: ClassName;
  readonly #words: AskedClass;
  readonly #tell: Tell;

  constructor(name: ClassName, words: AskedClass, tell: Tell) {
    this.#name = name;
    this.#words = words;
    this.#tell = tell;
  }

  get isEmpty(): boolean {
    const name = this.#name;
    this.#tell(name, ({ classes }) => ({ text: classes[name].isEmpty ? "empty" : "words", span: undefined }));
    return this.#words.isEmpty;
  }

  get(word: string): ClassMember | undefined {
    const name = this.#name;
    this.#tell(`${name} ${word}`, ({ classes }) => {
      const found = classes[name].get(word);
      return found === undefined ? NOTHING : { text: found.word, span: found.span };
    });
    return this.#words.get(word);
  }
}

function watchedAccess(access: AskedAccess, tell: Tell): AskedAccess {
  return {
    lookup: (key) => {
      tell(`access ${key}`, (policy) => {
        const found = policy.access?.lookup(key);
        if (found === undefined) return NOTHING;
        return { text: JSON.stringify([found.tag, found.key, found.value]), span: found.span };
      });
      return access.lookup(key);
    },
  };
}
