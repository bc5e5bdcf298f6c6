// What the hover of a word of a class file says becomes of hosts, domains and senders is what sendmail's rulesets say.
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import type { TableName } from "../tables/mail-site.ts";
import { ASPECTS, claimed } from "./class-claims.ts";
import {
  type ClassName,
  type ClassServer,
  classHovers,
  FILES,
  MASQUERADE,
  RIGHT,
  type Subject,
  type Treatment,
  treatments,
} from "./class-questions.ts";

const AS = `MASQUERADE_AS(\`${MASQUERADE}')`;
const SERVERS: Readonly<Record<string, { readonly mc: string; readonly without?: readonly TableName[] }>> = {
  plain: { mc: AS },
  "entire domains": {
    mc: `${AS}\n${["masquerade_entire_domain", "generics_entire_domain", "virtuser_entire_domain", "masquerade_envelope"].map((name) => `FEATURE(\`${name}')`).join("\n")}`,
  },
  "relay_hosts_only, without masquerading": { mc: "FEATURE(`relay_hosts_only')" },
  limited_masquerade: { mc: `${AS}\nFEATURE(\`limited_masquerade')\nFEATURE(\`masquerade_entire_domain')` },
  "without tables": { mc: AS, without: ["virtusertable", "genericstable", "mailertable"] },
  "with a hub, relay_entire_domain and blocklist_recipients": {
    mc: `define(\`MAIL_HUB', \`hub.test')\nFEATURE(\`relay_entire_domain')\nFEATURE(\`${"blacklist"}_recipients')`,
  },
};

const name = (at: number): string => `k${at}.test`;
const net = (at: number): string => `198.${18 + (at >> 8)}.${at & 255}`;
const v6 = (at: number): string => `IPv6:2001:db8:${at.toString(16)}`;

/** Words as people write them; the more usual ones are there more often. */
const FORMS: readonly ((at: number) => string)[] = [
  ...[name, name, name, name, name],
  (at) => name(at).toUpperCase(),
  (at) => `${name(at)} # note`,
  (at) => `${name(at)} second.test`,
  (at) => `.${name(at)}`,
  (at) => `.${name(at)}`,
  (at) => `*.${name(at)}`,
  (at) => `${name(at)}.`,
  (at) => `u@${name(at)}`,
  (at) => `@${name(at)}`,
  (at) => `[${name(at)}]`,
  (at) => `${name(at)},`,
  (at) => `${name(at)}:25`,
  (at) => `"${name(at)}"`,
  (at) => `http://${name(at)}/`,
  (at) => `${net(at)}.7`,
  (at) => `[${net(at)}.7]`,
  net,
  (at) => `${net(at)}.`,
  (at) => `${net(at)}.0/24`,
  (at) => `[${net(at)}]`,
  (at) => `${v6(at)}:0:0:0:0:1`,
  (at) => `${v6(at)}::1`,
  (at) => `[${v6(at)}:0:0:0:0:1]`,
  (at) => `[${v6(at)}::1]`,
  v6,
  (at) => `${v6(at)}:`,
];

/** Those whom the words of a number may be about. */
const SUBJECTS: readonly ((at: number) => Subject)[] = [
  (at) => ({ domain: name(at), client: { name: name(at), address: "203.0.113.9", resolves: true } }),
  (at) => ({
    domain: `host.sub.${name(at)}`,
    client: { name: `host.sub.${name(at)}`, address: "203.0.113.9", resolves: true },
  }),
  (at) => ({
    domain: `[${net(at)}.7]`,
    client: { name: `[${net(at)}.7]`, address: `${net(at)}.7`, resolves: false },
  }),
  (at) => ({
    domain: `[${v6(at)}:0:0:0:0:1]`,
    client: { name: `[${v6(at)}:0:0:0:0:1]`, address: `${v6(at)}:0:0:0:0:1`, resolves: false },
  }),
  (at) => ({ domain: `[${name(at)}]` }),
];

const WORDS = LONG ? 150 : 16;
const CLASSES = Object.keys(FILES) as ClassName[];

interface Row {
  readonly className: ClassName;
  readonly at: number;
  readonly line: number;
  readonly text: string;
}

