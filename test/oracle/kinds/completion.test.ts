// Completion in tables against the real programs: each offered item is taken as an editor does, and what it promises is asked for.
import { afterAll, describe, expect, test } from "vitest";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { PLACES, SERVERS } from "./completion-places.ts";
import { isKept, type Tried } from "./completion-promises.ts";
import { EditedServer, RealServer, type Server, taken } from "./completion-site.ts";
import { withStart } from "./fix-answers.ts";

/** The ordinary run takes one place of so many on each server, the next one on the next. */
const STEP = 6;

/** What a person writes in place of what a snippet suggests. */
const HOLES: Readonly<Record<string, string>> = {
  user: "mail",
  login: "mail",
  "example.com": "else.example",
  "mail.example.com": "gw.example.net",
};
const fill = (hole: string): string => HOLES[hole] ?? hole;

/** Values that go with a key, by kind, and by tag in access. */
const VALUES: Readonly<Record<string, string>> = {
  mailertable: "smtp:[gw.example.net]",
  virtusertable: "root",
  genericstable: "ann@gen.example",
  domaintable: "local.example",
  authinfo: '"U:joe" "P:geheim" "M:PLAIN"',
  aliases: "root",
  userdb: "root",
  access: "REJECT",
};
const TAGGED: Readonly<Record<string, readonly [key: string, value: string]>> = {
  "connect:": ["192.0.2.99", "REJECT"],
  "from:": ["joe@x.example", "REJECT"],
  "to:": ["x.example", "RELAY"],
  "clientrate:": ["192.0.2.99", "10"],
  "clientconn:": ["192.0.2.99", "10"],
  "greetpause:": ["192.0.2.99", "1000"],
  "spam:": ["joe@x.example", "FRIEND"],
  "tls_srv:": ["x.example", "VERIFY"],
  "tls_clt:": ["x.example", "VERIFY"],
  "tls_rcpt:": ["joe@x.example", "VERIFY"],
  "try_tls:": ["x.example", "NO"],
  "srv_features:": ["192.0.2.99", "S"],
  "clt_features:": ["x.example", "D"],
  "authinfo:": ["x.example", '"U:joe" "P:geheim" "M:PLAIN"'],
  "certissuer:": ["/CN=x", "RELAY"],
  "certsubject:": ["/CN=x", "RELAY"],
  "xconnect:": ["192.0.2.99", "YES"],
};

