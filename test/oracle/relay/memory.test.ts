// What is kept while a .mc is edited whose .cf the m4 library builds: each answer is that of a server that never saw the text before.
import { readFileSync } from "node:fs";
import { test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/query.ts";
import { corpusFiles, LONG, SEED } from "../programs.ts";
import { configuration, HOST, transaction } from "./generator.ts";
import { KeptServer, libraryFiles, MC } from "./kept-server.ts";
import { OWN_RULESETS } from "./own-rulesets.ts";
import { Chance } from "./random.ts";
import { texts } from "./texts.ts";

/** Configurations, and edits of each of them. */
const SITES = LONG ? 60 : 2;
const EDITS = LONG ? 50 : 6;
const WORD_SITES = LONG ? 60 : 2;
const WORD_EDITS = LONG ? 50 : 8;

/** Lines that people write, harmless and not. */
const LINES = [
  "# a comment",
  "dnl # another one",
  "",
  "dnl",
  "define(`confTO_IDENT', `0')dnl",
  "define(`confLOG_LEVEL', `15')",
  "define(`confTO_QUEUERETURN', `7d')dnl",
  "define(`confQUEUE_LA', `9')dnl",
  "INPUT_MAIL_FILTER(`f', `S=local:/run/f')dnl",
  "define(`confSMTP_LOGIN_MSG', `$j Mail')dnl",
  "LOCAL_CONFIG\nHX-Own: $>Own $&f",
  "define(`confMAX_MESSAGE_SIZE', `1000')dnl",
  "define(`confDELIVERY_MODE', `deferred')dnl",
  "VERSIONID(`$Id: 1.7 $')dnl",
  "divert(0)dnl",
  "RELAY_DOMAIN(`partner.example')dnl",
  "LOCAL_DOMAIN(`stranger.example')dnl",
  "FEATURE(`promiscuous_relay')dnl",
  "FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`relay_local_from')dnl",
  "FEATURE(`accept_unresolvable_domains')",
  "FEATURE(`relay_mail_from', `domain')dnl",
  "DAEMON_OPTIONS(`Name=MSA, Port=587, M=Ea')dnl",
  "TRUST_AUTH_MECH(`PLAIN')dnl",
  "define(`confDOMAIN_NAME', `mx.partner.example')dnl",
  "undefine(`LOCAL_RELAY')dnl",
  "define(`TWICE', `$1`'$1')dnl",
  "LOCAL_CONFIG\nC{Friends}friend.example mx",
  "LOCAL_CONFIG\n# C{Friends}other.example",
  "LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1",
  "LOCAL_RULESETS\nSLocal_check_mail\nR$* @ stranger.example $*\t$# OK",
  "LOCAL_RULE_3\nRx\ty",
  "SLocal_check_relay\nR$* $| 203.0.113.77\t$# OK",
];

/** One edit: what a person types, and what nobody would. */
function edited(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const end = (text.indexOf("\n", at) + 1 || text.length + 1) - 1;
  const put = (from: number, to: number, what: string): string => text.slice(0, from) + what + text.slice(to);
  switch (chance.below(10)) {
    case 0:
    case 1:
    case 2:
      return put(line, line, `${chance.pick(LINES)}\n`);
    case 3:
      return put(text.length, text.length, `${text.endsWith("\n") ? "" : "\n"}${chance.pick(LINES)}\n`);
    case 4:
      return put(end, end, chance.pick([" # x", "dnl", " ", "dnl x", "x"]));
    case 5:
      return put(line, line, chance.pick(["dnl ", "#", "# "]));
    case 6:
      return put(line, Math.min(end + 1, text.length), "");
    case 7:
      return put(line, line, text.slice(line, Math.min(end + 1, text.length)));
    case 8:
      return put(at, Math.min(at + 1 + chance.below(3), text.length), "");
    default:
      return put(at, at, chance.pick(["x", "\n", "1", ".", "`", "'", "(", ")", "#", "dnl ", "$", ","]));
  }
}

/** Words of classes: names that strangers and victims have, parts of them, and what is none of them. */
const WORDS = [
  "partner.example",
  "elsewhere.example",
  "Elsewhere.Example",
  ".elsewhere.example",
  "stranger.example",
  "mail.stranger.example",
  "example",
  "elsewhere",
  "203.0.113.77",
  "203.0.113",
  "[203.0.113.77]",
  "mx.partner.example",
  "victim",
  "localhost",
  "RELAY",
  "OK",
  "E",
];
const CLASSES = ["R", "{R}", "w", "m", "{VirtHost}", "P", "M", "E", "{Friends}", "{Src}", "{Accept}", "{LDAPRoute}"];

/** A line that puts words into a class. */
function classLine(chance: Chance): string {
  const words = Array.from({ length: 1 + chance.below(2) }, () => chance.pick(WORDS));
  const name = chance.pick(CLASSES);
  switch (chance.below(8)) {
    case 0:
    case 1:
    case 2:
      return `RELAY_DOMAIN(\`${words.join(" ")}')dnl`;
    case 3:
      return `LOCAL_DOMAIN(\`${words.join(" ")}')dnl`;
    case 4:
      return `VIRTUSER_DOMAIN(\`${words.join(" ")}')dnl`;
    case 5:
      return `LOCAL_CONFIG\nC${chance.pick(["R", "{VirtHost}", "w"])}$=${chance.pick(["w", "R", "{VirtHost}", "m"])}`;
    default:
      return `LOCAL_CONFIG\nC${name}${chance.pick(["", " "])}${words.join(" ")}`;
  }
}

/** Settings under which words are cut in another way, or classes are asked at other places. */
const SETTINGS = [
  "define(`confBLANK_SUB', `.')dnl",
  "define(`confOPERATORS', `.:%@!^/[]+-')dnl",
  "FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`relay_mail_from')dnl",
  "FEATURE(`virtusertable')FEATURE(`virtuser_entire_domain')dnl",
  "FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`access_db')FEATURE(`blocklist_recipients')dnl",
  "LOCAL_RULESETS\nSLocal_check_rcpt\nR$* $={Friends} $*\t$# OK",
  "LOCAL_RULESETS\nSLocal_check_mail\nR$* @ $~R . $*\t$# OK",
];

/** Another word in one place of the text, a letter typed into one, or a line more or less. */
function editedWords(lines: readonly string[], chance: Chance): readonly string[] {
  const at = chance.below(lines.length + 1);
  const line = lines[at] ?? "";
  const others = (put: readonly string[]): readonly string[] => [...lines.slice(0, at), ...put, ...lines.slice(at + 1)];
  const kind = chance.below(8);
  if (line === "" || kind < 2) return [...lines.slice(0, at), classLine(chance), ...lines.slice(at)];
  if (kind === 2) return others([]);
  if (kind === 3) return others([classLine(chance)]);
  if (kind === 4) return others([line, line]);
  if (kind === 5)
    return others([line.replace(/example/, (word) => chance.pick(["exampl", "examplex", "EXAMPLE", word]))]);
  const known = WORDS.filter((word) => line.includes(word));
  return known.length === 0 ? lines : others([line.replace(chance.pick(known), () => chance.pick(WORDS))]);
}

test(
  "answers after edits of words of classes are those of a service that never saw the text before",
  async () => {
    const library = libraryFiles();
    for (let site = 0; site < WORD_SITES; site++) {
      const seed = SEED * 1_000 + 500 + site;
      const chance = new Chance(seed);
      const settings = [chance.pick(SETTINGS), chance.pick(SETTINGS)];
      let lines: readonly string[] = [classLine(chance), classLine(chance)];
      const text = () => `OSTYPE(\`linux')dnl\n${settings.join("\n")}\nMAILER(\`smtp')dnl\n${lines.join("\n")}\n`;
      const victim = { ...defaultQuery, recipient: "<victim@elsewhere.example>" };
      const queries = [defaultQuery, victim, { ...victim, hostName: "MX.Elsewhere.example" }];
      const server = new KeptServer(
        { ...library, [MC]: text() },
        queries,
        chance.below(3) > 0 ? { machine: HOST } : {},
      );
      await server.open();
      for (let edit = 0; edit < WORD_EDITS; edit++) {
        lines = editedWords(lines, chance);
        server.write(MC, text());
        await server.check(`seed ${seed}, edit ${edit}:\n${text()}`);
      }
    }
  },
  LONG ? 3_600_000 : 60_000,
);

test(
  "answers after each edit are those of a service that never saw the text before",
  async () => {
    const library = libraryFiles();
    const corpus = corpusFiles("mc");
    for (let site = 0; site < SITES; site++) {
      const seed = SEED * 1_000 + site;
      const chance = new Chance(seed);
      const made = configuration(seed);
      const { mc, access, relayDomains, localHostNames } = texts(made, "/etc/mail");
      const own = site % 3 === 0 ? chance.pick(OWN_RULESETS) : "";
      const real = site % 2 === 1 ? corpus[(site * 7) % Math.max(corpus.length, 1)] : undefined;
      let text = real === undefined ? `${mc}${own}\n` : readFileSync(real, "latin1");
      const others = {
        ...library,
        ...(access === undefined ? {} : { "file:///etc/mail/access": access }),
        ...(relayDomains === undefined ? {} : { "file:///etc/mail/relay-domains": relayDomains }),
        ...(localHostNames === undefined ? {} : { "file:///etc/mail/local-host-names": localHostNames }),
      };
      const machine = site % 4 === 3 ? {} : { machine: HOST };
      const queries = [defaultQuery, transaction(chance.of("first"), made), transaction(chance.of("second"), made)];
      const server = new KeptServer({ ...others, [MC]: text }, queries, machine);
      await server.open();
      for (let edit = 0; edit < EDITS; edit++) {
        const before = text;
        // Now and then back to what was there: typed, and taken back.
        text = edited(text, chance);
        server.write(MC, text);
        await server.check(`seed ${seed}, edit ${edit}:\n${text}`);
        if (chance.below(4) === 0) {
          text = before;
          server.write(MC, text);
        }
      }
    }
  },
  LONG ? 3_600_000 : 60_000,
);
