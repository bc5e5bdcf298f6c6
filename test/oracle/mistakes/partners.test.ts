// Settings that do nothing without another one or beside another one: the real programs show each, and a finding is where it does nothing.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../catalog/library.ts";
import { LONG, runSendmail, SEED, safeFolder, type Version } from "../programs.ts";
import { problemsIn } from "../rules/mending.ts";
import { NEEDY, USEFUL, VOID } from "./partner-pairs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** All are asked with the newest version in the long run, and with the oldest; an ordinary run asks about one in so many. */
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", "8.18.2"] : ["8.18.2"];
const isAsked = (_: unknown, at: number): boolean => LONG || (at + SEED) % 4 === 0;

/** A .mc with some lines, defines first, MAILER last. */
function mcOf(...parts: readonly string[]): string {
  const lines = parts.flatMap((part) => part.split("\n")).filter((line) => line !== "");
  const rank = (line: string) => (line.startsWith("define(") ? 0 : line.startsWith("MAILER(") ? 2 : 1);
  const sorted = [0, 1, 2].flatMap((wanted) => lines.filter((line) => rank(line) === wanted));
  const own = lines.some((line) => /`(?:msp|nullclient)'/.test(line));
  const at = sorted.findIndex((line) => rank(line) === 2);
  const mailers = own ? [] : ["MAILER(`local')dnl", "MAILER(`smtp')dnl"];
  return [
    "OSTYPE(`linux')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
    ...(at < 0 ? [...sorted, ...mailers] : [...sorted.slice(0, at), ...mailers, ...sorted.slice(at)]),
    "",
  ].join("\n");
}

/** The lines of a .cf that something reads: a class that no rule looks into and a macro that nothing names are left out. */
function aliveIn(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines)
    if (/^[ \t]/.test(line) && whole.length > 0) whole[whole.length - 1] += `\n${line}`;
    else if (!line.startsWith("#")) whole.push(line);
  const rules = whole.filter((line) => /^R/.test(line)).join("\n");
  const rest = whole.filter((line) => !/^[CFD]/.test(line)).join("\n");
  return whole.filter((line) => {
    const [, kind = "", long, short = ""] = /^([CFD])(?:\{(\w+)\}|([A-Za-z]))/.exec(line) ?? [];
    // `C{M}` is `CM`.
    const name = long === undefined || long.length === 1 ? (long ?? short) : `{${long}}`;
    if (kind === "" || /^[wtmkneb]$/.test(name)) return true;
    if (kind === "D") return long === undefined || rest.includes(`$${name}`) || rest.includes(`$&${name}`);
    return (
      rules.includes(`$=${name}`) ||
      rules.includes(`$~${name}`) ||
      rules.includes(`$={${name}}`) ||
      rules.includes(`$~{${name}}`)
    );
  });
}

const SENDERS = [
  "joe",
  "root",
  "joe@mx.example.com",
  "root@mx.example.com",
  "joe@d.example",
  "joe@s.d.example",
  "joe@other.example",
];
/** Where mail goes and what senders become. */
const QUESTIONS = [
  ...[...SENDERS, "joe@x.BITNET"].flatMap((address) => [`3,0 ${address}`, `localaddr ${address.split("@")[0]}`]),
  "localaddr nosuch",
  ...["HS", "ES", "HR"].flatMap((flags) => [
    `/tryflags ${flags}`,
    ...SENDERS.map((address) => `/try esmtp ${address}`),
  ]),
].join("\n");

