// Right sides of domaintable, bitdomain and uudomain that are not the name of a domain.
import { isAsked } from "../../kinds/pseudo-domain.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import type { EntryRule } from "../types.ts";

/** What sendmail makes of it. */
const WHY = {
  nothing: "",
  signs: "No host has such a name.",
  unbalanced: 'sendmail complains with 553 "Unbalanced": a quote or bracket has no other half.',
  words: "sendmail joins the words with dots.",
  address: "The result has two @, such as joe@user@example.com.",
  colon: 'sendmail answers 553 "Colon illegal in host name part": a mailer is not allowed here.',
  "bare-address": 'Without brackets it is read as a name, which no name server has: "Host unknown".',
  list: 'sendmail does not split the list, and answers 553 "Invalid route address".',
  literal: 'sendmail answers 553 "Invalid address": an address or a name with dots in brackets is not allowed here.',
  semicolon: "The semicolon becomes part of the name.",
  "empty-part": 'sendmail answers 553 "Invalid host name": it has two dots in a row, or a dot first.',
  "access-word": "",
  argument: "sendmail fills in nothing for it here: a line replaces one name with another.",
} as const;

export const rule: EntryRule = {
  meta: {
    code: "domaintable-value",
    title: "A right side of a domaintable, bitdomain or uudomain that is not a domain",
    severity: "error",
    kinds: ["domaintable", "bitdomain", "uudomain"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  checkEntry(entry, { kind }, report) {
    if (!isAsked(entry.key, kind) || /\s#/.test(entry.value)) return;
    const value = readDomainValue(entry.value, entry.key);
    if (value.kind !== "odd" || value.why === "nothing" || /^\{\{|^<%/.test(value.text.text)) return;
    report({
      span: entry.valueSpan,
      message:
        value.why === "access-word"
          ? `${value.text.text} is a host here: words of the access map have no meaning.\nAddresses in the old domain become user@${value.text.text}. Write the new name. To refuse mail for a domain, remove this line, and write To:domain REJECT in the access map.`
          : `This is not a domain: mail for the old name fails.\n${WHY[value.why]} Write only the new name, such as new.example.com.`,
    });
  },
};
