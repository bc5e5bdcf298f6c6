// What may be written in a mailertable.
import type { CompletionItem } from "vscode-languageserver-types";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { refusalItem, replyItems } from "../../features/completion/replies.ts";
import { beforeCursor, otherDomains, rangeBefore, userItems, valueBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { MAILERS } from "../../rules/facts/site-facts.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { readMailertableValue } from "../../tables/values/mailertable.ts";

/** Mailers that are offered where the configuration's are not known. */
const USUAL = ["esmtp", "local", "relay", "smtp"];

/** What a mailer does, where that is known to few. */
const MEANINGS: Readonly<Record<string, string>> = {
  smtp: "plain SMTP, for servers that do not understand EHLO",
  esmtp: "SMTP to the host or its MX",
  relay: "SMTP to a host of ours: addresses are not masqueraded",
  local: "delivery on this host",
};

/** Replies for `error:`, complete. */
const REPLIES: readonly (readonly [reply: string, meaning: string])[] = [
  ["5.1.2:550 No such host", "for good: the domain does not exist"],
  ["5.1.6:550 The domain has moved", "for good"],
  ["5.7.1:550 Mail for this domain is not accepted", "for good: not allowed"],
  ["4.3.2:450 Try again later", "for now: the sender tries again"],
];

/** Hosts and users offered from other lines. */
const MOST_HOSTS = 200;

/** The items at a place; [] in comments. */
export function completeMailertable(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#")) return [];
  const written = valueBefore(before);
  if (written === undefined) return routedDomains(line, before);
  const colon = /^[^\s:]+:\s*/.exec(written);
  if (colon === null) return mailerItems(line, written);
  const rest = written.slice(colon[0].length);
  if (/^error:/i.test(written)) return replyItems(line, rest, REPLIES);
  return /^local\s*:/i.test(written) ? userItems(line, rest) : hostItems(line, rest);
}

/** Domains that mail may go to, but for those that the domaintable or the virtusertable sends elsewhere as a whole. */
function routedDomains(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const renamed = line.site.tableOf("domaintable")?.table;
  const virtual = line.site.tableOf("virtusertable")?.table;
  return otherDomains(line, before).filter(
    ({ label }) => renamed?.lookup(label) === undefined && virtual?.lookup(`@${label}`) === undefined,
  );
}

function mailerItems(line: Place<TableFile>, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  const known = [...(MAILERS.of(line.site) ?? USUAL)].filter((name) => name !== "prog" && name !== "error");
  const mailers = known.map((name) =>
    plainItem(`${name}:`, MEANINGS[name] ?? "a mailer of the configuration", {
      range,
      text: name === "local" ? `local:${hole(1, "user")}` : `${plain(name)}:[${hole(1, "mail.example.com")}]`,
      late: MEANINGS[name] === undefined,
    }),
  );
  const refusal = refusalItem(line, written, "refuse mail for the domain", ["5.1.2", "Text for the sender"]);
  return [...mailers, refusal];
}

/** Hosts of other lines, and what stands for parts of the domain. */
function hostItems(line: Place<TableFile>, written: string): readonly CompletionItem[] {
  const { file, offset } = line;
  const last = /[^:,]*$/.exec(written)?.[0] ?? "";
  const range = rangeBefore(line, last.length);
  const hosts = new Set<string>();
  for (const { keySpan, value, valueSpan } of firstEntries(file.table)) {
    if (hosts.size >= MOST_HOSTS) break;
    if (keySpan.start <= offset && offset <= valueSpan.end) continue;
    const target = readMailertableValue(value);
    // What stands for parts of the domain there may be empty here.
    if (target.kind === "mailer") for (const { text } of target.hosts) if (!text.includes("%")) hosts.add(text);
  }
  const [key = ""] = /^\S*/.exec(beforeCursor(line)) ?? [];
  return [
    ...[...hosts].map((host) => plainItem(host, "a host of another line", { range, text: plain(host) })),
    ...argumentsFor(key).map(([text, meaning]) => plainItem(text, meaning, { range, text, late: true })),
  ];
}

/** What stands for the domain of the address, or a part of it, in a line with some key: `%0` is the key itself. */
function argumentsFor(key: string): readonly (readonly [text: string, meaning: string])[] {
  const whole = "the whole domain of the address";
  if (key === ".") return [["%1", whole]];
  if (!key.startsWith(".")) return [["%0", whole]];
  return [
    ["%1", "what is before the key in the domain"],
    ["%1%0", whole],
  ];
}
