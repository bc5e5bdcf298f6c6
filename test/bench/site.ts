// A keystroke in each file of a server with tables of all kinds, to diagnostics of the whole site.
import path from "node:path";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { cfDir, program, run } from "../oracle/programs.ts";
import { type Measurement, quantile, stopwatch } from "./_measure.ts";
import { libraryFiles } from "./requests.ts";

const FOLDER = "file:///etc/mail/";
const ALIASES = "file:///etc/aliases";
const DOMAINS = Array.from({ length: 20 }, (_, at) => `domain${at}.example`);
const USERS_OF_EACH = 10;
/** Milliseconds at the 95th percentile. */
const BUDGET = 15;
/** Keystrokes in each file: first in all of them some that are not counted. */
const WARM = 5;
const COUNTED = 20;

const MC = [
  "OSTYPE(`linux')dnl",
  "define(`SMART_HOST', `[smtp.provider.example]')dnl",
  "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl",
  "define(`confERROR_MESSAGE', `/etc/mail/error-header')dnl",
  "define(`confTO_IDENT', `1s')dnl",
  "MASQUERADE_AS(`domain0.example')dnl",
  "MASQUERADE_DOMAIN_FILE(`/etc/mail/masquerade-domains')dnl",
  "FEATURE(`use_cw_file')dnl",
  "FEATURE(`use_ct_file')dnl",
  ...["access_db", "blocklist_recipients", "mailertable", "virtusertable", "genericstable", "domaintable"],
  ...["authinfo", "bitdomain", "uucpdomain"],
  "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl",
  "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl",
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "",
]
  .map((line) => (/^[a-z_]+$/.test(line) ? `FEATURE(\`${line}')dnl` : line))
  .join("\n");

const SUBMIT = "OSTYPE(`linux')dnl\ndefine(`confTO_IDENT', `1s')dnl\nFEATURE(`msp', `[127.0.0.1]', `MSA')dnl\n";

/** A line for each domain. */
const each = (line: (domain: string, at: number) => string) =>
  DOMAINS.map((domain, at) => `${line(domain, at)}\n`).join("");

/** A line for each user of each domain. */
const users = (line: (user: string, domain: string) => string) =>
  each((domain, at) =>
    Array.from({ length: USERS_OF_EACH }, (_, user) => line(`user${at}x${user}`, domain)).join("\n"),
  );

const FILES: Readonly<Record<string, string>> = {
  [`${FOLDER}sendmail.mc`]: MC,
  [`${FOLDER}submit.mc`]: SUBMIT,
  [`${FOLDER}local-host-names`]: each((domain) => domain),
  [`${FOLDER}relay-domains`]: each((domain) => `backup.${domain}`),
  [`${FOLDER}generics-domains`]: each((domain) => domain),
  [`${FOLDER}virtuser-domains`]: each((domain) => `shop.${domain}`),
  [`${FOLDER}masquerade-domains`]: each((domain) => domain),
  [`${FOLDER}trusted-users`]: "root\nmailnull\n",
  [`${FOLDER}access`]: each((domain) => `From:spam.${domain}\tREJECT\nTo:closed@${domain}\tREJECT`),
  [`${FOLDER}mailertable`]: each((domain) => `.${domain}\tesmtp:[mail.${domain}]`),
  [`${FOLDER}virtusertable`]: users((user, domain) => `${user}@shop.${domain}\t${user}`),
  [`${FOLDER}genericstable`]: users((user, domain) => `${user}\tinfo-${user}@${domain}`),
  [`${FOLDER}domaintable`]: each((domain) => `old-${domain}\t${domain}`),
  [ALIASES]: `postmaster: root\nMAILER-DAEMON: postmaster\n${users((user, domain) => `alias-${user}: ${user}, copy@far.${domain}`)}`,
  [`${FOLDER}authinfo`]: 'AuthInfo:smtp.provider.example\t"U:joe" "P:secret" "M:PLAIN"\n',
  [`${FOLDER}userdb`]: users((user, domain) => `${user}:maildrop\t${user}@${domain}`),
  [`${FOLDER}bitdomain`]: each((domain, at) => `host${at}\t${domain}`),
  [`${FOLDER}uudomain`]: each((domain, at) => `host${at}\t${domain}`),
  [`${FOLDER}error-header`]: "Your mail could not be delivered.\n",
  [`${FOLDER}helpfile`]: "#vers\t2\nhelp\tThis is $v.\n",
};

