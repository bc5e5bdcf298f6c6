import { expect, it } from "vitest";
import { siteFrom } from "../site/testing.ts";
import { accessEntryText } from "./entry-text.ts";

/** Rulesets of the library, as far as their names and a feature's rules go. */
const LIBRARY = `V10/Berkeley
Kaccess hash -T<TMPF> /etc/mail/access
SD
R<?> <$+> <$+> <+ $-> <$*>	$: < $(access $1 $: ? $) > <$1> <$2> <+ $3> <$4>
SA
SSearchList
SRcpt_ok
R$+ < @ $* $=R >	$@ RELAY
SRelay_ok
R$*	$: $>D <$1> <?> <+ Connect> <$1>
`;

async function said(cf: string, line: string): Promise<string> {
  const site = await siteFrom({ "sendmail.cf": cf, access: `${line}\n` });
  const table = site.tables.find(({ kind }) => kind === "access");
  const [entry] = table?.table.entries() ?? [];
  return table === undefined || entry === undefined ? "" : accessEntryText(entry, table, site).join("\n");
}

it("does not name what is off in the rules of a .cf by itself", async () => {
  expect(await said(LIBRARY, "To:a.example REJECT")).toMatch(/^Nothing: .*blocklist_recipients.*, which is off/);
  expect(await said(LIBRARY, "From:a.example RELAY")).toMatch(/relay_mail_from'\) `` is off/);
  expect(await said(LIBRARY, "Connect:a.example SKIP")).toContain("lacks the word `skip`");
  expect(await said(LIBRARY, "GreetPause:a.example 5000")).toMatch(/Not read.*greet_pause'\) `` is off/);
  expect(await said(LIBRARY, "a.example RELAY")).not.toContain("refuse a recipient");
});

it("says what is on in them", async () => {
  const rules = "R<?> $+\t$: <> <$1> $| <U:$1@>\nR$*\t$: $>A <$1> <?> <! GreetPause> <>\n";
  expect(await said(LIBRARY + rules, "To:a.example REJECT")).toContain("Mailbox disabled");
  expect(await said(LIBRARY + rules, "GreetPause:a.example 5000")).not.toContain("Not read");
});

it("takes all to be on where the rules are not the library's", async () => {
  const own = LIBRARY.replace("SRelay_ok", "Sown_ok");
  expect(await said(own, "To:a.example REJECT")).toContain("Mailbox disabled");
  expect(await said(own, "From:a.example RELAY")).toContain("Without it");
});
