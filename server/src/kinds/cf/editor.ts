// What is said in a .cf: nobody writes it, so there is only the way to the .mc that it is made from.
import { cfLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import type { CfMember } from "../../site/types.ts";

export const editor: Editor<CfMember> = {
  hover: () => undefined,
  completion: () => [],
  codeLenses: ({ file: { mc } }) => (mc === undefined ? [] : [cfLens(mc.uri)]),
};
