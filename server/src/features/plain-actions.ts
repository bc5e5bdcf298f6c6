// Code actions for editors that are not our extension.
import type { CodeAction } from "vscode-languageserver-types";

/** The actions without the selection that only our extension makes after a fix. */
export function plainActions(actions: readonly CodeAction[]): CodeAction[] {
  return actions.map((action) => {
    if (action.edit === undefined) return action;
    const { command: _, ...rest } = action;
    return rest;
  });
}
