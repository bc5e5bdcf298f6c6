// What genericstable and domaintable do to addresses, sentence by sentence: entry, question, sendmail's answer.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MailSite } from "./mail-site.ts";

const GENERICS = [
  "joe@gen.example joe.user@new.example",
  "word@gen.example joe",
  "note@gen.example joe@new.example # x",
  "list@gen.example joe,bob",
  "two@gen.example joe smith@new.example",
  "hostonly@gen.example new.example",
  "det+x@gen.example exact@new.example",
  "det+*@gen.example star@new.example",
  "det@gen.example base@new.example",
  "@all.example %1@new.example",
  "x@other.example never@new.example",
  "joe@sub.gen.example never@new.example",
  "own@mx.example.com never@new.example",
  "arg@gen.example a%1b@new.example",
  "arg2+*@gen.example %1@new.example",
  "arg3@gen.example joe@@new.example",
  "arg4+* arg4.%1@new.example",
  "arg5+*@gen.example a%2@new.example",
  "plain plain.user@new.example",
  "root boss@new.example",
] as const;

const SENDERS: readonly (readonly [string, string, string])[] = [
  ["an entry for user@domain", "joe@gen.example", "joe.user@new.example"],
  ["keys fold case", "JOE@GEN.EXAMPLE", "joe.user@new.example"],
  ["a value without a domain gets the server's name", "word@gen.example", "joe@mx.example.com"],
  ["a comment becomes part of the address", "note@gen.example", "joe@new.example.#.x"],
  ["a list is no list", "list@gen.example", "joe,bob@mx.example.com"],
  ["words are joined by a dot", "two@gen.example", "joe.smith@new.example"],
  ["a value that is a host is taken for a user", "hostonly@gen.example", "new.example@mx.example.com"],
  ["user+detail first", "det+x@gen.example", "exact@new.example"],
  ["then user+*", "det+y@gen.example", "star@new.example"],
  ["%1 is empty in a line for one sender", "arg@gen.example", "ab@new.example"],
  ["%1 is the detail in user+*@domain", "arg2+d@gen.example", "d@new.example"],
  ["%1 is the detail in user+*", "arg4+d", "arg4.d@new.example"],
  ["%2 is empty", "arg5+d@gen.example", "a@new.example"],
  ["two @ stay", "arg3@gen.example", "joe@@new.example"],
  ["user alone", "det@gen.example", "base@new.example"],
  ["@domain, with %1 for the user", "any@all.example", "any@new.example"],
  ["a domain outside of GENERICS_DOMAIN never matches", "x@other.example", "x@other.example"],
  ["nor does a subdomain of one", "joe@sub.gen.example", "joe@sub.gen.example"],
  ["nor the server's own name, unless GENERICS_DOMAIN has it", "own@mx.example.com", "own@mx.example.com"],
  ["an unqualified sender", "plain", "plain.user@new.example"],
  ["root too, who is exposed", "root", "boss@new.example"],
];

const DOMAINS = [
  "old.example new.example",
  "dot.example. new.example",
  ".tree.example new.example",
  "@at.example new.example",
  "chain.example old.example",
  "note.example new.example # x",
  "smtp.example smtp:x",
  "user.example joe@new.example",
  "list.example new.example,other.example",
  "literal.example [192.0.2.1]",
  "dots.example new..example",
  "semicolon.example new.example;",
  "final.example new.example.",
  "short new.example",
  "own.example local.example",
  "local.example elsewhere.example",
] as const;

