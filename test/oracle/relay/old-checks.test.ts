// Hand-written checks of relaying for sendmail 8.8, whose library has none: our answers, and those of sendmail when it has only these checks.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { decide, defaultQuery, exposureList } from "../../../server/src/relay/index.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { libraryOf, programOf, run, runSendmail, safeFolder, versionsThere } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());
const [oldest] = versionsThere();

const HEAD = [
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`confDONT_PROBE_INTERFACES', `True')dnl",
  `define(\`confSERVICE_SWITCH_FILE', \`${folder.dir}/switch')dnl`,
  "OSTYPE(`linux')dnl",
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "LOCAL_CONFIG",
  "Cwexample.com",
  "LOCAL_RULESETS",
];

/** What people wrote in those days: each the rules after `Scheck_rcpt`, and whether strangers relay through it. */
const CHECKS: readonly (readonly [name: string, isOpen: boolean, rules: readonly string[]])[] = [
  ["nothing but an answer that is no refusal", true, ["R$*\t$: ok"]],
  ["a refusal of everything", false, ['R$*\t$#error $@ 5.7.1 $: "550 no"']],
  [
    "own domains and own networks",
    false,
    [
      "R<$+@$=w>\t$@ ok",
      "R<$+@$*.partner.example>\t$@ ok",
      'R$*\t$: $(dequote "" $&{client_addr} $)',
      "R10.$+\t$@ ok",
      "R127.0.0.1\t$@ ok",
      "R0\t$@ ok",
      'R$*\t$#error $@ 5.7.1 $: "550 no relaying here"',
    ],
  ],
  [
    "a client's name, which anybody may have",
    true,
    ['R$*\t$: $(dequote "" $&{client_name} $)', "R$*example$*\t$@ ok", 'R$*\t$#error $@ 5.7.1 $: "550 no"'],
  ],
  ["a refusal of one domain only", true, ['R<$+@bad.example>\t$#error $@ 5.7.1 $: "550 no"']],
  ["a temporary refusal", false, ['R$*\t$#error $@ 4.7.1 $: "451 later"']],
];

const QUERIES = [
  ["203.0.113.9", "mail.stranger.example", "<victim@elsewhere.example>"],
  ["203.0.113.9", "mail.stranger.example", "<joe@example.com>"],
  ["203.0.113.9", "mail.stranger.example", "<joe@bad.example>"],
  ["203.0.113.9", "other.stranger.test", "<joe@sub.partner.example>"],
  ["10.1.2.3", "pc.inside.test", "<victim@elsewhere.example>"],
  ["127.0.0.1", "localhost", "<victim@elsewhere.example>"],
] as const;

/** What sendmail's check_rcpt answers where the library's own is called something else and the site's comes after it. */
function answers(rules: readonly string[]): readonly string[] {
  if (oldest === undefined) return [];
  const library = libraryOf(oldest);
  const { stdout } = run(
    programOf(oldest, "m4"),
    [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"],
    `${HEAD.join("\n")}\n`,
  );
  const own = ["Scheck_rcpt", ...rules, ""].join("\n");
  const file = path.join(folder.dir, "asked.cf");
  writeFileSync(path.join(folder.dir, "switch"), "hosts files\naliases files\n");
  writeFileSync(file, `${stdout.replaceAll(/^Scheck_(\w+)/gm, "Slibrary_$1").replaceAll(/^F.*$/gm, "")}\n${own}`);
  const typed = QUERIES.flatMap(([address, name, recipient]) => [
    `.D{client_addr}${address}`,
    `.D{client_name}${name}`,
    `check_rcpt ${recipient}`,
  ]);
  const said = runSendmail(["-bt", "-C", file], `${typed.join("\n")}\n`, { version: oldest }).stdout;
  return Array.from(said.matchAll(/^(?:> )?check_rcpt +returns: (.*)$/gm), ([, text = ""]) =>
    text.startsWith("$# error") ? "refused" : "accepted",
  );
}

describe.skipIf(oldest === undefined)("hand-written checks at 8.8", () => {
  it.each(CHECKS)("%s", async (_, isOpen, rules) => {
    const file = path.join(folder.dir, "sendmail.mc");
    writeFileSync(file, `${[...HEAD, "Scheck_rcpt", ...rules].join("\n")}\n`);
    const service = createService({ ...diskFiles(), folders: [] });
    const cfDir = oldest === undefined ? undefined : pathToFileURL(libraryOf(oldest)).href.replace(/\/$/, "");
    service.configure({ ...DEFAULT_SETTINGS, targetVersion: "8.8.8", hostName: "mx.example.com", cfDir });
    const uri = pathToFileURL(file).href;
    const site = await service.judgedSite(uri);
    if (site === undefined) throw new Error("no site");
    const theirs = answers(rules);
    expect(theirs).toHaveLength(QUERIES.length);
    const ours = QUERIES.map(([clientAddress, clientName, recipient]) =>
      decide(site, { ...defaultQuery, clientAddress, clientName, recipient, sender: "<a@stranger.example>" }).accepted
        ? "accepted"
        : "refused",
    );
    expect(ours).toEqual(theirs);
    const list = exposureList(site);
    expect(list.complete, "never sure of all").toBe(false);
    expect(list.count("open") + list.count("forgeable") > 0).toBe(isOpen);
    expect((await service.relayStatus(uri))?.state === "open").toBe(isOpen);
  });
});
