// REJECT, OK, 550 text: what belongs in the access map is a user's name here.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { partFix } from "../edits/table-edits.ts";
import { inOneWord, ONE_WORD } from "../facts/one-word.ts";
import type { EntryContext, EntryRule } from "../types.ts";

/** Words of the access map, in upper case as they are written there: in lower case they may be users. */
const WORD = /^(?:(REJECT|DENY|ERROR|550)|OK|RELAY|DISCARD|SKIP|ACCEPT)$/;

/** A reply as the access map has it. */
const REPLY = /^([45])(\d\d)[ \t]+(?:(\1\.\d{1,3}\.\d{1,3})[ \t]+)?(\S.*)$/;

export const rule: EntryRule = {
  meta: {
    code: "virtusertable-access-word",
    title: "A word of the access map, or a reply without error:",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  facts: [ONE_WORD],
  checkEntry(entry, context, report) {
    const { value } = entry;
    const word = WORD.exec(value);
    const reply = REPLY.exec(value);
    if ((word === null && reply === null) || keyOf(entry.key).kind === "never") return;
    const [, digit = "", rest = "", status = `${digit}.0.0`, text = ""] = reply ?? [];
    const refusal =
      reply !== null
        ? `error:${status}:${digit}${rest} ${text}`
        : word?.[1] === undefined
          ? undefined
          : refuse(context);
    report({
      span: entry.valueSpan,
      message: `This word has no meaning in the virtusertable: sendmail reads it as a user.\nMail for ${entry.key} is refused with "User unknown" unless there is such a user. ${
        refusal === undefined
          ? value === "DISCARD"
            ? "To throw mail away, name an alias that goes to /dev/null."
            : "Write a recipient."
          : `Write ${refusal}.`
      }`,
      fixes: () =>
        refusal === undefined
          ? []
          : [partFix(entry, { start: 0, end: value.length }, refusal, `Write ${refusal}: senders then get this reply`)],
    });
  },
};

const REFUSE = "error:5.7.1:550 Mail for this address is not accepted";

function refuse(context: EntryContext): string {
  return context.fact(ONE_WORD).has(context.document.uri) ? inOneWord(REFUSE) : REFUSE;
}
