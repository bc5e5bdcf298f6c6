// Right sides of the virtusertable: what some rule calls an error sendmail refuses at RCPT, and what no rule mentions it takes.
import { afterAll, expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { MailSite } from "./mail-site.ts";

const RULES = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => meta.code.startsWith("virtusertable-"));

/** Values for `kN@virt.example`; the users root and daemon exist. */
const VALUES: readonly string[] = [
  ...["root", "Root", '"root"', "<root>", "\\root", "root+x", "root+%2", "root@local.example", "root@local.example."],
  ...["root@else.example", "root@else.example.", "The Boss <root@else.example>", "root (boss)", "root@[192.0.2.1]"],
  ...[
    "root@[IPv6:2001:db8::1]",
    "root@192.0.2.1",
    "root@x_y.example",
    "root;",
    '"x y"@else.example',
    '"x, y"@else.example',
  ],
  ...["%1@else.example", "%1%3@else.example", "%1+%2@else.example", "%1.old@else.example", "old-%1@else.example"],
  ...["%1@else.example%2", "root%else.example@local.example", "else.example!root", "root@localhost", "local:root"],
  ...["a=b@else.example", "ROOT@LOCAL.EXAMPLE"],
  // Refused, and said so.
  ...["%2@else.example", "@else.example", "%1@", "root@", "root, daemon", "root daemon", "root;daemon", "root # x"],
  ...["#root", "error no", "REJECT", "OK", "DISCARD", "discard:", "discard:x", "/dev/null", '"|/bin/cat"', "|/bin/cat"],
  ...[
    ":include:/x",
    "smtp:else.example",
    "prog:/bin/cat",
    "root@a.example@b.example",
    "root@a..example",
    "root@.a.example",
  ],
  ...["root..x", ".root", "root.", "'root'", "root@else.example:25", "*", "root?", "[192.0.2.1]", "%0", "%u", "$1"],
  // Unbalanced, invisible, too long, quoted.
  ...[
    '"root',
    "<root",
    "root>",
    "root (a",
    "root a)",
    "<root@else.example",
    "root (a(b))",
    "(root)",
    "root@2001:db8::1",
  ],
  ...["root%", "%root", "root::daemon", "root\u00a0", "“root”", "r\x07oot", `root@${"x.".repeat(140)}example`, '"/x"'],
  ...[
    '"ro ot"',
    '":include:/x"',
    "@x.example:root",
    "root @ else . example",
    "root@%2.example",
    "root!",
    "root@else.example",
  ],
  ...["root@else.example,", "root,", "root:", "%1@virt.example", "@virt.example"],
];

/** Taken at first, and then returned with "Host unknown": `../route/name-service.test.ts` asks for it. */
const RETURNED = "root@192.0.2.1";

const lines = VALUES.map((value, at) => `k${at}@virt.example ${value}`);
const site = new MailSite({ tables: { virtusertable: lines } });
afterAll(() => site.dispose());

test("are called wrong where sendmail refuses them, and only there", async () => {
  const ours = await siteFrom({
    "sendmail.mc":
      "OSTYPE(`linux')dnl\nFEATURE(`virtusertable')dnl\nVIRTUSER_DOMAIN(`virt.example')dnl\nLOCAL_DOMAIN(`local.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
    virtusertable: `${lines.join("\n")}\n`,
  });
  const table = ours.tableOf("virtusertable");
  const found = lint(ours, RULES).get(table?.uri ?? "") ?? [];
  const wrong = new Set(
    found.flatMap(({ span, severity }) =>
      severity === "error" || severity === "warning" ? [table?.document.positionAt(span.start).line] : [],
    ),
  );
  const replies = await site.replies(lines.map((_, at) => `k${at}@virt.example`));
  const differing = VALUES.flatMap((value, at) => {
    const isTaken = /^2/.test(replies[at] ?? "") && value !== RETURNED;
    return isTaken === wrong.has(at)
      ? [`${value}: ${replies[at]}: ${wrong.has(at) ? "called wrong" : "nothing said"}`]
      : [];
  });
  expect(differing).toEqual([]);
});
