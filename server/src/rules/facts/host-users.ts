// Whether a local name without an alias is a user of this server, as far as etc/passwd says.
import type { MailSite } from "../../site/types.ts";
import { hasHub, knowsAllAliases } from "./alias-graph.ts";

/** Settings that change who gets local mail: mailboxes then need no users. */
const OTHER_MAILERS = ["LOCAL_MAILER_FLAGS", "LOCAL_MAILER_PATH", "confLOCAL_MAILER", "_MODMF_LOCAL_"];
const OTHER_FEATURES = ["local_lmtp", "ldap_routing"];

/**
 * The users of the host of a site; undefined where they are not all known, or where mail is delivered without users: LMTP to a mail
 * store, another local mailer, a hub, aliases of a directory, the user database.
 */
export function knownUsers(site: MailSite): ReadonlySet<string> | undefined {
  const { mc, host } = site;
  if (mc === undefined || host.users === undefined || !knowsAllAliases(site) || hasHub(site)) return undefined;
  const { config } = mc;
  // What the system's own file sets is how its mailer is called.
  const isSet = (name: string) => config.setting(name)?.implied === false;
  if ([...OTHER_MAILERS, "confUSERDB_SPEC"].some(isSet) || OTHER_FEATURES.some((name) => config.active.has(name)))
    return undefined;
  if (config.mailers.some(({ name }) => /cyrus|procmail/.test(name))) return undefined;
  return host.users;
}

/** True for a name of a user: as it is written, or in small letters, as sendmail asks. */
export function isUser(users: ReadonlySet<string>, name: string): boolean {
  return users.has(name) || users.has(name.toLowerCase());
}

/** The user of a local name: what is before `+detail`. */
export function withoutDetail(name: string): string {
  const plus = name.indexOf("+", 1);
  return plus === -1 ? name : name.slice(0, plus);
}
