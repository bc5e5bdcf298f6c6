// Asks the real sendmail about many transactions in one run of its test mode.
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import { senderMacro } from "../../../server/src/relay/rulesets/address.ts";
import { Run } from "../../../server/src/relay/rulesets/run.ts";
import type { DnsAnswers, Query } from "../../../server/src/relay/types.ts";
import { cfDir, libraryOf, onOwnHost, program, programOf, safeFolder, sendmailOf, type Version } from "../programs.ts";
import { HOST } from "./generator.ts";
import type { Texts } from "./texts.ts";

/** Replies of the rulesets, as test mode prints them; undefined for a ruleset that this configuration puts off. */
export interface Answers {
  readonly relay: string | undefined;
  readonly mail: string | undefined;
  readonly rcpt: string;
}

/**
 * Runs a program with this input and gives what it writes on stdout; bytes as latin1. Both are files in `dir`: test mode
 * writes line by line, and pipes would cost more than the work itself.
 */
async function output(dir: string, command: string, args: readonly string[], input: string): Promise<string> {
  const from = path.join(dir, "input");
  const to = path.join(dir, "output");
  writeFileSync(from, input, "latin1");
  const stdin = openSync(from, "r");
  const stdout = openSync(to, "w");
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, args, { stdio: [stdin, stdout, "ignore"] });
      child.on("error", reject);
      child.on("close", () => resolve());
    });
  } finally {
    closeSync(stdin);
    closeSync(stdout);
  }
  return readFileSync(to, "latin1");
}

/** A folder in which configurations are built and asked, one after the other. */
export class TestMode {
  readonly dir: string;
  readonly dispose: () => void;
  readonly #standIns: readonly (readonly [RegExp, string])[];
  readonly #maps: readonly string[];
  readonly #version: Version | undefined;

  private constructor(
    folder: ReturnType<typeof safeFolder>,
    standIns: readonly (readonly [RegExp, string])[],
    maps: readonly string[],
    version: Version | undefined,
  ) {
    this.dir = folder.dir;
    this.dispose = folder.dispose;
    this.#standIns = standIns;
    this.#maps = maps;
    this.#version = version;
  }

  /**
   * `dns` is answered by maps that stand in for those that would ask the name service: the K lines of `resolve`,
   * `mxserved`, `bestmx` and the lists of bad hosts are replaced in the finished .cf, and `host` (for `$[ $]`) is declared.
   *
   * @param version which sendmail is asked, with its library; the installed one without it
   */
  static async open(dns: DnsAnswers, version?: Version): Promise<TestMode> {
    const folder = safeFolder();
    const { dir } = folder;
    writeFileSync(path.join(dir, "service.switch"), "hosts files\n");
    const hash = (name: string, rows: readonly (readonly string[])[]): Promise<string> =>
      hashMap(dir, name, rows.map(([key, value]) => `${key}\t${value}\n`).join(""), version);
    const mx = Object.entries(dns.mx ?? {});
    const served = mx.map(([name, hosts]) => [
      name,
      hosts === "TEMP" ? `${name}<TEMP>` : hosts.map((host) => `${host}.`).join(":"),
    ]);
    const best = mx.flatMap(([name, hosts]) => (hosts === "TEMP" ? [] : [[name, `${hosts[0]}.`]]));
    const senders = Object.entries(dns.senders ?? {}).map(([name, how]) => [name, `${name}<${how}>`]);
    const absent = (dns.notCanonical ?? []).map((name) => [name, name]);
    return new TestMode(
      folder,
      [
        [/^Kresolve .*$/m, "Kresolve sequence badsender goodsender"],
        [/^K(dnsbl|ednsbl|mtamark|sts) .*$/gm, `K$1 hash ${await hash("blocklist", [])}`],
        [/^Kmxserved .*$/gm, `Kmxserved hash ${await hash("mxserved", served)}`],
        [/^Kbestmx .*$/gm, `Kbestmx hash ${await hash("bestmx", best)}`],
      ],
      [
        `Kbadsender hash ${await hash("badsender", senders)}`,
        "Kgoodsender regex -a<OKR> .",
        `Kabsent hash ${await hash("absent", absent)}`,
        'Kpresent regex -s1 -a. ^([^][<>()@,;!%[:space:]\\\\"]*[^].[<>()@,;!%[:space:]\\\\"])\\.*$',
        "Khost sequence absent present",
      ],
      version,
    );
  }

