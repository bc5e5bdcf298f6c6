// The terminal of "Sendmail: Test Addresses", without its window: what is typed into it, and what it writes.
import { assert, eventually, open, vscode } from "./support.ts";

suite("Test Addresses", () => {
  test("a terminal answers for the file in front, or says what it lacks", async () => {
    await open("closed-relay/sendmail.mc");
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const listener = vscode.window.onDidOpenTerminal((terminal) => {
        listener.dispose();
        resolve(terminal);
      });
    });
    await vscode.commands.executeCommand("sendmail.testAddresses");
    const terminal = await opened;
    assert.equal(terminal.name, "Test Addresses: sendmail.mc");
    const options = terminal.creationOptions;
    assert.ok("pty" in options, "the terminal runs no program");
    const { pty } = options;
    let written = "";
    pty.onDidWrite((text) => {
      written += text;
    });
    // In a browser, or where sendmail-cf is not installed, it says what it lacks.
    const lacks = () => /There is no sendmail\.cf|m4 makes no complete/.test(written.replace(/\s+/g, " "));
    // What it wrote before is not seen here; Enter brings another prompt, or why there is none.
    await eventually("a prompt", () => {
      pty.handleInput?.("\r");
      return /> /.test(written) || lacks();
    });
    pty.handleInput?.("3,0 joe@example.com\r");
    await eventually("an answer", () => /canonify +input: joe @ example \. com/.test(written) || lacks());
    terminal.dispose();
    await eventually("the terminal is gone", () => !vscode.window.terminals.includes(terminal));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
