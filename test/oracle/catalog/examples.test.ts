// Every example and snippet of the catalogue is taken by the real m4 without complaint and leaves nothing by accident in the .cf.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  alternatives,
  availability,
  type CatalogRecord,
  catalog,
  type Kind,
} from "../../../server/src/catalog/index.ts";
import { LONG, program, run, runSendmail, SEED, safeFolder, versionsThere } from "../programs.ts";
import { added, build, written } from "./library.ts";

/** Kinds whose examples stand by themselves. */
const ALONE: ReadonlySet<Kind> = new Set<Kind>(["feature", "option", "define", "macro", "mailer"]);

const OSTYPE = "OSTYPE(`linux')dnl\n";
const MAILERS = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

/** Kinds whose examples are text of a .mc file. */
const IN_MC: ReadonlySet<Kind> = new Set<Kind>([
  "feature",
  "option",
  "define",
  "macro",
  "mailer",
  "ostype",
  "domain",
  "hack",
  "daemon-key",
  "client-key",
  "queue-key",
  "milter-key",
  "daemon-modifier",
  "client-modifier",
  "milter-flag",
  "privacy-flag",
  "auth-option",
  "auth-mechanism",
  "blame-flag",
  "tls-option",
  "ssl-option",
]);

/** What a record needs and the example does not write itself, and what that needs in its turn. */
function supply(record: CatalogRecord, example: string, asked: ReadonlySet<CatalogRecord> = new Set()): string {
  // Two settings may need each other.
  if (asked.has(record)) return "";
  const texts: string[] = [];
  for (const relation of [...(record.needs ?? []), ...(record.after ?? [])]) {
    if (/^(macro|mailer):/.test(relation.what)) continue;
    const references = alternatives(relation);
    if (references.some((reference) => example.includes(`\`${reference.split(":")[1]}'`))) continue;
    const [first = ""] = references;
    const needed = catalog.resolve(first);
    texts.push((needed ? supply(needed, example, new Set([...asked, record])) : "") + (written(first) ?? ""));
  }
  return [...new Set(texts)].join("");
}

