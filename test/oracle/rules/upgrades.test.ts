// What "Check an Upgrade" says of a site, against what two libraries and two sendmails make of it: all that changes, and nothing that does not.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { type UpgradeChange, upgradeChanges } from "../../../server/src/rules/facts/upgrade.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { corpusFiles, LONG, libraryOf, SEED, safeFolder, type Version, versionsThere } from "../programs.ts";
import { Chance } from "../relay/random.ts";
import { behaviour, effectOf, isOther, isOtherServer } from "./upgrades.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());
const there = versionsThere();
const PAIRS = there.flatMap((from) => there.flatMap((to) => (from === to ? [] : [[from, to] as const])));

const ACCESS = "Connect:192.0.2\tRELAY\nFrom:bad.example\tREJECT\nTo:joe@\t550 no\n";
const HEAD = [
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`confDONT_PROBE_INTERFACES', `True')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl",
];
const site = (os: string, lines: readonly string[]) =>
  [...HEAD.slice(0, 2), os, ...HEAD.slice(2), ...lines, "MAILER(`local')dnl", "MAILER(`smtp')dnl", ""].join("\n");

/** Questions whose answers rest on the rules of the library alone. */
const TYPED = [
  ".D{client_addr}192.0.2.7",
  ".D{client_name}client.example",
  ".D{client_resolve}OK",
  ".D{auth_type}",
  ".Dfsender@example.net",
  ".Dsclient.example",
  "check_mail <sender@example.net>",
  "check_mail <x@bad.example>",
  "check_rcpt <user@example.org>",
  "check_rcpt <root>",
  "check_rcpt <joe@mx.example.com>",
  "check_rcpt <a%b@c.example>",
  "UpgradeStart,check_relay client.example $| 192.0.2.7",
  ".D{client_addr}203.0.113.9",
  ".D{client_resolve}FAIL",
  "check_mail <>",
  "check_rcpt <user@example.org>",
  "check_rcpt <user@mx.example.com>",
  "/parse user@example.org",
  "/parse joe",
  "tls_server OK",
];

const ask = (version: Version, mc: string) => behaviour(version, mc, ACCESS, TYPED, folder.dir);

/** A word, and the lines that a site has with it. */
interface Word {
  readonly name: string;
  readonly mc: string;
}

const names = (part: string) =>
  new Set(
    there.flatMap((version) =>
      readdirSync(path.join(libraryOf(version), part)).flatMap((name) =>
        name.endsWith(".m4") ? [name.slice(0, -3)] : [],
      ),
    ),
  );

/** What features need as arguments to do anything. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  dnsbl: ",`list.example'",
  enhdnsbl: ",`list.example',`\"550 no\"',`',`127.0.0.2'",
  ldap_routing: ",`null',`null'",
};

const LINUX = "OSTYPE(`linux')dnl";

/** Every word of four libraries, whether our catalogue has it or not. */
function words(): readonly Word[] {
  const options = new Set(
    there.flatMap(
      (version) =>
        readFileSync(path.join(libraryOf(version), "m4/proto.m4"), "latin1").match(
          /\bconf[A-Z][A-Z0-9_]*[A-Z0-9]\b/g,
        ) ?? [],
    ),
  );
  return [
    ...[...names("feature")].map((name) => ({
      name,
      mc: site(LINUX, [`FEATURE(\`${name}'${ARGUMENTS[name] ?? ""})dnl`]),
    })),
    ...[...names("mailer")].map((name) => ({ name, mc: site(LINUX, [`MAILER(\`${name}')dnl`]) })),
    ...[...names("hack")].map((name) => ({ name, mc: site(LINUX, [`HACK(\`${name}')dnl`]) })),
    ...[...names("ostype")].map((name) => ({ name, mc: site(`OSTYPE(\`${name}')dnl`, []) })),
    ...[...options].map((name) => ({ name, mc: site(LINUX, [`define(\`${name}', \`1')dnl`]) })),
  ];
}

/** Words that Debian's builds lack something for; and one that only hands on what the access map has, where the change is told. */
const APART: ReadonlySet<string> = new Set([
  ...[...catalog.records()]
    .filter(({ build, changed }) => build !== undefined && changed === undefined)
    .map(({ name }) => name),
  "xconnect",
]);

