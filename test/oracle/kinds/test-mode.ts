// Asks the real sendmail what it does with addresses under a configuration with tables: in test mode, and as an SMTP server.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cfDir, onOwnHost, program, run, runSendmail, safeFolder, type Version } from "../programs.ts";

/** Texts of maps by file name; `FOLDER` in a .mc stands for the folder that they lie in. */
export interface Setup {
  /** Lines of the .mc before the mailers. */
  readonly mc: readonly string[];
  readonly maps: Readonly<Record<string, string>>;
}

/** The lines that make a configuration independent of the machine that runs the tests. */
const HEAD = [
  "OSTYPE(`linux')dnl",
  "define(`confSERVICE_SWITCH_FILE', `FOLDER/service.switch')dnl",
  "define(`confDONT_PROBE_INTERFACES', `true')dnl",
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`ALIAS_FILE', `FOLDER/aliases')dnl",
  "FEATURE(`nocanonify')dnl",
  "FEATURE(`accept_unresolvable_domains')dnl",
];

/** A configuration in a folder of its own. */
export class KindSite {
  readonly dir: string;
  readonly dispose: () => void;

  constructor({ mc, maps }: Setup) {
    const folder = safeFolder();
    this.dir = folder.dir;
    this.dispose = folder.dispose;
    chmodSync(this.dir, 0o755);
    this.#write("service.switch", "hosts files\n");
    this.#write("aliases", "");
    for (const [name, text] of Object.entries(maps)) {
      this.#write(name, text);
      run(program("makemap"), ["hash", path.join(this.dir, name)], text);
    }
    const lines = [...HEAD, ...mc, "MAILER(`local')dnl", "MAILER(`smtp')dnl", "LOCAL_CONFIG", "Cwlocal.test", ""];
    this.#write("sendmail.mc", lines.join("\n").replaceAll("FOLDER", this.dir));
    const library = cfDir();
    const built = run(program("m4"), [
      `-D_CF_DIR_=${library}`,
      `${library}m4/cf.m4`,
      path.join(this.dir, "sendmail.mc"),
    ]);
    this.#write("sendmail.cf", built.stdout);
    mkdirSync(path.join(this.dir, "queue"), { mode: 0o700 });
  }

  /** Where each address is delivered to, as rulesets 3 and 0 say: `$# smtp $@ h.test $: u<@a.test.>`, spaces left out. */
  resolve(addresses: readonly string[], version?: Version): readonly string[] {
    const input = addresses.map((address) => `3,0 ${address}\n`).join("");
    const options = version === undefined ? { cwd: this.dir } : { cwd: this.dir, version };
    const { stdout } = runSendmail(["-bt", "-C", "sendmail.cf"], input, options);
    return [...stdout.matchAll(/^parse\s+returns: (.*)$/gm)].map(([, answer = ""]) => answer.replaceAll(" ", ""));
  }

  /** What an SMTP client that may relay is told of each recipient. */
  replies(addresses: readonly string[]): readonly string[] {
    const commands = ["MAIL FROM:<root@local.test>", ...addresses.map((address) => `RCPT TO:<${address}>`), "QUIT", ""];
    this.#write("commands", commands.join("\n"));
    // A client that does not wait for the greeting is refused.
    const session = `(sleep 0.3; echo EHLO client.test; sleep 0.3; cat commands) | exec ${program("sendmail")} -bs -C sendmail.cf -OQueueDirectory=${this.dir}/queue`;
    const { stdout } = run("unshare", onOwnHost(["sh", "-c", session]), "", this.dir);
    const lines = stdout.split(/\r?\n/).filter((line) => /^\d{3} /.test(line));
    const mail = lines.findIndex((line) => line.startsWith("250 2.1.0"));
    return lines.slice(mail + 1, mail + 1 + addresses.length);
  }

  #write(name: string, text: string): void {
    writeFileSync(path.join(this.dir, name), text, "latin1");
  }
}
