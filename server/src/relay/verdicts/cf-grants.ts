// Who may relay by a .cf alone: the words of its classes and the lines of its maps are tried, each as what it may stand for.
import { parseTable } from "../../tables/index.ts";
import { type Span, TextDocument } from "../../text.ts";
import { MOST_TRIED } from "../exposures/exposure.ts";
import { entryTrials, memberTrials, type Reading } from "../exposures/line-trials.ts";
import { STRANGERS } from "../exposures/stranger.ts";
import { type Trial, worstFirst } from "../exposures/trial.ts";
import type { Decision, Exposure, Query } from "../types.ts";
import type { Verdicts } from "./index.ts";

/** A line is taken for all that it could mean; the rulesets say what it does. */
const READING: Reading = { exact: false, fullAddress: true, mailFrom: undefined, issuers: [], fingerprint: "" };
/** Classes whose words name no clients and no recipients. */
const OTHER_CLASSES: ReadonlySet<string> = new Set([
  "w",
  "E",
  "O",
  "P",
  "n",
  "t",
  "CPERSISTENT",
  "src",
  "checkMIMEFieldNameCheck",
]);
/** Types of maps that are made from a keyed text. */
const KEYED: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

/** Grants that take effect, each shown by a transaction that a stranger's differs from in this one thing. */
export function grantsIn(verdicts: Verdicts, placesOf: (decision: Decision) => readonly Span[]): readonly Exposure[] {
  const base = STRANGERS.find((client) => !relays(verdicts, { ...client, recipient: "victim@elsewhere.example" }));
  if (base === undefined) return [];
  const found: Exposure[] = [];
  for (const trial of worstFirst([...trialsOf(verdicts)].slice(0, MOST_TRIED))) {
    const witness = trial
      .tries()
      .map((difference): Query => ({ ...base, ...difference }))
      .find((query) => relays(verdicts, query) && !relays(verdicts, { ...base, recipient: elsewhere(query, base) }));
    if (witness === undefined) continue;
    const decision = verdicts.decide(witness);
    const { grade, who, to, reason, span } = trial;
    const places = [...(span === undefined ? [] : [span]), ...placesOf(decision)];
    const because = places.filter(
      (one, i) => places.findIndex((other) => other.source === one.source && other.start === one.start) === i,
    );
    found.push({ grade, who, to, reason, because, witness, certain: decision.certain });
  }
  return found;
}

/** What shows that the difference matters: the same client's or recipient's transaction without it is refused. */
function elsewhere(query: Query, base: Query): string {
  return query.recipient === base.recipient ||
    query.clientAddress !== base.clientAddress ||
    query.clientName !== base.clientName
    ? query.recipient
    : "victim@elsewhere.example";
}

function relays(verdicts: Verdicts, query: Query): boolean {
  const { accepted, relayed } = verdicts.decide(query, { steps: false });
  return accepted && relayed;
}

function* trialsOf({ interpreter }: Verdicts): Iterable<Trial> {
  const { cf, files } = interpreter;
  for (const { name, members } of cf.classes.values()) {
    if (OTHER_CLASSES.has(name)) continue;
    for (const { word, span } of members.values())
      if (span !== undefined) yield* memberTrials(READING, { word, span: interpreter.placeOf(span) ?? span });
  }
  for (const { type, argument } of cf.maps.values()) {
    if (!KEYED.has(type)) continue;
    const read = files.read(argument.replace(/\.(?:db|pag|cdb)$/, ""));
    if (read.state !== "there") continue;
    const table = parseTable(TextDocument.create(read.source.name, "", 0, read.source.text), "access");
    for (const { tag, key, value, tagSpan, valueSpan } of table.entries())
      yield* entryTrials(READING, {
        tag,
        key,
        value,
        span: { source: tagSpan.source, start: tagSpan.start, end: valueSpan.end },
      });
  }
}
