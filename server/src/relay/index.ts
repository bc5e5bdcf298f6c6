// Whom a site relays for, as sendmail would answer: the door to this layer.
import type { MailSite } from "../site/types.ts";
import { decide as decideByPolicy } from "./decide.ts";
import { policyOf } from "./policyOf.ts";
import type { Decision, Query } from "./types.ts";

export type { ExposureList } from "./exposureList.ts";
export { exposureList, exposures, exposuresOf } from "./exposures.ts";
export { isMailProvider } from "./grade.ts";
export { policyOf } from "./policyOf.ts";
export { asSendmailWrites, defaultQuery, parseQuery } from "./query.ts";
export type * from "./types.ts";
export { unreachedRuleset } from "./unknown.ts";
export { transcript, witnessText } from "./words.ts";

/** What sendmail answers to one transaction, and why. Never throws, whatever is asked. */
export function decide(site: MailSite, query: Query): Decision {
  return decideByPolicy(policyOf(site), query);
}
