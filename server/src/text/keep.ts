// Maps that remember so much and no more.

/**
 * Puts a value in a map, as the last where it is full, and drops what has been first for longest where there are more than `most`.
 * Where there is room, the place of a key stays: where many keys go, V8 makes a new table for a map, and the old table leads to the new one.
 * Whatever versions of a site such a chain leads to, each collection of young objects copies, until all memory is searched.
 */
export function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  if (map.size >= most) map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
