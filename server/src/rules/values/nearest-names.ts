// What somebody meant by a name that sendmail does not have: usual slips, names of the .cf, and names with the same words.
import {
  type CatalogRecord,
  catalog,
  cfOptionNames,
  cfOptionRecord,
  type Kind,
  settingRecord,
} from "../../catalog/index.ts";
import { keep } from "../../text/keep.ts";

/** Names of other programs and of guides, with their words run together, by the setting that does what they stand for. */
const SLIPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    confDOMAIN_NAME: "HOSTNAME MYHOSTNAME MYDOMAIN DOMAINNAME FQDN HELOHOST",
    SMART_HOST: "RELAYHOST SMARTRELAY MAILRELAY SMARTHOSTS SMARTHOSTNAME",
    confMAX_MESSAGE_SIZE: "MESSAGESIZE MAXMSGSIZE MESSAGESIZELIMIT MAXMESSAGE MAXMESSAGELENGTH",
    ALIAS_FILE: "ALIASES ALIASFILE",
    confAUTH_OPTIONS: "AUTHOPTION",
    confTLS_SRV_OPTIONS: "TLSOPTIONS",
    confSERVER_CERT: "SERVERCERTIFICATE TLSCERT SSLCERT CERTFILE",
    confCACERT_PATH: "CACERTPATH",
    confPRIVACY_FLAGS: "PRIVACY PRIVACYOPTIONS",
    QUEUE_DIR: "QUEUEDIR QUEUEDIRECTORY",
    confSMTP_LOGIN_MSG: "GREETING BANNER SMTPBANNER SMTPGREETING",
    confLOG_LEVEL: "LOGLEVEL",
    confSERVER_KEY: "TLSKEY SSLKEY KEYFILE",
    confCIPHER_LIST: "CIPHERS TLSCIPHERS SSLCIPHERS",
    confSERVER_SSL_OPTIONS: "SSLOPTIONS",
    confINPUT_MAIL_FILTERS: "MILTERS",
    confAUTH_MECHANISMS: "AUTHMETHODS",
    confMAX_DAEMON_CHILDREN: "MAXCONNECTIONS MAXDAEMONS MAXCHILDREN",
    confMAX_RCPTS_PER_MESSAGE: "MAXRECIPIENTS RCPTLIMIT",
    confREFUSE_LA: "REJECTLOAD REFUSELOAD LOADAVERAGE",
    confMIN_FREE_BLOCKS: "MINSPACE FREESPACE",
    confTO_QUEUEWARN: "QUEUEWARN",
    confTO_RESOLVER_RETRANS: "DNSTO",
    confCW_FILE: "CW",
    confCR_FILE: "RELAYFILE RELAYDOMAINS",
    confDOUBLE_BOUNCE_ADDRESS: "BOUNCETO POSTMASTER",
  }).flatMap(([name, slips]) => slips.split(" ").map((slip) => [slip, name])),
);

/** A name as names are compared here: its words, and those run together and in the order of the alphabet. */
interface Spelling {
  readonly words: readonly string[];
  readonly squeezed: string;
  readonly sorted: string;
}

/** Words in lower case: `confMAX_RCPTS` and `MaxRcpts` give max, rcpts. */
function spellingOf(name: string): Spelling {
  const words = splitWords(name);
  return { words, squeezed: words.join(""), sorted: [...words].sort().join(" ") };
}

interface Known {
  readonly settings: readonly (Spelling & { readonly record: CatalogRecord })[];
  readonly cfOptions: readonly (Spelling & { readonly name: string })[];
}

let known: Known | undefined;

/** The names of the catalogue, which every unknown name is compared with; split when they are first wanted. */
function knownNames(): Known {
  known ??= {
    settings: [...catalog.all("option"), ...catalog.all("define")]
      .filter(isInUse)
      .map((record) => ({ record, ...spellingOf(record.name) })),
    cfOptions: cfOptionNames().map((name) => ({ name, ...spellingOf(name) })),
  };
  return known;
}

function splitWords(name: string): readonly string[] {
  return name
    .replace(/^conf(?=[A-Z])/, "")
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .toLowerCase()
    .split(/[_.]+/)
    .map((word) => (word === "timeout" ? "to" : word))
    .filter((word) => word !== "");
}

