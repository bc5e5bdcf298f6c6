// FEATURE(`block_bad_helo'): clients that say HELO with this server's name, or with no domain.
import { type Outcome, PASS, type Run, refusal } from "./run.ts";
import { isWord, member, memberAtStart, tokenize } from "./tokens.ts";

/** A name that nobody objects to, for queries without one. */
const HARMLESS = "client.example";

export function badHelo(run: Run): Outcome {
  const feature = run.on("block_bad_helo");
  if (!feature) return PASS;
  const authenticated = run.query.authName ?? run.query.authType;
  if (authenticated !== "") return PASS;
  const { w, R } = run.policy.classes;
  if (memberAtStart(R, run.clientAddress) || isWord(run.clientAddress, "0")) return PASS;
  const text = run.query.helo ?? HARMLESS;
  const helo = tokenize(text);
  const own = member(w, ["[", ...helo, "]"]) ?? member(w, helo);
  if (!own) {
    const dot = helo.indexOf(".", 1);
    if (dot > 0 && dot < helo.length - 1) return PASS;
    if (helo.length > 2 && isWord(helo.slice(0, 1), "IPv6") && helo[1] === ":") return PASS;
  }
  run.note(
    own ? "The client says HELO with one of this server's names" : "The client says HELO with a name without a domain",
    feature.span,
  );
  return refusal("5.7.1", '"550 bogus HELO name used: "', ...helo);
}
