// Which published holes the sendmail of a site has, as far as its version and its system's package tell.
import { type Hole, holesOf, patchState } from "../catalog/index.ts";
import { type KnownPlatform, stampOf } from "./platform.ts";
import type { MailSite } from "./types.ts";

/** The holes of a version that are not known to be closed. */
export interface SiteHoles {
  readonly open: readonly Hole[];
  /** A package may have closed them, and nothing here tells. */
  readonly unsure: readonly Hole[];
}

/** The holes of a version that a site's sendmail has, whatever its package; those of STARTTLS only with a certificate. */
export function holesOfSite({ mc, cf }: MailSite, version: string): readonly Hole[] {
  const hasCertificate =
    mc === undefined
      ? cf?.config.settings.some(({ name, value }) => name === "ServerCertFile" && value !== "")
      : mc.config.settings.some(({ name, value }) => name === "confSERVER_CERT" && value !== undefined);
  return holesOf(version).filter(({ needs }) => needs !== "tls" || hasCertificate === true);
}

/** What is known of the holes of a site's version. `known`: its operating system. */
export function holesIn(site: MailSite, version: string, known: KnownPlatform | undefined): SiteHoles {
  const all = holesOfSite(site, version);
  if (known === undefined) {
    // "8.17.1.9/Our own": whose package it is, is not known, and the number of another one tells less than sendmail's.
    const isOpen = stampOf(site) === undefined || all.some(({ allows }) => allows === "code");
    return isOpen ? { open: all, unsure: [] } : { open: [], unsure: all };
  }
  const open: Hole[] = [];
  const unsure: Hole[] = [];
  for (const hole of all) {
    const state = patchState(known.platform, hole.id, version, known.stamp);
    if (state === undefined || state === "open" || (state === "by-hand" && !closesByHand(site))) open.push(hole);
    else if (state === "perhaps") unsure.push(hole);
  }
  return { open, unsure };
}

/** True where the access map gives all clients the letter that ends messages with CR LF only. */
function closesByHand(site: MailSite): boolean {
  for (const { tag, shape, value } of site.access?.table.entries() ?? [])
    if (tag.toLowerCase() === "srv_features" && shape.kind === "empty" && /(?:^|\s)o/.test(value)) return true;
  return false;
}
