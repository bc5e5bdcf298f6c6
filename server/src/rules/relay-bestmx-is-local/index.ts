// FEATURE(`bestmx_is_local'): anybody's DNS decides what counts as local here.
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-bestmx-is-local",
    relaying: true,
    title: "bestmx_is_local lets strangers make their domains local here",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "FEATURES", bestmx_is_local'],
  },
  "bestmx_is_local",
  // The argument limits it to domains that the author names.
  (use) =>
    (use.args[0]?.text ?? "").trim() !== ""
      ? undefined
      : "Strangers decide which domains are local here.\nEvery domain whose best MX record points to this host counts as local, and its owner writes that record. Each address also costs a DNS lookup. List your domains in local-host-names instead, or limit the feature to certain domains with its argument.",
  "mail for domains that local-host-names does not list is no longer local",
);
