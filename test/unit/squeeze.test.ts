// The packed extension after scripts/squeeze.mjs: smaller, and the same files for whoever opens it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { afterAll, expect, it } from "vitest";
import { squeezeZip } from "../../scripts/squeeze.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "squeeze-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES: Readonly<Record<string, Uint8Array>> = {
  "[Content_Types].xml": strToU8("<Types/>"),
  "extension/dist/server.js": strToU8(
    Array.from({ length: 900 }, (_, at) => `const answer${at % 37} = ${(at * 7919) % 101};\n`).join(""),
  ),
  "extension/docs/gr\u00fc\u00dfe \u2603.md": strToU8("# Gr\u00fc\u00dfe\n"),
  "extension/empty.txt": new Uint8Array(),
  "extension/bytes.bin": Uint8Array.from({ length: 4_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 255),
};

/** Name, system, permissions, time and method of each file, as the zip file's own directory has them. */
function directory(zip: Buffer) {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== 0x06054b50) end--;
  const found = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const length = zip.readUInt16LE(at + 28);
    found.push({
      name: zip.toString("utf8", at + 46, at + 46 + length),
      system: zip.readUInt8(at + 5),
      permissions: zip.readUInt32LE(at + 38),
      time: zip.readUInt32LE(at + 12),
      method: zip.readUInt16LE(at + 10),
    });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}

it("unpacks to the same bytes, with the same names, permissions and times, in less room", async () => {
  const mtime = new Date(2026, 10, 27, 8, 28, 26);
  const made = Object.entries(FILES).map(([name, bytes], at) => {
    const options = { level: 1, os: 3, attrs: (0o100644 + (at % 2) * 0o111) * 0x10000, mtime } as const;
    return [name, [bytes, options]] as const;
  });
  const before = Buffer.from(zipSync(Object.fromEntries(made) as unknown as Zippable));
  const file = path.join(folder, "packed.zip");
  writeFileSync(file, before);
  await squeezeZip(file);
  const after = readFileSync(file);
  expect(Object.entries(unzipSync(after))).toEqual(Object.entries(FILES));
  expect(directory(after)).toEqual(directory(before).map((one) => ({ ...one, method: 8 })));
  expect(directory(after).map(({ permissions }) => (permissions >>> 16).toString(8))).toContain("100755");
  expect(after.length).toBeLessThan(before.length);
});

it("takes the spaces out of JSON, and nothing else", async () => {
  const written = { name: "a  b", list: [1, { deep: "gr\u00fc\u00dfe" }], none: null };
  const file = path.join(folder, "json.zip");
  writeFileSync(file, zipSync({ "extension/package.json": strToU8(JSON.stringify(written, undefined, 2)) }));
  await squeezeZip(file);
  const [text = ""] = Object.values(unzipSync(readFileSync(file))).map((bytes) => Buffer.from(bytes).toString("utf8"));
  expect(text).toBe(JSON.stringify(written));
});

it("says so where a file is not a zip file, and leaves it alone", async () => {
  const file = path.join(folder, "text.txt");
  writeFileSync(file, "This is not a zip file, though it is long enough to be one.");
  await expect(squeezeZip(file)).rejects.toThrow();
  expect(readFileSync(file, "utf8")).toContain("not a zip file");
});
