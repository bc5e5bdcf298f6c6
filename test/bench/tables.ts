// A million-line access map: from text to diagnostics against makemap, an edit in it, and the memory that it takes. Then one
// that is all grants.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import { buffersFirst } from "../../server/src/site/buffers.ts";
import { memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import { parseTable, updateTable } from "../../server/src/tables/index.ts";
import type { Table } from "../../server/src/tables/types.ts";
import { TextDocument } from "../../server/src/text.ts";
import { program, run, safeFolder } from "../oracle/programs.ts";
import { type Measurement, quantile, stopwatch, times } from "./_measure.ts";

const LINES = 1_000_000;
const GRANTS = 200_000;
const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";
const FOLDER = "file:///bench/";

/** A blocklist as they are: addresses, hosts and senders, a few of them allowed. No key comes twice. */
export function accessMap(): string {
  const lines: string[] = [];
  for (let line = 0; line < LINES; line++) {
    const address = `${(line >> 16) & 255}.${(line >> 8) & 255}.${line & 255}`;
    if (line % 4 === 0) lines.push(`Connect:192.${address}\tREJECT`);
    else if (line % 4 === 1) lines.push(`From:host${line}.example.com\t\tERROR:5.7.1:550 spam from here`);
    else if (line % 4 === 2) lines.push(`user${line}@example.net REJECT`);
    else lines.push(`10.${address}  ${line % 100 === 3 ? "OK" : "DISCARD"}`);
  }
  // Through a buffer, so that it is one flat string as it would be from a disk.
  return Buffer.from(`${lines.join("\n")}\n`).toString("utf8");
}

/** A map of customers who may relay, by address and by domain. */
function grants(): string {
  const lines: string[] = [];
  for (let line = 0; line < GRANTS; line++)
    lines.push(
      line % 2 === 0 ? `Connect:10.${line >> 16}.${(line >> 8) & 255}.${line & 255}` : `customer${line}.example`,
    );
  return Buffer.from(`${lines.join("\tRELAY\n")}\tRELAY\n`).toString("utf8");
}

/** Milliseconds of makemap on the same text, the best of two. */
function makemapTime(text: string): number {
  const folder = safeFolder();
  try {
    const source = path.join(folder.dir, "access");
    writeFileSync(source, text);
    const taken = [0, 1].map((round) => {
      const start = performance.now();
      const done = run("sh", [
        "-c",
        '"$0" hash "$1" < "$2"',
        program("makemap"),
        path.join(folder.dir, `m${round}`),
        source,
      ]);
      if (done.status !== 0) throw new Error(done.stderr);
      return performance.now() - start;
    });
    return Math.min(...taken);
  } finally {
    folder.dispose();
  }
}

/** From a text to all diagnostics of it: as the server does on opening the file. */
async function open(sites: Sites, uri: string): Promise<number> {
  let findings = 0;
  for (const site of await sites.sitesOf(uri))
    for (const problems of lint(
      site,
      ALL_RULES.map(({ rule }) => rule),
    ).values())
      findings += problems.length;
  return findings;
}

/** Bytes in use, after all that is garbage has gone. */
function usedMemory(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function memoryOf(text: string): number {
  const before = usedMemory();
  const held: Table = parseTable(TextDocument.create(`${FOLDER}access`, "", 1, text), "access");
  held.lookup("nothing");
  const taken = usedMemory() - before;
  // The text itself stays too; Latin-1 takes a byte for each character.
  return held.lineCount > 0 ? (taken + text.length) / text.length : 0;
}

/** Ascending milliseconds of 40 turns, after three that are not counted. */
function turns(turn: (round: number) => unknown): Promise<readonly number[]> {
  return times(3, 40, turn);
}

/** Everything that is to be known of each entry, as rules ask for it. */
function readAll(table: Table): number {
  let known = table.errors().length + table.comments().length;
  for (const block of table.blocks())
    for (const entry of block.entries()) if (entry.action.kind !== "none" && entry.shape.kind !== "empty") known++;
  return known;
}

function withinPeer(name: string, value: number, peer: number, budget = 0.25): Measurement {
  const ratio = value / peer;
  return { name, value, unit: "ms", peer: `makemap hash ${peer.toFixed(0)} ms`, ratio, budget, ok: ratio < budget };
}

function within(name: string, value: number, budget: number): Measurement {
  return { name, value, unit: "ms", budget, ok: value < budget };
}

function edits(name: string, measured: readonly number[]): Measurement[] {
  return [
    within(`${name}, median`, quantile(measured, 0.5), 50),
    within(`${name}, 95th percentile`, quantile(measured, 0.95), 50),
  ];
}

export async function bench(): Promise<Measurement[]> {
  const text = accessMap();
  const memory = memoryOf(text);
  const peer = makemapTime(text);
  const rows: Measurement[] = [];
  /** Another text each time: what is kept of lines must not help. */
  const fresh = (round: number) => TextDocument.create(`${FOLDER}access`, "", round, `# ${round}\n${text}`);

  const tables: number[] = [];
  for (let round = 0; round < 3; round++) {
    const since = stopwatch();
    if (readAll(parseTable(fresh(round), "access")) < LINES / 2) throw new Error("the table is not read");
    tables.push(since());
  }
  rows.push(withinPeer("access map of a million lines, text to table, keys and values", Math.min(...tables), peer));

  let edited = fresh(9);
  let table = parseTable(edited, "access");
  table.errors();
  const typed = (document: TextDocument, round: number) => {
    // Typing in the open buffer: characters, and now and then a line more.
    const at = { line: 1 + ((round * 7919) % LINES), character: 0 };
    const text = round % 4 === 0 ? `new${round} RELAY\n` : "x";
    return TextDocument.update(document, [{ range: { start: at, end: at }, text }], round + 10);
  };
  const tableEdit = await turns((round) => {
    edited = typed(edited, round);
    table = updateTable(table, edited);
    table.errors();
    table.lookup("connect:192.0.0.0");
  });
  rows.push(...edits("an edit in it, text to table", tableEdit));

  const uri = `${FOLDER}access`;
  const workspace = memoryWorkspace({ [`${FOLDER}sendmail.mc`]: MC, [uri]: text });
  let buffer = TextDocument.create(uri, "", 0, text);
  const sitesOf = () =>
    new Sites({ ...workspace, read: buffersFirst((asked) => (asked === uri ? buffer : undefined), workspace.read) });
  const opened: number[] = [];
  for (let round = 0; round < 3; round++) {
    const since = stopwatch();
    buffer = fresh(round);
    await open(sitesOf(), uri);
    opened.push(since());
  }
  rows.push(withinPeer("text to diagnostics, all rules", Math.min(...opened), peer));

  const sites = sitesOf();
  const edit = await turns(async (round) => {
    buffer = typed(buffer, round);
    sites.changed(uri);
    await open(sites, uri);
  });
  rows.push(...edits("an edit in it to diagnostics", edit));
  const mcUri = `${FOLDER}sendmail.mc`;
  const keystroke = await turns(async (round) => {
    workspace.write(mcUri, `${MC}dnl ${"x".repeat(round)}\n`);
    sites.changed(mcUri);
    await open(sites, mcUri);
  });
  rows.push(within("a keystroke in the .mc of its site, 95th percentile", quantile(keystroke, 0.95), 20));
  rows.push({ name: "memory of its table, times the text", value: memory, unit: "x", budget: 4, ok: memory < 4 });
  return [...rows, ...(await grantRows())];
}

/** Each grant is graded when it is first read, and a few hundred are tried with every keystroke; makemap does nothing of the kind. */
async function grantRows(): Promise<readonly Measurement[]> {
  const text = grants();
  const peer = makemapTime(text);
  const uri = `${FOLDER}access`;
  const workspace = memoryWorkspace({ [`${FOLDER}sendmail.mc`]: MC, [uri]: text });
  let sites = new Sites(workspace);
  const [opened = 0] = await times(0, 3, async (round) => {
    workspace.write(uri, `# ${round}\n${text}`);
    sites = new Sites(workspace);
    await open(sites, uri);
  });
  const found = await workspace.read(uri);
  if (found.kind !== "there") throw new Error("the map is gone");
  const document = found.value;
  const edit = await turns(async (round) => {
    const at = { line: 5, character: 0 };
    TextDocument.update(document, [{ range: { start: at, end: at }, text: `# ${round}\n` }], round + 10);
    sites.changed(uri);
    await open(sites, uri);
  });
  return [
    withinPeer("access map of 200,000 grants, text to diagnostics", opened, peer, 1.5),
    ...edits("a line more in line 5 of it, to diagnostics", edit),
  ];
}
