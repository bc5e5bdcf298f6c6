// For each message of the library: a configuration that makes the real m4 print it, and that we report it at the right line.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { libraryMessageTexts, type MessageId, readMailConfig } from "../../../server/src/mc/index.ts";
import { realM4, withoutLibrary } from "../mc/cases.ts";
import { cfDir, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

const local = "MAILER(`local')dnl\n";
const access = "FEATURE(`access_db')dnl\n";

/** The line that the message is about is marked `‸`, which is taken out. A case without OSTYPE gets one in front, on a line of its own. */
const provoking: Readonly<Record<MessageId, string>> = {
  "duplicate-ostype": "OSTYPE(`linux')dnl\n‸OSTYPE(`bsd4.4')dnl\n",
  "mailer-already-included": "MAILER(`smtp')dnl\n‸MAILER(`smtp')dnl\n",
  "feature-after-mailer": `${local}‸FEATURE(\`redirect')dnl\n`,
  "local-srv-features-before-mailer": "‸LOCAL_SRV_FEATURES\nR$*\t$: $1\n",
  "local-clt-features-before-mailer": "‸LOCAL_CLT_FEATURES\n",
  "local-try-tls-before-mailer": "‸LOCAL_TRY_TLS\n",
  "local-tls-rcpt-before-mailer": "‸LOCAL_TLS_RCPT\n",
  "local-tls-client-before-mailer": "‸LOCAL_TLS_CLIENT\n",
  "local-tls-server-before-mailer": "‸LOCAL_TLS_SERVER\n",
  "no-ostype": "‸dnl nothing here\nMAILER(`smtp')\n",
  "def-group-id-obsolete": "‸define(`confDEF_GROUP_ID', `6')dnl\n",
  "read-timeout-obsolete": "\n‸define(`confREAD_TIMEOUT', `5m')dnl\n",
  "compound-min-free-blocks": "‸define(`confMIN_FREE_BLOCKS', `100/1000')dnl\n",
  "ldap-routing-without-spec": "‸FEATURE(`ldap_routing')dnl\nLDAPROUTE_DOMAIN(`example.org')dnl\n",
  "auto-rebuild-invalid": "‸define(`confAUTO_REBUILD', `True')dnl\n",
  "daemon-options-invalid": "‸define(`confDAEMON_OPTIONS', `Port=25')dnl\n",
  "client-options-invalid": "‸define(`confCLIENT_OPTIONS', `Family=inet')dnl\n",
  "unsafe-group-writes-deprecated": "‸define(`confUNSAFE_GROUP_WRITES', `True')dnl\n",
  "deferred-without-antispam": "‸define(`confDELIVERY_MODE', `deferred')dnl\n",
  "relay-db-from-domain-alone": "‸define(`_RELAY_DB_FROM_DOMAIN_', `1')dnl\nFEATURE(`relay_local_from')dnl\n",
  "delay-checks-needs-access-db": "‸FEATURE(`delay_checks', `friend')dnl\n",
  "hater-and-friend": `${access}FEATURE(\`delay_checks', \`hater')dnl\n‸FEATURE(\`delay_checks', \`friend')dnl\n`,
  "access-db-without-tmpf": "‸FEATURE(`access_db', `hash -o /etc/mail/access')dnl\n",
  "greet-pause-before-access-db": "FEATURE(`greet_pause', `5000')dnl\n‸FEATURE(`access_db')dnl\n",
  "allmasquerade-after-local": `${local}‸FEATURE(\`allmasquerade')dnl\n`,
  "allmasquerade-after-uucp": "MAILER(`smtp')MAILER(`uucp')dnl\n‸FEATURE(`allmasquerade')dnl\n",
  "always-add-domain-after-local": `${local}‸FEATURE(\`always_add_domain')dnl\n`,
  "local-no-masquerade-after-local": `${local}‸FEATURE(\`local_no_masquerade')dnl\n`,
  "local-lmtp-after-local": `${local}‸FEATURE(\`local_lmtp')dnl\n`,
  "local-procmail-after-local": `${local}‸FEATURE(\`local_procmail')dnl\n`,
  "smrsh-after-local": `${local}‸FEATURE(\`smrsh')dnl\n`,
  "bcc-needs-access-db": "‸FEATURE(`bcc', `access')dnl\n",
  "blocklist-recipients-needs-access-db": "‸FEATURE(`blocklist_recipients')dnl\n",
  "blacklist-recipients-deprecated": `${access}‸FEATURE(\`blacklist_recipients')dnl\n`,
  "compat-check-needs-access-db": "‸FEATURE(`compat_check')dnl\n",
  "conncontrol-needs-access-db": "‸FEATURE(`conncontrol')dnl\n",
  "conncontrol-needs-delay-checks": `${access}‸FEATURE(\`conncontrol', \`nodelay', \`terminate')dnl\n`,
  "conncontrol-unknown-parameter": `${access}‸FEATURE(\`conncontrol', \`delay')dnl\n`,
  "conncontrol-unknown-argument": `${access}‸FEATURE(\`conncontrol', , \`end')dnl\n`,
  "ratecontrol-needs-access-db": "‸FEATURE(`ratecontrol')dnl\n",
  "ratecontrol-needs-delay-checks": `${access}‸FEATURE(\`ratecontrol', \`NoDelay')dnl\n`,
  "ratecontrol-unknown-parameter": `${access}‸FEATURE(\`ratecontrol', \`delay')dnl\n`,
  "ratecontrol-unknown-argument": `${access}‸FEATURE(\`ratecontrol', , \`end')dnl\n`,
  "delay-checks-illegal-argument": "‸FEATURE(`delay_checks', `yes')dnl\n",
  "dnsbl-without-argument": "‸FEATURE(`dnsbl')dnl\nFEATURE(`dnsbl')dnl\n",
  "enhdnsbl-without-argument": "‸FEATURE(`enhdnsbl')dnl\n",
  "greet-pause-needs-access-db": "‸FEATURE(`greet_pause')dnl\n",
  "lookupdotdomain-needs-access-db": "‸FEATURE(`lookupdotdomain')dnl\n",
  "lookupdotdomain-with-relay-hosts-only": `${access}FEATURE(\`relay_hosts_only')\n‸FEATURE(\`lookupdotdomain')dnl\n`,
  "nocanonify-unknown-parameter": "‸FEATURE(`nocanonify', `canonify')dnl\n",
  "nopercenthack-without-argument": "‸FEATURE(`nopercenthack')dnl\n",
  "nopercenthack-illegal-argument": "‸FEATURE(`nopercenthack', `yes')dnl\n",
  "nouucp-without-argument": "‸FEATURE(`nouucp')dnl\n",
  "nouucp-illegal-argument": "‸FEATURE(`nouucp', `yes')dnl\n",
  "nullclient-without-argument": "‸FEATURE(`nullclient')dnl\n",
  "prefixmod-without-argument": "‸FEATURE(`prefixmod')dnl\n",
  "prefixmod-without-second-argument": "‸FEATURE(`prefixmod', `x')dnl\n",
  "preserve-luser-host-without-luser-relay": "‸FEATURE(`preserve_luser_host')dnl\n",
  "promiscuous-relay": "\n\n‸FEATURE(`promiscuous_relay')dnl\n",
  "queuegroup-needs-access-db": "‸FEATURE(`queuegroup')dnl\n",
  "relay-local-from": "‸FEATURE(`relay_local_from')dnl\n",
  "relay-mail-from": `${access}‸FEATURE(\`relay_mail_from')dnl\n`,
  "relay-mail-from-needs-access-db": "‸FEATURE(`relay_mail_from', `domain')dnl\n",
  "tls-failures-replaced": "‸FEATURE(`tls_failures')dnl\n",
  "uucp-before-smtp": "‸MAILER(`uucp')dnl\nMAILER(`smtp')dnl\n",
  "ssh-without-user": "define(`SSH_MAILER_DIR', `/')dnl\n‸MAILER(`ssh')dnl\n",
  "ssh-without-dir": "define(`SSH_MAILER_USER', `mail')dnl\n‸MAILER(`ssh')dnl\n",
  "xconnect-needs-access-db": "‸HACK(`xconnect')dnl\n",
  "dnsblaccess-needs-access-db": "‸HACK(`dnsblaccess', `dnsbl.example.org')dnl\n",
  "msp-nullclient-without-argument": "‸HACK(`msp_nullclient')dnl\n",
  "ostype-bsdi1.0": "‸OSTYPE(`bsdi1.0')dnl\n",
  "ostype-bsdi2.0": "‸OSTYPE(`bsdi2.0')dnl\n",
  "ostype-unknown": "‸OSTYPE(`unknown')dnl\n",
  "domain-berkeley-only": "‸DOMAIN(`berkeley-only')dnl\n",
};

/** Says so on the library's own behalf, or because this m4 is too old: nothing that a configuration could provoke. */
const notProvokable = ["You need a newer version of M4"];

function prepare(id: MessageId) {
  const marked = provoking[id];
  const needsType = id !== "no-ostype" && !marked.includes("OSTYPE(");
  const text = (needsType ? "OSTYPE(`bsd4.4')dnl\n" : "") + marked;
  const line = text.slice(0, text.indexOf("‸")).split("\n").length;
  const file = path.join(folder.dir, `${id}.mc`);
  const source = { name: file, text: text.replace("‸", "") };
  writeFileSync(file, source.text, "latin1");
  return { line, source, includesLibrary: false };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

describe("each message of the library", () => {
  const ids = Object.keys(provoking) as MessageId[];
  test.each(ids)("%s", (id) => {
    const item = prepare(id);
    const real = realM4(item).stderr;
    const config = readMailConfig(item.source, { host: withoutLibrary, cfDir: cfDir() });
    expect(config.errors.map((error) => error.stderr).join("")).toBe(real);
    const [start = ""] = libraryMessageTexts[id].text.split("$1");
    expect(real).toContain(start);
    const ours = config.libraryMessages.filter((message) => message.id === id);
    expect(ours.map((message) => lineAt(item.source.text, message.site.start))).toEqual([item.line]);
    expect(ours.map((message) => lineAt(item.source.text, message.span.start))).toEqual([item.line]);
  });

  test("every errprint of the installed library is one of them", () => {
    const calls = readdirSync(cfDir(), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".m4"))
      .flatMap((name) =>
        [...readFileSync(path.join(cfDir(), name), "latin1").matchAll(/errprint\((.*)/g)].map((match) => ({
          name,
          words: match[1] ?? "",
        })),
      );
    const plain = (text: string): string => text.replace(/[`']/g, "").replace(/\s+/g, " ").trim();
    const texts = plain(
      Object.values(libraryMessageTexts)
        .map(({ text }) => text)
        .join("\n"),
    );
    /** The longest run of words in what a call prints: between the places where m4 puts something in. */
    const core = (words: string): string => {
      const pieces = words.split(/'_\w+_`|'?"[^"]*"`?|_ARG_|'\(|,' defn|'\)'\)/).map(plain);
      return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), "").replace(/[),]+$/, "");
    };
    const missing = calls.filter(
      ({ words }) => !notProvokable.some((start) => words.includes(start)) && !texts.includes(core(words)),
    );
    console.log(`warnings/messages: ${calls.length} errprint calls in the library, ${ids.length} messages provoked`);
    expect(missing).toEqual([]);
  });
});
