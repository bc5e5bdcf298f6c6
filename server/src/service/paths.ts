// The files and folders that may follow in a path that is being typed.
import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { EditorFeatures } from "../features/editor.ts";
import { pathItems } from "../features/written-path.ts";
import type { Checkpoint } from "../judge.ts";
import type { NavigationSources } from "./navigation.ts";

/** The items; [] where no path is being typed, or its folder cannot be looked into. */
export async function pathsAt(
  features: EditorFeatures,
  sitesOf: NavigationSources["sitesOf"],
  uri: string,
  position: Position,
  checkpoint: Checkpoint,
): Promise<readonly CompletionItem[]> {
  const { judge, sites } = await sitesOf(uri, checkpoint);
  for (const site of sites) {
    const path = features.path(site, uri, position, {});
    if (path === undefined) continue;
    const names = await judge.namesIn(site, path.folder);
    await checkpoint();
    return pathItems(path, names);
  }
  return [];
}
