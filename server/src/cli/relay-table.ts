// Who may relay, as a table on a terminal.
import { relayStatus } from "../features/relay-status.ts";
import { type Exposure, exposureList, type Grade, type ProbeAnswer, type Query, witnessText } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { printable } from "./output.ts";
import { type Screen, type Style, styled, wrapped } from "./screen.ts";
import { type Cell, type Column, tableLines } from "./table.ts";

const STYLES: Readonly<Record<Grade, Style>> = {
  open: ["bold", "red"],
  forgeable: ["bold", "red"],
  wide: "yellow",
  intended: "green",
};

const COLUMNS: readonly Column[] = [
  { title: "how bad", size: { fixed: "forgeable".length } },
  { title: "who", size: { share: 5 } },
  { title: "to where", size: { share: 4 } },
  { title: "line", size: { fixed: "relay-domains:100".length } },
  { title: "why", size: { share: 8 }, isBelowWhenNarrow: true },
];

/** The lines of the table, the worst grants first, and what they come to. `placeOf` gives a place as `FILE:LINE`. */
export function* relayTable(site: MailSite, screen: Screen, placeOf: (span: Span) => string): Iterable<string> {
  const list = exposureList(site);
  const { state, text, detail } = relayStatus(site);
  if (!isEmpty(list)) {
    yield* tableLines(screen, COLUMNS, rows(list, placeOf));
    yield "";
  }
  const style: Style = state === "open" ? "red" : state === "unknown" ? "yellow" : "green";
  yield styled(screen, ["bold", style], `${text}.`);
  yield* paragraph(detail, screen.width);
  const [proof] = state === "open" ? proofs(list.of("open", "forgeable")) : [];
  if (proof !== undefined) yield* paragraph(`Proof: ${witnessText(proof)}.`, screen.width);
  if (list.complete) return;
  yield "";
  yield styled(screen, ["bold", "yellow"], "This list is not complete.");
  for (const { text: why, span } of list.why) {
    const place = span === undefined ? "" : ` (${placeOf(span)})`;
    for (const line of paragraph(`${why}${place}`, screen.width - 2)) yield `  ${line}`;
  }
}

const PROBE_COLUMNS: readonly Column[] = [
  { title: "answer", size: { fixed: "relayed?".length } },
  { title: "probe", size: { share: 5 } },
  { title: "sender", size: { share: 4 } },
  { title: "recipient", size: { share: 6 } },
];

/** The answers to the probes of open relay testers, and how many are relayed. A question mark: it is not certain. */
export function* probesTable(answers: readonly ProbeAnswer[], screen: Screen): Iterable<string> {
  yield* tableLines(
    screen,
    PROBE_COLUMNS,
    answers.map(({ probe: { title, sender, recipient }, decision: { accepted, relayed, certain } }) => {
      const answer = relayed ? "relayed" : accepted ? "taken" : "refused";
      const style: Style = relayed ? ["bold", "red"] : certain ? "green" : "yellow";
      return [
        { text: `${answer}${certain ? "" : "?"}`, style },
        { text: title },
        { text: sender },
        { text: recipient },
      ];
    }),
  );
  const relayed = answers.filter(({ decision }) => decision.relayed).length;
  const uncertain = answers.filter(({ decision }) => !decision.certain).length;
  const style: Style = relayed > 0 ? "red" : uncertain > 0 ? "yellow" : "green";
  yield "";
  yield styled(screen, ["bold", style], `${relayed} of ${answers.length} relayed.`);
  if (uncertain > 0) yield* paragraph(`Of ${uncertain} the answer is not certain (?).`, screen.width);
}

function isEmpty(all: Iterable<unknown>): boolean {
  for (const _ of all) return false;
  return true;
}

/** Transactions that show that strangers may relay. */
function* proofs(all: Iterable<Exposure>): Iterable<Query> {
  for (const { witness } of all) if (witness !== undefined) yield witness;
}

function* rows(all: Iterable<Exposure>, placeOf: (span: Span) => string): Iterable<readonly Cell[]> {
  for (const { grade, who, to, reason, because, certain } of all) {
    const doubt = certain ? "" : " This is not certain.";
    yield [
      { text: grade, style: STYLES[grade] },
      { text: who },
      { text: to },
      { text: [...new Set(because.map(placeOf))].join("\n") },
      { text: `${reason}${doubt}` },
    ];
  }
}

function paragraph(text: string, width: number): readonly string[] {
  return wrapped(printable(text), width).map(printable);
}
