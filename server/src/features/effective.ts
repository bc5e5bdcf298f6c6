// What this very use of a word comes to: the value in force, what replaces it, the port that it opens, who may relay.
import { catalog } from "../catalog/index.ts";
import type { DaemonOptions, MailConfig, Setting } from "../mc/types.ts";
import type { MailSite } from "../site/types.ts";
import { touches } from "../text.ts";
import { classWordText } from "./class-text.ts";
import { lineLink } from "./line-link.ts";
import { code } from "./markdown.ts";
import { shortened } from "./record-markdown.ts";
import { surroundingsOf } from "./surroundings.ts";
import type { Word } from "./words.ts";

/** Sentences about the use under the cursor, in Markdown; [] where there is nothing to add to the catalogue. */
export function usageNotes(site: MailSite, word: Word, offset: number): readonly string[] {
  const config = site.mc?.config;
  if (config === undefined) return [];
  const notes = [
    settingNote(site, config, word),
    ...useNotes(site, config, word),
    memberNote(site, config, word, offset),
  ];
  return notes.filter((note) => note !== undefined);
}

/** The value in force for the setting that the page is about. */
function settingNote(site: MailSite, config: MailConfig, { record, call }: Word): string | undefined {
  if (record.kind !== "option" && record.kind !== "define") return undefined;
  const own = config.settings.find((setting) => setting.call === call && setting.name === record.name);
  const final = config.setting(record.name);
  if (own?.value === undefined) {
    if (own !== undefined && final === undefined) return "**Undefined here:** the default applies.";
    return inForce(site, config, record.name);
  }
  const isDefault = "default" in record && record.default === own.value.text.trim();
  const here = `**Set here** to ${valueText(own.value.text)}${isDefault ? ", which is the default" : ""}`;
  if (final === own) {
    const before = config.settings.filter(({ name, order }) => name === own.name && order < own.order).at(-1);
    return before?.value === undefined
      ? `${here}.`
      : `${here}, in place of ${valueText(before.value.text)} (${placeText(site, before)}).`;
  }
  const undoing = config.settings.filter(({ name, order }) => name === own.name && order > own.order).at(-1);
  if (undoing === undefined) return `${here}.`;
  const deed = undoing.value === undefined ? "undefined" : `replaced by ${valueText(undoing.value.text)}`;
  return `${here}, but **${deed}** in ${placeText(site, undoing)}.`;
}

function inForce(site: MailSite, config: MailConfig, name: string): string | undefined {
  const option = config.option(name);
  if (option === undefined) return undefined;
  const { setting, value } = option;
  if (setting === undefined) return undefined;
  return `**In force:** ${valueText(value)}, from ${placeText(site, setting)}.`;
}

/** The page of a name that the .mc itself defines. */
export function ownNameMarkdown(site: MailSite, name: string): string {
  const defined = site.mc?.config.settings.filter((setting) => setting.name === name) ?? [];
  const last = defined.at(-1);
  const meaning =
    last?.value === undefined ? "Defined nowhere at the end." : `Stands for ${valueText(last.value.text)}.`;
  const places = defined
    .filter(({ value }) => value !== undefined)
    .map(({ nameSpan }) => lineLink(site, nameSpan))
    .join(", ");
  return `**${code(name)}** · a name of your own\n\n${meaning} Sendmail's documents do not name it.\n\nDefined in ${places}.`;
}

function valueText(value: string): string {
  return value.trim() === "" ? "nothing" : code(shortened(value));
}

/** `line 12`, as a link; a file of the library sets it "by OSTYPE in line 4". */
function placeText(site: MailSite, { call, nameSpan, implied }: Setting): string {
  if (!implied) return lineLink(site, nameSpan);
  let asking = call;
  while (asking.parent !== undefined) asking = asking.parent;
  return `${code(asking.name)} in ${lineLink(site, call.site)}`;
}

/** About a use of a feature, mailer or port: where else it is, the map it reads, the port it opens. */
function useNotes(site: MailSite, config: MailConfig, { record, call }: Word): readonly (string | undefined)[] {
  const use = config.uses.find((other) => other.call === call);
  if (use === undefined || call === undefined) return [];
  const named = record.kind === "feature" || record.kind === "mailer" || record.kind === "ostype";
  const others = named
    ? config.uses.filter(
        ({ call: { name }, ...other }) => name === call.name && other.name === use.name && !other.implied,
      )
    : [];
  const twin = others.find((other) => other !== use);
  const map = config.maps.find((declared) => declared.use === use);
  const daemon =
    config.daemons().find((other) => other.use === use) ?? config.clients().find((other) => other.use === use);
  return [
    twin === undefined ? undefined : `It is also in ${lineLink(site, twin.call.site)}.`,
    map === undefined || record.kind !== "feature" ? undefined : `**Map:** ${code(shortened(map.map.spec.text))}.`,
    daemon === undefined || record.kind !== "macro" ? undefined : daemonText(call.name, daemon),
  ];
}

/** What a port does, letter by letter. */
function daemonText(macro: string, daemon: DaemonOptions): string {
  const kind = macro === "CLIENT_OPTIONS" ? "client-key" : "daemon-key";
  const where = daemon.address === "" ? "all addresses" : code(daemon.address);
  const first =
    kind === "client-key"
      ? `Connections go out from ${where}.`
      : `Listens on port ${code(daemon.port)} of ${where} (${daemon.family}) as ${code(daemon.name)}.`;
  const letters = [...daemon.modifiers.replace(/[\s,;]/g, "")].flatMap((letter) => {
    const record = catalog.get(kind === "client-key" ? "client-modifier" : "daemon-modifier", letter);
    return record === undefined ? [] : [`\n- ${code(letter)}: ${record.summary}`];
  });
  return `**Here:** ${first}${letters.join("")}`;
}

/** What a word does that a macro puts into a class: who may relay, whose mail stays here. */
function memberNote(site: MailSite, config: MailConfig, { call, record }: Word, offset: number): string | undefined {
  if (call === undefined || record.kind !== "macro") return undefined;
  for (const { call: by, className, how } of config.classes) {
    if (by !== call || how.kind !== "words") continue;
    const member = how.words.find(({ exact }) => exact !== undefined && touches(exact, offset));
    if (member !== undefined) return `**Here:** ${classWordText(className, member.text, surroundingsOf(site))}`;
  }
  return undefined;
}
