// FEATURE after MAILER: too late for some features, untidy for the others.
import type { MessageId } from "../../mc/types.ts";
import { moveBefore, writtenCall } from "../edits/edits.ts";
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

/** What the library says of features that the mailer has already been built without. */
const LOST: ReadonlySet<MessageId> = new Set<MessageId>([
  "allmasquerade-after-local",
  "allmasquerade-after-uucp",
  "always-add-domain-after-local",
  "local-no-masquerade-after-local",
  "local-lmtp-after-local",
  "local-procmail-after-local",
  "smrsh-after-local",
]);

export const rule = libraryRule(
  {
    code: "mc-feature-after-mailer",
    title: "A FEATURE after a MAILER",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"', "m4 library: FEATURE() should be before MAILER()"],
  },
  ["feature-after-mailer"],
  ({ call }, site) => {
    const config = site.mc?.config;
    if (call === undefined || config === undefined) return undefined;
    const lost = config.libraryMessages.some((other) => LOST.has(other.id) && other.call === call);
    const name = call.args[0]?.text ?? "feature";
    const [mailer] = config.mailers;
    return {
      severity: lost ? "error" : "warning",
      message: lost
        ? `${name} has no effect here.\nA MAILER above has already built the mailer that it changes. Move this line before the first MAILER.`
        : "FEATURE lines belong before MAILER: m4 reports an error for this one.\nMost features still work here, but some do not, and which ones differs between versions. Move this line before the first MAILER.",
      ...linkTo(site, mailer, "The first MAILER"),
      fixes: () => {
        const changes = mailer && moveBefore(site, writtenCall(call), writtenCall(mailer.call));
        return changes === undefined
          ? []
          : [
              {
                title: "Move it before the first MAILER: it takes full effect",
                grade: "asks",
                preferred: true,
                changes,
              },
            ];
      },
    };
  },
);
