// A dialogue in steps: at each one proposals to choose from, or anything that the user types.
import { QuickInputButtons, type QuickPickItem, window } from "vscode";

export interface Question {
  readonly title: string;
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

/** What the user needs instead of an answer: the question before this one. */
const BACK = Symbol("back");

/**
 * Asks one question after the other and gives the answers; undefined where the user pressed Escape. From the second question
 * on there is a way back, to what was answered before.
 */
export async function askAll(questions: readonly Question[]): Promise<string[] | undefined> {
  const answers: string[] = [];
  let step = 0;
  for (let question = questions[0]; question; question = questions[step]) {
    const answer = await ask(question, step + 1, questions.length, answers[step]);
    if (answer === undefined) return undefined;
    if (answer === BACK) step--;
    else answers[step++] = answer;
  }
  return answers;
}

/** The value chosen or typed; undefined where the user pressed Escape. `before`: what was answered to it already. */
function ask(
  { title, prompt, proposals }: Question,
  step: number,
  totalSteps: number,
  before: string | undefined,
): Promise<string | typeof BACK | undefined> {
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
  const known = proposed.find(({ value }) => value === before);
  if (known) input.activeItems = [known];
  else if (before !== undefined) input.value = before;
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  input.onDidChangeValue((typed) => {
    const own = typed !== "" && !proposed.some(({ value }) => value === typed);
    input.items = own ? [{ value: typed, label: typed, alwaysShow: true }, ...proposed] : proposed;
  });
  return new Promise((resolve) => {
    let chosen: string | typeof BACK | undefined;
    input.onDidTriggerButton(() => {
      chosen = BACK;
      input.hide();
    });
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
