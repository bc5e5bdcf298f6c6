// Writing a file loses nothing: not on a full disk, not what others wrote, neither names, mode nor owner.
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NotReplaced, type Opening, replaceFile, writeWhole } from "../../server/src/cli/replace-file.ts";

/** Opens files of a disk that has room for ten bytes more. */
const full: Opening = async (name, flags, mode) => {
  const handle = await open(name, flags, mode);
  const write = handle.write.bind(handle);
  const { size } = await handle.stat();
  let room = 10;
  const put = async (bytes: Uint8Array, offset: number, length: number, position: number) => {
    if (position < size) return await write(bytes, offset, Math.min(length, size - position), position);
    if (room === 0) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC", syscall: "write" });
    const taken = Math.min(room, length);
    room -= taken;
    return await write(bytes, offset, taken, position);
  };
  handle.write = put as unknown as typeof handle.write;
  handle.writeFile = async (bytes) => {
    for (let at = 0; at < bytes.length; )
      at += (await put(bytes as Uint8Array, at, bytes.length - at, at)).bytesWritten;
  };
  return handle;
};

let dir = "";
let file = "";
const OLD = Buffer.from("a line of the old file\r\nand another\r\n");
const NEW = Buffer.from("a line of the new file\r\nand another\r\nand one more, which is longer\r\n");

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-replace-"));
  file = path.join(dir, "access");
  writeFileSync(file, OLD, { mode: 0o640 });
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe("replacing a file", () => {
  it("gives it the new bytes, and keeps its mode", async () => {
    chmodSync(file, 0o640);
    await replaceFile(file, OLD, NEW);
    expect(readFileSync(file)).toEqual(NEW);
    expect(statSync(file).mode & 0o7777).toBe(0o640);
    expect(readdirSync(dir)).toEqual(["access"]);
  });

  it("keeps a symbolic link, and what it leads to", async () => {
    symlinkSync("access", path.join(dir, "link"));
    await replaceFile(path.join(dir, "link"), OLD, NEW);
    expect(lstatSync(path.join(dir, "link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(file)).toEqual(NEW);
  });

  it.each([
    ["longer", OLD, NEW],
    ["shorter", NEW, OLD],
  ])("keeps all names of a file with hard links: %s", async (_, before, after) => {
    writeFileSync(file, before);
    linkSync(file, path.join(dir, "other"));
    await replaceFile(file, before, after);
    expect(readFileSync(path.join(dir, "other"))).toEqual(after);
    expect(statSync(file).nlink).toBe(2);
  });

  it("refuses a file that nobody may write, even as root", async () => {
    chmodSync(file, 0o444);
    await expect(replaceFile(file, OLD, NEW)).rejects.toThrow("it is read-only");
    expect(readFileSync(file)).toEqual(OLD);
  });

  it("leaves alone what others wrote meanwhile", async () => {
    writeFileSync(file, "someone else\n");
    await expect(replaceFile(file, OLD, NEW)).rejects.toBeInstanceOf(NotReplaced);
    expect(readFileSync(file, "utf8")).toBe("someone else\n");
    linkSync(file, path.join(dir, "other"));
    await expect(replaceFile(file, OLD, NEW)).rejects.toThrow("it was changed meanwhile");
    expect(readdirSync(dir).sort()).toEqual(["access", "other"]);
  });

  it("takes away no file of another's", async () => {
    const theirs = path.join(dir, `access.${process.pid}.tmp`);
    writeFileSync(theirs, "theirs\n");
    await replaceFile(file, OLD, NEW);
    expect(readFileSync(theirs, "utf8")).toBe("theirs\n");
  });

  it.each([false, true])("loses nothing on a full disk (hard links: %s)", async (linked) => {
    if (linked) linkSync(file, path.join(dir, "other"));
    const before = readdirSync(dir);
    await expect(replaceFile(file, OLD, NEW, full)).rejects.toThrow("ENOSPC");
    expect(readFileSync(file)).toEqual(OLD);
    expect(readdirSync(dir)).toEqual(before);
  });

  it("writes a new file whole or not at all", async () => {
    const fresh = path.join(dir, "sendmail.cf");
    await expect(writeWhole(fresh, NEW, full)).rejects.toThrow("ENOSPC");
    expect(existsSync(fresh)).toBe(false);
    await writeWhole(fresh, NEW);
    expect(readFileSync(fresh)).toEqual(NEW);
    await writeWhole(fresh, OLD);
    expect(readFileSync(fresh)).toEqual(OLD);
    const device = openSync("/dev/null", "w");
    await writeWhole("/dev/null", NEW);
    closeSync(device);
  });
});
