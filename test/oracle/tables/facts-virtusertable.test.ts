// What a virtusertable does, sentence by sentence: entry, question, sendmail's answer. docs/facts-tables.md says it in words.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MailSite } from "./mail-site.ts";

/** Entries that are asked for by their own key: value, and where mail goes. */
const VALUES: readonly (readonly [string, string])[] = [
  ["bob", "local - bob"],
  ["bob@else.example", "esmtp else.example. bob@else.example"],
  ["%1@else.example", "esmtp else.example. KEY@else.example"],
  ["%2@else.example", "error: User address required"],
  ["%3@else.example", "error: User address required"],
  ["%0@else.example", "error: Invalid route address"],
  ["%4@else.example", "error: User address required"],
  ["@else.example", "error: User address required"],
  ["bob@", "error: Hostname required"],
  ["bob, alice", "error: Invalid route address"],
  ["bob alice", "local - bob.alice"],
  ["bob # office", "local - bob.#.office"],
  ["REJECT", "local - reject"],
  ["DISCARD", "local - discard"],
  ["smtp:host", "local - host"],
  ["smtp:bob@host.example", "esmtp host.example. bob@host.example"],
  ["local:bob", "local - bob"],
  ["|/bin/prog", "prog - |/bin/prog"],
  ["/var/mail/x", "*file* - /var/mail/x"],
  [":include:/etc/list", "*include* - /etc/list"],
  ["else.example", "local - else.example"],
  ["bob;alice", "local - bob;alice"],
  ["error:5.1.1:550 no such user", "error: no such user"],
  ["error:nouser No such user", "error: No such user"],
  ["error:5.1.1 550 no such", "error: .1.1 550 no such"],
  ["error:nouser: text", "error: :text"],
  ['"error:5.1.1:550 x"', 'local - "error:5.1.1:550 x"'],
  ["discard:", "error: List:; syntax illegal for recipient addresses"],
];

/** Keys: what is in the table, and who is found by it. */
const KEYS = [
  "u@virt.example bob",
  "@virt.example catch",
  "u+d@virt.example exactdetail",
  "u+*@virt.example anydetail",
  "p+*@virt.example pstar",
  "bare root2",
  "@local.example localcatch",
  "root@local.example r",
  "x@other.example never",
  "Case@Virt.Example folded",
  "colon@virt.example: never",
  "*@star.example never",
  "@sub.virt.example never",
  "m@mx.example.com mine",
  "self@virt.example self@virt.example",
  "a@virt.example b@virt.example",
  "b@virt.example a@virt.example",
  "@virt2.example %1@virt2.example",
  "c@virt.example d@virt.example",
  "d@virt.example %1%3@else.example",
] as const;

const QUESTIONS: readonly (readonly [string, string, string])[] = [
  ["an exact key wins over @domain", "u@virt.example", "local - bob"],
  ["@domain takes all others", "other@virt.example", "local - catch"],
  ["user+detail wins over user+*", "u+d@virt.example", "local - exactdetail"],
  ["user+* takes other details", "u+e@virt.example", "local - anydetail"],
  ["user+* does not take the user alone", "p@virt.example", "local - catch"],
  ["a key without @ never matches", "bare", "local - bare"],
  ["@domain of class w takes unknown users", "nobody@local.example", "local - localcatch"],
  ["root@ is taken by its own key", "root@local.example", "local - r"],
  ["postmaster@ is taken by @domain", "postmaster@local.example", "local - localcatch"],
  ["a bare root is not looked up", "root", "local - root"],
  ["a domain outside of w and VirtHost is not looked up", "x@other.example", "esmtp other.example. x@other.example"],
  ["keys fold case", "CASE@VIRT.EXAMPLE", "local - folded"],
  ["a key that ends in a colon never matches", "colon@virt.example", "local - catch"],
  ["*@domain never matches", "any@star.example", "esmtp star.example. any@star.example"],
  ["a subdomain is not in VIRTUSER_DOMAIN", "joe@sub.virt.example", "esmtp sub.virt.example. joe@sub.virt.example"],
  ["the own name is looked up", "m@mx.example.com", "local - mine"],
  ["localhost is looked up under the own name", "m@localhost", "local - mine"],
  ["an entry for itself", "self@virt.example", "excessive recursion"],
  ["a pair of entries", "a@virt.example", "excessive recursion"],
  ["@domain to itself", "any@virt2.example", "excessive recursion"],
  [
    "the result is looked up again, and %1 is the user of the second entry",
    "c@virt.example",
    "esmtp else.example. d@else.example",
  ],
  ["%1%3 keeps the detail", "d+x@virt.example", "esmtp else.example. d+x@else.example"],
  ["user%domain@own is looked up", "u%virt.example@mx.example.com", "local - bob"],
  ["domain!user is looked up", "virt.example!u", "local - bob"],
];

