// What a hover adds where sendmail is so old that it relays for everybody: the words and lines about relaying do not say that themselves.
import { type CatalogRecord, catalog } from "../catalog/index.ts";
import { OLD_ADVICE, oldRelaying, oldText } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import type { FeatureOptions } from "./options.ts";

/** A paragraph of Markdown about a version before 8.9, and what to do about it; undefined for later and unknown ones. */
export function oldVersionNote(site: MailSite, options: FeatureOptions): string | undefined {
  const { targetVersion: version, guidanceBaseUrl } = options;
  const old = version === undefined ? undefined : oldRelaying(site, { version, source: "setting" });
  if (old === undefined) return undefined;
  const { head, why } = oldText(old);
  const page = catalog.guidance("historic", guidanceBaseUrl);
  const link = page === undefined ? "" : ` [${page.title}](${page.url})`;
  return `**${head}** ${why} ${OLD_ADVICE}${link}`;
}

/** True for a word whose hover has to say so: it names the version or the system, or is about who may relay. */
export function isAboutRelaying({ kind, name, guidance }: CatalogRecord): boolean {
  return (
    guidance === "anti-spam" || kind === "ostype" || (kind === "macro" && (name === "VERSIONID" || name === "OSTYPE"))
  );
}
