// Findings as they reach VS Code: where, what, and gone when the cause is gone.
import {
  assert,
  codeOf,
  eventually,
  finding,
  findings,
  noFinding,
  open,
  setText,
  vscode,
  withFile,
} from "./support.ts";

suite("Diagnostics", () => {
  test("the open relay of the examples is found, with its code, its link and its place", async () => {
    const document = await open("open-relay/sendmail.mc");
    const found = await finding(document, "relay-promiscuous");
    assert.match(document.getText(found.range), /promiscuous_relay/);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof found.code === "object");
    assert.match(found.code.target.toString(true), /^https:\/\/www\.sendmail\.org\/~ca\/email\//);
  });

  test("the access map and relay-domains of the open relay are found fault with", async () => {
    for (const path of ["open-relay/access", "open-relay/relay-domains"]) {
      await eventually(`a finding in ${path}`, async () => findings(await open(path)).length > 0);
    }
  });

  test("the closed relay has no error", async () => {
    // Its findings are there when those of the open one, which is asked for later, are.
    const closed = await open("closed-relay/sendmail.mc");
    await finding(await open("open-relay/sendmail.mc"), "relay-promiscuous");
    const errors = findings(closed).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(errors.map(codeOf), []);
  });

  test("typing a dangerous feature shows it, dnl before it silences it, # does not", async () => {
    await withFile("closed-relay/sendmail.mc", async (document) => {
      const text = document.getText();
      const add = (line: string) => text.replace(/^MAILER\(/m, `${line}\nMAILER(`);
      await setText(document, add("FEATURE(`relay_local_from')dnl"));
      await finding(document, "relay-local-from");
      await setText(document, add("dnl FEATURE(`relay_local_from')dnl"));
      await noFinding(document, "relay-local-from");
      await setText(document, add("#FEATURE(`relay_local_from')dnl"));
      await finding(document, "relay-local-from");
    });
  });

  test("a new file that has no name yet is judged, and says who may relay, once its language is chosen", async () => {
    const content = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";
    const document = await vscode.workspace.openTextDocument({ language: "sendmail-mc", content });
    await vscode.window.showTextDocument(document);
    const found = await finding(document, "relay-promiscuous");
    assert.equal(found.range.start.line, 1);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("sendmail.rules turns a rule off and changes a severity", async () => {
    const settings = vscode.workspace.getConfiguration("sendmail");
    const document = await open("open-relay/sendmail.mc");
    await finding(document, "relay-promiscuous");
    try {
      await settings.update("rules", { "relay-promiscuous": "off" }, vscode.ConfigurationTarget.Global);
      await noFinding(document, "relay-promiscuous");
      await settings.update("rules", { "relay-promiscuous": "hint" }, vscode.ConfigurationTarget.Global);
      const { severity } = await finding(document, "relay-promiscuous");
      assert.equal(severity, vscode.DiagnosticSeverity.Hint);
    } finally {
      await settings.update("rules", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