/** Settings (`conf...`, `SMART_HOST`) that a name most likely stands for, best first; [] where nothing is near enough. */
export function nearestSettings(name: string, limit = 3): readonly string[] {
  const key = `${limit} ${name}`;
  const found = lookedUp.get(key) ?? nearestTo(name, limit);
  keep(lookedUp, key, found, MOST_LOOKED_UP);
  return found;
}

/** Names that a file has are looked up again at every keystroke. */
const lookedUp = new Map<string, readonly string[]>();
const MOST_LOOKED_UP = 500;

function nearestTo(name: string, limit: number): readonly string[] {
  const own = spellingOf(name);
  const slip = SLIPS.get(own.squeezed.toUpperCase());
  if (slip !== undefined && settingRecord(slip) !== undefined) return [slip];
  const { settings, cfOptions } = knownNames();
  const recordsOf = (some: readonly { readonly record: CatalogRecord }[]) => some.map(({ record }) => record);
  const same = recordsOf(settings.filter(({ squeezed }) => squeezed === own.squeezed));
  const byCf = cfOptions
    .filter(({ squeezed }) => squeezed === own.squeezed)
    .flatMap((option) => cfOptionRecord(option.name) ?? [])
    .filter(({ kind }) => kind === "option");
  const byWords = recordsOf(settings.filter(({ sorted }) => sorted === own.sorted));
  const fuller = recordsOf(settings.filter(({ words }) => isShort(own.words, words)));
  const longer =
    own.words.length > 1 ? recordsOf(settings.filter(({ squeezed }) => squeezed.startsWith(own.squeezed))) : [];
  const near =
    fuller.length > 0 ? [] : catalog.nearest(name, ["option", "define"] as readonly Kind[], limit).filter(isInUse);
  const all = [...same, ...byCf, ...byWords, ...fuller, ...near, ...longer].map((record) => record.name);
  const kept = isConf(name)
    ? all.filter((other) => isConf(other) || same.some((record) => record.name === other))
    : all;
  return [...new Set(kept)].slice(0, limit);
}

/** `AUTH_MECH` for `AUTH_MECHANISMS`, `TEMP_MODE` for `TEMP_FILE_MODE`: each word begins one of a longer name, in its order. */
function isShort(words: readonly string[], of: readonly string[]): boolean {
  if (words.length < 2 && (words[0]?.length ?? 0) < 6) return false;
  let at = 0;
  for (const word of words) {
    while (at < of.length && of[at]?.startsWith(word) !== true) at++;
    if (at++ >= of.length) return false;
  }
  return true;
}

/** The setting that a name is in other letters (`confprivacy_flags`, `Smart_Host`); undefined where there is none. m4 regards case. */
export function inOtherCase(name: string): readonly string[] | undefined {
  const lower = name.toLowerCase();
  const same = knownNames().settings.find(({ record }) => record.name.toLowerCase() === lower);
  return same === undefined || same.record.name === name ? undefined : [same.record.name];
}

/** The setting that a name without `conf` is a slip for; undefined for a name that may be the site's own. */
export function slipOf(name: string): readonly string[] | undefined {
  const near = nearestSettings(name, 1);
  const [first] = near;
  if (first === undefined || name === first) return undefined;
  const { squeezed } = spellingOf(name);
  const isSlip = SLIPS.get(squeezed.toUpperCase()) === first || spellingOf(first).squeezed === squeezed;
  const isCfName = spellingOf(cfNameOf(first)).squeezed === squeezed;
  return isSlip || isCfName || isTypo(name, first) ? near : undefined;
}

/** A long name with one or two letters wrong; in short names a likeness says little. */
function isTypo(name: string, meant: string): boolean {
  if (name.length < 8 || !/^[A-Z]+(?:_[A-Z0-9]+)+$/.test(name) || Math.abs(name.length - meant.length) > 2)
    return false;
  return catalog.nearest(name, ["option", "define"], 1)[0]?.name === meant;
}

function cfNameOf(name: string): string {
  const record = settingRecord(name);
  return record?.kind === "option" && record.cf.kind === "option" ? record.cf.name : name;
}

const isConf = (name: string): boolean => /^conf[A-Z]/.test(name);

function isInUse({ removed, renamed }: CatalogRecord): boolean {
  return removed === undefined && renamed === undefined;
}

/** The same as one sentence: what was meant, or where to look. */
export function didYouMean(near: readonly string[], otherwise: string): string {
  return near.length > 0 ? `Did you mean ${near.join(" or ")}?` : otherwise;
}
