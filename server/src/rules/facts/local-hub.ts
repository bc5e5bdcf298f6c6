// Who gets mail for users of this server who have no alias, where that is not the mailbox of the user.
import type { MailSite } from "../../site/types.ts";
import { OWN_DOMAINS } from "./asked-domains.ts";

/** A setting that sends mail for users without an alias elsewhere. LUSER_RELAY: only for those who do not exist. */
export interface LocalHub {
  readonly setting: "MAIL_HUB" | "LOCAL_RELAY" | "LUSER_RELAY";
  /** Its value as written: a host, `mailer:host`, or `error:` and a reply. */
  readonly value: string;
  /** True where names in class L (LOCAL_USER) stay here. */
  readonly hasExceptions: boolean;
}

/** The settings, with the macros of the .cf that they become. */
export const HUB_MACROS: Readonly<Record<LocalHub["setting"], string>> = {
  MAIL_HUB: "H",
  LOCAL_RELAY: "R",
  LUSER_RELAY: "L",
};

/**
 * The setting that says where mail goes for a user of this server without an alias; undefined where the user gets it, or where nobody
 * knows (cf/README, "LOCAL_RELAY" and "stickyhost"; asked of `sendmail -bv`).
 *
 * @param hasDomain the recipient is written with one of the server's own domains
 */
export function localHub(site: MailSite, hasDomain: boolean): LocalHub | undefined {
  const { mc, cf } = site;
  // stickyhost keeps addresses with a domain from LOCAL_RELAY; an alias that leads to a name asks MAIL_HUB first in any case.
  const staysHere = hasDomain && mc?.config.active.has("stickyhost") === true;
  const order = (["MAIL_HUB", "LOCAL_RELAY", "LUSER_RELAY"] as const).filter(
    (setting) => !(staysHere && setting === "LOCAL_RELAY"),
  );
  for (const setting of order) {
    const value =
      mc === undefined ? cf?.config.macros.get(HUB_MACROS[setting])?.value : mc.config.option(setting)?.value;
    // A hub that is this server itself hands nothing on.
    if (typeof value !== "string" || value.trim() === "" || OWN_DOMAINS.of(site)?.member(value.trim()) !== undefined)
      continue;
    const hasExceptions = setting !== "LUSER_RELAY" && (mc?.config.classMembers("L").length ?? 0) > 0;
    return { setting, value: value.trim(), hasExceptions };
  }
  return undefined;
}
