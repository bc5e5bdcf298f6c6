// What formatting makes of a file, or of the lines that a selection touches, on the odd texts that people have.
import { describe, expect, it } from "vitest";
import { EDITORS } from "../kinds/editors.ts";
import { markedSite, testUri } from "../site/testing.ts";
import { TextDocument } from "../text.ts";
import { EditorFeatures } from "./editor.ts";

const features = new EditorFeatures(EDITORS);

/** The text after formatting; of a text with `‸`, only the line of that place is formatted. */
async function formatted(name: string, marked: string): Promise<string> {
  const offset = marked.indexOf("‸");
  const { site } = await markedSite({ [name]: offset === -1 ? `‸${marked}` : marked });
  const document = site.document(testUri(name));
  if (document === undefined) throw new Error(`there is no ${name}`);
  const at = document.positionAt(offset);
  const range = offset === -1 ? undefined : { start: at, end: at };
  return TextDocument.applyEdits(document, [...(features.format(site, testUri(name), range, {}) ?? [])]);
}

describe("formatting a .mc", () => {
  it.each([
    ["line ends of Windows", "OSTYPE(`linux')  \r\nMAILER(`smtp')\r\n", "OSTYPE(`linux')dnl\r\nMAILER(`smtp')dnl\r\n"],
    [
      "line ends of Windows after comments",
      "OSTYPE(`linux')dnl\r\ndnl a note \r\n",
      "OSTYPE(`linux')dnl\r\ndnl a note\r\n",
    ],
    ["no line end at the end", "OSTYPE(`linux')\nMAILER(`smtp')", "OSTYPE(`linux')dnl\nMAILER(`smtp')"],
    ["spaces after dnl", "OSTYPE(`linux')dnl   \ndnl a note\t\n", "OSTYPE(`linux')dnl\ndnl a note\n"],
    ["a comment after a call", "MAILER(`smtp') dnl why \n", "MAILER(`smtp') dnl why\n"],
    ["text that is a value", "define(`x', `a  \n b')dnl\n", "define(`x', `a  \n b')dnl\n"],
    ["lines for the .cf", "LOCAL_CONFIG\nD{X}y  \nFEATURE(`x')\n", "LOCAL_CONFIG\nD{X}y  \nFEATURE(`x')\n"],
    ["nothing", "", ""],
  ])("with %s", async (_, text, expected) => {
    expect(await formatted("sendmail.mc", text)).toBe(expected);
  });

  it("changes the line of the selection, wherever in it that is", async () => {
    const after = "OSTYPE(`linux')\nFEATURE(`access_db')dnl\nMAILER(`smtp')\n";
    for (const line of ["‸FEATURE(`access_db')", "FEATURE(`acc‸ess_db')", "FEATURE(`access_db')‸"])
      expect(await formatted("sendmail.mc", `OSTYPE(\`linux')\n${line}\nMAILER(\`smtp')\n`)).toBe(after);
  });
});

describe("formatting a table", () => {
  it.each([
    [
      "access",
      "a.example RELAY\r\n# c\r\nlonger.example.com\t\tOK",
      "a.example\tRELAY\r\n# c\r\nlonger.example.com\tOK",
    ],
    ["mailertable", "a.example   local:x  y\nbad\n", "a.example\tlocal:x  y\nbad\n"],
    ["aliases", "root: joe\nlist:\ta,\n\tb\n# c  \n", "root:\tjoe\nlist:\ta,\n\tb\n# c  \n"],
    ["relay-domains", "a.example  \nb.example\n", "a.example  \nb.example\n"],
  ])("aligns the values of %s, and touches nothing else", async (name, text, expected) => {
    expect(await formatted(name, text)).toBe(expected);
  });

  it("changes the line of the selection only, by the widths of its neighbours", async () => {
    expect(await formatted("access", "a.example OK\nb.ex‸ample OK\nlonger.example.com OK\n")).toBe(
      "a.example OK\nb.example\t\tOK\nlonger.example.com OK\n",
    );
  });
});
