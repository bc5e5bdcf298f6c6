// What a database is by its first bytes: Berkeley DB opens a file only as the type that it was made as.

/** How Berkeley DB wrote a file. */
export interface DatabaseFormat {
  readonly type: "hash" | "btree";
  /** The number of the format as the file has it. */
  readonly version: number;
}

/** The number by which each type is known: at the start in Berkeley DB 1.85, twelve bytes later in all others. */
const TYPES: ReadonlyMap<number, DatabaseFormat["type"]> = new Map([
  [0x061561, "hash"],
  [0x053162, "btree"],
]);

/** Bytes that have to be read for it. */
export const HEAD_BYTES = 20;

/** The format of a file with this beginning, in the order of bytes of any machine; undefined where it is not Berkeley's. */
export function databaseFormat(head: Uint8Array): DatabaseFormat | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset);
  for (const at of [0, 12])
    for (const isLittle of [true, false]) {
      const type = TYPES.get(view.getUint32(at, isLittle));
      if (type !== undefined) return { type, version: view.getUint32(at + 4, isLittle) };
    }
  return undefined;
}