/** The line as a person writes it to its end. */
function finished(kind: string, line: string): string {
  if (kind === "aliases") return /^[^:]*:\s*$/.test(line) ? `${line.trimEnd()} ${VALUES.aliases}` : line;
  if (kind === "authinfo" || /^authinfo:/i.test(line)) {
    let whole = line.trimEnd() + ((line.match(/"/g) ?? []).length % 2 === 1 ? '"' : "");
    for (const part of ['"U:joe"', '"P:geheim"', '"M:PLAIN"'])
      if (!whole.toUpperCase().includes(part.slice(0, 3))) whole += ` ${part}`;
    return whole;
  }
  if (/^\S+\s+\S/.test(line) || !(kind in VALUES)) return line;
  const key = line.trimEnd();
  const [sample, value] = kind === "access" ? (TAGGED[/^\w+:/.exec(key)?.[0].toLowerCase() ?? ""] ?? []) : [];
  const isRecipient = /^to:.+@/i.test(key);
  return `${key}${/:$/.test(key) ? (sample ?? "") : ""}\t${isRecipient ? "REJECT" : (value ?? VALUES[kind])}`;
}

/** Notes of items that promise nothing. */
const HONEST = /(?:^|, )(?:not read|refuses (?:nothing|the mail)|relays nothing)/;

/** Said of every login in an access map, whoever wrote it. */
const OF_EVERY_LOGIN = "auth-password-in-access";

/** The code of a finding. */
const code = (finding: string): string => finding.split(" ", 1)[0] ?? "";

/** What came of the sound places of a file. */
interface Outcome {
  readonly wrong: readonly string[];
  readonly made: readonly Tried[];
  readonly asked: number;
}

/** Takes the items at the places of a file, in the ordinary run at some of them. `turn`: at which. */
async function takeAll(server: Server, edited: EditedServer, kind: string, turn: number): Promise<Outcome> {
  const wrong: string[] = [];
  const made: Tried[] = [];
  const known = new Set<string>();
  let asked = 0;
  const { sound, odd } = PLACES[kind] ?? { sound: [], odd: [] };
  for (const [index, marked] of [...sound, ...odd].entries()) {
    if (!LONG && sound.length > 12 && (index + SEED) % STEP !== turn % STEP) continue;
    for (const end of LONG ? ["\n", "\r\n"] : [(index + turn) % 5 === 0 ? "\r\n" : "\n"]) {
      const base = (server.files[kind] ?? "").replaceAll("\n", end);
      const at = marked.indexOf("‸");
      const before = base + marked.slice(0, at).replaceAll("\n", end);
      const after = marked.slice(at + 1).replaceAll("\n", end) + end;
      const place = { text: before + after, offset: before.length };
      const own = new Set(await edited.findings(kind, base));
      // What is wrong with the tag that is typed is not of the item.
      const tag = kind === "access" ? /^[A-Za-z_]+:/.exec(marked)?.[0] : undefined;
      const control = tag === undefined ? [] : await edited.findings(kind, `${base}${finished(kind, tag)}${end}`);
      const excused = new Set([...control.map(code), OF_EVERY_LOGIN]);
      const seen = new Map<string, number>();
      const labels = new Set<string>();
      for (const item of await edited.offered(kind, place.text, place.offset)) {
        const said = `${kind} ${JSON.stringify(marked)}${end === "\n" ? "" : " CRLF"} + ${item.label}`;
        if (labels.has(item.label)) wrong.push(`${said}: offered twice`);
        labels.add(item.label);
        const taking = taken(item, place, fill);
        if (taking === undefined) continue;
        asked++;
        const { start, stop, text } = taking;
        // What is replaced is what was typed of a word, and the quote or bracket that an editor put after it.
        const replaced = place.text.slice(start, stop);
        const isOfWord = start >= base.length && start <= place.offset && !/[\r\n]/.test(replaced);
        const isTyped = stop === place.offset || /^["[][^\]]*["\]]$/.test(replaced);
        if (!isOfWord || !isTyped || item.additionalTextEdits !== undefined)
          wrong.push(`${said}: the rest of the file changes`);
        if (index >= sound.length || HONEST.test(item.labelDetails?.description ?? "")) continue;
        // Of many that are alike, a few.
        const like = item.detail ?? item.label;
        seen.set(like, (seen.get(like) ?? 0) + 1);
        if (!LONG && (seen.get(like) ?? 0) > 2) continue;
        const lines = text.slice(base.length).split(end);
        const last = lines.findLastIndex((line) => line.trim() !== "");
        const whole = lines.map((line, number) => (number === last ? finished(kind, line) : line));
        const tried = whole.join("\n").trimEnd();
        if (known.has(tried + end)) continue;
        known.add(tried + end);
        const found = await edited.findings(kind, base + whole.join(end));
        const fresh = found.filter((finding) => !own.has(finding) && !excused.has(code(finding)));
        if (fresh.length > 0) wrong.push(`${said} -> ${JSON.stringify(tried)}: ${fresh.join("; ")}`);
        made.push({ place: said, lines: tried });
      }
    }
  }
  edited.write(kind, server.files[kind] ?? "");
  return { wrong, made, asked };
}

for (const [turn, server] of SERVERS.filter(({ version }) => versionsThere().includes(version)).entries())
  describe(`${server.name}, ${server.version}`, () => {
    const edited = new EditedServer(server);
    const real = new RealServer(server, withStart);
    afterAll(() => real.dispose());

    test.each(Object.keys(PLACES).filter((kind) => kind in server.files))(
      "what is offered in %s is right",
      async (kind) => {
        const { wrong, made, asked } = await takeAll(server, edited, kind, turn);
        const broken = isKept(real, server, kind, made);
        console.info(`${kind}: ${asked} items taken, ${made.length} of them read, ${broken.asked} promises asked`);
        expect([...wrong, ...broken.wrong]).toEqual([]);
        expect(asked).toBeGreaterThan(0);
      },
    );
  });
