// Macros of the .cf (`D` lines) as far as words of classes and names of hosts have them, expanded as sendmail does while it reads.
import { withContinuations } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import { withoutComment } from "../../mc/values/places.ts";
import { LIBRARY_CF_MACROS } from "./understood.ts";

/** A macro that a site sets. */
export interface CfMacro {
  readonly name: string;
  /** Spaces at its beginning are part of it. */
  readonly text: string;
  readonly line: CfLine;
}

/** Sections in the order in which the library writes them into the .cf (cf/m4/proto.m4). */
const ORDER: readonly CfLine["section"][] = [
  "stray",
  "CLASSES",
  "LOCAL_CONFIG",
  "LOCAL_RULE_3",
  "LOCAL_UUCP",
  "LOCAL_NET_CONFIG",
  "LOCAL_RULE_0",
  "LOCAL_DNSBL",
  "LOCAL_RULE_1",
  "LOCAL_RULE_2",
  "LOCAL_TLS",
  "LOCAL_RULESETS",
  "MAILER_DEFINITIONS",
];

/** The `D` lines of a configuration in the order in which sendmail reads them. */
export function cfMacros(config: MailConfig): readonly CfMacro[] {
  const all = withContinuations(config).flatMap((line) => {
    const [whole, long, short] = (line.kind === "D" && /^D(?:\{([^}]*)\}|(.))/.exec(line.text)) || [];
    const name = long ?? short;
    if (whole === undefined || name === undefined) return [];
    const { text } = withoutComment({ text: line.text.slice(whole.length), exact: undefined });
    return [{ name, text: text.trimEnd(), line }];
  });
  return ORDER.flatMap((section) => all.filter(({ line }) => line.section === section));
}

/** Those that are set before a line is read; `undefined` for a line of the library's before LOCAL_CONFIG. */
export function macrosBefore(config: MailConfig, line: CfLine | undefined): readonly CfMacro[] {
  const at = ORDER.indexOf(line?.section ?? "CLASSES");
  return cfMacros(config).filter((macro) => {
    const its = ORDER.indexOf(macro.line.section);
    return its < at || (its === at && line !== undefined && macro.line.span.start < line.span.start);
  });
}

/** How deep macros may name each other here; sendmail's own limit is of the same kind. */
const DEEPEST = 10;

/**
 * A text with its macros filled in: `$x`, `${name}`, `$?x then $| else $.`. A long name that neither the site nor sendmail sets is
 * empty. Undefined where something else is asked for, or a macro whose value is not known.
 */
export function expandMacros(text: string, value: (name: string) => string | undefined, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  const whole = conditions(text, (name) => {
    const found = macroValue(name, value);
    return found === undefined ? undefined : found !== "";
  });
  if (whole === undefined) return undefined;
  let failed = false;
  const expanded = whole.replace(
    /\$(?:\{([^}]*)\}|(.?))/gs,
    (_, long: string | undefined, short: string | undefined) => {
      const name = long ?? short ?? "";
      const found = /^\w+$/.test(name) ? macroValue(name, value) : undefined;
      const inner = found?.includes("$") ? expandMacros(found, value, depth + 1) : found;
      if (inner === undefined) failed = true;
      return inner ?? "";
    },
  );
  return failed ? undefined : expanded;
}

function macroValue(name: string, value: (name: string) => string | undefined): string | undefined {
  const found = value(name);
  if (found !== undefined) return found;
  return name.length > 1 && !LIBRARY_CF_MACROS.has(name) ? "" : undefined;
}

/** Takes the innermost condition first, until none is left. */
function conditions(text: string, isSet: (name: string) => boolean | undefined): string | undefined {
  const innermost = /\$\?(?:\{([^}]*)\}|(\w))((?:(?!\$\?|\$\.).)*?)\$\./s;
  let rest = text;
  for (let found = innermost.exec(rest); found !== null; found = innermost.exec(rest)) {
    const [all, long, short, body = ""] = found;
    const truth = isSet(long ?? short ?? "");
    if (truth === undefined) return undefined;
    const [yes = "", no = ""] = body.split("$|");
    rest = rest.slice(0, found.index) + (truth ? yes : no) + rest.slice(found.index + all.length);
  }
  return /\$[?|.]/.test(rest) ? undefined : rest;
}
