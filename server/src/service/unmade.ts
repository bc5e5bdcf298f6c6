// What of an answer is not true yet: it comes from tables of which sendmail has no database.

import type { Rewriting, Route } from "../route/index.ts";
import { unmadeText } from "../site/compiled.ts";
import type { MailSite } from "../site/types.ts";

/** An answer from the tables of a site as they are written, with what it takes to make it true. */
export function withUnmade<Answer extends Route | Rewriting>(answer: Answer, site: MailSite | undefined): Answer {
  const steps =
    "steps" in answer ? answer.steps : [...answer.deliveries, ...answer.refusals].flatMap((one) => one.steps);
  const used = new Set(steps.map(({ span }) => span?.source));
  // Without a database that it needs sendmail cannot know that there is no line either; without an optional one it takes it so.
  const needed = new Set(answer.asked);
  const unmade = (site?.tables ?? []).flatMap((file) => {
    const rests = used.has(file.uri) || (needed.has(file.uri) && file.naming?.optional === false);
    const text = site && rests && unmadeText(file, site, { name: file.naming?.path ?? "" });
    return text ? [`${text.what} ${text.until} The answer is the one after that.`] : [];
  });
  return unmade.length === 0 ? answer : { ...answer, certain: false, missing: [...answer.missing, ...unmade] };
}
