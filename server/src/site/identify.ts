// Tells sendmail's files from others that have the same names.
import { KINDS, type Kind, type Kinds } from "../kinds/index.ts";
import { baseName, folderName } from "./paths.ts";

/**
 * What a file is, by its name, its folder and the beginning of its text; undefined for a file that is not sendmail's. Looks at
 * nothing else.
 */
export function identify(uri: string, text: string, kinds: Kinds = KINDS): Kind | undefined {
  return kinds.identify({ name: baseName(uri), folder: folderName(uri), text });
}

/** What an editor takes a file for that it opened or saved: the same, and a new file that is still empty by its extension. */
export function identifyOpened(uri: string, text: string, kinds: Kinds = KINDS): Kind | undefined {
  return kinds.identifyOpened({ name: baseName(uri), folder: folderName(uri), text });
}
