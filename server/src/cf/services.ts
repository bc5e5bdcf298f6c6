// Names of ports that mail uses, as far as they are the same on every host.

/** Services that every system has a name for, of those that mail uses. */
const SERVICES: ReadonlySet<string> = new Set(["smtp", "mail", "submission", "submissions", "smtps", "ssmtp", "urd"]);
const MISSPELT = /^(?:s?smpt?s?|stmps?|smtps?p|sumbission|submision\w*|submis+ions?\w+|submit|subm\w*\d|smtp\w+)$/i;

/**
 * Whether hosts have a service of a name: false where none has, undefined where one may. Hosts compare letter for letter, capitals
 * included (seen with sendmail: `service "SMTP" unknown`).
 */
export function isService(name: string): boolean | undefined {
  if (SERVICES.has(name)) return true;
  if (SERVICES.has(name.toLowerCase()) || MISSPELT.test(name)) return false;
  return /^[A-Za-z][^\s/]+$/.test(name) ? undefined : false;
}
