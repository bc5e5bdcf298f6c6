// A terminal that speaks with the server's address test mode: what is typed goes in, what is to be written comes out.
import type { OpenedTest, TestAnswer, TestCompletion } from "../../../server/src/protocol.ts";
import { type Key, keysOf } from "./keys.ts";
import { type History, LineEditor } from "./line-editor.ts";
import { columns, printable, printableLines } from "./printable.ts";

/** The server, as the terminal asks it. */
export interface TestServer {
  open(): Promise<OpenedTest>;
  /** Null for a session that the server does not know. */
  line(session: number, line: string): Promise<TestAnswer | null>;
  complete(session: number, line: string): Promise<TestCompletion | null>;
  close(session: number): void;
}

/** The terminal's window. */
export interface Screen {
  write(text: string): void;
  /** The person, or sendmail, has ended the conversation. */
  close(): void;
}

const PROMPT = "> ";
/** Our own sentences: italic, in the theme's cyan. */
const OURS = "\x1b[3;36m";
const PLAIN = "\x1b[0m";
/** Clears from the cursor to the end of the window, or all of it. */
const CLEAR_REST = "\x1b[J";
const CLEAR_ALL = "\x1b[2J\x1b[3J\x1b[H";
/** Proposals that are shown. */
const MOST_SHOWN = 200;

export class Conversation {
  readonly #server: TestServer;
  readonly #screen: Screen;
  readonly #editor: LineEditor;
  #session: number | null = null;
  /** Columns of the window. */
  #width = 80;
  /** Rows between the prompt and the cursor, as it was drawn last. */
  #row = 0;
  /** Keys that were typed while an answer is waited for. */
  readonly #keys: Key[] = [];
  #isBusy = false;
  #isClosed = false;

  constructor(server: TestServer, screen: Screen, history: History) {
    this.#server = server;
    this.#screen = screen;
    this.#editor = new LineEditor(history);
  }

