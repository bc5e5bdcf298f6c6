// Who answers for a site: the interpreter where it was made ready for it, else the model. The model proposes grants, the interpreter judges them.
import type { Interpreter } from "../interpreter/index.ts";
import { stateOf } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { isForOthers } from "./decide.ts";
import { outOfReach } from "./exposures/exposure.ts";
import { ExposureList } from "./exposures/exposure-list.ts";
import { modelList } from "./exposures/index.ts";
import { stranger, VICTIMS } from "./exposures/stranger.ts";
import { ANYONE, ANYWHERE, worstFirst } from "./exposures/trial.ts";
import { missingName } from "./missing-name.ts";
import { decideByModel } from "./model.ts";
import { type OldVersion, oldDecision, oldExposure, oldText, oldVersion } from "./old-versions.ts";
import type { Unknown } from "./policy/policy.ts";
import { policyOf, policyOn } from "./policy/policy-of.ts";
import type { Decision, Exposure, Query } from "./types.ts";
import { type AcceptingRule, acceptingRules } from "./verdicts/accepting-rules.ts";
import type { Whole } from "./verdicts/basis.ts";
import { type Grants, grantsIn, type KnownPlaces } from "./verdicts/cf-grants.ts";
import { cfTrials, ownRuleTrials, SILENT_CLASSES } from "./verdicts/cf-trials.ts";
import { whyIncomplete } from "./verdicts/completeness.ts";
import { Verdicts } from "./verdicts/index.ts";
import { CALLED_BY_WORD, decidingTitles, type ForeignRule, foreignRules } from "./verdicts/library-rules.ts";
import { type Moved, movedSpans } from "./verdicts/moved.ts";
import { ownNames } from "./verdicts/own-names.ts";
import { KEYED, textOf } from "./verdicts/rule-trials.ts";
import { type Tries, tryStrangers } from "./verdicts/tries.ts";

/** What judges a site, once it was made ready. */
const judgeOf = stateOf((): { verdicts?: Verdicts; list?: ExposureList } => ({}));

/** Lets the interpreter judge a site from now on. It is kept with the site, so that all who ask get the same answers. */
export function judgeBy(site: MailSite, interpreter: Interpreter): void {
  const judge = judgeOf(site);
  if (judge.verdicts?.interpreter === interpreter) return;
  judge.verdicts = new Verdicts(interpreter);
  delete judge.list;
}

/** True where the interpreter judges. */
export function isJudged(site: MailSite): boolean {
  return judgeOf(site).verdicts !== undefined;
}

/** True where the model alone cannot say who may relay: of a .cf by itself, and of what is outside of the model. */
export function needsJudge(site: MailSite): boolean {
  return site.mc === undefined ? site.cf !== undefined : !modelList(site).complete;
}

/** What sendmail answers to one transaction, and why. Never throws, whatever is asked. Not certain of a listener that is not there. */
export function decide(site: MailSite, query: Query): Decision {
  const cause = unknownListener(site, query);
  return cause === undefined ? decideHere(site, query) : { ...decideHere(site, query), certain: false, cause };
}

/** What is wrong with a query for this site, as sentences: it names a listener that the configuration does not have. */
export function unknownListener(site: MailSite, { listener }: Query): string | undefined {
  if (listener === undefined) return undefined;
  const names = (judgeOf(site).verdicts ?? policyOf(site)).listeners.map(({ name }) => name);
  if (names.length === 0 || names.includes(listener)) return undefined;
  return `The configuration has no listener ${JSON.stringify(listener)}. Its listeners are ${names.join(", ")}.`;
}

function decideHere(site: MailSite, query: Query): Decision {
  const old = oldVersion(site);
  if (old === undefined) return decideNow(site, query);
  if (old.relaying !== "own-check") return decideOld(site, old, query);
  // The rules of a .cf by itself are that version's own. Of a .mc its own checks are asked; what they call is a newer library's.
  if (site.mc === undefined) return decideNow(site, query);
  const decision = judgeOf(site).verdicts?.decide(query) ?? decideNow(site, query);
  return { ...decision, certain: false, cause: oldText(old).head };
}

