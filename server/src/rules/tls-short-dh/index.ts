// Diffie-Hellman primes that are too short.
import { removalOf, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

/** Bits of what each first letter stands for (operations guide, DHParameters). */
const BITS: Readonly<Record<string, number>> = { "5": 512, "1": 1024 };

export const rule: SiteRule = {
  meta: {
    code: "tls-short-dh",
    title: "A Diffie-Hellman prime that can be broken",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.11",
    guidance: "starttls",
    sources: ['Operations guide, section "O -- Set Option", DHParameters', "RFC 9325 section 4.1"],
  },
  check(site, report) {
    const option = settingOf(site, "confDH_PARAMETERS");
    const bits = BITS[option?.value.trim().charAt(0) ?? ""];
    if (option === undefined || bits === undefined) return;
    report({
      span: option.span,
      message: `"${option.value}" means a prime of ${bits} bits, which can be broken.\nAnyone who recorded a session can then read it. Remove the line: sendmail then uses its own prime of 2048 bits.`,
      fixes: () =>
        removalOf(site, option, "asks", "sendmail uses its own prime of 2048 bits").filter(
          ({ preferred }) => preferred === true,
        ),
    });
  },
};
