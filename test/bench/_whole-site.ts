// The files of a server of twenty domains that has tables of all kinds.

export const FOLDER = "file:///etc/mail/";
const ALIASES = "file:///etc/aliases";
export const DOMAINS = Array.from({ length: 20 }, (_, at) => `domain${at}.example`);
const USERS_OF_EACH = 10;
export const MC = [
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

/** By URI: the configurations of the daemon and of the submission program, and all tables. */
export const FILES: Readonly<Record<string, string>> = {
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
