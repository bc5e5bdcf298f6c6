// Whom a site relays for, as sendmail would answer: the door to this layer.
import type { MailSite } from "../site/types.ts";
import { decide as decideByPolicy } from "./decide.ts";
import { missingName } from "./missing-name.ts";
import { policyOf, policyOn } from "./policy/policy-of.ts";
import type { Decision, Query } from "./types.ts";

export { type Comparison, compareGrants } from "./compare.ts";
export type { ExposureList } from "./exposures/exposure-list.ts";
export { isMailProvider } from "./exposures/grade.ts";
export { exposureList, exposures, exposuresOf } from "./exposures/index.ts";
export type { ClassMember, WordClass } from "./policy/policy.ts";
export { policyOf } from "./policy/policy-of.ts";
export { unreachedRuleset } from "./policy/unknown-lines.ts";
export { asSendmailWrites, defaultQuery, parseQuery } from "./query.ts";
export type * from "./types.ts";
export { transcript, witnessText } from "./words.ts";

/** What sendmail answers to one transaction, and why. Never throws, whatever is asked. */
export function decide(site: MailSite, query: Query): Decision {
  const policy = query.hostName === undefined ? policyOf(site) : policyOn(site, query.hostName);
  const decision = decideByPolicy(policy, query);
  if (!decision.certain || policy.ownName === "host") return decision;
  const cause = missingName(site, policy, query, decision);
  return cause === undefined ? decision : { ...decision, certain: false, cause };
}
