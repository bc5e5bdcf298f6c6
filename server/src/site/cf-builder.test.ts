// What the library is given of a .mc.
import { expect, test } from "vitest";
import { TextDocument } from "../text.ts";
import { CfBuilder } from "./cf-builder.ts";
import { memoryWorkspace } from "./index.ts";

const LIBRARY = "file:///usr/share/sendmail/cf";
const MC = "file:///srv/copy/etc/mail/sendmail.mc";

test("what a template leaves open says nothing, in the .mc and in what it includes", async () => {
  const text = "CR{{ .Net }}\ninclude(`more.m4')dnl\n";
  const workspace = memoryWorkspace({
    [`${LIBRARY}/m4/cf.m4`]: "divert(0)dnl\n",
    [MC]: text,
    "file:///srv/copy/etc/mail/more.m4": "CR%NETWORK%\n",
  });
  const document = TextDocument.create(MC, "sendmail-mc", 1, text);
  const build = async (isMasked: boolean) =>
    (await new CfBuilder(workspace, {}).build(document, LIBRARY, "/etc/mail/", isMasked)).cf;
  expect(await build(false)).toMatch(/CR\{\{ \.Net \}\}\nCR%NETWORK%/);
  expect(await build(true)).toMatch(/CR\uE000+\nCR\uE000+/);
});
