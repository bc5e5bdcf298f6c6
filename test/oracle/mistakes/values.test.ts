// Wrong values of each type are found, in a .mc, as a line of it and in a .cf alone; what sendmail takes as it was meant is not.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { cfAround, TRIED_LINE } from "../one-line-cf.ts";
import { LONG, runSendmail, SEED, safeFolder, type Version } from "../programs.ts";
import { problemsIn } from "../rules/mending.ts";
import { LIST_VALUES } from "./list-value-cases.ts";
import { VALUES, type ValueCases } from "./value-cases.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** An ordinary run takes one value in so many. */
const SHARE = LONG ? 1 : 20;
const chosen = <One>(all: readonly One[]) => all.filter((_, at) => (at + SEED) % SHARE === 0);

/** The rules that speak of the value itself. */
const OF_VALUES =
  /^(?:mc-(?:wrong-(?:value|characters|host|name|port)|refused-line|unknown-word|unqualified-name|replaced-word)|cf-syntax|auth-unknown-mechanism|m4-.*)$/;

const sane = (define: string, line: string) =>
  `OSTYPE(\`linux')dnl\n${define}MAILER(\`local')dnl\nMAILER(\`smtp')dnl\n${line === "" ? "" : `LOCAL_CONFIG\n${line}\n`}`;

async function codes(name: string, text: string): Promise<readonly string[]> {
  const problems = await problemsIn({ [`file:///etc/mail/${name}`]: text }, `file:///etc/mail/${name}`);
  return problems.map(({ meta }) => meta.code);
}

/** True where sendmail complains of the line that sets the option, or ends. */
function isRefused(line: string, version: Version): boolean {
  const file = path.join(folder.dir, "start.cf");
  writeFileSync(file, cfAround(line, folder.dir));
  const { status, stdout, stderr } = runSendmail(["-C", file, "-bt"], "", { version });
  return status !== 0 || (stdout + stderr).includes(`line ${TRIED_LINE}: `);
}

/** The line of a .cf that gives a setting a value. */
function lineOf(name: string, value: string): string {
  const effect = (catalog.get("option", name) ?? catalog.get("define", name))?.cf;
  if (effect === undefined) throw new Error(`The catalogue does not say what ${name} sets.`);
  return effect.kind === "option" ? `O ${effect.name}=${value}` : `D${effect.name}${value}`;
}

type Findings = Readonly<Record<"define" | "line" | "cf", readonly string[]>>;

/** What is said of a value: in a define, in a line of LOCAL_CONFIG, in a .cf alone. */
async function allFindings(name: string, value: string, { written }: ValueCases): Promise<Findings> {
  const line = written?.cf(name, value) ?? lineOf(name, value);
  const define = written?.mc(name, value) ?? `define(\`${name}', \`${value}')dnl`;
  return {
    define: await codes("sendmail.mc", sane(`${define}\n`, "")),
    // m4 reads a line of its own, too: an apostrophe there is an apostrophe.
    line: await codes("sendmail.mc", sane("", line)),
    cf: await codes("sendmail.cf", cfAround(line, "/var/spool/mqueue")),
  };
}

/** The same without what other rules say: of lists every rule counts that has nothing to say of the first fine one. */
async function findings(name: string, value: string, cases: ValueCases): Promise<Findings> {
  const all = await allFindings(name, value, cases);
  const sound = cases.written === undefined ? undefined : await allFindings(name, cases.fine[0] ?? "", cases);
  const isOfValue = (place: keyof Findings) => (code: string) =>
    sound === undefined ? OF_VALUES.test(code) : !sound[place].includes(code);
  return {
    define: all.define.filter(isOfValue("define")),
    line: all.line.filter(isOfValue("line")),
    cf: all.cf.filter(isOfValue("cf")),
  };
}

describe.each(Object.entries({ ...VALUES, ...LIST_VALUES }))("%s", (_, cases) => {
  const { names, wrong, fine, written } = cases;
  const nameAt = (at: number) => names[at % names.length] ?? "";
  const cfLine = (name: string, value: string) => written?.cf(name, value) ?? lineOf(name, value);

  it("each wrong value is found", async () => {
    const missed: string[] = [];
    for (const [at, value] of chosen([...wrong.entries()])) {
      const found = await findings(nameAt(at), value, cases);
      for (const place of ["define", "cf"] as const)
        if (found[place].length === 0) missed.push(`${nameAt(at)} ${place}: ${value}`);
    }
    expect(missed).toEqual([]);
  });

  it("nothing is said of what sendmail takes, and something of what it refuses", async () => {
    const wrongly: string[] = [];
    for (const [at, value] of chosen([...[...fine, ...wrong].entries()])) {
      const isFine = at < fine.length;
      const name = nameAt(isFine ? at : at - fine.length);
      const found = await findings(name, value, cases);
      if (isFine && (found.define.length > 0 || found.line.length > 0))
        wrongly.push(`${name}: ${value}: ${found.define.join(" ")}; ${found.line.join(" ")}`);
      for (const version of ["8.15.2", "8.18.2"] as const)
        if (isRefused(cfLine(name, value), version) && (isFine || found.define.length === 0 || found.cf.length === 0))
          wrongly.push(`${name} at ${version}: ${value} is refused: ${found.define.join(" ")}; ${found.cf.join(" ")}`);
    }
    expect(wrongly).toEqual([]);
  });
});
