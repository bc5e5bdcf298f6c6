// The server's own names: what sendmail takes from the host that it runs on, and what the configuration says instead.
import type { MailConfig } from "../../mc/types.ts";
import type { Span } from "../../text.ts";
import { cfMacros, expandMacros } from "./cf-macros.ts";
import type { Setting } from "./policy.ts";

/** Stands for the server's own name where neither the configuration nor anybody else says it. */
export const OWN_NAME = "this-server.invalid";

/** How sendmail calls itself and its host. */
export interface OwnNames {
  /** `$j`, with the place where it is set. */
  readonly j: Setting;
  /** The host's own name: given, else guessed from `$j`. */
  readonly host: string;
  /** `$m` at the end: the part of the host's name after its first dot, or what a `Dm` line says; empty where there is none. */
  readonly m: Setting;
  /** What is known: the host's own name (and so all), only `$j`, or neither. */
  readonly known: "host" | "name" | "nothing";
}

/** The names of a server whose host is called `host`; undefined where that is not known. */
export function ownNames(config: MailConfig | undefined, host: string | undefined): OwnNames {
  const written = config === undefined ? undefined : writtenName(config);
  const given = host?.trim().replace(/\.$/, "");
  const assumed = given || (written !== undefined && !written.text.includes("$") ? written.text : OWN_NAME);
  const names = hostMacros(assumed);
  const expanded = written === undefined ? assumed : (expandMacros(written.text, (name) => names.get(name)) ?? assumed);
  const j = expanded.trim() === "" ? assumed : expanded.trim();
  const m = config === undefined ? undefined : lastMacro(config, "m");
  const isWhole = written !== undefined && !/\$\{?[wmjk]/.test(written.text);
  return {
    j: { text: j, span: written?.span },
    host: assumed,
    m: m ?? { text: names.get("m") ?? "", span: undefined },
    known: given ? "host" : isWhole ? "name" : "nothing",
  };
}

/** `$w`, `$m`, `$k` and `$j` as sendmail sets them from the host's name before it reads a line. */
export function hostMacros(host: string): Map<string, string> {
  const dot = host.indexOf(".");
  const short = dot < 0 ? host : host.slice(0, dot);
  const domain = dot < 0 ? "" : host.slice(dot + 1);
  return new Map([
    ["w", short],
    ["m", domain],
    ["k", host],
    ["j", host],
  ]);
}

/** What sets `$j`: the last `Dj` line, else confDOMAIN_NAME. */
function writtenName(config: MailConfig): Setting | undefined {
  const line = lastMacro(config, "j");
  if (line !== undefined) return line;
  const option = config.option("confDOMAIN_NAME");
  return option && option.value.trim() !== ""
    ? { text: option.value.trim(), span: option.exact ?? option.setting?.nameSpan }
    : undefined;
}

/** No name is equal to one that begins with a space, which sendmail keeps (seen with sendmail -bt). */
function lastMacro(config: MailConfig, name: string): { readonly text: string; readonly span: Span } | undefined {
  const found = cfMacros(config).findLast((macro) => macro.name === name);
  return found && { text: /^\s/.test(found.text) ? "" : found.text, span: found.line.span };
}

/** What a name of the server may be written with, macros and conditions included. */
const PLAIN_NAME = /^[\w.\-[\]$&{}?|:]*$/;

/** What says the server's own name in a way that sendmail does not take for it: spaces before it, quotes, comments. */
export function oddNames(config: MailConfig): readonly Setting[] {
  const option = config.option("confDOMAIN_NAME");
  const written = option === undefined ? [] : [{ text: option.value.trimEnd(), span: option.setting?.nameSpan }];
  const macros = cfMacros(config).filter(({ name }) => /^[jmwk]$/.test(name));
  return [...written, ...macros.map(({ text, line }) => ({ text, span: line.span }))].filter(
    ({ text }) => !PLAIN_NAME.test(text),
  );
}
