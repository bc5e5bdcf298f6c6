// A configuration without any MAILER, or without the one that mail is to go through.
import { catalog } from "../../catalog/index.ts";
import { mailerFixes } from "../edits/missing-part.ts";
import { knownPlace } from "../facts/known-place.ts";
import { mailersOf } from "../facts/mailers.ts";
import { lacksPart } from "../facts/parts.ts";
import { isComplete, writtenOption } from "../facts/settings.ts";
import type { SiteRule } from "../types.ts";

/** Features that bring their own mailers. */
const BRINGING = ["nullclient", "msp"];

/** Which mailer takes the mail of a kind, and what it then is that fails. */
const CHOSEN = [
  ["confLOCAL_MAILER", "all mail for users of this server"],
  ["confSMTP_MAILER", "all mail for other servers"],
  ["confRELAY_MAILER", "all mail that goes through SMART_HOST and other relays"],
] as const;

export const rule: SiteRule = {
  meta: {
    code: "mc-missing-mailer",
    title: "The mailer that should deliver mail does not exist",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "MAILER"', "seen with sendmail -bt: Unrecognized host name, unknown mailer dovecot"],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc !== undefined && mc.config.mailers.length > 0 && isComplete(site)) {
      const known = mailersOf(mc.config);
      for (const [name, mail] of CHOSEN) {
        const option = writtenOption(site, name);
        const mailer = option?.value.trim() ?? "";
        if (option === undefined || mailer === "" || known.has(mailer) || !/^[\w-]+$/.test(mailer)) continue;
        report({
          span: option.span,
          message: `There is no mailer "${mailer}".\nSo ${mail} fails: sendmail says "unknown mailer ${mailer}". The mailers here are ${[...known].join(", ")}. Correct the name, or add ${catalog.get("mailer", mailer) === undefined ? "" : `MAILER(\`${mailer}') or `}an M line of your own under MAILER_DEFINITIONS.`,
        });
      }
    }
    if (mc === undefined || mc.config.mailers.length > 0 || mc.config.fatal !== undefined) return;
    const [ostype] = mc.config.ostypes;
    // Without OSTYPE it is a part of a configuration, or one that has just been begun.
    const isPart = ostype === undefined || mc.config.unknownFiles.length > 0 || lacksPart(mc.config);
    if (isPart || BRINGING.some((name) => mc.config.feature(name).length > 0)) return;
    report({
      span: knownPlace(site, ostype.call.span, ostype.call.site),
      message:
        'No MAILER says how mail reaches other hosts.\nsendmail refuses all mail that is not for its own users ("553 Unrecognized host name"). ' +
        "Write MAILER(`local')dnl and MAILER(`smtp')dnl at the end of the file.",
      fixes: () => mailerFixes(site),
    });
  },
};
