// What the server promises in its handshake and no other suite asks for. docs/facts-editor.md lists all of it.
import { assert, codeOf, eventually, file, finding, noFinding, open, setText, vscode, withFile } from "./support.ts";

const MC = "open-relay/sendmail.mc";
const ACCESS = "open-relay/access";
const CLOSED = "closed-relay/sendmail.mc";

/** What a provider answers, once it has an answer. */
async function ask<T>(command: string, ...args: unknown[]): Promise<T[]> {
  return eventually(command, async () => {
    const found = await vscode.commands.executeCommand<T[] | undefined>(command, ...args);
    return found && found.length > 0 ? found : undefined;
  });
}

function at(document: vscode.TextDocument, text: string): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, text);
  return document.positionAt(index + 1);
}

suite("What the server promises", () => {
  test("a proposal that is looked at has its explanation", async () => {
    await withFile(CLOSED, async (document) => {
      const typed = "FEATURE(`";
      await setText(document, `${document.getText()}${typed}`);
      const end = document.lineAt(document.lineCount - 1).range.end;
      const explained = async (resolved: number) => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          document.uri,
          end,
          undefined,
          resolved,
        );
        const label = ({ label: one }: vscode.CompletionItem) => (typeof one === "string" ? one : one.label);
        const { documentation } = items.find((item) => label(item) === "access_db") ?? {};
        return typeof documentation === "string" ? documentation : documentation?.value;
      };
      const text = await eventually("the explanation", () => explained(400));
      assert.match(text, /access/);
      assert.equal(await explained(0), undefined, "it comes only when it is asked for");
    });
  });

  test("a path leads to its file with a click", async () => {
    await withFile(CLOSED, async (document) => {
      await setText(document, `${document.getText()}define(\`confCT_FILE', \`/etc/mail/trusted-users')dnl\n`);
      const links = await ask<vscode.DocumentLink>("vscode.executeLinkProvider", document.uri, 100);
      const found = links.find(({ range }) => document.getText(range) === "/etc/mail/trusted-users");
      assert.equal(found?.target?.toString(), file("closed-relay/trusted-users").toString());
    });
  });

  test("some lines are formatted, and the others stay", async () => {
    await withFile("closed-relay/access", async (document) => {
      await setText(document, "Connect:10.1 REJECT\nFrom:spammer.example.com REJECT\n\nTo:a@example.org  REJECT\n");
      const edits = await ask<vscode.TextEdit>(
        "vscode.executeFormatRangeProvider",
        document.uri,
        new vscode.Range(0, 0, 1, 5),
        { tabSize: 8, insertSpaces: false },
      );
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits);
      await vscode.workspace.applyEdit(edit);
      assert.equal(
        document.getText(),
        "Connect:10.1\t\t\tREJECT\nFrom:spammer.example.com\tREJECT\n\nTo:a@example.org  REJECT\n",
      );
    });
  });

  test("F2 says what it would rename, or why it does not", async () => {
    const access = await open(ACCESS);
    const { placeholder, range } = await vscode.commands.executeCommand<{ placeholder: string; range: vscode.Range }>(
      "vscode.prepareRename",
      access.uri,
      at(access, "gmail.com"),
    );
    assert.equal(placeholder, "gmail.com");
    assert.equal(access.getText(range), "gmail.com");
    const mc = await open(MC);
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand("vscode.prepareRename", mc.uri, at(mc, "access_db"))),
      /has its meaning from sendmail/,
    );
  });

  test("the tokens of the lines in sight come by themselves", async () => {
    const mc = await open(MC);
    const tokens = (command: string, ...args: unknown[]) =>
      eventually(command, () => vscode.commands.executeCommand<vscode.SemanticTokens>(command, mc.uri, ...args));
    const all = await tokens("vscode.provideDocumentSemanticTokens");
    const { line } = at(mc, "FEATURE(`promiscuous_relay')");
    const some = await tokens("vscode.provideDocumentRangeSemanticTokens", new vscode.Range(line, 0, line + 1, 0));
    assert.ok(some.data.length > 0);
    assert.ok(some.data.length < all.data.length);
    assert.equal(some.data[0], line, "the first one is in that line");
  });

  test("all safe fixes of a file at once, and questions about a line, are code actions of their kinds", async () => {
    const actions = (document: vscode.TextDocument, range: vscode.Range, kind: string) =>
      ask<vscode.CodeAction>("vscode.executeCodeActionProvider", document.uri, range, kind, 20);
    await withFile(CLOSED, async (document) => {
      // A feature that is there already: to take out the second one changes nothing.
      const twice = "FEATURE(`always_add_domain')dnl\n";
      const text = document.getText();
      await setText(document, text.replace(twice, `${twice}${twice}`));
      const found = await finding(document, "mc-duplicate-feature");
      const [all] = await actions(document, found.range, "source.fixAll.sendmail");
      assert.equal(all?.kind?.value, "source.fixAll.sendmail");
      assert.ok(all.edit);
      assert.ok(await vscode.workspace.applyEdit(all.edit));
      assert.equal(document.getText(), text);
    });
    const mailertable = await open("closed-relay/mailertable");
    const line = mailertable
      .getText()
      .split("\n")
      .findIndex((one) => /^[a-z]/.test(one));
    const [tried] = await actions(mailertable, mailertable.lineAt(line).range, "sendmail.tryIt");
    assert.equal(tried?.command?.command, "sendmail.where");
  });

  test("above what opens the relay one tries, reads and fixes", async () => {
    const mc = await open(MC);
    const { line } = at(mc, "FEATURE(`promiscuous_relay')");
    const lenses = await eventually("the lenses", async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        mc.uri,
        100,
      );
      const there = all.filter(({ range, command }) => range.start.line === line && command !== undefined);
      return there.length > 0 ? there : undefined;
    });
    const words = lenses.map(({ command }) => `${command?.title} > ${command?.command}`).join("\n");
    for (const expected of [/^Open relay: /m, /^Try > sendmail\.tryTransaction/m, /^Explain > sendmail\.explainRule/m])
      assert.match(words, expected);
    assert.match(words, /^Fix > sendmail\.fixFinding/m);
  });

  test("after a network it says how many addresses it has, until that is turned off", async () => {
    const access = await open(ACCESS);
    const whole = new vscode.Range(0, 0, access.lineCount, 0);
    const hints = await ask<vscode.InlayHint>("vscode.executeInlayHintProvider", access.uri, whole);
    const { line } = at(access, "Connect:52");
    const hint = hints.find(({ position }) => position.line === line);
    assert.match(typeof hint?.label === "string" ? hint.label : (hint?.label[0]?.value ?? ""), /16,777,216/);
    const settings = vscode.workspace.getConfiguration("sendmail");
    try {
      await settings.update("inlayHints.enabled", false, vscode.ConfigurationTarget.Global);
      await eventually("no hints", async () => {
        const left = await vscode.commands.executeCommand<vscode.InlayHint[]>(
          "vscode.executeInlayHintProvider",
          access.uri,
          whole,
        );
        return left.length === 0;
      });
    } finally {
      await settings.update("inlayHints.enabled", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("a finding leads to the other line that takes part, and no line of a message is too long for F8", async () => {
    const access = await open(ACCESS);
    const found = await finding(access, "access-duplicate-key");
    const [related] = found.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), access.uri.toString());
    assert.match(access.lineAt(related.location.range.start.line).text, /^Connect:203\.0\.113\.5/);
    const all = [MC, ACCESS].flatMap((path) => vscode.languages.getDiagnostics(file(path)));
    const lines = all.filter(({ source }) => source === "sendmail").flatMap(({ message }) => message.split("\n"));
    assert.deepEqual(
      // What cannot be broken is a word.
      lines.filter((line) => line.length > 74 && line.includes(" ")),
      [],
    );
  });

  test("what another program writes is judged without a key being pressed", async () => {
    // A browser's disk tells nobody of changes.
    if (file(MC).scheme !== "file") return;
    const write = (path: string, text: string) =>
      vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    await write("watched/sendmail.mc", "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n");
    await write("watched/access", "Connect:10.1 RELAY\n");
    try {
      await open("watched/sendmail.mc");
      const access = file("watched/access");
      const codes = () => vscode.languages.getDiagnostics(access).map(codeOf);
      await write("watched/access", "Connect:10.0.0.0/8 RELAY\n");
      await eventually("the network with a slash", () => codes().includes("access-invalid-key"));
      await write("watched/access", "Connect:10.1 RELAY\n");
      await eventually("no finding of it", () => !codes().includes("access-invalid-key"));
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.workspace.fs.delete(file("watched"), { recursive: true });
    }
  });

  test("a line that is put in and taken out again is judged at once, without the rest of the file", async () => {
    await withFile(CLOSED, async (document) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount, 0), "FEATURE(`relay_local_from')dnl\n");
      await vscode.workspace.applyEdit(edit);
      await finding(document, "relay-local-from");
      const { line } = at(document, "FEATURE(`relay_local_from')");
      const back = new vscode.WorkspaceEdit();
      back.delete(document.uri, new vscode.Range(line, 0, line + 1, 0));
      await vscode.workspace.applyEdit(back);
      await noFinding(document, "relay-local-from");
    });
  });
});