  /** Begins: says which configuration answers, and waits for a line. */
  async start(width: number | undefined): Promise<void> {
    this.resize(width);
    await this.#work(async () => {
      if (await this.#open()) this.#draw();
    });
    await this.#workOff();
  }

  resize(width: number | undefined): void {
    if (width !== undefined && width > 0) this.#width = width;
  }

  /** Takes what was typed. Done when it is answered. */
  async type(input: string): Promise<void> {
    this.#keys.push(...keysOf(input));
    await this.#workOff();
  }

  /** The window is gone. */
  dispose(): void {
    this.#isClosed = true;
    if (this.#session !== null) this.#server.close(this.#session);
    this.#session = null;
  }

  async #workOff(): Promise<void> {
    if (this.#isBusy) return;
    for (let key = this.#keys.shift(); key !== undefined && !this.#isClosed; key = this.#keys.shift()) {
      const pressed = key;
      await this.#work(() => this.#press(pressed));
    }
  }

  /** Does something during which keys have to wait. What fails is said, and the conversation goes on. */
  async #work(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    try {
      await work();
    } catch (error) {
      this.#say(`The language server did not answer: ${error instanceof Error ? error.message : String(error)}`);
      this.#draw();
    } finally {
      this.#isBusy = false;
    }
  }

  async #press(key: Key): Promise<void> {
    const editor = this.#editor;
    if (key.name === "text") {
      // Without a session there is no line to be seen.
      if (this.#session !== null) editor.insert(key.text);
    } else if (key.name === "enter") return await this.#enter();
    else if (key.name === "complete") return await this.#complete();
    else if (key.name === "cancel") {
      this.#leaveLine("^C");
      editor.clear();
    } else if (key.name === "clear") {
      this.#write(CLEAR_ALL);
      this.#row = 0;
    } else if (key.name === "end-of-input") {
      if (editor.text === "") return this.#end();
      editor.press("delete");
    } else editor.press(key.name);
    this.#draw();
  }

  async #enter(): Promise<void> {
    this.#leaveLine("");
    const line = this.#editor.take();
    if (this.#session === null && !(await this.#open())) return;
    let answer = this.#session === null ? null : await this.#server.line(this.#session, line);
    if (answer === null) {
      this.#say("The language server was started again. What was set with .D, .C, -d and /tryflags is forgotten.");
      if (!(await this.#open()) || this.#session === null) return;
      answer = await this.#server.line(this.#session, line);
    }
    if (answer === null) return this.#draw();
    for (const one of answer.news) this.#say(one);
    this.#print(answer.output);
    for (const note of answer.notes) this.#say(note);
    if (answer.ended) {
      this.#session = null;
      return this.#end();
    }
    this.#draw();
  }

  /** Opens a session; false where there can be none, which is said. */
  async #open(): Promise<boolean> {
    const { session, introduction, output } = await this.#server.open();
    if (this.#isClosed) {
      if (session !== null) this.#server.close(session);
      return false;
    }
    this.#session = session;
    for (const sentence of introduction) this.#say(sentence);
    this.#print(output);
    if (session === null) this.#say("Press Enter to try again, or Ctrl+D to close the terminal.");
    return session !== null;
  }

  async #complete(): Promise<void> {
    const editor = this.#editor;
    const written = editor.text.slice(0, editor.cursor);
    const found = this.#session === null ? null : await this.#server.complete(this.#session, written);
    const words = found?.words ?? [];
    const [first] = words;
    if (found === null || first === undefined) return;
    const common = words.reduce(commonBeginning, first);
    // A line of the configuration's author may hold anything; it is not for a person to type.
    if (common.length > written.length - found.start) editor.replaceBefore(found.start, printable(common));
    else if (words.length > 1) {
      this.#leaveLine("");
      this.#print(this.#inColumns(words.slice(0, MOST_SHOWN).map((word) => printable(word.trimEnd()))));
      if (words.length > MOST_SHOWN) this.#say(`… and ${words.length - MOST_SHOWN} more`);
    }
    this.#draw();
  }

  #inColumns(words: readonly string[]): string {
    const wide = Math.max(...words.map(columns)) + 2;
    const inRow = Math.max(1, Math.floor(this.#width / wide));
    const lines: string[] = [];
    for (let at = 0; at < words.length; at += inRow)
      lines.push(
        words
          .slice(at, at + inRow)
          .map((word) => word + " ".repeat(wide - columns(word)))
          .join("")
          .trimEnd(),
      );
    return `${lines.join("\n")}\n`;
  }

  #end(): void {
    this.dispose();
    this.#screen.close();
  }

  /** Writes what sendmail prints; what comes next begins on a line of its own only where sendmail has ended its own. */
  #print(output: string): void {
    if (output !== "") this.#write(printableLines(output));
    this.#begin = lastLine(output);
    this.#row = Math.floor(columns(printable(this.#begin)) / this.#width);
  }

  /** What sendmail printed before the prompt without ending the line. */
  #begin = "";

  /** Writes a sentence of ours, which is not sendmail's, on a line of its own. */
  #say(sentence: string): void {
    this.#write(`${this.#begin === "" ? "" : "\r\n"}${OURS}${printable(sentence)}${PLAIN}\r\n`);
    this.#begin = "";
    this.#row = 0;
  }

  /** Puts the cursor after the line, shows what is to be seen there, and goes to the next one. */
  #leaveLine(mark: string): void {
    const { text } = this.#editor;
    this.#drawWith(text.length);
    this.#write(`${mark}\r\n`);
    this.#row = 0;
    this.#begin = "";
  }

  #draw(): void {
    if (!this.#isClosed && this.#session !== null) this.#drawWith(this.#editor.cursor);
  }

  /** Draws prompt and line again, with the cursor at a place in it. */
  #drawWith(cursor: number): void {
    const { text } = this.#editor;
    const begin = printable(this.#begin) + PROMPT;
    const shown = printable(text);
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : "";
    const total = columns(begin + shown);
    const place = columns(begin + printable(text.slice(0, cursor)));
    // A terminal stays in the last column until more is written.
    const wrap = total > 0 && total % this.#width === 0 ? "\r\n" : "";
    const rows = Math.floor(total / this.#width);
    this.#row = Math.floor(place / this.#width);
    const back = rows > this.#row ? `\x1b[${rows - this.#row}A` : "";
    const column = place % this.#width;
    const right = column > 0 ? `\x1b[${column}C` : "";
    this.#write(`${up}\r${CLEAR_REST}${begin}${shown}${wrap}${back}\r${right}`);
  }

  #write(text: string): void {
    if (!this.#isClosed) this.#screen.write(text);
  }
}

function commonBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.charAt(length) === other.charAt(length)) length++;
  return one.slice(0, length);
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}
