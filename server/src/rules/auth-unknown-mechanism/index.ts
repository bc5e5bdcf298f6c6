// A login method that nobody knows, in confAUTH_MECHANISMS or TRUST_AUTH_MECH: neither m4 nor sendmail says so.
import { catalog } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import { replacement } from "../edits/edits.ts";
import { offeredMechanisms, trustedMechanisms } from "../facts/login.ts";
import { settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

/** Families of methods that have more members than the catalogue names. */
const FAMILIES = /^(SCRAM|GS2|GSS|ECDSA)-/i;

export const rule: SiteRule = {
  meta: {
    code: "auth-unknown-mechanism",
    title: "A login method that does not exist",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP AUTHENTICATION"',
      "IANA, SASL mechanisms",
      "seen with sendmail: an unknown name is accepted silently; with LOGIN,PLAIN nothing is offered and nobody is trusted",
    ],
  },
  check(site, report) {
    const offered = settingOf(site, "confAUTH_MECHANISMS") === undefined ? [] : offeredMechanisms(site);
    const check = ({ text, exact }: Value, effect: string, use: string) => {
      if (exact === undefined || !site.has(exact.source) || text.includes("$")) return;
      // Names of methods have letters, digits, - and _ (RFC 4422, section 3.1).
      if (/^[\w-]+(?:[,;|:+/][\w-]*)+$/.test(text)) {
        const apart = text
          .split(/[,;|:+/]+/)
          .filter((word) => word !== "")
          .join(" ");
        report({
          span: exact,
          message: `Spaces separate login methods: sendmail reads "${text}" as one name.\nNo method has that name. ${effect} Write ${apart}.`,
          fixes: () => [replacement(`Change it to ${apart}: ${use}`, exact, apart, "asks")],
        });
        return;
      }
      if (catalog.get("auth-mechanism", text) !== undefined) return;
      const known = catalog.all("auth-mechanism").map(({ name }) => name);
      const plain = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]/g, "");
      const same = known.filter((name) => plain(name) === plain(text));
      const near =
        same.length > 0 ? same : catalog.nearest(text.toUpperCase(), ["auth-mechanism"]).map(({ name }) => name);
      if (same.length === 0 && FAMILIES.test(text)) return;
      const isPossible = /^[\w-]+$/.test(text) && !/^(?:CHANGE_?ME|ALL|ANY|YOUR_\w+|X{3,})$/i.test(text);
      if (near.length === 0 && isPossible) return;
      report({
        span: exact,
        message: `There is no login method "${text}", and sendmail does not say so.\n${effect} ${near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Common ones are ${known.slice(0, 4).join(", ")}.`}`,
        fixes: () => near.map((name) => replacement(`Change it to ${name}: ${use}`, exact, name, "asks")),
      });
    };
    for (const word of offered) check(word, "It is never offered.", "offers it to clients");
    for (const word of trustedMechanisms(site))
      check(word, "Nobody may relay with it.", "lets users who log in with it relay");
  },
};
