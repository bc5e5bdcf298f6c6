// `sendmail-lint`: the engine without an editor.
import { existsSync, fstatSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort } from "node:worker_threads";
import { version } from "../../package.json";
import { type Arguments, meant, readArguments, UsageError } from "./cli/args.ts";
import { audit } from "./cli/audit.ts";
import { bt } from "./cli/bt.ts";
import { build } from "./cli/build.ts";
import { check } from "./cli/check.ts";
import { serverFile } from "./cli/collect.ts";
import { AUDIT_FORMATS } from "./cli/commands/audit.ts";
import { CHECK_FORMATS, FIX_LEVELS } from "./cli/commands/check.ts";
import { SHELLS } from "./cli/commands/completions.ts";
import { COMMANDS, type CommandName, commandOf } from "./cli/commands/index.ts";
import { PROBE_FORMATS } from "./cli/commands/probe.ts";
import { RELAY_FORMATS } from "./cli/commands/relay.ts";
import { TEST_FORMATS } from "./cli/commands/test.ts";
import { WHERE_FORMATS } from "./cli/commands/where.ts";
import { completionsFor } from "./cli/completions.ts";
import { fleet } from "./cli/fleet/fleet.ts";
import { serveJobs } from "./cli/fleet/pool.ts";
import type { Question } from "./cli/fleet/types.ts";
import { helpOf, overview, usageOf } from "./cli/help.ts";
import { EXIT, harmless, type Output, printable } from "./cli/output.ts";
import { ownHostName, probe } from "./cli/probe.ts";
import { relay } from "./cli/relay.ts";
import { type Screen, screenOf } from "./cli/screen.ts";
import { test } from "./cli/test.ts";
import { upgrade } from "./cli/upgrade.ts";
import { where } from "./cli/where.ts";
import { KIND_NAMES, KINDS } from "./kinds/index.ts";
import { asSendmailWrites, isIpAddress } from "./relay/index.ts";
import { createService } from "./service.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { NETWORK } from "./sockets.node.ts";

type Run = (args: Arguments, output: Output, screen: Screen) => Promise<number>;

