// Fixes of tables against the real programs: each is applied as an editor does, and what its grade promises is asked for.

import { afterAll, describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver-types";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import type { FixGrade } from "../../../server/src/rules/types.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { SERVERS } from "./completion-places.ts";
import { CLASSES } from "./completion-promises.ts";
import { EditedServer, FOLDER, RealServer, type Server, textsOf } from "./completion-site.ts";
import { answers, withStart } from "./fix-answers.ts";
import { BAD_LINES } from "./fix-cases.ts";

/** The ordinary run takes one case of so many on each server, the next ones on the next. */
const STEP = 6;

/** All cases, each in one way. */
const ALL = process.env.ALL !== undefined;

const MC = `${FOLDER}sendmail.mc`;

/** Another way to write a file. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  spaces: (text) => text.replaceAll("\t", "  "),
  "no newline at the end": (text) => text.replace(/\n$/, ""),
  "CRLF, none at the end": (text) => text.replace(/\n$/, "").replaceAll("\n", "\r\n"),
  "a line after it": (text) => `${text}# the end\n`,
};

/** The grades of fixes by code and title. */
async function grades(server: Server, kind: string, text: string): Promise<ReadonlyMap<string, FixGrade>> {
  const [site] = await new Sites(memoryWorkspace({ ...textsOf(server), [FOLDER + kind]: text })).sitesOf(MC);
  if (site === undefined) throw new Error("no site");
  const rules = ALL_RULES.map(({ rule }) => rule);
  const problems = [...lint(site, rules, { targetVersion: server.version, preset: "strict" }).values()].flat();
  const found = problems.flatMap(({ meta, fixes }) =>
    (fixes?.() ?? []).map(({ title, grade }): [string, FixGrade] => [`${meta.code} ${title}`, grade]),
  );
  return new Map(found);
}

/** The text of a file after an action, as an editor leaves it; undefined where the action changes other files or none. */
function after(action: CodeAction, uri: string, text: string): string | undefined {
  const changes = action.edit?.changes ?? {};
  const edits = changes[uri];
  if (edits === undefined || Object.keys(changes).length > 1) return undefined;
  // An editor gives new lines the ends that the file has.
  const end = /\r?\n/.exec(text)?.[0] ?? "\n";
  const document = TextDocument.create(uri, "", 0, text);
  return TextDocument.applyEdits(
    document,
    edits.map((edit) => ({ ...edit, newText: edit.newText.replace(/\r?\n/g, end) })),
  );
}

const codes = (found: readonly Diagnostic[]): readonly string[] => found.map(({ code }) => String(code));
const grave = (found: readonly Diagnostic[]): readonly string[] =>
  codes(found.filter(({ severity = 1 }) => severity <= 2));

/** What is in the first list more often than in the second. */
function added(now: readonly string[], before: readonly string[]): readonly string[] {
  const rest = [...before];
  return now.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The lines of a text that a change of it leaves out: all but those that both have at its beginning and end. */
function changedLines(before: string, now: string): string {
  const [a, b] = [before.split(/\r?\n/), now.split(/\r?\n/)];
  let [start, stop] = [0, 0];
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  while (stop < a.length - start && stop < b.length - start && a.at(-1 - stop) === b.at(-1 - stop)) stop++;
  return [...a.slice(start, a.length - stop), ...b.slice(start, b.length - stop)].join("\n");
}

/** What of a key is left in all ways to write it. */
const bare = (text: string): string =>
  Buffer.from(text.toLowerCase().replace(/[".\s]/g, ""), "utf8").toString("latin1");

/** Entries of a database whose key is not in the changed lines. */
const untouched = (stored: readonly string[], lines: string): readonly string[] =>
  stored.filter(
    (entry) => !bare(lines).includes(bare(Buffer.from(entry.split("\t", 1)[0] ?? "", "latin1").toString("utf8"))),
  );

/** The line above an indented one or after a backslash has it as a part. */
function withHead(kind: string, text: string, lines: string): string {
  if (kind !== "aliases") return lines;
  const all = text.split(/\r?\n/);
  const at = all.indexOf(lines.split("\n", 1)[0] ?? "");
  return [
    ...all
      .slice(0, at)
      .filter((line) => /^[^\s#]/.test(line))
      .slice(-1),
    lines,
  ].join("\n");
}

/** What was dead counts now, and what is wrong with it is told now (as in ../rules/advice.test.ts). */
const REVEALED: Readonly<Record<string, readonly string[]>> = {
  "authinfo-bad-login": ["authinfo-mechanism"],
  "authinfo-invalid-key": ["authinfo-mechanism"],
  "authinfo-syntax": ["authinfo-mechanism"],
};

class Tester {
  readonly #edited: EditedServer;
  readonly #real: RealServer;
  readonly #server: Server;
  asked = 0;
  /** Fixes of which the server was asked whether they change an answer. */
  safe = 0;
  /** Fixes that change another file, most of them the .mc, or whose grade is not known here. */
  skipped = 0;
  total = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#edited = new EditedServer(server);
    this.#edited.configure({ preset: "strict" });
    this.#real = new RealServer(server, withStart);
  }

  dispose(): void {
    this.#real.dispose();
  }

  async #diagnostics(kind: string, text: string): Promise<readonly Diagnostic[]> {
    this.#edited.write(kind, text);
    return await this.#edited.service.diagnostics(FOLDER + kind);
  }

  /** What is wrong with the fixes of a file with some text. */
  async wrong(kind: string, text: string): Promise<readonly string[]> {
    const uri = FOLDER + kind;
    const found = await this.#diagnostics(kind, text);
    const actions: { readonly action: CodeAction; readonly diagnostic: Diagnostic }[] = [];
    for (const diagnostic of found) {
      const some = await this.#edited.service.codeActions(
        uri,
        { range: diagnostic.range, diagnostics: [diagnostic] },
        undefined,
      );
      const repairs = some.filter(
        ({ edit, title }) => edit !== undefined && !/^(?:Silence|Suppress|Ignore)/.test(title),
      );
      actions.push(...repairs.map((action) => ({ action, diagnostic })));
    }
    if (actions.length === 0) return [];
    const graded = await grades(this.#server, kind, text);
    const said = this.#real.put(kind, text);
    const stored = this.#real.stored(kind);
    const wrong: string[] = [];
    for (const { action, diagnostic } of actions) {
      const now = after(action, uri, text);
      const grade = graded.get(`${diagnostic.code} ${action.title}`);
      if (now === undefined || grade === undefined) {
        this.skipped++;
        continue;
      }
      this.asked++;
      const faults = await this.#faults({ kind, text, now, diagnostic, found, said, stored, grade });
      wrong.push(
        ...faults.map(
          (fault) =>
            `${kind} ${JSON.stringify(text.slice((this.#server.files[kind] ?? "").length))} ${diagnostic.code} [${grade}] ${action.title}: ${fault} -> ${JSON.stringify(changedLines(text, now))}`,
        ),
      );
    }
    return wrong;
  }

  async #faults({ kind, text, now, diagnostic, found, said, stored, grade }: Asked): Promise<readonly string[]> {
    const left = await this.#diagnostics(kind, now);
    const count = (some: readonly Diagnostic[]) => some.filter(({ code }) => code === diagnostic.code).length;
    const { line } = diagnostic.range.start;
    const isThere = left.some(
      ({ code, message, range }) =>
        code === diagnostic.code && message === diagnostic.message && range.start.line === line,
    );
    // Where a line went, the next one is in its place.
    const isNext = now.split("\n")[line] === text.split("\n")[line + 1];
    const lines = withHead(kind, text, changedLines(text, now));
    const before = grade === "asks" ? [] : this.#answers(kind, text, text + now);
    const refused = added(this.#real.put(kind, now), said);
    const [was, is] = [untouched(stored, lines), untouched(this.#real.stored(kind), lines)];
    const answered = grade === "asks" ? [] : this.#answers(kind, now, text + now);
    if (grade !== "asks" && this.#isRead(kind)) this.safe++;
    // What only takes away refuses more, and its class has fewer words.
    const isNarrow = grade === "narrows";
    const isLess = (line: string) => isNarrow && /\$# error|returns: OK$/.test(line);
    return [
      ...(text === now ? ["nothing changes"] : []),
      ...(isThere && !isNext && count(left) >= count(found) ? ["it is still found"] : []),
      ...added(grave(left), codes(found))
        .filter((code) => REVEALED[String(diagnostic.code)]?.includes(code) !== true)
        .map((code) => `${code} is new`),
      ...refused.map((line) => `refused: ${line}`),
      ...added(is, was).map((line) => `other entry: ${line}`),
      ...added(was, is).map((line) => `lost entry: ${line}`),
      ...added(answered, before)
        .filter((line) => !isLess(line))
        .map((line) => `answers: ${line}`),
      ...added(before, answered)
        .filter((line) => !isNarrow || /\$# (?:error|discard)/.test(line))
        .map((line) => `does not answer: ${line}`),
    ];
  }

  #answers(kind: string, text: string, about: string): readonly string[] {
    this.#real.put(kind, text);
    return this.#isRead(kind) ? answers(this.#real, kind, about, CLASSES[kind]) : [];
  }

  #isRead(kind: string): boolean {
    return this.#real.reads(kind) || kind === "aliases";
  }

  restore(kind: string): void {
    const text = this.#server.files[kind] ?? "";
    this.#edited.write(kind, text);
    this.#real.put(kind, text);
  }
}

interface Asked {
  readonly kind: string;
  readonly text: string;
  readonly now: string;
  readonly diagnostic: Diagnostic;
  readonly found: readonly Diagnostic[];
  readonly said: readonly string[];
  readonly stored: readonly string[];
  readonly grade: FixGrade;
}

for (const [turn, server] of SERVERS.filter(({ version }) => versionsThere().includes(version)).entries())
  describe(`${server.name}, ${server.version}`, () => {
    const tester = new Tester(server);
    afterAll(() => tester.dispose());

    test.each(Object.keys(BAD_LINES).filter((kind) => kind in server.files))(
      "fixes in %s do what they say",
      async (kind) => {
        const wrong: string[] = [];
        [tester.asked, tester.safe, tester.skipped] = [0, 0, 0];
        for (const [at, lines] of (BAD_LINES[kind] ?? []).entries()) {
          if (!LONG && (at + SEED + turn) % STEP !== 0 && !ALL) continue;
          for (const [number, [name, write]] of Object.entries(WAYS).entries()) {
            if (!LONG && number !== (at + turn) % Object.keys(WAYS).length) continue;
            const text = write(`${server.files[kind] ?? ""}${lines}\n`);
            wrong.push(...(await tester.wrong(kind, text)).map((fault) => `${name}: ${fault}`));
          }
        }
        tester.restore(kind);
        tester.total += tester.asked;
        console.info(
          `${kind}: ${tester.asked} fixes applied, ${tester.safe} of them safe or narrow and asked, ${tester.skipped} left out`,
        );
        expect(wrong).toEqual([]);
      },
    );

    test("there are many", () => expect(tester.total).toBeGreaterThan(20));
  });
