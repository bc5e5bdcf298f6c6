// Judges what is said of a wrong call by what the real m4 and sendmail make of it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { libraryOf, programOf, run, runSendmail, type Version } from "../programs.ts";
import { problemsIn } from "../rules/mending.ts";
import type { Call } from "./signature-calls.ts";
import { lineOf, type Mistake } from "./signature-mistakes.ts";

const URI = "file:///etc/mail/sendmail.mc";

/** What is said of a wrong call, and whether it is right: only spaces changed in the .cf, it may be said or not. */
export type Verdict = "found" | "silent" | "missed" | "false alarm" | "spaces only";

interface Finding {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True for what is only worth knowing. */
  readonly isNote: boolean;
}

async function findings(text: string): Promise<readonly Finding[]> {
  const problems = await problemsIn({ [URI]: text }, URI);
  return problems.map(({ meta, severity, message, span: { start, end } }) => ({
    text: `${meta.code}: ${message.split("\n", 1)[0]}`,
    start,
    end,
    isNote: severity === "information" || severity === "hint",
  }));
}

/** What m4 makes of a .mc. */
interface Made {
  readonly cf: string;
  readonly complaints: string;
}

function make(text: string, version: Version): Made {
  const dir = libraryOf(version);
  const args = ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${dir}`, path.join(dir, "m4/cf.m4"), "-"];
  const { stdout, stderr } = run(programOf(version, "m4"), args, text);
  return { cf: stdout, complaints: stderr };
}

/** The lines of a .cf that count. */
const linesOf = (cf: string) => cf.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
/** The same without lines that a space and a comment make. */
const withoutSpaceLines = (cf: string) => linesOf(cf).filter((line) => !/^\s+(?:#.*)?$/.test(line));
const withoutSpaces = (lines: readonly string[]) => lines.join("\n").replace(/[ \t]+/g, "");

type Change = "none" | "spaces" | "meaning";

/** Calls in one site, with what is known of the correct one. */
export class Judge {
  readonly #call: Call;
  readonly #dir: string;
  readonly #versions: readonly Version[];
  readonly #said: ReadonlySet<string>;
  readonly #made: ReadonlyMap<Version, Made>;

  private constructor(
    call: Call,
    dir: string,
    versions: readonly Version[],
    said: ReadonlySet<string>,
    made: ReadonlyMap<Version, Made>,
  ) {
    this.#call = call;
    this.#dir = dir;
    this.#versions = versions;
    this.#said = said;
    this.#made = made;
  }

  /** @param dir a folder that sendmail regards as safe */
  static async of(call: Call, versions: readonly Version[], dir: string): Promise<Judge> {
    const sane = `${call.before}${lineOf(call)}\n${call.after}`;
    const said = new Set((await findings(sane)).map(({ text }) => text));
    return new Judge(call, dir, versions, said, new Map(versions.map((version) => [version, make(sane, version)])));
  }

  async judge({ text: line, expects }: Mistake): Promise<{ readonly verdict: Verdict; readonly why: string }> {
    const text = `${this.#call.before}${line}\n${this.#call.after}`;
    const all = (await findings(text)).filter((one) => !this.#said.has(one.text));
    const [from, to] = [this.#call.before.length, this.#call.before.length + line.length];
    const isFound = all.some(({ start, end }) => start <= to && end >= from);
    const changes = this.#versions.map((version) => this.#change(text, version));
    const why = `${changes.join(" ")}\t${all.map(({ text: said }) => said).join(" | ")}`;
    if (expects === "loses" || changes.includes("meaning")) return { verdict: isFound ? "found" : "missed", why };
    if (changes.includes("spaces")) return { verdict: "spaces only", why };
    const isSilent = expects === "either" || all.every(({ isNote }) => isNote);
    return { verdict: isSilent ? "silent" : "false alarm", why };
  }

  #change(text: string, version: Version): Change {
    const before = this.#made.get(version);
    const after = make(text, version);
    if (before === undefined || after.complaints !== before.complaints) return "meaning";
    const isSame = linesOf(before.cf).join("\n") === linesOf(after.cf).join("\n");
    if (isSame) return "none";
    const [lines, known] = [withoutSpaceLines(after.cf), withoutSpaceLines(before.cf)];
    const isRefused = () => this.#complaints(after.cf, version) !== this.#complaints(before.cf, version);
    if (withoutSpaces(lines) !== withoutSpaces(known) || isRefused()) return "meaning";
    return lines.join("\n") === known.join("\n") ? "none" : "spaces";
  }

  /** What sendmail says of lines when it reads them. */
  #complaints(cf: string, version: Version): string {
    const file = path.join(this.#dir, "signature.cf");
    writeFileSync(file, Buffer.from(cf, "latin1"));
    const { stdout, stderr } = runSendmail(["-C", file, "-bt"], "", { version });
    const lines = (stdout + stderr).split("\n").filter((line) => / line \d+: /.test(line));
    return lines.map((line) => line.replace(/ line \d+: |[ \t]+/g, "")).join("\n");
  }
}
