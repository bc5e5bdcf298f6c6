// The registry: one line for each kind of file, one folder of the same name beside this file (docs/adding-a-kind.md).

/** Every kind, in the order in which it is recognised and listed. */
export const KIND_NAMES = [
  "mc", // what m4 reads
  "access", // whose mail is let in, refused, relayed
  "class", // relay-domains, local-host-names, trusted-users
  "mailertable", // where mail for some domains goes
  "authinfo", // how sendmail logs in at other servers
  "virtusertable", // who gets the mail for addresses of this server's domains
  "genericstable", // what senders are called outside
  "domaintable", // old names of domains, and their new ones
  "aliases", // who gets the mail of a local name
  "list", // who is on a list that an alias includes
  "userdb", // where mail for users goes, before there was virtusertable
  "bitdomain", // domains of BITNET hosts
  "uudomain", // domains of UUCP hosts
  "helpfile", // what the SMTP command HELP shows
  "errorheader", // what comes first in a bounce
  "cf", // what m4 makes, and sendmail reads
] as const;

export type KindName = (typeof KIND_NAMES)[number];

/** The kinds that are read as tables: all but the configuration and what m4 makes of it. */
export type TableKindName = Exclude<KindName, "mc" | "cf">;