/** What sendmail answers, and how the mailers that it chooses are reached. */
function answersOf(cf: readonly string[], version: Version): string {
  const file = path.join(folder.dir, "sendmail.cf");
  const offline = path.join(folder.dir, "switch");
  writeFileSync(offline, "hosts files\naliases files\npasswd files\n");
  const extra = `O ServiceSwitchFile=${offline}\nO DontProbeInterfaces=True`;
  writeFileSync(
    file,
    `${cf.filter((line) => !/^O (?:ServiceSwitchFile|DontProbeInterfaces)=/.test(line)).join("\n")}\n${extra}\n`,
    "latin1",
  );
  const { stdout } = runSendmail(["-bt", "-C", file], `${QUESTIONS}\n=M\n`, { cwd: folder.dir, version });
  // A class of domains also says that their names are whole, so that no name server is asked: not what is asked here.
  const lines = stdout.split("\n").map((line) => line.replace(/ \.(?= >| \$:|$)/g, ""));
  const answers = lines.filter((line) => /^(?:final|parse|localaddr) +returns|Rcode/.test(line));
  const chosen = new Set(answers.flatMap((line) => /\$# (\w+)/.exec(line)?.[1] ?? []));
  const mailers = lines.filter((line) => chosen.has(/^mailer \d+ \((\w+)\)/.exec(line)?.[1] ?? ""));
  return [...answers, ...mailers.map((line) => line.replace(/^mailer \d+/, "mailer"))].join("\n");
}

/** What the real programs make of lines: all of the .cf that is read, and the answers. */
function askReal(
  version: Version,
  ...parts: readonly string[]
): { readonly cf: string; readonly answers: () => string } {
  const { lines } = build(mcOf(...parts), version);
  return { cf: aliveIn(lines).join("\n"), answers: () => answersOf(lines, version) };
}

/** What is found that is not found without the line, by code and place. */
async function found(line: string, beside: string): Promise<readonly string[]> {
  const of = async (...parts: readonly string[]) => {
    const uri = "file:///etc/mail/sendmail.mc";
    const problems = await problemsIn({ [uri]: mcOf(...parts) }, uri);
    return problems.map(({ meta, message }) => `${meta.code}: ${message.split("\n")[0]}`);
  };
  const before = await of(beside);
  return (await of(line, beside)).filter((text) => !before.includes(text));
}

const ABOUT = /^(?:mc-without-partner|mc-overridden-setting|mc-ostype-overrides|mc-filter-list)/;

describe("settings and their partners", () => {
  it("in the real programs", () => {
    const wrong: string[] = [];
    for (const version of VERSIONS) {
      const bare = askReal(version);
      for (const { alone, partners, by } of NEEDY.filter(isAsked)) {
        // Lines above the last are there in both cases.
        const [last = "", ...others] = alone.split("\n").reverse();
        const base = others.length === 0 ? bare : askReal(version, ...others);
        const it = askReal(version, alone);
        const isIdle = by === "cf" ? it.cf === base.cf : it.answers() === base.answers();
        if (!isIdle) wrong.push(`${version} does something alone: ${alone}`);
        for (const partner of partners)
          if (askReal(version, partner, ...others).cf === askReal(version, partner, ...others, last).cf)
            wrong.push(`${version} does nothing with ${partner}: ${alone}`);
      }
      for (const [idle, beside] of VOID.filter(isAsked))
        if (askReal(version, idle, beside).cf !== askReal(version, beside).cf)
          wrong.push(`${version} does something beside ${beside}: ${idle}`);
      for (const [useful, beside] of USEFUL.filter(isAsked))
        if (askReal(version, useful, beside).cf === askReal(version, beside).cf)
          wrong.push(`${version} does nothing beside ${beside}: ${useful}`);
    }
    expect(wrong).toEqual([]);
  });

  it("are found where they do nothing, and only there", async () => {
    const missed: string[] = [];
    const needless: string[] = [];
    for (const { alone, partners } of NEEDY) {
      const [last = "", ...others] = alone.split("\n").reverse();
      if (!(await found(last, others.join("\n"))).some((text) => ABOUT.test(text))) missed.push(alone);
      for (const partner of partners)
        for (const text of await found(last, [...others, partner].join("\n")))
          if (ABOUT.test(text)) needless.push(`${alone} with ${partner}: ${text}`);
    }
    for (const [idle, beside] of VOID)
      if (!(await found(idle, beside)).some((text) => ABOUT.test(text))) missed.push(`${idle} beside ${beside}`);
    for (const [useful, beside] of USEFUL)
      for (const text of await found(useful, beside))
        if (ABOUT.test(text)) needless.push(`${useful} beside ${beside}: ${text}`);
    const pairs = NEEDY.reduce((sum, { partners }) => sum + partners.length, 0);
    console.info(
      `${NEEDY.length} settings with ${pairs} partners, ${VOID.length} void ones, ${USEFUL.length} that only look so: ${missed.length} missed, ${needless.length} needless`,
    );
    expect({ missed, needless }).toEqual({ missed: [], needless: [] });
  });
});
