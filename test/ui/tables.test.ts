// An access map as a person sees and mends it, and a finding silenced with a reason.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";
import { appears } from "./person.ts";

const ACCESS = "open-relay/access";
const MC = "open-relay/sendmail.mc";
const at = aDayWith(ACCESS);

test("a network with a slash becomes the prefixes that sendmail understands", async () => {
  const person = at();
  expect(await person.findsProblem("access-invalid-key")).toBe(true);
  await person.picture("5-access");
  const before = person.saved(ACCESS);
  const rows = await person.problem("access-invalid-key").count();
  await person.focusEditor();
  await person.goTo(ACCESS, "192.0.2.0/23");
  await person.quickFix("Write it as 2 prefixes");
  await expect.poll(() => person.problem("access-invalid-key").count()).toBe(rows - 1);
  const after = await person.save(ACCESS);
  expect(after).toBe(before.replace("192.0.2.0/23\tRELAY", "192.0.2\tRELAY\n192.0.3\tRELAY"));
});

test("the hover on an entry says what it does", async () => {
  const person = at();
  await person.goTo(ACCESS, "Connect:52");
  await person.hover("16,777,216");
  await person.picture("6-access-hover");
  await person.press("Escape");
});

test("a finding is silenced with a reason, by the lightbulb", async () => {
  const person = at();
  await person.open(MC);
  expect(await person.findsProblem("relay-mail-from")).toBe(true);
  await person.focusEditor();
  await person.goTo(MC, "FEATURE(`relay_mail_from'");
  await person.quickFix(/^Suppress relay-mail-from for this line/);
  // The keyboard is on the reason: who goes on typing writes it.
  await person.page.locator(".statusbar-item", { hasText: "(6 selected)" }).waitFor();
  await person.page.keyboard.type("the hosts of a customer");
  await person.problem("relay-mail-from").first().waitFor({ state: "detached" });
  await person.filterProblems("");
  await person.focusEditor();
  const after = await person.save(MC);
  expect(after).toMatch(
    /dnl sendmail-lint-disable-next-line relay-mail-from -- the hosts of a customer\nFEATURE\(`relay_mail_from'/,
  );
});

test("a cure may be in another file: the feature that an entry of the access map needs", async () => {
  const person = at();
  await person.append("To:nobody@example.com\tREJECT\n");
  expect(await person.findsProblem("access-blocklist-off")).toBe(true);
  await person.focusEditor();
  await person.press("ArrowUp");
  await person.quickFix(/^Add FEATURE\(`blocklist_recipients'\)/);
  await person.problem("access-blocklist-off").first().waitFor({ state: "detached" });
  await person.filterProblems("");
  await person.focusEditor();
  await person.open(MC);
  expect(await person.save(MC)).toContain("FEATURE(`blocklist_recipients')dnl\n");
});

test("completion proposes features, with their explanation beside them", async () => {
  const person = at();
  await person.open(MC);
  await person.goTo(MC, "FEATURE(`use_cw_file')");
  await person.press("Home");
  await person.page.keyboard.type("FEATURE(`relay");
  const list = await person.isProposed("relay_hosts_only");
  const explanation = person.page.locator(".suggest-details:visible").first();
  if (!(await appears(explanation, 2_000))) await person.press("Control+Space");
  await explanation.waitFor();
  expect(await list.locator(".monaco-list-row", { hasText: "relay_entire_domain" }).count()).toBe(1);
  await person.picture("7-completion");
});

test("a value that is typed in full takes Enter for the end of its line", async () => {
  const person = at();
  await person.focusEditor();
  await person.press("Control+End");
  await person.page.keyboard.type("Connect:192.0.2.9\t");
  await person.isProposed("REJECT");
  await person.page.keyboard.type("REJECT", { delay: 100 });
  await person.page.keyboard.press("Enter");
  await person.page.keyboard.type("# end");
  expect(await person.save(ACCESS)).toMatch(/\nConnect:192\.0\.2\.9\tREJECT\n# end\n?$/);
});
