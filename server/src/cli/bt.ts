// `sendmail-lint bt`: address test mode without sendmail. Reads what `sendmail -bt` reads, writes what it writes.
import { readFileSync } from "node:fs";
import { readCf } from "../cf/index.ts";
import { type DnsTable, readDnsTable } from "../cf/rewrite/dns-table.ts";
import { Rewriter, UNKNOWN_DNS, type UnknownAsk } from "../cf/rewrite/index.ts";
import { inputLines, PROMPT, TestMode } from "../cf/test-mode/index.ts";
import { machineName } from "../files.node.ts";
import { knownVersion } from "../interpreter/index.ts";
import { versionIn } from "../site/version.ts";
import { buildFile } from "./build.ts";
import { uriOf } from "./collect.ts";
import { EXIT, type Output } from "./output.ts";
import { reasonOf } from "./reasons.ts";
import { SiteFiles } from "./site-files.ts";

export interface BtOptions {
  /** A .cf, or a .mc that is built first. */
  readonly file: string;
  /** URI of the folder that stands for `/`. */
  readonly root: string | undefined;
  /** Folder of the m4 library; undefined to look in the usual places. */
  readonly cfDir: string | undefined;
  /** The server's own name; undefined: this machine's, where the files are its own. */
  readonly hostName: string | undefined;
  /** Path of a file with what the name service says (see cf/rewrite/dns-table.ts). */
  readonly dns: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** One code unit for each byte, as sendmail counts. */
const BYTES = "latin1";

/** Answers line by line, until the input ends or says `/quit`. What nobody could know goes to standard error. */
export async function bt(options: BtOptions, output: Output): Promise<number> {
  const refuse = (text: string): number => {
    output.error(`sendmail-lint: ${text}`);
    return EXIT.usage;
  };
  const text = await textOf(options, output);
  if (text === undefined) return EXIT.usage;
  let dns: DnsTable | undefined;
  if (options.dns !== undefined)
    try {
      dns = readDnsTable(readFileSync(options.dns, "utf8"));
    } catch (error) {
      if (!(error instanceof Error && "syscall" in error)) throw error;
      return refuse(`cannot read ${options.dns}: ${reasonOf(error)}`);
    }
  const [bad] = dns?.errors ?? [];
  if (bad !== undefined) return refuse(`${options.dns}:${bad}: not a line of the form NAME TYPE VALUE`);
  const engine = engineOf(options, text, dns, output);
  const write = (printed: string): void => output.write(Buffer.from(printed, BYTES));
  const mode = new TestMode(engine);
  const { output: beginning, ended } = mode.start(options.file.replace(/\.mc$/, ".cf"));
  write(beginning);
  if (ended) return EXIT.findings;
  const said = new Set<string>();
  const tell = ({ reason }: UnknownAsk): void => {
    if (!said.has(reason)) output.error(`sendmail-lint: ${reason}`);
    said.add(reason);
  };
  write(PROMPT);
  for await (const line of linesOf(options.stdin)) {
    const answer = mode.line(line);
    for (const ask of answer.unknown) tell(ask);
    write(answer.output);
    if (answer.ended) return EXIT.clean;
    write(PROMPT);
  }
  return EXIT.clean;
}

/** The .cf: as it is, or built. Undefined where that cannot be done, which is said. */
async function textOf({ file, cfDir }: BtOptions, output: Output): Promise<string | undefined> {
  if (file.endsWith(".mc")) return (await buildFile({ file, cfDir, definitions: new Map() }, output))?.built.cf;
  try {
    return readFileSync(file, BYTES);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    output.error(`sendmail-lint: cannot read ${file}: ${reasonOf(error)}`);
    return undefined;
  }
}

function engineOf(options: BtOptions, text: string, dns: DnsTable | undefined, output: Output): Rewriter {
  const files = new SiteFiles(uriOf(options.file), options.root);
  const hostName = options.hostName ?? (files.isThisMachine ? machineName() : undefined);
  if (hostName === undefined)
    output.error("sendmail-lint: the server's own name is not known; give it with --host NAME.");
  const cf = readCf(
    { name: options.file, text },
    {
      version: knownVersion(versionIn(text)),
      files,
      hostName,
      interfaces: undefined,
      user: (name) => files.user(name),
      group: (name) => files.group(name),
      service: (name) => files.service(name),
    },
  );
  return new Rewriter(cf, {
    files,
    dns: dns?.service ?? UNKNOWN_DNS,
    user: (name) => files.user(name),
    compiled: (path) => compiledState(files, path, output),
  });
}

/** Whether a database is there. In a copy it is taken to be made from its text, since copies are of texts. */
function compiledState(files: SiteFiles, path: string, output: Output): "there" | "missing" | undefined {
  if (!files.isRooted) return undefined;
  const made = files.modified(path);
  const text = files.modified(path.replace(/\.[^./]+$/, ""));
  if (made !== undefined && text !== undefined && text > made)
    output.error(`sendmail-lint: ${path} is older than its text, which is what we read; run makemap.`);
  return made === undefined ? "missing" : "there";
}

/** The lines of a stream, as they come in. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  for await (const bytes of stream) {
    const text = rest + Buffer.from(bytes).toString(BYTES);
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end);
    if (end > 0) yield* inputLines(text.slice(0, end));
  }
  if (rest !== "") yield* inputLines(rest);
}
