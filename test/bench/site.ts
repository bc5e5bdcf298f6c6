// A keystroke in any file of a server with tables of all kinds, to diagnostics of the whole site.
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { type Measurement, quantile, times } from "./_measure.ts";

const FOLDER = "file:///etc/mail/";
const DOMAINS = Array.from({ length: 20 }, (_, at) => `domain${at}.example`);

const MC = [
  "OSTYPE(`linux')dnl",
  "define(`SMART_HOST', `[smtp.provider.example]')dnl",
  "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl",
  "MASQUERADE_AS(`domain0.example')dnl",
  "FEATURE(`use_cw_file')dnl",
  "FEATURE(`use_ct_file')dnl",
  ...["access_db", "blocklist_recipients", "mailertable", "virtusertable", "genericstable", "domaintable"],
  ...["authinfo", "bitdomain", "uucpdomain"],
  "GENERICS_DOMAIN(`domain0.example')dnl",
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "",
]
  .map((line) => (/^[a-z_]+$/.test(line) ? `FEATURE(\`${line}')dnl` : line))
  .join("\n");

/** A line for each domain. */
const each = (line: (domain: string, at: number) => string) =>
  DOMAINS.map((domain, at) => `${line(domain, at)}\n`).join("");

const FILES: Readonly<Record<string, string>> = {
  "sendmail.mc": MC,
  "local-host-names": each((domain) => domain),
  "relay-domains": each((domain) => `backup.${domain}`),
  "trusted-users": "root\n",
  access: each((domain) => `From:spam.${domain}\tREJECT`),
  mailertable: each((domain) => `.${domain}\tesmtp:[mail.${domain}]`),
  virtusertable: each((domain, at) => `info@${domain}\tuser${at}`),
  genericstable: each((_, at) => `user${at}\tinfo@domain0.example`),
  domaintable: each((domain) => `old-${domain}\t${domain}`),
  aliases: each((_, at) => `alias${at}: user${at}`),
  authinfo: 'AuthInfo:smtp.provider.example\t"U:joe" "P:secret" "M:PLAIN"\n',
  userdb: each((_, at) => `user${at}:maildrop\tuser${at}@domain0.example`),
  bitdomain: each((domain, at) => `host${at}\t${domain}`),
  uudomain: each((domain, at) => `host${at}\t${domain}`),
};

export async function bench(): Promise<readonly Measurement[]> {
  const workspace = memoryWorkspace(
    Object.fromEntries(Object.entries(FILES).map(([name, text]) => [FOLDER + name, text])),
  );
  const service = createService(workspace);
  const names = Object.keys(FILES);
  const all = async () => {
    for (const name of names) await service.diagnostics(FOLDER + name);
  };
  const measured = await times(4 * names.length, 20 * names.length, async (turn) => {
    const name = names[turn % names.length] ?? "";
    const comment = name.endsWith(".mc") ? "dnl" : "#";
    workspace.write(FOLDER + name, `${FILES[name] ?? ""}${comment} ${turn}\n`);
    service.changed(FOLDER + name);
    await all();
  });
  const p95 = quantile(measured, 0.95);
  const what = `a site of ${DOMAINS.length} domains with all kinds: a keystroke in any of them to diagnostics of the whole site`;
  return [
    { name: `${what}, p50`, value: quantile(measured, 0.5), unit: "ms", ok: true },
    { name: `${what}, p95`, value: p95, unit: "ms", budget: 15, ok: p95 < 15 },
  ];
}
