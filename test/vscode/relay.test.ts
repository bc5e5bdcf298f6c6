// The relay report to take away, and the .cf beside its .mc.
import { assert, eventually, file, findings, open, setText, shownDocument, vscode, withFile } from "./support.ts";

suite("Relay report", () => {
  test("it can be taken away as Markdown, says OPEN RELAY for the open one and not for the closed one", async () => {
    const texts: string[] = [];
    for (const path of ["open-relay/sendmail.mc", "closed-relay/sendmail.mc"]) {
      await open(path);
      await vscode.commands.executeCommand("sendmail.relayReport");
      const text = await eventually(`the report of ${path}`, async () => {
        await vscode.commands.executeCommand("sendmail.exportRelayReport");
        const document = vscode.window.activeTextEditor?.document;
        const found = document?.languageId === "markdown" ? document.getText() : "";
        await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
        return found !== "" && found !== texts[0] ? found : undefined;
      });
      texts.push(text);
    }
    const [opened = "", closed = ""] = texts;
    assert.match(opened, /^# Who may relay/);
    assert.match(opened, /OPEN RELAY/);
    assert.match(opened, /\(file:.*sendmail\.mc#L\d+|\(vscode-test-web:.*sendmail\.mc#L\d+/);
    assert.match(closed, /^# Who may relay/);
    assert.doesNotMatch(closed, /OPEN RELAY/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

suite("Preview of sendmail.cf", () => {
  test("it stands beside the .mc, follows what is typed, and both cursors go together", async () => {
    await withFile("closed-relay/sendmail.mc", async (document) => {
      await vscode.commands.executeCommand("sendmail.preview");
      const preview = await eventually("the preview", () => shownDocument("sendmail-preview"));
      if (/^# No m4 library/.test(preview.getText())) {
        // In a browser, or where sendmail-cf is not installed: it says what to do, and is not judged as a .cf.
        assert.match(preview.getText(), /sendmail\.cfDir/);
        assert.equal(preview.languageId, "plaintext");
        await eventually("no findings in it", () => findings(preview).length === 0);
        return;
      }
      assert.equal(preview.languageId, "sendmail-cf");
      assert.match(preview.getText(), /^V10\/Berkeley/m);
      const at = document.getText().search(/^MAILER\(/m);
      await setText(
        document,
        `${document.getText().slice(0, at)}define(\`confLOG_LEVEL', \`17')dnl\nLOCAL_CONFIG\nD{previewed}yes\n${document.getText().slice(at)}`,
      );
      await eventually("the new line in the preview", () => /^D\{previewed\}yes$/m.test(preview.getText()));
      assert.match(preview.getText(), /^O LogLevel=17$/m);

      const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const written = document.positionAt(document.getText().indexOf("D{previewed}"));
      editor.selection = new vscode.Selection(written, written);
      await eventually("the cursor of the preview follows", () => {
        const other = vscode.window.visibleTextEditors.find((one) => one.document === preview);
        return other && preview.lineAt(other.selection.active.line).text === "D{previewed}yes";
      });
    });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

suite("A .cf", () => {
  test("says above its first line which .mc it is made from, and leads there", async () => {
    const cf = await open("made/sendmail.cf");
    const lens = await eventually("the lens", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        cf.uri,
        10,
      );
      return lenses.find(({ command }) => command?.command === "sendmail.openSource")?.command;
    });
    assert.match(lens.title, /sendmail\.mc/);
    await vscode.commands.executeCommand(lens.command, ...(lens.arguments ?? []));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file("made/sendmail.mc").toString());
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
