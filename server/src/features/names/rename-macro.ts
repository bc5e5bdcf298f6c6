// Gives a macro of the .mc's own another name, where m4 writes the same afterwards.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { M4Host } from "../../m4/types.ts";
import { readMailConfig } from "../../mc/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import type { Renaming } from "../editor.ts";
import { isDistributed } from "./rename-name.ts";

/** Changes a macro's name; undefined for a name that sendmail's library gives a meaning. */
export function renameMacro(
  site: MailSite,
  name: string,
  span: Span,
  known: () => readonly Span[],
): Renaming | undefined {
  const config = site.mc?.config;
  if (config === undefined || !NAME.test(name) || isLibrarys(name)) return undefined;
  let found: readonly Span[] | undefined;
  const spans = () => {
    // Text that did not run may mean it as well; a word that only looks like it shows, since m4 then writes something else.
    found ??= [wordsIn(site, config, name), known()].find((places) =>
      isHarmless(site, places, name, `${name}_renamed_`),
    );
    return found ?? [];
  };
  const refusal = (wanted: string): string | undefined => {
    if (!NAME.test(wanted)) return "The name of a macro has letters, digits and underscores, and no digit first.";
    if (wanted === name) return undefined;
    if (isLibrarys(wanted)) return `${wanted} already means something to sendmail.`;
    if (config.settings.some((setting) => setting.name === wanted)) return `${wanted} is already defined.`;
    if (spans().length === 0 || !isHarmless(site, spans(), name, wanted))
      return `With the name ${wanted}, m4 would write another configuration.`;
    return undefined;
  };
  return { span, isPossible: () => spans().length > 0, spans, refusal };
}

/** True for a name that sendmail's library gives a meaning. */
export function isLibrarys(name: string): boolean {
  return (
    catalog.get("macro", name) !== undefined ||
    catalog.get("builtin", name) !== undefined ||
    settingRecord(name) !== undefined ||
    LIBRARYS.test(name)
  );
}

/** Names that m4 reads as macros. */
const NAME = /^[A-Za-z_]\w*$/;

/** Names that the library asks for and nobody documents. Those that begin with an underscore are its own. */
const LIBRARYS = /^(?:conf[A-Z]|_|DEBIAN_|(?:USE_CW_FILE|NO_VENDOR|TEMPFILE|CF_LEVEL)$)/;

/** The files of the configuration that a person writes: the .mc, and what it includes. */
function written(site: MailSite): readonly TextDocument[] {
  const { mc } = site;
  return mc === undefined
    ? []
    : [mc.document, ...site.documents.values()].filter(
        ({ uri }) => site.fileAt(uri)?.kind === "mc" && !isDistributed(uri),
      );
}

/** The name as a word, wherever m4 reads it: not after dnl. */
export function wordsIn(site: MailSite, { expansion }: MailConfig, name: string): readonly Span[] {
  return written(site).flatMap((document) => {
    const source = document.uri;
    const text = document.getText();
    const dead = expansion.dead.filter(({ why, span }) => why !== "diverted" && span.source === source);
    return [...text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, "g"))].flatMap(({ index: start }) => {
      const isDead = dead.some(({ span }) => span.start <= start && start < span.end);
      return isDead ? [] : [{ source, start, end: start + name.length }];
    });
  });
}

/** True where m4 writes the same with another word at these places. */
function isHarmless(site: MailSite, places: readonly Span[], name: string, wanted: string): boolean {
  const { mc } = site;
  if (mc === undefined) return false;
  const texts = new Map(written(site).map((document) => [document.uri, document.getText()]));
  const changed = new Map(texts);
  for (const { source, start, end } of [...places].sort((a, b) => b.start - a.start)) {
    const text = changed.get(source);
    if (text === undefined || text.slice(start, end) !== name) return false;
    changed.set(source, text.slice(0, start) + wanted + text.slice(end));
  }
  const paths = new Map(mc.config.lookups.map(({ path }) => [path, uriOf(texts, path)]));
  // As a word: the new name may be a part of the old one.
  const word = new RegExp(`(?<!\\w)${wanted}(?!\\w)`, "g");
  const run = (all: ReadonlyMap<string, string>) => {
    const host: M4Host = {
      read: (path) => {
        const uri = paths.get(path) ?? uriOf(texts, path);
        const text = uri === undefined ? undefined : all.get(uri);
        return uri === undefined || text === undefined ? undefined : { name: uri, text };
      },
    };
    const { expansion, settings } = readMailConfig({ name: mc.uri, text: all.get(mc.uri) ?? "" }, { host });
    const values = settings.map((one) =>
      `${one.name === wanted ? name : one.name}=${one.value?.text ?? ""}`.replace(word, name),
    );
    return JSON.stringify([expansion.output, values, expansion.errors.length]);
  };
  return run(texts) === run(changed);
}

function uriOf(texts: ReadonlyMap<string, string>, path: string): string | undefined {
  return [...texts.keys()].find((uri) => uri.endsWith(path.startsWith("/") ? path : `/${path}`));
}
