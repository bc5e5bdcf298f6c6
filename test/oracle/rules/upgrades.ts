// What becomes of a site in one version of sendmail: what m4 and sendmail say of it, and what it answers.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { libraryOf, programOf, run, runSendmail, type Version } from "../programs.ts";

/** A site in one version. */
export interface Behaviour {
  /** The .cf without its version, comments and paths of the library. */
  readonly lines: readonly string[];
  /** What the library and m4 say, without places. */
  readonly complaints: ReadonlySet<string>;
  /** What sendmail says of the .cf, without places. */
  readonly refusals: ReadonlySet<string>;
  /** Answers, one for each question. */
  readonly answers: readonly string[];
}

/** One input of test mode, as it is typed. */
export type Typed = readonly string[];

const START = "SUpgradeStart\nR$* $$| $*\t$: $1 $| $2\n";

/** The .cf that a version's library makes, and what is said. */
export function built(version: Version, mc: string): Pick<Behaviour, "lines" | "complaints"> & { readonly cf: string } {
  const library = libraryOf(version);
  const { stdout, stderr } = run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], mc);
  const complaints = stderr.split("\n").flatMap((line) => {
    const text = line
      .replace(/^\S*m4:(?:\S+?:\d+: )?/, "")
      .replaceAll(/\S*\/cf\/|\.m4\b/g, "")
      .trim();
    return text === "" ? [] : [text];
  });
  const lines = stdout
    .split("\n")
    .map((line) => line.trimEnd().replace(/[ \t]*\t[ \t]*/g, "\t"))
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("DZ"));
  return { cf: stdout, lines, complaints: new Set(complaints) };
}

/** A .cf with its tables in `dir`, or without them: nothing outside of it is read, no name service is asked. */
function contained(cf: string, dir: string): string {
  return cf
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${dir}/service.switch`)
    .replace(/^Kaccess\b.*$/gm, `Kaccess hash -T<TMPF> ${dir}/access`)
    .replace(
      /^(K\S+ (?:hash|btree|dbm|text|cdb))(.*?)\/\S+$/gm,
      (_, head: string) => `${head.replace(/ \S+$/, " hash")} -o ${dir}/none`,
    )
    .replace(/^F.*$/gm, "")
    .replace(/^O (?:CACert|Server[CK]|Client[CK]|DHParam|RandFile|CRL).*$/gm, "");
}

/** What a site is in a version. `access`: the lines of its access map. */
export function behaviour(version: Version, mc: string, access: string, typed: Typed, dir: string): Behaviour {
  const { cf, lines, complaints } = built(version, mc);
  const file = path.join(dir, "asked.cf");
  writeFileSync(path.join(dir, "service.switch"), "hosts files\naliases files\n");
  run(programOf(version, "makemap"), ["hash", path.join(dir, "access")], access);
  writeFileSync(file, `${contained(cf, dir)}${START}`, "latin1");
  const { stdout, stderr } = runSendmail(["-bt", "-C", file], `${typed.join("\n")}\n`, { version });
  const refusals = `${stdout}\n${stderr}`.matchAll(/(?:line \d+: |^Warning: |^No )(?:readcf: )?(.*)$/gm);
  const answers = stdout
    .split("\n")
    .filter(
      (line) =>
        !line.includes("asked.cf: line") &&
        /^(?:> )?(?:UpgradeStart|check_\w+|tls_\w+|\w+_features|parse|3|0)\s+returns:|^rewrite|mailer /.test(line),
    );
  return {
    lines,
    complaints,
    refusals: new Set(
      Array.from(refusals, ([, text = ""]) =>
        text.replaceAll(/\S*\/asked\.cf/g, "").replace(/sendmail 8\.[\d.]+ supports/, "it supports"),
      ),
    ),
    answers: answers.map((line) => line.replace(/^> /, "")),
  };
}

const minus = (these: Iterable<string>, others: Iterable<string>) => {
  const left = new Set(others);
  return [...these].filter((one) => !left.has(one));
};

/** What a word adds to a site and takes away. */
export interface Effect {
  /** Lines of the .cf, and what sendmail says of it. */
  readonly made: string;
  /** What m4 and the library say. */
  readonly complaints: readonly string[];
}

/** The effect of a word: what a site with it has that one without it has not, and the other way round. */
export function effectOf(withIt: Behaviour | undefined, without: Behaviour | undefined): Effect | undefined {
  if (withIt === undefined || without === undefined) return undefined;
  const made = JSON.stringify([
    minus(withIt.lines, without.lines),
    minus(without.lines, withIt.lines),
    minus(withIt.refusals, without.refusals),
  ]);
  return { made, complaints: minus(withIt.complaints, without.complaints) };
}

/** True where a word is another thing in a second version. That a warning is gone there is no change of the server. */
export function isOther(before: Effect | undefined, after: Effect | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return before.made !== after.made || minus(after.complaints, before.complaints).length > 0;
}

/** What makes a site another server in a second version; undefined for nothing. */
export function isOtherServer(before: Behaviour, after: Behaviour): string | undefined {
  const [complaint] = minus(after.complaints, before.complaints);
  if (complaint !== undefined) return complaint;
  const [refusal] = minus(after.refusals, before.refusals);
  if (refusal !== undefined) return refusal;
  const at = before.answers.findIndex((answer, index) => answer !== after.answers[index]);
  return at < 0 ? undefined : `${before.answers[at]} / ${after.answers[at]}`;
}
