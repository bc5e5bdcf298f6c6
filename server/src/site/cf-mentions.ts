// The names in a site's .cf, read once for all who ask.
import { type CfMentions, mentionsOf } from "../cf/mentions.ts";
import { perParts } from "./per-site.ts";
import type { MailSite } from "./types.ts";

const NOTHING: CfMentions = { mentions: [], operators: [], comments: [], callsUnknown: false };

/** The names in a site's .cf; none without one. */
export const mentionsIn: (site: MailSite) => CfMentions = perParts(
  ({ cf }) => [cf],
  ({ cf }) => (cf === undefined ? NOTHING : mentionsOf(cf.config, cf.document.getText())),
);
