// What m4, makemap, newaliases and sendmail say of the files on a page of a rule, as one text.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cfDir, onOwnHost, program, run } from "../programs.ts";

/** Tables that makemap compiles. */
const MAPS = /^(?:access|authinfo|bitdomain|domaintable|genericstable|mailertable|virtusertable)$/;

/** What sendmail is asked beside reading its .cf. */
export interface Questions {
  /** Lines typed in its test mode. */
  readonly test?: readonly string[];
  /** Recipients of `sendmail -bv`. */
  readonly deliver?: readonly string[];
}

/**
 * Builds the files in a folder and gives all complaints, and the answers to the questions. `/etc/mail` is the folder.
 *
 * @param dir a folder that sendmail regards as safe; it is emptied
 */
export function toldOf(
  dir: string,
  files: Readonly<Record<string, string>>,
  { test = [], deliver = [] }: Questions = {},
): string {
  const here = (text: string) => text.replaceAll("/etc/mail/", `${dir}/`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, "queue"), { recursive: true, mode: 0o755 });
  writeFileSync(path.join(dir, "service.switch"), "hosts files\naliases files\n");
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name.replace("/etc/mail/", ""));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, here(text));
  }
  const told: string[] = [];
  const say = (who: string, text: string) => told.push(...lines(text).map((line) => `${who}: ${line}`));
  let cf = files["sendmail.cf"] ?? "";
  if (files["sendmail.mc"] !== undefined) {
    const library = cfDir();
    const m4 = ended(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "sendmail.mc"], dir);
    say("m4", `${m4.stderr}\n${m4.status === 0 ? "" : "failed"}`);
    cf = m4.stdout;
  }
  const file = path.join(dir, "site.cf");
  writeFileSync(file, adapted(here(cf), dir), "latin1");
  for (const [name, text] of Object.entries(files))
    if (MAPS.test(name))
      say("makemap", run(program("makemap"), ["hash", path.join(dir, name)], here(text), dir).stderr);
  const sendmail = (args: readonly string[], input = "") => {
    const { stdout, stderr, status } = ended(
      "unshare",
      onOwnHost([program("sendmail"), "-C", file, ...args]),
      dir,
      input,
    );
    return `${stdout}\n${stderr}\n${status === 0 ? "" : `ended with ${status}`}`;
  };
  if (files.aliases !== undefined) say("newaliases", sendmail(["-bi"]));
  say("sendmail", sendmail(["-bt"], `${test.join("\n")}\n`));
  if (deliver.length > 0) say("delivery", sendmail(["-bv", ...deliver]));
  return told.join("\n").replaceAll(dir, "/etc/mail");
}

function lines(text: string): readonly string[] {
  return text.split("\n").filter((line) => !/^(?:[> ]*$|ADDRESS TEST MODE|Enter <ruleset>)/.test(line));
}

/** Runs a program that may go on for ever. */
function ended(command: string, args: readonly string[], cwd: string, input = "") {
  return run("timeout", ["10", command, ...args], input, cwd);
}

/** Its queue and aliases are in the folder, and no name service is asked. */
function adapted(cf: string, dir: string): string {
  return cf
    .replace(/^O QueueDirectory=.*$/m, `O QueueDirectory=${dir}/queue`)
    .replace(/^O AliasFile=.*$/m, `O AliasFile=${dir}/aliases`)
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${dir}/service.switch`);
}
