// What aliases do, sentence by sentence: entry, question, sendmail's answer. docs/facts-tables.md says it in words.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MailSite, type MailSiteOptions } from "./mail-site.ts";

/** Right sides, and what `sendmail -bv` says of each recipient. */
const VALUES: readonly (readonly [string, ...string[]])[] = [
  ["root", "root... deliverable: mailer local, user root"],
  ["\\root", "\\root... deliverable: mailer local, user \\root"],
  ["root (the boss)", "root (the boss)... deliverable: mailer local, user root"],
  ["<root>", "<root>... deliverable: mailer local, user root"],
  ["root@local.example", "root@local.example... deliverable: mailer local, user root"],
  ["root@else.example", "root@else.example... deliverable: mailer esmtp, host else.example., user root@else.example"],
  ["nobodyhere", "nobodyhere... User unknown"],
  ["bob root", "bob root... User unknown"],
  ["bob;root", "bob;root... User unknown"],
  ["bob # remark", "bob # remark... User unknown"],
  ["a@x.example b@y.example", "a@x.example b@y.example... Invalid route address"],
  ["'|prog'", "'|prog'... User unknown"],
  ["./relative", "./relative... User unknown"],
  ["*", "*... User unknown"],
  ["|/usr/bin/php -q x", "|/usr/bin/php -q x... deliverable: mailer prog, user |/usr/bin/php.-q.x"],
  ['"|/usr/bin/php -q x"', '"|/usr/bin/php -q x"... deliverable: mailer prog, user "|/usr/bin/php -q x"'],
  ['|"/usr/bin/php -q x"', '|"/usr/bin/php -q x"... deliverable: mailer prog, user |"/usr/bin/php -q x"'],
  ["| cat", "| cat... deliverable: mailer prog, user |.cat"],
  ["|/bin/cat /tmp/x", "|/bin/cat /tmp/x... deliverable: mailer prog, user |/bin/cat/tmp/x"],
  ["|/bin/cat (x)", "|/bin/cat (x)... deliverable: mailer prog, user |/bin/cat"],
  ['"|prog a, b"', '"|prog a, b"... deliverable: mailer prog, user "|prog a, b"'],
  ["/var/tmp/x", "/var/tmp/x... deliverable: mailer *file*, user /var/tmp/x"],
  ['"/path with/space"', '"/path with/space"... deliverable: mailer *file*, user "/path with/space"'],
  ["error:5.1.1:550 gone", "error:5.1.1:550 gone... User unknown"],
  ["REJECT", "REJECT... User unknown"],
  [":blackhole:", ":blackhole:... User unknown"],
  ["$HOME/mail", "$HOME/mail... User unknown"],
  ["%1", "%1... User address required"],
  ["http://x.example/", "http://x.example/... deliverable: mailer *file*, user //x.example/"],
  ["|", "|... deliverable: mailer prog, user |"],
  ["local:root", "local:root... deliverable: mailer local, user root"],
  ["smtp:gone", "smtp:gone... User unknown"],
  ["@x.example", "@x.example... User address required"],
  ["root@", "root@... Hostname required"],
  [
    "root,, root@else.example,",
    "root... deliverable: mailer local, user root",
    "root@else.example... deliverable: mailer esmtp, host else.example., user root@else.example",
  ],
];

const CHAINS: readonly (readonly [string, string, ...string[]])[] = [
  ["a chain", "chain", "root... deliverable: mailer local, user root"],
  ["a pair of aliases that name each other", "l1", "aliasing/forwarding loop broken"],
  ["an alias for itself is the user of that name", "self", "self... User unknown", "self... User unknown"],
  ["names fold case", "CHAIN", "root... deliverable: mailer local, user root"],
  ["+detail is left out where there is no such alias", "chain+x", "root... deliverable: mailer local, user root"],
  ["name+* takes all details", "plus+x", "root... deliverable: mailer local, user root"],
  ["a star in a name takes nobody", "info-x", "info-x... User unknown"],
  ["commas alone are a broken loop", "commas", "aliasing/forwarding loop broken"],
  ["of two entries the last one wins", "twice", "root... deliverable: mailer local, user root"],
];

const OTHERS = [
  "info-*: root",
  "commas: ,",
  "chain: c2",
  "c2: root",
  "l1: l2",
  "l2: l1",
  "self: self",
  "plus+*: root",
  "plus: nobodyhere",
  "twice: nobodyhere",
  "twice: root",
];

describe("aliases", () => {
  let site: MailSite;
  beforeAll(() => {
    site = new MailSite({ tables: { aliases: [...VALUES.map(([value], at) => `k${at}: ${value}`), ...OTHERS] } });
  });
  afterAll(() => site.dispose());

  test.each(VALUES.map(([value, ...answer], at) => ({ value, answer, at })))("$value", ({ answer, at }) => {
    expect(site.verify(`k${at}`)).toEqual(answer);
  });

  test.each(CHAINS.map(([fact, name, ...answer]) => ({ fact, name, answer })))("$fact", ({ name, answer }) => {
    expect(site.verify(name).map((line) => line.replace(/^\S+ (aliasing)/, "$1"))).toEqual(answer);
  });
});