  /** Builds the .cf of a configuration, its access map and class files. */
  async install(texts: Texts): Promise<void> {
    const write = (name: string, text: string | undefined): void => {
      if (text !== undefined) writeFileSync(path.join(this.dir, name), text);
    };
    if (texts.access !== undefined) await hashMap(this.dir, "access", texts.access, this.#version);
    write("relay-domains", texts.relayDomains);
    write("local-host-names", texts.localHostNames);
    write("sendmail.mc", texts.mc);
    await this.#build((cf) => cf);
  }

  /** As `install`, for any .mc: `adapt` makes its .cf read the files of this folder. */
  async installMc(
    mc: string,
    tables: { readonly access: string; readonly words: Readonly<Record<string, string>> },
    adapt: (cf: string, dir: string) => string,
  ): Promise<void> {
    await hashMap(this.dir, "access", tables.access, this.#version);
    await hashMap(this.dir, "none", "", this.#version);
    for (const [name, words] of Object.entries(tables.words))
      writeFileSync(path.join(this.dir, `class-${name}`), words);
    writeFileSync(path.join(this.dir, "sendmail.mc"), mc, "latin1");
    await this.#build((cf) => adapt(cf, this.dir));
  }

  async #build(adapt: (cf: string) => string): Promise<void> {
    const mc = path.join(this.dir, "sendmail.mc");
    const library = this.#version === undefined ? cfDir() : libraryOf(this.#version);
    let cf = await output(this.dir, program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, mc], "");
    cf = adapt(cf);
    for (const [pattern, line] of this.#standIns) cf = cf.replace(pattern, line);
    // check_relay takes two arguments, and test mode cuts an address at its commas: rulesets hand both over as they are.
    const helper = [
      "SStart\nR$* $$| $*\t$: $1 $| $2",
      "SAskMail\nR$*\t$: $>check_mail $&{asked_sender}",
      "SAskRcpt\nR$*\t$: $>check_rcpt $&{asked_recipient}\n",
    ].join("\n");
    writeFileSync(path.join(this.dir, "sendmail.cf"), `${this.#maps.join("\n")}\n${cf}\n${helper}`, "latin1");
  }

  /** Asks about each query. `policy` is used to say what `$f` is, and which checks are put off. */
  async ask(policy: RelayPolicy, queries: readonly Query[]): Promise<Answers[]> {
    const delayed = policy.features.has("delay_checks");
    const typed = queries.map((query, i) => questions(policy, query, i, delayed));
    return (await this.type(typed)).map((chunk) => answersIn(chunk, delayed));
  }

  /** What is printed for each group of lines. A group has to print `@@` and a number on a line of its own first. */
  async type(groups: readonly (readonly string[])[]): Promise<readonly string[]> {
    const cf = path.join(this.dir, "sendmail.cf");
    const sendmail = this.#version === undefined ? program("sendmail") : sendmailOf(this.#version);
    const command = onOwnHost([sendmail, "-bt", "-C", cf], HOST);
    const printed = await output(this.dir, "unshare", command, `${groups.flat().join("\n")}\n`);
    const chunks = printed.split(/^[> ]*@@\d+$/m).slice(1);
    if (chunks.length !== groups.length)
      throw new Error(`sendmail answered ${chunks.length} of ${groups.length} queries: ${printed.slice(-2000)}`);
    return chunks;
  }
}

export async function hashMap(dir: string, name: string, text: string, version: Version | undefined): Promise<string> {
  const file = path.join(dir, name);
  await output(dir, version === undefined ? program("makemap") : programOf(version, "makemap"), ["hash", file], text);
  writeFileSync(file, text);
  return file;
}

function questions(policy: RelayPolicy, query: Query, number: number, delayed: boolean): string[] {
  const flags = [...(query.daemonFlags ?? "")].map((c) => (/[A-Z]/.test(c) ? c + c : c)).join(" ");
  const { clientName, clientAddress } = query;
  const listener = policy.listeners.find(({ name }) => name === query.listener) ?? policy.listeners[0];
  return [
    `.D{client_addr}${clientAddress}`,
    `.D{client_name}${clientName}`,
    `.D{client_ptr}${query.clientPtr ?? clientName}`,
    `.D{client_resolve}${query.clientResolve}`,
    `.D{auth_type}${query.authType}`,
    `.D{auth_authen}${query.authName ?? query.authType}`,
    `.D{verify}${query.tlsVerify ?? ""}`,
    `.D{cipher_bits}${query.cipherBits ?? ""}`,
    `.D{cert_issuer}${query.certIssuer ?? ""}`,
    `.D{cert_subject}${query.certSubject ?? ""}`,
    `.D{cn_subject}${query.certName ?? ""}`,
    `.D{daemon_flags}${flags}`,
    `.D{daemon_name}${listener?.name ?? "MTA"}`,
    `.D{daemon_port}${listener?.port ?? "25"}`,
    `.D{deliveryMode}${new Run(policy, query).deferred ? "d" : "b"}`,
    `.Ds${query.helo ?? "client.example"}`,
    `.Df${senderMacro(new Run(policy, query), query.sender)}`,
    `.D{mail_from}${query.sender || "<>"}`,
    `.D{asked_sender}${query.sender || "<>"}`,
    `.D{asked_recipient}${query.recipient}`,
    `.DX@@${number}`,
    "$X",
    ...(delayed ? [] : [`Start,check_relay ${clientName} $| ${clientAddress}`, "AskMail x"]),
    "AskRcpt x",
  ];
}

function answersIn(chunk: string, delayed: boolean): Answers {
  const asked = chunk.split(/^[> ]*(?:Start|AskMail|AskRcpt) +input:/m).slice(1);
  const [relay, mail, rcpt] = delayed ? [undefined, undefined, ...asked] : asked;
  return {
    relay: delayed ? undefined : answerIn(relay, "check_relay"),
    mail: delayed ? undefined : answerIn(mail, "check_mail"),
    rcpt: answerIn(rcpt, "check_rcpt"),
  };
}

/**
 * What a ruleset returned. Test mode goes on where rewriting has failed, with whatever is left, but in a session the failure
 * is the reply (the sessions with a daemon show it), and so it is the answer here.
 */
export function answerIn(printed = "", name: string): string {
  const failure = /^rewrite: .*$/m.exec(printed);
  // It adds what the database library last said, which need not concern the line.
  if (failure) return `$# error $: "554 ${failure[0].replace(/: Unknown error -?\d+$/, "")}"`;
  const returned = [...printed.matchAll(new RegExp(`^[> ]*${name} +returns:(.*)$`, "gm"))];
  return returned.at(-1)?.[1]?.trim() ?? "(no answer)";
}
