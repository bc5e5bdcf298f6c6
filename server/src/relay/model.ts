// The answer of the model alone: the relay policy as it was written down by hand.

import { stateOf } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import { keep } from "../text/keep.ts";
import { decide } from "./decide.ts";
import { missingName } from "./missing-name.ts";
import type { RelayPolicy } from "./policy/policy.ts";
import { policyOf, policyOn } from "./policy/policy-of.ts";
import type { Decision, Query } from "./types.ts";

/** Policies of one site that are kept, by the name of the host. */
const MOST_KEPT = 64;

const policies = stateOf((): Map<string, RelayPolicy> => new Map());

function kept(site: MailSite, host: string): RelayPolicy {
  const known = policies(site);
  const found = known.get(host) ?? policyOn(site, host);
  keep(known, host, found, MOST_KEPT);
  return found;
}

/** What the model says of one transaction, and why. Never throws, whatever is asked. */
export function decideByModel(site: MailSite, query: Query): Decision {
  const policy = query.hostName === undefined ? policyOf(site) : policyOn(site, query.hostName);
  const decision = decide(policy, query);
  if (!decision.certain || policy.ownName === "host") return decision;
  const cause = missingName(policy, query, decision, (host) => decide(kept(site, host), query));
  return cause === undefined ? decision : { ...decision, certain: false, cause };
}
