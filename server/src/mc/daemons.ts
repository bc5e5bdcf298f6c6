// The ports that sendmail listens on, its outgoing connections, and its milters.
import type { Value } from "../m4/types.ts";
import type { DaemonOptions, KeyValue, MailConfig, MailFilter, Use } from "./types.ts";
import { daemonKeys, keyValues, milterKeys } from "./values/key-values.ts";
import { part } from "./values/places.ts";

const empty: Value = { text: "", exact: undefined };

/** The argument that holds the list. A second pair of quotes around it comes off when the library passes it on. */
function list(use: Use, index: number): Value {
  const value = use.args[index] ?? empty;
  return /^`[^`']*'$/.test(value.text) ? part(value, 1, value.text.length - 1) : value;
}

function asDaemon(use: Use | undefined, entries: readonly KeyValue[], config: MailConfig, name: string): DaemonOptions {
  const value = (means: string) => entries.findLast((entry) => entry.means === means)?.value;
  return {
    use,
    span: use?.call.site ?? { source: config.source, start: 0, end: 0 },
    entries,
    name: value("Name") ?? name,
    port: value("Port") ?? "smtp",
    family: value("Family") ?? "inet",
    address: value("Addr") ?? "",
    modifiers: value("Modifier") ?? "",
  };
}

/** A daemon that the library adds by itself. */
function added(text: string, config: MailConfig): DaemonOptions {
  return asDaemon(undefined, keyValues({ text, exact: undefined }, daemonKeys), config, "");
}

/** DAEMON_OPTIONS, or what the library writes where there is none, and the submission daemon unless `no_default_msa` is on. */
export function daemonsOf(config: MailConfig): DaemonOptions[] {
  const uses = config.macro("DAEMON_OPTIONS");
  const daemons = uses.map((use, index) =>
    asDaemon(use, keyValues(list(use, 0), daemonKeys), config, `Daemon${index}`),
  );
  if (daemons.length === 0) {
    if (config.option("_NETINET6_") === undefined) daemons.push(added("Name=MTA", config));
    else daemons.push(added("Name=MTA-v4, Family=inet", config), added("Name=MTA-v6, Family=inet6", config));
  }
  if (config.option("_NO_MSA_") === undefined) daemons.push(added("Port=587, Name=MSA, M=E", config));
  return daemons;
}

export function clientsOf(config: MailConfig): DaemonOptions[] {
  return config.macro("CLIENT_OPTIONS").map((use) => asDaemon(use, keyValues(list(use, 0), daemonKeys), config, ""));
}

export function filtersOf(config: MailConfig): MailFilter[] {
  return config.macros
    .filter((use) => use.name === "INPUT_MAIL_FILTER" || use.name === "MAIL_FILTER")
    .map((use) => ({ name: use.args[0] ?? empty, entries: keyValues(list(use, 1), milterKeys), use }));
}
