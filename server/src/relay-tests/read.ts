// Reads a relay test file: YAML to tests with their places, and everything that is wrong with it.
import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, type Document as YamlDocument } from "yaml";
import { isIpAddress } from "../relay/index.ts";
import { type Goal, RELAY_TEST_FILE, type RelayTestText, type TestText } from "./schema.ts";

/** Offsets into the text, in UTF-16 code units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface RelayTest {
  /** Its place in the list, from 0. */
  readonly index: number;
  /** What it says, in its author's words or in ours. */
  readonly title: string;
  readonly text: TestText;
  readonly goals: readonly Goal[];
  /** The whole item. */
  readonly span: TextSpan;
}

export interface RelayTestError {
  readonly message: string;
  readonly span: TextSpan;
}

export interface RelayTestFile {
  readonly facts: Omit<RelayTestText, "tests">;
  readonly tests: readonly RelayTest[];
  /** With an error nothing is run. */
  readonly errors: readonly RelayTestError[];
}

/** More aliases in YAML than these are an attack (the library's own limit is for each document). */
const MOST_ALIASES = 50;
/** Larger files are not read, in UTF-16 code units. */
const LARGEST = 4_000_000;

/** Reads a file. Never fails: what is wrong is in `errors`, and then there are no tests. */
export function readRelayTests(text: string): RelayTestFile {
  if (text.length > LARGEST)
    return failed([{ message: "The file is too large for tests.", span: { start: 0, end: 0 } }]);
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, logLevel: "error" });
  const broken = document.errors.map(({ code, message, pos: [start, end] }) => ({
    message:
      code === "MULTIPLE_DOCS" ? "A second document begins here, and only the first is read." : sentence(message),
    span: { start, end },
  }));
  if (broken.length > 0) return failed(broken);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    return failed([
      { message: error instanceof Error ? error.message : String(error), span: { start: 0, end: text.length } },
    ]);
  }
  const read = RELAY_TEST_FILE.safeParse(value ?? {});
  if (!read.success) return failed(read.error.issues.flatMap((issue) => errorsOf(issue, document, text)));
  const { tests, ...facts } = read.data;
  const all = tests.map((test, index) => ({
    index,
    title: test.name ?? titleOf(test),
    text: test,
    goals: goalsOf(test),
    span: spanAt(document, ["tests", index], text),
  }));
  const empty = all.filter(
    ({ text: { expect, reply, goesTo } }) => expect === undefined && reply === undefined && goesTo === undefined,
  );
  const errors = [
    ...empty.map(({ span }) => ({ message: "This test expects nothing. Add expect, reply or goesTo.", span })),
    ...wrongAddresses(read.data).map(({ message, path }) => ({ message, span: spanAt(document, path, text) })),
  ];
  return { facts, tests: errors.length > 0 ? [] : all, errors };
}

/** Words of the file that stand for a client, in place of an address. */
const CLIENTS: ReadonlySet<string> = new Set(["stranger", "this host"]);

/** Values that are not addresses: a test of such a client would be green whatever the configuration says. */
function wrongAddresses({ addresses = [], tests }: RelayTestText) {
  const wrong: { readonly message: string; readonly path: readonly (string | number)[] }[] = [];
  for (const [n, address] of addresses.entries())
    if (!isIpAddress(address)) wrong.push({ message: `"${address}" is not an IP address.`, path: ["addresses", n] });
  for (const [n, { client, to }] of tests.entries()) {
    if (client !== undefined && !CLIENTS.has(client) && !isIpAddress(client))
      wrong.push({
        message: `"client" takes one IP address, stranger or this host, not "${client}".`,
        path: ["tests", n, "client"],
      });
    if ([to].flat().some((recipient) => recipient.trim() === "") || to.length === 0)
      wrong.push({ message: '"to" needs a recipient.', path: ["tests", n, "to"] });
  }
  return wrong;
}

function failed(errors: readonly RelayTestError[]): RelayTestFile {
  return { facts: {}, tests: [], errors };
}

