// The disk as the server sees it: what cannot be read is not missing, and what a root holds. (test/soak/root.test.ts tries every path.)
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { diskFiles, failure } from "../../server/src/files.node.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const temporary = temporaryFolder();
const { urlOf } = temporary;
const put = (name: string, text = "") => pathToFileURL(temporary.put(name, text)).href;

describe("the disk", () => {
  const files = diskFiles();

  it("tells what is there, what is not, and what cannot be read", async () => {
    expect(await files.read(put("a", "text"))).toMatchObject({ kind: "there" });
    expect(await files.read(urlOf("b"))).toEqual({ kind: "missing" });
    expect(await files.read(urlOf("a/b"))).toEqual({ kind: "missing" });
    expect(await files.read(urlOf("."))).toEqual({ kind: "unreadable", obstacle: "not-a-file" });
    symlinkSync("loop", path.join(temporary.dir, "loop"));
    expect(await files.read(urlOf("loop"))).toEqual({ kind: "unreadable", obstacle: "failed" });
    expect(await files.read("file:///dev/zero")).toEqual({ kind: "unreadable", obstacle: "not-a-file" });
    expect(await files.stat("file:///dev/zero")).toEqual({ kind: "unreadable", obstacle: "not-a-file" });
    expect(await files.list(urlOf("b"))).toEqual({ kind: "missing" });
  });

  it("says at once that a huge file is too large", async () => {
    const uri = put("access");
    truncateSync(path.join(temporary.dir, "access"), 600 * 1024 * 1024);
    expect(await files.read(uri)).toEqual({ kind: "unreadable", obstacle: "too-large" });
  });

  it.each([
    ["EACCES", { kind: "unreadable", obstacle: "forbidden" }],
    ["EPERM", { kind: "unreadable", obstacle: "forbidden" }],
    ["EISDIR", { kind: "unreadable", obstacle: "not-a-file" }],
    ["EIO", { kind: "unreadable", obstacle: "failed" }],
    ["EMFILE", { kind: "unreadable", obstacle: "failed" }],
    ["ENOENT", { kind: "missing" }],
  ])("takes %s for what it is", (code, expected) => {
    expect(failure(Object.assign(new Error(code), { code }))).toEqual(expected);
  });

  it("reads names that are not UTF-8", async () => {
    const name = Buffer.concat([Buffer.from(`${temporary.dir}/caf`), Buffer.from([0xe9])]);
    writeFileSync(name, "x");
    expect(await files.list(urlOf("."))).toEqual({ kind: "there", value: ["caf%E9"] });
    const found = await files.read(urlOf("caf%E9"));
    expect(found.kind === "there" && found.value.getText()).toBe("x");
    put("caf%E9", "this very name");
    const plain = await files.read(urlOf("caf%E9"));
    expect(plain.kind === "there" && plain.value.getText()).toBe("this very name");
  });

  it("follows links as a system does whose root the folder is", async () => {
    put("root/srv/map", "inside");
    put("srv/map", "outside");
    mkdirSync(path.join(temporary.dir, "root/etc"));
    for (const [name, target] of [
      ["absolute", "/srv/map"],
      ["above", "../../../../../../../srv/map"],
      ["outside", path.join(temporary.dir, "srv/map")],
    ] as const)
      symlinkSync(target, path.join(temporary.dir, "root/etc", name));
    symlinkSync("/srv", path.join(temporary.dir, "root/folder"));
    const bounds = { kind: "root", root: urlOf("root") } as const;
    const text = async (name: string) => {
      const found = await files.read(urlOf(name), bounds);
      return found.kind === "there" ? found.value.getText() : found.kind;
    };
    expect(await text("root/etc/absolute")).toBe("inside");
    expect(await text("root/etc/above")).toBe("inside");
    expect(await text("root/folder/map")).toBe("inside");
    expect(await text("root/etc/outside")).toBe("missing");
  });

  it("reads nothing of this machine's own settings for a copy", async () => {
    symlinkSync("/etc/passwd", path.join(temporary.dir, "access"));
    const bounds = { kind: "copy", folder: urlOf(".") } as const;
    expect(await files.read(urlOf("access"), bounds)).toEqual({ kind: "unreadable", obstacle: "outside" });
    expect(await files.read(urlOf("access"))).toMatchObject({ kind: "there" });
  });
});
