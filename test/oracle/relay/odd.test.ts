// Configurations with what the model does not follow, or only just: whatever it still calls certain is what sendmail answers.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sendmail writes its own macros as ${name}
import { expect, test } from "vitest";
import { decide } from "../../../server/src/relay/decide.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { LONG, SEED } from "../programs.ts";
import { compare, queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
import { Chance } from "./random.ts";
import { TestMode } from "./sendmail.ts";
import { policyFromTexts } from "./site.ts";
import { texts } from "./texts.ts";

/** Lines before MAILER; `@` is the folder of the tables. */
const EARLY: readonly string[] = [
  "define(`_LOOKUPDOTDOMAIN_')dnl",
  "define(`_RELAY_FULL_ADDR_')dnl",
  "define(`_ACCESS_SKIP_')dnl",
  "define(`_REQUIRE_RDNS_')dnl",
  "define(`_USE_CLIENT_PTR_')dnl",
  "define(`_DELAY_CHECKS_')dnl",
  "define(`_RELAY_DB_FROM_')dnl",
  "define(`_RELAY_MX_SERVED_')dnl",
  "define(`_RELAY_HOSTS_ONLY_')dnl",
  "define(`NO_NETINET6')dnl",
  "define(`confDEQUOTE_OPTS', `-s')dnl",
  "define(`confOPERATORS', `.:@!^/[]+')dnl",
  "define(`MY_OWN_NAME', `x')dnl",
  "define(`confTO_COMMAND', `1h')dnl",
  "FEATURE(`relay_entire_domain')undefine(`_RELAY_ENTIRE_DOMAIN_')dnl",
  "FEATURE(`relay_mail_from')dnl",
  "FEATURE(`lookupdotdomain')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -f @access')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -m @access')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -aX @access')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -N @access')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -o @access')dnl",
  "HACK(`cssubdomain')dnl",
  "HACK(`nodns')dnl",
  "RELAY_DOMAIN(`$m')dnl",
  "RELAY_DOMAIN(`$j')dnl",
  "LOCAL_DOMAIN(`$w.local.test')dnl",
];

/** Sections after it. */
const LATE: readonly string[] = [
  "LOCAL_CONFIG\nCRpartner.test\n\t192.0.2",
  "LOCAL_CONFIG\nCR$=m",
  "LOCAL_CONFIG\nCw$=m",
  "LOCAL_CONFIG\nCw$w.example.org",
  "LOCAL_CONFIG\nD{Nets}192.0.2\nCR${Nets}",
  "LOCAL_CONFIG\nCR$?m$m$|org$.",
  "LOCAL_CONFIG\nCR$?{Unset}org$|partner.test$.",
  "LOCAL_CONFIG\nDmpartner.test\nCR$m",
  "LOCAL_CONFIG\nCR$j $=w",
  "LOCAL_CONFIG\nC{Accept}SKIP",
  "LOCAL_CONFIG\nC{ResOk}TEMP",
  "LOCAL_CONFIG\nC{TlsVerified}NO",
  "LOCAL_CONFIG\nC{TrustAuthMech}$?{auth_type}X$|LOGIN$.",
  "LOCAL_CONFIG\nCO#",
  "LOCAL_CONFIG\nKmine regex -a@MATCH org\nD{Mine}x\nHX-Mine: x",
  "LOCAL_RULE_0\nR$* < @ partner.test . > $*\t$#error $@ 5.1.2 $: 550 no",
  "LOCAL_RULE_1\nR$* < @ evil.example . > $*\t$1 < @ local.test . > $2",
  "LOCAL_RULE_2\nR$* < @ evil.example . > $*\t$1 < @ local.test . > $2",
  "LOCAL_RULE_3\nR$* < @ evil.example > $*\t$1 < @ local.test > $2",
  "LOCAL_NET_CONFIG\nR$* < @ partner.test . > $*\t$#error $@ 5.1.2 $: 550 no",
  "LOCAL_RULESETS\nSLocal_check_rcpt\nR$* @ evil.example $*\t$# OK",
  "LOCAL_RULESETS\nSLocal_check_mail\nR$*\t$# OK",
  "LOCAL_RULESETS\nSLocal_check_mail\n# nothing yet",
  "LOCAL_RULESETS\nSLocal_check_relay\nR$* $| 10 $*\t$# error $@ 5.7.1 $: 550 no",
  "LOCAL_RULESETS\nSMyOwn\nR$*\t$# OK",
  "LOCAL_RULESETS\nScheck_rcpt\nR$*\t$# OK",
  "LOCAL_RULESETS\nSRelay_ok\nR$*\t$@ RELAY",
];

/** As `decide` says it of the policy; the host is called as the configuration says. */
function isCertain(policy: RelayPolicy, query: Query): boolean {
  return decide(policy, query).certain;
}

test("nothing that is called certain is wrong", async () => {
  const configurations = LONG ? 1500 : 200;
  const mode = await TestMode.open(DNS);
  const wrong: string[] = [];
  let asked = 0;
  let certain = 0;
  try {
    for (let seed = SEED; seed < SEED + configurations; seed++) {
      const chance = new Chance(seed * 31 + 7);
      const made = configuration(seed);
      const plain = texts(made, mode.dir);
      const early = chance.some(EARLY, 0, 2).map((line) => line.replace("@access", `${mode.dir}/access`));
      const late = chance.some(LATE, early.length === 0 ? 1 : 0, 2);
      const mc = `${plain.mc.replace("MAILER(`local')dnl", `${early.join("\n")}\nMAILER(\`local')dnl`)}${late.join("\n")}\n`;
      const written = { ...plain, mc, access: plain.access ?? "" };
      const policy = await policyFromTexts(written, mode.dir);
      const queries = queriesFor(made, LONG ? 60 : 30);
      asked += queries.length;
      const sure = queries.filter((query) => isCertain(policy, query));
      if (sure.length === 0) continue;
      await mode.install(written);
      const answers = await mode.ask(policy, sure);
      certain += sure.length;
      for (const [i, query] of sure.entries()) {
        const theirs = answers[i];
        const found = theirs && compare(policy, query, made, theirs);
        if (found)
          wrong.push(
            `${seed}: ${[...early, ...late].join(" | ")}: ${found.ruleset}: ${found.ours} / ${found.theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
          );
      }
    }
  } finally {
    mode.dispose();
  }
  console.log(`${certain} of ${asked} answers are certain, ${wrong.length} of them wrong`);
  expect(wrong).toEqual([]);
  expect(certain).toBeGreaterThan(asked / 5);
}, 1_800_000);
