// Every word, letter and key of the catalogue that the real sendmail can be asked about is put into a .cf and read by it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalog, type Kind } from "../../../server/src/catalog/index.ts";
import { cfDir, program, run, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

/** The least that sendmail takes for a configuration. */
const HEAD = `V10
O DontProbeInterfaces=True
Djmx.example.com
Dnx
Mlocal, P=/bin/true, F=l, A=x
Mprog, P=/bin/true, F=l, A=x
`;

/** What sendmail has to say about a configuration: its complaints, without the greeting of the test mode. */
function complaints(cf: string): readonly string[] {
  const file = path.join(folder.dir, "words.cf");
  writeFileSync(file, cf);
  // A host name without a dot makes sendmail wait for a minute, so it gets one of its own.
  const command = `hostname mx.example.com; exec ${program("sendmail")} -bt -C ${file}`;
  const { stdout, stderr } = run("unshare", ["--uts", "sh", "-c", command]);
  return `${stdout}\n${stderr}`.split("\n").filter((line) => !/^(ADDRESS TEST|Enter <|>\s*$|\s*$)/.test(line));
}

/** One line for each name: how it is put to sendmail, and a name that must be refused, so that silence means something. */
interface Question {
  readonly kind: Kind;
  readonly line: (name: string) => string;
  readonly wrong: string;
  /** Names that this build of sendmail does not have, or cannot be asked about in this way. */
  readonly except?: readonly string[];
}

const MAP_ARGUMENTS: Readonly<Record<string, string>> = { dns: "-R MX x", ldap: "-k (x=%0) -b x", sequence: "host" };
const KEY_VALUES: Readonly<Record<string, string>> = {
  Path: "/x",
  DeliveryMode: "background",
  Flags: "f",
  Runners: "1",
};
const MILTER_VALUES: Readonly<Record<string, string>> = { S: "local:/x", F: "T", T: "C:5m;S:10s;R:10s;E:5m" };

const QUESTIONS: readonly Question[] = [
  { kind: "privacy-flag", line: (name) => `O PrivacyOptions=${name}`, wrong: "nosuchword" },
  { kind: "blame-flag", line: (name) => `O DontBlameSendmail=${name}`, wrong: "nosuchword" },
  { kind: "ssl-option", line: (name) => `O ServerSSLOptions=${name}`, wrong: "SSL_OP_NOSUCHWORD" },
  { kind: "auth-option", line: (name) => `O AuthOptions=${name}`, wrong: "Q" },
  { kind: "tls-option", line: (name) => `O TLSSrvOptions=${name}`, wrong: "Q" },
  { kind: "daemon-key", line: (name) => `O DaemonPortOptions=${name}=${KEY_VALUES[name] ?? "3"}`, wrong: "Kind" },
  { kind: "client-key", line: (name) => `O ClientPortOptions=${name}=3`, wrong: "Kind" },
  {
    kind: "queue-key",
    line: (name) => (name === "Path" ? "Qa, P=/x" : `Qa, P=/x, ${name}=${KEY_VALUES[name] ?? "3"}`),
    wrong: "Group",
  },
  {
    kind: "milter-key",
    line: (name) => (name === "S" ? "Xa, S=local:/x" : `Xa, S=local:/x, ${name}=${MILTER_VALUES[name] ?? "1"}`),
    wrong: "G",
  },
  {
    kind: "map-type",
    line: (name) => `Kz ${name} ${MAP_ARGUMENTS[name] ?? "x"}`,
    wrong: "nosuchtype",
    except: ["cdb", "dbm", "hesiod", "ph", "nsd", "netinfo", "ldapx"],
  },
  { kind: "map-flag", line: (name) => `Kz hash ${name}x /x`, wrong: "-Q" },
];

describe("words, as the real sendmail reads them", () => {
  for (const { kind, line, wrong, except } of QUESTIONS)
    it(`takes every ${kind}`, () => {
      const names = catalog
        .all(kind)
        .map(({ name }) => name)
        .filter((name) => except?.includes(name) !== true);
      console.log(`${kind}: ${names.length} asked, left out: ${except?.join(" ") ?? "none"}`);
      expect(names.length).toBeGreaterThan(1);
      expect(complaints(`${HEAD}${line(wrong)}\n`), `a wrong ${kind}`).not.toEqual([]);
      // Declarations of one name clash, so each is asked alone; a tenth of a second for all of a kind.
      const faults = names.flatMap((name) => complaints(`${HEAD}${line(name)}\n`).map((text) => `${name}: ${text}`));
      expect(faults).toEqual([]);
    });

  it("takes the letters of T= in a milter and no others", () => {
    const record = catalog.get("milter-key", "T");
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter(
      (letter) => complaints(`${HEAD}Xa, S=local:/x, T=${letter}:1s\n`).length === 0,
    );
    expect(letters.sort()).toEqual(Object.keys(record?.values ?? {}).sort());
  });
});

describe("values of options, as the real sendmail reads them", () => {
  /** Options whose values cannot be asked about in this build, or that want a thing that is not there. */
  const NOT_ASKED = new Set(["confDANE", "confDEF_USER_ID", "confRUN_AS_USER", "confTRUSTED_USER"]);

  it("takes every value that the catalogue lists", () => {
    let asked = 0;
    const faults: string[] = [];
    for (const record of catalog.all("option")) {
      if (record.cf.kind !== "option" || NOT_ASKED.has(record.name) || record.values === undefined) continue;
      for (const value of Object.keys(record.values)) {
        asked++;
        faults.push(
          ...complaints(`${HEAD}O ${record.cf.name}=${value}\n`).map((text) => `${record.name}=${value}: ${text}`),
        );
      }
    }
    console.log(`values of options asked: ${asked}`);
    expect(asked).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  it("knows every option that the catalogue names", () => {
    const names = new Set(
      catalog
        .all("option")
        .filter(({ cf, removed, name }) => cf.kind === "option" && removed === undefined && !NOT_ASKED.has(name))
        .map(({ cf }) => cf.name),
    );
    const unknown = complaints(`${HEAD}${[...names].map((name) => `O ${name}=0\n`).join("")}O NoSuchOption=0\n`)
      .filter((text) => text.includes("unknown option name"))
      .map((text) => text.replace(/.*unknown option name /, ""));
    console.log(`options named to sendmail: ${names.size}`);
    expect(unknown).toEqual(["NoSuchOption"]);
  });
});

describe("examples", () => {
  /** What an example may need around it: it stands first, so that features see it. */
  const around = (example: string, name: string): string => `OSTYPE(\`linux')dnl
define(\`confDONT_PROBE_INTERFACES', \`True')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
define(\`confDEF_USER_ID', \`1:1')dnl
${example}${/FEATURE\(`access_db'/.test(example) ? "" : "FEATURE(`access_db')dnl\n"}${
  /dkim[,;]/.test(example) ? "MAIL_FILTER(`dkim', `S=local:/x')dnl\nMAIL_FILTER(`spamd', `S=local:/x')dnl\n" : ""
}${name.startsWith("confMILTER") ? "MAIL_FILTER(`zz', `S=local:/y')dnl\n" : ""}MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

  it("of options, keys and maps go through m4 and sendmail without a complaint", () => {
    const kinds = [
      "option",
      "daemon-key",
      "daemon-modifier",
      "client-key",
      "milter-key",
      "queue-key",
      "map-type",
    ] as const;
    const records = kinds.flatMap((kind) => [...catalog.all(kind)]);
    // DANE is not compiled into the usual packages; the user mailnull need not exist.
    const left = new Set(["confDANE", "confDEF_USER_ID", "confRUN_AS_USER", "confTRUSTED_USER"]);
    const faults: string[] = [];
    let asked = 0;
    for (const record of records) {
      if (record.example === undefined || left.has(record.name)) continue;
      asked++;
      const dir = cfDir();
      const built = run(
        program("m4"),
        [`-D_CF_DIR_=${dir}`, `${dir}m4/cf.m4`, "-"],
        around(record.example, record.name),
      );
      // The files and maps of this host are not what is asked about.
      const cf = built.stdout.replaceAll(/^(F[wRt]|Kaccess).*$/gm, "");
      const said = [...built.stderr.split("\n").filter((text) => text !== ""), ...complaints(cf)];
      faults.push(...said.map((text) => `${record.kind}:${record.name}: ${text}`));
    }
    console.log(`examples tried: ${asked}`);
    expect(asked).toBeGreaterThan(90);
    expect(faults).toEqual([]);
  });
});
