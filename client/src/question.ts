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
    let chosen: string | undefined;
    input.onDidAccept(() => {
      // A fast typist is ahead of the list: what it marks counts only where it has to do with what was typed.
      const marked = input.activeItems.find(({ label, description }) =>
        `${label} ${description}`.includes(input.value),
      );
      chosen = marked?.value ?? (input.value || proposed[0]?.value);
      input.hide();
    });
    // Only now: the next question must not be shown while this one is being hidden, or it would be hidden with it.
    input.onDidHide(() => {
      input.dispose();
      resolve(chosen);
    });
    input.show();
  });
}
