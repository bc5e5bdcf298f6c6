// Turns the texts of a generated configuration into a site, as the editor would see them.

import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import { policyOf } from "../../../server/src/relay/policy/policy-of.ts";
import { type MailSite, memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import type { Texts } from "./texts.ts";

/** The site of files that lie in `dir`. */
export async function siteOf(texts: Texts, dir: string): Promise<MailSite> {
  const files: Record<string, string> = { [`file://${dir}/sendmail.mc`]: texts.mc };
  if (texts.access !== undefined) files[`file://${dir}/access`] = texts.access;
  if (texts.relayDomains !== undefined) files[`file://${dir}/relay-domains`] = texts.relayDomains;
  if (texts.localHostNames !== undefined) files[`file://${dir}/local-host-names`] = texts.localHostNames;
  const [site] = await new Sites(memoryWorkspace(files)).sitesOf(`file://${dir}/sendmail.mc`);
  if (site === undefined) throw new Error("The generated .mc is no site.");
  return site;
}

export async function policyFromTexts(texts: Texts, dir: string): Promise<RelayPolicy> {
  return policyOf(await siteOf(texts, dir));
}
