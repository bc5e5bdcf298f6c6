// Strangers may relay to strangers, because of a line that no more special rule is about.
import { proof } from "../facts/proof.ts";
import type { ExposureRule } from "../types.ts";

/** What is wrong, by the grade of the exposure; the other grade is not dangerous. */
const FIRST = {
  wide: "This may let in more than its author meant.",
  open: "This lets strangers relay mail to strangers.",
  forgeable: "This lets anyone who forges a sender relay mail to strangers.",
} as const;

/** The same where something that is not understood has a say. */
const MAYBE = {
  wide: FIRST.wide,
  open: "This may let strangers relay mail to strangers.",
  forgeable: "This may let anyone who forges a sender relay mail to strangers.",
} as const;

/** What to do about it, by the same grade. */
const ADVICE = {
  wide: "Limit it to what is really yours, or suppress this finding where it is meant.",
  open: "That is an open relay: remove the line, or limit it to what is really yours.",
  forgeable: "Anyone can write such a sender: grant relaying by client address or SMTP AUTH instead.",
} as const;

export const rule: ExposureRule = {
  meta: {
    code: "relay-open",
    relaying: true,
    title: "Strangers may send mail to strangers through this server",
    severity: "error",
    kinds: ["mc", "cf", "access", "class"],
    fix: "none",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "the rulesets check_relay, check_mail and check_rcpt, as sendmail -bt answers",
    ],
  },
  checkExposure(exposure, report) {
    const { grade, because, to, reason } = exposure;
    const [cause, ...others] = because;
    if (grade === "intended" || cause === undefined) return;
    const { certain } = exposure;
    const may = certain ? "may send mail" : "may be able to send mail";
    const who = exposure.who.charAt(0).toUpperCase() + exposure.who.slice(1);
    report({
      span: cause,
      message:
        `${(certain ? FIRST : MAYBE)[grade]}\n${who} ${may} to ${to} through this server. ${reason} ${ADVICE[grade]}\n${certain ? proof(exposure) : ""}`.trim(),
      ...(certain && grade !== "wide" ? {} : { severity: "warning" as const }),
      ...(others.length === 0
        ? {}
        : { related: others.map((span) => ({ span, message: "This line is part of the cause" })) }),
    });
  },
};
