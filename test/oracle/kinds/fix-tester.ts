// Applies the fixes of a file as an editor does, and asks the real programs whether each keeps what its grade promises.

import type { CodeAction, Diagnostic } from "vscode-languageserver-types";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import type { FixGrade } from "../../../server/src/rules/types.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { CLASSES } from "./completion-promises.ts";
import { EditedServer, FOLDER, filesOf, RealServer, type Server, textsOf } from "./completion-site.ts";
import { answers, withStart } from "./fix-answers.ts";

const MC = "sendmail.mc";
const RULES = ALL_RULES.map(({ rule }) => rule);

/** The grades of what is offered in a file with some text, by code and title. */
async function grades(server: Server, kind: string, text: string): Promise<ReadonlyMap<string, FixGrade>> {
  const uri = FOLDER + kind;
  const [site] = await new Sites(memoryWorkspace({ ...textsOf(server), [uri]: text })).sitesOf(FOLDER + MC);
  if (site === undefined) throw new Error("no site");
  const problems = lint(site, RULES, { targetVersion: server.version, preset: "strict" }).get(uri) ?? [];
  const found = problems.flatMap(({ meta, fixes }) =>
    (fixes?.() ?? []).map(({ title, grade }): [string, FixGrade] => [`${meta.code} ${title}`, grade]),
  );
  return new Map(found);
}

interface Repair {
  readonly action: CodeAction;
  readonly diagnostic: Diagnostic;
}

/** Fixes by what they fix, of a server whose files change; without what only silences. */
export class Repairs {
  readonly #edited: EditedServer;

  constructor(edited: EditedServer) {
    this.#edited = edited;
    edited.configure({ preset: "strict" });
  }

