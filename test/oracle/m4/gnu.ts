// Asks the real m4 and ours the same program, and says where they differ.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ExpandRequest, type Expansion, expand } from "../../../server/src/m4/index.ts";
import { program, run } from "../programs.ts";

/** What both give for a program. */
export interface Answer {
  readonly output: string;
  readonly stderr: string;
  readonly status: number;
}

/** Files that programs can include, by name; they lie in the folder that m4 runs in. */
export const INCLUDED: Readonly<Record<string, string>> = {
  one: "first line\nsecond len(`abc')\n",
  two: "define(`fromtwo', `2')dnl\n__file__:__line__ fromtwo",
  open: "len(`unclosed",
  half: "len(`half'",
  empty: "",
};

/** What the system says of other names. */
function whyNot(file: string): string {
  const parts = file.split("/");
  if (parts.some((part) => part.length > 255)) return "File name too long";
  if (parts.every((part) => part === "" || part === "." || part === "..") && file !== "") return "Is a directory";
  return parts.length > 1 && INCLUDED[parts[0] ?? ""] !== undefined ? "Not a directory" : "No such file or directory";
}

/** Runs our evaluator on a program named `name`. */
export function ours(text: string, name: string, request: Partial<ExpandRequest> = {}): Expansion {
  const host = {
    read: (file: string) => {
      const found = file === name ? text : INCLUDED[file];
      return found === undefined ? undefined : { name: file, text: found };
    },
    whyNot,
  };
  return expand({ sources: [{ name, text }], host, ...request });
}

export function answerOf({ output, stderr, exitStatus }: Expansion): Answer {
  return { output, stderr, status: exitStatus };
}

/** A folder with the included files, in which GNU m4 runs programs by the hundred. */
export class Gnu {
  private readonly dir = mkdtempSync(path.join(tmpdir(), "sml-m4-"));
  private readonly folder = path.dirname(program("m4"));

  constructor() {
    for (const [name, text] of Object.entries(INCLUDED)) writeFileSync(path.join(this.dir, name), text, "latin1");
  }

  dispose(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The answers to many programs; program number n is called `n.m4`. One shell runs them all, which saves time. */
  answers(texts: readonly string[]): Answer[] {
    for (const [n, text] of texts.entries()) writeFileSync(path.join(this.dir, `${n}.m4`), text, "latin1");
    // Called by its plain name, for m4 puts the name it was called by into its messages.
    const script = `PATH=${this.folder}:$PATH; ulimit -t 5; ulimit -v 2000000; n=0; while [ $n -lt ${texts.length} ]; do m4 $n.m4 >$n.out 2>$n.err; echo $? >$n.status; n=$((n+1)); done`;
    run("/bin/sh", ["-c", script], "", this.dir);
    const read = (name: string): string => readFileSync(path.join(this.dir, name), "latin1");
    return texts.map((_text, n) => ({
      output: read(`${n}.out`),
      stderr: read(`${n}.err`),
      status: Number(read(`${n}.status`)),
    }));
  }

  /** The answer to several files on one command line; file number n is called `n.m4`. */
  together(texts: readonly string[], definitions: ReadonlyMap<string, string>): Answer {
    for (const [n, text] of texts.entries()) writeFileSync(path.join(this.dir, `${n}.m4`), text, "latin1");
    const defined = [...definitions].map(([name, value]) => `-D${name}=${value}`);
    const { stdout, stderr, status } = run("m4", [...defined, ...texts.map((_text, n) => `${n}.m4`)], "", this.dir);
    return { output: stdout, stderr, status: status ?? -1 };
  }

  answer(text: string): Answer {
    const [answer] = this.answers([text]);
    if (answer === undefined) throw new Error("m4 gave no answer");
    return answer;
  }
}

export function equal(a: Answer, b: Answer): boolean {
  return a.output === b.output && a.stderr === b.stderr && a.status === b.status;
}
