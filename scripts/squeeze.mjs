// Packs a zip file again with the smallest Deflate there is: the same files, which any reader of zip files opens.
import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
// zopfli: the smallest Deflate, as a module that needs no compiler; fflate: reads zip files, and writes them of data that is compressed already.
import { deflateAsync } from "@gfx/zopfli";
import { unzipSync, Zip } from "fflate";

/** Method 8 of the zip format. */
const DEFLATE = 8;
/** More of them save a hundredth of a percent. */
const ITERATIONS = 5;

/** Rewrites a file in place. Throws where it is no zip file. @param {string} file */
export async function squeezeZip(file) {
  /** @type {Uint8Array[]} */
  const parts = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data);
  });
  for (const [filename, data] of Object.entries(unzipSync(readFileSync(file)))) {
    const entry = /** @type {import("fflate").ZipInputFile} */ ({
      filename,
      compression: DEFLATE,
      size: data.length,
      crc: crc32(data),
    });
    zip.add(entry);
    entry.ondata?.(null, new Uint8Array(await deflateAsync(data, { numiterations: ITERATIONS })), true);
  }
  zip.end();
  writeFileSync(file, Buffer.concat(parts));
}
