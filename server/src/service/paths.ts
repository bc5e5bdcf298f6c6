// The files and folders that may follow in a path that is being typed.
import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { EditorFeatures } from "../features/editor.ts";
import { pathItems } from "../features/written-path.ts";
import type { Checkpoint } from "../judge.ts";
import type { Judges } from "./judges.ts";

/** The items; [] where no path is being typed, or its folder cannot be looked into. */
export async function pathsAt(
  features: EditorFeatures,
  judges: Judges,
  uri: string,
  position: Position,
  checkpoint: Checkpoint,
): Promise<readonly CompletionItem[]> {
  const { judge, sites } = await judges.sitesOf(uri, checkpoint);
  for (const site of sites) {
    const path = features.path(site, uri, position, {});
    if (path === undefined) continue;
    const names = await judge.namesIn(site, path.folder);
    await checkpoint();
    return pathItems(path, names);
  }
  return [];
}