const said = (changes: readonly UpgradeChange[], name: string) =>
  changes.some(({ span, subject }) => span !== undefined && subject === name);

describe.skipIf(there.length < 2)("each word of the libraries", () => {
  it("is told of where two versions make other things of it, and nowhere else", async () => {
    const plain = new Map(there.map((version) => [version, ask(version, site(LINUX, []))]));
    const all = words();
    const isKnown = ({ name }: Word) =>
      [...catalog.records()].some(
        (one) => one.name === name && (one.changed ?? one.renamed ?? one.deprecated) !== undefined,
      );
    const some = new Chance(SEED).some(all, 4, 4);
    const chosen = LONG ? all : all.filter((word) => isKnown(word) || some.includes(word));
    const faults: string[] = [];
    let asked = 0;
    for (const { name, mc } of chosen) {
      const known = await siteFrom({ "sendmail.mc": mc });
      const effects = new Map(there.map((version) => [version, effectOf(ask(version, mc), plain.get(version))]));
      for (const [from, to] of PAIRS) {
        asked++;
        const differs = isOther(effects.get(from), effects.get(to));
        const isSaid = said(upgradeChanges(known, from, to, undefined), name);
        if (differs === isSaid || APART.has(name)) continue;
        faults.push(
          `${name}, ${from} to ${to}: ${differs ? `${JSON.stringify(effects.get(from))} => ${JSON.stringify(effects.get(to))}` : "no change"}`,
        );
      }
    }
    console.log(`${asked} words in pairs of versions`);
    expect(faults).toEqual([]);
  });
});

describe.skipIf(there.length < 2)("real sites", () => {
  /** A .mc as the library reads it after its own first file; what it includes is left out. */
  const textOf = (file: string) => readFileSync(file, "latin1").replace(/^.*\binclude\(.*$/gm, "dnl");

  it("are told all that makes them another server in another version, and nothing else", async () => {
    const files = corpusFiles("mc");
    const chosen = LONG ? files : new Chance(SEED).some(files, 4, 4);
    const faults: string[] = [];
    const counts = { asked: 0, changed: 0, told: 0 };
    for (const file of chosen) {
      const mc = textOf(file);
      const known = await siteFrom({ "sendmail.mc": mc });
      if (known.mc?.config.fatal !== undefined) continue;
      const all = new Map(there.map((version) => [version, ask(version, mc)]));
      for (const [from, to] of PAIRS) {
        const [before, after] = [all.get(from), all.get(to)];
        if (before === undefined || after === undefined) continue;
        counts.asked++;
        const told = upgradeChanges(known, from, to, undefined).filter(({ span }) => span !== undefined);
        const differs = isOtherServer(before, after);
        if (differs !== undefined) counts.changed++;
        if (told.length > 0) counts.told++;
        const where = `${path.basename(file)}, ${from} to ${to}`;
        if (differs !== undefined && told.length === 0) faults.push(`${where}: ${differs}`);
        for (const { subject, span } of told) {
          // The same site without that line: what it does must not be the same in both.
          if (span?.source !== known.mc?.uri || TOLD_OF_THE_LIBRARY.has(subject)) continue;
          const without = withoutLine(mc, span?.start ?? 0);
          const [old, fresh] = [from, to].map((version) => effectOf(all.get(version), ask(version, without)));
          if (!isOther(old, fresh)) faults.push(`${where}: ${subject} is the same`);
        }
      }
    }
    console.log(counts);
    expect(faults).toEqual([]);
  });
});

/** Subjects that are about the library or the binary, whatever the line says. */
const TOLD_OF_THE_LIBRARY: ReadonlySet<string> = new Set(["STARTTLS", "aliases", "IPv6 addresses"]);

function withoutLine(mc: string, at: number): string {
  const start = mc.lastIndexOf("\n", at - 1) + 1;
  const end = mc.indexOf("\n", at);
  return `${mc.slice(0, start)}dnl${end < 0 ? "" : mc.slice(end)}`;
}
