// Recipients of aliases, as people write them and as nobody would: what we call wrong sendmail does not deliver, and the other way round.
import { afterAll, expect, test } from "vitest";
import { troubleOf } from "../../../server/src/kinds/aliases/targets.ts";
import { readRecipients } from "../../../server/src/tables/values/recipients.ts";
import { LONG, SEED } from "../programs.ts";
import { MailSite } from "./mail-site.ts";

/** Each is one recipient. The users root and daemon exist, and the server is local.example. */
const VALUES: readonly string[] = [
  ...["root", "Root", '"root"', "<root>", "\\root", '"\\root"', "root+detail", "root@localhost.", "ROOT@LOCAL.EXAMPLE"],
  ...["root@local.example.", "root (the boss)", "(a) root", "root (a) (b)", "The Boss <root>", '"The, Boss" <root>'],
  ...["root <daemon>", "root@x.example <daemon>", "root@[192.0.2.1]", "root@[IPv6:2001:db8::1]", "root@192.0.2.1"],
  ...["root@x-.example", "root@x_y.example", "root@x", "root@x.", "root@x..", 'root@"x.example"', "root%x@y.example"],
  ...["x.example!root", "root@x!y", "root%local.example", "@x.example:root@y.example", '"root@x.example"'],
  // Names of lists and mailers.
  ...["team: root", "team:root", "The Team: root", '"The Team": root', "team: root;", "team:root;", "root;", "root;;"],
  ...[
    "local:root",
    "mailto:root",
    "smtp:root@x.example",
    "team: root@x.example",
    'team: "|/bin/cat"',
    "team: /dev/null",
  ],
  ...["a: b: root", "team: root; daemon", "root:include:/x", "a b:", "root:", "discard:", "list:;", ":;", ";", "a b:;"],
  // Spaces.
  ...['"x y"@x.example', "x\\ y@x.example", "root @x.example", "root@ x.example", "root@x .example", "root@x. example"],
  ...["ro ot", "root", '"ro ot"', "a@x.example b@y.example", "root at x.example", "root daemon@"],
  // Programs and files.
  ...["|/bin/cat", '"|/bin/cat -n"', '|"/bin/cat -n"', '"| /bin/cat"', '"|/bin/cat -n # all"', '"|exec /bin/cat -n"'],
  ...[`"|IFS=' ' && exec /bin/cat -f || exit 75 #root"`, '"|/bin/echo \\"a b\\""', "/dev/null", '"/var/mail/x y"'],
  ...["/dev/null (thrown away)", "<<root>>", "root::", "@x.example:root"],
  ...["/var/mail/x@y.example", "|/bin/cat@x.example", '"|/bin/cat x@y.example"'],
  ...["~/mbox", "~root/mbox", "./mbox", "root/x", ":include:", ":include", "'|/bin/cat'", "'root'", "''"],
  // Addresses that are none.
  ...["root@", "@x.example", "@", "@@", "root@@x", "root@x..example", "root@.x.example", "root@x.example@y.example"],
  ...["root@x.example:25", "error:no such user", "error:5.1.1 no", "ERROR:x", "error :x", "bob;root", "root; daemon"],
  // Names that nobody has.
  ...["+", "-", "*", "root*", "*root", "root?", "[root]", "{root}", "root|cat", "root.", ".root", "ro..ot", "`root`"],
  ...[
    "root%",
    "%root",
    "root::daemon",
    "smtp:x.example",
    "root\u00a0",

    "r\x07oot",
    "<root@x.example",
    "root@x>",
  ],
  ...[
    "root (a(b))",
    "root (a",
    `${"x".repeat(300)}@y.example`,
    "root@[x",

    "</dev/null>",
    "<|/bin/cat>",
  ],
  ...["root # x", "#root", "root #x", "(comment)"],
];

/** The values that one run asks about: each costs a process. */
const ASKED = VALUES.flatMap((value, at) => (LONG || at % 10 === SEED % 10 ? [{ value, name: `k${at}` }] : []));

/** Broken, and we say nothing: who has such a name only the host knows. */
const SILENT = new Set(["root", "root daemon@", ":include", "root:include:/x"]);

/** Deliverable to `-bv`, which looks no host up: no host has such a name. */
const NO_HOST = new Set(['root@"x.example"', "root@x!y", "root@[x"]);

const site = new MailSite({ tables: { aliases: ASKED.map(({ value, name }) => `${name}: ${value}`) } });
afterAll(() => site.dispose());

test("are called wrong where sendmail does not deliver, and only there", () => {
  const wrong: string[] = [];
  for (const { value, name } of ASKED) {
    const said = site.verify(name);
    const isDelivered = !NO_HOST.has(value) && said.every((line) => line.includes("... deliverable: "));
    const troubles = readRecipients(value).map((one) => troubleOf(one));
    const isCalledWrong = troubles.length === 0 || troubles.some((trouble) => trouble !== undefined);
    if (isDelivered === isCalledWrong && !SILENT.has(value)) wrong.push(`${value}: ${troubles.join()}: ${said.join()}`);
  }
  expect(wrong).toEqual([]);
});
