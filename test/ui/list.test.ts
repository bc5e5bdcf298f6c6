// A file that aliases include: a list of recipients, known by who names it, whatever its name is.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const LIST = "server/etc/mail/office.txt";
const MC = "server/etc/mail/mx.mc";
const at = aDayWith(MC, {
  files: {
    [MC]: "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mx.example.org')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
    "server/etc/mail/aliases": "postmaster: root\njane: jane@example.net\noffice: :include:/etc/mail/office.txt\n",
    [LIST]: "# Who gets the mail of the office\njane\nbob carol\n",
  },
});

test("a list has its language, says for which alias it is, completes names, and finds what sendmail misreads", async () => {
  const person = at();
  await person.open(LIST);
  await person.page.locator(".statusbar-item", { hasText: "Sendmail Mailing List" }).waitFor();
  expect(await person.findsProblem("aliases-bad-target")).toBe(true);
  await person.filterProblems("");
  await person.goTo(LIST, "jane");
  await person.hover("office");
  await person.picture("76-list");
  await person.press("Escape");
  await person.append("ja");
  await person.isProposed("jane");
  await person.picture("77-list-completion");
  await person.press("Escape");
  await person.command("Revert File");
  await person.goTo(LIST, "jane");
  await person.pressFor("F12", person.typingIn("aliases"));
});
