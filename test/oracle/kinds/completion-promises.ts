// What lines of tables promise, and whether the real programs keep it.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MailSite } from "../tables/mail-site.ts";
import type { RealServer, Server } from "./completion-site.ts";

/** Lines to try: where they come from, and their text. */
export interface Tried {
  readonly place: string;
  readonly lines: string;
}

/** A question to the real program: what is typed, and whether its answer is what the line promises. */
interface Question {
  readonly ask: string;
  readonly keeps: (answer: string) => boolean;
}

/** Domains of the server itself. */
const OWN = new Set(["mx.example.com", "local.example", "more.example", "localhost"]);

const squeezed = (text: string): string => text.replace(/[\s"]/g, "").toLowerCase();

/** What the rules say of `error:STATUS:TEXT`. */
function refuses(value: string): ((answer: string) => boolean) | undefined {
  const [, status = "", text = ""] = /^error\s*:\s*([\d.]+):(.*)$/i.exec(value) ?? [];
  return text === "" ? undefined : (answer) => answer.startsWith(`$#error$@${status}$:${squeezed(text)}`);
}

/** What `check_mail`, `check_relay` and `check_rcpt` come to for a value of access; undefined for a value that promises nothing to them. */
function accessAnswer(value: string): ((answer: string) => boolean) | undefined {
  const refused = (answer: string) => /^\$#(?:error|discard)/.test(answer);
  const [, status = "", text = ""] = /^error:([\d.]+):(.*)$/i.exec(value) ?? [];
  if (text !== "") return (answer) => answer.startsWith(`$#error$@${status}$:${squeezed(text)}`);
  if (/^quarantine:/i.test(value))
    return (answer) => answer.startsWith(`$#error$@quarantine$:${squeezed(value.replace(/^\w+:/, ""))}`);
  if (/^discard$/i.test(value)) return (answer) => answer.startsWith("$#discard");
  if (/^reject$/i.test(value)) return (answer) => answer.startsWith("$#error");
  return /^(?:ok|relay)$/i.test(value) ? (answer) => !refused(answer) : undefined;
}

/** How a line of access is asked for: by a client, a sender or a recipient. */
function accessQuestion(key: string, value: string): Question | undefined {
  const [, tag = "", who = ""] = /^(?:(connect|from|to):)?(.*)$/i.exec(key) ?? [];
  const keeps = accessAnswer(value);
  if (keeps === undefined || who === "" || /:/.test(who)) return undefined;
  const isAddress = /^\d+(?:\.\d+){3}$/.test(who);
  const client = isAddress ? who : "198.18.7.9";
  if (/^connect$/i.test(tag) || (tag === "" && isAddress)) {
    if (/^\d/.test(who) && !isAddress) return undefined;
    const name = isAddress ? "unknown.invalid" : who;
    const macros = `.D{client_addr}${client}\n.D{client_name}${name}\n.D{client_resolve}OK\n`;
    return { ask: `${macros}Start,${CHECKS.relay} ${name} $| ${client}`, keeps };
  }
  if (/^to$/i.test(tag) && !/^relay$/i.test(value)) return undefined;
  const address = who.includes("@") ? who : `zoe@${who}`;
  const macros = ".D{client_addr}198.18.7.9\n.D{client_name}unknown.invalid\n.D{client_resolve}OK\n";
  return /^to$/i.test(tag)
    ? { ask: `${macros}check_rcpt <${address}>`, keeps }
    : { ask: `${macros}${CHECKS.mail} <${address}>`, keeps };
}

/** The rulesets of clients and senders; with delay_checks the ones that sendmail itself calls only wait. */
const CHECKS = { relay: "Basic_check_relay", mail: "Basic_check_mail" };

const QUESTIONS: Readonly<Record<string, (key: string, value: string) => Question | undefined>> = {
  mailertable: (key, value) => {
    const domain = key.startsWith(".") ? (key === "." ? "far.away.example" : `x${key}`) : key;
    const prefix = key === "." ? domain : key.startsWith(".") ? "x" : "";
    const refusal = refuses(value);
    const [, mailer = "", rest = ""] = /^(\S+?)\s*:\s*(.*)$/.exec(value) ?? [];
    const host = rest.replaceAll("%0", key).replaceAll("%1", prefix);
    const wanted = /^local$/i.test(mailer) ? `$#local$@u@${domain}$:${host}` : `$#${mailer}$@${host}$:u<@${domain}.>`;
    return { ask: `3,0 u@${domain}`, keeps: refusal ?? ((answer) => answer === squeezed(wanted)) };
  },
  virtusertable: (key, value) => {
    const address = key.startsWith("@") ? `zed${key}` : key.replace("+*@", "+d@").replace(/^\+d@/, "zed+d@");
    const user = address.replace(/[+@].*/, "");
    const detail = /\+[^@]*/.exec(address)?.[0] ?? "";
    const refusal = refuses(value);
    const [name = "", host = ""] = value.replaceAll("%1", user).replaceAll("%3", detail).split("@");
    const wanted = host === "" || OWN.has(host.toLowerCase()) ? `$#local$:${name}` : `$:${name}<@${host}.>`;
    return { ask: `3,0 ${address}`, keeps: refusal ?? ((answer) => answer.endsWith(squeezed(wanted))) };
  },
  genericstable: (key, value) => {
    const address = key.startsWith("@") ? `zed${key}` : key.replace("+*@", "+d@");
    const filled = value.replaceAll("%1", key.includes("+*") ? "d" : address.replace(/@.*/, ""));
    return { ask: `/try esmtp ${address}`, keeps: (answer) => answer === squeezed(filled) };
  },
  domaintable: (key, value) => ({ ask: `3 u@${key}`, keeps: (answer) => answer.startsWith(`u<@${squeezed(value)}`) }),
  bitdomain: (key, value) => ({
    ask: `3 u@${key}.bitnet`,
    keeps: (answer) => answer.startsWith(`u<@${squeezed(value)}`),
  }),
  uudomain: (key, value) => ({ ask: `3 u@${key}.uucp`, keeps: (answer) => answer.startsWith(`u<@${squeezed(value)}`) }),
  access: accessQuestion,
  authinfo: (key, value) => ({
    ask: `.D{server_name}${key.replace(/^\w*:/, "") || "any.example"}\nauthinfo x`,
    keeps: (answer) => answer === `$#${squeezed(value)}` && /^(?:"[UPIRM]:[^"]+"\s*)+$/i.test(value),
  }),
};

const RULESETS: Readonly<Record<string, string>> = {
  mailertable: "parse",
  virtusertable: "parse",
  domaintable: "canonify",
  bitdomain: "canonify",
  uudomain: "canonify",
  // Test mode prints 16 letters of a name.
  access: "(?:Basic_check_rela|Basic_check_mail|check_rcpt)",
  authinfo: "authinfo",
};

export const CLASSES: Readonly<Record<string, string>> = {
  "local-host-names": "w",
  "relay-domains": "R",
  "virtuser-domains": "{VirtHost}",
  "generics-domains": "G",
  "masquerade-domains": "M",
  "trusted-users": "t",
  "exposed-users": "E",
};

/** Puts lines into files, as many at once as have keys of their own, and asks for what they promise. */
export function isKept(real: RealServer, server: Server, kind: string, tried: readonly Tried[]) {
  const base = server.files[kind] ?? "";
  const batches: { readonly tried: Tried[]; readonly keys: Set<string> }[] = [];
  for (const [at, { place, lines: written }] of tried.entries()) {
    // A key of its own for each line whose value is tried.
    const lines = written.replace(/^("?\.?(?:joe|new|was))(?=[.@:+\t" ])/i, `$1${at}`);
    const keys = lines.split("\n").map((line) => keyOf(kind, line));
    // What takes all mail of a domain would answer for the others too, and so would what a client's certificate needs.
    const isAlone =
      (kind === "virtusertable" && keys.some((key) => /^(?:@|\+\*@|zoe)/.test(key))) ||
      (kind === "access" && keys.some((key) => key.startsWith("tls_")));
    let batch = isAlone
      ? undefined
      : batches.find((one) => keys.every((key) => !one.keys.has(key) && !one.keys.has("")));
    if (batch === undefined) {
      batch = { tried: [], keys: new Set() };
      batches.push(batch);
    }
    for (const key of isAlone ? [""] : keys) batch.keys.add(key);
    batch.tried.push({ place, lines });
  }
  if (kind === "list") {
    const answers = listAnswers(server, tried);
    return { wrong: answers.flatMap(({ isKept, text }) => (isKept ? [] : [text])), asked: answers.length };
  }
  const wrong: string[] = [];
  let asked = 0;
  for (const { tried: some } of batches) {
    const said = real.put(kind, `${base}${some.map(({ lines }) => `${lines}\n`).join("")}`);
    if (said.length > 0) wrong.push(`${kind}: ${said.join("; ")}: ${JSON.stringify(some.map(({ lines }) => lines))}`);
    const answers = real.reads(kind) ? answersTo(real, kind, some) : [];
    asked += answers.length;
    wrong.push(...answers.flatMap(({ isKept, text }) => (isKept ? [] : [text])));
  }
  real.put(kind, base);
  return { wrong, asked };
}

function keyOf(kind: string, line: string): string {
  return (kind === "aliases" ? (/^[^:]*/.exec(line)?.[0].replaceAll('"', "") ?? "") : (/^\S*/.exec(line)?.[0] ?? ""))
    .trim()
    .toLowerCase();
}

function answersTo(
  real: RealServer,
  kind: string,
  some: readonly Tried[],
): readonly { isKept: boolean; text: string }[] {
  const question = QUESTIONS[kind];
  if (kind === "aliases") return some.map((one) => aliasAnswer(real, one));
  if (kind === "userdb")
    return some.filter(({ lines }) => /^[^:]*:maildrop\s/i.test(lines)).map((one) => mailDropAnswer(real, one));
  const className = CLASSES[kind];
  if (className !== undefined) {
    const members = new Set(
      real
        .testMode([`$=${className}`])
        .toLowerCase()
        .split(/[\s>]+/),
    );
    return some.map(({ place, lines }) => ({
      isKept: members.has(lines.toLowerCase()),
      text: `${place}: ${lines} is not in class ${className}`,
    }));
  }
  if (question === undefined) return [];
  const asked = some.flatMap((one) => {
    const [, key = "", value = ""] = /^(\S+)\s+(.*)$/.exec(one.lines) ?? [];
    const made = question(key, value.trim());
    return made === undefined ? [] : [{ one, made }];
  });
  if (asked.length === 0) return [];
  const questions = asked.map(({ made }) => made);
  const asks = questions.map(({ ask }) => ask);
  const answers =
    kind === "genericstable"
      ? tries(real.testMode(["/tryflags HS", ...asks]))
      : real.rulesets(asks, RULESETS[kind] ?? "");
  if (answers.length !== asks.length) throw new Error(`${kind}: ${answers.length} answers to ${asks.length} questions`);
  return questions.map(({ ask, keeps }, at) => {
    const answer = squeezed(answers[at] ?? "");
    const { place, lines } = asked[at]?.one ?? { place: "", lines: "" };
    return { isKept: keeps(answer), text: `${place} -> ${JSON.stringify(lines)}: ${ask}: ${answer}` };
  });
}

const tries = (said: string): readonly string[] =>
  said
    .split(/Trying /)
    .slice(1)
    .map((chunk) => /Rcode = \d+, addr = (.*)/.exec(chunk)?.[1] ?? "");

/** The default user, who reads lists, may not enter the folder of the tests: sendmail has taken the path as it is meant. */
const isTaken = (line: string): boolean => /\.\.\. deliverable: mailer|\/list: Permission denied$/.test(line);

function aliasAnswer(real: RealServer, { place, lines }: Tried) {
  const name = keyOf("aliases", lines);
  const said = real.verify(name);
  const isKept = said.length > 0 && said.every(isTaken);
  return { isKept, text: `${place} -> ${JSON.stringify(lines)}: ${said.join("; ")}` };
}

/** Mail for an alias that includes the list goes to its lines, each of them written alone after the list's own. */
function listAnswers({ version, files }: Server, tried: readonly Tried[]): ReturnType<typeof aliasAnswer>[] {
  // The default user, who reads lists, may enter this folder.
  const folder = mkdtempSync(path.join(tmpdir(), "sml-list-"));
  chmodSync(folder, 0o755);
  const inFolder = (text: string) => text.replaceAll("/etc/mail/list", `${folder}/list`);
  const site = new MailSite({
    mc: "define(`confDONT_BLAME_SENDMAIL', `IncludeFileInUnsafeDirPath,IncludeFileInUnsafeDirPathSafe')\n",
    tables: {
      aliases: inFolder(files.aliases ?? "")
        .trimEnd()
        .split("\n"),
    },
    version,
  });
  const list = path.join(folder, "list");
  writeFileSync(path.join(folder, "other"), "root\n", { mode: 0o644 });
  const answers = tried.map(({ place, lines }) => {
    // What is suggested after :include: is the list itself; a person writes another one.
    const written = inFolder(lines.replace(/(?<=:include:)\S+/i, `${folder}/other`));
    writeFileSync(list, `${files.list ?? ""}${written}\n`, { mode: 0o644 });
    const without = new Set(["daemon", "mail"].map((name) => `${name}... deliverable: mailer local, user ${name}`));
    const said = site.verify("list-x", version);
    // A person who is there already gets the mail once.
    const isKept = said.every((line) => /\.\.\. deliverable: mailer/.test(line));
    const isNew = said.some((line) => !without.has(line)) || /^(?:daemon, ?)?(?:daemon|mail|team)$/i.test(lines);
    return { isKept: isKept && isNew, text: `${place} -> ${JSON.stringify(lines)}: ${said.join("; ")}` };
  });
  site.dispose();
  rmSync(folder, { recursive: true });
  return answers;
}

/** Mail for the user of a `:maildrop` goes to users of the server. */
function mailDropAnswer(real: RealServer, { place, lines }: Tried) {
  const [, user = "", value = ""] = /^([^:\s]+):\S*\s+(.*)$/.exec(lines) ?? [];
  const said = real.verify(user);
  const isKept = said.length > 0 && said.every(isTaken) && value !== "";
  return { isKept, text: `${place} -> ${JSON.stringify(lines)}: ${said.join("; ")}` };
}
