// define(`MASQUERADE_AS', ...), define(`access_db', ...): the define replaces a macro of the library, or gives a value to the name of a feature.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { MailConfig, Setting } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes, replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import type { Fix, SiteRule } from "../types.ts";

/** What a name is that somebody defines. */
type Named = "macro" | "feature" | "mailer";

/** Macros that call another one (seen with sendmail: the value lands in the .cf as a line that it does not know). */
const USERS: Readonly<Record<string, string>> = { MAIL_FILTER: "INPUT_MAIL_FILTER" };

export const rule: SiteRule = {
  meta: {
    code: "mc-defined-macro",
    title: "A define with the name of a macro, a feature or a mailer",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, "A brief introduction to m4"',
      "seen with m4: the macro of that name is gone; FEATURE(`x') after define(`x', `y') opens feature/y.m4",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const setting of config.settings) {
      const { name, nameSpan, call, implied } = setting;
      if (implied || call.name !== "define" || !site.has(nameSpan.source)) continue;
      const kind = kindOf(name);
      if (kind === undefined) continue;
      const later = config.expansion.calls.slice(config.expansion.calls.indexOf(call) + 1);
      const breaks =
        kind === "macro"
          ? later.some((other) => (other.name === name || other.name === USERS[name]) && other.parent === undefined)
          : later.some((other) => /^(?:FEATURE|MAILER)$/.test(other.name) && other.args[0]?.text.trim() === name);
      const effect =
        kind === "macro"
          ? `m4 forgets what ${name} does${breaks ? `: the lines below that call ${name}${USERS[name] === undefined ? "" : ` or ${USERS[name]}`} no longer work` : ", and nobody reads the value"}.`
          : `It switches nothing on.${breaks ? ` m4 puts the value in the place of the name below and finds no file of that name.` : ""}`;
      report({
        span: nameSpan,
        severity: breaks ? "error" : "warning",
        message: `${name} is a ${kind}, not a setting for define.\n${effect} ${
          isThere(config, name, kind)
            ? `Remove this line: ${callOf(name, kind, "")} is there already`
            : `Write ${callOf(name, kind, "...")}`
        }.`,
        fixes: () => rewritten(site, setting, kind),
      });
    }
  },
};

/** True where a mailer that somebody defines is also called as it should be. */
function isThere(config: MailConfig, name: string, kind: Named): boolean {
  return kind === "mailer" && config.mailers.some((mailer) => mailer.name === name);
}

function kindOf(name: string): Named | undefined {
  if (settingRecord(name) !== undefined) return undefined;
  if (catalog.get("macro", name) !== undefined) return "macro";
  if (catalog.get("feature", name) !== undefined) return "feature";
  return catalog.get("mailer", name) === undefined ? undefined : "mailer";
}

function callOf(name: string, kind: Named, value: string): string {
  if (kind === "macro") return value === "" ? name : `${name}(${value === "..." ? "`...'" : value})`;
  if (kind === "mailer") return `MAILER(\`${name}')`;
  return `FEATURE(\`${name}'${value === "" || value === "..." ? "" : `, ${value}`})`;
}

/** The call that was meant, with the value that was written. */
function rewritten(site: MailSite, { name, call }: Setting, kind: Named): readonly Fix[] {
  const document = site.document(call.span.source);
  const [, value] = call.args;
  if (
    document === undefined ||
    call.args.length > 2 ||
    !document.slice(call.span.start, call.span.end).startsWith("define")
  )
    return [];
  const written = value === undefined ? "" : document.slice(value.span.start, value.span.end);
  // A switch is not an argument.
  const isSwitch = kind !== "macro" && /^`?(?:1|y|yes|on|true)?'?$/i.test(written.trim());
  if (site.mc !== undefined && isThere(site.mc.config, name, kind))
    return removalFixes(site, call, `the define of ${name}`, "asks", `MAILER(\`${name}') is there already`);
  const text = callOf(name, kind, isSwitch ? "" : kind === "macro" ? apart(name, written) : written);
  return [
    replacement(
      `Write ${text.length > 60 ? `${text.slice(0, 57)}...` : text}: it takes effect${mayRelay(text)}`,
      call.span,
      text,
    ),
  ];
}

/** A value as the arguments of a macro that takes a name and a list apart. */
function apart(macro: string, written: string): string {
  const record = catalog.get("macro", macro);
  const [, list] = record?.arguments ?? [];
  return list?.type === "list" ? written.replace(/^(`\w+),[ \t]*(?=\S.*'$)/s, "$1', `") : written;
}
