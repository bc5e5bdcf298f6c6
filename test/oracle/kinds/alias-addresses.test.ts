// What the hover of an alias says of addresses in the server's own domains is what sendmail does with mail for them.
import { expect, test } from "vitest";
import { hoverAt } from "../../../server/src/features/testing.ts";
import { NEWEST, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VIRTUSERTABLE = [
  "refused@virt.example error:5.1.1:550 gone",
  "root@virt.example root",
  "sales@virt.example sales",
  "away@virt.example joe@b.example",
  "twice@virt.example sales@virt.example",
  "own@local.example daemon",
  "ring@virt.example ring@virt2.example",
  "ring@virt2.example ring@virt.example",
  "@virt2.example %1@b.example",
];

/** Recipients, with what the hover says and what `sendmail -bv` does. */
const RECIPIENTS: readonly (readonly [recipient: string, says: string, does: RegExp])[] = [
  ["a@b.example", "this address", /^a@b\.example\.\.\. deliverable: mailer esmtp/],
  ["root@local.example", "an address of this server: the user of this server", /mailer local, user root$/],
  ["sales@local.example", "an address of this server: an alias again, line 1: `bin`", /mailer local, user bin$/],
  ["Sales@LOCAL.example", "an address of this server: an alias again, line 1: `bin`", /mailer local, user bin$/],
  ["sales+x@local.example", "an address of this server: an alias again, line 1: `bin`", /mailer local, user bin$/],
  [
    "own@local.example",
    "this address, which is `daemon` here by line 6 of the virtusertable: the user of this server",
    /mailer local, user daemon$/,
  ],
  [
    "root@virt.example",
    "this address, which is `root` here by line 2 of the virtusertable: the user of this server",
    /mailer local, user root$/,
  ],
  [
    "sales@virt.example",
    "this address, which is `sales` here by line 3 of the virtusertable: an alias again, line 1: `bin`",
    /mailer local, user bin$/,
  ],
  [
    "twice@virt.example",
    "this address, which is `sales` here by line 3 of the virtusertable: an alias again, line 1: `bin`",
    /mailer local, user bin$/,
  ],
  ["refused@virt.example", "**nobody:** line 1 of the virtusertable refuses this address", /gone$/],
  [
    "away@virt.example",
    "this address, which line 4 of the virtusertable sends on to `joe@b.example`",
    /mailer esmtp, host b\.example\., user joe@b\.example$/,
  ],
  [
    "x@virt2.example",
    "this address, which line 9 of the virtusertable sends on to `%1@b.example`",
    /mailer esmtp, host b\.example\., user x@b\.example$/,
  ],
  [
    "ring@virt.example",
    "**nobody:** lines of the virtusertable lead in a circle, and sendmail refuses the mail",
    /excessive recursion|recursion/,
  ],
  ["nobody-there@virt.example", "this address", /mailer esmtp, host virt\.example\., /],
];

const MC =
  "OSTYPE(`linux')\nLOCAL_DOMAIN(`local.example')\nFEATURE(`virtusertable')\nVIRTUSER_DOMAIN(`virt.example')\nVIRTUSER_DOMAIN(`virt2.example')\nMAILER(`local')\nMAILER(`smtp')\n";

test.each<Version>(["8.15.2", NEWEST])("addresses as recipients, sendmail %s", async (version) => {
  const aliases = ["sales: bin", ...RECIPIENTS.map(([recipient], at) => `k${at}: ${recipient}`)];
  const server = new MailSite({ tables: { aliases, virtusertable: VIRTUSERTABLE }, version });
  const wrong: string[] = [];
  for (const [at, [recipient, says, does]] of RECIPIENTS.entries()) {
    const answer = server.verify(`k${at}`, version).join(" | ");
    if (!does.test(answer)) wrong.push(`${recipient}: sendmail says ${answer}`);
    const files = {
      "sendmail.mc": MC,
      virtusertable: `${VIRTUSERTABLE.join("\n")}\n`,
      aliases: `${aliases.map((line, line2) => (line2 === at + 1 ? `‸${line}` : line)).join("\n")}\n`,
    };
    const hover = (await hoverAt(files))?.text ?? "";
    if (!hover.includes(`- \`${recipient}\`: ${says}\n`))
      wrong.push(`${recipient}: the hover says ${hover.split("\n")[2]}`);
  }
  // A name that comes back to itself ends at the user of that name.
  for (const [at, alias] of ["bin: bin@local.example", "root: root@virt.example"].entries()) {
    const own = new MailSite({ tables: { aliases: [alias], virtusertable: VIRTUSERTABLE }, version });
    const user = ["bin", "root"][at] ?? "";
    expect(own.verify(user, version).join(" | ")).toContain(`mailer local, user ${user}`);
    own.dispose();
    const files = { "sendmail.mc": MC, virtusertable: `${VIRTUSERTABLE.join("\n")}\n`, aliases: `‸${alias}\n` };
    expect((await hoverAt(files))?.text).toContain("the user of that name: an alias that names itself ends there");
  }
  server.dispose();
  expect(wrong).toEqual([]);
});

/** Settings that send mail for users elsewhere, with what is said of some recipients and what `sendmail -bv` does. */
const HUBS: readonly (readonly [mc: string, said: Readonly<Record<string, readonly [says: string, does: RegExp]>>])[] =
  [
    [
      "define(`MAIL_HUB', `hub.example')",
      {
        daemon: [
          "a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example, user daemon@/,
        ],
        "\\daemon": [
          "a user without a further alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example/,
        ],
        "daemon@local.example": [
          "an address of this server: a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example, user daemon@/,
        ],
        sales: ["an alias again, line 1: `bin`", /host hub\.example, user bin@hub/],
      },
    ],
    [
      "define(`MAIL_HUB', `hub.example')\nLOCAL_USER(`daemon')",
      {
        daemon: [
          "a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes, unless the user is one of LOCAL_USER",
          /mailer local, user daemon/,
        ],
        mail: [
          "a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes, unless the user is one of LOCAL_USER",
          /host hub\.example/,
        ],
        "\\daemon": [
          "a user without a further alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example/,
        ],
      },
    ],
    [
      "define(`LOCAL_RELAY', `lr.example')\nFEATURE(`stickyhost')",
      {
        daemon: ["a user without an alias: LOCAL_RELAY (`lr.example`) says where the mail goes", /host lr\.example/],
        "daemon@local.example": ["an address of this server: the user of this server", /mailer local, user daemon/],
      },
    ],
    [
      "define(`MAIL_HUB', `hub.example')\ndefine(`LOCAL_RELAY', `lr.example')",
      {
        daemon: ["a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes", /host hub\.example/],
        "daemon@local.example": [
          "an address of this server: a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example/,
        ],
      },
    ],
    [
      "define(`MAIL_HUB', `hub.example')\ndefine(`LOCAL_RELAY', `lr.example')\nFEATURE(`stickyhost')",
      {
        daemon: ["a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes", /host hub\.example/],
        "daemon@local.example": [
          "an address of this server: a user without an alias: MAIL_HUB (`hub.example`) says where the mail goes",
          /host hub\.example/,
        ],
      },
    ],
    ["define(`MAIL_HUB', `local.example')", { daemon: ["the user of this server", /mailer local, user daemon/] }],
    [
      "define(`LUSER_RELAY', `error:5.1.1:550 nobody here')",
      {
        daemon: [
          "the user of this server; where there is none, LUSER_RELAY (`error:5.1.1:550 nobody here`) says where the mail goes",
          /mailer local, user daemon/,
        ],
        nosuch: [
          "the user of this server; where there is none, LUSER_RELAY (`error:5.1.1:550 nobody here`) says where the mail goes",
          /nobody here/,
        ],
      },
    ],
  ];

test.each<Version>(["8.15.2", NEWEST])(
  "users whose mail another setting sends elsewhere, sendmail %s",
  async (version) => {
    const wrong: string[] = [];
    for (const [mc, said] of HUBS) {
      const recipients = Object.keys(said);
      const aliases = ["sales: bin", ...recipients.map((recipient, at) => `k${at}: ${recipient}`), "root: root"];
      const server = new MailSite({ mc, tables: { aliases }, version });
      for (const [at, [recipient, [says, does]]] of Object.entries(said).entries()) {
        const answer = server.verify(`k${at}`, version).join(" | ");
        if (!does.test(answer)) wrong.push(`${mc} ${recipient}: sendmail says ${answer}`);
        const text = aliases.map((line, number) => (number === at + 1 ? `‸${line}` : line)).join("\n");
        const hover = (await hoverAt({ "sendmail.mc": `${mc}\n${MC}`, aliases: `${text}\n` }))?.text ?? "";
        if (!hover.includes(`: ${says}\n`)) wrong.push(`${mc} ${recipient}: the hover says ${hover.split("\n")[2]}`);
      }
      const [own, other] = [server.verify("root", version).join(" | "), server.verify("mail", version).join(" | ")];
      const goesOn = /host (?:hub|lr)\./;
      if (goesOn.test(own) !== goesOn.test(other)) wrong.push(`${mc} root: root: ${own} beside ${other}`);
      server.dispose();
    }
    expect(wrong).toEqual([]);
  },
);

test("lines of the mailertable and the virtusertable that name a user", async () => {
  const hub = "For users without an alias MAIL_HUB (`hub.example`) says where mail goes.";
  const server = new MailSite({
    mc: "define(`MAIL_HUB', `hub.example')",
    tables: { mailertable: ["c.example local:daemon"], virtusertable: ["x@virt.example daemon"] },
  });
  expect(server.verify("x@virt.example", NEWEST).join()).toMatch(/host hub\.example/);
  const local = server.verify("x@c.example", NEWEST).join();
  server.dispose();
  const files = {
    "sendmail.mc": `define(\`MAIL_HUB', \`hub.example')\nFEATURE(\`mailertable')\n${MC}`,
    mailertable: "c.example local:daemon\n",
  };
  const virtual = await hoverAt({ ...files, virtusertable: "‸x@virt.example daemon\n" });
  expect(virtual?.text).toContain(hub);
  const mailer = await hoverAt({ ...files, mailertable: "‸c.example local:daemon\n" });
  expect([/host hub\.example/.test(local), local]).toEqual([mailer?.text.includes(hub), local]);
});

test.each([
  ["to the MX of the domain", "", /esmtp, host virt\.example\./],
  ["to SMART_HOST", "define(`SMART_HOST', `smart.example')", /relay, host smart\.example/],
  [
    "where the mailertable says, else to SMART_HOST",
    "FEATURE(`mailertable')\ndefine(`SMART_HOST', `smart.example')",
    /host mt\.example/,
  ],
  ["where the mailertable says, else to the MX of the domain", "FEATURE(`mailertable')", /host mt\.example/],
])("a user of a virtual domain without a line: %s", async (says, mc, does) => {
  const mailertable = mc.includes("mailertable");
  const server = new MailSite({
    mc: mc.replace("FEATURE(`mailertable')", ""),
    tables: { mailertable: ["virt.example esmtp:mt.example"], virtusertable: ["x@virt.example root"] },
    without: mailertable ? [] : ["mailertable"],
  });
  expect(server.verify("nobody@virt.example", NEWEST).join()).toMatch(does);
  server.dispose();
  const hover = await hoverAt({
    "sendmail.mc": `OSTYPE(\`linux')\n${mc}\nFEATURE(\`virtusertable')\nVIRTUSER_DOMAIN_FILE(\`/etc/mail/virtuser-domains')\nMAILER(\`local')\nMAILER(\`smtp')\n`,
    "virtuser-domains": "‸virt.example\n",
  });
  expect(hover?.text).toContain(`Mail for users without a line goes ${says}, unless the domain is in class w too.`);
});
