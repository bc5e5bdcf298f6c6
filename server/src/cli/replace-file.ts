// Writes a file so that nothing is lost if the program is stopped in between.
import { chmod, chown, realpath, rename, rm, stat, writeFile } from "node:fs/promises";

/**
 * Gives a file other bytes in one step: who reads it meanwhile finds the old or the new ones whole. It keeps its owner and mode,
 * and a link stays a link. Where nothing can be put beside the file, or its owner cannot be kept, it is written in place.
 * Rejects as `writeFile` does.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const target = await realpath(file);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    const { mode, uid, gid } = await stat(target);
    await writeFile(beside, bytes, { flag: "wx" });
    await chown(beside, uid, gid);
    await chmod(beside, mode);
    await rename(beside, target);
  } catch {
    await rm(beside, { force: true });
    await writeFile(target, bytes);
  }
}
