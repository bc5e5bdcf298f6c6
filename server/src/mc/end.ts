// What the library checks when the last line of the .mc is read (m4/proto.m4), in the order in which it prints.
import type { M4Run } from "../m4/types.ts";
import { printMessage } from "./effects.ts";
import type { MessageId } from "./library/messages.ts";
import type { NotedMessage, Reading } from "./reading.ts";

interface EndCheck {
  readonly id: MessageId;
  /** `value`: what the option comes to, where the check asks for that. */
  readonly when: (run: M4Run, value: string) => boolean;
  /** An option whose expanded text decides. */
  readonly value?: string;
  readonly about?: NotedMessage["about"];
}

const defined = (run: M4Run, ...names: string[]): boolean => names.every((name) => run.isDefined(name));
const hasValue = (run: M4Run, name: string): boolean => (run.definition(name) ?? "") !== "";

const checks: readonly EndCheck[] = [
  { id: "no-ostype", when: (run) => !defined(run, "__OSTYPE__") },
  {
    id: "def-group-id-obsolete",
    when: (run) => defined(run, "confDEF_GROUP_ID"),
    about: { setting: "confDEF_GROUP_ID" },
  },
  {
    id: "read-timeout-obsolete",
    when: (run) => defined(run, "confREAD_TIMEOUT"),
    about: { setting: "confREAD_TIMEOUT" },
  },
  {
    id: "compound-min-free-blocks",
    when: (_run, value) => value.includes("/"),
    value: "confMIN_FREE_BLOCKS",
    about: { setting: "confMIN_FREE_BLOCKS" },
  },
  {
    id: "ldap-routing-without-spec",
    when: (run) => !defined(run, "confLDAP_DEFAULT_SPEC") && defined(run, "_LDAP_ROUTING_WARN_"),
    about: { feature: "ldap_routing" },
  },
  {
    id: "auto-rebuild-invalid",
    when: (run) => defined(run, "confAUTO_REBUILD"),
    about: { setting: "confAUTO_REBUILD" },
  },
  {
    id: "daemon-options-invalid",
    when: (run) => hasValue(run, "confDAEMON_OPTIONS"),
    about: { setting: "confDAEMON_OPTIONS" },
  },
  {
    id: "client-options-invalid",
    when: (run) => hasValue(run, "confCLIENT_OPTIONS"),
    about: { setting: "confCLIENT_OPTIONS" },
  },
  {
    id: "unsafe-group-writes-deprecated",
    when: (run) => defined(run, "confUNSAFE_GROUP_WRITES"),
    about: { setting: "confUNSAFE_GROUP_WRITES" },
  },
  {
    id: "deferred-without-antispam",
    when: (_run, value) => value.charAt(0) === "d",
    value: "confDELIVERY_MODE",
    about: { setting: "confDELIVERY_MODE" },
  },
  {
    id: "relay-db-from-domain-alone",
    when: (run) => defined(run, "_RELAY_DB_FROM_DOMAIN_", "_RELAY_LOCAL_FROM_") && !run.isDefined("_RELAY_DB_FROM_"),
    about: { setting: "_RELAY_DB_FROM_DOMAIN_" },
  },
  {
    id: "delay-checks-needs-access-db",
    when: (run) => defined(run, "_DELAY_CHECKS_", "_SPAM_FH_") && !run.isDefined("_ACCESS_TABLE_"),
    about: { feature: "delay_checks" },
  },
  {
    id: "hater-and-friend",
    when: (run) => defined(run, "_DELAY_CHECKS_", "_SPAM_FRIEND_", "_SPAM_HATER_"),
    about: { feature: "delay_checks" },
  },
];

/** The m4 text that makes the checks one by one, as calls of the native `macro`. */
export function endText(macro: string, run: M4Run): string {
  return checks
    .map(({ value }, index) => `${macro}(${index}${value === undefined || !run.isDefined(value) ? "" : `,${value}`})`)
    .join("");
}

/** Makes one check; a value with commas in it counts up to the first. */
export function endCheck(reading: Reading, run: M4Run, index: number, value: string): void {
  const check = checks[index];
  if (check?.when(run, value)) printMessage(reading, run, check.id, [], undefined, check.about);
}
