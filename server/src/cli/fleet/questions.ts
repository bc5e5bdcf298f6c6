// What each question shows of the servers of a fleet: its columns, its order, and the words of its summary.
import type { JsonAudited, JsonChecked, JsonRelayed } from "../json-types.ts";
import type { Style } from "../screen.ts";
import type { Cell, Column } from "../table.ts";
import type { Answer, Question } from "./types.ts";

interface Shown<A extends Answer> {
  /** After the name of the server; the last is a sentence. */
  readonly columns: readonly Column[];
  /** One for each column but the last. */
  readonly cells: (answer: A) => readonly string[];
  /** The last column, where nothing is missing. */
  readonly sentence: (answer: A) => string;
  readonly style: (answer: A) => Style;
  /** What is bad about it: more than zero makes the exit status 1. */
  readonly bad: (answer: A) => number;
  /** How far up among those that are not bad, below a million. */
  readonly rank: (answer: A) => number;
  /** In the summary: what bad servers are, and what the others are. */
  readonly words: { readonly bad: string; readonly good: string };
}

const SENTENCE = { share: 5 } as const;

const check: Shown<JsonChecked> = {
  columns: [
    { title: "errors", size: { fixed: 6 } },
    { title: "warnings", size: { fixed: 8 } },
    { title: "notes", size: { fixed: 5 } },
    { title: "the worst", size: SENTENCE },
  ],
  cells: ({ errors, warnings, notes }) => [errors, warnings, notes].map(String),
  sentence: ({ worst }) => (worst === null ? "nothing found" : `${worst.file}:${worst.line}: ${worst.text}`),
  style: ({ errors, warnings }) => (errors > 0 ? ["bold", "red"] : warnings > 0 ? "yellow" : "green"),
  bad: ({ errors }) => errors,
  rank: ({ warnings, notes }) => warnings * 100 + Math.min(notes, 99),
  words: { bad: "with errors", good: "without errors" },
};

const RELAY_STYLES: Readonly<Record<JsonRelayed["state"], Style>> = {
  open: ["bold", "red"],
  unknown: "yellow",
  restricted: "green",
  closed: "green",
};

const relay: Shown<JsonRelayed> = {
  columns: [
    { title: "relay", size: { fixed: "restricted".length } },
    { title: "open", size: { fixed: 4 } },
    { title: "wide", size: { fixed: 4 } },
    { title: "meant", size: { fixed: 5 } },
    { title: "why", size: SENTENCE },
  ],
  cells: ({ state, grants }) => [state, ...[grants.open + grants.forgeable, grants.wide, grants.intended].map(String)],
  sentence: ({ detail }) => detail,
  style: ({ state, grants }) => (state === "restricted" && grants.wide > 0 ? "yellow" : RELAY_STYLES[state]),
  bad: ({ state, grants }) => Math.max(grants.open + grants.forgeable, Number(state === "open")),
  rank: ({ grants }) => grants.wide,
  words: { bad: "open to strangers", good: "not open" },
};

const audit: Shown<JsonAudited> = {
  columns: [
    { title: "fail", size: { fixed: 4 } },
    { title: "unknown", size: { fixed: 7 } },
    { title: "pass", size: { fixed: 4 } },
    { title: "first to fail", size: SENTENCE },
  ],
  cells: ({ controls }) => [controls.fail, controls.unknown, controls.pass].map(String),
  sentence: ({ failing: [first], controls }) =>
    first === undefined
      ? controls.unknown > 0
        ? "no control fails, but not all are known"
        : "no control fails"
      : `${first.id}: ${first.title}`,
  style: ({ controls }) => (controls.fail > 0 ? ["bold", "red"] : controls.unknown > 0 ? "yellow" : "green"),
  bad: ({ controls }) => controls.fail,
  rank: ({ controls }) => controls.unknown,
  words: { bad: "with controls that fail", good: "where none fails" },
};

/** What is shown of one server. */
export interface ShownAnswer {
  readonly cells: readonly Cell[];
  readonly sentence: string;
  readonly style: Style;
  readonly bad: number;
  readonly rank: number;
}

function shown<A extends Answer>(how: Shown<A>, answer: A): ShownAnswer {
  const style = how.style(answer);
  const cells = how.cells(answer).map((text, at): Cell => (at === 0 ? { text, style } : { text }));
  return {
    cells,
    sentence: how.sentence(answer),
    style,
    bad: how.bad(answer),
    rank: Math.min(how.rank(answer), 999_999),
  };
}

/** What an answer shows, whichever question it is to. */
export function shownAnswer(answer: Answer): ShownAnswer {
  switch (answer.question) {
    case "check":
      return shown(check, answer);
    case "relay":
      return shown(relay, answer);
    case "audit":
      return shown(audit, answer);
  }
}

/** Columns and words of a question. */
export const QUESTIONS: Readonly<Record<Question, Pick<Shown<never>, "columns" | "words">>> = { check, relay, audit };
