// Finds parts of files by the letters of their names: what "Go to Symbol in Workspace" shows.
import type { DocumentSymbol, WorkspaceSymbol } from "vscode-languageserver-types";

/** More than these nobody looks through; a longer query finds the others. */
const MOST = 500;

/** The parts whose names have the letters of the query in this order, whatever their case; all parts for "". */
export function findSymbols(
  outlines: ReadonlyMap<string, readonly DocumentSymbol[]>,
  query: string,
): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  const visit = (uri: string, symbols: readonly DocumentSymbol[], containerName: string | undefined) => {
    for (const { name, kind, selectionRange, children = [] } of symbols) {
      if (found.length >= MOST) return;
      if (hasLetters(name.toLowerCase(), wanted))
        found.push({
          name,
          kind,
          location: { uri, range: selectionRange },
          ...(containerName === undefined ? {} : { containerName }),
        });
      visit(uri, children, name);
    }
  };
  for (const [uri, symbols] of outlines) visit(uri, symbols, undefined);
  return found;
}

function hasLetters(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
