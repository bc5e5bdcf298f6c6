// What confPRIVACY_FLAGS says in the end, for the rules about it.
import { catalog } from "../catalog/index.ts";
import type { MailSite } from "../site/types.ts";
import { type WrittenOption, writtenOption } from "./settings.ts";
import type { Fix, FixGrade } from "./types.ts";

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

export interface PrivacyFlags {
  /** The option as the author wrote it; undefined where sendmail's default is in force. */
  readonly option: WrittenOption | undefined;
  /** The flags in lower case, `goaway` resolved. */
  readonly flags: ReadonlySet<string>;
}

export function privacyFlags(site: MailSite): PrivacyFlags {
  const option = writtenOption(site, "confPRIVACY_FLAGS");
  const value =
    site.mc?.config.option("confPRIVACY_FLAGS")?.value ?? catalog.get("option", "confPRIVACY_FLAGS")?.default ?? "";
  const flags = new Set(value.toLowerCase().split(/[\s,]+/));
  if (flags.has("goaway")) for (const flag of GOAWAY) flags.add(flag);
  return { option, flags };
}

/** A list without the blanks and commas at its end. */
function withoutEnd(list: string): string {
  let end = list.length;
  while (end > 0 && /[\s,]/.test(list.charAt(end - 1))) end--;
  return list.slice(0, end);
}

/** Adds flags to the list as it is written; `public` is replaced, because it means none at all. `effect` ends the title. */
export function addFlags(
  option: WrittenOption,
  missing: readonly string[],
  grade: FixGrade,
  effect: string,
): readonly Fix[] {
  const { exact, value, quoted, setting } = option;
  // Quotes in the value, or arguments after it, are a mistake to be corrected first.
  if (exact === undefined || /[`'"]/.test(value) || setting.call.args.length > 2) return [];
  const isPublic = value.trim().toLowerCase() === "public";
  const blank = /,\s/.test(value) ? ", " : ",";
  const list = isPublic ? missing.join(",") : [withoutEnd(value), ...missing].join(blank);
  // Without quotes a comma would end the argument.
  const newText = quoted ? list : `\`${list}'`;
  return [
    { title: `Add ${missing.join(" and ")}${effect}`, grade, preferred: true, changes: [{ span: exact, newText }] },
  ];
}
