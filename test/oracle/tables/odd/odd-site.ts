// One server with every table, each with odd lines: what sendmail does with mail, and what we say of the lines and of the mail.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printed } from "../../../../server/src/cf/rewrite/index.ts";
import { diskFiles } from "../../../../server/src/files.node.ts";
import { toBytes } from "../../../../server/src/interpreter/bytes.ts";
import type { Interpreter } from "../../../../server/src/interpreter/index.ts";
import { Judge } from "../../../../server/src/judge.ts";
import { KINDS } from "../../../../server/src/kinds/index.ts";
import { type Route, rewritingOf, routeOf } from "../../../../server/src/route/index.ts";
import { ALL_RULES } from "../../../../server/src/rules/all.ts";
import { DEFAULT_SETTINGS } from "../../../../server/src/settings.ts";
import { KnownConfigs } from "../../../../server/src/site/index.ts";
import { cfDir, onOwnHost, program, run, runSendmail, safeFolder } from "../../programs.ts";

const HOST = "mx.example.com";

const MC = `OSTYPE(\`linux')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`${HOST}')
define(\`ALIAS_FILE', \`@/aliases')
define(\`QUEUE_DIR', \`@/queue')
define(\`STATUS_FILE', \`@/status')
define(\`HELP_FILE', \`@/help')
FEATURE(\`nocanonify')
FEATURE(\`promiscuous_relay')
FEATURE(\`accept_unresolvable_domains')
define(\`confBAD_RCPT_THROTTLE', \`0')
define(\`confMAX_RCPTS_PER_MESSAGE', \`9999')
LOCAL_DOMAIN(\`local.example')
FEATURE(\`mailertable', \`hash @/mailertable')
FEATURE(\`virtusertable', \`hash @/virtusertable')
FEATURE(\`genericstable', \`hash @/genericstable')
FEATURE(\`domaintable', \`hash @/domaintable')
FEATURE(\`bitdomain', \`hash @/bitdomain')
FEATURE(\`uucpdomain', \`hash @/uudomain')
VIRTUSER_DOMAIN(\`virt.example virt2.example')
GENERICS_DOMAIN(\`gen.example gen2.example')
MAILER(\`local')
MAILER(\`smtp')
`;

const TABLES = [
  "mailertable",
  "virtusertable",
  "genericstable",
  "domaintable",
  "bitdomain",
  "uudomain",
  "userdb",
  "aliases",
] as const;
export type OddTable = (typeof TABLES)[number];

/** A line or its value, the answer of sendmail, and the codes of our errors and warnings about it. */
export type OddRow = readonly [written: string, answer: string, codes?: string];

/** What is said of a line. */
export interface Said {
  readonly code: string;
  readonly severity: string;
  readonly first: string;
}

const END = "== end of the answer ==";

export class OddSite {
  readonly #folder = safeFolder();
  readonly #judge: Judge;
  readonly #lines: Readonly<Partial<Record<OddTable, readonly string[]>>>;
  #interpreter: Interpreter | undefined;

  /** @param mc more of the .mc, before its mailers */
  constructor(lines: Readonly<Partial<Record<OddTable, readonly string[]>>>, mc = "") {
    this.#lines = lines;
    const { dir } = this;
    mkdirSync(path.join(dir, "queue"), { mode: 0o700 });
    this.#write("service.switch", "hosts files\naliases files\n");
    for (const table of TABLES) {
      const text = (lines[table] ?? []).map((line) => `${line}\n`).join("");
      this.#write(table, text);
      if (table !== "aliases")
        run(
          program("makemap"),
          [table === "userdb" ? "btree" : "hash", path.join(dir, table)],
          Buffer.from(text, "utf8").toString("latin1"),
        );
    }
    const source = this.#write("sendmail.mc", MC.replace("MAILER(", `${mc}MAILER(`));
    this.#write("sendmail.cf", run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, source]).stdout);
    runSendmail(["-bi", "-C", "sendmail.cf"], "", { cwd: dir });
    const settings = { ...DEFAULT_SETTINGS, root: "file:///", hostName: HOST, cfDir: `file://${cfDir().slice(0, -1)}` };
    this.#judge = new Judge({ ...diskFiles(), folders: [] }, settings, {
      configs: new KnownConfigs(),
      kinds: KINDS,
      rules: ALL_RULES.map(({ rule }) => rule),
    });
  }

  get dir(): string {
    return this.#folder.dir;
  }

  dispose(): void {
    this.#folder.dispose();
  }

  #write(name: string, text: string): string {
    const file = path.join(this.dir, name);
    writeFileSync(file, text.replaceAll("@/", `${this.dir}/`), { mode: 0o644 });
    chmodSync(file, 0o644);
    return file;
  }

  /** What `sendmail -bv` says of each address, in order of the alphabet. */
  verify(addresses: readonly string[]): readonly (readonly string[])[] {
    const script = `for address; do ${program("sendmail")} -C sendmail.cf -bv "$address" 2>&1; echo "${END}"; done`;
    const { stdout } = run("unshare", onOwnHost(["sh", "-c", script, "sh", ...addresses], HOST), "", this.dir);
    const answers = Buffer.from(stdout, "latin1").toString("utf8").split(`${END}\n`).slice(0, -1);
    if (answers.length !== addresses.length) throw new Error(`not all answered: ${stdout.slice(-500)}`);
    return answers.map((answer) =>
      [
        ...new Set(
          answer.split("\n").filter((line) => line !== "" && !line.includes("... deliverable: mailer *error*, ")),
        ),
      ].sort(),
    );
  }

  /** What we say in its place. */
  async route(address: string): Promise<{ readonly said: readonly string[]; readonly missing: readonly string[] }> {
    this.#interpreter ??= await this.#judge.interpreterFor(`file://${this.dir}/sendmail.mc`);
    if (this.#interpreter === undefined) throw new Error("no interpreter");
    const route = await routeOf(this.#interpreter, { recipient: address });
    return { said: asVerified(route), missing: route.missing };
  }

  async rewriting(address: string): Promise<string | undefined> {
    this.#interpreter ??= await this.#judge.interpreterFor(`file://${this.dir}/sendmail.mc`);
    if (this.#interpreter === undefined) throw new Error("no interpreter");
    return (await rewritingOf(this.#interpreter, { address, mailer: "esmtp", header: true, sender: true }))?.result;
  }

  /** What an address of a header is rewritten to. */
  rewrite(addresses: readonly string[]): readonly string[] {
    const input = ["/tryflags HS", ...addresses.map((address) => `/try esmtp ${address}`)].join("\n");
    const { stdout } = runSendmail(["-bt", "-C", "sendmail.cf"], Buffer.from(`${input}\n`, "utf8").toString("latin1"), {
      cwd: this.dir,
    });
    return Buffer.from(stdout, "latin1")
      .toString("utf8")
      .split(/Trying /)
      .slice(1)
      .map((chunk) => /Rcode = \d+, addr = (.*)/.exec(chunk)?.[1] ?? "(none)");
  }

  /** What is said of each line of a table. */
  async diagnostics(table: OddTable): Promise<readonly (readonly Said[])[]> {
    const uri = `file://${this.dir}/${table}`;
    const lines = this.#lines[table] ?? [];
    const said: Said[][] = lines.map(() => []);
    for (const { site, problems } of await this.#judge.judge(uri)) {
      const document = site.document(uri);
      for (const { span, meta, severity, message } of problems) {
        const line = document?.positionAt(span.start).line ?? -1;
        said[line]?.push({ code: meta.code, severity, first: message.split("\n")[0] ?? "" });
      }
    }
    return said;
  }
}

/** A route in the words of `sendmail -bv`. */
function asVerified({ deliveries, refusals }: Route): readonly string[] {
  const lines = [
    ...deliveries.map(
      ({ address, mailer, host = "", user }) =>
        `${address}... deliverable: mailer ${mailer}${host === "" ? "" : `, host ${host}`}, user ${user}`,
    ),
    ...refusals.map(({ address, reply: { code, text } }) =>
      printed({ code, to: toBytes(address), text: toBytes(text) }),
    ),
  ].map((line) => printed({ code: "", text: toBytes(line) }));
  return [...new Set(lines)].sort();
}

/** An answer without what only repeats the question (`KEY`, `DOMAIN`), and without what is another on each machine. */
export function answered(address: string, lines: readonly string[]): string {
  const short = lines.map((line) =>
    line
      .replace(/^.*\.\.\. (?=Unbalanced|prescan)/, "")
      .replace(`${address}... `, "")
      .replace("deliverable: mailer ", "")
      .replace(/(mailbox address ).*/, "$1...")
      .replace(/: Unknown error -\d+$/, "")
      .replace(/k\d+(?![\w.]*:)/g, "KEY")
      .replace(/\bd\d+\.example/g, "DOMAIN"),
  );
  return [...new Set(short)].sort().join(" | ");
}

/** The errors and warnings about a line itself. */
export function codesOf(table: OddTable, said: readonly Said[]): string {
  return (
    said
      .filter(({ code, severity }) => code.startsWith(`${table}-`) && /error|warning/.test(severity))
      .map(({ code }) => code.slice(table.length + 1))
      // Of the file as a whole, and of the files of this machine.
      .filter((code) => code !== "no-postmaster" && code !== "unusable-target")
      .sort()
      .join(" ")
  );
}
