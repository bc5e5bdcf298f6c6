// What is said in a .mc, and in the files that it includes.
import { unbuiltLens } from "../../features/code-lens.ts";
import { completeMc } from "../../features/completion/mc.ts";
import { mcPath } from "../../features/completion/mc-path.ts";
import type { Editor } from "../../features/editor.ts";
import { formatMc } from "../../features/format-mc.ts";
import { hoverMc } from "../../features/hover.ts";
import { mcLinks } from "../../features/mc-links.ts";
import { mcNesting } from "../../features/mc-nesting.ts";
import { mcFolding, mcOutline } from "../../features/mc-outline.ts";
import { sectionsAround } from "../../features/mc-sections.ts";
import { mcTokens } from "../../features/mc-tokens.ts";
import { mcOccurrences } from "../../features/names/mc-names.ts";
import { signatureHelpMc } from "../../features/signature-help.ts";
import type { McMember } from "../../site/types.ts";

export const editor: Editor<McMember> = {
  hover: hoverMc,
  completion: ({ site, file: { document, mc }, offset, options }) =>
    completeMc(document, offset, options, mc.config, site),
  path: mcPath,
  codeLenses: unbuiltLens,
  outline: mcOutline,
  folding: mcFolding,
  format: formatMc,
  links: mcLinks,
  around: (place) => [...mcNesting(place), ...sectionsAround(place)],
  occurrences: mcOccurrences,
  tokens: mcTokens,
  signatureHelp: ({ file: { document }, offset }) => signatureHelpMc(document, offset),
};
