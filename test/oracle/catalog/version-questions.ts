// How words of the catalogue are put to each version of sendmail, and which cannot be asked of Debian's packages.
import type { Kind } from "../../../server/src/catalog/index.ts";

/** How words of one kind are put to sendmail. */
export interface WordQuestion {
  readonly kind: Kind;
  /** Lines of a .cf; the last has the word in it. `id` makes names different that must differ. */
  readonly line: (name: string, id: number) => string;
  /** Words that Debian's packages are compiled without. */
  readonly except?: readonly string[];
}

const MAP_ARGUMENTS: Readonly<Record<string, string>> = { dns: "-R MX x", ldap: "-k (x=%0) -b x", sequence: "seq" };
const KEY_VALUES: Readonly<Record<string, string>> = { DeliveryMode: "background", Flags: "f", Runners: "1" };
const MILTER_VALUES: Readonly<Record<string, string>> = { F: "T", T: "C:5m;S:10s;R:10s;E:5m" };

export const QUESTIONS: readonly WordQuestion[] = [
  { kind: "privacy-flag", line: (name) => `O PrivacyOptions=${name}` },
  { kind: "blame-flag", line: (name) => `O DontBlameSendmail=${name}` },
  { kind: "ssl-option", line: (name) => `O ServerSSLOptions=${name}` },
  { kind: "auth-option", line: (name) => `O AuthOptions=${name}` },
  { kind: "tls-option", line: (name) => `O TLSSrvOptions=${name}` },
  { kind: "daemon-key", line: (name) => `O DaemonPortOptions=${name}=${KEY_VALUES[name] ?? "3"}` },
  { kind: "client-key", line: (name) => `O ClientPortOptions=${name}=3` },
  {
    kind: "queue-key",
    line: (name, id) => (name === "Path" ? `Qq${id}, P=/x` : `Qq${id}, P=/x, ${name}=${KEY_VALUES[name] ?? "3"}`),
  },
  {
    kind: "milter-key",
    line: (name, id) =>
      name === "S" ? `Xx${id}, S=local:/x` : `Xx${id}, S=local:/x, ${name}=${MILTER_VALUES[name] ?? "1"}`,
  },
  {
    kind: "map-type",
    line: (name, id) => `${name === "sequence" ? "Kseq hash x\n" : ""}Kz${id} ${name} ${MAP_ARGUMENTS[name] ?? "x"}`,
    except: ["cdb", "dbm", "hesiod", "ph", "nsd", "netinfo", "ldapx", "nisplus"],
  },
  { kind: "map-flag", line: (name, id) => `Kz${id} hash ${name}x /x` },
];

/** Words of which the library and its README say nothing, or say it only in passing. */
export const NOT_IN_THE_LIBRARY: ReadonlySet<string> = new Set([
  // Debian's 8.15.2 has the file already; its rulesets came with 8.16.1.
  "feature:tls_session_features",
  // The library goes on to say that it does nothing.
  "option:confAUTO_REBUILD",
]);
