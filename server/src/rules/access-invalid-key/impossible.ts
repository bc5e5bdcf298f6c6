// Keys that nothing sendmail asks for is spelt like: quotes, `@domain`, numbers beyond 255, words for everybody, a value.
import { parseAction } from "../../tables/action.ts";
import { classifyKey } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { effectOf } from "../edits/effects.ts";
import { keyFix } from "../edits/table-edits.ts";
import { hasAction, keyTypes } from "../facts/access-words.ts";
import type { Reason } from "../shapes/reasons.ts";
import type { EntryContext, Report } from "../types.ts";
import { impossible, isOrdinary } from "../values/impossible-key.ts";

/** What people write for everybody, as other programs have it. */
const EVERYBODY = /^(?:all|any|anyone|anybody|everyone|everybody|default)$/i;
/** What lines of other programs begin with; after an action the name of a host may be meant. */
const COMMAND = /^(?:allow|deny|permit|block|include|accept|whitelist|blacklist|dnl)$/i;
const VALUE = /^(?:RELAY|REJECT|OK|DISCARD|SKIP|[45]\d\d)$/i;

/** Reports keys that nothing is spelt like, and lines whose key and value are swapped. */
export const impossibleKey: Reason = {
  checkEntry(entry, context, report) {
    if (isOrdinary(entry.key, entry.shape)) return;
    if (isSwapped(entry)) return reportSwapped(entry, context, report);
    if (isRefusedZero(entry)) return;
    const isCommand = COMMAND.test(entry.key) && entry.action.kind === "text" && hasAction(entry);
    const found = isCommand
      ? {
          why: `No line of a table begins with "${entry.key}": sendmail looks for a host of this name.`,
          written: undefined,
        }
      : EVERYBODY.test(entry.key)
        ? {
            why: `There is no key for everybody: sendmail looks for a host called "${entry.key}".`,
            written: undefined,
          }
        : impossible(entry.key, entry.shape);
    if (found === undefined || keyTypes(entry, context) === undefined) return;
    const { why, written } = found;
    if (entry.key.startsWith("\uFEFF")) {
      const { source, start } = entry.keySpan;
      const mark = { source, start, end: start + 1 };
      const fix = { title: "Remove the byte order mark", grade: "asks", preferred: true } as const;
      report({
        span: entry.keySpan,
        message: `${why} Remove it, or save the file as UTF-8 without a byte order mark.`,
        fixes: () => [{ ...fix, changes: [{ span: mark, newText: "" }] }],
      });
      return;
    }
    report({
      span: entry.keySpan,
      message: `${why}\nThe line does nothing. ${written === undefined ? "Correct the key or remove the line." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context)]),
    });
  },
};

/** True for `Connect:0 REJECT`: lists of networks that nobody has begin with it, and a refusal there loses nothing. */
function isRefusedZero({ shape, value }: TableEntry): boolean {
  if (shape.kind !== "ipv4" || shape.octets.some((octet) => octet !== 0)) return false;
  return !/^(?:RELAY|OK)\b/i.test(value);
}

/** True for `REJECT spam.example`: the key is a value, and the value is a name or an address. */
function isSwapped(entry: TableEntry): boolean {
  if (!hasAction(entry) || !VALUE.test(entry.key)) return false;
  const meant = entry.value.replace(/^(?:connect|from|to):/i, "");
  const { kind } = classifyKey(meant);
  return (
    kind === "ipv4" || kind === "ipv6" || kind === "cidr" || (/[.@]/.test(meant) && /^(?:domain|address)$/.test(kind))
  );
}

function reportSwapped(entry: TableEntry, context: EntryContext, report: Report): void {
  const { key, value, keySpan, valueSpan } = entry;
  const [, tag = entry.tag, meant = ""] = /^(?:(connect|from|to):)?(.*)$/i.exec(value) ?? [];
  const written = entry.tag === "" ? value : meant;
  const word = /^\d/.test(key) ? "REJECT" : key.toUpperCase();
  const action = parseAction(word, tag.toLowerCase());
  report({
    span: keySpan,
    message: `The key and the value of this line are swapped, so it does nothing.\nsendmail looks for a host called "${key}". Write ${written} first, then ${word}.`,
    fixes: () => [
      {
        title: `Swap them: ${effectOf(entry, context, meant, { tag, action })}`,
        grade: "asks",
        preferred: true,
        changes: [
          { span: keySpan, newText: written },
          { span: valueSpan, newText: word },
        ],
      },
    ],
  });
}
