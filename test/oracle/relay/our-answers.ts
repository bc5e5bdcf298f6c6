// What decide() answers, in the form in which test mode prints it.
import { begin, publicCheckMail, publicCheckRcpt, publicCheckRelay } from "../../../server/src/relay/decide.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import { inTestMode } from "../../../server/src/relay/rulesets/reply.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import type { Answers } from "./sendmail.ts";

/** Our answers, in the form in which test mode prints them. */
export function ourAnswers(policy: RelayPolicy, query: Query): Answers {
  const delayed = policy.features.has("delay_checks");
  return {
    relay: delayed ? undefined : inTestMode(publicCheckRelay(begin(policy, query))),
    mail: delayed ? undefined : inTestMode(publicCheckMail(begin(policy, query))),
    rcpt: inTestMode(publicCheckRcpt(begin(policy, query))),
  };
}