describe("virtusertable", () => {
  let site: MailSite;
  let keys: MailSite;
  beforeAll(() => {
    site = new MailSite({ tables: { virtusertable: VALUES.map(([value], at) => `k${at}@virt.example ${value}`) } });
    keys = new MailSite({ tables: { virtusertable: KEYS } });
  });
  afterAll(() => {
    site.dispose();
    keys.dispose();
  });

  test("right sides", () => {
    const answers = site.parse(VALUES.map((_, at) => `k${at}@virt.example`));
    expect(VALUES.map(([value], at) => [value, answers[at]])).toEqual(
      VALUES.map(([value, answer], at) => [value, answer.replace("KEY", `k${at}`)]),
    );
  });

  test("keys", () => {
    const answers = keys.parse(QUESTIONS.map(([, address]) => address));
    expect(QUESTIONS.map(([fact], at) => [fact, answers[at]])).toEqual(
      QUESTIONS.map(([fact, , answer]) => [fact, answer]),
    );
  });

  test("a user who is not in the table is relayed, to anybody's benefit", async () => {
    const [known, unknown] = await site.replies(["k0@virt.example", "nobody@virt.example"]);
    expect([known, unknown]).toEqual([
      "550 5.1.1 <k0@virt.example>... User unknown",
      "250 2.1.5 <nobody@virt.example>... Recipient ok",
    ]);
  });

  test("programs, files and lists are refused in a session", async () => {
    const asked = ["|/bin/prog", "/var/mail/x", ":include:/etc/list"];
    const numbers = asked.map((value) => VALUES.findIndex(([other]) => other === value));
    const replies = await site.replies(numbers.map((at) => `k${at}@virt.example`));
    expect(replies.map((reply) => reply.replace(/<.*?>/, "<>"))).toEqual([
      "550 5.7.1 <>... Cannot mail directly to programs",
      "550 5.7.1 <>... Cannot mail directly to files",
      "550 5.7.1 <>... Cannot mail directly to :include:s",
    ]);
  });

  test("without its database mail waits, for users that do not exist as well; with -o there is no table", async () => {
    const asked = ["root@local.example", "nosuch@local.example", "u@virt.example"];
    const without = new MailSite({ missing: ["virtusertable"] });
    const optional = new MailSite({
      missing: ["virtusertable"],
      adapt: (cf) => cf.replace(/^(Kvirtuser hash) /m, "$1 -o "),
    });
    const strip = (replies: readonly string[]) => replies.map((reply) => reply.replace(/^(\S+ \S+) \S+ /, "$1 "));
    expect(strip(await without.replies(asked))).toEqual([
      "250 2.1.5 Recipient ok (will queue)",
      "250 2.1.5 Recipient ok (will queue)",
      "250 2.1.5 Recipient ok (will queue)",
    ]);
    expect(strip(await optional.replies(asked))).toEqual([
      "250 2.1.5 Recipient ok",
      "550 5.1.1 User unknown",
      "250 2.1.5 Recipient ok",
    ]);
    without.dispose();
    optional.dispose();
  });
});
