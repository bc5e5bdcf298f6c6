// A mail server with mailertable, virtusertable, genericstable, domaintable and aliases, and the questions that it answers.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cfDir, libraryOf, onOwnHost, program, run, runSendmail, safeFolder, type Version } from "../programs.ts";

const TABLES = ["mailertable", "virtusertable", "genericstable", "domaintable"] as const;
export type TableName = (typeof TABLES)[number];

const HEAD = `OSTYPE(\`linux')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`mx.example.com')
define(\`confPRIVACY_FLAGS', \`')
define(\`confBAD_RCPT_THROTTLE', \`0')
define(\`ALIAS_FILE', \`@/aliases')
define(\`QUEUE_DIR', \`@/queue')
define(\`STATUS_FILE', \`@/status')
define(\`HELP_FILE', \`@/help')
FEATURE(\`nocanonify')
LOCAL_DOMAIN(\`local.example')
FEATURE(\`mailertable', \`hash @/mailertable')
FEATURE(\`virtusertable', \`hash @/virtusertable')
FEATURE(\`genericstable', \`hash @/genericstable')
FEATURE(\`domaintable', \`hash @/domaintable')
VIRTUSER_DOMAIN(\`virt.example')
VIRTUSER_DOMAIN(\`virt2.example')
`;

export interface MailSiteOptions {
  /** More of the .mc, before its mailers. */
  readonly mc?: string;
  /** `KEY VALUE` lines; `NAME: VALUE` lines for aliases. */
  readonly tables?: Readonly<Partial<Record<TableName | "aliases", readonly string[]>>>;
  /** Tables whose database is not made. */
  readonly missing?: readonly TableName[];
  /** Tables whose FEATURE is left out. */
  readonly without?: readonly TableName[];
  /** The finished .cf, changed. */
  readonly adapt?: (cf: string) => string;
  /** Whose library builds the .cf; the installed one's without it. */
  readonly version?: Version;
}

/** One server in a folder of its own; `local.example` is its domain, `virt.example` one of VIRTUSER_DOMAIN. */
export class MailSite {
  readonly #folder = safeFolder();
  readonly #cf: string;

  constructor({ mc = "", tables = {}, missing = [], without = [], adapt = (cf) => cf, version }: MailSiteOptions) {
    const { dir } = this.#folder;
    const write = (name: string, text: string): string => {
      const file = path.join(dir, name);
      writeFileSync(file, text, { encoding: "latin1", mode: 0o644 });
      return file;
    };
    mkdirSync(path.join(dir, "queue"), { mode: 0o700 });
    write("service.switch", "hosts files\naliases files\n");
    for (const name of TABLES) this.hash(name, tables[name] ?? []);
    for (const name of missing) rmSync(path.join(dir, `${name}.db`));
    write(
      "aliases",
      (tables.aliases ?? [])
        .map((line) => `${line}\n`)
        .join("")
        .replaceAll("@/", `${dir}/`),
    );
    const head = HEAD.split("\n").filter((line) => !without.some((name) => line.includes(`\`${name}'`)));
    const source = write(
      "sendmail.mc",
      `${head.join("\n")}${mc}\nMAILER(\`local')\nMAILER(\`smtp')\n`.replaceAll("@/", `${dir}/`),
    );
    const library = version === undefined ? cfDir() : libraryOf(version);
    this.#cf = write(
      "sendmail.cf",
      adapt(run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, source]).stdout),
    );
    this.newaliases();
  }

  get dir(): string {
    return this.#folder.dir;
  }

  dispose(): void {
    this.#folder.dispose();
  }

  /** Writes a file of the folder. */
  write(name: string, text: string, mode = 0o644): void {
    writeFileSync(path.join(this.dir, name), text, { encoding: "latin1" });
    chmodSync(path.join(this.dir, name), mode);
  }

  hash(name: string, lines: readonly string[], type: "hash" | "btree" = "hash"): void {
    run(program("makemap"), [type, path.join(this.dir, name)], lines.map((line) => `${line}\n`).join(""));
  }

  /** What newaliases prints, and its exit status. */
  newaliases(): { readonly text: string; readonly status: number | null } {
    const { stdout, stderr, status } = runSendmail(["-bi", "-C", this.#cf]);
    return { text: (stdout + stderr).replaceAll(`${this.dir}/`, ""), status };
  }

  /** Lines typed into test mode. */
  testMode(lines: readonly string[], version?: Version): string {
    return runSendmail(["-bt", "-C", this.#cf], `${lines.join("\n")}\n`, version === undefined ? {} : { version })
      .stdout;
  }

  /** Where each address goes: `MAILER HOST USER`, host `-` where there is none; what `/parse` says of an error, else. */
  parse(addresses: readonly string[], version?: Version): readonly string[] {
    const printed = this.testMode(
      addresses.map((address) => `/parse ${address}`),
      version,
    );
    const chunks = printed.split("Cracked address = ").slice(1);
    if (chunks.length !== addresses.length) throw new Error(`not all answered: ${printed.slice(-500)}`);
    return chunks.map((chunk) => {
      const failed = /^rewrite: ([^(\n]*)/m.exec(chunk)?.[1]?.trim();
      if (failed !== undefined) return failed;
      const error = /^[^\n]*\.\.\. ([^\n]*)\n(?:[^\n]*\n)*?mailer \*error\*/m.exec(chunk)?.[1];
      if (error !== undefined) return `error: ${error}`;
      const found = /^mailer ([^,\n]*)(?:, host ([^\n]*?))?(?:, user ([^\n]*))?$/m.exec(chunk);
      return found === null ? chunk.trim() : `${found[1]} ${found[2] ?? "-"} ${found[3] ?? ""}`.trim();
    });
  }

  /** What an address of a header (`HS`, `HR`) or envelope (`ES`, `ER`) is rewritten to by a mailer. */
  rewrite(
    addresses: readonly string[],
    flags: "HS" | "HR" | "ES" | "ER" = "HS",
    mailer = "esmtp",
    version?: Version,
  ): readonly string[] {
    const printed = this.testMode(
      [`/tryflags ${flags}`, ...addresses.map((address) => `/try ${mailer} ${address}`)],
      version,
    );
    return printed
      .split(/Trying /)
      .slice(1)
      .map((chunk) => /Rcode = \d+, addr = (.*)/.exec(chunk)?.[1] ?? "(none)");
  }

  /** What `sendmail -bv` says, in order of the alphabet. */
  verify(address: string, version?: Version): readonly string[] {
    const options = version === undefined ? {} : { version };
    const { stdout, stderr } = runSendmail(["-C", this.#cf, "-bv", address], "", options);
    return (stdout + stderr)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.replaceAll(`${this.dir}/`, "@/"))
      .sort();
  }

  /** The reply to RCPT of each recipient, in a session with this server. */
  async replies(recipients: readonly string[]): Promise<readonly string[]> {
    const replies = await repliesIn(
      [program("sendmail"), "-bs", "-C", this.#cf],
      ["EHLO client.example", "MAIL FROM:<sender@mx.example.com>", ...recipients.map((one) => `RCPT TO:<${one}>`)],
    );
    return replies.slice(3, recipients.length + 3);
  }

  /** Sends a short mail, over the loopback address where the .mc says so; what sendmail says of it with `-v`. */
  send(recipient: string): Promise<string> {
    const [, , ...command] = onOwnHost([
      program("sendmail"),
      "-C",
      this.#cf,
      "-v",
      "-odi",
      "-f",
      "joe@mx.example.com",
      recipient,
    ]);
    // Of its own host name only: the loopback address is that of this process.
    const child = spawn("unshare", ["--uts", ...command]);
    let said = "";
    child.stdout.on("data", (data: Buffer) => {
      said += data.toString("latin1");
    });
    child.stdin.end("Subject: asked\n\nasked\n");
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve(said));
    });
  }
}

/** The last line of each reply in an SMTP session with a program, the greeting first; each command waits for the reply before it. */
export async function repliesIn(command: readonly string[], steps: readonly string[]): Promise<readonly string[]> {
  const child = spawn("unshare", [...onOwnHost(command)]);
  child.stdout.setEncoding("latin1");
  const replies: string[] = [];
  let pending = "";
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdout.on("data", (data: string) => {
      pending += data;
      for (let end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
        const line = pending.slice(0, end).trimEnd();
        pending = pending.slice(end + 1);
        if (line.charAt(3) === "-") continue;
        replies.push(line);
        const next = steps[replies.length - 1];
        if (next === undefined) child.stdin.end();
        else child.stdin.write(`${next}\r\n`, "latin1");
      }
    });
  });
  return replies;
}
