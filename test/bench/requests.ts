// How long each request of an editor takes after a keystroke: in the largest real .mc at hand, and beside and in a map of a million lines.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Position } from "vscode-languageserver-types";
import { createService, type Service } from "../../server/src/service.ts";
import { buffersFirst } from "../../server/src/site/buffers.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";
import { cfDir } from "../oracle/programs.ts";
import { type Measurement, quantile, stopwatch } from "./_measure.ts";
import { largest } from "./features.ts";
import { accessMap } from "./tables.ts";

/** Milliseconds at the 95th percentile: in a .mc, and where a map of a million lines belongs to the server. */
const BUDGET = 10;
const BUDGET_BESIDE = 50;
/** Places that are asked about. */
const PLACES = 40;
/** Keystrokes at each of them. The best counts: what other programs of the machine take away meanwhile is not ours. */
const ROUNDS = 4;

/** Each request of the protocol that the server answers about a file, by its name. */
export type Ask = (service: Service, uri: string, position: Position) => Promise<unknown>;
export const REQUESTS: Readonly<Record<string, Ask>> = {
  hover: (service, uri, position) => service.hover(uri, position),
  completion: (service, uri, position) => service.completion(uri, position),
  "signature help": (service, uri, position) => service.signatureHelp(uri, position),
  definition: (service, uri, position) => service.definition(uri, position),
  references: (service, uri, position) => service.references(uri, position, true),
  highlight: (service, uri, position) => service.highlights(uri, position),
  "prepare rename": (service, uri, position) => service.prepareRename(uri, position),
  rename: (service, uri, position) => service.rename(uri, position, "another.example"),
  outline: (service, uri) => service.outline(uri),
  "workspace symbols": (service) => service.symbols("mail"),
  folding: (service, uri) => service.folding(uri),
  selection: (service, uri, position) => service.selectionRanges(uri, [position]),
  links: (service, uri) => service.links(uri),
  "semantic tokens": (service, uri) => service.semanticTokens(uri, undefined),
  "range formatting": (service, uri, { line }) =>
    service.format(uri, { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }),
  "inlay hints": (service, uri, { line }) =>
    service.inlayHints(uri, { start: { line, character: 0 }, end: { line: line + 50, character: 0 } }),
};
/** Requests that rest on who may relay, which sendmail's rulesets judge where the m4 library is at hand. */
export const JUDGED: Readonly<Record<string, Ask>> = {
  lenses: (service, uri) => service.codeLenses(uri),
  "code actions": (service, uri, position) =>
    service.codeActions(uri, { range: { start: position, end: position }, diagnostics: [] }, undefined),
  diagnostics: (service, uri) => service.diagnostics(uri),
};
/** Whole files are formatted too, but not one of a million lines while one types. */
const IN_MC: Readonly<Record<string, Ask>> = {
  ...REQUESTS,
  formatting: (service, uri) => service.format(uri, undefined),
};

interface Typing {
  /** The line at the end, and in it, counted from its end, the letter that each keystroke replaces. */
  readonly line: string;
  readonly fromEnd: number;
  readonly letters: string;
}
/** A text that only grew would not be one that people write after a thousand keystrokes. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const COMMENT: Typing = { line: "# x", fromEnd: 1, letters: LETTERS };
/** m4 has to run again for all but the last, and the rulesets for those of a feature. */
const OTHERS: Readonly<Record<string, Typing>> = {
  "an option's value": { line: "define(`confTO_IDENT', `1')dnl\n", fromEnd: 7, letters: "123456789" },
  "a relay domain": { line: "RELAY_DOMAIN(`partner.example')dnl\n", fromEnd: 15, letters: LETTERS },
  "a feature's argument": { line: "FEATURE(`dnsbl', `bl.partner.example')dnl\n", fromEnd: 15, letters: LETTERS },
  "a mailer's line": {
    line: "MAILER_DEFINITIONS\nMown, P=/bin/own, F=lsDFM, S=10, R=20, A=own $u\n",
    fromEnd: 7,
    letters: LETTERS,
  },
};

interface Measured {
  /** The file that is typed in and asked about. */
  readonly uri: string;
  readonly files: Readonly<Record<string, string>>;
  readonly requests: Readonly<Record<string, Ask>>;
  /** Undefined for what is only told. */
  readonly budget: number | undefined;
  /** Where each keystroke puts another letter: in a comment at the end, unless it is said. */
  readonly typing?: Typing;
  readonly rounds?: number;
  readonly title: string;
}