  /** The findings of a file with some text, and what is offered for each. */
  async of(
    kind: string,
    text: string,
  ): Promise<{ readonly found: readonly Diagnostic[]; readonly repairs: readonly Repair[] }> {
    const uri = FOLDER + kind;
    this.#edited.write(kind, text);
    const found = await this.#edited.service.diagnostics(uri);
    const repairs: Repair[] = [];
    for (const diagnostic of found) {
      const place = { range: diagnostic.range, diagnostics: [diagnostic] };
      for (const action of await this.#edited.service.codeActions(uri, place, undefined))
        if (action.edit !== undefined && !/^(?:Silence|Suppress|Ignore)/.test(action.title))
          repairs.push({ action, diagnostic });
    }
    return { found, repairs };
  }
}

type Texts = Readonly<Record<string, string>>;

/** The files that an action changes, by name, as an editor leaves them; undefined where it changes none, or one that is not there. */
function after(action: CodeAction, texts: Texts): Texts | undefined {
  const changed: Record<string, string> = {};
  for (const [uri, edits] of Object.entries(action.edit?.changes ?? {})) {
    const name = uri.slice(FOLDER.length);
    const text = texts[name];
    if (text === undefined) return undefined;
    // An editor gives new lines the ends that the file has.
    const end = /\r?\n/.exec(text)?.[0] ?? "\n";
    const document = TextDocument.create(uri, "", 0, text);
    changed[name] = TextDocument.applyEdits(
      document,
      edits.map((edit) => ({ ...edit, newText: edit.newText.replace(/\r?\n/g, end) })),
    );
  }
  return Object.keys(changed).length === 0 ? undefined : changed;
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

/** A byte order mark, as makemap writes it. */
const MARK = "???";

/** Entries of a database whose key is not in the changed lines. */
const untouched = (stored: readonly string[], lines: string): readonly string[] =>
  stored.filter(
    (entry) =>
      !bare(lines.replace("\uFEFF", MARK)).includes(
        bare(Buffer.from(entry.split("\t", 1)[0] ?? "", "latin1").toString("utf8")),
      ),
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
  "access-space-after-tag": ["authinfo-mechanism"],
  // The line names root, and its mail goes to daemon now.
  "aliases-spaced-name": ["aliases-no-postmaster"],
  "authinfo-bad-login": ["authinfo-mechanism"],
  "authinfo-invalid-key": ["authinfo-mechanism"],
  "authinfo-syntax": ["authinfo-mechanism"],
};

/** What a table says is told once it is read. */
function isRevealed(fixed: string, code: string): boolean {
  const table = /^site-unread-(.*)/.exec(fixed)?.[1];
  return (table !== undefined && code.startsWith(`${table}-`)) || REVEALED[fixed]?.includes(code) === true;
}

/** Applies fixes to the files of one server. */
export class Tester {
  readonly #edited: EditedServer;
  readonly #real: RealServer;
  readonly #server: Server;
  /** Fixes that were applied. */
  asked = 0;
  /** Fixes of which the server was asked whether they change an answer. */
  safe = 0;
  /** Fixes that change other files. */
  other = 0;
  /** Fixes whose grade is not known here, or that change a file that is not there. */
  skipped = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#edited = new EditedServer(server);
    this.#real = new RealServer(server, withStart);
  }

  dispose(): void {
    this.#real.dispose();
  }

  /** What is wrong with the fixes of a file with some text. */
  async wrong(kind: string, text: string): Promise<readonly string[]> {
    const { found, repairs } = await new Repairs(this.#edited).of(kind, text);
    if (repairs.length === 0) return [];
    const graded = await grades(this.#server, kind, text);
    const texts = { ...filesOf(this.#server), [kind]: text };
    const said = this.#real.put(kind, text);
    const stored = this.#real.stored(kind);
    const wrong: string[] = [];
    for (const { action, diagnostic } of repairs) {
      const now = after(action, texts);
      const grade = graded.get(`${diagnostic.code} ${action.title}`);
      if (now === undefined || grade === undefined) {
        this.skipped++;
        continue;
      }
      this.asked++;
      const faults = await this.#faults({ kind, texts, now, diagnostic, found, said, stored, grade });
      const lines = Object.entries(now).map(([name, changed]) => changedLines(texts[name] ?? "", changed));
      wrong.push(
        ...faults.map(
          (fault) =>
            `${kind} ${JSON.stringify(text.slice((this.#server.files[kind] ?? "").length))} ${diagnostic.code} [${grade}] ${action.title}: ${fault} -> ${JSON.stringify(lines)}`,
        ),
      );
    }
    return wrong;
  }

  /** What is wrong with other files. */
  async #elsewhere(kind: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const name of Object.keys(filesOf(this.#server)).filter((name) => name !== kind))
      found.push(...grave(await this.#edited.service.diagnostics(FOLDER + name)).map((code) => `${code} in ${name}`));
    return found;
  }

  async #faults(asked: Asked): Promise<readonly string[]> {
    const { kind, texts, now, grade } = asked;
    const others = Object.entries(now).filter(([name]) => name !== kind);
    if (others.length === 0) return await this.#faultsOf(asked, texts[kind] ?? "", now[kind] ?? "");
    this.other++;
    const text = texts[kind] ?? "";
    const about = text + (now[kind] ?? "");
    const elsewhere = await this.#elsewhere(kind);
    const was = others.flatMap(([name]) => this.#put(name, texts[name] ?? ""));
    const before = grade === "asks" ? [] : this.#answers(kind, text, about);
    const is = others.flatMap(([name, changed]) => this.#put(name, changed));
    for (const [name, changed] of others) this.#edited.write(name, changed);
    const faults = [
      ...(await this.#faultsOf(asked, text, now[kind] ?? text, { before, about })),
      ...added(await this.#elsewhere(kind), elsewhere).map((code) => `${code} is new`),
      ...added(is, was).map((line) => `told: ${line}`),
    ];
    for (const [name] of others) this.#edited.write(name, texts[name] ?? "");
    for (const [name] of others) this.#put(name, texts[name] ?? "");
    return faults;
  }

  /** Of the file with the finding itself. `told` is what was answered before the other files changed. */
  async #faultsOf(
    { kind, texts, now: changed, diagnostic, found, said, stored, grade }: Asked,
    text: string,
    now: string,
    told?: { readonly before: readonly string[]; readonly about: string },
  ): Promise<readonly string[]> {
    this.#edited.write(kind, now);
    const left = await this.#edited.service.diagnostics(FOLDER + kind);
    const count = (some: readonly Diagnostic[]) => some.filter(({ code }) => code === diagnostic.code).length;
    const { line } = diagnostic.range.start;
    const isThere = left.some(
      ({ code, message, range }) =>
        code === diagnostic.code && message === diagnostic.message && range.start.line === line,
    );
    // Where a line went, the next one is in its place.
    const isNext = now !== text && now.split("\n")[line] === text.split("\n")[line + 1];
    const lines = withHead(kind, text, changedLines(text, now));
    const about = told?.about ?? text + now;
    const before = grade === "asks" ? [] : (told?.before ?? this.#answers(kind, text, about));
    const refused = added(this.#real.put(kind, now), said);
    const [was, is] = [untouched(stored, lines), untouched(this.#real.stored(kind), lines)];
    const answered = grade === "asks" ? [] : this.#answers(kind, now, about);
    if (grade !== "asks" && this.#isRead(kind)) this.safe++;
    // What only takes away refuses more, and its class has fewer words.
    const isNarrow = grade === "narrows";
    const isLess = (line: string) => isNarrow && /\$# error|returns: OK$/.test(line);
    return [
      ...(Object.entries(changed).every(([name, one]) => texts[name] === one) ? ["nothing changes"] : []),
      ...(isThere && !isNext && count(left) >= count(found) ? ["it is still found"] : []),
      ...added(grave(left), codes(found))
        .filter((code) => !isRevealed(String(diagnostic.code), code))
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

  #put(name: string, text: string): readonly string[] {
    return name === MC ? this.#real.putMc(text) : this.#real.put(name, text);
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
  /** All files by name, as they are before. */
  readonly texts: Texts;
  /** Those that change. */
  readonly now: Texts;
  readonly diagnostic: Diagnostic;
  readonly found: readonly Diagnostic[];
  readonly said: readonly string[];
  readonly stored: readonly string[];
  readonly grade: FixGrade;
}
