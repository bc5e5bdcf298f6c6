// When the extension wakes up, and which files it takes for its own.
import { assert, eventually, file, open, setText, vscode } from "./support.ts";

suite("Activation and languages", () => {
  test("opening a sendmail.mc wakes the extension, with nobody calling it", async () => {
    const extension = vscode.extensions.getExtension("sendmail-vscode.sendmail");
    assert.ok(extension, "the extension is installed");
    const document = await open("open-relay/sendmail.mc");
    assert.equal(document.languageId, "sendmail-mc");
    await eventually("the extension is active", () => extension.isActive);
  });

  for (const [path, language] of [
    ["closed-relay/sendmail.mc", "sendmail-mc"],
    ["open-relay/access", "sendmail-access"],
    ["open-relay/relay-domains", "sendmail-class"],
    ["languages/relayhost.mc", "sendmail-mc"],
    ["languages/new.mc", "sendmail-mc"],
    ["languages/sendmail.cf", "sendmail-cf"],
  ] as const) {
    test(`${path} is ${language}`, async () => {
      const document = await open(path);
      await eventually(
        `${path} is ${language}, not ${document.languageId}`,
        async () => (await open(path)).languageId === language,
      );
    });
  }

  test("an empty .mc of any name is one, until another program's text is saved in it", async () => {
    const path = "languages/begun.mc";
    const write = (text: string) => vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    const language = async (name: string) =>
      eventually(`${path} is ${name}`, async () => (await open(path)).languageId === name);
    await write("");
    try {
      await language("sendmail-mc");
      const document = await open(path);
      await setText(document, "using Toybox.Application;\n\nclass WatchApp extends Application.AppBase {}\n");
      await document.save();
      await language("plaintext");
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.workspace.fs.delete(file(path));
    }
  });

  for (const path of ["languages/WatchApp.mc", "languages/messages.mc", "languages/configure.m4", "languages/access"]) {
    test(`${path} is another program's and is left alone`, async () => {
      // Ours is asked for after it: when that has its language, the other one would have it too.
      await open(path);
      await eventually(
        "languages/relayhost.mc",
        async () => (await open("languages/relayhost.mc")).languageId === "sendmail-mc",
      );
      const document = await open(path);
      assert.ok(!document.languageId.startsWith("sendmail"), document.languageId);
    });
  }
});
