// Writes a file so that nothing is lost: not if the disk is full, not if the program is stopped, not what others wrote meanwhile.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, type FileHandle, open, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Why a file was left as it is, where the system reported no error. */
export class NotReplaced extends Error {}

/** Opens a file, as `fs.open` does. */
export type Opening = (file: string | Buffer, flags: string, mode?: number) => Promise<FileHandle>;

/** Errors that say that nothing can be put beside the file, or its owner cannot be kept: then it is written in place. */
const IN_PLACE: ReadonlySet<unknown> = new Set(["EACCES", "EPERM", "EROFS"]);

/**
 * Gives a file other bytes. Who reads it meanwhile finds the old or the new ones whole. It keeps its owner, mode and
 * names: a link stays a link, and a file of several names (hard links) is written in place. Rejects with an error of the
 * system, or with `NotReplaced`, and then the file is as it was.
 *
 * @param before the bytes that the file is known to have; where it has others by now, it is left alone
 * @param opening opens files; tests have disks of their own
 */
export async function replaceFile(
  file: string | Buffer,
  before: Uint8Array,
  bytes: Uint8Array,
  opening: Opening = open,
): Promise<void> {
  const target = (await realpath(file, { encoding: "buffer" })).toString("latin1");
  const { mode, uid, gid, nlink } = await stat(raw(target));
  // Root may write what nobody may write; a person who took the right away meant it.
  if ((mode & 0o222) === 0) throw new NotReplaced("it is read-only");
  await access(raw(target), constants.W_OK);
  if (nlink > 1) return await writeInPlace(target, before, bytes, opening);
  const beside = path.join(path.dirname(target), `.sendmail-lint-${randomBytes(8).toString("hex")}.tmp`);
  try {
    await putBeside(beside, bytes, { mode, uid, gid }, opening);
    await mustBe(target, before);
    await rename(raw(beside), raw(target));
  } catch (error) {
    await rm(raw(beside), { force: true });
    if (!(error instanceof Error && "code" in error && IN_PLACE.has(error.code))) throw error;
    await writeInPlace(target, before, bytes, opening);
  }
}

/** Writes a file that a program makes; where there is one already, replaces it as it is. Pipes and devices take what comes. */
export async function writeWhole(file: string, bytes: Uint8Array, opening: Opening = open): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isFile()) return await replaceFile(file, await readFile(file), bytes, opening);
  if (found !== undefined) return await writeFile(file, bytes);
  const handle = await opening(file, "wx");
  try {
    await handle.writeFile(bytes);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** One character for each byte of a path. */
function raw(file: string): Buffer {
  return Buffer.from(file, "latin1");
}

async function putBeside(
  beside: string,
  bytes: Uint8Array,
  like: { readonly mode: number; readonly uid: number; readonly gid: number },
  opening: Opening,
): Promise<void> {
  // Nobody else may read it before it has the mode of the file.
  const handle = await opening(raw(beside), "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.chown(like.uid, like.gid);
    await handle.chmod(like.mode & 0o7777);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function mustBe(target: string, before: Uint8Array): Promise<void> {
  if (!(await readFile(raw(target))).equals(before)) throw new NotReplaced("it was changed meanwhile");
}

/**
 * Writes what is longer than before first: where the disk has no room for it, the file is cut back and nothing is lost. The
 * rest goes where the file has its room already.
 */
async function writeInPlace(target: string, before: Uint8Array, bytes: Uint8Array, opening: Opening): Promise<void> {
  await mustBe(target, before);
  const handle = await opening(raw(target), "r+");
  try {
    await extend(handle, before.length, bytes);
    await write(handle, bytes.subarray(0, before.length), 0);
    if (bytes.length < before.length) await handle.truncate(bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function extend(handle: FileHandle, length: number, bytes: Uint8Array): Promise<void> {
  if (bytes.length <= length) return;
  try {
    await write(handle, bytes.subarray(length), length);
    await handle.sync();
  } catch (error) {
    await handle.truncate(length);
    throw error;
  }
}

async function write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
