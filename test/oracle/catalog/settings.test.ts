// What the catalogue says of conf* options and other defines is tried on the real m4: with a value and without.
import { describe, expect, it } from "vitest";
import { type CfEffect, catalog, type DefineRecord, type OptionRecord } from "../../../server/src/catalog/index.ts";
import { added, build, document, libraryFiles } from "./library.ts";

/** A word that occurs nowhere else, so that its way into the .cf can be followed. */
const MARK = "zq1";

/**
 * Frames that between them read every name: `$` is where the definition goes. A plain one; one with the features and mailers that
 * have settings of their own; one for the submission program. No OSTYPE, which would set things itself.
 */
const FRAMES: readonly string[] = [
  "define(`__OSTYPE__', `none')dnl\n$MAILER(`local')dnl\nMAILER(`smtp')dnl\n",
  `define(\`__OSTYPE__', \`none')dnl
$FEATURE(\`use_cw_file')dnl
FEATURE(\`use_ct_file')dnl
FEATURE(\`access_db')dnl
FEATURE(\`blocklist_recipients')dnl
FEATURE(\`delay_checks')dnl
FEATURE(\`smrsh')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`dnsbl', \`dnsbl.example')dnl
FEATURE(\`enhdnsbl', \`dnsbl.example')dnl
FEATURE(\`mtamark')dnl
FEATURE(\`ldap_routing')dnl
FEATURE(\`domainmap', \`example.com', \`hash /etc/mail/example')dnl
TRUST_AUTH_MECH(\`PLAIN')dnl
define(\`SSH_MAILER_USER', ifdef(\`SSH_MAILER_USER', \`SSH_MAILER_USER', \`mail'))dnl
define(\`SSH_MAILER_DIR', ifdef(\`SSH_MAILER_DIR', \`SSH_MAILER_DIR', \`/'))dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
MAILER(\`uucp')dnl
MAILER(\`procmail')dnl
MAILER(\`cyrus')dnl
MAILER(\`cyrusv2')dnl
MAILER(\`ssh')dnl
MAILER(\`usenet')dnl
MAILER(\`fax')dnl
MAILER(\`pop')dnl
MAILER(\`mail11')dnl
MAILER(\`phquery')dnl
MAILER(\`qpage')dnl
MAILER(\`xagent')dnl
`,
  "define(`__OSTYPE__', `none')dnl\n$FEATURE(`msp')dnl\n",
  "define(`__OSTYPE__', `none')dnl\n$FEATURE(`local_lmtp')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
  "define(`__OSTYPE__', `none')dnl\n$INPUT_MAIL_FILTER(`f', `S=local:/f')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
];

/** Continuation lines joined to the line that they continue, so that a mailer is one line. */
function joined(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines)
    if (/^[ \t]/.test(line) && whole.length > 0) whole[whole.length - 1] += `\n${line}`;
    else whole.push(line);
  return whole;
}

const cf = (frame: string, definition: string): readonly string[] =>
  joined(build(frame.replace("$", () => definition)).lines);
const without = FRAMES.map((frame) => cf(frame, ""));

const define = (name: string, value: string): string => `define(\`${name}', \`${value}')dnl\n`;

/** Does a changed line of the .cf belong to what the catalogue says is changed? */
function matches(effect: CfEffect, line: string): boolean {
  const name = effect.name.replace(/^\{(.*)\}$/, "$1");
  const bare = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const tests: Record<CfEffect["kind"], RegExp> = {
    option: new RegExp(`^#?O ${bare}(=|$)`, "i"),
    macro: new RegExp(`^D(${bare}(?![A-Za-z0-9])|\\{${bare}\\})|^D${bare.length === 1 ? bare : "(?!)"}`),
    class: new RegExp(`^[CF](${bare.length === 1 ? bare : "(?!)"}|\\{${bare}\\})${bare === "t" ? "|^T" : ""}`),
    header: new RegExp(`^H(\\?[^?]*\\?)?${bare}:`, "i"),
    mailer: new RegExp(`^M${bare},|^R.*\\$#`, "s"),
    map: name === "*" ? /^K/ : new RegExp(`^K${bare}\\s`),
    rules: /^[RS]/,
    m4: /^/,
    other: /^/,
  };
  return tests[effect.kind].test(line);
}

