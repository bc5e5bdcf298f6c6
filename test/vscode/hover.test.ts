// What a person reads when the pointer rests on a word.
import { assert, eventually, open, vscode } from "./support.ts";

/** The Markdown of the hovers at the first place where `word` stands. */
async function hoverOn(path: string, word: string): Promise<string> {
  const document = await open(path);
  const offset = document.getText().indexOf(word);
  assert.ok(offset >= 0, `${word} stands in ${path}`);
  return eventually(`hover on ${word}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      document.positionAt(offset + 1),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
  });
}

suite("Hover", () => {
  test("a dangerous feature says what it does, what to use instead, and where sendmail.org says so", async () => {
    const text = await hoverOn("open-relay/sendmail.mc", "promiscuous_relay");
    assert.match(text, /relay/);
    assert.match(text, /https:\/\/www\.sendmail\.org\/~ca\/email\//);
  });

  test("an action in the access map is explained", async () => {
    assert.match(await hoverOn("open-relay/access", "RELAY"), /relay/i);
  });
});
