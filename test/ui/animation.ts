// Pictures, one after the other, as one animated PNG: the frames are the pictures' own data, put together anew.
import { crc32 } from "node:zlib";

/** A picture and how long it is shown. */
export interface Frame {
  /** A PNG; all of one animation have the same size and kind of colours. */
  readonly png: Buffer;
  readonly milliseconds: number;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** An animated PNG that starts again after its last frame (PNG, third edition, "Animation information"). Throws where pictures differ in kind. */
export function animated(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error("an animation needs a picture");
  const header = only("IHDR", chunksOf(first.png));
  const parts = [SIGNATURE, written("IHDR", header), written("acTL", numbers([frames.length, 0]))];
  let sequence = 0;
  for (const [index, { png, milliseconds }] of frames.entries()) {
    const chunks = chunksOf(png);
    if (!only("IHDR", chunks).equals(header)) throw new Error(`picture ${index + 1} is of another size or kind`);
    // Width and height, where it is, how long it is shown, and that it takes the place of the one before.
    const control = Buffer.alloc(26);
    control.writeUInt32BE(sequence++);
    header.copy(control, 4, 0, 8);
    control.writeUInt16BE(milliseconds, 20);
    control.writeUInt16BE(1_000, 22);
    parts.push(written("fcTL", control));
    for (const { type, data } of chunks) {
      if (type !== "IDAT") continue;
      parts.push(index === 0 ? written("IDAT", data) : written("fdAT", Buffer.concat([numbers([sequence++]), data])));
    }
  }
  return Buffer.concat([...parts, written("IEND", Buffer.alloc(0))]);
}

function chunksOf(png: Buffer): readonly Chunk[] {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error("not a PNG");
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function only(type: string, chunks: readonly Chunk[]): Buffer {
  const found = chunks.find((chunk) => chunk.type === type);
  if (found === undefined) throw new Error(`a PNG without ${type}`);
  return found.data;
}

/** A chunk: its length, type and data, and their checksum. */
function written(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([numbers([data.length]), typed, numbers([crc32(typed)])]);
}

function numbers(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer;
}
