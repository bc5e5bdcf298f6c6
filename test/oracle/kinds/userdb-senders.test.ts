// What hovers of the user database say of senders is what a mailer gets from sendmail.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { CAPTURE, deliver } from "./session.ts";

const features = new EditorFeatures(EDITORS);
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];
const OWN = "mx.example.com";

const VALUES = [
  ...["Joe.User@names.test", "Ann.User", "joe", "J_U@NAMES.Test", "joe-x@a.b.names.test", "root@mx.example.com"],
  ...["x y@names.test", "Joe User <joe@names.test>", "joe@names.test (Joe)", "a@b.test, c@d.test", "joe@"],
  ...["@names.test", "joe@x..test", "|/bin/cat", "root # note", "smtp:joe@x.test", "%1", "joe!bob", "a%b@c.test"],
];

/** Keys, with those who are asked about; the others are not touched by the line. */
const KEYS: readonly ((at: number) => readonly [key: string, users: readonly string[]])[] = [
  (at) => [`k${at}:mailname`, [`k${at}`, `k${at}+x`]],
  (at) => [`k${at}:mailname`, [`k${at}`]],
  (at) => [`K${at}:MailName`, [`k${at}`]],
  (at) => [`k${at}+x:mailname`, [`k${at}`, `k${at}+x`]],
  (at) => [`k${at}:mailsender`, [`k${at}`]],
  (at) => [`k${at}:fullname`, [`k${at}`]],
  (at) => [`k${at}`, [`k${at}`]],
  (at) => [`k${at}@${OWN}:mailname`, [`k${at}`]],
];

const FLAGS = ["", "i", "j", "ij"];
const LINES = LONG ? 400 : 120;

/** The new address of a user, by a hover; undefined where it claims none. `known`: the hover says that it does not know. */
function claimOf(
  hover: string,
  user: string,
): { readonly known: boolean; readonly from?: string; readonly back?: string } {
  if (/^\*\*(?:sendmail does not ask for this line|This line does nothing):\*\*/.test(hover)) return { known: true };
  if (hover.startsWith("**Not one plain address:**")) return { known: false };
  const full = (address: string, rest: string) => (rest.includes("server's name") ? `${address}@${OWN}` : address);
  const of = /^Mail of the user `(.*?)` that comes without a `From:` line gets one with `(.*?)`(.*?);/.exec(hover);
  if (of !== null)
    return { known: true, ...(of[1]?.toLowerCase() === user ? { from: full(of[2] ?? "", of[3] ?? "") } : {}) };
  const back = /^Mail for `(.*?)` that its `maildrop` line sends on has the envelope sender `(.*?)`(.*?):/.exec(hover);
  if (back !== null) return { known: true, back: full(back[2] ?? "", back[3] ?? "") };
  throw new Error(`no claim: ${hover}`);
}

test.each(VERSIONS.flatMap((version) => FLAGS.map((flags) => [version, flags] as const)))(
  "sendmail %s, local mailer with the flags '%s'",
  async (version, flags) => {
    const rows = fc
      .sample(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), { numRuns: LINES, seed: SEED + 110 })
      .map(([key, value], at) => {
        const [written, users] = key(at);
        return { at, written, users, value };
      });
    const lines = rows.map(({ written, value }) => `${written}\t${value}`);
    const extra = [
      // Users with a maildrop line have the default name, and others do not.
      ":default:mailname\tdefault.test",
      "drop:maildrop\tto@cap.test",
      ...rows.map(({ at }) => `k${at}:mailnote\tx`),
      ...rows.filter(({ written }) => written.endsWith("mailsender")).map(({ at }) => `k${at}:maildrop\tto@cap.test`),
    ];
    const site = new MailSite({
      mc: `define(\`confUSERDB_SPEC', \`@/userdb.db')\nFEATURE(\`promiscuous_relay')\nFEATURE(\`accept_unresolvable_domains')${flags === "" ? "" : `\nMODIFY_MAILER_FLAGS(\`LOCAL', \`+${flags}')`}`,
      tables: { mailertable: ["cap.test\tcapture:x"] },
      adapt: (cf) => `${cf}\n${CAPTURE}`,
      version,
    });
    site.hash("userdb", [...lines, ...extra], "btree");
    const asked = rows.flatMap((row) => row.users.map((user) => ({ row, user })));
    const got = await deliver(
      site,
      [
        ...asked.flatMap(({ row, user }) =>
          row.written.endsWith("mailsender")
            ? [{ from: "somebody@else.test", to: user, header: ["From: somebody@else.test"] }]
            : [{ from: `${user}@${OWN}`, to: "to@cap.test", header: [`To: ${user}`] }],
        ),
        ...asked.map(({ user }) => ({ from: `${user}@${OWN}`, to: "to@cap.test", header: [`From: ${user}@${OWN}`] })),
        { from: `drop@${OWN}`, to: "to@cap.test", header: ["To: drop"] },
        { from: `none@${OWN}`, to: "to@cap.test", header: ["To: none"] },
      ],
      version,
    );
    site.dispose();
    const ours = await siteFrom({
      "sendmail.mc":
        "OSTYPE(`linux')\ndefine(`confUSERDB_SPEC', `/etc/mail/userdb.db')\nMAILER(`local')\nMAILER(`smtp')\n",
      userdb: `${[...lines, ...extra].join("\n")}\n`,
    });
    const hoverOf = (line: number): string => {
      const contents = features.hover(ours, "file:///etc/mail/userdb", { line, character: 0 }, {})?.contents;
      return typeof contents === "object" && "value" in contents ? (contents.value.split("\n\n")[0] ?? "") : "";
    };
    let questions = 0;
    const wrong = asked.flatMap(({ row, user }, at) => {
      const hover = hoverOf(row.at);
      const { known, from, back } = claimOf(hover, user);
      const mail = got[at];
      const withFrom = got[asked.length + at];
      // Without a word of the hover, all stays as it is; a line without a From: header gets the user's own address.
      const isSender = row.written.endsWith("mailsender");
      const own = `${user}@${OWN}`;
      const header = mail?.header.from ?? "";
      const expected = isSender
        ? { envelope: back ?? "somebody@else.test", header: "somebody@else.test" }
        : { envelope: flags.includes("i") ? (from ?? own) : own, header: from ?? own };
      questions += known ? 2 : 1;
      const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
      const isTrue =
        !known || (mail !== undefined && same(mail.envelope, expected.envelope) && same(header, expected.header));
      // A From: line that is there stays, whatever the line is; with an address that nobody has the mail may be lost.
      const stays = !known || same(withFrom?.header.from ?? "", own);
      return isTrue && stays
        ? []
        : [`${lines[row.at]} (${user}): ${mail?.envelope} ${header}; ${withFrom?.header.from} | ${hover}`];
    });
    expect(wrong).toEqual([]);
    const [ofDrop, ofNone] = got.slice(-2);
    expect([ofDrop?.header.from, ofNone?.header.from]).toEqual(["drop@default.test", `none@${OWN}`]);
    expect(hoverOf(lines.length)).toContain(
      "users who have a `maildrop` line and no `mailname` line that comes without a `From:` line gets one with `user@default.test`",
    );
    console.log(`hovers agree with sendmail on ${questions} questions`);
    expect(questions).toBeGreaterThan(LINES);
  },
);
