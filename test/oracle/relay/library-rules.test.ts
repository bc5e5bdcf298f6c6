// Which rules the m4 libraries write into the rulesets that decide about relaying: as many configurations as make no new ones any more.
// `LIBRARY_RULES=write` writes what is found to the product, after a new version came or `shapeOf` changed.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { testEnvironment } from "../../../server/src/cf/testing.ts";
import { LIBRARY_RULES } from "../../../server/src/relay/verdicts/library-rule-hashes.ts";
import { decidingRulesets, hashOf, linksOf } from "../../../server/src/relay/verdicts/library-rules.ts";
import { cfDir, LONG, libraryOf, program, run, SEED, safeFolder, type Version, versionsThere } from "../programs.ts";
import { configuration, HOST } from "./generator.ts";
import { Chance } from "./random.ts";
import { texts } from "./texts.ts";

const WRITES = process.env.LIBRARY_RULES === "write";
const CONFIGURATIONS = WRITES ? 400 : LONG ? 100 : 12;
const FILE = path.resolve(import.meta.dirname, "../../../server/src/relay/verdicts/library-rule-hashes.ts");

/** What has a say in how addresses are read, beside what the generator of relay policies writes. */
const MORE = [
  "FEATURE(`mailertable', `hash -o /nowhere/mailertable')dnl",
  "FEATURE(`domaintable', `hash -o /nowhere/domaintable')dnl",
  "FEATURE(`bitdomain', `hash -o /nowhere/bitdomain')dnl",
  "FEATURE(`uucpdomain', `hash -o /nowhere/uudomain')dnl",
  "FEATURE(`authinfo', `hash -o /nowhere/authinfo')dnl",
  "FEATURE(`local_no_masquerade')dnl",
  "FEATURE(`badmx')dnl",
  "define(`SMART_HOST', `relay.example.org')dnl",
  "define(`MAIL_HUB', `hub.example.org')dnl",
  "define(`LUSER_RELAY', `luser.example.org')dnl",
  "define(`UUCP_RELAY', `uucp.example.org')dnl",
  "define(`BITNET_RELAY', `bitnet.example.org')dnl",
  "define(`DECNET_RELAY', `decnet.example.org')dnl",
  "MASQUERADE_AS(`example.com')dnl",
  "GENERICS_DOMAIN(`example.com')dnl",
  "EXPOSED_USER(`root')dnl",
  "TRUST_AUTH_MECH(`LOGIN PLAIN')dnl",
] as const;
const MAILERS = ["uucp", "usenet", "fax", "procmail", "cyrus", "cyrusv2", "pop", "mail11", "qpage", "phquery"] as const;

/** The links of the rules of one generated configuration. */
function linksIn(dir: string, version: Version | undefined, seed: number): readonly string[] {
  const chance = new Chance(seed * 17 + 3);
  const plain = texts({ ...configuration(seed), lines: [] }, dir).mc;
  const more = chance.some(MORE, 0, 4).join("\n");
  const mailers = chance.maybe(0.3) ? chance.some(MAILERS, 1, 2).map((name) => `MAILER(\`${name}')dnl`) : [];
  const mc = `${plain.replace("MAILER(`local')dnl", `${more}\nMAILER(\`local')dnl`)}${mailers.join("\n")}\n`;
  const file = path.join(dir, "sendmail.mc");
  writeFileSync(file, mc);
  const library = version === undefined ? cfDir() : libraryOf(version);
  const { stdout } = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, file]);
  const cf = readCf({ name: file, text: stdout }, testEnvironment({ version: version ?? "8.17.1", hostName: HOST }));
  return decidingRulesets(cf).flatMap((ruleset) => linksOf(ruleset, stdout));
}

test.each(versionsThere())(
  "all rules of %s are known",
  (version) => {
    const { dir, dispose } = safeFolder();
    const known = new Set(LIBRARY_RULES.match(/\w{7}/g));
    const unknown = new Map<string, string>();
    const growth: number[] = [];
    try {
      for (let seed = SEED; seed < SEED + CONFIGURATIONS; seed++) {
        for (const link of linksIn(dir, version, seed)) if (!known.has(hashOf(link))) unknown.set(hashOf(link), link);
        growth.push(unknown.size);
      }
    } finally {
      dispose();
    }
    if (!WRITES) {
      expect([...unknown.values()].slice(0, 5)).toEqual([]);
      return;
    }
    console.log(version, growth.filter((_, i) => i % 40 === 39).join(" "));
    for (const hash of unknown.keys()) found.add(hash);
    const rows =
      [...new Set([...known, ...found])]
        .sort()
        .join("")
        .match(/.{1,112}/g) ?? [];
    const lines = [
      "// Hashes of the rules that the m4 libraries write: `linksOf` in library-rules.ts. Written by test/oracle/relay/library-rules.test.ts.",
      "export const LIBRARY_RULES =",
      `${rows.map((row) => `  "${row}"`).join(" +\n")};`,
      "",
    ];
    writeFileSync(FILE, lines.join("\n"));
  },
  600_000,
);

const found = new Set<string>();
