// A table of a million lines of each kind: the first diagnostics, a keystroke in it, and what an editor asks after that.
import { createService, type Service } from "../../server/src/service.ts";
import { buffersFirst } from "../../server/src/site/buffers.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";
import { type Measurement, quantile, stopwatch } from "./_measure.ts";
import { type Ask, JUDGED, REQUESTS } from "./requests.ts";
import { accessMap } from "./tables.ts";

const LINES = 1_000_000;
const FOLDER = "file:///bench/";
/** Milliseconds of a keystroke to diagnostics, and of each request, at the 95th percentile. */
const BUDGET = 50;
/** Places in the table. The best of some rounds counts at each: what other programs of the machine take is not ours. */
const PLACES = 40;
const ROUNDS = 3;
/** The first diagnostics, as a multiple of those of access; a table that names users and domains says more in a line. */
const BUDGET_FIRST = 1.5;
/** Megabytes of the whole process, with the table open twice: a server with two such files. */
const MEMORY = 1_000;
const KEYSTROKE = "keystroke";

const MC = [
  "OSTYPE(`linux')dnl",
  "define(`SMART_HOST', `[smtp.provider.example]')dnl",
  "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl",
  "FEATURE(`use_cw_file')dnl",
  ...["access_db", "mailertable", "virtusertable", "genericstable", "domaintable"].map(
    (name) => `FEATURE(\`${name}')dnl`,
  ),
  ...["authinfo", "bitdomain", "uucpdomain"].map((name) => `FEATURE(\`${name}')dnl`),
  "VIRTUSER_DOMAIN(`shop.example')dnl",
  "GENERICS_DOMAIN(`domain0.example')dnl",
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "",
].join("\n");

/** A table by the name of its file: line `at` of it. */
const TABLES: Readonly<Record<string, (at: number) => string>> = {
  mailertable: (at) => `${at % 2 === 0 ? "." : ""}host${at}.example\tesmtp:[mail${at % 100}.provider.example]`,
  virtusertable: (at) => `user${at}@shop.example\tperson${at}`,
  genericstable: (at) => `user${at}\tperson${at}@domain0.example`,
  domaintable: (at) => `old${at}.example\tnew${at % 1000}.example`,
  // As many that lead to others as are followed.
  aliases: (at) => (at % 25 === 0 ? `list${at}: alias${at + 1}` : `alias${at}: user${at}@elsewhere.example`),
  authinfo: (at) => `AuthInfo:smtp${at}.provider.example\t"U:joe${at}" "P:secret" "M:PLAIN"`,
  userdb: (at) => `user${at}:maildrop\tperson${at}@domain0.example`,
  bitdomain: (at) => `host${at}\tnode${at}.example`,
  uudomain: (at) => `host${at}\tnode${at}.example`,
  "relay-domains": (at) => `backup${at}.example`,
  "local-host-names": (at) => `domain${at}.example`,
};

function tableOf(line: (at: number) => string): string {
  // Through a buffer, so that it is one flat string as it would be from a disk.
  return Buffer.from(Array.from({ length: LINES }, (_, at) => `${line(at)}\n`).join("")).toString("utf8");
}

/** What is asked in each: without the diagnostics, which the keystroke has. */
const { diagnostics: _, ...judged } = JUDGED;
const ASKED: Readonly<Record<string, Ask>> = { ...REQUESTS, ...judged };

/** How often a table is opened: the best counts. The first time some code is not compiled yet. */
const OPENINGS = 2;

/** The first diagnostics, a keystroke to diagnostics, then the slowest of all requests about its place. */
async function measure(name: string, text: string, first: number | undefined): Promise<readonly Measurement[]> {
  const uri = FOLDER + (TABLES[name] === undefined ? "access" : name);
  const memory = memoryWorkspace({ [`${FOLDER}sendmail.mc`]: MC, [uri]: text });
  let buffer = TextDocument.create(uri, "", 0, text);
  const read = buffersFirst((asked) => (asked === uri ? buffer : undefined), memory.read);
  let service: Service = createService({ ...memory, read });
  let taken = Number.POSITIVE_INFINITY;
  for (let opening = 0; opening < OPENINGS; opening++) {
    service = createService({ ...memory, read });
    buffer = TextDocument.create(uri, "", 0, `${opening === 0 ? "" : "# once more\n"}${text}`);
    const opened = stopwatch();
    await service.diagnostics(uri);
    taken = Math.min(taken, opened());
  }
  const memoryTaken = process.memoryUsage.rss() / 1_000_000;
  const best = new Map<string, number[]>();
  let slowest = { what: "", value: 0 };
  const note = (what: string, place: number, value: number) => {
    const times = best.get(what) ?? [];
    best.set(what, times);
    times[place] = Math.min(times[place] ?? Number.POSITIVE_INFINITY, value);
    if (times.length === 1 && value > slowest.value) slowest = { what, value };
  };
  for (let turn = 0; turn < PLACES * ROUNDS; turn++) {
    const place = turn % PLACES;
    const at = { line: (place * 24_593 + 7) % LINES, character: 3 };
    // A letter more in a word, and in the next round a line more.
    const edit = turn % 2 === 0 ? { at, text: "x" } : { at: { ...at, character: 0 }, text: "# a comment\n" };
    buffer = TextDocument.update(buffer, [{ range: { start: edit.at, end: edit.at }, text: edit.text }], turn + 1);
    const typed = stopwatch();
    service.changed(uri);
    await service.diagnostics(uri);
    note(KEYSTROKE, place, typed());
    for (const [what, ask] of Object.entries(ASKED)) {
      const asked = stopwatch();
      JSON.stringify(await ask(service, uri, { line: at.line + 1, character: 5 }));
      note(what, place, asked());
    }
  }
  const row = (what: string, value: number): Measurement => {
    return { name: `${name}: ${what}`, value, unit: "ms", budget: BUDGET, ok: value < BUDGET };
  };
  const p95 = [...best].map(([what, times]): readonly [what: string, p95: number] => [
    what,
    quantile(
      times.sort((a, b) => a - b),
      0.95,
    ),
  ]);
  const requests = p95.filter(([what]) => what !== KEYSTROKE).sort(([, a], [, b]) => b - a);
  const [[worst, time] = ["", 0]] = requests;
  const ratio = first === undefined ? undefined : taken / first;
  const peer = ratio === undefined ? {} : { peer: "those of access", ratio, budget: BUDGET_FIRST };
  const ok = ratio === undefined || ratio < BUDGET_FIRST;
  return [
    { name: `${name}: first diagnostics, ratio to access`, value: taken, unit: "ms", ...peer, ok },
    row("keystroke to diagnostics, p95", p95.find(([what]) => what === KEYSTROKE)?.[1] ?? 0),
    row(`slowest of ${requests.length} requests, p95 (${worst})`, time),
    row(`slowest first time (${slowest.what})`, slowest.value),
    {
      name: `${name}: memory of the process`,
      value: memoryTaken,
      unit: "MB",
      budget: MEMORY,
      ok: memoryTaken < MEMORY,
    },
  ];
}

export async function bench(): Promise<readonly Measurement[]> {
  // Compiled code is compared with compiled code: a short table first.
  await measure("warm-up", accessMap().slice(0, 2_000_000), undefined);
  const access: readonly Measurement[] = [];
  const rows = [...access];
  for (const [name, line] of Object.entries(TABLES).filter(([n]) => n === "relay-domains"))
    rows.push(...(await measure(name, tableOf(line), access[0]?.value)));
  return rows;
}