type Issue = NonNullable<ReturnType<typeof RELAY_TEST_FILE.safeParse>["error"]>["issues"][number];

/** What is wrong with the value at a place, in words for people. */
function errorsOf(issue: Issue, document: YamlDocument, text: string): readonly RelayTestError[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      message: `"${key}" is not known here.`,
      span: keySpan(document, path, key) ?? spanAt(document, path, text),
    }));
  const name = path.filter((part) => typeof part === "string").at(-1);
  const subject = name === undefined ? "The file" : `"${name}"`;
  const span = spanAt(document, path, text);
  if (issue.code === "invalid_value") return [{ message: `${subject} takes one of ${issue.values.join(", ")}.`, span }];
  const isMissing = document.getIn(path) === undefined && path.length > 0;
  if (isMissing) return [{ message: `${subject} is missing.`, span: spanAt(document, path.slice(0, -1), text) }];
  if (issue.code === "invalid_type")
    return [{ message: `${subject} must be ${KIND_OF[issue.expected] ?? issue.expected}.`, span }];
  return [{ message: `${subject} has a form that is not known.`, span }];
}

const KIND_OF: Readonly<Record<string, string>> = {
  string: "a text (put it in quotes where it looks like a number)",
  array: "a list",
  object: "a list of names with values",
  record: "a list of names with values",
};

/** The place of a value, or of the nearest thing around it. */
function spanAt(document: YamlDocument, path: readonly (string | number)[], text: string): TextSpan {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const span = spanOf(node as Node | null | undefined);
    if (span !== undefined) return span;
  }
  return { start: 0, end: Math.min(text.length, 1) };
}

function spanOf(node: Node | null | undefined): TextSpan | undefined {
  const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : undefined;
}

function keySpan(document: YamlDocument, path: readonly (string | number)[], key: string): TextSpan | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(node)) return undefined;
  const found = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return found && spanOf(found.key as Node);
}

function goalsOf({ goesTo }: TestText): readonly Goal[] {
  if (goesTo === undefined) return [];
  return (Array.isArray(goesTo) ? goesTo : [goesTo]).map((goal) => (typeof goal === "string" ? { user: goal } : goal));
}

/** Recipients of a test. */
export function recipientsOf({ to }: TestText): readonly string[] {
  return Array.isArray(to) ? to : [to];
}

/** A test as a sentence: "a stranger to anywhere is refused". */
export function titleOf(test: TestText): string {
  const user = typeof test.auth === "object" ? test.auth.user : test.auth;
  const client = test.client === undefined || test.client === "stranger" ? "a stranger" : test.client;
  const who = user === undefined ? client : `${user}, logged in,`;
  const from = test.from === undefined ? "" : ` as ${test.from === "" ? "<>" : test.from}`;
  const to = ` to ${recipientsOf(test).join(", ")}`;
  const parts = [
    test.expect === undefined ? undefined : OUTCOME_TEXT[test.expect],
    test.reply === undefined ? undefined : `answered ${test.reply}`,
    test.goesTo === undefined ? undefined : `goes to ${goalsOf(test).map(goalText).join(" and ")}`,
  ].filter((part) => part !== undefined);
  return `${who}${from}${to} ${parts.length === 0 ? "..." : parts.join(", ")}`;
}

const OUTCOME_TEXT = {
  refused: "is refused",
  relayed: "is relayed",
  accepted: "is accepted for this server",
  discarded: "is discarded",
  quarantined: "is quarantined",
} as const;

/** A delivery that is expected, in words. */
export function goalText({ mailer, host, user }: Goal): string {
  const parts = [mailer && `mailer ${mailer}`, host && `host ${host}`, user].filter(Boolean);
  return parts.length === 0 ? "anywhere" : parts.join(", ");
}

/** The library's messages begin in small letters now and then, and do not end. */
function sentence(message: string): string {
  const [first = ""] = message.split("\n");
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.!?]$/.test(first) ? "" : "."}`;
}
