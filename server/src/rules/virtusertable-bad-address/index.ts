// A recipient that sendmail refuses, or a name that no user can have.
import { type AddressFault, addressFault } from "../../tables/values/address-fault.ts";
import { valueSpan } from "../table-edits.ts";
import { virtualValueRule } from "../virtusertable-lines.ts";

const SAID: Readonly<Record<AddressFault, string>> = {
  "two-at":
    "An address has only one @, so sendmail refuses mail with 553.\nsendmail says Invalid route address. Remove one of the hosts.",
  "bad-host":
    "A host with two dots in a row, or with a dot first, is refused.\nsendmail answers 553 Invalid host name. Correct the name after the @.",
  port: "A recipient cannot have a port: sendmail takes the number for a user.\nRemove it. To deliver to another port, use a mailertable line and a mailer of its own.",
  "single-quotes":
    "Single quotes are part of the name: sendmail finds no such user.\nRemove them. A recipient needs no quotes.",
  name: "No user has such a name: sendmail answers 550 User unknown.\nThe virtusertable does not support patterns or lists. Write one user or one address.",
};

export const rule = virtualValueRule(
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
  ["address"],
  ({ user, host }, entry, report) => {
    const written = { start: user.start, end: (host ?? user).end };
    const fault = addressFault(entry.value.slice(written.start, written.end));
    if (fault === undefined) return;
    report({ span: valueSpan(entry, written), message: SAID[fault] });
  },
);
