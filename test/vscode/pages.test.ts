// Commands that show something: rule pages, and what later issues add.
import { assert, eventually, finding, open, shownDocument, vscode } from "./support.ts";

suite("Pages", () => {
  test('"Explain This Rule" shows the page of the finding under the cursor, offline', async () => {
    const document = await open("open-relay/sendmail.mc");
    const found = await finding(document, "relay-promiscuous");
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(found.range.start, found.range.start);
    await vscode.commands.executeCommand("sendmail.explainRule");
    const page = await eventually("the page", () => shownDocument("sendmail-rule"));
    assert.match(page.getText(), /promiscuous_relay/);
    assert.match(page.getText(), /^#/);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  test("an unknown code has a page that says so", async () => {
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("sendmail-rule:/no-such-rule.md"));
    assert.match(page.getText(), /no page about `no-such-rule`/);
  });

  test("the server can be restarted and finds the same again", async () => {
    const document = await open("open-relay/sendmail.mc");
    await finding(document, "relay-promiscuous");
    await vscode.commands.executeCommand("sendmail.restartServer");
    await finding(document, "relay-promiscuous");
  });
});