/** The m4 library, where it is installed: definition builds the .cf with it. */
export function libraryFiles(): Readonly<Record<string, string>> {
  const dir = cfDir();
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".m4"));
  return Object.fromEntries(
    names.map((name) => [pathToFileURL(path.join(dir, name)).href, readFileSync(path.join(dir, name), "latin1")]),
  );
}

/** A keystroke, then the request. Reading the files again belongs to the keystroke: its own bench measures that. */
async function measure({
  uri,
  files,
  requests,
  budget,
  typing = COMMENT,
  rounds = ROUNDS,
  title,
}: Measured): Promise<Measurement[]> {
  const text = files[uri] ?? "";
  const memory = memoryWorkspace(files);
  let buffer = TextDocument.create(uri, "", 0, text);
  const service = createService({
    ...memory,
    read: buffersFirst((asked) => (asked === uri ? buffer : undefined), memory.read),
  });
  const lines = [...text.slice(0, 200_000).matchAll(/^.+/gm)];
  const rows: Measurement[] = [];
  let turn = 0;
  for (const [name, ask] of Object.entries(requests)) {
    const best: number[] = [];
    let [processor, asked] = [0, 0];
    for (let round = 0; round < PLACES * rounds; round++) {
      const at = round % PLACES;
      const { index, 0: written } = lines[(at * 7919) % lines.length] ?? { index: 0, 0: "" };
      const isFirst = turn++ === 0;
      const end = buffer.positionAt(buffer.length - (isFirst ? 0 : typing.fromEnd - 1));
      const start = isFirst ? end : { ...end, character: end.character - 1 };
      const typed = isFirst ? typing.line : typing.letters.charAt(turn % typing.letters.length);
      buffer = TextDocument.update(buffer, [{ range: { start, end }, text: typed }], turn);
      service.changed(uri);
      await service.sites(uri);
      const { line } = buffer.positionAt(index);
      const position = { line, character: Math.floor(written.length / 2) };
      const used = process.cpuUsage();
      const since = stopwatch();
      JSON.stringify(await ask(service, uri, position));
      best[at] = Math.min(best[at] ?? Number.POSITIVE_INFINITY, since());
      const { user, system } = process.cpuUsage(used);
      processor += (user + system) / 1_000;
      asked += 1;
    }
    best.sort((a, b) => a - b);
    const p95 = quantile(best, 0.95);
    const detail = `p50 ${quantile(best, 0.5).toFixed(2)}, processor ${(processor / asked).toFixed(2)} on average`;
    const kept = budget === undefined ? { ok: true } : { budget, ok: p95 < budget };
    rows.push({ name: `${name} (${title}), p95`, value: p95, unit: "ms", detail, ...kept });
  }
  return rows;
}

export async function bench(): Promise<Measurement[]> {
  const file = largest();
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, "latin1");
  const library = libraryFiles();
  const [mc, access] = ["file:///bench/sendmail.mc", "file:///bench/access"];
  const beside = {
    ...library,
    [mc]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nRELAY_DOMAIN(`host1.example.com')dnl\nMAILER(`smtp')dnl\n",
    [access]: accessMap(),
  };
  const size = `${Math.round(text.length / 1024)} KB`;
  const typed = { uri, files: { [uri]: text }, budget: BUDGET, title: `.mc of ${size}` };
  const built = { ...typed, files: { ...library, [uri]: text }, title: `.mc of ${size} and the m4 library` };
  const all = { ...IN_MC, ...JUDGED };
  const others: Measurement[] = [];
  for (const [what, typing] of Object.entries(OTHERS)) {
    const title = `with the library, in ${what}`;
    others.push(...(await measure({ ...built, requests: all, budget: undefined, typing, rounds: 2, title })));
    others.push(
      ...(await measure({ ...typed, requests: JUDGED, budget: undefined, typing, rounds: 2, title: `in ${what}` })),
    );
  }
  const besides = { files: beside, budget: BUDGET_BESIDE };
  return [
    ...(await measure({ ...typed, requests: all })),
    ...(await measure({ ...built, requests: all })),
    ...others,
    ...(await measure({ ...besides, uri: mc, requests: all, title: "beside a million lines" })),
    ...(await measure({ ...besides, uri: access, requests: { ...REQUESTS, ...JUDGED }, title: "in a million lines" })),
  ];
}
