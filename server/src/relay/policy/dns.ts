// What the name service would answer, taken from the query: best MX hosts of a domain.
import { type Outcome, type Run, temporary } from "../rulesets/run.ts";
import { join, member, stripQuotes, type Tokens, tokenize } from "../rulesets/tokens.ts";

/** A domain as the name service is asked for it. */
export function nameOf(domain: Tokens): string {
  return stripQuotes(join(domain)).toLowerCase();
}

/**
 * Is one of the best mail exchangers of the domain in class w (relay_based_on_MX)? Undefined where the domain has
 * none of ours, a temporary refusal where the lookup failed.
 */
export function mailExchangers(run: Run, domain: Tokens): true | Outcome | undefined {
  const answer = run.query.dns?.mx?.[nameOf(domain)];
  if (answer === undefined) return undefined;
  if (answer === "TEMP") return temporary("4.4.0", '"450 Can not check MX records for recipient host "', ...domain);
  for (const host of answer) {
    if (member(run.policy.classes.w, tokenize(host))) return true;
  }
  return undefined;
}