/** The example within what it stands in, as far as it does not say that itself. */
function whole(record: CatalogRecord, example: string): string {
  const ostype = /\b(OSTYPE|DOMAIN|HACK)\(/.test(example) && /OSTYPE\(/.test(example) ? "" : OSTYPE;
  const own = /\bFEATURE\(`(msp|nullclient)'/.test(example) || /\bHACK\(`msp_nullclient'/.test(example);
  // What follows a section word is text of the .cf: the mailers stand before it, as some of them demand.
  const section = /^(LOCAL_|MAILER_DEFINITIONS)/.test(example);
  const after = record.after?.some(({ what }) => what === "macro:MAILER");
  const before = supply(record, example);
  if (section || after) return ostype + before + MAILERS + example;
  const mailers = own
    ? ""
    : MAILERS.split("\n")
        .filter((line) => !example.includes(line.replace("dnl", "")))
        .join("\n");
  return `${ostype}${before}${example}\n${mailers}\n`;
}

/** Complaints that an example may draw, because its word always does. */
function allowed(record: CatalogRecord): boolean {
  return (
    ("warns" in record && record.warns === true) || record.deprecated !== undefined || record.removed !== undefined
  );
}

describe("examples", () => {
  const base = build(OSTYPE + MAILERS).lines;
  const records = catalog.records().filter(({ kind, example }) => example !== undefined && IN_MC.has(kind));

  it("draw no complaint from the library", () => {
    const faults: string[] = [];
    for (const record of records) {
      const { complaints } = build(whole(record, record.example ?? ""));
      // Features that are newer than the installed library are asked of their own versions in features.test.ts.
      const isNewer = record.kind === "feature" && complaints.includes(`feature/${record.name}.m4': No such file`);
      if (complaints !== "" && !isNewer && !allowed(record))
        faults.push(`${record.kind}:${record.name}: ${complaints}`);
    }
    console.log(`examples built: ${records.length}`);
    expect(faults).toEqual([]);
  });

  it("leave no word of m4 in the .cf", () => {
    const faults: string[] = [];
    for (const record of records) {
      const stray = added(base, build(whole(record, record.example ?? "")).lines).filter((line) =>
        /`|\b(define|FEATURE|MAILER|OSTYPE|dnl)\b/.test(line.replaceAll("MAILER-DAEMON", "")),
      );
      if (stray.length > 0) faults.push(`${record.kind}:${record.name}: ${stray[0]}`);
    }
    expect(faults).toEqual([]);
  });
});

describe("examples by themselves", () => {
  /** Needs that no example can bring along: files of the host, an account, another vendor's sendmail, text that is no line of a .cf. */
  const WANTING: readonly RegExp[] = [
    /fileclass: cannot open '\/etc\/mail\//,
    /unknown user (?:cyrus|mail)\b/,
    /invalid V line vendor code/,
    // Since 8.18.2 the feature needs a build of its own; its record says so.
    /unknown option name FIPSmode/,
  ];
  const TEXTS: ReadonlySet<string> = new Set(["DOL", "lower", "strcasecmp"]);
  const alone = catalog
    .records()
    .filter(({ kind, name, example }) => example !== undefined && ALONE.has(kind) && !TEXTS.has(name));
  const SHARE = LONG ? 1 : 40;

  it.each(versionsThere())("are taken by m4 and start sendmail %s", (version) => {
    const folder = safeFolder();
    const file = path.join(folder.dir, "sendmail.cf");
    const asked = alone
      .filter((record) => ["present", "deprecated", "renamed"].includes(availability(record, version).state))
      .filter((_, index) => (index + SEED) % SHARE === 0);
    const faults = asked.flatMap((record) => {
      const example = record.example ?? "";
      const own = /FEATURE\(`(?:msp|nullclient)'/.test(example);
      const mailers = own ? [] : MAILERS.split("\n").filter((line) => !example.includes(line.replace("dnl", "")));
      const ostype = example.includes("OSTYPE(") ? "" : OSTYPE;
      const isLast =
        /^(?:LOCAL_|MAILER_DEFINITIONS)/.test(example) || record.after?.some(({ what }) => what === "macro:MAILER");
      const parts = isLast === true ? [...mailers, example] : [example, ...mailers];
      const { lines, complaints } = build(`${ostype}${parts.join("\n")}\n`, version);
      writeFileSync(file, Buffer.from(`${lines.join("\n")}\n`, "latin1"));
      const { stdout, stderr } = runSendmail(["-bt", "-C", file], "\n", { cwd: folder.dir, version });
      const said = `${stdout}\n${stderr}`
        .split("\n")
        .filter((line) => line.trim() !== "" && !/^(?:> ?|ADDRESS TEST|Enter <rule)/.test(line))
        .filter((line) => !WANTING.some((pattern) => pattern.test(line)))
        // Some words need a build of their own, and say so in their record.
        .filter((line) => record.build === undefined || !line.includes("unknown option name"));
      const wrong = [...(allowed(record) ? [] : complaints.split("\n")), ...said].filter((line) => line !== "");
      return wrong.length === 0 ? [] : [`${record.kind}:${record.name}: ${wrong.slice(0, 2).join(" | ")}`];
    });
    folder.dispose();
    console.log(`examples started with ${version}: ${asked.length}`);
    expect(faults).toEqual([]);
  });
});

describe("examples of rulesets", () => {
  const ASKED: Readonly<Record<string, readonly (readonly [setup: string, question: string, answer: RegExp])[]>> = {
    LOCAL_RULESETS: [
      ["", "check_mail <joe@spam.example>", /550 Refused/],
      ["", "Local_check_mail <joe@other.example>", /returns: < joe @ other/],
    ],
    LOCAL_TRY_TLS: [
      [".D{server_name}broken.example", "try_tls x", /550 no TLS/],
      [".D{server_name}other.example", "try_tls x", /Try_TLS|returns: OK|returns: other/],
    ],
    LOCAL_TLS_RCPT: [
      [".D{verify}NONE", "Local_tls_rcpt joe@partner.example", /403 TLS required/],
      [".D{verify}OK", "Local_tls_rcpt joe@partner.example", /returns: OK/],
    ],
    LOCAL_TLS_CLIENT: [
      [".D{client_addr}192.0.2.7\n.D{verify}NONE", "Local_tls_client NONE", /550 use TLS/],
      [".D{client_addr}192.0.2.8\n.D{verify}NONE", "Local_tls_client NONE", /returns: 192/],
    ],
    LOCAL_TLS_SERVER: [
      [".D{server_name}partner.example\n.D{verify}NONE", "Local_tls_server NONE", /403 TLS required/],
      [".D{server_name}partner.example\n.D{verify}OK", "Local_tls_server OK", /returns: partner/],
    ],
    LOCAL_SRV_FEATURES: [[".D{client_addr}192.0.2.7", "Local_srv_features x", /returns: \$# S/]],
    LOCAL_CLT_FEATURES: [["", "Local_clt_features broken.example", /returns: \$# A/]],
  };

  it.each(Object.entries(ASKED))("of %s decides what it says", (name, questions) => {
    const folder = safeFolder();
    const file = path.join(folder.dir, "sendmail.cf");
    const record = catalog.get("macro", name);
    if (record === undefined) throw new Error(`The catalogue has no ${name}.`);
    const example = record.example ?? "";
    for (const version of versionsThere().filter((one) => availability(record, one).state === "present")) {
      writeFileSync(file, `${build(OSTYPE + MAILERS + example, version).lines.join("\n")}\n`);
      for (const [setup, question, answer] of questions) {
        const { stdout } = runSendmail(["-bt", "-C", file], `${setup}\n${question}\n`, { cwd: folder.dir, version });
        expect(stdout, `${version}: ${question}`).toMatch(answer);
      }
    }
    folder.dispose();
  });
});

describe("snippets", () => {
  /** The text that a snippet gives when every place is left as it is proposed. */
  const filled = (body: string) =>
    body
      .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
      .replaceAll(/(?<!\\)\$\d+/g, "")
      .replaceAll("\\$", "$");

  it("for sendmail.mc are taken by the library", () => {
    const faults: string[] = [];
    const snippets = catalog.all("snippet").filter(({ file }) => file === "mc");
    for (const { name, body } of snippets) {
      const text = filled(body);
      const complete = /^include\(/m.test(text);
      const bare = text.replaceAll(/^include\(.*\n/gm, "");
      const { complaints } = build(complete ? bare : `${OSTYPE}FEATURE(\`access_db')dnl\n${bare}${MAILERS}`);
      if (complaints !== "") faults.push(`${name}: ${complaints}`);
      if (/\$\{|\$0/.test(text)) faults.push(`${name}: a place is left`);
    }
    console.log(`snippets for sendmail.mc: ${snippets.length}`);
    expect(snippets.length).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  });

  it("for access are taken by makemap", () => {
    const snippets = catalog.all("snippet").filter(({ file }) => file === "access");
    const dir = mkdtempSync(path.join(tmpdir(), "sml-snippet-"));
    try {
      const faults = snippets
        .map(({ name, body }) => ({
          name,
          outcome: run(program("makemap"), ["hash", path.join(dir, name)], filled(body)),
        }))
        .filter(({ outcome }) => outcome.status !== 0)
        .map(({ name, outcome }) => `${name}: ${outcome.stderr}`);
      console.log(`snippets for access: ${snippets.length}`);
      expect(snippets.length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