/** A server with words of all classes, and lines of tables about some of them. */
function serverOf(key: string): { readonly server: ClassServer; readonly rows: readonly Row[] } {
  const { mc, without = [] } = SERVERS[key] ?? { mc: "" };
  const seed = SEED + [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7);
  const forms = fc.sample(
    fc.tuple(
      fc.constantFrom(...FORMS),
      fc.constantFrom("", "", "virtusertable", "mailertable", "domaintable", "genericstable", "access"),
    ),
    { numRuns: WORDS * CLASSES.length, seed },
  );
  const words: Record<ClassName, string[]> = { w: [], R: [], G: [], VirtHost: [], M: [], N: [] };
  const tables: Record<TableName | "access", string[]> = {
    virtusertable: [],
    mailertable: [],
    domaintable: [],
    genericstable: [],
    access: [],
  };
  const rows: Row[] = [];
  const add = (className: ClassName, at: number, text: string) => {
    rows.push({ className, at, text, line: words[className].length });
    words[className].push(text);
  };
  forms.forEach(([form, table], at) => {
    const className = CLASSES[at % CLASSES.length] ?? "w";
    add(className, at, form(at));
    // Names that would be masqueraded.
    if (className === "N") for (const prefix of ["", "host.sub."]) words.w.push(prefix + name(at));
    if (className === "VirtHost")
      for (const subject of SUBJECTS) tables.virtusertable.push(`root@${subject(at).domain}\t${RIGHT.virtusertable}`);
    if (className === "G")
      for (const subject of SUBJECTS) tables.genericstable.push(`root@${subject(at).domain}\t${RIGHT.genericstable}`);
    // Others are not about the word.
    const isName = new RegExp(`^${name(at)}( |$)`, "i").test(form(at));
    if (!isName) return;
    const isRewritten = className === "G" || className === "M" || className === "N" || className === "VirtHost";
    if (table === "virtusertable") tables.virtusertable.push(`@${name(at)}\t${RIGHT.virtusertable}`);
    if (table === "mailertable") tables.mailertable.push(`${name(at)}\t${RIGHT.mailertable}`);
    if (table === "genericstable") tables.genericstable.push(`@${name(at)}\t${RIGHT.genericstable}`);
    if (table === "domaintable" && !isRewritten) tables.domaintable.push(`${name(at)}\t${RIGHT.domaintable}`);
    if (table === "access") tables.access.push(`To:${name(at)}\tREJECT`);
  });
  return { server: { mc, without, words, tables }, rows };
}

/** What becomes of senders at names of this server. */
function ofOwnNames(mc: string): Partial<Treatment> {
  if (!mc.includes(AS) || mc.includes("limited_masquerade")) return {};
  return { header: "masqueraded", ...(mc.includes("masquerade_envelope") ? { envelope: "masqueraded" } : {}) };
}

/** An ordinary run asks one version about each server. */
const CASES = Object.keys(SERVERS).flatMap((key, at): (readonly [string, Version])[] => {
  const versions: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [at % 2 === 0 ? NEWEST : "8.15.2"];
  return versions.map((version) => [key, version]);
});

test.each(CASES)("words of classes: %s, sendmail %s", async (key, version) => {
  const { server, rows } = serverOf(key);
  const asked = rows.flatMap((row) => SUBJECTS.map((subject) => ({ row, subject: subject(row.at) })));
  const answers = treatments(
    server,
    asked.map(({ subject }) => subject),
    version,
  );
  const said = await classHovers(server);
  let questions = 0;
  const wrong = asked.flatMap(({ row, subject }, at) => {
    const { className, line, text } = row;
    const hover = said[className]?.[line] ?? "";
    const isItself = subject.domain === name(row.at);
    const about = {
      subject,
      hasVirtual: className === "VirtHost",
      hasGeneric: className === "G",
      ofOwnNames: className === "N" ? ofOwnNames(server.mc) : {},
    };
    const ours = claimed(hover, className, about, isItself);
    const theirs = answers[at];
    return ASPECTS[className].flatMap((aspect) => {
      const answer = theirs?.[aspect];
      if (answer === undefined) return [];
      questions++;
      // Only a line of the access map that is named may refuse what the word accepts.
      const isRefused = aspect === "recipient" && /^5\d\d /.test(answer) && / of access\]/.test(hover);
      const isSame =
        answer === ours[aspect] ||
        isRefused ||
        (aspect === "client" && /^5\d\d /.test(answer) && ours.client === "denied");
      return isSame
        ? []
        : [
            `${className} ${text} | ${subject.domain} ${aspect}: we ${ours[aspect]}, they ${answer} | ${hover.split("\n\n").join(" ¶ ").slice(0, 300)}`,
          ];
    });
  });
  console.log(
    `hovers agree with sendmail on ${questions - wrong.length} of ${questions} questions about ${rows.length} words`,
  );
  expect(wrong).toEqual([]);
  expect(questions).toBeGreaterThan(WORDS * 30);
});
