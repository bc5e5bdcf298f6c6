// Whom a site relays for, as sendmail would answer: the door to this layer.
export { type AccessReply, accessReply, asRead } from "./access-reply.ts";
export { type Comparison, compareGrants } from "./compare.ts";
export type { ExposureList } from "./exposures/exposure-list.ts";
export { exposuresOf } from "./exposures/index.ts";
export {
  acceptingRulesOf,
  decide,
  exposureList,
  exposures,
  isJudged,
  judgeBy,
  listSteps,
  needsJudge,
  unknownListener,
} from "./judging.ts";
export { decideByModel } from "./model.ts";
export { buildsWith, OLD_ADVICE, oldRelaying, oldText, oldVersion } from "./old-versions.ts";
export { openRelayProbes, type Probe, type ProbeAnswer, type ProbeNames, probeSite } from "./open-relay-probes.ts";
export type { ClassMember, WordClass } from "./policy/policy.ts";
export { RENAMED } from "./policy/policy.ts";
export { policyOf } from "./policy/policy-of.ts";
export { unreachedRuleset } from "./policy/unknown-lines.ts";
export { asSendmailWrites, defaultQuery, isIpAddress, parseQuery } from "./query.ts";
export type * from "./types.ts";
export { listenerOf, listenersOf } from "./verdicts/daemon.ts";
export { nameServiceOf } from "./verdicts/query-dns.ts";
export { transcript, witnessText } from "./words.ts";
