// What may refuse an address for the way that its mail would take: sendmail asks ruleset 0 before the checks.
import type { MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { Table } from "../../tables/types.ts";
import { readMailertableValue } from "../../tables/values/mailertable.ts";
import type { Span } from "../../text.ts";
import type { Unknown } from "./policy.ts";

/** Mailers that the files of the library define besides the one of their own name. */
const KNOWN_MAILERS: Readonly<Record<string, readonly string[]>> = {
  smtp: ["esmtp", "smtp8", "dsmtp", "relay"],
  uucp: ["uucp-old", "uucp-new", "uucp-uudom", "uucp-dom", "suucp"],
  cyrus: ["cyrusbb"],
  ssh: ["ssh"],
};

/** Mailers with the flag `l`, which need no host. */
const LOCAL_MAILERS = new Set(["local", "cyrus", "cyrusbb", "cyrusv2"]);

/** Settings that name a host to which mail goes, or a mailer; and whose mail. */
const ROUTES = [
  ["LUSER_RELAY", "own"],
  ["LOCAL_RELAY", "own"],
  ["MAIL_HUB", "own"],
  ["SMART_HOST", "elsewhere"],
  ["confLOCAL_MAILER", "own"],
  ["confSMTP_MAILER", "elsewhere"],
  ["confRELAY_MAILER", "elsewhere"],
  ["confUUCP_MAILER", "elsewhere"],
] as const;

/** What may refuse addresses that the checks would accept. */
export function unknownDelivery(site: MailSite, config: MailConfig): Unknown[] {
  const unknown: Unknown[] = [];
  // The library brings MAILER(local) by itself.
  const mailers = new Set(["local", "prog"]);
  for (const { name } of config.mailers) for (const one of [name, ...(KNOWN_MAILERS[name] ?? [])]) mailers.add(one);
  for (const { kind, text } of config.cfLines) if (kind === "M") mailers.add(/^M\s*([^\s,]*)/.exec(text)?.[1] ?? "");
  const refusing = (text: string, whom: "own" | "elsewhere", span: Span | undefined) =>
    unknown.push({ text, span, may: "refuse", whom });
  const start = { source: config.source, start: 0, end: 0 };
  if (!mailers.has("smtp"))
    refusing(
      "Without MAILER(smtp) sendmail has no way to reach other hosts, and refuses their addresses.",
      "elsewhere",
      start,
    );
  const virtual = config.map("virtuser");
  if (virtual !== undefined)
    refusing("The virtusertable may refuse addresses of its domains (error:).", "own", virtual.span);
  const routes = config.map("mailertable");
  const odd = routes && oddRoute(site, mailers);
  if (odd !== undefined) refusing(odd, "elsewhere", routes?.span);
  for (const [name, whom] of ROUTES) {
    const option = config.option(name);
    if (option?.setting === undefined || option.value.trim() === "") continue;
    const named = name.startsWith("conf") ? option.value : /^\s*([^:[\]@]+):/.exec(option.value)?.[1];
    const mailer = named?.trim();
    if (name === "confLOCAL_MAILER" && !LOCAL_MAILERS.has(mailer ?? ""))
      unknown.push({
        text: `${name} gives local mail to the mailer ${mailer}, which may want a host, and so refuse all local addresses.`,
        span: option.setting.nameSpan,
        may: "anything",
      });
    if (mailer !== undefined && !mailers.has(mailer))
      refusing(
        `${name} leads to the mailer ${mailer}, which no MAILER of this file brings.`,
        whom,
        option.setting.nameSpan,
      );
  }
  return unknown;
}

/** Why a mailertable may refuse addresses; undefined where each of its entries names a mailer that is there. */
function oddRoute(site: MailSite, mailers: ReadonlySet<string>): string | undefined {
  const mailertable = site.tableOf("mailertable")?.table;
  if (mailertable === undefined)
    return "The mailertable was not read; it may refuse addresses (error:), or name no mailer.";
  for (const block of mailertable.blocks())
    for (const [mailer, line] of mailersOf(block))
      if (!mailers.has(mailer))
        return `The mailertable sends mail to the mailer ${mailer} (${line}), which refuses it or is not there.`;
  return undefined;
}

/** All that the policy asks of a mailertable, as one text: two tables with the same text are the same to it. */
export function mailersIn(table: Table): string {
  const first = new Map<string, string>();
  for (const block of table.blocks())
    for (const [mailer, line] of mailersOf(block)) if (!first.has(mailer)) first.set(mailer, line);
  return JSON.stringify([...first]);
}

/** Mailers that the lines of a block name, each with the first key that does; sendmail ignores a value without one. */
const mailersOf = perBlock((block): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { key, value } of block.entries()) {
    const target = readMailertableValue(value);
    if (target.kind === "ignored") continue;
    const mailer = target.mailer.text.toLowerCase();
    if (!found.has(mailer)) found.set(mailer, key);
  }
  return found;
});
