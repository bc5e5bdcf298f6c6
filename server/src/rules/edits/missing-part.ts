// Changes of a .mc that add a part which every configuration needs, in the place where cf/README has it.

import { sectionMacros } from "../../mc/vocabulary.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import type { Fix } from "../types.ts";
import { lineEndOf } from "./edits.ts";

/** Adds OSTYPE: after VERSIONID or the library's own include, else before the first word of the file. */
export function ostypeFixes(site: MailSite): readonly Fix[] {
  const { mc } = site;
  if (mc === undefined) return [];
  const { config, document, uri } = mc;
  const isOwn = ({ span, parent }: { readonly span: { readonly source: string }; readonly parent: unknown }) =>
    span.source === uri && parent === undefined;
  const own = config.expansion.calls.filter(isOwn);
  const before = own.findLast(
    ({ name, args }) =>
      name === "VERSIONID" || (name === "include" && /(?:^|\/)cf\.m4$/.test(args[0]?.text.trim() ?? "")),
  );
  const opening = own.findLast(({ name, args }) => name === "divert" && /^0?$/.test(args[0]?.text.trim() ?? ""));
  const above =
    before ??
    (opening !== undefined && opening === own.findLast(({ name }) => name === "divert") ? opening : undefined);
  const first = own.find(({ name }) => name !== "dnl" && name !== "divert");
  const { line } = document.positionAt(above?.span.end ?? first?.span.start ?? 0);
  return insertion(
    site,
    "OSTYPE(`linux')dnl",
    above === undefined ? line : line + 1,
    "the system that sendmail runs on",
  );
}

/** Adds the two mailers that nearly all servers have: before the sections that go into the .cf as they are, else at the end. */
export function mailerFixes(site: MailSite): readonly Fix[] {
  const { mc } = site;
  if (mc === undefined) return [];
  const section = mc.config.uses.find(
    ({ call }) => Object.hasOwn(sectionMacros, call.name) && call.span.source === mc.uri && call.parent === undefined,
  );
  const { document } = mc;
  const line = section === undefined ? document.lineCount : document.positionAt(section.call.span.start).line;
  return insertion(site, "MAILER(`local')dnl\nMAILER(`smtp')dnl", line, "mail is delivered here and sent elsewhere");
}

function insertion({ mc }: MailSite, text: string, line: number, effect: string): readonly Fix[] {
  if (mc === undefined) return [];
  const { document, uri } = mc;
  const end = lineEndOf(document);
  const offset = document.offsetAt({ line, character: 0 });
  // The last line may lack its line end.
  const isOpen = offset === document.length && offset > 0 && !/[\r\n]$/.test(document.slice(offset - 1, offset));
  const newText = `${isOpen ? end : ""}${text.replaceAll("\n", end)}${end}`;
  const title = `Insert ${text.replaceAll("dnl", "").replace("\n", " and ")} into ${baseName(uri)}: ${effect}`;
  return [
    {
      title,
      grade: "asks",
      preferred: true,
      changes: [{ span: { source: uri, start: offset, end: offset }, newText }],
    },
  ];
}
