// Address test mode as a conversation: one session for each terminal, over the configuration as it is when a line is typed.
import { FIRST_CODE } from "../cf/codes.ts";
import { TestMode, type TestModeAnswer } from "../cf/test-mode/index.ts";
import { type Interpreter, NAMELESS_HOST } from "../interpreter/index.ts";
import type { OpenedTest, TestAnswer, TestCompletion } from "../protocol.ts";
import { complete } from "./completion.ts";

/** The configuration that a file belongs to. */
export type TestConfiguration =
  | {
      readonly kind: "there";
      readonly interpreter: Interpreter;
      /** The name by which sendmail would be told to read it. */
      readonly file: string;
      /** Which one it is and what made it: a sentence. */
      readonly origin: string;
    }
  /** There is none, and why, with what to do about it. */
  | { readonly kind: "none"; readonly why: string };

/** Gives the configuration of a file as it is now. */
export type Configurations<Wait> = (uri: string, wait: Wait) => Promise<TestConfiguration>;

/** Sessions that are kept; one that was forgotten is opened again by its terminal. */
const MOST_SESSIONS = 32;

/** The sessions of one service. `Wait` is what the questions of the service take as their checkpoint. */
export class TestSessions<Wait> {
  readonly #configurations: Configurations<Wait>;
  readonly #sessions = new Map<number, Session>();
  #last = 0;

  constructor(configurations: Configurations<Wait>) {
    this.#configurations = configurations;
  }

  /** Begins a session for the mail server of a file, or says why there can be none. */
  async open(uri: string, wait: Wait): Promise<OpenedTest> {
    const found = await this.#configurations(uri, wait);
    if (found.kind === "none") return { session: null, introduction: [found.why], output: "" };
    const session = new Session(uri, found.interpreter);
    const { output, ended } = session.start(found.file);
    const introduction = [...introductionOf(found.interpreter, found.origin)];
    if (ended) return { session: null, introduction: [...introduction, "sendmail ends here."], output };
    const id = ++this.#last;
    this.#sessions.set(id, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    return { session: id, introduction, output };
  }

  /** Answers a line; undefined for a session that is not there any more. */
  async line(id: number, line: string, wait: Wait): Promise<TestAnswer | undefined> {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    const news = session.renew(await this.#configurations(session.uri, wait));
    const answer = await session.line(line);
    if (answer.ended) this.close(id);
    return { ...answer, news };
  }

  /** What may follow in a line, up to its cursor; undefined for a session that is not there any more. */
  complete(id: number, line: string): TestCompletion | undefined {
    const session = this.#sessions.get(id);
    return session && complete(line, session.interpreter.cf);
  }

  close(id: number): void {
    this.#sessions.delete(id);
  }
}

function* introductionOf({ hostName, doubts }: Interpreter, origin: string): Generator<string> {
  yield origin;
  yield hostName === undefined
    ? `The host's own name is not known: ${NAMELESS_HOST} is in its place. Set sendmail.hostName.`
    : `Host name: ${hostName}.`;
  yield "sendmail is not run, and the name service is not asked.";
  yield* doubts;
}

/** A line that changes what later ones are answered with. */
const SETS = /^ *(?:\.|-d|\/tryflags\b)/i;
/** Code units that only a text of ours has (see cf/codes.ts). */
const PRIVATE = new RegExp(`[${String.fromCharCode(FIRST_CODE)}-\\uf8ff]`, "g");

/** One conversation. */
class Session {
  readonly uri: string;
  #interpreter: Interpreter;
  #mode: TestMode;
  /** The lines that set something, in order: they are said again to a new configuration. */
  readonly #settings: string[] = [];
  /** What was said already, so that it is said once. */
  readonly #told = new Set<string>();
  /** There is no configuration at the moment, and the one before answers. */
  #isLost = false;

  constructor(uri: string, interpreter: Interpreter) {
    this.uri = uri;
    this.#interpreter = interpreter;
    this.#mode = modeOf(interpreter);
  }

  get interpreter(): Interpreter {
    return this.#interpreter;
  }

  start(file: string): { readonly output: string; readonly ended: boolean } {
    return this.#mode.start(file);
  }

  /** Takes the configuration as it is now; gives what a person should know of the change. */
  renew(found: TestConfiguration): readonly string[] {
    if (found.kind === "none") {
      const isNews = !this.#isLost;
      this.#isLost = true;
      return isNews ? [found.why, "Until then the configuration that was there before answers."] : [];
    }
    this.#isLost = false;
    const before = this.#interpreter;
    if (found.interpreter === before || found.interpreter.isSameAs(before)) return [];
    this.#interpreter = found.interpreter;
    this.#begin();
    return ["The configuration, or a file that it reads, has changed: what follows is its answer now."];
  }

  async line(line: string): Promise<Omit<TestAnswer, "news">> {
    const typed = line.replace(PRIVATE, "");
    let again = false;
    // A file that is asked for on the way is read, and then the line is answered again as if it were the first time.
    const answer = await this.#interpreter.ask((): TestModeAnswer => {
      if (again) this.#begin();
      again = true;
      return this.#mode.line(typed);
    });
    if (SETS.test(typed)) this.#settings.push(typed);
    const notes = answer.unknown.flatMap(({ reason }) => this.#once(reason));
    if (/[^\0-\x7f]/.test(typed))
      notes.push(...this.#once("sendmail counts bytes. It may answer characters beyond ASCII in another way."));
    return { output: answer.output, ended: answer.ended, notes };
  }

  #begin(): void {
    this.#mode = modeOf(this.#interpreter);
    for (const line of this.#settings) this.#mode.line(line);
  }

  #once(text: string): readonly string[] {
    if (this.#told.has(text)) return [];
    this.#told.add(text);
    return [text];
  }
}

/** With a rewriter of its own: words that `.C` adds are this session's. */
function modeOf(interpreter: Interpreter): TestMode {
  return new TestMode(interpreter.ownRewriter());
}
