// A folder in which newaliases reads aliases, and mail is asked for with `sendmail -bv`.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { aliasErrors, aliasKey, parseTable, withoutSpace } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { cfDir, libraryOf, program, run, runSendmail, safeFolder, type Version } from "../programs.ts";
import { toBytes } from "./ask-makemap.ts";

/** The names of the host whose aliases are asked about. */
export const OWN_NAMES: ReadonlySet<string> = new Set(["local.example", "mx.example.com", "localhost"]);

/** What newaliases says of a file. */
export interface Made {
  /** `KEY\tVALUE`, in order, without its own mark `@`. */
  readonly entries: readonly string[];
  /** `LINE MESSAGE`. */
  readonly messages: readonly string[];
}

/** What comes before "illegal alias name": which of them depends on how the name falls into tokens. */
const TOO_LONG = /\.\.\. (?:prescan: token too long|Address .*too long \(255 bytes max\))$/;

/** Files that newaliases reads in one run; it takes no more than a dozen. */
const AT_ONCE = 10;

const MC = `OSTYPE(\`linux')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`mx.example.com')
define(\`ALIAS_FILE', \`@/aliases0')
LOCAL_DOMAIN(\`local.example')
FEATURE(\`nocanonify')
MAILER(\`local')
MAILER(\`smtp')
`;

/** Asks newaliases, the installed one or another version, in a folder of its own. `local.example` is a domain of the server. */
export class NewAliases {
  readonly #folder = safeFolder();
  readonly #version: Version | undefined;
  readonly #cf: string;

  constructor(version?: Version) {
    this.#version = version;
    const { dir } = this.#folder;
    writeFileSync(path.join(dir, "service.switch"), "hosts files\naliases files\n");
    writeFileSync(path.join(dir, "sendmail.mc"), MC.replaceAll("@/", `${dir}/`));
    const mc = path.join(dir, "sendmail.mc");
    const library = version === undefined ? cfDir() : libraryOf(version);
    this.#cf = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, mc]).stdout;
  }

  dispose(): void {
    this.#folder.dispose();
  }

  /** What newaliases makes of each file (bytes as latin1); `status` is the exit status over all of them. */
  ask(files: readonly string[]): { readonly made: readonly Made[]; readonly status: number | null }[] {
    const answers = [];
    for (let at = 0; at < files.length; at += AT_ONCE) answers.push(this.#askSome(files.slice(at, at + AT_ONCE)));
    return answers;
  }

  #askSome(files: readonly string[]): { made: Made[]; status: number | null } {
    const { dir } = this.#folder;
    const names = files.map((text, at) => {
      const name = path.join(dir, `aliases${at}`);
      rmSync(`${name}.db`, { force: true });
      writeFileSync(name, text, { encoding: "latin1", mode: 0o644 });
      return name;
    });
    const cf = path.join(dir, "sendmail.cf");
    writeFileSync(cf, this.#cf.replace(/^O AliasFile=.*$/m, `O AliasFile=${names.join(",")}`), { mode: 0o644 });
    const { stdout, stderr, status } = runSendmail(
      ["-bi", "-C", cf],
      "",
      this.#version === undefined ? {} : { version: this.#version },
    );
    const said = stdout + stderr;
    const made = names.map((name): Made => {
      const messages = said
        .split("\n")
        .flatMap((line) => (line.startsWith(`${name}: line `) ? [line.slice(name.length + 7)] : []))
        .filter((line) => !TOO_LONG.test(line))
        .map((line) => line.replace(/^(\d+): /, "$1 "));
      const dumped = run(program("makemap"), ["-u", "hash", name]);
      if (dumped.status !== 0) throw new Error(`no database: ${said}`);
      const entries = dumped.stdout.split("\n").filter((line) => line !== "" && line !== "@\t@");
      return { entries: entries.sort(), messages };
    });
    return { made, status };
  }
}

/** What we say of a file, in the words of newaliases; undefined where it has a name of which we say nothing. */
export function aliasAccount(text: string, isOldAliases: boolean): Made | undefined {
  const document = TextDocument.create("file:///aliases", "", 1, text);
  const table = parseTable(document, "aliases", { isOldAliases });
  const withoutValue = table
    .errors()
    .flatMap(({ alias }) => (alias === undefined ? [] : [withoutSpace(alias.beforeColon)]));
  if (withoutValue.some((name) => isOdd(name, isOldAliases))) return undefined;
  const messages = aliasErrors(table, (host) => OWN_NAMES.has(host));
  const refused = new Set(messages.flatMap(({ code, span }) => (code === "not-local" ? [span.start] : [])));
  const stored = new Map<string, string>();
  for (const entry of table.entries()) {
    const key = aliasKey(entry.key);
    if (key.kind === "odd" || isOdd(entry.key, isOldAliases)) return undefined;
    if (refused.has(entry.keySpan.start) || key.kind === "refused") continue;
    stored.set(key.kind === "address" ? key.user : key.stored, entry.stored);
  }
  // newaliases does not count the lines that are lost after a NUL.
  let lost = 0;
  const numbered = messages.map(({ line, message, code, span }) => {
    const said = `${line + 1 - lost} ${message}`;
    if (code === "nul") lost += text.slice(0, span.end).split("\n").length - 1 - line;
    return sevenBits(toBytes(said));
  });
  return { entries: [...stored].map(([key, value]) => toBytes(`${key}\t${value}`)).sort(), messages: numbered };
}

/**
 * A name of which we do not say all that newaliases says: the parser complains of characters that cannot be printed, too, in 8.15.2
 * of all beyond ASCII; and a character may be cut where a long name is.
 */
function isOdd(name: string, isOldAliases: boolean): boolean {
  const key = aliasKey(name);
  if (key.kind !== "refused") return key.kind === "odd" || (isOldAliases && /[^\0-\x7f]/.test(name));
  // Of these newaliases repeats the whole line.
  if (/^(?:character|unbalanced|empty)$/.test(key.why)) return true;
  if ((isOldAliases || key.why === "too-long") && /[^\0-\x7f]/.test(name)) return true;
  const isParsed = key.why === "program" || key.why === "file";
  return isParsed && (/(?!\t)\p{Cc}/u.test(name) || /[\x80-\x9f]/.test(toBytes(name)));
}

/** As newaliases prints bytes: without their eighth bit. */
function sevenBits(bytes: string): string {
  return bytes.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(byte.charCodeAt(0) & 127));
}
