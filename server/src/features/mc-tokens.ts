// What of a .mc is alive: text that m4 never runs as comments, calls that come from a macro's text, settings that open the relay.
import { catalog } from "../catalog/index.ts";
import type { MacroCall } from "../m4/types.ts";
import type { MailConfig, Setting, Use } from "../mc/types.ts";
import { exposureList } from "../relay/index.ts";
import { perSite } from "../site/per-site.ts";
import type { MailSite, McMember } from "../site/types.ts";
import { contains, type Span, type TextDocument } from "../text.ts";
import type { Shown } from "./editor.ts";
import { isInPlace } from "./in-place.ts";
import { isLibrarys } from "./names/rename-macro.ts";
import type { Token, TokenModifier } from "./semantic-tokens.ts";
import { slotOf } from "./slots.ts";

/** In order; only those that touch the range where one is given. */
export function mcTokens(
  { site, file: { uri, document, mc } }: Shown<McMember>,
  range: Span | undefined,
): readonly Token[] {
  const isWanted = ({ source, start, end }: Span) =>
    source === uri && end > start && (range === undefined || (end >= range.start && start <= range.end));
  const idle = idleIn(site).filter(isWanted);
  const isIdle = within(idle);
  const words = wordsIn(mc.config, document).filter(({ span }) => isWanted(span) && !isIdle(span));
  const dangers = dangersIn(site).filter(({ source }) => source === uri);
  const marked = words.map(({ span, type, modifiers }): Token => {
    const isDangerous = dangers.some((danger) => danger.start <= span.start && span.end <= danger.end);
    return { span, type, modifiers: [...modifiers, ...(isDangerous ? (["dangerous"] as const) : [])] };
  });
  // `com` in RELAY_DOMAIN(`com'): no word of sendmail's, but it lets strangers relay.
  const given = mc.config.expansion.calls.flatMap(({ args }) => args.flatMap(({ exact }) => exact ?? []));
  const names = dangers
    .filter((danger) => isWanted(danger) && !isIdle(danger))
    .filter((danger) => !words.some(({ span }) => contains(danger, span)))
    .filter((danger) => given.some((span) => contains(span, danger)))
    .map((span): Token => ({ span, type: "type", modifiers: ["dangerous"] }));
  const faded = idle.flatMap((span) => linesOf(document, span)).map((span): Token => ({ span, type: "comment" }));
  return [...faded, ...marked, ...names].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** Whether a stretch is in one of these of the same file. They may overlap: the search is in what they cover together. */
function within(spans: readonly Pick<Span, "start" | "end">[]): (span: Pick<Span, "start" | "end">) => boolean {
  const covered: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = covered.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else covered.push({ start, end });
  }
  return ({ start, end }) => {
    let [low, high] = [0, covered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((covered[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const around = covered[low - 1];
    return around !== undefined && end <= around.end;
  };
}

/** The stretches of each line of a span, without line ends. */
function linesOf(document: TextDocument, { source, start, end }: Span): readonly Span[] {
  return [...document.slice(start, end).matchAll(/[^\r\n]+/g)].map(({ 0: text, index }) => ({
    source,
    start: start + index,
    end: start + index + text.length,
  }));
}

/** Text that nothing comes of: thrown away, in a branch that is not taken, in a macro that nobody calls, a value that another replaces. */
const idleIn: (site: MailSite) => readonly Span[] = perSite(({ mc }) => {
  if (mc === undefined) return [];
  const { config } = mc;
  return [
    ...config.expansion.dead.map(({ span }) => span),
    ...untaken(config.expansion.calls),
    ...uncalled(config),
    ...replaced(config),
    ...replacedCalls(config),
  ];
});

/** The arguments of `ifdef` and `ifelse` that no run of theirs chose. */
function untaken(calls: readonly MacroCall[]): readonly Span[] {
  const chosen = new Set<string>();
  const left = new Map<string, Span>();
  for (const call of calls) {
    if (call.chosen === undefined) continue;
    for (const [at, argument] of call.args.entries()) {
      // What is compared is read in any case.
      const isBranch = call.name === "ifdef" ? at > 0 : at > 1 && (at % 3 === 2 || at === call.args.length - 1);
      if (!isBranch || !contains(call.span, argument.span)) continue;
      const { span } = argument;
      const key = `${span.source} ${span.start}`;
      if (at === call.chosen) chosen.add(key);
      else left.set(key, span);
    }
  }
  return [...left].filter(([key]) => !chosen.has(key)).map(([, span]) => span);
}

/** The texts of the .mc's own macros that nobody calls or asks for. */
function uncalled({ settings, expansion }: MailConfig): readonly Span[] {
  // A file of the site's own that was not read may call them.
  if (expansion.includes.some(({ found, call }) => !found && /^s?include$/.test(call.name))) return [];
  const called = new Set(expansion.calls.map(({ name }) => name));
  const asked = new Set(
    expansion.calls.flatMap(({ name, args }) =>
      name === "define" || name === "pushdef" || name === "undefine" ? [] : args.map(({ text }) => text.trim()),
    ),
  );
  // Texts that are still to be read may have it in them: the words of each value, by the calls that give it.
  const mentions = new Map<string, Set<MacroCall>>();
  for (const { value, call } of settings)
    for (const [word] of (value?.text ?? "").matchAll(/\w+/g)) {
      const calls = mentions.get(word) ?? new Set();
      mentions.set(word, calls.add(call));
    }
  return settings.flatMap(({ name, value, implied, call }) => {
    const span = value?.exact;
    if (implied || span === undefined || !/^[A-Za-z]\w*$/.test(name)) return [];
    if (isLibrarys(name) || /^conf/i.test(name) || called.has(name) || asked.has(name)) return [];
    const isMentioned = [...(mentions.get(name) ?? [])].some((other) => other !== call);
    return isMentioned ? [] : [span];
  });
}

/** Values of settings that another define replaces before anything can have read them. */
function replaced({ settings, uses, expansion }: MailConfig): readonly Span[] {
  const later = new Map<string, Setting>();
  const found: Span[] = [];
  for (const setting of [...settings].reverse()) {
    const { name, value, order, implied } = setting;
    const next = later.get(name);
    later.set(name, setting);
    const span = value?.exact;
    if (next === undefined || implied || span === undefined || !isLibrarys(name)) continue;
    // FEATURE, MAILER and others read settings where they are, and a call of the name reads it.
    const isRead =
      uses.some((use) => use.order > order && use.order < next.order) ||
      expansion.calls.some((call) => call.name === name || (call.args[0]?.text === name && !DEFINING.has(call.name)));
    if (!isRead) found.push(span);
  }
  return found;
}

/** Arguments of words such as MASQUERADE_AS that a later call of the word replaces. */
function replacedCalls({ uses }: MailConfig): readonly Span[] {
  const later = new Map<string, Use>();
  return [...uses].reverse().flatMap((use) => {
    const { name, args, call } = use;
    const record = catalog.get(call.name === "FEATURE" ? "feature" : "macro", name);
    if (record?.replaces !== true || args.some(({ text }) => text.trim() === "")) return [];
    const next = later.get(name);
    if (next !== undefined && next.args.length !== args.length) return [];
    later.set(name, use);
    // A line that runs twice is its own successor.
    const isSame = next?.args.some(
      ({ span }, at) => span.source === args[at]?.span.source && span.start === args[at].span.start,
    );
    return next === undefined || isSame ? [] : args.flatMap(({ exact }) => exact ?? []);
  });
}

const DEFINING: ReadonlySet<string> = new Set(["define", "undefine"]);

interface LiveWord {
  readonly span: Span;
  readonly type: Token["type"];
  readonly modifiers: readonly TokenModifier[];
}

/** The names of calls, and the names that they are given of features, mailers and settings. */
function wordsIn({ expansion }: MailConfig, document: TextDocument): readonly LiveWord[] {
  const words = new Map<string, LiveWord>();
  const add = (span: Span, type: Token["type"], modifiers: readonly TokenModifier[]) => {
    if (span.source === document.uri && !words.has(`${span.start}`))
      words.set(`${span.start}`, { span, type, modifiers });
  };
  for (const call of expansion.calls) {
    const { name, nameSpan, args } = call;
    if (nameSpan.source !== document.uri || document.slice(nameSpan.start, nameSpan.end) !== name) continue;
    const modifiers: readonly TokenModifier[] = isInPlace(call) ? [] : ["fromMacro"];
    const isBuiltin = catalog.get("builtin", name) !== undefined;
    add(nameSpan, isBuiltin ? "keyword" : "function", modifiers);
    const [first] = args;
    const slot = first === undefined ? undefined : slotOf(name, 0, first.text);
    if (first?.exact === undefined || first.exact.end === first.exact.start) continue;
    if (slot?.kind === "record-name") add(first.exact, "type", modifiers);
    else if (slot?.kind === "setting-name")
      add(first.exact, isLibrarys(first.text.trim()) ? "property" : "variable", modifiers);
  }
  return [...words.values()];
}

/** Words that let strangers relay, by what was proved of them. */
const dangersIn: (site: MailSite) => readonly Span[] = perSite((site) => {
  const found: Span[] = [];
  for (const { because } of exposureList(site).of("open", "forgeable")) {
    found.push(...because);
    if (found.length >= MOST_DANGERS) break;
  }
  return found;
});

/** A map may have a million open lines; a .mc has few. */
const MOST_DANGERS = 1_000;
