// What differs between two versions of a .cf in what answers about transactions rest on.
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { silentLines } from "../../cf/silent-lines.ts";
import type { CfConfig, CfRule } from "../../cf/types.ts";
import { keep } from "../../text/keep.ts";
import type { ChangedWords } from "./asked-words.ts";

/** What an edit changed that leaves other answers as they are. */
export interface Changes {
  /** Of rulesets whose rules are others. */
  readonly titles: ReadonlySet<string>;
  readonly words: readonly ChangedWords[];
}

/** A line of words for one class, without anything that is replaced as it is read. */
const WORDS = /^C(?:\{(\w+)\}|([A-Za-z]))([\s!-~]*)$/;
const REPLACED = /[$"#\\]/;
/** A line that puts all words of one class into another, as they are at that moment: `CR$={VirtHost}`. */
const COPY = /^C(?:\{(\w+)\}|([A-Za-z]))\s*\$=(?:\{(\w+)\}|([A-Za-z]))\s*$/;
/** sendmail cuts longer lines, and words of them in two. */
const LONGEST_LINE = 1_000;

/** A .cf apart from its comments and from what has no say. */
interface Parts {
  readonly names: readonly string[];
  /** What all answers rest on. */
  readonly others: string;
  /** Lines with words of classes, and those that copy classes, in order. */
  readonly words: readonly string[];
  /** Which class is copied to which. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  /** False where a line copies classes in another way. */
  readonly isUnderstood: boolean;
  readonly rulesets: ReadonlyMap<string, readonly CfRule[]>;
  /** Titles of rulesets that sendmail runs by itself. */
  readonly own: ReadonlySet<string>;
}

/** The parts of a version, by its rulesets: configurations have them in common of which class files alone are others. */
interface Known {
  readonly rulesets: CfConfig["rulesets"];
  readonly parts: Parts;
}

const MOST_SERVERS = 8;

/** Of each .cf the last two versions: each is compared with the one before it and with the one after it. */
const lastTwo = new Map<string, readonly Known[]>();

function parts(cf: CfConfig): Parts {
  const { source, rulesets } = cf;
  const known = lastTwo.get(source) ?? [];
  const same = known.find((one) => one.rulesets === rulesets);
  if (same !== undefined) return same.parts;
  const made = { rulesets, parts: takenApart(cf) };
  keep(lastTwo, source, [made, ...known.slice(0, 1)], MOST_SERVERS);
  return made.parts;
}

function takenApart(cf: CfConfig): Parts {
  const silent = silentLines(cf);
  const copying = cf.lines.filter(({ command, content }) => command === "C" && content.text.includes("$="));
  const isUnderstood = copying.every(({ content }) => COPY.test(content.text));
  const words: string[] = [];
  let others = `${cf.operatorChars}\n`;
  for (const line of cf.lines) {
    const { command, content } = line;
    if (command === "R" || command === "M" || silent.has(line)) continue;
    const isCopy = command === "C" && COPY.test(content.text);
    const isWords = command === "C" && areWords(content.text);
    if (isUnderstood && (isCopy || isWords)) words.push(content.text);
    if (!isUnderstood || !isWords) others += `${content.text}\n`;
  }
  const titleOf = (number: number): string => cf.rulesets.get(number)?.name ?? String(number);
  for (const { name, flags, recipientEnvelope } of cf.mailers)
    others += `M ${name} ${flags} ${titleOf(recipientEnvelope)}\n`;
  const rulesets = new Map<string, readonly CfRule[]>();
  const own = new Set<string>();
  for (const { number, name, rules } of cf.rulesets.values()) {
    const title = name ?? String(number);
    rulesets.set(title, rules);
    if (Object.hasOwn(PROGRAM_RULESETS, title) || Object.hasOwn(PROGRAM_RULESETS, String(number))) own.add(title);
  }
  const copies = copying.map(({ content }) => {
    const [, to, shortTo = "", from, shortFrom = ""] = COPY.exec(content.text) ?? [];
    return { to: to ?? shortTo, from: from ?? shortFrom };
  });
  return { names: cf.names.list, others, words, copies, isUnderstood, rulesets, own };
}

function areWords(line: string): boolean {
  return line.length < LONGEST_LINE && WORDS.test(line) && !REPLACED.test(line);
}

/** What changed; undefined where every answer may be another. */
export function changesBetween(before: CfConfig, now: CfConfig): Changes | undefined {
  const [old, new_] = [parts(before), parts(now)];
  // The ids in tokens mean the same where one list of names begins with the other.
  const isAlike =
    old.others === new_.others &&
    old.names.every((name, at) => new_.names[at] === undefined || new_.names[at] === name);
  const titles = isAlike ? changedRulesets(old, new_) : undefined;
  const words = titles && changedWords(old, new_, [before, now]);
  return titles && words && { titles, words };
}

/**
 * Titles of rulesets whose rules are others; undefined where every answer may differ: one is new or gone, so that a call may lead
 * elsewhere, or has its first rules or lost its last ones, which sendmail asks before it runs it.
 */
function changedRulesets(before: Parts, now: Parts): ReadonlySet<string> | undefined {
  const changed = new Set<string>();
  if (before.rulesets.size !== now.rulesets.size) return undefined;
  for (const [title, rules] of now.rulesets) {
    const old = before.rulesets.get(title);
    if (old === undefined) return undefined;
    if (areSame(old, rules)) continue;
    if (now.own.has(title) && (old.length === 0 || rules.length === 0)) return undefined;
    changed.add(title);
  }
  return changed;
}

function areSame(before: readonly CfRule[], now: readonly CfRule[]): boolean {
  const isSame = (one: readonly string[], other: readonly string[] | undefined): boolean =>
    one === other || one.join(" ") === other?.join(" ");
  return (
    before.length === now.length &&
    before.every(({ lhs, rhs }, i) => isSame(lhs, now[i]?.lhs) && isSame(rhs, now[i]?.rhs))
  );
}

/**
 * The words of the lines that were edited, came, went, or changed their order; undefined where a word is spelled in more than one way,
 * since the first spelling is the one that is told of each class, and where a class is copied at another moment.
 */
function changedWords(before: Parts, now: Parts, versions: readonly CfConfig[]): readonly ChangedWords[] | undefined {
  const { words: old } = before;
  const { words: new_, copies } = now;
  const most = Math.min(old.length, new_.length);
  let same = 0;
  while (same < most && old[same] === new_[same]) same++;
  let tail = 0;
  while (tail < most - same && old.at(-tail - 1) === new_.at(-tail - 1)) tail++;
  const found: ChangedWords[] = [];
  for (const line of [...old.slice(same, old.length - tail), ...new_.slice(same, new_.length - tail)]) {
    const [, long, short = "", text = ""] = WORDS.exec(line) ?? [];
    const words = text.split(/\s+/).filter((word) => word !== "");
    if (COPY.test(line) || words.some((word) => isSpelled(word, versions))) return undefined;
    found.push({ classes: withCopies(long ?? short, copies), words });
  }
  return found;
}

/**
 * What it changes that words of a class come, go, or are written elsewhere; undefined where every answer may be another, as above.
 *
 * @param versions the configuration before and after
 */
export function changesOfWords(
  name: string,
  words: readonly string[],
  versions: readonly [CfConfig, CfConfig],
): ChangedWords | undefined {
  const { copies, isUnderstood } = parts(versions[1]);
  const isKnown = isUnderstood && !words.some((word) => !isPlain(word) || isSpelled(word, versions));
  return isKnown ? { classes: withCopies(name, copies), words } : undefined;
}

/** True for a word that lines may have as it is. */
function isPlain(word: string): boolean {
  return /^[!-~]+$/.test(word) && !REPLACED.test(word);
}

/** A class, and those to which its words are copied. */
function withCopies(name: string, copies: Parts["copies"]): ReadonlySet<string> {
  const classes = new Set([name]);
  // A set gives what is put into it meanwhile, too.
  for (const one of classes) for (const { from, to } of copies) if (from === one) classes.add(to);
  return classes;
}

/** True for a word that has capital letters somewhere. */
function isSpelled(word: string, versions: readonly CfConfig[]): boolean {
  if (/[A-Z]/.test(word)) return true;
  return versions.some(({ classes }) =>
    [...classes.values()].some(({ members }) => (members.get(word)?.word ?? word) !== word),
  );
}
