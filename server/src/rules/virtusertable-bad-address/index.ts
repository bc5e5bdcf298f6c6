// A recipient that sendmail refuses, or a name that no user can have.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { isReservedInUtf8Only } from "../../tables/reserved-bytes.ts";
import {
  type AddressFault,
  addressFault,
  BARE_ADDRESS,
  BARE_IPV6,
  HOST_NAME,
  LATIN_CHARACTER,
  PORT_AS_HOST,
} from "../../tables/values/address-fault.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { oldLetters } from "../facts/old-letters.ts";
import { virtualValue, virtualValueRule } from "../facts/virtusertable-lines.ts";
import type { EntryRule, SiteRule } from "../types.ts";

const SAID: Readonly<Record<AddressFault, string>> = {
  "two-at":
    "An address has only one @, so sendmail refuses mail with 553.\nsendmail says Invalid route address. Remove one of the hosts.",
  "bad-host":
    "A host with two dots in a row, or with a dot first, is refused.\nsendmail answers 553 Invalid host name. Correct the name after the @.",
  port: "A recipient cannot have a port: sendmail takes the number for a user.\nRemove it. To deliver to another port, use a mailertable line and a mailer of its own.",
  "port-as-host": PORT_AS_HOST,
  "bare-ipv6": BARE_IPV6,
  "single-quotes":
    "Single quotes are part of the name: sendmail finds no such user.\nRemove them. A recipient needs no quotes.",
  name: "No user has such a name: sendmail answers 550 User unknown.\nThe virtusertable does not support patterns or lists. Write one user or one address.",
  colon:
    "A colon is not allowed in the name of a host: sendmail refuses mail with 553.\nWrite an IPv6 address as [IPv6:2001:db8::1].",
  "no-user":
    'There is no user before the %, so sendmail refuses mail with 553.\nsendmail says "User address required".',
  "no-host": 'There is no host after the %, so sendmail refuses mail with 553.\nsendmail says "Hostname required".',
  character:
    'A character here is not allowed in addresses: sendmail answers 501.\nsendmail says "Syntax error in mailbox address". Curly quotes, dashes and invisible characters often come with copied text.',
  long: "This name is too long: sendmail takes 255 bytes at most, and answers 553.\nWrite a shorter one.",
  "host-name": HOST_NAME,
  "bare-address": BARE_ADDRESS,
};

/** What is said where nothing but the recipient is there. */
const WHOLE = {
  unbalanced: "A quote or bracket has no other half: sendmail answers 553 Unbalanced.\nClose it, or remove it.",
  nothing: "There is no recipient here: sendmail answers 554.\nWrite one user or one address.",
} as const;

const perLine = virtualValueRule(
  {
    code: "virtusertable-bad-address",
    title: "A recipient that sendmail refuses, or a name that no user can have",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt and sendmail -bs"],
  },
  ["address", "unbalanced", "nothing"],
  (value, entry, report) => {
    if (value.kind !== "address") {
      report({ span: entry.valueSpan, message: WHOLE[value.kind] });
      return;
    }
    const { user, host } = value;
    const written = { start: user.start, end: (host ?? user).end };
    const text = entry.value.slice(written.start, written.end);
    const fault = addressFault(text);
    if (fault === undefined) return;
    const mayBeLatin = fault === "character" && isReservedInUtf8Only(text);
    // A line of the mailertable, or a smart host, may know the number; and a file in Latin-1 has other bytes.
    const severity = fault === "bare-address" || mayBeLatin ? "warning" : "error";
    report({ span: valueSpan(entry, written), severity, message: mayBeLatin ? LATIN_CHARACTER : SAID[fault] });
  },
);

export const rule: EntryRule & SiteRule = {
  ...perLine,
  ...oldLetters(["virtusertable"], (entry) => {
    const value = virtualValue(entry);
    if (value.kind !== "address" || keyOf(entry.key).kind === "never") return [];
    const written = { start: value.user.start, end: (value.host ?? value.user).end };
    const target = entry.value.slice(written.start, written.end);
    return addressFault(target) === undefined ? [{ target, span: valueSpan(entry, written) }] : [];
  }),
};
