// "Sendmail: Test Addresses": a person types into the terminal what they would type into `sendmail -bt`, and reads the answer.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

// Without acceleration the terminal's letters are elements of the page, which can be read.
const at = aDayWith("closed-relay/sendmail.mc", { settings: { "terminal.integrated.gpuAcceleration": "off" } });

/** What the terminal shows, with spaces as one writes them. */
async function shown(): Promise<string> {
  const rows = await at().page.locator(".terminal-wrapper.active .xterm-rows > div").allTextContents();
  return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).join("\n");
}

const sees = (text: string | RegExp) => expect.poll(shown).toMatch(text);

/** Opens the terminal, and waits until it asks for a line. */
async function testAddresses(): Promise<void> {
  await at().command("Sendmail: Test Addresses");
  await sees(/ADDRESS TEST MODE[\s\S]*\n>/);
}

test("the terminal says which configuration answers, and answers as sendmail does", async () => {
  const person = at();
  await testAddresses();
  await sees(/Configuration: built from sendmail\.mc with the m4/);
  await person.page.keyboard.type("3,0 joe@example.com");
  await person.press("Enter");
  await sees(/parse +returns: \$# e?smtp \$@ example \. com \$: joe < @ example \. com >/);
  await sees(/name service says about example\.com/);
  await person.picture("20-test-addresses");
});

test("Tab completes a ruleset, and the arrow brings a line back", async () => {
  const person = at();
  await testAddresses();
  await person.page.keyboard.type("3,0 joe@example.com");
  await person.press("Enter");
  await sees(/parse +returns/);
  await person.page.keyboard.type("=S Local_check_rc");
  await person.press("Tab");
  await sees(/> =S Local_check_rcpt\n*$/);
  await person.press("Enter");
  await sees(/=S Local_check_rcpt\n>/);
  await person.page.keyboard.type("$=");
  await person.press("Control+KeyU");
  await person.press("ArrowUp");
  await person.press("ArrowUp");
  await sees(/> 3,0 joe@example\.com\n*$/);
  await person.picture("21-test-addresses-history");
  await person.press("Control+KeyC");
});
