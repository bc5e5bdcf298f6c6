// Declarations of the access map that make it answer otherwise than its text says.
import type { MailConfig, MapDeclaration } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { FeatureUse, Unknown } from "./policy.ts";

/** Map types that every sendmail of a distribution has and whose keys are those of the text. */
const UNDERSTOOD_TYPES = new Set(["hash", "btree", "implicit"]);
/** Types of the same kind that a program may lack. */
const UNSURE_TYPES = new Set(["dbm", "cdb"]);

/** Flags that change no answer of a map that is there: the mark for failures, "optional", when to open it. */
const UNDERSTOOD_FLAGS = new Set("TotDOA");

/** What is not understood of the access map. */
export function unknownMaps(site: MailSite, config: MailConfig, features: ReadonlyMap<string, FeatureUse>): Unknown[] {
  if (!features.has("access_db")) return [];
  const all = config.maps.filter(({ name }) => name.toLowerCase() === "access");
  const last = all.at(-1);
  if (last === undefined) return [];
  const why = all.some(({ use }) => use === undefined)
    ? "The access map is declared by hand (K line) and may be anything."
    : (all.map(unknownMap).find((one) => one !== undefined) ??
      (all.some(({ map }) => map.type !== last.map.type || map.file !== last.map.file)
        ? "The access map is declared twice in different ways, and sendmail keeps something of each."
        : undefined) ??
      (site.access === undefined && !site.unreadable.some(({ kind }) => kind === "access")
        ? `The access map ${last.map.file} was not found, so what it grants is not known.`
        : undefined));
  return why === undefined ? [] : [{ text: why, span: last.map.fileSpan ?? last.span, may: "anything" }];
}

function unknownMap({ map }: MapDeclaration): string | undefined {
  if (UNSURE_TYPES.has(map.type)) return `The access map is of type ${map.type}, which the program may lack.`;
  if (!UNDERSTOOD_TYPES.has(map.type))
    return `The access map is of type ${map.type}: what it contains is not in a file here.`;
  const odd = map.flags.find(({ letter, value }) =>
    letter === "T" ? value !== "<TMPF>" : !UNDERSTOOD_FLAGS.has(letter) || value !== "",
  );
  if (odd !== undefined) return `The flag -${odd.letter}${odd.value} of the access map changes what it answers.`;
  return /\s/.test(map.file) ? `The access map is declared with more than one file: ${map.file}.` : undefined;
}