/** How each command is run with what was given to it. */
const RUN: Readonly<Record<CommandName, Run>> = {
  async check(args, output, screen) {
    if (args.operands.length === 0) throw new UsageError("check needs at least one file or folder.");
    const to = args.text("upgrade-to");
    if (to !== undefined) {
      if (!/^8\.\d+(?:\.\d+)*$/.test(to)) throw new UsageError("--upgrade-to takes a version, such as 8.18.2.");
      const format = args.oneOf("format", CHECK_FORMATS) === "json" ? "json" : "text";
      return await upgrade({ paths: args.operands, to, format, settings: settingsOf(args) }, output);
    }
    if (args.has("fleet")) return await askFleet("check", args, output, screen);
    const fix = args.oneOf("fix", FIX_LEVELS);
    const as = args.oneOf("as", KIND_NAMES);
    const baseline = args.text("baseline");
    if (fix !== undefined && args.operands.includes("-"))
      throw new UsageError("--fix changes files, and standard input is not one.");
    if (args.has("dry-run") && fix === undefined) throw new UsageError("--dry-run needs --fix.");
    if (args.has("write-baseline") && baseline === undefined)
      throw new UsageError("--write-baseline needs --baseline FILE, the file to write.");
    return await check(
      {
        paths: args.operands,
        format: args.oneOf("format", CHECK_FORMATS) ?? (screen.isTerminal ? "text" : "compact"),
        quiet: args.has("quiet"),
        fix: fix === "narrow" ? "narrows" : fix,
        dryRun: args.has("dry-run"),
        baseline: baseline === undefined ? undefined : { file: baseline, write: args.has("write-baseline") },
        maxWarnings: args.wholeNumber("max-warnings"),
        as: as && KINDS.get(as).languageId,
        ignoreUnknown: args.has("ignore-unknown"),
        stdin: process.stdin,
        settings: settingsOf(args),
        version,
        screen,
      },
      output,
    );
  },
  async relay(args, output, screen) {
    if (args.has("fleet")) return await askFleet("relay", args, output, screen);
    const file = serverFile(onlyOperand(args, "relay needs one file, a .mc, a .cf or a table, or a server's folder."));
    const format = args.oneOf("format", RELAY_FORMATS) ?? (screen.isTerminal ? "text" : "json");
    const query = args.text("query");
    const probes = args.has("probes");
    if (probes && query !== undefined)
      throw new UsageError("--probes and --query ask different things: give one of them.");
    const address = ipAddress(args, "address");
    return await relay(
      { file, query, probes, address, format, settings: settingsOf(args), stdin: process.stdin, screen },
      output,
    );
  },
  async audit(args, output, screen) {
    if (args.has("fleet")) return await askFleet("audit", args, output, screen);
    if (args.operands.length === 0) throw new UsageError("audit needs at least one file or folder.");
    const format = args.oneOf("format", AUDIT_FORMATS) ?? "text";
    return await audit({ paths: args.operands, format, settings: settingsOf(args), screen }, output);
  },
  async where(args, output) {
    const [named, ...addresses] = args.operands;
    if (named === undefined || addresses.length === 0)
      throw new UsageError("where needs a .mc or .cf file, or a server's folder, and at least one address.");
    if (addresses.some((address) => address.trim() === "")) throw new UsageError("An address is empty.");
    const file = serverFile(named);
    const format = args.oneOf("format", WHERE_FORMATS) ?? "text";
    const mailer = args.text("mailer") ?? (args.has("rewrite") ? "esmtp" : undefined);
    return await where(
      { file, addresses, sender: args.text("from"), format, mailer, settings: settingsOf(args) },
      output,
    );
  },
  async bt(args, output) {
    const file = serverFile(onlyOperand(args, "bt needs one .cf or .mc file, or a server's folder."));
    return await bt(
      {
        file,
        root: args.folder("root"),
        cfDir: args.text("cf-dir"),
        hostName: args.text("host"),
        dns: args.text("dns"),
        stdin: process.stdin,
      },
      output,
    );
  },
  async build(args, output) {
    const file = onlyOperand(args, "build needs one .mc file.");
    const definitions = new Map(
      args.texts("define").map((text) => [text.replace(/=.*$/s, ""), /=(.*)$/s.exec(text)?.[1] ?? ""]),
    );
    return await build({ file, cfDir: args.text("cf-dir"), definitions, outputFile: args.text("output") }, output);
  },
  async test(args, output) {
    if (args.operands.length === 0) throw new UsageError("test needs at least one file of tests, or a folder.");
    const format = args.oneOf("format", TEST_FORMATS) ?? "text";
    return await test({ paths: args.operands, format, settings: settingsOf(args) }, output);
  },
  async probe(args, output) {
    const host = onlyOperand(args, "probe needs one host: the server to ask.").replace(/^\[(.*)\]$/, "$1");
    if (!/^[^\s/@]+$/.test(host)) throw new UsageError(`probe takes a host's name or IP address, not "${host}".`);
    const [, name, its] = /^([^:]+):(\d+)$/.exec(host) ?? [];
    if (name !== undefined)
      throw new UsageError(`Give the port with --port: sendmail-lint probe --port ${its} ${name}`);
    const port = args.wholeNumber("port") ?? 25;
    if (port < 1 || port > 65_535) throw new UsageError("--port takes a number from 1 to 65535.");
    const recipient = args.text("to") ?? "probe@example.org";
    if (!/^[^@\s<>]+@[^@\s<>]+$/.test(recipient))
      throw new UsageError("--to takes an address such as probe@example.org.");
    const target = {
      host,
      port,
      localAddress: args.text("local-address"),
      helo: args.text("helo") ?? ownHostName(),
      sender: args.text("from") ?? "probe@example.com",
      recipient,
      domain: args.text("domain"),
      timeout: 1000 * (args.seconds("timeout") ?? 30),
      pace: 1000 * (args.seconds("pace") ?? 1),
    };
    const address = ipAddress(args, "client");
    const clientName = args.text("client-name");
    const client = {
      ...(address === undefined
        ? {}
        : { clientAddress: asSendmailWrites(address), clientName: `[${asSendmailWrites(address)}]` }),
      ...(clientName === undefined ? {} : { clientName, clientResolve: "OK" as const }),
    };
    const format = args.oneOf("format", PROBE_FORMATS) ?? "text";
    const settings = { ...settingsOf(args), hostName: /[a-z]/i.test(host) ? host : undefined };
    return await probe(
      { target, expect: args.text("expect"), client, format, settings, network: NETWORK, now: Date.now() },
      output,
    );
  },
  async lsp(args) {
    if (!args.has("stdio")) throw new UsageError("lsp speaks over standard input and output only: say --stdio.");
    const { serveProcess } = await import("./main.node.ts");
    serveProcess(createService);
    return await new Promise<number>(() => undefined); // the connection ends the process
  },
  async completions(args, output) {
    const given = onlyOperand(args, `completions needs one shell: ${SHELLS.join(", ")}.`);
    const shell = SHELLS.find((name) => name === given);
    if (shell === undefined)
      throw new UsageError(`There are completions for ${SHELLS.join(", ")}, not for "${given}".`);
    output.print(completionsFor(shell));
    return EXIT.clean;
  },
};

