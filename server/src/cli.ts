// `sendmail-lint`: the engine without an editor.
import { statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { type BtOptions, bt } from "./cli/bt.ts";
import { build } from "./cli/build.ts";
import { check } from "./cli/check.ts";
import { FORMATS, isFormat } from "./cli/formats.ts";
import { EXIT, type Output, printable } from "./cli/output.ts";
import { ownHostName, probe } from "./cli/probe.ts";
import { relay } from "./cli/relay.ts";
import { where } from "./cli/where.ts";
import { KIND_NAMES, KINDS } from "./kinds/index.ts";
import { asSendmailWrites } from "./relay/index.ts";
import { createService } from "./service.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { NETWORK } from "./sockets.node.ts";

const USAGE = `Usage:
  sendmail-lint check PATH... [--format ${Object.keys(FORMATS).join("|")}] [--fix[=narrow]] [--max-warnings N] [--root DIR] [--host NAME]
                            [--as KIND]
      Checks files, or the sendmail files in folders. --as says what the named files are: ${KIND_NAMES.join(", ")}.
      --fix applies fixes that change no mail, --fix=narrow also those that
      take a dangerous grant away.
  sendmail-lint relay FILE.mc [--root DIR] [--host NAME] [--query FILE|-] [--probes [--address IP]]
      Lists who may relay, one JSON object on each line; with --query answers one SMTP transaction for each line of JSON,
      with --probes the transactions that open relay testers try (--address: the server's own IP address).
      --host is the server's own name (hostname --fqdn); without it answers that depend on it are not certain.
  sendmail-lint where FILE ADDRESS... [--from SENDER] [--rewrite [--mailer NAME]] [--root DIR] [--cf-dir DIR] [--host NAME]
                            [--format text|json]
      Says where mail to each address goes, step by step, as sendmail -bv does. FILE: a .mc, a .cf or one of its tables.
      --rewrite says how the mailer (esmtp) writes the address instead.
  sendmail-lint bt FILE [--root DIR] [--cf-dir DIR] [--host NAME] [--dns FILE]
      Reads what sendmail -bt reads and writes what it writes. FILE: a .cf, or a .mc that is built first.
      The file of --dns has lines such as "example.org MX 10 mx.example.org"; what it does not list does not exist.
  sendmail-lint build FILE.mc [--cf-dir DIR] [-D NAME=VALUE]... [-o FILE]
      Writes the .cf that m4 writes; nothing is executed.
  sendmail-lint probe HOST [--port N] [--from SENDER] [--to RECIPIENT] [--domain DOMAIN] [--helo NAME] [--timeout SECONDS] [--pace SECONDS]
                            [--local-address IP]
                            [--expect FILE [--client ADDRESS] [--client-name NAME] [--root DIR]] [--format text|json|markdown]
      Asks the running SMTP server HOST what it offers, and whether it relays for this machine, up to RCPT and never further.
      --expect compares the answers with what a .mc or .cf says.
  sendmail-lint lsp --stdio
      Runs the language server, for any editor.
  sendmail-lint --version | --help

Exit status: 0 nothing at error level, 1 findings, 2 bad usage, or input that cannot be read or judged.`;

class UsageError extends Error {}

type Command = (args: readonly string[], output: Output) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  async check(args, output) {
    // Without a value --fix stands alone, which parseArgs does not know.
    const { values, positionals } = parse(
      args.map((arg) => (arg === "--fix" ? "--fix=safe" : arg)),
      {
        format: { type: "string", default: "text" },
        fix: { type: "string" },
        "max-warnings": { type: "string" },
        root: { type: "string" },
        as: { type: "string" },
        host: { type: "string" },
      },
    );
    const { format, fix, root } = values;
    const as = KIND_NAMES.find((name) => name === values.as);
    if (values.as !== undefined && as === undefined)
      throw new UsageError(`There is no kind "${String(values.as)}"; --as takes one of ${KIND_NAMES.join(", ")}.`);
    if (positionals.length === 0) throw new UsageError("check wants at least one file or folder.");
    if (typeof format !== "string" || !isFormat(format)) throw new UsageError(`There is no format "${format}".`);
    if (fix !== undefined && fix !== "safe" && fix !== "narrow")
      throw new UsageError("--fix takes no value, or narrow.");
    const level = fix === "narrow" ? "narrows" : fix;
    const settings = {
      ...DEFAULT_SETTINGS,
      root: typeof root === "string" ? folderUri(root) : undefined,
      hostName: textOf(values.host),
    };
    const maxWarnings = wholeNumber(values["max-warnings"], "--max-warnings");
    const language = as && KINDS.get(as).languageId;
    return await check(
      { paths: positionals, format, fix: level, maxWarnings, as: language, settings, version },
      output,
    );
  },
  async relay(args, output) {
    const { values, positionals } = parse(args, {
      root: { type: "string" },
      host: { type: "string" },
      query: { type: "string" },
      probes: { type: "boolean" },
      address: { type: "string" },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("relay wants one .mc file.");
    if (values.probes === true && values.query !== undefined)
      throw new UsageError("--probes and --query ask different things: give one of them.");
    const settings = {
      ...DEFAULT_SETTINGS,
      root: typeof values.root === "string" ? folderUri(values.root) : undefined,
      hostName: textOf(values.host),
    };
    return await relay(
      {
        file,
        query: textOf(values.query),
        probes: values.probes === true,
        address: textOf(values.address),
        settings,
        stdin: process.stdin,
      },
      output,
    );
  },
  async bt(args, output) {
    const { values, positionals } = parse(args, {
      root: { type: "string" },
      "cf-dir": { type: "string" },
      host: { type: "string" },
      dns: { type: "string" },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("bt needs one .cf or .mc file.");
    const options: BtOptions = {
      file,
      root: typeof values.root === "string" ? folderUri(values.root) : undefined,
      cfDir: textOf(values["cf-dir"]),
      hostName: textOf(values.host),
      dns: textOf(values.dns),
      stdin: process.stdin,
    };
    return await bt(options, output);
  },
  async where(args, output) {
    const { values, positionals } = parse(args, {
      from: { type: "string" },
      rewrite: { type: "boolean" },
      mailer: { type: "string" },
      root: { type: "string" },
      "cf-dir": { type: "string" },
      host: { type: "string" },
      format: { type: "string", default: "text" },
    });
    const [file, ...addresses] = positionals;
    if (file === undefined || addresses.length === 0)
      throw new UsageError("where needs a .mc or .cf file, and at least one address.");
    const { format } = values;
    if (format !== "text" && format !== "json") throw new UsageError(`There is no format "${String(format)}".`);
    const mailer = textOf(values.mailer) ?? (values.rewrite === true ? "esmtp" : undefined);
    const cfDir = textOf(values["cf-dir"]);
    const settings = {
      ...DEFAULT_SETTINGS,
      root: typeof values.root === "string" ? folderUri(values.root) : undefined,
      cfDir: cfDir === undefined ? undefined : pathToFileURL(path.resolve(cfDir)).href,
      hostName: textOf(values.host),
    };
    return await where({ file, addresses, sender: textOf(values.from), format, mailer, settings }, output);
  },
  async build(args, output) {
    const { values, positionals } = parse(args, {
      "cf-dir": { type: "string" },
      define: { type: "string", short: "D", multiple: true },
      output: { type: "string", short: "o" },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("build wants one .mc file.");
    const given = Array.isArray(values.define) ? values.define.map(String) : [];
    const definitions = new Map(given.map((text) => [text.replace(/=.*$/s, ""), /=(.*)$/s.exec(text)?.[1] ?? ""]));
    return await build(
      { file, cfDir: textOf(values["cf-dir"]), definitions, outputFile: textOf(values.output) },
      output,
    );
  },
  async probe(args, output) {
    const { values, positionals } = parse(args, {
      port: { type: "string", default: "25" },
      from: { type: "string", default: "probe@example.com" },
      to: { type: "string", default: "probe@example.org" },
      domain: { type: "string" },
      helo: { type: "string", default: ownHostName() },
      timeout: { type: "string", default: "30" },
      pace: { type: "string", default: "1" },
      expect: { type: "string" },
      client: { type: "string" },
      "client-name": { type: "string" },
      "local-address": { type: "string" },
      root: { type: "string" },
      format: { type: "string", default: "text" },
    });
    const [host, ...more] = positionals;
    if (host === undefined || more.length > 0) throw new UsageError("probe needs one host: the server to ask.");
    const { format } = values;
    if (format !== "text" && format !== "json" && format !== "markdown")
      throw new UsageError(`There is no format "${String(format)}".`);
    const port = wholeNumber(values.port, "--port") ?? 25;
    if (port < 1 || port > 65_535) throw new UsageError("--port takes a number from 1 to 65535.");
    const recipient = String(values.to);
    if (!/^[^@\s<>]+@[^@\s<>]+$/.test(recipient))
      throw new UsageError("--to takes an address such as probe@example.org.");
    const target = {
      host,
      port,
      localAddress: textOf(values["local-address"]),
      helo: String(values.helo),
      sender: String(values.from),
      recipient,
      domain: textOf(values.domain),
      timeout: 1000 * seconds(values.timeout, "--timeout"),
      pace: 1000 * seconds(values.pace, "--pace"),
    };
    const address = textOf(values.client);
    const name = textOf(values["client-name"]);
    const client = {
      ...(address === undefined
        ? {}
        : { clientAddress: asSendmailWrites(address), clientName: `[${asSendmailWrites(address)}]` }),
      ...(name === undefined ? {} : { clientName: name, clientResolve: "OK" as const }),
    };
    const settings = {
      ...DEFAULT_SETTINGS,
      root: typeof values.root === "string" ? folderUri(values.root) : undefined,
      hostName: /[a-z]/i.test(host) ? host : undefined,
    };
    return await probe(
      { target, expect: textOf(values.expect), client, format, settings, network: NETWORK, now: Date.now() },
      output,
    );
  },
  async lsp(args) {
    const { values } = parse(args, { stdio: { type: "boolean" } });
    if (values.stdio !== true) throw new UsageError("lsp speaks over standard input and output only: say --stdio.");
    const { serveProcess } = await import("./main.node.ts");
    serveProcess(createService);
    return await new Promise<number>(() => undefined); // the connection ends the process
  },
};

function parse(args: readonly string[], options: NonNullable<Parameters<typeof parseArgs>[0]>["options"]) {
  try {
    return parseArgs({ args: [...args], options: options ?? {}, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !/^\d+$/.test(value)) throw new UsageError(`${name} wants a whole number.`);
  return Number(value);
}

function seconds(value: unknown, name: string): number {
  if (typeof value !== "string" || !/^\d+(?:\.\d+)?$/.test(value))
    throw new UsageError(`${name} takes a number of seconds.`);
  return Number(value);
}

function folderUri(folder: string): string {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--root wants a folder, and "${folder}" is none.`);
  return pathToFileURL(path.resolve(folder)).href;
}

async function main([name, ...args]: readonly string[], output: Output): Promise<number> {
  if (name === "--version") {
    output.print(version);
    return EXIT.clean;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    output.print(USAGE);
    return EXIT.clean;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (command === undefined)
      throw new UsageError(name === undefined ? "No command given." : `There is no command "${name}".`);
    return await command(args, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const line of [`sendmail-lint: ${error.message}`, "", ...USAGE.split("\n")]) output.error(line);
    return EXIT.usage;
  }
}

const stdio: Output = {
  write: (bytes) => process.stdout.write(bytes),
  print: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${printable(text)}\n`),
};
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads has seen enough (`| head`): that needs no words. A full disk does.
    if (error.code !== "EPIPE" && stream === process.stdout)
      stdio.error(`sendmail-lint: cannot write: ${error.message}`);
    process.exit(EXIT.usage);
  });
}
void main(process.argv.slice(2), stdio).then((status) => {
  process.exitCode = status;
});
