// What our tables say of each file of the library is what the file does: every name it sets has the same value afterwards.
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { cfDir, safeFolder } from "../programs.ts";
import { realM4, traceLines, withoutLibrary } from "./cases.ts";

const folder = safeFolder();
let names = 0;
let uses = 0;
afterAll(() => {
  folder.dispose();
  console.log(`mc/effects: ${uses} uses of library files, ${names} definitions compared`);
});

const filesOf = (kind: string): string[] =>
  readdirSync(path.join(cfDir(), kind))
    .filter((name) => name.endsWith(".m4"))
    .map((name) => name.slice(0, -3));

/** Names that say nothing of the configuration: the library's scratch space and texts of rules. */
const scratch =
  /^(_ARGS?_|_I_|_IDX_|_hd_|_tl_|_A?BP_|_NARG_|_LOCAL_QGRP|_PROG_QGRP|_.*_QGRP|LOCAL_RWR|_F_|_b_|__D__|_M_N_|_.*_(SRV|MSG|MSG_TMP|MATCH|ACTION|KEY|RR)_|_MSP_FQHN_|_MTA_HOST_|_LOCAL_|SITE|sm_(date|time|utc|revision|ffr|m4_ffr|enable_dev|enable_doc))$/;

/** Each file by itself, and those with arguments or with a past that changes what they do. */
const cases: readonly string[] = [
  ...filesOf("feature").map((name) => `FEATURE(\`${name}')`),
  ...filesOf("ostype").map((name) => `OSTYPE(\`${name}')`),
  ...filesOf("domain").map((name) => `DOMAIN(\`${name}')`),
  ...filesOf("mailer").map((name) => `MAILER(\`${name}')`),
  ...filesOf("hack").map((name) => `HACK(\`${name}', \`x.example')`),
  ...filesOf("feature").map((name) => `FEATURE(\`access_db')FEATURE(\`${name}', \`nospecial', \`terminate')`),
  "FEATURE(`access_db', `hash -T<TMPF> /x', `Skip', `relaytofulladdress', `lookupdotdomain')",
  "FEATURE(`access_db')FEATURE(`delay_checks', `Friend', `n')FEATURE(`ratecontrol', `NODELAY')",
  "FEATURE(`access_db')FEATURE(`delay_checks', `hater')FEATURE(`conncontrol', `nodelay', `terminate')",
  "FEATURE(`access_db')FEATURE(`relay_mail_from', `domain')FEATURE(`blocklist_recipients')FEATURE(`bcc', `Access')",
  "FEATURE(`ldap_routing', `a', `b', `sendertoo', `strip', `x', `tempfail')",
  "FEATURE(`ldap_routing', `a', `b', `bounce', `preserve', , `queue')",
  "FEATURE(`nocanonify', `Canonify_Hosts')",
  "FEATURE(`nouucp', `reject')FEATURE(`nopercenthack', `nospecial')",
  "define(`confEBINDIR', `/opt')FEATURE(`local_lmtp')FEATURE(`smrsh')",
  "define(`PROCMAIL_MAILER_PATH', `/opt/procmail')FEATURE(`local_procmail')",
  "FEATURE(`local_lmtp')FEATURE(`local_procmail', `/p', `a b', `flags')",
  "define(`MSP_QUEUE_DIR', `/q')define(`STATUS_FILE', `/var/sendmail.st')FEATURE(`msp', `[127.0.0.1]', `MSA')",
  "define(`confRUN_AS_USER', `u:g')DAEMON_OPTIONS(`Name=X')FEATURE(`msp')",
  "FEATURE(`always_add_domain', `example.org')FEATURE(`bestmx_is_local', `example.com')",
  "FEATURE(`prefixmod', `a', `b')FEATURE(`dnsbl', `x.example')FEATURE(`enhdnsbl', `y.example')",
  "define(`LUSER_RELAY', `local:x')FEATURE(`preserve_luser_host')",
  "OSTYPE(`debian')DOMAIN(`debian-mta')",
  "OSTYPE(`debian')DOMAIN(`debian-msp')FEATURE(`msp', `[127.0.0.1]', `25')",
  "OSTYPE(`linux')MAILER(`local')MAILER(`smtp')MAILER(`procmail')",
  "define(`PROCMAIL_PATH', `/x')MAILER(`procmail')MAILER(`smtp')MAILER(`uucp')",
  "MODIFY_MAILER_FLAGS(`LOCAL', `+x')MODIFY_MAILER_FLAGS(`LOCAL', `-y')MODIFY_MAILER_FLAGS(`SMTP', `z')MODIFY_MAILER_FLAGS(`LOCAL', `+w')",
  "INPUT_MAIL_FILTER(`a', `S=local:x')INPUT_MAIL_FILTER(`b', `S=inet:1@x')MAIL_FILTER(`c', `S=y')QUEUE_GROUP(`q', `P=/x')",
  "DAEMON_OPTIONS(`Port=25')DAEMON_OPTIONS(`Port=587, M=E')CLIENT_OPTIONS(`Family=inet')MASQUERADE_AS(`example.org')",
  "TRUST_AUTH_MECH(`PLAIN')VIRTUSER_DOMAIN(`example.org')LOCAL_NET_CONFIG",
];

/** Written by the library as an expression: compared by what it comes to. */
const computed: ReadonlySet<string> = new Set(["QUEUE_DIR", "confTRUSTED_USER", "confPID_FILE"]);

const answers = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/<<<(\w+):(.*?)>>>/gs)].map((match) => [match[1] ?? "", match[2] ?? ""]));

describe("library files", () => {
  test.each(cases.map((text) => [text] as const))("%s", (text) => {
    const file = path.join(folder.dir, "case.mc");
    const ask = (source: string) => {
      const item = { source: { name: file, text: source }, includesLibrary: false };
      writeFileSync(file, source, "latin1");
      return item;
    };
    const traced = traceLines(
      realM4(ask(`${text}m4exit\n`), ["-daefl", "-tdefine", "-t_DEFIFNOT", "-tundefine"]).stderr,
    );
    const set = traced
      .filter(({ file: where }) => !where.endsWith("/cfhead.m4") && !where.endsWith("/proto.m4"))
      .map(({ rest }) => /^\(`?([A-Za-z_]\w*)[',)]/.exec(rest)?.[1] ?? "")
      .filter((name) => name !== "" && !scratch.test(name));
    const ours = readMailConfig({ name: file, text }, { host: withoutLibrary, cfDir: cfDir() });
    const all = [...new Set([...set, ...ours.expansion.definitions.map(({ name }) => name)])].filter(
      (name) => /^[A-Za-z_]\w*$/.test(name) && !scratch.test(name) && name !== "_CF_DIR_",
    );
    const question = (name: string): string => {
      const value = computed.has(name) ? name : `defn(\`${name}')`;
      return `<<<\`${name}':ifdef(\`${name}', \`${value}', \`(undefined)')>>>`;
    };
    const questions = all.map(question).join("\n");
    const item = ask(`${text}divert(0)\n${questions}\ndivert(-1)m4exit\n`);
    const theirs = answers(realM4(item).stdout);
    const mine = answers(readMailConfig(item.source, { host: withoutLibrary, cfDir: cfDir() }).expansion.output);
    uses++;
    names += theirs.size;
    expect(Object.fromEntries(mine)).toEqual(Object.fromEntries(theirs));
  });
});
