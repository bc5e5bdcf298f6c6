// A service that keeps what it knows while files are edited, compared with one that never saw the texts before.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import type { Query } from "../../../server/src/relay/types.ts";
import { createService, type Service } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import type { Obstacle } from "../../../server/src/site/types.ts";
import { cfDir } from "../programs.ts";

export const MC = "file:///etc/mail/sendmail.mc";

/** The m4 library, as files of a workspace. */
export function libraryFiles(): Readonly<Record<string, string>> {
  const dir = cfDir();
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".m4"));
  return Object.fromEntries(
    names.map((name) => [pathToFileURL(path.join(dir, name)).href, readFileSync(path.join(dir, name), "latin1")]),
  );
}

/** What is asked of a server each time. */
interface Questions {
  readonly queries: readonly Query[];
  /** The .mc or the .cf. */
  readonly main: string;
  /** Other files whose problems are asked for. */
  readonly others: readonly string[];
}

/** All that is said of the .mc or .cf, and of some transactions; and what is wrong in some files beside it. */
async function answers(service: Service, { queries, main, others }: Questions) {
  const problemsOf = async (uri: string) =>
    (await service.problems(uri)).map(({ meta, span, message, severity }) => ({
      code: meta.code,
      severity,
      span,
      message,
    }));
  const problems = await problemsOf(main);
  const elsewhere = [];
  for (const uri of others) elsewhere.push(await problemsOf(uri));
  const transactions = [];
  for (const query of queries) transactions.push((await service.tryTransaction(main, query))?.markdown);
  return {
    problems,
    elsewhere,
    lenses: await service.codeLenses(main),
    status: await service.relayStatus(main),
    report: (await service.relayReport(main))?.markdown,
    transactions,
  };
}

/** A server whose files are edited, one text after the other. */
export class KeptServer {
  readonly #files: Record<string, string>;
  readonly #questions: Questions;
  readonly #given: { readonly machine?: string };
  readonly #refused = new Map<string, Obstacle>();
  readonly #workspace: ReturnType<typeof memoryWorkspace>;
  readonly #service: Service;

  constructor(
    files: Readonly<Record<string, string>>,
    queries: readonly Query[],
    {
      machine,
      main = MC,
      others = [],
    }: { readonly machine?: string; readonly main?: string; readonly others?: readonly string[] } = {},
  ) {
    const given = machine === undefined ? {} : { machine };
    this.#files = { ...files };
    this.#questions = { queries, main, others };
    this.#given = given;
    this.#workspace = memoryWorkspace(files);
    this.#service = createService({ ...this.#workspace, ...given });
  }

  async open(): Promise<void> {
    await answers(this.#service, this.#questions);
  }

  /** Writes a text, without a question. */
  write(uri: string, text: string): void {
    const isNew = !Object.hasOwn(this.#files, uri);
    this.#files[uri] = text;
    this.#workspace.write(uri, text);
    this.#service.changed(uri, isNew);
  }

  /** Takes a file away. */
  remove(uri: string): void {
    delete this.#files[uri];
    this.#refused.delete(uri);
    this.#workspace.remove(uri);
    this.#service.changed(uri, true);
  }

  /** From now on a file cannot be read. */
  refuse(uri: string, obstacle: Obstacle): void {
    this.#refused.set(uri, obstacle);
    this.#workspace.refuse(uri, obstacle);
    this.#service.changed(uri, true);
  }

  /** Expects the same answers as of a service that never saw another text. */
  async check(what: string): Promise<void> {
    const kept = await answers(this.#service, this.#questions);
    const workspace = memoryWorkspace(this.#files);
    for (const [uri, obstacle] of this.#refused) workspace.refuse(uri, obstacle);
    const fresh = createService({ ...workspace, ...this.#given });
    expect(kept, what).toEqual(await answers(fresh, this.#questions));
  }
}