/** A version without checks takes whatever is an address; whether that is relaying may rest on the host's own name. */
function decideOld(site: MailSite, old: OldVersion, query: Query): Decision {
  const policy = query.hostName === undefined ? policyOf(site) : policyOn(site, query.hostName);
  const decision = oldDecision(old, query, isForOthers(policy, query));
  if (!decision.certain || policy.ownName === "host") return decision;
  const cause = missingName(policy, query, decision, (hostName) =>
    oldDecision(old, query, isForOthers(policyOn(site, hostName), query)),
  );
  return cause === undefined ? decision : { ...decision, certain: false, cause };
}

function decideNow(site: MailSite, query: Query): Decision {
  const { verdicts } = judgeOf(site);
  if (verdicts === undefined) return decideByModel(site, query);
  const decision = named(site, verdicts, query);
  if (decision.certain || site.mc === undefined) return decision;
  const model = decideByModel(site, query);
  return model.certain ? model : decision;
}

/** What the rulesets alone say, without steps and for one name of the host; undefined where the interpreter does not judge. */
export function quickVerdict(site: MailSite, query: Query): Decision | undefined {
  return judgeOf(site).verdicts?.decide(query, { steps: false });
}

/** The verdict, which is not certain where it rests on a name of the host that nobody told us. */
function named(site: MailSite, verdicts: Verdicts, query: Query): Decision {
  const decision = verdicts.decide(query);
  if (!decision.certain || query.hostName !== undefined || verdicts.interpreter.hostName !== undefined) return decision;
  const cause = missingName(policyOf(site), query, decision, (hostName) =>
    verdicts.decide({ ...query, hostName }, { steps: false }),
  );
  return cause === undefined ? decision : { ...decision, certain: false, cause };
}

/** All grants of a site: those that the model proposes and nobody refutes, and what strangers were seen to do. */
export function exposureList(site: MailSite): ExposureList {
  const old = oldVersion(site);
  return old === undefined ? listNow(site) : oldList(site, old);
}

/** The list of a version that relays unless it is told not to. */
function oldList(site: MailSite, old: OldVersion): ExposureList {
  const list = listNow(site);
  const policy = policyOf(site);
  const open = oldExposure(old, { ...stranger(policy), recipient: VICTIMS[0] });
  if (open !== undefined) return new ExposureList(policy, [open], [], []);
  const { head, why } = oldText(old);
  return list.replaced(list.listed, [{ text: `${head} ${why}`, span: old.place, may: "anything" }, ...list.why]);
}

function listNow(site: MailSite): ExposureList {
  const judge = judgeOf(site);
  if (judge.verdicts === undefined) return modelList(site);
  if (judge.list !== undefined) return judge.list;
  for (const steps = judgedList(site, judge.verdicts); judge.list === undefined; ) {
    const { done, value } = steps.next();
    if (done === true) judge.list = value;
  }
  return judge.list;
}

/**
 * Works the list of grants of a site out in steps, between which the caller may do something else, or give up: thousands of
 * transactions may have to be tried. Who asks for the list afterwards has it at once.
 */
export function* listSteps(site: MailSite): Generator<void, void> {
  const judge = judgeOf(site);
  if (judge.verdicts !== undefined && judge.list === undefined) judge.list = yield* judgedList(site, judge.verdicts);
}

/** The same, every one of them. */
export function exposures(site: MailSite): readonly Exposure[] {
  return [...exposureList(site)];
}

/**
 * Rules of these rulesets, which a site may write itself, that accept whatever strangers ask; undefined where no .cf can be asked, or
 * it is not sure that it says what the .mc does.
 */
export function acceptingRulesOf(site: MailSite, names: readonly string[]): readonly AcceptingRule[] | undefined {
  const { verdicts } = judgeOf(site);
  return verdicts === undefined || verdicts.interpreter.doubts.length > 0 ? undefined : acceptingRules(verdicts, names);
}

