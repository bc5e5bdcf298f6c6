// Where mail goes, as a person sees it: the mailertable, aliases, a .cf by itself, and the way of an address through them.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";
import type { Person } from "./person.ts";

const MAILERTABLE = "closed-relay/mailertable";
const ALIASES = "closed-relay/aliases";
const CF = "aix/sendmail.cf";
const at = aDayWith(MAILERTABLE);

test("a line of the mailertable without a mailer is found, and fixed by keyboard", async () => {
  const person = at();
  await person.page.locator(".statusbar-item", { hasText: "Sendmail Mailertable" }).waitFor();
  await person.page.locator(".editor-instance .view-line span[class*=mtk]").nth(3).waitFor();
  await person.append("other.example\tgw.example.net\n");
  expect(await person.findsProblem("mailertable-no-mailer")).toBe(true);
  await person.filterProblems("");
  await person.focusEditor();
  await person.save(MAILERTABLE);
  await person.goTo(MAILERTABLE, "partner.example");
  await person.hover("mx.partner.example");
  await person.picture("20-mailertable");
  await person.press("Escape");
  await person.goTo(MAILERTABLE, "other.example");
  await person.quickFix(/smtp:/i);
  expect(await person.save(MAILERTABLE)).toMatch(/^other\.example\te?smtp:\[?gw\.example\.net/m);
  await proposes(person, "third.example\tes", "esmtp");
});

/** Types something at the end of the file in front, and waits for a proposal. */
async function proposes(person: Person, typed: string, proposal: string): Promise<void> {
  await person.focusEditor();
  await person.press("Control+End");
  await person.page.keyboard.type(typed);
  await person.isProposed(proposal);
}

test("an aliases file is read as newaliases reads it", async () => {
  const person = at();
  person.write(ALIASES, "postmaster: root\nroot: alice\nsales: bob carol\n");
  await person.open(ALIASES);
  await person.page.locator(".statusbar-item", { hasText: "Sendmail Aliases" }).waitFor();
  await person.page.locator(".editor-instance .view-line span[class*=mtk]").nth(3).waitFor();
  expect(await person.findsProblem("aliases-bad-target")).toBe(true);
  await person.filterProblems("");
  await person.focusEditor();
  await person.goTo(ALIASES, "postmaster");
  await person.hover("root");
  await person.picture("21-aliases");
  await person.press("Escape");
  await person.goTo(ALIASES, "bob carol");
  await person.quickFix(/^Put commas between them/);
  expect(await person.save(ALIASES)).toContain("sales: bob, carol\n");
  await proposes(person, "info: sal", "sales");
});

test("a .cf by itself that lets everybody relay is found with a proof, its rulesets in the outline, and what they call", async () => {
  const person = at();
  const rules = [
    "V10/Berkeley",
    "Cwlocalhost",
    "DnMAILER-DAEMON",
    "O LogLevel=9",
    "",
    "Scheck_rcpt",
    "R$*\t\t$@ OK",
    "",
  ];
  const own =
    "R$* < $* > $*\t$1 $2 $3\nR$+ @ $=w\t$#local $: $1\nR$+ @ $+\t$#smtp $@ $2 $: $1 @ $2\nR$+\t\t$#local $: $1";
  const mailers = ["Scanonify=3", "R$* < $+ > $*\t$2", "", "Sparse=0", "R$*\t\t$: $>canonify $1", own, ""];
  const smtp = "Msmtp, P=[IPC], F=mDFMuX, S=0, R=0, E=\\r\\n, A=TCP $h\n";
  const local =
    "Mlocal, P=/bin/mail, F=lsDFMAw5:/|@qrmn9, S=0, R=0, A=mail -d $u\nMprog, P=/bin/sh, F=lsDFMoqeu9, A=sh -c $u\n";
  person.write(CF, `${[...rules, ...mailers].join("\n")}\n${local}${smtp}`);
  await person.open(CF);
  await person.page.locator(".statusbar-item", { hasText: "OPEN RELAY" }).waitFor();
  expect(await person.findsProblem("relay-open")).toBe(true);
  await person.filterProblems("");
  await person.focusEditor();
  const rows = person.page.locator(".quick-input-list .monaco-list-row");
  await person.pressFor("Control+Shift+KeyO", rows.filter({ hasText: "check_rcpt" }).first());
  await person.picture("22-cf-alone");
  await person.press("Escape");
  await person.goTo(CF, "R$*\t\t$@ OK");
  await person.hover("Proof: a client at");
  await person.picture("22-cf-proof");
  await person.press("Escape");
  await person.goTo(CF, "canonify $1");
  // VS Code counts a tab as several columns where it is told one.
  for (let steps = 0; steps < 4; steps++) await person.press("ArrowRight");
  const line = person.saved(CF).split("\n").indexOf("Scanonify=3") + 1;
  await person.pressFor("F12", person.page.locator(".statusbar-item", { hasText: `Ln ${line},` }));
  await person.picture("22-cf-definition");
});