const RECIPIENTS: readonly (readonly [string, string, string])[] = [
  ["a domain", "u@old.example", "esmtp new.example. u@new.example"],
  ["keys fold case", "u@OLD.EXAMPLE", "esmtp new.example. u@new.example"],
  ["a key with a trailing dot never matches", "u@dot.example", "esmtp dot.example. u@dot.example"],
  ["nor does .domain", "u@sub.tree.example", "esmtp sub.tree.example. u@sub.tree.example"],
  ["nor @domain", "u@at.example", "esmtp at.example. u@at.example"],
  ["nor a subdomain", "u@sub.old.example", "esmtp sub.old.example. u@sub.old.example"],
  ["the new name is not looked up again", "u@chain.example", "esmtp old.example. u@old.example"],
  ["a comment becomes part of the name", "u@note.example", "esmtp new.example.#.x. u@new.example.#.x"],
  ["a mailer is refused", "u@smtp.example", "error: Colon illegal in host name part"],
  ["an address gives one with two @", "u@user.example", "esmtp joe@new.example. u@joe@new.example"],
  ["a list is refused", "u@list.example", "error: Invalid route address"],
  ["an IP address is refused", "u@literal.example", "error: Invalid address"],
  ["two dots in a row are refused", "u@dots.example", "error: Invalid host name"],
  ["a semicolon becomes part of the name", "u@semicolon.example", "esmtp new.example;. u@new.example;"],
  ["a dot at the end does no harm", "u@final.example", "esmtp new.example. u@new.example"],
  ["a name without a dot", "u@short", "esmtp new.example. u@new.example"],
  ["a new name of class w is local", "u@own.example", "local - u"],
  [
    "an own domain is renamed before it is seen to be local",
    "u@local.example",
    "esmtp elsewhere.example. u@elsewhere.example",
  ],
];

describe("genericstable and domaintable", () => {
  let site: MailSite;
  beforeAll(() => {
    site = new MailSite({
      mc: "GENERICS_DOMAIN(`gen.example all.example')dnl",
      tables: { genericstable: GENERICS, domaintable: DOMAINS },
    });
  });
  afterAll(() => site.dispose());

  test("senders in headers", () => {
    const answers = site.rewrite(SENDERS.map(([, address]) => address));
    expect(SENDERS.map(([fact], at) => [fact, answers[at]])).toEqual(SENDERS.map(([fact, , answer]) => [fact, answer]));
  });

  test("neither envelopes nor recipients go through genericstable", () => {
    for (const flags of ["ES", "HR", "ER"] as const)
      expect([flags, ...site.rewrite(["joe@gen.example"], flags)]).toEqual([flags, "joe@gen.example"]);
  });

  test("envelopes do with masquerade_envelope", () => {
    const other = new MailSite({
      mc: "GENERICS_DOMAIN(`gen.example')dnl\nFEATURE(`masquerade_envelope')",
      tables: { genericstable: GENERICS },
    });
    expect(other.rewrite(["joe@gen.example"], "ES")).toEqual(["joe.user@new.example"]);
    other.dispose();
  });

  test("subdomains do with generics_entire_domain", () => {
    const other = new MailSite({
      mc: "GENERICS_DOMAIN(`gen.example')dnl\nFEATURE(`generics_entire_domain')",
      tables: { genericstable: GENERICS },
    });
    expect(other.rewrite(["joe@sub.gen.example"])).toEqual(["never@new.example"]);
    other.dispose();
  });

  test("without GENERICS_DOMAIN only unqualified senders match", () => {
    const other = new MailSite({ tables: { genericstable: GENERICS } });
    expect(other.rewrite(["joe@gen.example", "plain"])).toEqual(["joe@gen.example", "plain.user@new.example"]);
    other.dispose();
  });

  test("recipients through domaintable", () => {
    const answers = site.parse(RECIPIENTS.map(([, address]) => address));
    expect(RECIPIENTS.map(([fact], at) => [fact, answers[at]])).toEqual(
      RECIPIENTS.map(([fact, , answer]) => [fact, answer]),
    );
  });

  test("domaintable changes senders and recipients, in headers and envelopes", () => {
    for (const flags of ["HS", "HR", "ES", "ER"] as const)
      expect([flags, ...site.rewrite(["u@old.example"], flags)]).toEqual([flags, "u@new.example"]);
  });
});
