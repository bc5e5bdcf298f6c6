// The shape that the rules about tables which no configuration reads share.
import type { TableKindName } from "../../kinds/index.ts";
import { featureFixes } from "../edits/feature-edits.ts";
import { isComplete } from "../facts/settings.ts";
import type { RuleMeta, SiteRule } from "../types.ts";

/** The types of maps whose text is found as a table of the site. */
export const TABLE_TYPES: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

/**
 * True where the configuration names a file of this name as a map of a type that we do not read, such as `text`: sendmail opens
 * that very file, or one made from it.
 */
export function isReadOtherwise(
  uri: string,
  map: { readonly type: string; readonly file: string } | undefined,
): boolean {
  if (map === undefined || TABLE_TYPES.has(map.type)) return false;
  // A path without a type is refused, which is said elsewhere.
  const path = (map.file || map.type).replace(/\.(?:db|pag|cdb)$/, "");
  return path.endsWith(uri.slice(uri.lastIndexOf("/")));
}

interface Reader {
  readonly kind: TableKindName;
  /** The feature that reads the file. */
  readonly feature: string;
  /** The map's name in the .cf. */
  readonly map: string;
  /** What does not happen. */
  readonly effect: string;
  /** What its lines need beside the feature, as the rest of a sentence. */
  readonly partner?: string;
}

/** A table beside a .mc that does not read it. */
export function unreadTableRule(meta: RuleMeta, { kind, feature, map, effect, partner = "" }: Reader): SiteRule {
  return {
    meta,
    check(site, report) {
      const { mc } = site;
      if (mc === undefined || mc.config.fatal !== undefined) return;
      for (const file of site.tablesOf(kind)) {
        if (file.named) continue;
        const [first] = file.table.entries();
        if (first === undefined) continue;
        const name = mc.uri.replace(/^.*\//, "");
        const other = mc.config.map(map)?.map;
        if (isReadOtherwise(file.uri, other) || (other === undefined && !isComplete(site))) continue;
        report({
          span: first.lineSpan,
          message:
            other === undefined
              ? `No configuration reads this file.\n${name} does not have FEATURE(\`${feature}'). ${effect} Add the feature${partner} to the .mc, or remove the file.`
              : `No configuration reads this file.\nThe map of ${name} is ${TABLE_TYPES.has(other.type) ? `${other.type} ${other.file}` : `of type ${other.type}`}. ${effect} Remove the file, or name it in FEATURE(\`${feature}').`,
          fixes: () => (other === undefined ? featureFixes(site, feature) : []),
        });
      }
    },
  };
}
