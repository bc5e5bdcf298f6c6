// A .cf that has no .mc: problem, outline, definition, hover.
import { assert, finding, findings, open, vscode } from "./support.ts";

suite("A .cf alone", () => {
  test("has problems in sendmail's words, an outline, definitions, and rules in words", async () => {
    const cf = await open("lone/sendmail.cf");
    assert.equal(cf.languageId, "sendmail-cf");

    const problem = await finding(cf, "cf-syntax");
    assert.match(problem.message, /LogLevl/);
    assert.equal(cf.getText(problem.range), "O LogLevl=9");
    assert.deepEqual(
      findings(cf).map(({ range }) => range.start.line),
      [problem.range.start.line],
    );

    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      cf.uri,
    );
    assert.ok(symbols.some(({ name }) => name === "check_rcpt"));
    assert.ok(symbols.some(({ name }) => name === "Lookup"));

    const call = cf.positionAt(cf.getText().indexOf("$>Lookup") + 3);
    const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      cf.uri,
      call,
    );
    const [definition] = definitions;
    assert.ok(definition);
    const range = "range" in definition ? definition.range : definition.targetRange;
    assert.equal(cf.lineAt(range.start.line).text, "SLookup");

    const rule = cf.positionAt(cf.getText().indexOf("R$* @"));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", cf.uri, rule);
    const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)));
    assert.match(text.join("\n"), /Matches/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
