// Files as administrators have them, of every kind and in many styles: makemap and newaliases refuse nothing of the sane ones and we
// have no word against them, whatever the line ends are; each realistic mistake is found where it is.
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS, MAP_KINDS } from "../../../server/src/kinds/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs, memoryWorkspace } from "../../../server/src/site/index.ts";
import { LONG, SEED, safeFolder, VERSIONS } from "../programs.ts";
import { compareMaps, toBytes } from "./ask-makemap.ts";
import { MailSite, type MailSiteOptions } from "./mail-site.ts";
import { aliasAccount, NewAliases } from "./newaliases.ts";
import { MC, MISTAKES } from "./realistic/lines.ts";
import { serverFiles, wholeFile } from "./realistic/server.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

/** Servers, each with a file of each kind. */
const SERVERS = fc.sample(serverFiles, { numRuns: LONG ? 300 : 30, seed: SEED });
const [FIRST = {}] = SERVERS;

const rules = ALL_RULES.map(({ rule }) => rule);
const at = (name: string): string => `file:///etc/mail/${name}`;

const ALARMS: ReadonlySet<string> = new Set(["error", "warning"]);

/** Errors and warnings about files of a server: `file:line code`. */
async function saidOf(
  files: Readonly<Record<string, string>>,
  names = Object.keys(files),
  severities: ReadonlySet<string> = ALARMS,
): Promise<readonly string[]> {
  const workspace = memoryWorkspace(Object.fromEntries(Object.entries(files).map(([name, text]) => [at(name), text])));
  const judge = new Judge(workspace, DEFAULT_SETTINGS, { configs: new KnownConfigs(), kinds: KINDS, rules });
  const said = new Set<string>();
  for (const name of names)
    for (const { site, problems } of await judge.judge(at(name)))
      for (const { span, meta, severity } of problems) {
        if (!severities.has(severity) || span.source === at("sendmail.mc")) continue;
        const line = site.document(span.source)?.positionAt(span.start).line ?? -1;
        said.add(`${span.source.slice(at("").length)}:${line + 1} ${meta.code}`);
      }
  return [...said].sort();
}

describe("sane files", () => {
  test.each(MAP_KINDS)("%s: makemap refuses no line, and reads each file as we do", (kind) => {
    for (const [nth, files] of SERVERS.entries()) {
      const version = VERSIONS[nth % VERSIONS.length];
      const table = compareMaps(folder, files[kind] ?? "", { type: kind === "userdb" ? "btree" : "hash", version });
      expect(table.errors()).toEqual([]);
      expect(table.duplicates()).toEqual([]);
      expect(table.entryCount).toBeGreaterThan(1);
    }
  });

  test.each(VERSIONS)("aliases: newaliases of %s refuses no line, and reads each file as we do", (version) => {
    const texts = SERVERS.map(({ aliases = "" }) => aliases);
    const newaliases = new NewAliases(version);
    const answers = newaliases.ask(texts.map(toBytes)).flatMap(({ made }) => made);
    newaliases.dispose();
    expect(answers.flatMap(({ messages }) => messages)).toEqual([]);
    expect(texts.map((text) => aliasAccount(text, version === "8.15.2"))).toEqual(answers);
  });

  test("nothing is said of them", async () => {
    const said = new Map<string, string>();
    for (const files of SERVERS)
      for (const one of await saidOf(files)) {
        const [name = "", line = "0"] = one.split(/[: ]/);
        said.set(one, files[name]?.split("\n")[Number(line) - 1] ?? "");
      }
    expect([...said].map(([one, text]) => `${one}: ${text}`)).toEqual([]);
  });
});

test.each(Object.entries(MISTAKES))("realistic mistakes in %s: each is found in its line", async (kind, mistakes) => {
  const lines = wholeFile(kind).split("\n").slice(0, -1);
  const where = new Map<number, string>();
  for (const [nth, mistake] of mistakes.entries()) {
    // An indented line of aliases belongs to the one above: that has to be sane.
    lines.push(kind === "aliases" ? `ok${nth}: ann` : "# next", mistake.replaceAll("§", String(nth)));
    for (const line of mistake.split("\n").keys()) where.set(lines.join("\n").split("\n").length - line, mistake);
  }
  const server = { ...FIRST, [kind]: `${lines.join("\n")}\n` };
  const lineOf = (one: string) => where.get(Number(new RegExp(`^${kind}:(\\d+) `).exec(one)?.[1] ?? 0));
  const found = (await saidOf(server, [kind], new Set([...ALARMS, "information", "hint"]))).map(lineOf);
  const missed = mistakes.filter((mistake) => !found.includes(mistake));
  console.log(`${kind}: ${mistakes.length - missed.length} of ${mistakes.length} mistakes found`);
  expect(missed).toEqual([]);
  // Nothing speaks against the lines between them.
  expect((await saidOf(server, [kind])).filter((one) => lineOf(one) === undefined)).toEqual([]);
});

describe("line ends of Windows", () => {
  const TABLES: NonNullable<MailSiteOptions["tables"]> = {
    mailertable: ["gw.example\tsmtp:[b.example]", "err.example\terror:5.1.2:550 gone", "loc.example\tlocal:root"],
    virtusertable: ["a@virt.example\troot", "b@virt.example\terror:nouser no", "@virt.example\t%1@out.example"],
    genericstable: ["joe\tJoe@out.example"],
    domaintable: ["old.example\tnew.example"],
    aliases: ["joe: root", "ann: joe,", "\tbob@x.example", 'cmd: "|/bin/cat x"', "fil: /var/mail/x"],
  };
  const ACCESS = ["Connect:192.0.2\tRELAY", "From:spam.example\tREJECT", "To:u@local.example\tERROR:5.1.1:550 no"];
  const ADDRESSES = ["gw", "err", "loc", "old"].map((name) => `u@${name}.example`);
  const VIRTUAL = ["a", "b", "z"].map((name) => `${name}@virt.example`);
  const QUESTIONS = [
    ".D{client_addr}192.0.2.7",
    "check_rcpt any@where.example",
    "check_mail s@spam.example",
    "check_rcpt u@local.example",
  ];

  /** What sendmail answers where each line ends in CR too, or not. */
  function answers(end: string): readonly unknown[] {
    const ended = (lines: readonly string[] = []): string[] => lines.map((line) => line + end);
    const mc =
      "FEATURE(`access_db', `hash @/access')\nFEATURE(`blocklist_recipients')\nFEATURE(`accept_unresolvable_domains')";
    const tables = Object.fromEntries(Object.entries(TABLES).map(([name, lines]) => [name, ended(lines)]));
    const site = new MailSite({ mc, tables });
    site.hash("access", ended(ACCESS));
    const all = [
      site.parse([...ADDRESSES, ...VIRTUAL]),
      site.rewrite(["joe"]),
      ["joe", "ann", "cmd", "fil"].map((name) => site.verify(name).map((said) => said.replace("\r", ""))),
      site.testMode(QUESTIONS),
    ];
    site.dispose();
    return all;
  }

  test("do no harm", () => {
    const [parsed] = answers("\r");
    expect(parsed).toContain("smtp [b.example] u@gw.example");
    expect(answers("\r")).toEqual(answers(""));
  });

  test("are not reported", async () => {
    const files = Object.fromEntries(
      Object.entries(FIRST).map(([name, text]) => [name, text.replace(/^\n/gm, "").replaceAll("\n", "\r\n")]),
    );
    expect(await saidOf({ ...files, "sendmail.mc": MC })).toEqual([]);
  });
});
