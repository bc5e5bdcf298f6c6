// What is said in a .cf: every name and rule of it, and the way to the .mc that it is made from.
import { completeCf } from "../../features/cf/completion.ts";
import { hoverCf } from "../../features/cf/hover.ts";
import { cfLinks } from "../../features/cf/links.ts";
import { cfOccurrences } from "../../features/cf/names.ts";
import { cfAround, cfFolding, cfOutline } from "../../features/cf/outline.ts";
import { pathBeforeCursor } from "../../features/cf/path.ts";
import { cfTokens } from "../../features/cf/tokens.ts";
import { cfLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import type { CfMember } from "../../site/types.ts";

export const editor: Editor<CfMember> = {
  hover: hoverCf,
  completion: completeCf,
  path: ({ file: { document }, offset }) => pathBeforeCursor(document, offset),
  codeLenses: ({ file: { mc } }) => (mc === undefined ? [] : [cfLens(mc.uri)]),
  outline: cfOutline,
  folding: cfFolding,
  around: cfAround,
  occurrences: cfOccurrences,
  links: cfLinks,
  tokens: cfTokens,
};
