// What the privacy flags of a site are in the end, for the rules about them.
import { catalog } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import type { Fix, FixGrade } from "../types.ts";
import { type OptionValue, wordsOf } from "./settings.ts";
import { ownSettingOf, valuesInForce } from "./site-settings.ts";

/** What `goaway` stands for (operations guide, "Privacy Flags"). */
const GOAWAY = [
  "authwarnings",
  "needmailhelo",
  "needexpnhelo",
  "needvrfyhelo",
  "noexpn",
  "novrfy",
  "noverb",
  "noactualrecipient",
] as const;

/** What the m4 library writes where a .mc says nothing. */
const DEFAULT = catalog.get("option", "confPRIVACY_FLAGS")?.default ?? "";

export interface PrivacyFlags {
  /** The option as the author wrote it; undefined where sendmail's default is in force, or what m4 writes for everybody. */
  readonly option: OptionValue | undefined;
  /** The flags in lower case, `goaway` resolved. */
  readonly flags: ReadonlySet<string>;
}

export function privacyFlags(site: MailSite): PrivacyFlags {
  const option = ownSettingOf(site, "confPRIVACY_FLAGS");
  const values = valuesInForce(site, "confPRIVACY_FLAGS");
  const known = values.length > 0 || site.mc === undefined ? values : [DEFAULT];
  const flags = new Set(known.flatMap((value) => wordsOf("confPRIVACY_FLAGS", value)));
  if (flags.has("goaway")) for (const flag of GOAWAY) flags.add(flag);
  return { option, flags };
}

/** A list without the spaces and commas at its end. */
function withoutEnd(list: string): string {
  let end = list.length;
  while (end > 0 && /[\s,]/.test(list.charAt(end - 1))) end--;
  return list.slice(0, end);
}

/** Adds flags to the list as it is written; `public` is replaced, because it means none at all. `effect` ends the title. */
export function addFlags(
  option: OptionValue,
  missing: readonly string[],
  grade: FixGrade,
  effect: string,
): readonly Fix[] {
  const { exact, value, quoted, written } = option;
  // Quotes in the value, or arguments after it, are a mistake to be corrected first.
  const hasMore = written.by === "define" && written.setting.call.args.length > 2;
  if (exact === undefined || /[`'"]/.test(value) || hasMore) return [];
  const isPublic = value.trim().toLowerCase() === "public";
  const blank = /,\s/.test(value) ? ", " : ",";
  const list = isPublic ? missing.join(",") : [withoutEnd(value), ...missing].join(blank);
  // Without quotes a comma would end the argument.
  const newText = quoted ? list : `\`${list}'`;
  return [
    { title: `Add ${missing.join(" and ")}${effect}`, grade, preferred: true, changes: [{ span: exact, newText }] },
  ];
}
