// Facts about a site that several rules about table lines ask for.
import { catalog } from "../../catalog/index.ts";
import { perSite } from "../../site/per-site.ts";
import type { SiteFact } from "../types.ts";
import { mailersOf } from "./mailers.ts";
import { isComplete } from "./settings.ts";

/** A list of words as a fact. */
function words(of: SiteFact<ReadonlySet<string> | undefined>["of"]): SiteFact<ReadonlySet<string> | undefined> {
  return { of: perSite(of), fingerprint: (known) => (known === undefined ? "?" : [...known].sort().join(" ")) };
}

/** Those that sendmail has by itself, and of which no table should name one. */
const OWN_MAILERS: ReadonlySet<string> = new Set(["discard", "*file*", "*include*"]);

/**
 * Names of the mailers that a table may name, in lower case, as sendmail compares them; undefined where they are not all known:
 * without a configuration, with a file of mailers that is not the distribution's, or without a file that it includes.
 */
export const MAILERS = words((site) => {
  const { mc, cf } = site;
  if (mc === undefined && cf !== undefined)
    return new Set(cf.config.mailers.map(({ name }) => name.toLowerCase()).filter((name) => !OWN_MAILERS.has(name)));
  if (mc === undefined || !isComplete(site)) return undefined;
  const { config } = mc;
  if (config.mailers.some(({ name }) => !catalog.get("mailer", name))) return undefined;
  // discard is for the check rulesets alone.
  return new Set([...mailersOf(config)].filter((name) => name !== "discard").map((name) => name.toLowerCase()));
});
