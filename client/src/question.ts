// One step of a dialogue: proposals to choose from, or anything that the user types.
import { type QuickPickItem, window } from "vscode";

export interface Question {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly prompt: string;
  readonly proposals: readonly Proposal[];
}

export interface Proposal {
  readonly value: string;
  /** What stands for an empty value, or says it better. */
  readonly label?: string;
  readonly description?: string;
}

interface Item extends QuickPickItem {
  readonly value: string;
}

/** The value chosen or typed; undefined where the user pressed Escape. */
export function ask({ title, step, totalSteps, prompt, proposals }: Question): Promise<string | undefined> {
  const proposed: Item[] = proposals.map(({ value, label = value, description = "" }) => ({
    value,
    label,
    description,
  }));
  const input = window.createQuickPick<Item>();
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  input.placeholder = prompt;
  input.ignoreFocusOut = true;
  input.items = proposed;
  input.onDidChangeValue((typed) => {
    const own = typed !== "" && !proposed.some(({ value }) => value === typed);
    input.items = own ? [{ value: typed, label: typed, alwaysShow: true }, ...proposed] : proposed;
  });
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(input.activeItems[0]?.value);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
