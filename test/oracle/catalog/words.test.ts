// Every word, letter and key of the catalogue that the real sendmail can be asked about is put into a .cf and read by it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalog, type Kind } from "../../../server/src/catalog/index.ts";
import { libraryOf, NEWEST, programOf, run, runSendmail, safeFolder } from "../programs.ts";

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
  const { stdout, stderr } = runSendmail(["-bt", "-C", file], "", { version: NEWEST });
  return `${stdout}\n${stderr}`.split("\n").filter((line) => !/^(ADDRESS TEST|Enter <|>\s*$|\s*$)/.test(line));
}

/** How words of one kind are put to sendmail. */
interface Question {
  readonly kind: Kind;
  /** Lines of a .cf with the word in them; `id` makes names different that must differ. */
  readonly line: (name: string, id: number) => string;
  /** A word that must be refused, so that silence means something. */
  readonly wrong: string;
  /** Words that the usual packages of sendmail are compiled without. */
  readonly except?: readonly string[];
}

const MAP_ARGUMENTS: Readonly<Record<string, string>> = { dns: "-R MX x", ldap: "-k (x=%0) -b x", sequence: "seq" };
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
    line: (name, id) => (name === "Path" ? `Qq${id}, P=/x` : `Qq${id}, P=/x, ${name}=${KEY_VALUES[name] ?? "3"}`),
    wrong: "Group",
  },
  {
    kind: "milter-key",
    line: (name, id) =>
      name === "S" ? `Xx${id}, S=local:/x` : `Xx${id}, S=local:/x, ${name}=${MILTER_VALUES[name] ?? "1"}`,
    wrong: "G",
  },
  {
    kind: "map-type",
    line: (name, id) => `${name === "sequence" ? "Kseq hash x\n" : ""}Kz${id} ${name} ${MAP_ARGUMENTS[name] ?? "x"}`,
    wrong: "nosuchtype",
    except: ["cdb", "dbm", "hesiod", "ph", "nsd", "netinfo", "nisplus", "ldapx"],
  },
  { kind: "map-flag", line: (name, id) => `Kz${id} hash ${name}x /x`, wrong: "-Q" },
];

const OPTIONS = catalog.all("option").filter(({ cf, removed }) => cf.kind === "option" && removed === undefined);
/** Options that the usual packages are compiled without, or whose value must be an account of this host. */
const NOT_ASKED = new Set(["confDANE", "confDEF_USER_ID", "confRUN_AS_USER", "confTRUSTED_USER"]);

describe("words, as the real sendmail reads them", () => {
  for (const { kind, line, wrong, except } of QUESTIONS)
    it(`takes every ${kind}`, () => {
      const names = catalog
        .all(kind)
        .map(({ name }) => name)
        .filter((name) => except?.includes(name) !== true);
      console.log(`${kind}: ${names.length} asked, left out: ${except?.join(" ") ?? "none"}`);
      expect(names.length).toBeGreaterThan(1);
      expect(complaints(`${HEAD}${line(wrong, 0)}\n`), `a wrong ${kind}`).not.toEqual([]);
      expect(complaints(`${HEAD}${names.map(line).join("\n")}\n`)).toEqual([]);
    });

  it("takes the letters of T= in a milter and no others", () => {
    const record = catalog.get("milter-key", "T");
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const lines = letters.map((letter) => `Xx${letter}, S=local:/x, T=${letter}:1s\n`);
    const refused = complaints(`${HEAD}${lines.join("")}`).map((text) => /unknown filter timeout (.)/.exec(text)?.[1]);
    expect(letters.filter((letter) => !refused.includes(letter))).toEqual(Object.keys(record?.values ?? {}).sort());
  });
});

describe("options, as the real sendmail reads them", () => {
  it("takes every value that the catalogue lists", () => {
    const lines = OPTIONS.filter(({ name }) => !NOT_ASKED.has(name)).flatMap(({ cf, values }) =>
      Object.keys(values ?? {}).map((value) => `O ${cf.name}=${value}`),
    );
    console.log(`values of options asked: ${lines.length}`);
    expect(lines.length).toBeGreaterThan(50);
    // SuperSafe=Interactive draws a warning in any other delivery mode: the last value counts.
    expect(complaints(`${HEAD}${lines.join("\n")}\nO DeliveryMode=i\n`)).toEqual([]);
  });

  it("knows every option that the catalogue names, and its default", () => {
    const lines = OPTIONS.filter(({ name }) => !NOT_ASKED.has(name)).map(
      ({ cf, default: value, values }) => `O ${cf.name}=${value ?? Object.keys(values ?? {})[0] ?? "0"}`,
    );
    console.log(`options named to sendmail: ${lines.length}`);
    const unknown = complaints(`${HEAD}${lines.join("\n")}\nO NoSuchOption=0\n`).filter((text) =>
      text.includes("unknown option name"),
    );
    expect(unknown.map((text) => text.replace(/.*unknown option name /, ""))).toEqual(["NoSuchOption"]);
  });
});

describe("examples", () => {
  /** What an example may need around it: it stands first, so that features see it. */
  const around = (example: string, name: string): string => `OSTYPE(\`linux')dnl
define(\`confDONT_PROBE_INTERFACES', \`True')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
define(\`confDEF_USER_ID', \`1:1')dnl
${example}${/FEATURE\(`access_db'|^MAILER\(/m.test(example) ? "" : "FEATURE(`access_db')dnl\n"}${
  /dkim[,;]/.test(example) && !example.includes("MAIL_FILTER(")
    ? "MAIL_FILTER(`dkim', `S=local:/x')dnl\nMAIL_FILTER(`spamd', `S=local:/x')dnl\n"
    : ""
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
    const faults: string[] = [];
    let asked = 0;
    for (const record of records) {
      if (record.example === undefined || NOT_ASKED.has(record.name)) continue;
      asked++;
      const dir = libraryOf(NEWEST);
      const built = run(
        programOf(NEWEST, "m4"),
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

describe("OpenSSL options", () => {
  /** The bits that `-d37.8` shows after a line of a .cf. */
  function bits(option: string, value: string): number {
    const file = path.join(folder.dir, "ssl.cf");
    writeFileSync(file, `${HEAD}O ${option}=${value}\n`);
    const { stdout, stderr } = runSendmail(["-d37.8", "-bt", "-C", file], "", { version: NEWEST });
    return Number(/^ssloptions=(\S+)/m.exec(`${stdout}\n${stderr}`)?.[1]);
  }

  it.each(["ServerSSLOptions", "ClientSSLOptions"])("of %s are added to what is in force anyway", (option) => {
    const before = bits(option, "");
    expect(before).toBeGreaterThan(0);
    const tls1 = bits(option, "SSL_OP_NO_TLSv1") - before;
    expect(tls1).toBeGreaterThan(0);
    expect(bits(option, "SSL_OP_NO_TLSv1 SSL_OP_NO_TLSv1_1")).toBeGreaterThan(before + tls1);
    // SSL_OP_ALL only brings the padding back that sendmail leaves out.
    expect(bits(option, "SSL_OP_ALL")).toBe(bits(option, "SSL_OP_TLSEXT_PADDING"));
    expect(bits(option, "SSL_OP_ALL -SSL_OP_TLSEXT_PADDING")).toBe(before);
  });
});