interface Change {
  readonly came: readonly string[];
  readonly went: readonly string[];
}

const differs = ({ came, went }: Change): boolean => came.length + went.length > 0;

/** Lines that come and go with a definition, for each frame. */
function changes(name: string, value: string): readonly Change[] {
  return FRAMES.map((frame, i) => {
    const before = without[i] ?? [];
    const after = cf(frame, define(name, value));
    return { came: added(before, after), went: added(after, before) };
  });
}

/** The change that shows what a name is for: by the mark, or where m4 code looks at the value, by a real one. */
function telling(record: Setting): readonly Change[] | undefined {
  const values = [MARK, "True", ...Object.keys(record.values ?? {})].filter((value) => value !== record.default);
  for (const value of values) {
    const found = changes(record.name, value);
    if (found.some(differs)) return found;
  }
  return undefined;
}

type Setting = OptionRecord | DefineRecord;
const settings: readonly Setting[] = [...catalog.all("option"), ...catalog.all("define")];

const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim().toLowerCase();

describe("settings, as the real m4 takes them", () => {
  const seen = new Map(settings.map((record) => [record.name, telling(record)]));

  it("a definition changes the line of the .cf that the catalogue names", () => {
    const faults: string[] = [];
    let asked = 0;
    for (const record of settings) {
      if (record.cf === undefined) continue;
      asked++;
      const effect = record.cf;
      const found = seen.get(record.name);
      if (found === undefined) {
        if (effect.kind !== "m4" && record.removed === undefined && record.deprecated === undefined)
          faults.push(`${record.name}: nothing changes`);
      } else if (!found.some(({ came, went }) => [...came, ...went].some((line) => matches(effect, line))))
        faults.push(
          `${record.name}: not ${effect.kind} ${effect.name} but ${found.find(differs)?.came.slice(0, 2).join(" | ")}`,
        );
    }
    console.log(`definitions tried: ${asked}`);
    expect(faults).toEqual([]);
  });

  it("without a definition the .cf has the default that the catalogue gives", () => {
    const faults: string[] = [];
    let live = 0;
    let shown = 0;
    for (const record of settings) {
      const effect = record.cf;
      if (effect?.kind !== "option" || record.removed !== undefined || record.deprecated !== undefined) continue;
      // The line that goes when the name is defined is the one that holds the default.
      const line = seen
        .get(record.name)
        ?.flatMap(({ went }) => went)
        .find((text) => matches(effect, text));
      if (line === undefined) continue;
      const value = plain(line.replace(/^#?O [^=]*=?/s, ""));
      if (!line.startsWith("#")) {
        live++;
        if (plain(record.default ?? "") !== value)
          faults.push(`${record.name}: the .cf has ${value}, the catalogue ${record.default ?? "nothing"}`);
      } else if (record.default !== undefined) shown++;
    }
    console.log(`options with a value in the .cf: ${live}; with one in the binary only: ${shown}`);
    expect(faults).toEqual([]);
  });

  it("the default written out leaves the .cf as it is, but for options that were only a comment", () => {
    const faults: string[] = [];
    let asked = 0;
    for (const record of settings) {
      if (record.default === undefined || record.cf === undefined || record.removed !== undefined) continue;
      asked++;
      const effect = record.cf;
      const own = (line: string, start: string) =>
        effect.kind === "option" && matches(effect, line) && line.startsWith(start);
      const marked = seen.get(record.name);
      if (marked === undefined) continue;
      // Features may change a default: it holds if one of the frames that the name counts in stays as it is.
      const kept = changes(record.name, record.default)
        .filter((_, frame) => differs(marked[frame] ?? { came: [], went: [] }))
        .map(({ came, went }) => [
          ...went.filter((line) => !own(line, "#")),
          ...came.filter((line) => !own(line, "O ")),
        ]);
      if (!kept.some((rest) => rest.length === 0))
        faults.push(`${record.name}=${record.default}: ${kept[0]?.slice(0, 2).join(" | ")}`);
    }
    console.log(`defaults written out: ${asked}`);
    expect(faults.filter((fault) => !NOT_WRITTEN_OUT.some((name) => fault.startsWith(`${name}=`)))).toEqual([]);
  });

  it("a mailer's settings count only before its MAILER line", () => {
    const faults: string[] = [];
    let asked = 0;
    for (const record of catalog.all("define")) {
      const mailer = record.before?.find(({ what }) => what.startsWith("mailer:"))?.what.slice(7);
      if (mailer === undefined) continue;
      asked++;
      const frame = FRAMES[1] ?? "";
      const late = joined(build(frame.replace("$", "") + define(record.name, MARK)).lines);
      if (added(without[1] ?? [], late).length > 0) faults.push(record.name);
    }
    console.log(`mailer settings tried too late: ${asked}`);
    expect(faults).toEqual([]);
  });

  it("defaults agree with the brackets of cf/README", () => {
    const readme = document("cf.README");
    const table = readme.slice(
      readme.indexOf("| TWEAKING CONFIGURATION OPTIONS |"),
      readme.indexOf("| MESSAGE SUBMISSION PROGRAM |"),
    );
    const faults: string[] = [];
    let asked = 0;
    for (const record of catalog.all("option")) {
      const entry = new RegExp(`^${record.name}\\*?\\s[\\s\\S]*?(?=^conf[A-Z]|^[A-Z+|])`, "m").exec(`${table}\n|`)?.[0];
      const bracket = entry === undefined ? undefined : /^\S+\s+\S*?(?:\s+\S+)??\s+\[([^\]]*)\]/.exec(entry)?.[1];
      if (bracket === undefined) continue;
      asked++;
      const none = /^(undefined|no default|infinite|varies|empty|system dependent|int_max|0|-)?$/;
      const bare = (text: string) =>
        plain(text)
          .replace(/^["`](.*)["']$/, "$1")
          .replace(/^0s$/, "0");
      const [book, ours] = [bare(bracket), bare(record.default ?? "")];
      if (book !== ours && book.split(/[;,] /)[0] !== ours && !(none.test(book) && none.test(ours)))
        faults.push(`${record.name}: cf/README ${bracket}, catalogue ${record.default ?? "nothing"}`);
    }
    console.log(`defaults compared with cf/README: ${asked}`);
    expect(faults.filter((fault) => !README_DIFFERS.some((name) => fault.startsWith(`${name}:`)))).toEqual([]);
  });

  it("every complaint of the library about a setting has a record that says deprecated or removed", () => {
    const text = libraryFiles().find(({ file }) => file === "m4/proto.m4")?.text ?? "";
    const names = new Set(
      [
        ...text.matchAll(
          /errprint\(`?(?:WARNING: |\*\*\* )`?(conf[A-Z_]+)'? (?:is obsolete|is no longer|is deprecated)/g,
        ),
      ].map((m) => m[1] ?? ""),
    );
    console.log(`settings the library complains about: ${names.size}`);
    expect(names.size).toBeGreaterThan(3);
    const silent = [...names].filter((name) => {
      const record = catalog.get("option", name);
      return (
        record?.deprecated === undefined &&
        record?.removed === undefined &&
        record?.renamed === undefined &&
        record?.avoid === undefined
      );
    });
    expect(silent).toEqual([]);
  });
});

/** Where the default cannot simply be written out, and why. */
const NOT_WRITTEN_OUT: readonly string[] = [
  // The distribution (Debian) has changed these in its library; the catalogue has sendmail's own.
  "CYRUS_MAILER_PATH",
  "CYRUS_MAILER_ARGS",
  "CYRUS_BB_MAILER_ARGS",
  "CYRUSV2_MAILER_ARGS",
  "FAX_MAILER_PATH",
];

/** Options where cf/README says something else than the library or the binary does, or says it in other words. */
const README_DIFFERS: readonly string[] = [
  "confCR_FILE", // the library adds -o
  "confMAX_MIME_HEADER_LENGTH",
  "confQUEUE_FILE_MODE",
  "confALIAS_WAIT", // 10, which are minutes
  "confRECEIVED_HEADER",
  "confOPERATORS", // holds a bracket itself
  "confCOLON_OK_IN_ADDR",
  "confMILTER_LOG_LEVEL",
  // A text of one's own loses the enhanced status code that goes with the library's: there is no default to write down.
  "confREJECT_MSG",
  "confRELAY_MSG",
];