/** Options that say nothing about a fleet. */
const NOT_OF_FLEETS = ["fix", "baseline", "as", "ignore-unknown", "query", "probes", "root", "max-warnings", "quiet"];

async function askFleet(question: Question, args: Arguments, output: Output, screen: Screen): Promise<number> {
  const folder = onlyOperand(args, `${question} --fleet needs one folder, which has a folder for each server.`);
  const other = NOT_OF_FLEETS.find((name) => args.has(name) || args.text(name) !== undefined);
  if (other !== undefined) throw new UsageError(`--fleet and --${other} do not go together.`);
  const format =
    args.oneOf("format", ["text", "json"]) ?? (screen.isTerminal || question !== "relay" ? "text" : "json");
  const threads = args.wholeNumber("jobs") ?? availableParallelism();
  if (threads < 1) throw new UsageError("--jobs takes a number of 1 or more.");
  const settings = settingsOf(args);
  return await fleet({ question, folder, format, settings, threads, script: __filename, screen }, output);
}

function settingsOf(args: Arguments): Settings {
  const cfDir = args.text("cf-dir");
  return {
    ...DEFAULT_SETTINGS,
    root: args.folder("root"),
    cfDir: cfDir === undefined ? undefined : pathToFileURL(path.resolve(cfDir)).href,
    hostName: args.text("host"),
  };
}

function ipAddress(args: Arguments, name: string): string | undefined {
  const value = args.text(name);
  if (value !== undefined && !isIpAddress(value))
    throw new UsageError(`--${name} takes an IP address, not "${value}".`);
  return value;
}

function onlyOperand(args: Arguments, otherwise: string): string {
  const [file, ...more] = args.operands;
  if (file === undefined || more.length > 0) throw new UsageError(otherwise);
  return file;
}

const GLOBAL_HELP: ReadonlySet<string> = new Set(["--help", "-h", "help"]);

async function main([name, ...rest]: readonly string[], output: Output): Promise<number> {
  const isFile = isRegularFile(process.stdout.fd);
  const stdout = process.stdout;
  const screen = screenOf(
    { isTTY: stdout.isTTY, columns: stdout.columns, isFile, hasColors: () => stdout.hasColors() },
    process.env,
    rest.includes("--no-color"),
  );
  const print = (lines: readonly string[]): number => {
    for (const line of lines) output.print(line);
    return EXIT.clean;
  };
  if (name === "--version" || name === "-V") return print([version]);
  const command = name === undefined ? undefined : commandOf(name);
  try {
    if (name !== undefined && GLOBAL_HELP.has(name)) {
      const about = rest.find((one) => !one.startsWith("-"));
      if (about === undefined) return print(overview(screen));
      const asked = commandOf(about);
      if (asked === undefined) throw noCommand(about);
      return print(helpOf(asked, screen));
    }
    if (name === undefined) throw new UsageError("No command is given.");
    if (command === undefined) throw noCommand(name);
    const args = readArguments(command, rest);
    return args.has("help") ? print(helpOf(command, screen)) : await RUN[command.name](args, output, screen);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(`sendmail-lint: ${error.message}`);
    if (command !== undefined) output.error(`Usage: ${usageOf(command)}`);
    output.error(`Help: sendmail-lint ${command === undefined ? "" : `${command.name} `}--help`);
    return EXIT.usage;
  }
}

function noCommand(name: string): UsageError {
  const isFile = !name.startsWith("-") && existsSync(name);
  const names = COMMANDS.map((one) => one.name);
  const hint = isFile ? ` Did you mean sendmail-lint check ${name}?` : meant(name, names);
  return new UsageError(`There is no command "${name}".${hint}`);
}

/** A closed descriptor is not a file. */
function isRegularFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

const stdio: Output = {
  write: (bytes) => process.stdout.write(process.stdout.isTTY ? harmless(bytes) : bytes),
  print: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${printable(text)}\n`),
};
if (isMainThread) start();
else if (parentPort !== null) serveJobs(parentPort);

function start(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // The reader has seen enough (`| head`): that needs no message. A full disk does.
      if (error.code !== "EPIPE" && stream === process.stdout)
        stdio.error(`sendmail-lint: cannot write: ${error.message}`);
      process.exit(EXIT.usage);
    });
  }
  void main(process.argv.slice(2), stdio).then((status) => {
    process.exitCode = status;
  });
}
