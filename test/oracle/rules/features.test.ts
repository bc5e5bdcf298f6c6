// The rules about relaying features speak where GNU m4's trace shows that the feature runs, and nowhere else.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { decode } from "../../../server/src/encoding.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { cfDir, corpusFiles, program, run } from "../programs.ts";

/** Each feature with the code that reports it. */
const CODES: Readonly<Record<string, string>> = {
  promiscuous_relay: "relay-promiscuous",
  relay_local_from: "relay-local-from",
  relay_mail_from: "relay-mail-from",
  relay_based_on_MX: "relay-based-on-mx",
  loose_relay_check: "relay-loose-check",
  relay_entire_domain: "relay-entire-domain",
  accept_unresolvable_domains: "sender-unresolvable",
  accept_unqualified_senders: "sender-unqualified",
};

/** Features of which nothing is said where no daemon of the .cf is reached from elsewhere. */
const OF_STRANGERS = new Set(["accept_unresolvable_domains", "accept_unqualified_senders"]);

/** True where each daemon of a .cf listens on the loopback address. */
function keepsToItself(cf: string): boolean {
  const daemons = [...cf.matchAll(/^O DaemonPortOptions=(.*)$/gm)].map(([, options = ""]) => options);
  return daemons.length > 0 && daemons.every((options) => /\bA\w*=(?:127\.|::1\b|localhost\b)/i.test(options));
}

/** `feature:line` of each live use that is to be reported, as GNU m4 traces it in this very file. */
function traced(file: string): readonly string[] {
  const args = [
    `-D_CF_DIR_=${cfDir()}`,
    "-D_NO_MAKEINFO_",
    "-daeflq",
    "-t",
    "FEATURE",
    path.join(cfDir(), "m4/cf.m4"),
    file,
  ];
  const { stdout, stderr } = run(program("m4"), args, "", path.dirname(file));
  const alone = keepsToItself(stdout);
  const found: string[] = [];
  for (const line of stderr.split("\n")) {
    const call = /^m4trace:(.*):(\d+): -\d+- FEATURE\(`?(\w+)/.exec(line);
    const [, name = "", at = "", feature = ""] = call ?? [];
    if (name === file && feature in CODES && !(alone && OF_STRANGERS.has(feature))) found.push(`${feature}:${at}`);
  }
  return found.sort();
}

/** `feature:line` of each finding. m4's trace names the line on which a call ends being read. */
async function reported(file: string): Promise<readonly string[]> {
  const uri = pathToFileURL(file).href;
  const { text } = decode(readFileSync(file));
  const renamed = uri.endsWith(".mc") ? uri : `${uri}.mc`;
  const [site] = await new Sites(memoryWorkspace({ [renamed]: text })).sitesOf(renamed);
  if (site === undefined) return [];
  const rules = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => Object.values(CODES).includes(meta.code));
  const problems = lint(site, rules).get(renamed) ?? [];
  const document = site.document(renamed);
  return problems
    .map(({ meta, span }) => {
      const feature = Object.keys(CODES).find((name) => CODES[name] === meta.code);
      return `${feature}:${(document?.positionAt(span.start).line ?? -1) + 1}`;
    })
    .sort();
}

describe("the corpus of real configurations", () => {
  const files = corpusFiles("mc");
  it.skipIf(files.length === 0)("has each live use of the eight features reported, and no other", async () => {
    const counts: Record<string, number> = {};
    for (const file of files) {
      const real = traced(file);
      expect(await reported(file), file).toEqual(real);
      for (const use of real) {
        const [feature = ""] = use.split(":");
        counts[feature] = (counts[feature] ?? 0) + 1;
      }
    }
    console.info(`${files.length} files, live uses:`, counts);
    expect(Object.keys(counts).length).toBeGreaterThan(3);
  });
});
