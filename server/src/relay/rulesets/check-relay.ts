// Ruleset check_relay: is this client welcome at all?
import { lookUpAddress, lookUpDomain } from "../policy/lookup.ts";
import { accepts, accessDenied, act, entryText } from "./result.ts";
import { type Outcome, PASS, type Run, refusal } from "./run.ts";
import { memberAtStart, type Tokens, tokenize } from "./tokens.ts";

export function checkRelay(run: Run): Outcome {
  // A listener's own delivery mode takes effect only after the greeting.
  if (run.on("delay_checks") ? run.deferred : run.policy.deferred) return PASS;
  const name = run.on("use_client_ptr") ? tokenize(run.query.clientPtr ?? run.query.clientName) : run.clientName;
  return byAccess(run, name, run.clientAddress) ?? reverseName(run);
}

/** The access map, asked for the client's name and then its address. Undefined where it says nothing. */
function byAccess(run: Run, name: Tokens, address: Tokens): Outcome | undefined {
  if (run.policy.access === undefined || address.length === 0) return undefined;
  const found =
    (name.length > 0 ? lookUpDomain(run, name, "Connect", true) : undefined) ??
    lookUpAddress(run, address, "Connect", true);
  if (found === undefined) return undefined;
  if (accepts(found.value)) {
    run.note(`The client may connect: access has "${entryText(found)}"`, found.entry.span);
    return PASS;
  }
  run.note(`The client is turned away by the access entry "${entryText(found)}"`, found.entry.span);
  return act(found.value, accessDenied(run));
}

/** require_rdns: clients need a name that leads back to their address. */
function reverseName(run: Run): Outcome {
  const feature = run.on("require_rdns");
  if (!feature || memberAtStart(run.policy.classes.R, run.clientAddress)) return PASS;
  const refused = (dsn: string, words: string): Outcome => refusal(dsn, words, ...run.clientAddress);
  const text = `The client's address has no name that leads back to it (require_rdns)`;
  switch (run.query.clientResolve) {
    case "OK":
      return PASS;
    case "FAIL":
      run.note(text, feature.span);
      return unquoted(refused("5.7.1", "550 Fix reverse DNS for"));
    case "TEMP":
      run.note(text, feature.span);
      return {
        kind: "error",
        dsn: tokenize("4.1.8"),
        text: [...tokenize("451 Client IP address"), ...run.clientAddress, ...tokenize("does not resolve")],
      };
    case "FORGED":
      run.note(text, feature.span);
      return unquoted(refused("4.1.8", "451 Possibly forged hostname for"));
  }
}

/** The same outcome with its first text cut into words, as these messages are not quoted in sendmail's rules. */
function unquoted(outcome: Outcome): Outcome {
  if (outcome.kind !== "error") return outcome;
  return { ...outcome, text: outcome.text.flatMap((token, i) => (i === 0 ? tokenize(token) : [token])) };
}
