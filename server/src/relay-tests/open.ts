// A file of relay tests as the workspace has it.
import { obstacleText } from "../site/obstacles.ts";
import { pathOf } from "../site/paths.ts";
import type { Workspace } from "../site/types.ts";
import type { TextDocument } from "../text.ts";
import { type RelayTestFile, readRelayTests } from "./read.ts";

/** A file of tests with its text. */
export interface OpenTests {
  readonly document: TextDocument;
  readonly file: RelayTestFile;
}

/** Reads a file of tests; undefined where it is not there. Rejects with a sentence where it cannot be read. */
export async function openTests(workspace: Workspace, uri: string): Promise<OpenTests | undefined> {
  const found = await workspace.read(uri);
  if (found.kind === "missing") return undefined;
  if (found.kind === "unreadable") throw new Error(`Cannot read ${pathOf(uri)}: ${obstacleText(found.obstacle)}`);
  return { document: found.value, file: readRelayTests(found.value.getText()) };
}
