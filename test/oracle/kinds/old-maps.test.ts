// userdb, bitdomain and uudomain against the real sendmail: which keys it asks for, and what their values do.
import { expect, test } from "vitest";
import { pseudoKey } from "../../../server/src/kinds/pseudo-domain.ts";
import { readUserdbKey } from "../../../server/src/tables/values/rewriting.ts";
import { MailSite } from "../tables/mail-site.ts";

const HOSTS = [
  "one one.example",
  "two.NET two.example",
  ".three three.example",
  "four.sub four.example",
  "*.x x.example",
];

test.each([
  ["bitdomain", "bitdomain", "BITNET"],
  ["uudomain", "uucpdomain", "UUCP"],
] as const)("%s answers for whole names without the end of the network", (name, feature, network) => {
  const site = new MailSite({ mc: `FEATURE(\`${feature}', \`hash @/${name}')` });
  const lines = HOSTS.map((line) => line.replace("NET", network));
  site.hash(name, [...lines, "Seven seven.example", "six six.example # x", "eight smtp:x", "five joe@five.example"]);
  const asked = ["one", "two", "x.three", "four.sub", "a.x", "SEVEN", "six", "eight", "five"];
  const answers = site.parse(asked.map((host) => `u@${host}.${network}`));
  site.dispose();
  expect(answers[0]).toBe("esmtp one.example. u@one.example");
  expect(answers[3]).toBe("esmtp four.example. u@four.example");
  expect(answers[5]).toBe("esmtp seven.example. u@seven.example");
  for (const at of [1, 2, 4]) expect(answers[at]).not.toMatch(/@(two|three|x)\.example/);
  expect(answers[6]).toContain("six.example.#.x");
  expect(answers[7]).toContain("error: Colon illegal in host name part");
  expect(answers[8]).toContain("u@joe@five.example");
  expect(lines.map((line) => pseudoKey(line.replace(/ .*/, ""), name).kind)).toEqual([
    ...["host", "never", "never", "host", "never"],
  ]);
});

test("userdb answers for user:maildrop with a list, and for nothing else that aliases could", () => {
  const site = new MailSite({ mc: "define(`confUSERDB_SPEC', `@/userdb.db')" });
  const lines = [
    ...[
      "joe:maildrop root",
      "ann:maildrop ann@else.example",
      "bob root",
      "Cid:Maildrop root",
      "eve:maildrop root, nobody",
    ],
    ...["gus:office root", "hal@mx.example.com:maildrop root", "jim:maildrop root # x"],
  ];
  site.hash("userdb", lines, "btree");
  const answers = ["joe", "ann", "bob", "cid", "eve", "gus", "hal", "jim"].map((user) => site.verify(user).join());
  site.dispose();
  expect(answers).toEqual([
    "root... deliverable: mailer local, user root",
    "ann@else.example... deliverable: mailer esmtp, host else.example., user ann@else.example",
    "bob... User unknown",
    "root... deliverable: mailer local, user root",
    "nobody... deliverable: mailer local, user nobody,root... deliverable: mailer local, user root",
    "gus... User unknown",
    "hal... User unknown",
    "root # x... User unknown",
  ]);
  expect(readUserdbKey("bob")).toBeUndefined();
});

test("the domaintable comes before bitdomain and uudomain, and all other tables after them", () => {
  const site = new MailSite({
    mc: "FEATURE(`bitdomain', `hash @/bitdomain')\nFEATURE(`uucpdomain', `hash @/uudomain')",
    tables: {
      domaintable: ["one.BITNET dom.example", "one.UUCP domu.example", "bit.example after.example"],
      mailertable: ["bit.example smtp:[m.example]", "two.BITNET smtp:[never.example]"],
    },
  });
  site.hash("bitdomain", ["one bit.example", "two bit.example", "own local.example"]);
  site.hash("uudomain", ["one uu.example"]);
  const asked = ["u@one.BITNET", "u@one.UUCP", "one!u", "u@two.BITNET", "u@own.BITNET"];
  expect(site.parse(asked)).toEqual([
    "esmtp dom.example. u@dom.example",
    "esmtp domu.example. u@domu.example",
    "esmtp domu.example. u@domu.example",
    "smtp [m.example] u@bit.example",
    "local - u",
  ]);
  site.dispose();
});

test("bitdomain does not find keys in quotes or with what nobody sees, and finds what we would write", () => {
  const keys = ["'nine'", "(ten)", "eleven\u200b", "tw(c)elve", "thir\\teen", "plain", "with-hyphen_x"];
  const asked = ["nine", "ten", "eleven", "twelve", "thirteen", "plain", "with-hyphen_x"];
  const read = keys.map((key) => pseudoKey(key, "bitdomain"));
  const answers = (lines: readonly (string | undefined)[]): readonly boolean[] => {
    const site = new MailSite({ mc: "FEATURE(`bitdomain', `hash @/bitdomain')" });
    const written = lines.map((key, at) => (key === undefined ? "" : `${key}\tfound${at}.example`));
    site.hash(
      "bitdomain",
      written.map((line) => Buffer.from(line, "utf8").toString("latin1")),
    );
    const found = site.parse(asked.map((host) => `u@${host}.BITNET`)).map((one, at) => one.includes(`found${at}.`));
    site.dispose();
    return found;
  };
  expect(answers(keys)).toEqual(read.map(({ kind }) => kind !== "never"));
  const meant = read.map((key) => (key.kind === "never" ? key.meant : key.host));
  expect(answers(meant)).toEqual(meant.map((key) => key !== undefined));
});
