// Applies fixes to the files of a site as an editor would.
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint, type Problem } from "../../../server/src/rules/linter/lint.ts";
import type { TextChange } from "../../../server/src/rules/types.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";

/** Texts by URI. */
export type Texts = Readonly<Record<string, string>>;

/** What all rules find in the files of a site, whose .mc is `uri`. */
export async function problemsIn(files: Texts, uri: string): Promise<readonly Problem[]> {
  const [site] = await new Sites(memoryWorkspace(files)).sitesOf(uri);
  if (site === undefined) return [];
  const rules = ALL_RULES.map(({ rule }) => rule);
  return [...lint(site, rules).values()].flat();
}

/** The files after some changes. Throws where two of them overlap, as an editor would refuse. */
export function applied(files: Texts, changes: readonly TextChange[]): Texts {
  const result: Record<string, string> = { ...files };
  for (const uri of new Set(changes.map(({ span }) => span.source))) {
    const document = TextDocument.create(uri, "", 0, files[uri] ?? "");
    const edits = changes
      .filter(({ span }) => span.source === uri)
      .map(({ span, newText }) => ({
        range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
        newText,
      }));
    result[uri] = TextDocument.applyEdits(document, edits);
  }
  return result;
}
