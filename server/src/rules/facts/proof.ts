// The transaction that proves an exposure, in words.
import { type Exposure, witnessText } from "../../relay/index.ts";

/** The transaction that shows it, as a sentence. */
export function proof({ witness }: Exposure): string {
  return witness === undefined ? "" : `Proof: ${witnessText(witness).replace(/^A /, "a ")}.`;
}
