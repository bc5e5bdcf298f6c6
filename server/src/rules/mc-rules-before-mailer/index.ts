// LOCAL_TLS_SERVER and similar macros above MAILER.
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-rules-before-mailer",
    title: "A section for TLS rules before MAILER",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.12",
    guidance: "starttls",
    sources: ['cf/README, section "STARTTLS"', "m4 library: MAILER() should be before LOCAL_TLS_SERVER"],
  },
  [
    "local-srv-features-before-mailer",
    "local-clt-features-before-mailer",
    "local-try-tls-before-mailer",
    "local-tls-rcpt-before-mailer",
    "local-tls-client-before-mailer",
    "local-tls-server-before-mailer",
  ],
  ({ call }, site) => ({
    message:
      `${call?.name ?? "This section"} is before MAILER.\nIts rules may land in the wrong place in the .cf. m4 warns about it. ` +
      "Move the section after the last MAILER.",
    ...linkTo(site, site.mc?.config.mailers.at(-1), "The last MAILER"),
  }),
);
