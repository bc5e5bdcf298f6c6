// A service that keeps what it knows while a .mc is edited, compared with one that never saw the text before.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import type { Query } from "../../../server/src/relay/types.ts";
import { createService, type Service } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
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

/** All that is said of the .mc and of some transactions. */
async function answers(service: Service, queries: readonly Query[]) {
  const problems = await service.problems(MC);
  const transactions = [];
  for (const query of queries) transactions.push((await service.tryTransaction(MC, query))?.markdown);
  return {
    problems: problems.map(({ meta, span, message, severity }) => ({ code: meta.code, severity, span, message })),
    lenses: await service.codeLenses(MC),
    status: await service.relayStatus(MC),
    report: (await service.relayReport(MC))?.markdown,
    transactions,
  };
}

/** A server whose files are edited, one text after the other. */
export class KeptServer {
  readonly #files: Record<string, string>;
  readonly #queries: readonly Query[];
  readonly #given: { readonly machine?: string };
  readonly #workspace: ReturnType<typeof memoryWorkspace>;
  readonly #service: Service;

  constructor(
    files: Readonly<Record<string, string>>,
    queries: readonly Query[],
    given: { readonly machine?: string } = {},
  ) {
    this.#files = { ...files };
    this.#queries = queries;
    this.#given = given;
    this.#workspace = memoryWorkspace(files);
    this.#service = createService({ ...this.#workspace, ...given });
  }

  async open(): Promise<void> {
    await answers(this.#service, this.#queries);
  }

  /** Writes a text, without a question. */
  write(uri: string, text: string): void {
    this.#files[uri] = text;
    this.#workspace.write(uri, text);
    this.#service.changed(uri);
  }

  /** Expects the same answers as of a service that never saw another text. */
  async check(what: string): Promise<void> {
    const kept = await answers(this.#service, this.#queries);
    const fresh = createService({ ...memoryWorkspace(this.#files), ...this.#given });
    expect(kept, what).toEqual(await answers(fresh, this.#queries));
  }
}
