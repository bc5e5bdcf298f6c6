// The server's own names, as far as strangers can write them.
import type { Interpreter } from "../../interpreter/index.ts";

/** The class that has them. */
const OWN_NAMES = "w";

/** Some are enough: they are all treated alike. */
const MOST = 3;

/** Names of class w that have a domain, the first few. */
export function ownNames({ cf }: Interpreter): readonly string[] {
  const words = [...(cf.classes.get(OWN_NAMES)?.members.keys() ?? [])];
  return words.filter((word) => /^[a-z0-9][\w-]*\.[\w.-]+$/.test(word) && !word.endsWith(".invalid")).slice(0, MOST);
}
