// Right sides of mailertable and virtusertable: the same mailer, host, user and reply as sendmail, on generated values.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readErrorReply } from "../../../server/src/tables/values/error-reply.ts";
import { readMailertableValue } from "../../../server/src/tables/values/mailertable.ts";
import { readVirtusertableValue } from "../../../server/src/tables/values/virtusertable.ts";
import { LONG, SEED } from "../programs.ts";
import { MailSite } from "./mail-site.ts";

const COUNT = LONG ? 20_000 : 1_000;
/** Recipients of one session: sendmail takes no more. */
const SESSION = 200;

const name = fc.constantFrom(
  "nouser",
  "nohost",
  "tempfail",
  "unavailable",
  "5.1.1",
  "5.1.2",
  "4.7.1",
  "550",
  "D.S.N",
  "5.1",
  "x",
  "",
);
const colon = fc.constantFrom(":", ":", ": ", " ", " : ");
const code = fc.constantFrom("550 ", "550 ", "450 ", "553 5.1.8 ", "250 ", "5501 ", "550", "", "", "550-");
const words = fc.constantFrom("no such user", "moved", "isn't here", "", "Try again later", "see x.example, now");
const errorValue = fc
  .tuple(
    fc.constantFrom("error", "ERROR", "Error"),
    fc.constantFrom(":", ":", ":", ": ", " :"),
    name,
    colon,
    code,
    words,
  )
  .map((parts) => parts.join("").trim())
  // What follows is the address itself, garbled, and makemap stores no empty value.
  .filter((value) => value !== "" && !/^error\s*:?$/i.test(value));

const MAILERS = ["smtp", "esmtp", "relay", "SMTP", "local"];
const hostText = fc.constantFrom(
  "gw.example.net",
  "[192.0.2.1]",
  "[gw.example.net]",
  "gw",
  "gw.example.net:2525",
  "gw.example.net (office)",
  "[gw]:26",
  "joe@gw.example.net",
  "joe",
);
const mailerValue = fc.oneof(
  fc.tuple(fc.constantFrom(...MAILERS), fc.constantFrom(":", ": ", " : "), hostText).map((parts) => parts.join("")),
  fc.constantFrom("gw.example.net", "[192.0.2.1]", "REJECT", '"smtp:gw"', "joe@gw.example.net", "DISCARD", "OK"),
);

const addressValue = fc.constantFrom(
  "bob",
  "Bob",
  "bob@else.example",
  "bob@local.example",
  "bob alice",
  "bob # office",
  "bob, alice",
  "bob,alice@else.example",
  "REJECT",
  "@else.example",
  "bob@",
  "smtp:host",
  "smtp:bob@else.example",
  "local:bob",
  "<bob@else.example>",
  "Bob <bob@else.example>",
  "bob@else.example (office)",
);

test("error: gives the reply that sendmail gives", async () => {
  for (const table of ["virtusertable", "mailertable"] as const) {
    const values = [...new Set(fc.sample(errorValue, { numRuns: COUNT * 4, seed: SEED + 6 }))].slice(0, COUNT);
    for (let from = 0; from < values.length; from += SESSION) {
      const some = values.slice(from, from + SESSION);
      const keyOf = (at: number) => (table === "virtusertable" ? `u${at}@virt.example` : `d${at}.example`);
      const site = new MailSite({ tables: { [table]: some.map((value, at) => `${keyOf(at)} ${value}`) } });
      const asked = some.map((_, at) => (table === "virtusertable" ? keyOf(at) : `u@${keyOf(at)}`));
      const replies = await site.replies(asked);
      site.dispose();
      some.forEach((value, at) => {
        const ours = readErrorReply(value, table);
        const theirs = /^(\d{3}) (?:(\d\.\d+\.\d+) )?(?:<\S*?>\.\.\. )?(.*)$/.exec(replies[at] ?? "") ?? [];
        const text = ours?.text ?? theirs[3];
        expect([table, value, ours?.code, ours?.dsn, text]).toEqual([
          table,
          value,
          Number(theirs[1]),
          theirs[2],
          theirs[3],
        ]);
      });
    }
    console.log(`sendmail refuses ${values.length} values of ${table} as we do`);
    expect(values.length).toBeGreaterThan(200);
  }
});

test("a mailertable sends mail where we say", () => {
  const values = [...new Set(fc.sample(mailerValue, { numRuns: 2_000, seed: SEED + 6 }))];
  const site = new MailSite({ tables: { mailertable: values.map((value, at) => `d${at}.example ${value}`) } });
  const answers = site.parse(values.map((_, at) => `u@d${at}.example`));
  site.dispose();
  values.forEach((value, at) => {
    const read = readMailertableValue(value);
    const address = `u@d${at}.example`;
    const ours =
      read.kind === "mailer"
        ? `${read.mailer.text.toLowerCase()} ${read.host.text} ${read.recipient?.text ?? address}`
        : read.kind === "local"
          ? `local ${address} ${read.user.text}`
          : read.kind === "ignored"
            ? `esmtp d${at}.example. ${address}`
            : "";
    expect([value, ours]).toEqual([value, answers[at]]);
  });
  expect(values.length).toBeGreaterThan(100);
});

test("a virtusertable sends mail where we say", () => {
  const values = [...new Set(fc.sample(addressValue, { numRuns: 500, seed: SEED + 6 }))];
  const site = new MailSite({ tables: { virtusertable: values.map((value, at) => `u${at}@virt.example ${value}`) } });
  const answers = site.parse(values.map((_, at) => `u${at}@virt.example`));
  site.dispose();
  expect(values.map((value) => [value, destination(value)])).toEqual(values.map((value, at) => [value, answers[at]]));
  expect(values.length).toBe(17);
});

/** Where a value sends mail, in the words of `MailSite.parse`. */
function destination(value: string): string {
  const read = readVirtusertableValue(value);
  switch (read.kind) {
    case "address":
      return read.host === undefined || read.host.text === "local.example"
        ? `local - ${read.user.text.toLowerCase()}`
        : `esmtp ${read.host.text}. ${read.user.text}@${read.host.text}`;
    case "prefixed":
      return destination(read.rest.text);
    case "words":
      return `local - ${read.text.text.replace(/\s+/g, ".")}`;
    case "list":
      return "error: Invalid route address";
    case "no-user":
      return "error: User address required";
    case "no-host":
      return "error: Hostname required";
    default:
      return read.kind;
  }
}
