// A mailer that the configuration does not have.
import { catalog } from "../../catalog/index.ts";
import { partFix, valueSpan } from "../edits/table-edits.ts";
import { targetRule } from "../facts/mailertable-lines.ts";
import { MAILERS } from "../facts/site-facts.ts";

export const rule = targetRule(
  {
    code: "mailertable-unknown-mailer",
    title: "A mailer that the configuration does not have",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ["seen with sendmail -bs: 554 5.3.5 buildaddr: unknown mailer"],
  },
  "mailer",
  ({ mailer }, entry, context, report) => {
    const known = context.fact(MAILERS);
    if (known === undefined || known.has(mailer.text.toLowerCase())) return;
    const near = catalog
      .nearest(mailer.text, ["mailer"])
      .flatMap(({ name }) => catalog.get("mailer", name)?.defines ?? [])
      .find((name) => known.has(name) && Math.abs(name.length - mailer.text.length) <= 1);
    const isDiscard = mailer.text.toLowerCase() === "discard";
    report({
      span: valueSpan(entry, mailer),
      message: `The configuration has no mailer of this name: mail is refused with 554.\n${
        isDiscard
          ? "The mailertable cannot throw mail away: discard is for the access map."
          : `The mailers here are ${[...known].sort().join(", ")}. Name one of them, or ${
              // Without a .mc nothing is known of features.
              context.features === undefined
                ? `write an M line for ${mailer.text}`
                : `add the MAILER that defines ${mailer.text} to the .mc`
            }.`
      }`,
      fixes: () =>
        near === undefined ? [] : [partFix(entry, mailer, near, `Write ${near}: mail then goes through that mailer`)],
    });
  },
  [MAILERS],
);
