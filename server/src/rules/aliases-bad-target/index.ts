// A recipient that sendmail misreads or refuses.
import { type PlacedRecipient, type Trouble, troubleOf } from "../../kinds/aliases/targets.ts";
import { isReservedInUtf8Only } from "../../tables/reserved-bytes.ts";
import type { TableEntry } from "../../tables/types.ts";
import {
  BARE_ADDRESS,
  BARE_IPV6,
  HOST_NAME,
  LATIN_CHARACTER,
  PORT_AS_HOST,
} from "../../tables/values/address-fault.ts";
import type { TextDocument } from "../../text.ts";
import { recipientFix, recipientsIn, troubleRule } from "../facts/alias-targets.ts";
import { oldLetters } from "../facts/old-letters.ts";
import { QUOTED_ALIASES, quotedName } from "../facts/quoted-aliases.ts";
import type { EntryRule, Fix, SiteRule } from "../types.ts";

/** What sendmail makes of it, and what to do. First lines have at most 74 characters. */
const SAID: Readonly<Partial<Record<Trouble, string>>> = {
  words:
    "sendmail reads these words as one name, and mail for it bounces.\nThe words are joined with dots. Put commas between recipients.",
  "quoted-words":
    "In double quotes this is one name: sendmail looks for a user of that name.\nIt says User unknown. Put quotes around each recipient alone, or write them without quotes.",
  semicolon:
    "sendmail reads this as one name, and mail for it bounces.\nA semicolon does not separate recipients. Put commas between them.",
  star: "* is not a recipient: sendmail looks for a user of that name.\nName the recipients, with commas between them.",
  "single-quotes":
    'Single quotes are part of the name: sendmail finds no such user.\nOnly double quotes keep a recipient together. Write "|program arguments" for a program.',
  relative:
    "sendmail does not treat this as a file: it does not begin with a slash.\nsendmail looks for a user of that name and says User unknown. Write the whole path.",
  error:
    "error: does not work in aliases: sendmail looks for a user of that name.\nThe reply is User unknown, whatever is written here. Refuse the address in the virtusertable (error:5.1.1:550 text), or in the access map (To:user REJECT).",
  name: "No user has such a name: sendmail says User unknown.\nAliases do not support patterns or lists in brackets. Name the recipients, with commas between them.",
  "bad-host":
    "A host with two dots in a row, or with a dot first, is refused.\nsendmail says Invalid host name. Correct the name after the @.",
  "empty-group":
    "This list has no members: mail for it bounces.\nsendmail says List:; syntax illegal. Name a recipient, or /dev/null to throw the mail away.",
  empty: "There is no recipient here.\nName a recipient, or /dev/null to throw the mail away.",
  port: "A recipient cannot have a port: sendmail says User unknown.\nRemove it. To deliver to another port, use a mailertable line and a mailer of its own.",
  "port-as-host": PORT_AS_HOST,
  "bare-ipv6": BARE_IPV6,
  "no-user": "An address needs a user before the @.\nsendmail says User address required. Name the user.",
  "no-host": "An address needs a host after the @.\nsendmail says Hostname required. Name the host, or remove the @.",
  "two-at": "An address has only one @.\nsendmail says Invalid route address. Put a comma between two recipients.",
  brackets:
    "Only the last address in angle brackets gets this mail.\nsendmail takes all before it for a name, and says nothing. Put commas between recipients.",
  colon:
    "sendmail refuses a recipient with a colon here.\nAt the end it makes this the name of a list. Remove it, or write an IPv6 address as [IPv6:2001:db8::1].",
  dropped:
    "sendmail drops the address before the colon: only the rest gets this mail.\nRemove one of them, or put a comma between them.",
  "access-word":
    "This word has no meaning in aliases: sendmail looks for a user of that name.\nIt says User unknown. To throw mail away, write /dev/null. To refuse it, write To:user REJECT in the access map.",
  "curly-quotes":
    "Curly quotes are not quotes: sendmail refuses this recipient.\nIt says Syntax error in mailbox address. Write straight double quotes, or none.",
  argument:
    "Aliases fill in nothing: sendmail does not find such a recipient.\nIt says User address required. Name the recipients; the virtusertable knows %1.",
  variable:
    "Aliases fill in no variables: sendmail looks for a user of that name.\nIt says User unknown. Write the whole path.",
  url: "A URL is not a recipient: sendmail adds the mail to a file of that name.\nIt drops what is before the colon. Name a recipient, or a program in double quotes that sends the mail there.",
  foreign:
    "This is a word of Exim's: sendmail looks for a user of that name.\nIt says User unknown. To throw mail away, write /dev/null. To refuse it, write To:user REJECT in the access map.",
  "no-program":
    "There is no program after the bar.\nName it with its whole path, in double quotes where it has arguments. To throw mail away, write /dev/null without the bar.",
  character:
    "A character here is not allowed in addresses: sendmail refuses this recipient.\nIt complains about the mailbox address. Curly quotes, dashes and invisible characters often come with copied text.",
  long: "This name is too long: sendmail takes 255 bytes at most.\nIt refuses the recipient. Write a shorter one.",
  "host-name": HOST_NAME,
  "bare-address": BARE_ADDRESS,
  pipe: 'This is not a program: sendmail adds the mail to a file of that name.\nIt drops what is before the colon. Write "|/path/program arguments", in double quotes.',
  prefix:
    "A mailer has no meaning here: sendmail takes the host for a user.\nIt says User unknown. Write an address, user@host; the mailertable decides which mailer a domain uses.",
  device:
    "sendmail adds no mail to a device: it returns the mail.\nIt says Can't create output, though -bv says deliverable. To throw mail away, write /dev/null, and write it so.",
  unbalanced:
    "A quote or bracket is not closed: sendmail complains about each mail.\nIt says Unbalanced, and may take the recipients after it for part of this one. Close it, or remove it.",
};

