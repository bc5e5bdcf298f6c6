// Finding one's way: definition, references, names, outline, folds, selection, tokens, tasks and formatters, as VS Code has them.
import { assert, eventually, file, open, setText, vscode, withFile } from "./support.ts";

const MC = "open-relay/sendmail.mc";
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

/** `folder/file:line` of places. */
function shown(places: readonly (vscode.Location | vscode.LocationLink)[]): string[] {
  return places.map((place) => {
    const [uri, range] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
    return `${uri.path.split("/").slice(-2).join("/")}:${range.start.line + 1}`;
  });
}

suite("Finding one's way", () => {
  test("F12 leads from a table to the word that has it read, and from that word to the table", async () => {
    const access = await open("open-relay/access");
    const mc = await open(MC);
    const line = mc
      .getText()
      .split("\n")
      .findIndex((text) => text.startsWith("FEATURE(`access_db')"));
    const readers = shown(await ask("vscode.executeDefinitionProvider", access.uri, at(access, "Connect:gmail.com")));
    assert.ok(readers.includes(`${MC}:${line + 1}`), readers.join());
    const tables = shown(await ask("vscode.executeDefinitionProvider", mc.uri, at(mc, "access_db")));
    assert.ok(tables.includes("open-relay/access:1"), tables.join());
  });

  test("Shift+F12 finds a macro's uses, and F2 gives it another name", async () => {
    await withFile(MC, async (document) => {
      await setText(
        document,
        document.getText().replace("FEATURE(`use_cw_file')", "define(`MINE', `a.example')dnl\nRELAY_DOMAIN(MINE)"),
      );
      const place = at(document, "MINE)");
      assert.equal((await ask("vscode.executeReferenceProvider", document.uri, place)).length, 2);
      assert.equal((await ask("vscode.executeDocumentHighlights", document.uri, place)).length, 2);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        place,
        "OURS",
      );
      assert.deepEqual(
        edit.get(document.uri).map(({ newText }) => newText),
        ["OURS", "OURS"],
      );
    });
  });

  test("F2 on a domain changes it in all files of the server", async () => {
    const access = await open("open-relay/access");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      access.uri,
      at(access, "co.uk"),
      "ac.uk",
    );
    const files = edit.entries().map(([uri]) => uri.path.split("/").at(-1));
    assert.deepEqual(files.sort(), ["access", "relay-domains"]);
  });

  test("a name that F2 may not give is refused with its reason", async () => {
    const rename = async (document: vscode.TextDocument, text: string, name: string): Promise<void> => {
      await vscode.commands.executeCommand(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        at(document, text),
        name,
      );
    };
    await withFile(MC, async (document) => {
      await setText(
        document,
        document.getText().replace("FEATURE(`use_cw_file')", "define(`MINE', `a.example')dnl\nRELAY_DOMAIN(MINE)"),
      );
      await assert.rejects(rename(document, "MINE)", "SMART_HOST"), /SMART_HOST already means something to sendmail/);
      await assert.rejects(rename(document, "MINE)", "no good"), /letters, digits and underscores/);
    });
    const access = await open("open-relay/access");
    await assert.rejects(rename(access, "co.uk", "not a domain"), /letters, digits, hyphens and dots/);
  });

  test("Ctrl+Shift+O shows the parts of a file, Ctrl+T those of the site", async () => {
    const mc = await open(MC);
    const parts = await ask<vscode.DocumentSymbol>("vscode.executeDocumentSymbolProvider", mc.uri);
    const names = parts.flatMap(({ name, children }) => [name, ...children.map((child) => child.name)]);
    for (const name of ["Features", "promiscuous_relay", "Mailers", "Settings"]) assert.ok(names.includes(name), name);
    const found = await ask<vscode.SymbolInformation>("vscode.executeWorkspaceSymbolProvider", "promiscuous");
    assert.ok(found.some(({ name, location }) => name === "promiscuous_relay" && location.uri.path.endsWith(MC)));
  });

  test("a diversion folds, and a selection grows along quotes and calls", async () => {
    const mc = await open(MC);
    const folds = await ask<vscode.FoldingRange>("vscode.executeFoldingRangeProvider", mc.uri);
    assert.ok(folds.some(({ start, end }) => start === 0 && end > start));
    const place = at(mc, "promiscuous_relay')");
    const [grown] = await ask<vscode.SelectionRange>("vscode.executeSelectionRangeProvider", mc.uri, [place]);
    const texts: string[] = [];
    for (let range = grown; range !== undefined; range = range.parent) texts.push(mc.getText(range.range));
    assert.ok(texts.includes("promiscuous_relay"), texts.join("|"));
    assert.ok(texts.includes("FEATURE(`promiscuous_relay')"), texts.join("|"));
  });

  test("text that m4 never runs is a comment, and what opens the relay is marked", async () => {
    const mc = await open(MC);
    const legend = await eventually("the legend", () =>
      vscode.commands.executeCommand<vscode.SemanticTokensLegend>("vscode.provideDocumentSemanticTokensLegend", mc.uri),
    );
    const { data } = await eventually("tokens", () =>
      vscode.commands.executeCommand<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens", mc.uri),
    );
    const kinds = new Map<number, Set<string>>();
    let line = 0;
    for (let index = 0; index < data.length; index += 5) {
      line += data[index] ?? 0;
      const modifiers = legend.tokenModifiers.filter((_, bit) => ((data[index + 4] ?? 0) & (1 << bit)) !== 0);
      const words = [legend.tokenTypes[data[index + 3] ?? 0] ?? "", ...modifiers];
      for (const word of words) kinds.set(line, (kinds.get(line) ?? new Set()).add(word));
    }
    assert.ok(kinds.get(1)?.has("comment"), "the diverted line");
    assert.ok(kinds.get(at(mc, "FEATURE(`promiscuous_relay')").line)?.has("dangerous"), "the dangerous line");
  });

  test("the findings of files that are not open are in Problems", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await open(MC);
    const uri = file("open-relay/relay-domains");
    await eventually("findings of relay-domains", () => vscode.languages.getDiagnostics(uri).length > 0);
  });

  test("a path completes from disk, a domain from the other files", async () => {
    await withFile(CLOSED, async (document) => {
      const labels = async (text: string) => {
        await setText(document, `${document.getText().replace(/^MAILER\([\s\S]*/m, "")}${text}')dnl\n`);
        const position = document.positionAt(document.getText().lastIndexOf("')dnl"));
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          document.uri,
          position,
        );
        return items.map(({ label }) => (typeof label === "string" ? label : label.label));
      };
      assert.ok((await labels("define(`confCT_FILE', `/etc/mail/")).includes("trusted-users"));
      const names = await vscode.workspace.fs.readFile(file("closed-relay/local-host-names"));
      const [domain] = /^[\w.-]+\.[\w-]+$/m.exec(new TextDecoder().decode(names)) ?? [];
      assert.ok(domain);
      assert.ok((await labels("MASQUERADE_AS(`")).includes(domain), domain);
    });
  });

  test("a table and a .mc are formatted", async () => {
    const options = { tabSize: 8, insertSpaces: false };
    await withFile("closed-relay/access", async (document) => {
      await setText(document, "# a map\nConnect:10.1\tREJECT\nFrom:spammer.example.com REJECT\n");
      const edits = await ask<vscode.TextEdit>("vscode.executeFormatDocumentProvider", document.uri, options);
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits);
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.getText(), "# a map\nConnect:10.1\t\t\tREJECT\nFrom:spammer.example.com\tREJECT\n");
    });
    await withFile(CLOSED, async (document) => {
      await setText(document, document.getText().replace("MAILER(`smtp')dnl", "MAILER(`smtp')  "));
      const edits = await ask<vscode.TextEdit>("vscode.executeFormatDocumentProvider", document.uri, options);
      assert.deepEqual(
        edits.map(({ newText }) => newText),
        ["dnl"],
      );
    });
  });

  test("tasks build, compile and check a server on this machine; elsewhere nothing is offered", async () => {
    await open(MC);
    const isOnDisk = file(MC).scheme === "file";
    const found = isOnDisk
      ? await eventually("tasks", async () => {
          const all = await vscode.tasks.fetchTasks({ type: "sendmail" });
          return all.length > 0 ? all : undefined;
        })
      : await vscode.tasks.fetchTasks({ type: "sendmail" });
    const ids = found.map(({ definition }) => String(definition.task));
    if (isOnDisk) assert.ok(ids.includes("build") && ids.includes("check"), ids.join());
    else assert.deepEqual(ids, []);
  });
});
