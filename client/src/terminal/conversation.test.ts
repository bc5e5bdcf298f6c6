import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedTest, TestAnswer } from "../../../server/src/protocol.ts";
import { Conversation, type TestServer } from "./conversation.ts";
import { History } from "./line-editor.ts";

/** What a terminal of this width shows after all that was written: enough of one to see where letters come to be. */
class Window {
  readonly width: number;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  raw = "";
  closed = false;

  constructor(width: number) {
    this.width = width;
  }

  readonly write = (text: string): void => {
    this.raw += text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are driven by them
    for (const [part, count, command] of text.matchAll(/\x1b\[(?:([0-9;]*)([A-Za-z]))|[\s\S]/g)) {
      if (command === "A") this.#row = Math.max(0, this.#row - Number(count));
      else if (command === "C") this.#column += Number(count);
      else if (command === "J" && count === "") {
        this.#rows.length = this.#row + 1;
        this.#line().length = this.#column;
      } else if (command === "J") this.#rows = [[]];
      else if (command === "H") [this.#row, this.#column] = [0, 0];
      else if (command === "m") continue;
      else if (part === "\r") this.#column = 0;
      else if (part === "\n") this.#row++;
      else {
        if (this.#column === this.width) [this.#row, this.#column] = [this.#row + 1, 0];
        this.#line()[this.#column++] = part;
      }
      this.#line();
    }
  };

  readonly close = (): void => {
    this.closed = true;
  };

  get text(): string {
    return this.#rows.map((row) => Array.from(row, (letter) => letter ?? " ").join("")).join("\n");
  }

  get cursor(): readonly [number, number] {
    return [this.#row, this.#column];
  }

  #line(): string[] {
    while (this.#rows.length <= this.#row) this.#rows.push([]);
    return this.#rows[this.#row] ?? [];
  }
}

const NOTHING: TestAnswer = { news: [], output: "", notes: [], ended: false };

class Server implements TestServer {
  readonly lines: string[] = [];
  readonly closed: number[] = [];
  opened: OpenedTest = { session: 1, introduction: ["Configuration: a.cf."], output: "ADDRESS TEST MODE\n" };
  answers: Record<string, Partial<TestAnswer> | null | Error> = {};
  words: readonly string[] = [];
  sessions = 0;

  async open(): Promise<OpenedTest> {
    this.sessions++;
    return this.opened;
  }
  async line(_session: number, line: string): Promise<TestAnswer | null> {
    this.lines.push(line);
    const answer = this.answers[line];
    delete this.answers[line];
    if (answer instanceof Error) throw answer;
    return answer === null ? null : { ...NOTHING, ...answer };
  }
  async complete(_session: number, line: string) {
    const start = line.search(/\S*$/);
    return { start, words: this.words.filter((word) => word.startsWith(line.slice(start))) };
  }
  close(session: number): void {
    this.closed.push(session);
  }
}

let server: Server;
let history: History;
beforeEach(() => {
  server = new Server();
  history = new History();
});

async function started(width = 40): Promise<{ seen: Window; talk: Conversation }> {
  const seen = new Window(width);
  const talk = new Conversation(server, seen, history);
  await talk.start(width);
  return { seen, talk };
}

describe("a conversation", () => {
  test("begins with the configuration, sendmail's greeting and a prompt", async () => {
    const { seen } = await started();
    expect(seen.text).toBe("Configuration: a.cf.\nADDRESS TEST MODE\n> ");
  });

  test("sends a line and shows what comes of it, what is new before it and what is not known after it", async () => {
    server.answers["3,0 joe"] = { news: ["It changed."], output: "canonify  input: joe\n", notes: ["DNS?"] };
    const { seen, talk } = await started();
    await talk.type("3,0 joe\r");
    expect(server.lines).toEqual(["3,0 joe"]);
    expect(seen.text).toMatch(/\n> 3,0 joe\nIt changed\.\ncanonify {2}input: joe\nDNS\?\n> $/);
  });

  test("keeps the prompt after output that ends no line, as sendmail does", async () => {
    server.answers["/expand a"] = { output: "a" };
    const { seen, talk } = await started();
    await talk.type("/expand a\rb");
    expect(seen.text).toMatch(/\n> \/expand a\na> b$/);
  });

  test("answers lines that were pasted one after the other", async () => {
    const { talk } = await started();
    await Promise.all([talk.type("one\rtwo\r\nth"), talk.type("ree\r")]);
    expect(server.lines).toEqual(["one", "two", "three"]);
  });

  test.each([
    ["left, home, end", "bc\x1b[D\x1b[D\x1b[Da\x1b[Fd", "abcd"],
    ["Ctrl+A and Ctrl+E", "bc\x01a\x05d", "abcd"],
    ["backspace and delete", "abXcY\x7f\x1b[D\x1b[D\x1b[3~c", "abcc"],
    ["Ctrl+U", "abc\x1b[D\x15", "c"],
    ["Ctrl+K", "abc\x1b[D\x0b", "ab"],
    ["Ctrl+W", "one two \x17x", "one x"],
    ["a word to the left", "one two\x1b[1;5Dx", "one xtwo"],
    ["a character of two units", "a😀\x7fb", "ab"],
    ["Ctrl+D in a line", "abc\x01\x04", "bc"],
    ["application keys", "b\x1bOHa\x1bOFc", "abc"],
    ["keys that nobody knows", "a\x1b[15~\x1b[200~\x1bx\x00b", "ab"],
  ])("edits its line: %s", async (_name, typed, line) => {
    const { talk } = await started();
    await talk.type(`${typed}\r`);
    expect(server.lines).toEqual([line]);
  });

  test("draws a line that is longer than the window, wherever the cursor is", async () => {
    const { seen, talk } = await started(10);
    const before = seen.text.split("\n").length - 1;
    await talk.type("abcdefghijklmnop");
    expect(seen.text.split("\n").slice(before)).toEqual(["> abcdefgh", "ijklmnop"]);
    await talk.type("\x01X");
    expect(seen.text.split("\n").slice(before)).toEqual(["> Xabcdefg", "hijklmnop"]);
    expect(seen.cursor).toEqual([before, 3]);
    await talk.type("\x05q");
    expect(seen.text.split("\n").slice(before)).toEqual(["> Xabcdefg", "hijklmnopq", ""]);
    await talk.type("\x15");
    expect(seen.text.split("\n").slice(before)).toEqual(["> "]);
  });

  test("remembers lines for all terminals, and the one that was begun", async () => {
    const first = await started();
    await first.talk.type("one\rtwo\rtwo\r");
    const { seen, talk } = await started();
    await talk.type("thr\x1b[A\x1b[A\x1b[A");
    expect(seen.text).toMatch(/\n> one$/);
    await talk.type("\x1b[B\x1b[B\x1b[B");
    expect(seen.text).toMatch(/\n> thr$/);
    await talk.type("\x1b[A!\r");
    expect(server.lines.at(-1)).toBe("two!");
  });

  test("completes as far as it is certain, and shows what there is", async () => {
    server.words = ["check_mail", "check_rcpt", "canonify"];
    const { seen, talk } = await started();
    await talk.type("ch\t");
    expect(seen.text).toMatch(/\n> check_$/);
    await talk.type("\t");
    expect(seen.text).toMatch(/\n> check_\ncheck_mail {2}check_rcpt\n> check_$/);
    await talk.type("r\t joe\r");
    expect(server.lines).toEqual(["check_rcpt joe"]);
    await talk.type("nothing\t");
    expect(seen.text).toMatch(/\n> nothing$/);
  });

  test("Ctrl+C leaves a line, Ctrl+L clears, Ctrl+D on an empty line ends", async () => {
    const { seen, talk } = await started();
    await talk.type("abc\x03");
    expect(seen.text).toMatch(/\n> abc\^C\n> $/);
    await talk.type("x\x0c");
    expect(seen.text).toBe("> x");
    await talk.type("\x7f\x04");
    expect(server.lines).toEqual([]);
    expect(server.closed).toEqual([1]);
    expect(seen.closed).toBe(true);
  });

  test("ends where sendmail ends", async () => {
    server.answers["/quit"] = { ended: true };
    const { seen, talk } = await started();
    await talk.type("/quit\rmore\r");
    expect(server.lines).toEqual(["/quit"]);
    expect(seen.closed).toBe(true);
  });

  test("says why there is no configuration, and tries again", async () => {
    const { opened } = server;
    server.opened = { session: null, introduction: ["Set sendmail.cfDir."], output: "" };
    const { seen, talk } = await started(60);
    expect(seen.text).toMatch(/^Set sendmail\.cfDir\.\nPress Enter to try again/);
    server.opened = opened;
    await talk.type("lost\r3 joe\r");
    expect(server.lines).toEqual(["", "3 joe"]);
    expect(server.sessions).toBe(2);
  });

  test("opens another session where the server forgot its own", async () => {
    server.answers["3 joe"] = null;
    const { seen, talk } = await started(200);
    await talk.type("3 joe\r");
    expect(server.lines).toEqual(["3 joe", "3 joe"]);
    expect(seen.text).toContain("started again");
  });

  test("goes on where the server does not answer", async () => {
    server.answers.bad = new Error("gone\x1b[31m");
    const { seen, talk } = await started(80);
    await talk.type("bad\r3 joe\r");
    expect(seen.text).toContain("did not answer: gone^[[31m");
    expect(server.lines).toEqual(["bad", "3 joe"]);
  });

  test("nothing of the configuration moves the cursor or changes colours", async () => {
    const evil = "\x1b]0;x\x07 \x9b31m \r \b \u202e \ue201 \ud800";
    server.opened = { ...server.opened, introduction: [evil], output: `${evil}\n` };
    server.answers.a = { news: [evil], output: `${evil}\n${evil}`, notes: [evil] };
    server.words = [`${evil}a`, `${evil}b`];
    const { seen, talk } = await started(200);
    await talk.type("a\r\t\t");
    expect(seen.text).toContain("^[]0;x^G \\x9b31m ^M ^H \\u{202e} \\u{e201} \\u{d800}");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(seen.raw).not.toMatch(/\x1b(?!\[[0-9;]*[ACHJm])|[\x00-\x07\x0b\x0c\x0e-\x1a\x7f-\x9f\u202e\ue000-\uf8ff]/);
  });
});