function* judgedList(site: MailSite, verdicts: Verdicts): Generator<void, ExposureList> {
  const isLone = site.mc === undefined;
  const proposed = isLone ? new ExposureList(policyOf(site), [], []) : modelList(site);
  const also = () => wholesOf(verdicts.interpreter, isLone);
  const key = `all tried with ${knownTo(site)} as ${ownNames(verdicts.interpreter).join(" ")}`;
  const tried = yield* verdicts.rememberSteps(key, () => trying(site, verdicts), movedTrying, also);
  const { strangers, grants, why } = tried;
  const kept = proposed.listed.flatMap((one) => judged(verdicts, one));
  const added: Exposure[] = [];
  for (const one of strangers.found) if (!kept.some((other) => says(other, one))) added.push(one);
  for (const one of grants.found)
    if (!kept.some((other) => covers(other, one)) && !added.some((other) => covers(other, one))) added.push(one);
  const all = isLone ? [...added, ...kept].map((one) => withinReach(verdicts, one)) : [...added, ...kept];
  return proposed.replaced(worstFirst(all), isLone ? why : proposed.why.map((one) => asked(one, strangers)));
}

/** What the model does not follow, where the rulesets were asked instead. */
function asked(one: Unknown, strangers: Tries): Unknown {
  return one.whereAsked === undefined ? one : { ...one, text: `${one.whereAsked} ${whatWasAsked(strangers)}` };
}

function whatWasAsked({ tried }: Tries): string {
  return `The rules were asked about ${tried} transactions of strangers, and about what classes, maps and rules of your own name.`;
}

/** What has a say as a whole in what is tried, besides the server's own names that strangers claim: they are in the key. */
function wholesOf(interpreter: Interpreter, isLone: boolean): Whole {
  const titles = decidingTitles(interpreter.cf);
  const isUsual = !isLone && foreignRules(interpreter).length === 0;
  if (isUsual) return { titles, classes: [CALLED_BY_WORD], files: [] };
  const keyed = [...interpreter.cf.maps.values()].filter(({ type }) => KEYED.has(type));
  return { titles, classes: { allBut: SILENT_CLASSES }, files: keyed.map(textOf) };
}

/** The files in which a site knows the places of a decision. */
function knownTo(site: MailSite): string {
  const lists = [...site.included.values()].flatMap((list) => (list.kind === "there" ? [list.value.uri] : []));
  return [site.mc?.uri, site.cf?.document.uri, ...site.tables.map(({ uri }) => uri), ...lists].join(" ");
}

/** What trying the rulesets shows, apart from what the model proposes. */
interface Trying {
  readonly strangers: Tries;
  readonly grants: Grants;
  /** Why a .cf by itself may let others relay as well; of a .mc the model says that. */
  readonly why: readonly Unknown[];
}

function* trying(site: MailSite, verdicts: Verdicts): Generator<void, Trying> {
  const { interpreter } = verdicts;
  const places: KnownPlaces = {
    placesOf: (decision) => placesIn(site, verdicts, decision),
    knownTo: knownTo(site),
  };
  const strangers = yield* verdicts.rememberSteps(
    `strangers tried with ${places.knownTo} as ${ownNames(interpreter).join(" ")}`,
    () => tryStrangers(verdicts, places.placesOf),
    movedTries,
  );
  const foreign = foreignRules(interpreter);
  const isLone = site.mc === undefined;
  // The model knows what a .mc grants, apart from what rules of its own do.
  const trials = [
    ...ownRuleTrials(
      interpreter,
      foreign.map(({ rule }) => rule),
    ),
    ...(isLone ? cfTrials(interpreter) : []),
  ];
  const grants = yield* grantsIn(verdicts, trials, places, foreign.length > 0);
  return { strangers, grants, why: isLone ? reasons(verdicts, foreign, strangers, grants) : [] };
}

/** The same after an edit elsewhere; undefined where a reason is at a place that moved, as it may name its line. */
function movedTrying({ strangers, grants, why }: Trying, moved: Moved): Trying | undefined {
  if (why.some(({ span }) => span !== undefined && moved(span) !== span)) return undefined;
  const [ofStrangers, others] = [movedTries(strangers, moved), movedGrants(grants.found, moved)];
  return ofStrangers && others && { strangers: ofStrangers, grants: { ...grants, found: others }, why };
}

