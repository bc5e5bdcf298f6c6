// "Audit Report" and "Check an Upgrade": pages about the mail server of the file in front. What is on them is tested in a browser.
import { assert, eventually, open, vscode } from "./support.ts";

/** Titles of the pages of a command that are open. */
function pages(viewType: string): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType))
    .map(({ label }) => label);
}

/** Runs a command that asks for a text, and answers with what is offered, or leaves. */
async function answered(command: string, answer: "acceptSelectedQuickOpenItem" | "closeQuickOpen"): Promise<void> {
  let isDone = false;
  const running = vscode.commands.executeCommand(command).then(() => {
    isDone = true;
  });
  // The field opens when it opens, and an answer before that goes nowhere.
  await eventually(`an answer to ${command}`, async () => {
    await vscode.commands.executeCommand(`workbench.action.${answer}`);
    return isDone;
  });
  await running;
}

suite("Pages about a server", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test('"Audit Report" opens beside the file, named after its server', async () => {
    for (const path of ["open-relay/sendmail.mc", "open-relay/access", "lone/sendmail.cf"]) {
      await open(path);
      await vscode.commands.executeCommand("sendmail.auditReport");
      const name = path.startsWith("lone") ? "sendmail.cf" : "sendmail.mc";
      await eventually(`the audit of ${path}`, () => pages("sendmail.auditReport").includes(`Audit: ${name}`));
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await eventually("no page", () => pages("sendmail.auditReport").length === 0);
    }
  });

  test('"Check an Upgrade" goes to the newest version where none is typed', async () => {
    await open("open-relay/sendmail.mc");
    await answered("sendmail.checkUpgrade", "acceptSelectedQuickOpenItem");
    const [title] = await eventually("the page", () => {
      const found = pages("sendmail.checkUpgrade");
      return found.length > 0 ? found : undefined;
    });
    assert.match(title ?? "", /^Upgrade to 8\.\d+\.\d+: sendmail\.mc$/);
  });

  test('"Check an Upgrade" shows nothing where the question is left', async () => {
    await open("open-relay/sendmail.mc");
    await answered("sendmail.checkUpgrade", "closeQuickOpen");
    assert.deepEqual(pages("sendmail.checkUpgrade"), []);
  });
});
