// Where a file that the .mc includes is not available, nobody can say that something is missing: it may be in there.
import { expect, test } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { ALL_RULES } from "../all.ts";
import { lint } from "../linter/lint.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);
const END = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

/** What is missing in each, by the rule that says so. */
const MISSING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "access-blocklist-off": { "sendmail.mc": `FEATURE(\`access_db')dnl\n${END}`, access: "To:joe@a.example\tREJECT\n" },
  "access-tag-off": { "sendmail.mc": `FEATURE(\`access_db')dnl\n${END}`, access: "GreetPause:192.0.2\t0\n" },
  "auth-not-offered": { "sendmail.mc": `TRUST_AUTH_MECH(\`PLAIN')dnl\n${END}` },
  "auth-not-trusted": {
    "sendmail.mc": `define(\`confAUTH_MECHANISMS', \`PLAIN LOGIN')dnl\nTRUST_AUTH_MECH(\`PLAIN')dnl\n${END}`,
  },
  "cf-uncalled-ruleset": { "sendmail.mc": `${END}LOCAL_RULESETS\nSMine\nR$*\t$@ OK\n` },
  "mailertable-unknown-mailer": {
    "sendmail.mc": `FEATURE(\`mailertable')dnl\n${END}`,
    mailertable: "a.example\tfax:b\n",
  },
  "mc-late-luser-relay": { "sendmail.mc": `FEATURE(\`preserve_luser_host')dnl\n${END}` },
  "mc-ldap-default-spec": { "sendmail.mc": `FEATURE(\`ldap_routing')dnl\n${END}` },
  "mc-missing-access-db": { "sendmail.mc": `FEATURE(\`blocklist_recipients')dnl\n${END}` },
  "mc-missing-delay-checks": {
    "sendmail.mc": `FEATURE(\`access_db')dnl\nFEATURE(\`ratecontrol', \`nodelay')dnl\n${END}`,
  },
  "mc-missing-name": { "sendmail.mc": `${END}LOCAL_RULESETS\nSLocal_check_mail\nR$=Q\t$: $>Mine $(mine $1 $)\n` },
  "mc-ssh-mailer": { "sendmail.mc": `${END}MAILER(\`ssh')dnl\n` },
  "site-unread-access": { "sendmail.mc": END, access: "192.0.2\tREJECT\n" },
  "site-unread-class": { "sendmail.mc": END, "local-host-names": "a.example\n" },
  "site-unread-mailertable": { "sendmail.mc": END, mailertable: "a.example\tesmtp:b\n" },
  "site-unread-virtusertable": { "sendmail.mc": END, virtusertable: "joe@a.example\tjoe\n" },
};

async function found(files: Readonly<Record<string, string>>, first: string): Promise<readonly string[]> {
  const mc = `${first}OSTYPE(\`linux')dnl\n${files["sendmail.mc"]}`;
  const site = await siteFrom({ ...files, "sendmail.mc": mc });
  return [...lint(site, RULES, { targetVersion: "8.18.2" }).values()].flat().map(({ meta }) => meta.code);
}

test.each(Object.entries(MISSING))("%s says that something is missing only where all was read", async (code, files) => {
  expect(await found(files, "")).toContain(code);
  expect(await found(files, "include(`/srv/mail/common.m4')dnl\n")).not.toContain(code);
  expect(await found({ ...files, "common.m4": "dnl\n" }, "include(`common.m4')dnl\n")).toContain(code);
});

test("relay_mail_from is not called harmless where access_db may be in such a file", async () => {
  const site = async (first: string) => {
    const files = { "sendmail.mc": `${first}FEATURE(\`relay_mail_from')dnl\n${END}` };
    return [...lint(await siteFrom(files), RULES, {}).values()]
      .flat()
      .filter(({ meta }) => meta.code === "relay-mail-from");
  };
  expect((await site(""))[0]?.message).toContain("does nothing");
  expect((await site("include(`/srv/mail/common.m4')dnl\n"))[0]?.message).not.toContain("does nothing");
});