function movedTries(tries: Tries, moved: Moved): Tries | undefined {
  const found = movedGrants(tries.found, moved);
  return found && { ...tries, found };
}

function movedGrants(grants: readonly Exposure[], moved: Moved): readonly Exposure[] | undefined {
  const still: Exposure[] = [];
  for (const one of grants) {
    const because = movedSpans(one.because, moved);
    if (because === undefined) return undefined;
    still.push({ ...one, because });
  }
  return still;
}

/** A grant to strangers that no stranger can reach is none to them. */
function withinReach({ listeners }: Verdicts, one: Exposure): Exposure {
  const hidden = outOfReach(listeners.map((listener) => ({ ...listener, deliveryMode: undefined, span: undefined })));
  if (hidden === undefined || one.grade === "intended" || one.witness?.authType) return one;
  const { byOwnRules, ...grant } = one;
  return { ...grant, grade: "wide", reason: `${one.reason} ${hidden.text}` };
}

/** Why a .cf by itself may let others relay as well. */
function reasons(
  verdicts: Verdicts,
  foreign: readonly ForeignRule[],
  strangers: Tries,
  grants: Grants,
): readonly Unknown[] {
  const why = whyIncomplete(verdicts.interpreter, foreign);
  const unsure = strangers.doubt ?? grants.doubt;
  const all = unsure === undefined ? why : [...why, { text: unsure, span: undefined, may: "anything" as const }];
  const [first, ...others] = all;
  return first === undefined ? [] : [{ ...first, text: `${first.text} ${whatWasAsked(strangers)}` }, ...others];
}

/** A proposal as the interpreter sees it: confirmed, as it was where nobody can be sure, or gone. */
function judged(verdicts: Verdicts, one: Exposure): readonly Exposure[] {
  const { hostName } = verdicts.interpreter;
  if (one.witness === undefined) return [one];
  const { accepted, certain } = verdicts.decide(one.witness, { steps: false });
  // Where the host's name is not known, the proposal may be about names that it really has.
  if (!certain || hostName === undefined) return [one];
  if (!accepted) return [];
  return one.certain ? [one] : [{ ...one, certain: true }];
}

/** True for a grant that lets the same people send to the same places, or everybody to everywhere. */
function covers(known: Exposure, one: Exposure): boolean {
  const { grade, who, to } = known;
  if (grade === "open" && who === ANYONE && to === ANYWHERE) return true;
  return grade === one.grade && who === one.who && to === one.to;
}

/** True where what strangers were seen to do is said by a grant that is known already. */
function says(known: Exposure, seen: Exposure): boolean {
  if (known.grade === "open" && known.who === ANYONE && known.to === ANYWHERE) return true;
  if (known.grade === seen.grade && known.grade === "forgeable" && known.to === ANYWHERE) return true;
  return known.because.some((one) =>
    seen.because.some(({ source, start }) => source === one.source && start === one.start),
  );
}

/** The places of a decision in files that the site knows: what allowed it first, then what else decided about the recipient. */
function placesIn(site: MailSite, { interpreter }: Verdicts, { steps }: Decision): readonly Span[] {
  const granting = steps.filter(({ grants }) => grants);
  const spans = [...granting, ...(granting.some(isKnown) ? [] : steps.filter(isKnown).reverse().slice(0, 1))];
  function isKnown({ span }: Decision["steps"][number]): boolean {
    return span !== undefined && site.has(span.source);
  }
  const places = spans.filter(isKnown).flatMap(({ span }) => (span === undefined ? [] : [span]));
  if (places.length > 0) return places;
  const { name } = interpreter.cfText;
  const source = site.mc?.uri ?? name;
  const end = site.document(source)?.getText().indexOf("\n") ?? 0;
  return [{ source, start: 0, end: Math.max(end, 0) }];
}
