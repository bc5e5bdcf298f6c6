// What names files: a .mc, or a .cf that has none.
import type { CfConfig } from "../cf/types.ts";
import type { MailConfig } from "../mc/types.ts";

export type Configuration = MailConfig | CfConfig;

/** True for a .cf. */
export function isCf(config: Configuration): config is CfConfig {
  return "rulesets" in config;
}

/** The settings of an option of sendmail in a .cf, in order, with their places; refused ones are left out. */
export function optionsOf(config: CfConfig, name: string) {
  return config.settings.flatMap((one) =>
    one.name === name && one.accepted ? [{ text: one.value, span: one.place.value }] : [],
  );
}
