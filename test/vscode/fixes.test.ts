// Quick fixes and the command that applies the safe ones: the file is as before but for the fix.
import { assert, eventually, finding, noFinding, vscode, withFile } from "./support.ts";

/** Asks for the lightbulb's entries at a range until one matches. */
function quickFix(document: vscode.TextDocument, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  return eventually(`quick fix ${title}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    return actions.find((action) => title.test(action.title));
  });
}

async function apply(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit, "the action has its edit");
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

suite("Fixes", () => {
  test("removing a dangerous feature takes its line and nothing else", async () => {
    await withFile("open-relay/sendmail.mc", async (document) => {
      const found = await finding(document, "relay-local-from");
      const { line } = found.range.start;
      const expected = document.getText().split("\n").toSpliced(line, 1).join("\n");
      await apply(await quickFix(document, found.range, /^Remove/));
      assert.equal(document.getText(), expected);
      await noFinding(document, "relay-local-from");
    });
  });

  test("disabling it with dnl leaves the words where they were", async () => {
    await withFile("open-relay/sendmail.mc", async (document) => {
      const found = await finding(document, "relay-local-from");
      const { line } = found.range.start;
      const words = document.lineAt(line).text;
      await apply(await quickFix(document, found.range, /\bdnl\b/));
      assert.match(document.lineAt(line).text, /^dnl /);
      assert.ok(document.lineAt(line).text.includes(words.trim()));
      await noFinding(document, "relay-local-from");
    });
  });

  test("a finding can be suppressed with a reason", async () => {
    await withFile("open-relay/sendmail.mc", async (document) => {
      const found = await finding(document, "relay-local-from");
      await apply(await quickFix(document, found.range, /suppress|ignore|disable .*relay-local-from/i));
      assert.match(document.getText(), /sendmail-lint-disable-next-line relay-local-from/);
      await noFinding(document, "relay-local-from");
    });
  });

  test('"Remove Dangerous Settings" shows the changes, and makes those that are ticked', async () => {
    await withFile("open-relay/sendmail.mc", async (document) => {
      await finding(document, "relay-local-from");
      const before = document.getText();
      const running = vscode.commands.executeCommand("sendmail.removeDangerousSettings");
      // The preview lists files, each with its changes; ticking a file ticks them all.
      await eventually("the changes are ticked and made", async () => {
        await vscode.commands.executeCommand("refactorPreview.focus");
        await vscode.commands.executeCommand("refactorPreview.groupByFile");
        await vscode.commands.executeCommand("list.focusFirst");
        await vscode.commands.executeCommand("refactorPreview.toggleCheckedState");
        await vscode.commands.executeCommand("refactorPreview.apply");
        return document.getText() === before ? undefined : true;
      });
      await running;
      await noFinding(document, "relay-local-from");
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), before);
    });
  });

  test("CRLF line ends stay", async () => {
    await withFile("languages/crlf.mc", async (document) => {
      assert.equal(document.eol, vscode.EndOfLine.CRLF);
      const found = await finding(document, "relay-promiscuous");
      await apply(await quickFix(document, found.range, /^Remove/));
      assert.doesNotMatch(document.getText(), /promiscuous_relay|[^\r]\n/);
      assert.match(document.getText(), /\r\n/);
    });
  });
});
