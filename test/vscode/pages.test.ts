// Commands that show something: rule pages, and what later issues add.
import { assert, eventually, finding, open, vscode } from "./support.ts";

suite("Pages", () => {
  test('"Explain This Rule" shows the page of the finding under the cursor, offline', async () => {
    const document = await open("open-relay/sendmail.mc");
    const found = await finding(document, "relay-promiscuous");
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(found.range.start, found.range.start);
    await vscode.commands.executeCommand("sendmail.explainRule");
    const page = await eventually("the page", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input, label }) => input instanceof vscode.TabInputWebview && label === "relay-promiscuous"),
    );
    // Beside the source, which keeps the keyboard.
    assert.notEqual(page.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.window.tabGroups.close(page);
  });

  test("a link to a rule opens its page as a text", async () => {
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("sendmail-rule:/relay-promiscuous.md"));
    assert.match(page.getText(), /^# relay-promiscuous\n[\s\S]*promiscuous_relay/);
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
