// A list of Spamhaus of which any answer means refusal, its error codes too.
import { editable } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { isSpamhaus, namingAnswers, takesAnyAnswer } from "../facts/spamhaus.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-any-answer",
    title: "A Spamhaus list whose error codes would refuse all mail",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: [
      "Spamhaus, return codes: 127.255.255.252 to 127.255.255.255 are errors",
      'cf/README, section "FEATURES", enhdnsbl',
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const use of [...config.feature("dnsbl"), ...config.feature("enhdnsbl")]) {
      const [list] = use.args;
      if (list === undefined || !isSpamhaus(list.text) || !takesAnyAnswer(use)) continue;
      const exact = list.exact !== undefined && site.has(list.exact.source) ? list.exact : undefined;
      report({
        span: exact ?? placeOf(site, use),
        message: `${use.name} may refuse all mail: it treats error codes of Spamhaus as a listing.\nSpamhaus answers queries from a public DNS server with an error code (127.255.255.254), and ${use.name} refuses a client for any answer. ${use.name === "enhdnsbl" ? "Name the answers in the fifth argument of FEATURE" : "Use enhdnsbl and name the answers"}: \`127.0.0.$+'.`,
        fixes: (): readonly Fix[] => {
          const document = editable(site, use.call);
          if (document === undefined || exact === undefined) return [];
          return [
            {
              title: "Name the answers that mean refusal: other answers refuse nobody",
              grade: "asks",
              preferred: true,
              changes: [{ span: use.call.span, newText: namingAnswers(document, use, list.text) }],
            },
          ];
        },
      });
    }
  },
};
