// What the real programs make of a mail server, as one text: m4's messages, what changed in the .cf, and sendmail's complaints.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cfDir, program, run, runSendmail } from "../programs.ts";

/** Texts by the name that they have in /etc/mail. */
export type Files = Readonly<Record<string, string>>;

/** Asks m4 and sendmail about servers in one folder. */
export class RealPrograms {
  readonly #dir: string;
  #sane: ReadonlySet<string> = new Set();

  /** @param dir a folder that sendmail regards as safe */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** What later servers are compared with. */
  compareWith(files: Files): void {
    this.#sane = new Set(this.#build(files).cf.split("\n"));
  }

  /** Lines that came (+) and went (-), after m4's messages and before sendmail's. */
  ask(files: Files): string {
    const { cf, stderr } = this.#build(files);
    const lines = cf.split("\n");
    const there = new Set(lines);
    const diff = [
      ...lines.filter((line) => !this.#sane.has(line)).map((line) => `+${line}`),
      ...[...this.#sane].filter((line) => !there.has(line)).map((line) => `-${line}`),
    ];
    const file = path.join(this.#dir, "sendmail.cf");
    writeFileSync(file, Buffer.from(cf, "latin1"));
    const { stdout, stderr: words } = runSendmail(["-bt", "-C", file], "\n", { cwd: this.#dir });
    const said = `${stdout}\n${words}`.replaceAll(`${file}: `, "").split("\n");
    const complaints = said.filter(
      (line) => line.trim() !== "" && !/^(?:> ?|ADDRESS TEST MODE|Enter <ruleset>)/.test(line),
    );
    return [stderr.trim(), ...diff, ...complaints].join("\n");
  }

  #build(files: Files): { readonly cf: string; readonly stderr: string } {
    rmSync(this.#dir, { recursive: true, force: true });
    mkdirSync(this.#dir, { recursive: true, mode: 0o755 });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(this.#dir, name), text);
    const { stdout, stderr } = run(
      program("m4"),
      [`-D_CF_DIR_=${cfDir()}`, "-D_NO_MAKEINFO_", path.join(cfDir(), "m4/cf.m4"), "sendmail.mc"],
      "",
      this.#dir,
    );
    return { cf: stdout, stderr };
  }
}
