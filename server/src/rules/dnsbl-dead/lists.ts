// DNS block lists that have shut down: the domain, the year, and what it answered afterwards.

export interface DeadList {
  /** The list, or a domain whose lists are all gone. */
  readonly domain: string;
  readonly year: number;
  /** True if it has been seen answering "listed" for every address. */
  readonly listsEverybody?: boolean;
  /** What to use in its place, where there is a plain successor. */
  readonly instead?: string;
}

/** Sources: the announcements of the lists, and the notices collected by dnsbl.com and dnsbl.info. */
export const DEAD_LISTS: readonly DeadList[] = [
  { domain: "ordb.org", year: 2006, listsEverybody: true },
  { domain: "dsbl.org", year: 2008 },
  { domain: "sorbs.net", year: 2024 },
  { domain: "njabl.org", year: 2013 },
  { domain: "ahbl.org", year: 2015, listsEverybody: true },
  { domain: "rfc-ignorant.org", year: 2012 },
  // MAPS: for subscribers only since 2001, later sold; the old zones answer nobody.
  { domain: "mail-abuse.org", year: 2001 },
  { domain: "maps.vix.com", year: 2001 },
  { domain: "opm.blitzed.org", year: 2006 },
  { domain: "csma.biz", year: 2008 },
  { domain: "osirusoft.com", year: 2003, listsEverybody: true },
  { domain: "easynet.nl", year: 2003 },
  { domain: "wirehub.net", year: 2003 },
  { domain: "orbs.org", year: 2001 },
  { domain: "orbz.org", year: 2002 },
  { domain: "blackholes.us", year: 2009 },
  { domain: "spamcannibal.org", year: 2018, listsEverybody: true },
  { domain: "dnsbl.inps.de", year: 2020 },
  { domain: "ix.dnsbl.manitu.net", year: 2025 },
  { domain: "cbl.abuseat.org", year: 2021, instead: "xbl.spamhaus.org" },
];

/** The entry for a list, which may be a name below a domain that is gone as a whole. */
export function deadList(list: string): DeadList | undefined {
  const name = list.trim().toLowerCase().replace(/\.$/, "");
  return DEAD_LISTS.find(({ domain }) => name === domain || name.endsWith(`.${domain}`));
}
