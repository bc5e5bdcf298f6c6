// Asks the real sendmail about many transactions in one run of its test mode.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { senderMacro } from "../../../server/src/relay/address.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy.ts";
import { Run } from "../../../server/src/relay/run.ts";
import type { DnsAnswers, Query } from "../../../server/src/relay/types.ts";
import { cfDir, program, run } from "../programs.ts";
import { HOST } from "./generator.ts";
import type { Texts } from "./texts.ts";

/** Replies of the rulesets, as test mode prints them; undefined for a ruleset that this configuration puts off. */
export interface Answers {
  readonly relay: string | undefined;
  readonly mail: string | undefined;
  readonly rcpt: string;
}

function hash(dir: string, name: string, text: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, text);
  rmSync(`${file}.db`, { force: true });
  run(program("makemap"), ["hash", file], text);
  return file;
}

/** Builds the .cf and its maps in `dir`, with hash maps in the place of those that would ask the name service. */
export function install(texts: Texts, dir: string, dns: DnsAnswers): string {
  if (!existsSync(dir)) mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, "service.switch"), "hosts files\n");
  if (texts.access !== undefined) hash(dir, "access", texts.access);
  if (texts.relayDomains !== undefined) writeFileSync(path.join(dir, "relay-domains"), texts.relayDomains);
  if (texts.localHostNames !== undefined) writeFileSync(path.join(dir, "local-host-names"), texts.localHostNames);
  writeFileSync(path.join(dir, "sendmail.mc"), texts.mc);
  const built = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, path.join(dir, "sendmail.mc")]);
  if (built.status !== 0) throw new Error(`m4 failed: ${built.stderr}`);
  const mx = Object.entries(dns.mx ?? {});
  const served = mx.map(([name, list]) => [
    name,
    list === "TEMP" ? `${name}<TEMP>` : list.map((h) => `${h}.`).join(":"),
  ]);
  const best = mx.flatMap(([name, list]) => (list === "TEMP" ? [] : [[name, `${list[0]}.`]]));
  const file = (name: string, rows: readonly (readonly string[])[]): string =>
    hash(dir, name, rows.map(([key, value]) => `${key}\t${value}\n`).join(""));
  const senders = Object.entries(dns.senders ?? {}).map(([name, how]) => [name, `${name}<${how}>`]);
  const absent = (dns.notCanonical ?? []).map((name) => [name, name]);
  const maps = [
    `Kbadsender hash ${file("badsender", senders)}`,
    "Kgoodsender regex -s1 -a<OKR> (.+)",
    `Kabsent hash ${file("absent", absent)}`,
    "Kliteral regex -s1 (\\[.*)",
    "Kpresent regex -s1 -a. (.*[^.])\\.*$",
    "Khost sequence absent literal present",
  ];
  const replaced = built.stdout
    .replace(/^Kresolve .*$/m, "Kresolve sequence badsender goodsender")
    .replace(/^Kmxserved .*$/m, `Kmxserved hash ${file("mxserved", served)}`)
    .replace(/^Kbestmx .*$/m, `Kbestmx hash ${file("bestmx", best)}`);
  const cf = path.join(dir, "sendmail.cf");
  const helper = "\nSStart\nR$* $$| $*\t$: $1 $| $2\n";
  writeFileSync(cf, `${maps.join("\n")}\n${replaced}${helper}`, "latin1");
  return cf;
}

/** Asks about each query. `policy` is used for one thing only: to say what `$f` is. */
export function ask(cf: string, policy: RelayPolicy, queries: readonly Query[]): Answers[] {
  const delayed = policy.features.has("delay_checks");
  const input = queries.flatMap((query, i) => {
    const from = senderMacro(new Run(policy, query), query.sender);
    const flags = [...(query.daemonFlags ?? "")].map((c) => (/[A-Z]/.test(c) ? c + c : c)).join(" ");
    return [
      `.D{client_addr}${query.clientAddress}`,
      `.D{client_name}${query.clientName}`,
      `.D{client_ptr}${query.clientPtr ?? query.clientName}`,
      `.D{client_resolve}${query.clientResolve}`,
      `.D{auth_type}${query.authType}`,
      `.D{auth_authen}${query.authName ?? ""}`,
      `.D{verify}${query.tlsVerify ?? "NONE"}`,
      `.D{cipher_bits}${query.cipherBits ?? ""}`,
      `.D{cert_issuer}${query.certIssuer ?? ""}`,
      `.D{cert_subject}${query.certSubject ?? ""}`,
      `.D{cn_subject}${query.certName ?? ""}`,
      `.D{daemon_flags}${flags}`,
      `.Ds${query.helo ?? ""}`,
      `.Df${from}`,
      `.DX@@${i}`,
      "$X",
      ...(delayed
        ? []
        : [`Start,check_relay ${query.clientName} $| ${query.clientAddress}`, `check_mail ${query.sender}`]),
      `check_rcpt ${query.recipient}`,
    ];
  });
  const result = spawnSync(
    "unshare",
    ["--uts", "sh", "-c", `hostname ${HOST}; exec "$@"`, "sh", program("sendmail"), "-bt", "-C", cf],
    { input: `${input.join("\n")}\n`, encoding: "latin1", maxBuffer: 1 << 30 },
  );
  const answers: Answers[] = [];
  const chunks = result.stdout.split(/^[> ]*@@\d+$/m).slice(1);
  for (const chunk of chunks) {
    const last = (name: string): string | undefined =>
      [...chunk.matchAll(new RegExp(`^[> ]*${name} +returns:(.*)$`, "gm"))].at(-1)?.[1]?.trim();
    answers.push({
      relay: delayed ? undefined : (last("check_relay") ?? ""),
      mail: delayed ? undefined : (last("check_mail") ?? ""),
      rcpt: last("check_rcpt") ?? "(no answer)",
    });
  }
  if (answers.length !== queries.length)
    throw new Error(
      `sendmail answered ${answers.length} of ${queries.length} queries: ${result.stderr} ${result.stdout.slice(-2000)}`,
    );
  return answers;
}
