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
  const { command } = action;
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
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
      // The reason is selected, so that the next key begins it.
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document, document);
      assert.equal(document.getText(editor?.selection), "reason");
    });
  });

  // What is ticked there is changed: test/ui/whole-site.test.ts ticks as a person does.
  test('"Remove Dangerous Settings" shows what it would change, and changes nothing by itself', async () => {
    await withFile("open-relay/sendmail.mc", async (document) => {
      await finding(document, "relay-local-from");
      const before = document.getText();
      let isShown = true;
      const running = vscode.commands.executeCommand("sendmail.removeDangerousSettings").then(() => {
        isShown = false;
      });
      // The command ends when the preview of the changes is closed.
      await eventually("the preview is there and can be discarded", async () => {
        assert.equal(document.getText(), before);
        await vscode.commands.executeCommand("refactorPreview.discard");
        return !isShown;
      });
      await running;
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
