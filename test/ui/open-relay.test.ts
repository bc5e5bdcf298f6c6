// The product's main job as a person sees it: an open relay shown, explained and mended, with the packaged extension.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const FILE = "open-relay/sendmail.mc";
const FEATURE = "FEATURE(`promiscuous_relay')";

const at = aDayWith(FILE);

test("the dangerous line is underlined and stands in the Problems panel", async () => {
  const person = at();
  await person.editor.locator(".squiggly-error").first().waitFor();
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.picture("1-problems");
});

test("the hover explains it and links to sendmail.org", async () => {
  const person = at();
  await person.goTo(FILE, "promiscuous_relay");
  const hover = await person.hover("promiscuous_relay");
  await person.page.waitForTimeout(300);
  await person.picture("2-hover");
  expect(await hover.locator("a[data-href*='sendmail.org'], a[href*='sendmail.org']").count()).toBeGreaterThan(0);
  await person.press("Escape");
});

test("a quick fix by keyboard mends it, and the saved file is as before but for that line", async () => {
  const person = at();
  const before = person.saved(FILE);
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  const rows = await person.problem("relay-promiscuous").count();
  await person.focusEditor();
  await person.goTo(FILE, FEATURE);
  await person.quickFix(/^Remove .*promiscuous_relay/, () => person.picture("3-quick-fix"));
  // The example has it twice: the other one stays.
  await expect.poll(() => person.problem("relay-promiscuous").count()).toBe(rows - 1);
  await person.picture("4-mended");
  const after = await person.save(FILE);
  const line = before.split("\n").findIndex((text) => text.includes(FEATURE));
  expect(after).toBe(before.split("\n").toSpliced(line, 1).join("\n"));
});

test("nothing outside of this machine was asked for", () => {
  expect([...at().outside]).toEqual([]);
});
