// What the packed extension holds: bundles, grammars and the pages of the Marketplace, no sources and no tests, under 1 MB.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT, readManifest } from "../../scripts/project.mjs";
import { KIND_NAMES } from "../../server/src/kinds/names.ts";

const { name, version } = readManifest();
const VSIX = path.join(ROOT, `${name}-${version}.vsix`);

/** Names in a zip archive, from its central directory (APPNOTE.TXT, 4.3.12). */
function zipNames(zip: Buffer): string[] {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const [length, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const entry = zip.toString("utf8", at + 46, at + 46 + length);
    at += 46 + length + extra + comment;
    return entry;
  });
}

test("it weighs less than 1 MB", () => {
  expect(statSync(VSIX).size).toBeLessThan(1_000_000);
});

test("it holds exactly what runs and what is shown", () => {
  expect(zipNames(readFileSync(VSIX)).sort()).toEqual(
    [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/changelog.md",
      "extension/package.json",
      "extension/readme.md",
      "extension/dist/client.js",
      "extension/dist/engine.js",
      "extension/dist/server.js",
      "extension/dist/THIRD-PARTY-NOTICES.txt",
      "extension/dist/web/client.js",
      "extension/dist/web/server.js",
      "extension/docs/images/icon.png",
      "extension/docs/images/file.svg",
      ...["open", "see", "fix", "who", "where"].map((step) => `extension/docs/walkthrough/${step}.md`),
      ...["open-relay", "closed-relay"].flatMap((sample) =>
        readdirSync(path.join(ROOT, "examples", sample)).map((file) => `extension/examples/${sample}/${file}`),
      ),
      "extension/schemas/relay-test.schema.json",
      "extension/schemas/sendmail-lint.schema.json",
      ...KIND_NAMES.flatMap((language) => [
        `extension/syntaxes/sendmail-${language}.language-configuration.json`,
        `extension/syntaxes/sendmail-${language}.tmLanguage.json`,
      ]),
    ].sort(),
  );
});
