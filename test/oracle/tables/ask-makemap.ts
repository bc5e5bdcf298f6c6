// makemap's account of a text, and ours: what is stored, and what is said of which line.
import { rmSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { type MakemapOptions, parseTable } from "../../../server/src/tables/index.ts";
import type { Table, TableError } from "../../../server/src/tables/types.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { program, programOf, run, type safeFolder, type Version } from "../programs.ts";

/** A folder to make maps in; the caller removes it. */
export type MapFolder = ReturnType<typeof safeFolder>;

/** How makemap is asked. */
export interface Asked {
  readonly flags?: readonly string[];
  readonly type?: "hash" | "btree";
  /** Another version than the installed one. */
  readonly version?: Version | undefined;
}

/** makemap's account of a text: what it stores, and what it says of which line (its own count: a line that is cut counts on). */
function askMakemap(
  { dir }: MapFolder,
  bytes: string,
  { flags = [], type = "hash", version }: Asked,
): { entries: string[]; messages: string[] } {
  const makemap = version === undefined ? program("makemap") : programOf(version, "makemap");
  const map = path.join(dir, "map");
  rmSync(`${map}.db`, { force: true });
  const made = run(makemap, [...flags, type, map], bytes);
  const dumped = run(makemap, ["-u", type, map]);
  expect(dumped.status).toBe(0);
  const messages = [...made.stderr.matchAll(/^makemap: [^\n]*?: line \d+: ([^\n]*)$/gm)].map((found) => found[1] ?? "");
  expect(made.status).toBe(messages.length === 0 ? 0 : 65);
  // Stored values cannot hold a line end, so one line of the dump is one entry.
  return { entries: dumped.stdout.split("\n").slice(0, -1).sort(), messages };
}

/** The same account from our table. makemap repeats "line too long" for each further piece of a line. */
function account(table: Table, text: string): { entries: string[]; messages: string[] } {
  const { onDuplicate = "refuse" } = table.options.makemap ?? {};
  const second = onDuplicate === "keep" ? [] : table.duplicates();
  const refused = new Set(second.map(({ entry }) => entry.keySpan.start));
  if (onDuplicate === "replace")
    for (const { entry, first } of second) {
      refused.add(first.keySpan.start);
      if (table.lookup(entry.lookup)?.keySpan.start === entry.keySpan.start) refused.delete(entry.keySpan.start);
    }
  const entries = [...table.entries()]
    .filter((entry) => !refused.has(entry.keySpan.start))
    .map((entry) => toBytes(`${entry.lookup}\t${entry.stored}`).slice(cutBytes(text, entry.keySpan.start)));
  return { entries: entries.sort(), messages: table.errors().map((error) => said(error, text)) };
}

/** makemap's buffer, without its NUL. */
const BUFFER = 1023;

/** Bytes of the character at an offset that makemap has read with an earlier piece of its line. */
function cutBytes(text: string, at: number): number {
  const before = Buffer.byteLength(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
  return before < BUFFER - 3 ? 0 : Math.ceil(before / BUFFER) * BUFFER - before;
}

function said({ code, message, span }: TableError, text: string): string {
  const bytes = toBytes(message);
  if (code !== "no-value") return bytes;
  const start = "no RHS for LHS ".length;
  return bytes.slice(0, start) + bytes.slice(start + cutBytes(text, span.start));
}

export function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function onceEach(messages: readonly string[]): string[] {
  return messages.filter((message, at) => !(message.startsWith("line too long") && messages[at - 1] === message));
}

/** Expects that both say the same. */
export function compareMaps(folder: MapFolder, text: string, asked: Asked = {}, options: MakemapOptions = {}): Table {
  const theirs = askMakemap(folder, toBytes(text), asked);
  const table = parseTable(TextDocument.create("file:///map", "", 1, text), "map", { makemap: options });
  const ours = account(table, text);
  expect(ours.entries).toEqual(theirs.entries);
  expect(onceEach(ours.messages)).toEqual(onceEach(theirs.messages));
  return table;
}
