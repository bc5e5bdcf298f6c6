// Packs a zip file again with the smallest Deflate there is: the same files, which any reader of zip files opens, JSON without its spaces.
import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
// zopfli: the smallest Deflate, as a module that needs no compiler; fflate: reads zip files, and writes them of data that is compressed already.
import { deflateAsync } from "@gfx/zopfli";
import { unzipSync, Zip } from "fflate";

/** Method 8 of the zip format. */
const DEFLATE = 8;
/** More iterations save a hundredth of a percent; as many blocks as pay, which is two thousandths less than zopfli's fifteen. */
const OPTIONS = { numiterations: 5, blocksplittingmax: 0 };

/** Signatures of the zip format (APPNOTE.TXT, 4.3.12 and 4.3.16), and the sizes of what they begin, without names. */
const ENTRY = { signature: 0x02014b50, size: 46 };
const END = { signature: 0x06054b50, size: 22 };

/** Rewrites a file in place: the same files with their times and permissions, and what is JSON without spaces between its parts. Throws where it is no zip file. @param {string} file */
export async function squeezeZip(file) {
  const packed = readFileSync(file);
  const facts = factsOf(packed);
  /** @type {Uint8Array[]} */
  const parts = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data);
  });
  for (const [filename, unpacked] of Object.entries(unzipSync(packed))) {
    const data = filename.endsWith(".json") ? compact(unpacked) : unpacked;
    const entry = /** @type {import("fflate").ZipInputFile} */ ({
      ...facts.get(filename),
      filename,
      compression: DEFLATE,
      size: data.length,
      crc: crc32(data),
    });
    zip.add(entry);
    entry.ondata?.(null, new Uint8Array(await deflateAsync(data, OPTIONS)), true);
  }
  zip.end();
  writeFileSync(file, Buffer.concat(parts));
}

/** JSON in as few characters as it takes. @param {Uint8Array} json */
function compact(json) {
  return new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(json))));
}

/**
 * What the directory of a zip file says of each file besides its contents.
 * @param {Buffer} zip
 * @returns {ReadonlyMap<string, { os: number, attrs: number, mtime: Date }>}
 */
function factsOf(zip) {
  let end = zip.length - END.size;
  while (end > 0 && zip.readUInt32LE(end) !== END.signature) end--;
  const facts = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0 && zip.readUInt32LE(at) === ENTRY.signature; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const filename = zip.toString("utf8", at + ENTRY.size, at + ENTRY.size + (name ?? 0));
    const [time, date] = [zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)];
    const mtime = new Date(
      1980 + (date >> 9),
      ((date >> 5) & 15) - 1,
      date & 31,
      time >> 11,
      (time >> 5) & 63,
      (time & 31) * 2,
    );
    facts.set(filename, { os: zip.readUInt8(at + 5), attrs: zip.readUInt32LE(at + 38), mtime });
    at += ENTRY.size + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return facts;
}
