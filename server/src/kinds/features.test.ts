// What every kind of table says, feature by feature: what a line does, thanks to which line of the .mc, what wins over it; completion, `error:`, lens.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt, signatureAtCursor } from "../features/testing.ts";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";

const MC = `OSTYPE(\`linux')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
define(\`confUSERDB_SPEC', \`/etc/mail/userdb.db')dnl
define(\`HELP_FILE', \`/etc/mail/helpfile')dnl
define(\`confERROR_MESSAGE', \`/etc/mail/error-header')dnl
define(\`SMART_HOST', \`hub.example')dnl
define(\`confCT_FILE', \`/etc/mail/trusted-users')dnl
FEATURE(\`use_cw_file')dnl
FEATURE(\`use_ct_file')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`genericstable')dnl
FEATURE(\`domaintable')dnl
FEATURE(\`bitdomain')dnl
FEATURE(\`uucpdomain')dnl
FEATURE(\`authinfo')dnl
VIRTUSER_DOMAIN(\`v.example')dnl
VIRTUSER_DOMAIN_FILE(\`/etc/mail/virtuser-domains')dnl
GENERICS_DOMAIN(\`g.example')dnl
GENERICS_DOMAIN_FILE(\`/etc/mail/generics-domains')dnl
MASQUERADE_AS(\`m.example')dnl
MASQUERADE_DOMAIN_FILE(\`/etc/mail/masquerade-domains')dnl
LOCAL_DOMAIN(\`own.example')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

/** The number of the line of the .mc that has a text. */
const lineOf = (text: string) => 1 + MC.split("\n").findIndex((line) => line.includes(text));

interface Said {
  /** The file, with the cursor at the line that the hover is asked about. */
  readonly line: string;
  /** What the line does, and what wins over it or over what it wins. */
  readonly says: readonly string[];
  /** The line of the .mc that has the file read, where one has. */
  readonly thanksTo?: string;
  /** A text with a cursor, and some of what is offered there. */
  readonly offers?: readonly (readonly [typed: string, labels: readonly string[]])[];
  /** The count of the lens, where a kind has one. */
  readonly counts?: string;
  /** What makes the database, where a kind has one. */
  readonly program?: string;
  /** The text of a value that begins with `error:`. */
  readonly error?: string;
}

const KINDS: Readonly<Record<string, Said>> = {
  mailertable: {
    line: "‸a.example smtp:[b.example]",
    says: [
      "Mail for `a.example` goes to the host `b.example`",
      "Domains of class w are delivered here",
      "before SMART_HOST",
    ],
    thanksTo: "`mailertable'",
    offers: [
      ["a.example ‸", ["esmtp:", "local:", "error:"]],
      ["a.example local:‸", ["sales", "joe"]],
      ["a.example error:‸", ["5.1.2:550 No such host"]],
      [".a.example smtp:‸", ["%1"]],
    ],
    counts: "1 line routes mail",
    program: "makemap hash",
    error: "a.example error:‸",
  },
  virtusertable: {
    line: "‸u@v.example bob",
    says: ["Mail for `u@v.example` goes to the user `bob`", "It comes before a line for the whole domain"],
    thanksTo: "`virtusertable'",
    offers: [
      ["u@‸", ["v.example"]],
      ["@v.example ‸", ["%1", "%1@", "sales", "joe", "error:"]],
      ["u@v.example error:‸", ["5.1.1:550 No such user"]],
    ],
    counts: "1 line delivers mail",
    program: "makemap hash",
    error: "u@v.example error:‸",
  },
  genericstable: {
    line: "‸joe@g.example joe.user@x.example",
    says: ["The sender `joe@g.example` becomes `joe.user@x.example`", "It comes before EXPOSED_USER"],
    thanksTo: "`genericstable'",
    offers: [
      ["joe@‸", ["g.example"]],
      ["@g.example ‸", ["%1@"]],
      ["joe a@‸", ["own.example"]],
    ],
    counts: "1 line renames senders",
    program: "makemap hash",
  },
  domaintable: {
    line: "‸old.example own.example",
    says: ["Addresses in `old.example` become addresses in `own.example`", "It comes before everything else"],
    thanksTo: "`domaintable'",
    offers: [["old.example ‸", ["own.example"]]],
    counts: "1 line renames a domain",
    program: "makemap hash",
  },
  bitdomain: {
    line: "‸one own.example",
    says: ["`user@one.BITNET` become `user@own.example`", "The domaintable comes first"],
    thanksTo: "`bitdomain'",
    offers: [["one ‸", ["own.example"]]],
    counts: "1 host",
    program: "makemap hash",
  },
  uudomain: {
    line: "‸one own.example",
    says: ["`user@one.UUCP` become `user@own.example`", "The domaintable comes first"],
    thanksTo: "`uucpdomain'",
    offers: [["one ‸", ["own.example"]]],
    counts: "1 host",
    program: "makemap hash",
  },
  userdb: {
    line: "‸joe:maildrop root",
    says: ["Mail for the local user `joe` goes to:", "An alias of that name would come first"],
    thanksTo: "confUSERDB_SPEC",
    offers: [
      ["joe:‸", ["maildrop", "mailname"]],
      ["joe:maildrop ‸", ["sales", "joe"]],
    ],
    counts: "1 entry",
    program: "makemap btree",
  },
  authinfo: {
    line: '‸AuthInfo:hub.example "U:joe" "P:secret"',
    says: ["At `hub.example` sendmail logs in as `joe`", "A line for the server's name comes before"],
    thanksTo: "`authinfo'",
    offers: [
      ["‸", ["AuthInfo:hub.example"]],
      ["AuthInfo:hub.example ‸", ['"U:user"', '"P:password"']],
    ],
    counts: "1 login",
    program: "makemap hash",
  },
  aliases: {
    line: "‸info: jane",
    says: ["Mail for the local user `info` goes to", "The virtusertable comes first"],
    thanksTo: "ALIAS_FILE",
    offers: [
      ["a: ‸\nsales: x", ["sales", "joe", ":include:"]],
      ["a: b@‸", ["own.example"]],
    ],
    counts: "1 alias",
    program: "newaliases",
  },
  list: {
    line: "‸jane",
    says: ["`jane`: the user of this server", "Gets the mail for `everybody`"],
    offers: [
      ["jim, ‸", ["sales", "joe", ":include:"]],
      ["b@‸", ["own.example"]],
    ],
    counts: "1 recipient",
  },
  "virtuser-domains": {
    line: "‸w.example",
    says: ["looked up in the virtusertable", "may relay to anywhere", "A line for the whole address comes before"],
    thanksTo: "VIRTUSER_DOMAIN_FILE",
  },
  "generics-domains": {
    line: "‸w.example",
    says: ["in the genericstable", "before MASQUERADE_AS"],
    thanksTo: "GENERICS_DOMAIN_FILE",
  },
  "masquerade-domains": {
    line: "‸w.example",
    says: ["get the masquerade name", "EXPOSED_USER come first"],
    thanksTo: "MASQUERADE_DOMAIN_FILE",
  },
  "local-host-names": {
    line: "‸w.example",
    says: ["is delivered on this host", "The virtusertable comes first", "SMART_HOST are not asked"],
    thanksTo: "use_cw_file",
  },
  "trusted-users": { line: "‸joe", says: ["without a warning"], thanksTo: "confCT_FILE" },
  helpfile: {
    line: "‸smtp\tHELO",
    says: ["The SMTP command `HELP` shows this line"],
    thanksTo: "HELP_FILE",
    offers: [["s‸", ["starttls"]]],
    counts: "HELP knows 1 topic",
  },
  "error-header": {
    line: "Ask postmaster@‸$j",
    says: ["`$j` is the server's own name", "comes first in each mail"],
    thanksTo: "confERROR_MESSAGE",
    offers: [["at $‸", ["$j"]]],
  },
};