/** What newaliases prints, and its exit status. */
const MADE: readonly (readonly [string, readonly string[], string, number])[] = [
  ["a missing colon", ["a root"], "aliases: line 1: missing colon", 70],
  ["an empty name", [": root"], "aliases: line 1: : root... illegal alias name", 70],
  ["an empty value", ["a:"], "aliases: line 1: a:... missing value for alias", 70],
  [
    "a second entry is a warning, and no failure",
    ["a: x", "a: y"],
    "aliases: line 2: a... Warning: duplicate alias name a",
    0,
  ],
  [
    "a host that is not local",
    ["a@else.example: x"],
    "aliases: line 1: a@else.example... cannot alias non-local names",
    70,
  ],
  [
    "a host with a star is not local",
    ["a@*.example: x"],
    "aliases: line 1: a@*.example... cannot alias non-local names",
    70,
  ],
  [
    "an own host is left out",
    ["a@local.example: x", "a: y"],
    "aliases: line 2: a... Warning: duplicate alias name a",
    0,
  ],
  ["a name that is a program", ["|p: x"], "aliases: line 1: |p... cannot alias non-local names", 70],
  ["a name that is a path", ["/f: x"], "aliases: line 1: /f... cannot alias non-local names", 70],
  ["an indented first line", [" a: x"], "aliases: line 1: Non-continuation line starts with space", 70],
  [
    "an indented line after an empty one",
    ["a: x", "", " b: y"],
    "aliases: line 3: Non-continuation line starts with space",
    70,
  ],
  ["a tab makes a line part of the one above, in silence", ["a: x", "\tb: y"], "", 0],
  ["an indented line after a comment is a comment", ["a: x", "# c", " b: y"], "", 0],
  ["loops are taken", ["a: b", "b: a"], "", 0],
];

test.each(MADE)("newaliases: %s", (_fact, aliases, said, status) => {
  const options: MailSiteOptions = { tables: { aliases } };
  const site = new MailSite(options);
  const { text, status: exit } = site.newaliases();
  site.dispose();
  expect(
    text
      .split("\n")
      .filter((line) => line.includes(": line "))
      .join("\n"),
  ).toBe(said);
  expect(exit).toBe(status);
});

test("newaliases refuses a file that a group may write, with exit status 0", () => {
  const site = new MailSite({ tables: { aliases: ["a: root"] } });
  site.write("aliases", "a: root\n", 0o664);
  const { text, status } = site.newaliases();
  site.dispose();
  expect([text.trim(), status]).toEqual(["newaliases: cannot open aliases: Group writable file", 0]);
});

test("characters that nobody sees stay in a name: mail for the name without them finds no alias", () => {
  const names = ["\uFEFFgone", "lost\u00a0", "\u00adhidden", "there"];
  const site = new MailSite({ tables: { aliases: names.map((name) => `${name}: root`) } });
  try {
    expect(["gone", "lost", "hidden", "there"].map((name) => site.verify(name))).toEqual([
      ["gone... User unknown"],
      ["lost... User unknown"],
      ["hidden... User unknown"],
      ["root... deliverable: mailer local, user root"],
    ]);
  } finally {
    site.dispose();
  }
});

test("a backslash joins the next line, to an alias and to a comment; an empty one adds nothing", () => {
  const site = new MailSite({ tables: { aliases: ["a: root\\", "", "b: root,\\", "c: daemon", "# d\\", "d: root"] } });
  try {
    expect(["a", "b", "c", "d"].map((name) => site.verify(name))).toEqual([
      ["root... deliverable: mailer local, user root"],
      ["c: daemon... deliverable: mailer local, user daemon", "root... deliverable: mailer local, user root"],
      ["c... User unknown"],
      ["d... User unknown"],
    ]);
  } finally {
    site.dispose();
  }
});

test("an alias that virtusertable sends back to itself is the user of that name", () => {
  const site = new MailSite({
    tables: { virtusertable: ["v@virt.example la"], aliases: ["la: v@virt.example"] },
  });
  const said = site.verify("v@virt.example");
  site.dispose();
  expect([...new Set(said)]).toEqual(["v@virt.example... User unknown"]);
});

test("a circle of two aliases and two entries of virtusertable is a loop", () => {
  const site = new MailSite({
    tables: {
      virtusertable: ["v@virt.example b", "w@virt.example a"],
      aliases: ["a: v@virt.example", "b: w@virt.example"],
    },
  });
  const said = [site.verify("a"), site.verify("v@virt.example")];
  site.dispose();
  expect(said).toEqual([["aliasing/forwarding loop broken"], ["aliasing/forwarding loop broken"]]);
});

test("owner-NAME is the envelope sender of mail to NAME, or the one name that it leads to", async () => {
  const site = new MailSite({
    // Nothing answers on this port, so the mail stays in the queue.
    mc: "define(`SMTP_MAILER_ARGS', `TCP $h 9')",
    tables: {
      mailertable: ["else.example smtp:[127.0.0.1]"],
      aliases: [
        "list: u@else.example",
        "owner-list: keeper",
        "keeper: root",
        "plain: v@else.example",
        "many: w@else.example",
        "owner-many: root, daemon",
      ],
    },
  });
  const senders: string[] = [];
  for (const name of ["list", "plain", "many"]) {
    await site.send(name);
    const queue = path.join(site.dir, "queue");
    for (const file of readdirSync(queue).filter((one) => one.startsWith("qf"))) {
      const text = readFileSync(path.join(queue, file), "latin1");
      const recipient = /^R.*?:<?(\w+)@else\.example/m.exec(text)?.[1];
      if (recipient !== undefined) senders.push(`${recipient}: ${/^S(.*)$/m.exec(text)?.[1]}`);
    }
  }
  site.dispose();
  expect([...new Set(senders)].sort()).toEqual(["u: keeper", "v: joe@mx.example.com", "w: owner-many"]);
});
