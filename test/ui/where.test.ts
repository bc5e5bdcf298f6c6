// "Where Does This Mail Go?": an address through a virtusertable, an alias and a mailertable, each step with a link to its line.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const FILES: Readonly<Record<string, string>> = {
  "server/etc/mail/mx.mc": [
    "OSTYPE(`linux')dnl",
    "define(`confDOMAIN_NAME', `mx.example.org')dnl",
    "FEATURE(`use_cw_file')dnl",
    "FEATURE(`virtusertable')dnl",
    "VIRTUSER_DOMAIN(`shop.example')dnl",
    "FEATURE(`mailertable')dnl",
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    "",
  ].join("\n"),
  "server/etc/mail/local-host-names": "example.org\n",
  "server/etc/mail/virtusertable": "orders@shop.example\tsales\n@shop.example\terror:nouser 550 No such user here\n",
  "server/etc/mail/mailertable": "partner.example\tesmtp:[gw.partner.example]\n",
  "server/etc/mail/aliases": "postmaster: root\nsales: jane@partner.example, bob\n",
};

const at = aDayWith("server/etc/mail/mx.mc", { files: FILES });

/** Asks where mail to a recipient goes, from a stranger. */
async function ask(recipient: string): Promise<void> {
  const person = at();
  await person.page.locator(".statusbar-item", { hasText: "Relay:" }).waitFor();
  await person.command("Sendmail: Where Does This Mail Go?");
  await person.page.getByPlaceholder(/Recipient/).waitFor();
  await person.page.keyboard.type(recipient);
  await person.press("Enter");
  await person.page.getByPlaceholder(/Sender of the envelope/).waitFor();
  await person.press("Enter");
  await person.view().getByRole("heading", { name: recipient }).first().waitFor();
}

test("mail goes through the virtusertable, an alias and the mailertable, and each step leads to its line", async () => {
  const person = at();
  await ask("orders@shop.example");
  const text = await person.view().locator("body").textContent();
  // One way ends at the partner's gateway, one in a mailbox of this host.
  expect(text).toMatch(/gw\.partner\.example/);
  expect(text).toMatch(/\bbob\b/);
  for (const file of ["virtusertable", "aliases", "mailertable"])
    expect(
      await person
        .view()
        .getByRole("link", { name: new RegExp(file) })
        .count(),
      file,
    ).toBeGreaterThan(0);
  await person.picture("23-where");
  await person
    .view()
    .getByRole("link", { name: /virtusertable/ })
    .first()
    .click();
  await person.typesIn("server/etc/mail/virtusertable");
  await person.picture("24-where-line");
});

test("mail that is refused says so, with the reply", async () => {
  const person = at();
  await ask("nobody@shop.example");
  expect(await person.view().locator("body").textContent()).toMatch(/550[\s\S]*No such user here/);
  await person.picture("25-where-refused");
});