/** The site around one of its files. */
const around = (name: string, text: string) => ({
  "sendmail.mc": MC,
  "/etc/passwd": "joe:x:1000:1000::/home/joe:/bin/sh\n",
  ...(name === "aliases" ? {} : { aliases: "sales: joe\neverybody: :include:/etc/mail/list\n" }),
  [name]: `${text}\n`,
});

describe.each(Object.entries(KINDS))("%s", (name, { line, says, thanksTo, offers = [], counts, error, program }) => {
  it("says what a line does, thanks to which line of the .mc, and what comes first", async () => {
    const text = (await hoverAt(around(name, line)))?.text;
    for (const one of says) expect(text).toContain(one);
    if (thanksTo !== undefined) expect(text).toContain(`Read because of [line ${lineOf(thanksTo)}]`);
  });

  it.each(offers)("offers at %j what may be there", async (typed, labels) => {
    expect((await completeAt(around(name, typed))).labels).toEqual(expect.arrayContaining([...labels]));
  });

  if (error !== undefined)
    it("names the parts of error:", async () => {
      expect(await signatureAtCursor(around(name, error))).toBe("error:⟦D.S.N⟧:code text");
    });

  if (counts !== undefined)
    it("counts its lines in a lens", async () => {
      const uri = `file:///etc/mail/${name}`;
      const files = Object.entries(around(name, line.replace("‸", ""))).map(([file, text]) => [
        file.startsWith("/") ? `file://${file}` : `file:///etc/mail/${file}`,
        text,
      ]);
      const workspace = memoryWorkspace(Object.fromEntries(files));
      const titles = async () =>
        (await createService(workspace).codeLenses(uri)).map(({ command }) => command?.title ?? "");
      expect(await titles()).toContainEqual(expect.stringContaining(counts));
      if (program === undefined) return;
      // What is made of it is as new as the text, then older.
      workspace.write(`${uri}.db`, "a map", 5_000);
      expect((await titles()).join()).not.toContain("Changed since");
      workspace.write(uri, line.replace("‸", ""), 60_000);
      expect(await titles()).toContainEqual(expect.stringMatching(`${counts}.*\\. Changed since ${program}`));
    });
});
