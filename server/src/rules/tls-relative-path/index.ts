// A certificate, key or authority that is not named by an absolute path.
import { settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

const FILES = [
  "confSERVER_CERT",
  "confSERVER_KEY",
  "confCLIENT_CERT",
  "confCLIENT_KEY",
  "confCACERT",
  "confCACERT_PATH",
  "confCRL",
] as const;

export const rule: SiteRule = {
  meta: {
    code: "tls-relative-path",
    title: "A certificate or key without an absolute path",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.11",
    guidance: "starttls",
    sources: ["seen in real sessions: no STARTTLS with a relative path, although the file is there"],
  },
  check(site, report) {
    const prime = settingOf(site, "confDH_PARAMETERS");
    // A letter or digit stands for a prime of sendmail's own.
    if (prime !== undefined && !/^\s*(?:[125in/]|none|$)/i.test(prime.value) && !prime.value.includes("$"))
      report({
        span: prime.span,
        severity: "warning",
        message: `sendmail does not use this file: its path does not begin with a slash.\nIt logs an illegal value and does without Diffie-Hellman, so fewer clients can use TLS. Write the full path, such as /etc/mail/tls/${prime.value.trim().replace(/^.*\//, "")}.`,
      });
    for (const name of FILES) {
      const option = settingOf(site, name);
      const value = option?.value.trim() ?? "";
      if (option === undefined || value === "" || value.startsWith("/") || value.includes("$")) continue;
      report({
        span: option.span,
        message: `sendmail does not use this file: its path does not begin with a slash.\nIt then does not offer STARTTLS, and says so only in the log. Write the full path, such as /etc/mail/tls/${value.replace(/^.*\//, "")}.`,
      });
    }
  },
};
