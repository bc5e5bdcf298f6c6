// What is kept while a .mc is edited whose .cf the m4 library builds: each answer is that of a server that never saw the text before.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/query.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { createService, type Service } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { cfDir, corpusFiles, LONG, SEED } from "../programs.ts";
import { configuration, HOST, transaction } from "./generator.ts";
import { OWN_RULESETS } from "./own-rulesets.ts";
import { Chance } from "./random.ts";
import { texts } from "./texts.ts";

const MC = "file:///etc/mail/sendmail.mc";
/** Configurations, and edits of each of them. */
const SITES = LONG ? 60 : 2;
const EDITS = LONG ? 50 : 6;

function libraryFiles(): Readonly<Record<string, string>> {
  const dir = cfDir();
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".m4"));
  return Object.fromEntries(
    names.map((name) => [pathToFileURL(path.join(dir, name)).href, readFileSync(path.join(dir, name), "latin1")]),
  );
}

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

async function answers(service: Service, queries: readonly Query[]) {
  const problems = await service.problems(MC);
  const transactions = [];
  for (const query of queries) transactions.push((await service.tryTransaction(MC, query))?.markdown);
  return {
    problems: problems.map(({ meta, span, message, severity }) => ({ code: meta.code, severity, span, message })),
    lenses: await service.codeLenses(MC),
    status: await service.relayStatus(MC),
    report: (await service.relayReport(MC))?.markdown,
    transactions,
  };
}

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
      const workspace = memoryWorkspace({ ...others, [MC]: text });
      const service = createService({ ...workspace, ...machine });
      const queries = [defaultQuery, transaction(chance.of("first"), made), transaction(chance.of("second"), made)];
      await answers(service, queries);
      for (let edit = 0; edit < EDITS; edit++) {
        const before = text;
        // Now and then back to what was there: typed, and taken back.
        text = edited(text, chance);
        workspace.write(MC, text);
        service.changed(MC);
        const kept = await answers(service, queries);
        const fresh = createService({ ...memoryWorkspace({ ...others, [MC]: text }), ...machine });
        expect(kept, `seed ${seed}, edit ${edit}:\n${text}`).toEqual(await answers(fresh, queries));
        if (chance.below(4) === 0) {
          text = before;
          workspace.write(MC, text);
          service.changed(MC);
        }
      }
    }
  },
  LONG ? 3_600_000 : 60_000,
);