/** Letters that are typed at the end of a word before it is put right again. */
const MOST_LETTERS = 6;

/**
 * The text after one more keystroke, which changes one place: in turns a letter more in a comment at the end, and a letter more at the end of
 * the first word, which is taken back after some. In a .mc and a .cf another digit of a time.
 */
function typed(uri: string, text: string, turn: number): string {
  if (turn % 2 === 0) return /[#] x*\n$/.test(text) ? text.replace(/\n$/, "x\n") : `${text}# x\n`;
  if (/\.(?:mc|cf)$/.test(uri)) return text.replace(/(confTO_IDENT', `|O Timeout\.ident=)\d+/, `$1${1 + (turn % 9)}`);
  return text.replace(/([a-z])(x*)(?=[\s:.]|$)/, (_, last: string, letters: string) =>
    letters.length < MOST_LETTERS ? `${last}${letters}x` : last,
  );
}

/** A keystroke in each of some files, to diagnostics of all of them. */
async function measure(
  title: string,
  files: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>>,
) {
  const workspace = memoryWorkspace({ ...beside, ...files });
  const service = createService({ ...workspace, machine: "mx.domain0.example" });
  const uris = Object.keys(files);
  const all = async () => {
    for (const uri of uris) await service.diagnostics(uri);
  };
  const texts = new Map(Object.entries(files));
  const type = async (uri: string, turn: number) => {
    const text = typed(uri, texts.get(uri) ?? "", turn);
    texts.set(uri, text);
    workspace.write(uri, text);
    service.changed(uri);
    await all();
  };
  for (let turn = 0; turn < WARM; turn++) for (const uri of uris) await type(uri, turn);
  const rows: Measurement[] = [];
  const times: number[] = [];
  for (const uri of uris) {
    const own: number[] = [];
    const walls: number[] = [];
    for (let turn = WARM; turn < WARM + COUNTED; turn++) {
      const since = stopwatch();
      const begun = performance.now();
      await type(uri, turn);
      own.push(since());
      walls.push(performance.now() - begun);
    }
    texts.set(uri, files[uri] ?? "");
    workspace.write(uri, files[uri] ?? "");
    service.changed(uri);
    await all();
    times.push(...own);
    for (const list of [own, walls]) list.sort((a, b) => a - b);
    const p95 = quantile(own, 0.95);
    const detail = `p50 ${quantile(own, 0.5).toFixed(1)}; by the clock p50 ${quantile(walls, 0.5).toFixed(1)}, p95 ${quantile(walls, 0.95).toFixed(1)}`;
    const name = `${title}: a keystroke in ${uri.slice(uri.lastIndexOf("/") + 1)}, p95`;
    rows.push({ name, value: p95, unit: "ms", detail, budget: BUDGET, ok: p95 < BUDGET });
  }
  const p95 = quantile(
    times.sort((a, b) => a - b),
    0.95,
  );
  const name = `${title}: a keystroke in any file, p95`;
  return [{ name, value: p95, unit: "ms", budget: BUDGET, ok: p95 < BUDGET }, ...rows];
}

/** The .cf that m4 makes of the .mc: all there is on some servers. */
function builtCf(): string {
  return run(program("m4"), ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), "-"], MC)
    .stdout;
}

export async function bench(): Promise<readonly Measurement[]> {
  const what = `${DOMAINS.length} domains, all kinds`;
  const { [`${FOLDER}sendmail.mc`]: _mc, [`${FOLDER}submit.mc`]: _submit, ...tables } = FILES;
  return [
    ...(await measure(what, FILES, {})),
    ...(await measure(`${what}, with the m4 library`, FILES, libraryFiles())),
    ...(await measure(`${what}, a .cf and no .mc`, { [`${FOLDER}sendmail.cf`]: builtCf(), ...tables }, {})),
  ];
}
