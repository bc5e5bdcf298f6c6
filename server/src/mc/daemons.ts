// The ports that sendmail listens on, its outgoing connections, and its milters.
import type { Value } from "../m4/types.ts";
import type { Span } from "../text.ts";
import { valueIn } from "./cf-lines.ts";
import type { DaemonOptions, KeyValue, MailConfig, MailFilter, Use } from "./types.ts";
import { daemonKeys, keyValues, milterKeys } from "./values/key-values.ts";
import { part, withoutComment } from "./values/places.ts";

const empty: Value = { text: "", exact: undefined };

/** The argument that contains the list. A second pair of quotes around it comes off when the library passes it on. */
function list(use: Use, index: number): Value {
  const value = use.args[index] ?? empty;
  return /^`[^`']*'$/.test(value.text) ? part(value, 1, value.text.length - 1) : value;
}

/** A daemon that a line of a .cf opens: the value of DaemonPortOptions, and the line's place. */
export function daemonOf(value: Value, name: string, span: Span): DaemonOptions {
  return withDefaults(keyValues(value, daemonKeys), name, span, undefined);
}

function asDaemon(
  config: MailConfig,
  entries: readonly KeyValue[],
  name: string,
  { use, span }: { readonly use?: Use; readonly span?: Span } = {},
): DaemonOptions {
  return withDefaults(entries, name, use?.call.site ?? span ?? { source: config.source, start: 0, end: 0 }, use);
}

function withDefaults(entries: readonly KeyValue[], name: string, span: Span, use: Use | undefined): DaemonOptions {
  const value = (means: string) => entries.findLast((entry) => entry.means === means)?.value;
  return {
    use,
    span,
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
  return asDaemon(config, keyValues({ text, exact: undefined }, daemonKeys), "");
}

/** What a macro says in its calls, an old option in its value, and raw `O` lines: each adds one more to the list. */
function written(config: MailConfig, macro: string, option: string, cfOption: string): DaemonOptions[] {
  const found = config
    .macro(macro)
    .map((use, index) => asDaemon(config, keyValues(list(use, 0), daemonKeys), `Daemon${index}`, { use }));
  const old = config.option(option);
  if (old?.setting !== undefined && old.value !== "")
    found.push(
      asDaemon(config, keyValues({ text: old.value, exact: old.exact }, daemonKeys), "", {
        span: old.setting.nameSpan,
      }),
    );
  return [...found, ...fromLines(config, cfOption)];
}

function fromLines(config: MailConfig, cfOption: string): DaemonOptions[] {
  const daemons: DaemonOptions[] = [];
  for (const line of config.cfLines) {
    const match = line.kind === "O" ? /^O (\w+)\s*=\s*/.exec(line.text) : null;
    if (match?.[1]?.toLowerCase() !== cfOption.toLowerCase()) continue;
    const value = withoutComment(valueIn(line, match[0].length, line.text.length));
    daemons.push(asDaemon(config, keyValues(value, daemonKeys), "", { span: line.span }));
  }
  return daemons;
}

/** DAEMON_OPTIONS, or what the library writes where there is none, and the submission daemon unless `no_default_msa` is on. */
export function daemonsOf(config: MailConfig): DaemonOptions[] {
  const daemons = written(config, "DAEMON_OPTIONS", "confDAEMON_OPTIONS", "DaemonPortOptions");
  const ownOnes =
    daemons.filter(({ use }) => use !== undefined).length > 0 || config.option("confDAEMON_OPTIONS")?.value;
  if (!ownOnes) {
    if (config.option("_NETINET6_") === undefined) daemons.push(added("Name=MTA", config));
    else daemons.push(added("Name=MTA-v4, Family=inet", config), added("Name=MTA-v6, Family=inet6", config));
  }
  if (config.option("_NO_MSA_") === undefined) daemons.push(added("Port=587, Name=MSA, M=E", config));
  return daemons;
}

export function clientsOf(config: MailConfig): DaemonOptions[] {
  return written(config, "CLIENT_OPTIONS", "confCLIENT_OPTIONS", "ClientPortOptions");
}

export function filtersOf(config: MailConfig): MailFilter[] {
  return config.macros
    .filter((use) => use.name === "INPUT_MAIL_FILTER" || use.name === "MAIL_FILTER")
    .map((use) => ({ name: use.args[0] ?? empty, entries: keyValues(list(use, 1), milterKeys), use }));
}
