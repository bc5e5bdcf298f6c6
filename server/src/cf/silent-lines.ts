// The lines of a .cf that have no say in what its rulesets answer.
import type { CfConfig, CfLine } from "./types.ts";

/** The options that the rulesets, or what runs them here, ask for; `test/unit/deciding-options.test.ts` compares them with the sources. */
export const DECIDING_OPTIONS: ReadonlySet<string> = new Set([
  "BlankSub",
  "ColonOkInAddr",
  "DaemonPortOptions",
  "DeliveryMode",
  "DontProbeInterfaces",
  "HostsFile",
  "MatchGECOS",
  "MaxMessageSize",
  "MustQuoteChars",
  "OperatorChars",
  "ResolverOptions",
  "ServiceSwitchFile",
]);

/** The code of the option that gives macros their values. */
const DEFINES = "M".charCodeAt(0);

/** Lines that no answer rests on: headers, precedences, milters, variables of the process. */
const NO_SAY: ReadonlySet<string | undefined> = new Set(["H", "P", "X"]);

/** Headers, precedences, milters and variables of the process, and options that no ruleset asks for. */
export function silentLines({ lines, settings }: CfConfig): ReadonlySet<CfLine> {
  const silent = new Set<CfLine>(lines.filter(({ command }) => NO_SAY.has(command)));
  for (const { name, code, place } of settings)
    if (!DECIDING_OPTIONS.has(name) && code !== DEFINES) silent.add(place.line);
  return silent;
}
