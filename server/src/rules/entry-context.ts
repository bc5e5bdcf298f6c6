// The little that rules about table lines may know of the configuration around them.
import type { MailSite, TableFile } from "../site/types.ts";
import type { EntryContext } from "./types.ts";

/** The context in which the lines of one table file are judged. */
export function entryContext(file: TableFile, site: MailSite): EntryContext {
  const config = site.mc?.config;
  const features = config && new Set(config.features.map(({ name }) => name));
  const accessArguments = new Set(
    (config?.feature("access_db") ?? []).flatMap(({ args }) => args.slice(1).map(({ text }) => text.trim())),
  );
  const fingerprint = JSON.stringify([
    file.role,
    file.className ?? null,
    features ? [...features].sort() : null,
    [...accessArguments].sort(),
  ]);
  const text = file.document.getText();
  return { role: file.role, className: file.className, features, accessArguments, fingerprint, text };
}
