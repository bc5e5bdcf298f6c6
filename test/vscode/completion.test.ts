// What is proposed while typing.
import { assert, eventually, setText, vscode, withFile } from "./support.ts";

/** Labels that are proposed behind `typed`, which is put in front of the first MAILER line. */
async function proposals(typed: string): Promise<readonly string[]> {
  let labels: readonly string[] = [];
  await withFile("closed-relay/sendmail.mc", async (document) => {
    const at = document.getText().search(/^MAILER\(/m);
    await setText(document, `${document.getText().slice(0, at)}${typed}\n${document.getText().slice(at)}`);
    labels = await eventually(`proposals behind ${typed}`, async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.positionAt(at + typed.length),
      );
      const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return found.length > 0 ? found : undefined;
    });
  });
  return labels;
}

suite("Completion", () => {
  test("features behind FEATURE(`, the dangerous ones among them", async () => {
    const labels = await proposals("FEATURE(`");
    for (const feature of ["access_db", "promiscuous_relay"]) assert.ok(labels.includes(feature), feature);
  });

  test("options behind define(`conf", async () => {
    assert.ok((await proposals("define(`conf")).includes("confPRIVACY_FLAGS"));
  });

  test("nothing in a dnl comment", async () => {
    await withFile("closed-relay/sendmail.mc", async (document) => {
      await setText(document, `${document.getText()}dnl FEATURE(\`\n`);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.positionAt(document.getText().length - 1),
      );
      // VS Code itself proposes words of the file; ours are features.
      const ours = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
      assert.deepEqual(
        ours.map(({ label }) => label),
        [],
      );
    });
  });

  test("the arguments of a call are named while it is typed", async () => {
    await withFile("closed-relay/sendmail.mc", async (document) => {
      const typed = "FEATURE(`access_db', `";
      await setText(document, `${document.getText()}${typed}`);
      const help = await eventually("signature help", () =>
        vscode.commands.executeCommand<vscode.SignatureHelp>(
          "vscode.executeSignatureHelpProvider",
          document.uri,
          document.positionAt(document.getText().length),
        ),
      );
      assert.match(help.signatures[0]?.label ?? "", /access_db/);
    });
  });
});
