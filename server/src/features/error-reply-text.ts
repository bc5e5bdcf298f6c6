// What a reply that a table gives with `error:` does to mail, in plain words.
import type { ErrorReply } from "../tables/values/error-reply.ts";
import { code } from "./markdown.ts";

/** What becomes of the mail, as the rest of a sentence about it. */
export function errorReplyText({ code: number, dsn, isCut, problem }: ErrorReply): string {
  if (problem === "silent") return "gets no reply: sendmail sends nothing for a code that begins with 0.";
  if (problem === "accepts") return `is lost: senders get ${code(String(number))}, which means success.`;
  const reply = code(`${number} ${dsn}`);
  if (problem === "other-code" && number < 400)
    return `is not delivered. Senders get ${reply}, which is not the code of a refusal.`;
  if (problem === "unbalanced")
    return `is refused. Senders get ${reply}, since a quote or bracket of this line has no other half.`;
  const what =
    problem === "no-text"
      ? "and a piece of the address: this line has no text"
      : `with the text of this line${isCut ? " up to its `>`" : ""}`;
  return number < 500
    ? `is put off. Senders get ${reply} ${what}, and try again.`
    : `is refused. Senders get ${reply} ${what}.`;
}
