// Right sides of the genericstable that give senders an address to which nobody can reply, or the server's own name.
import { type Key, keyOf } from "../../kinds/genericstable/key.ts";
import { isReservedInUtf8Only } from "../../tables/reserved-bytes.ts";
import { type AddressFault, addressFault } from "../../tables/values/address-fault.ts";
import { angled, FIRST_ALONE, isMoreAfter } from "../../tables/values/angled.ts";
import { readGenericsValue } from "../../tables/values/rewriting.ts";
import { partFix } from "../edits/table-edits.ts";
import type { EntryRule } from "../types.ts";

/** What is wrong, and what sendmail makes of it. */
const WHY = {
  words: "sendmail joins the words with dots.",
  list: "sendmail does not split the list.",
  "no-user": "There is no user before the @.",
  "no-host": "There is no host after the @.",
  unbalanced: "A quote or bracket has no other half.",
  nothing: "There is no address.",
  quotes: "Double quotes around an address make it one user at the server's own name. Remove them.",
} as const;

const FAULTS: Readonly<Partial<Record<AddressFault, string>>> = {
  "two-at": "An address has only one @.",
  "bad-host": "No host has two dots in a row or a dot first.",
  port: "An address has no port.",
};

/** True for the lines in which %1 has a value: the user, or the detail. */
function hasArgument(key: Exclude<Key, { kind: "never" }>): boolean {
  if (key.kind === "domain") return true;
  return (key.kind === "user" ? key.user : key.word).endsWith("+*");
}

export const rule: EntryRule = {
  meta: {
    code: "genericstable-value",
    title: "A right side of the genericstable that is not an address",
    severity: "error",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    const key = keyOf(entry.key);
    if (key.kind === "never" || /\s#/.test(entry.value)) return;
    const angle = angled(entry.value);
    if (angle !== undefined && isMoreAfter(entry.value, angle))
      report({ span: entry.valueSpan, message: `${FIRST_ALONE} A sender has one address.` });
    const value = readGenericsValue(entry.value);
    if (value.kind === "odd") {
      const { why, text } = value;
      const isWhole = key.kind === "domain" && why === "no-user" && /^@[\w.-]+$/.test(text.text);
      report({
        span: entry.valueSpan,
        message: `This is not one address: nobody can reply to such a sender.\n${WHY[why]} Write one address, such as joe.doe@example.com${isWhole ? `, or %1${text.text} for the same user there` : ""}.`,
        fixes: () =>
          isWhole ? [partFix(entry, text, `%1${text.text}`, `Write %1${text.text}: senders keep their user`)] : [],
      });
      return;
    }
    const written = entry.value.slice(value.user.start, (value.host ?? value.user).end);
    const empty = /%[1-9]/.exec(hasArgument(key) ? written.replaceAll("%1", "") : written)?.[0];
    if (empty !== undefined) {
      report({
        span: entry.valueSpan,
        message: `${empty} is empty in this line, so senders do not get the address that is meant.\n%1 is the user in a line for @domain, and the detail in a line for user+*. In all other lines nothing is filled in. Write the whole address.`,
      });
      return;
    }
    // %0 is the whole address.
    const fault = key.kind !== "word" && /%0@|@.*%0/.test(written) ? "two-at" : addressFault(written);
    if (fault !== undefined && fault !== "bare-address" && !/^[{<]/.test(value.user.text)) {
      const mayBeLatin = fault === "character" && isReservedInUtf8Only(written);
      report({
        span: entry.valueSpan,
        severity: mayBeLatin ? "warning" : "error",
        message: `This is not one address: nobody can reply to such a sender.\n${FAULTS[fault] ?? "It has characters that addresses do not have."} Write one address, such as joe.doe@example.com.`,
      });
      return;
    }
    if (value.host !== undefined || /^[{<]/.test(value.user.text)) return;
    const isDomain = /^[\w-]+(?:\.[\w-]+)+$/.test(value.user.text) && key.kind === "domain";
    report({
      span: entry.valueSpan,
      severity: isDomain ? "warning" : "information",
      message: `Without an @, sendmail adds the server's own name to this sender.\n${
        isDomain
          ? `To give senders the same user in that domain, write %1@${value.user.text}.`
          : "Write the whole address if you want another domain."
      }`,
      fixes: () =>
        isDomain
          ? [
              partFix(
                entry,
                value.user,
                `%1@${value.user.text}`,
                `Write %1@${value.user.text}: senders keep their user`,
              ),
            ]
          : [],
    });
  },
};