const perRecipient = troubleRule(
  {
    code: "aliases-bad-target",
    title: "A recipient that sendmail misreads or refuses",
    severity: "error",
    kinds: ["aliases", "list", "userdb"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bv, for each of them"],
  },
  Object.keys(SAID) as Trouble[],
  (recipient, trouble, report, _entry, context) => {
    // A name in quotes may be an alias.
    if (trouble === "quoted-words" && context.fact(QUOTED_ALIASES).has(quotedName(recipient.text))) return;
    const mayBeLatin = trouble === "character" && isReservedInUtf8Only(recipient.text);
    report({
      span: recipient.span,
      // A line of the mailertable, or a smart host, may know the number; and a file in Latin-1 has other bytes.
      severity: trouble === "bare-address" || mayBeLatin ? "warning" : "error",
      message: mayBeLatin ? LATIN_CHARACTER : (SAID[trouble] ?? "sendmail does not treat this as a recipient."),
      fixes: () => fixesOf(recipient, trouble),
    });
  },
);

export const rule: EntryRule & SiteRule = {
  ...perRecipient,
  ...oldLetters(["aliases", "list", "userdb"], (entry, file) =>
    recipientsIn(entry, file).filter(
      (one) => (one.kind === "local" || one.kind === "address") && troubleOf(one) === undefined,
    ),
  ),
  facts: [QUOTED_ALIASES],
  checkEntry(entry, context, report) {
    if (context.kind === "list" && isCutOff(entry, context.document))
      report({
        span: entry.keySpan,
        message:
          "This line is too long: sendmail reads what is from here on as another line.\nIt reads 2047 bytes at a time. A name at the cut becomes two, and the rest of a comment becomes recipients. Write one recipient per line.",
      });
    else if (/^[,\s]+$/.test(entry.value))
      report({
        span: entry.valueSpan,
        message:
          'There is no recipient here, only commas.\nsendmail says "aliasing/forwarding loop broken". Name a recipient, or /dev/null to throw the mail away.',
      });
    else perRecipient.checkEntry(entry, context, report);
  },
};

/** A line of a list that is shorter than this many characters is not cut. */
const SURELY_SHORT = 680;

/** True for what begins at a place where sendmail cuts a line of a list. */
function isCutOff({ keySpan, lineSpan }: TableEntry, document: TextDocument): boolean {
  if (keySpan.start - lineSpan.start < SURELY_SHORT) return false;
  const before = document.slice(lineSpan.start, keySpan.start);
  return before.startsWith("#") || !/[\s,]$/.test(before);
}

function fixesOf(recipient: PlacedRecipient, trouble: Trouble): readonly Fix[] {
  const { text } = recipient;
  if (trouble === "device" && text.includes("null"))
    return [recipientFix(recipient, "/dev/null", "Write /dev/null: the mail is then thrown away")];
  if (trouble === "words" || trouble === "semicolon") {
    const parts = text.split(trouble === "words" ? /\s+/ : /\s*;\s*/).filter((part) => part !== "");
    if (parts.length > 20 || parts.some((part) => !/^\\?[\w.+=@-]+$/.test(part))) return [];
    return [recipientFix(recipient, parts.join(", "), `Put commas between them: mail goes to ${parts.join(" and ")}`)];
  }
  if (trouble === "quoted-words") {
    const list = /^"([\w.+=-]+(?:@[\w.-]+)?(?:\s*,\s*[\w.+=-]+(?:@[\w.-]+)?)+)"$/.exec(text)?.[1]?.split(/\s*,\s*/);
    return list === undefined
      ? []
      : [recipientFix(recipient, list.join(", "), `Remove the quotes: mail goes to ${list.join(" and ")}`)];
  }
  if (trouble === "pipe") {
    const program = `"|${text.replace(/^"?\w+\s*:\s*/, "").replace(/"$/, "")}"`;
    return [recipientFix(recipient, program, `Write ${program}: the program gets the mail`)];
  }
  if (trouble === "brackets")
    return [recipientFix(recipient, text.replace(/>\s*(?=\S)/g, ">, "), "Put commas between them: each gets the mail")];
  if (trouble === "single-quotes") {
    const inner = text.slice(1, -1);
    return /^'[|/][^'"]*'$/.test(text)
      ? [recipientFix(recipient, `"${inner}"`, `Write "${inner}": sendmail then uses it`)]
      : [];
  }
  return [];
}
