// TLS requirements that require nothing.

import { verifyOfWord } from "../../tables/action.ts";
import { valueFix } from "../edits/table-edits.ts";
import { splitKey, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

const TAGS: ReadonlySet<string> = new Set(["tls_srv", "tls_clt", "tls_rcpt"]);
/** Words that say clearly that nothing is demanded. */
const EXEMPT = /^(?:OK|NO|NONE|<TMPF>)$/i;
/** A requirement that only its writing spoils. */
const NEAR = /^(?:(PERM|TEMP)[\s+:-]+)?(VERIFY|ENCR)(?:[\s:;=-]+(\d+))?/i;

export const rule: EntryRule = {
  meta: {
    code: "access-tls-value",
    title: "A TLS requirement that sendmail does not understand requires nothing",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.11",
    guidance: "starttls",
    sources: ['cf/README, section "STARTTLS"', "seen with sendmail -bt, ruleset TLS_connection"],
  },
  concerns: ({ tag }) => TAGS.has(tag),
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    if (!TAGS.has(tagOf(entry))) return;
    const { action, value } = entry;
    const lacksBits = action.kind === "tls" && action.need === "ENCR" && action.bits === undefined;
    if (!lacksBits && (action.kind !== "text" || EXEMPT.test(value))) return;
    const near = NEAR.exec(value);
    const [, failure, need = "", bits] = near ?? [];
    const fitting =
      near === null || (need.toUpperCase() === "ENCR" && bits === undefined && !lacksBits)
        ? undefined
        : `${failure === undefined ? "" : `${failure.toUpperCase()}+`}${need.toUpperCase()}${bits === undefined ? (lacksBits ? ":128" : "") : `:${bits}`}`;
    const requires =
      verifyOfWord(value) === undefined
        ? "This line requires nothing, so mail may be sent unencrypted."
        : "This line requires a certificate, but no number of bits.";
    report({
      span: entry.valueSpan,
      message:
        `${requires}\n${lacksBits ? "ENCR needs a number of bits" : `sendmail does not understand "${value}"`}. ` +
        "Write VERIFY, VERIFY:bits or ENCR:bits, with PERM+ or TEMP+ before it if needed; or OK to require nothing.",
      fixes: () => (fitting === undefined ? [] : [valueFix(entry, fitting, "mail without that TLS is refused")]),
    });
  },
};
