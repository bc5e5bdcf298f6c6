import { expect, test } from "vitest";
import { CF_HEAD, CF_RULES } from "../../relay/testing.ts";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const rules = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_RULESETS\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "every recipient accepted": {
      files: rules("SLocal_check_rcpt", "⟦R$*\t$# OK⟧"),
      message: /open relay/,
      fixed: rules("SLocal_check_rcpt"),
    },
    "every recipient but the refused ones": rules(
      "SLocal_check_rcpt",
      "Rroot@$*\t$#error $@ 5.7.1 $: 550 no",
      "⟦R$*\t$#OK\taccept⟧",
    ),
    "every address with an at sign": rules("SLocal_check_rcpt", "⟦R$+ @ $+\t$# OK⟧"),
    "the same without spaces": rules("SLocal_check_rcpt", "⟦R$* @ $*\t$#OK⟧"),
    "every address in brackets": rules("SLocal_check_rcpt", "⟦R<$+>\t$# OK⟧"),
    "every address with a dot": rules("SLocal_check_rcpt", "⟦R$*.$*\t$# OK⟧"),
    "any mailer's name": rules("SLocal_check_rcpt", "⟦R<$*>\t$# relay $: x⟧"),
    "a login that is not compared": rules("SLocal_check_rcpt", "R$*\t$: $1 $| $&{auth_type}", "⟦R$* $| $*\t$# OK⟧"),
    "every sender": { files: rules("SLocal_check_mail", "⟦R$*\t$# OK⟧"), message: /ends all checks of senders/ },
    "every client": { files: rules("SLocal_check_relay", "⟦R$*\t$# OK⟧"), message: /ends all checks of clients/ },
    "everybody counts as logged in": rules("SLocal_Relay_Auth", "⟦R$*\t$# OK⟧"),
  },
  silent: {
    "an answer that goes on with sendmail's checks": rules("SLocal_check_rcpt", "R$*\t$@ OK"),
    "only some recipients": rules("SLocal_check_rcpt", "R$* @ $={Own} $*\t$# OK"),
    "the end of a lookup that returns for strangers": rules(
      "SLocal_check_rcpt",
      "R$*\t$: $(popauth $&{client_addr} $: NO $)",
      "RNO\t$@ NO",
      "R$*\t$# OK",
    ),
    "mail that is thrown away": rules("SLocal_check_rcpt", "R$*\t$#discard $: discard"),
    "another ruleset": rules("SLocal_check_vrfy", "R$*\t$# OK"),
    "a login that is compared": rules(
      "SLocal_check_rcpt",
      "R$*\t$: $1 $| $&{auth_type}",
      "R$* $| $+\t$# OK",
      "R$* $| $*\t$: $1",
    ),
    "two single tokens around the at sign": rules("SLocal_check_rcpt", "R$-@$-\t$# OK"),
  },
});

const CF = "file:///etc/mail/sendmail.cf";

/** A .cf whose check_rcpt asks Local_check_rcpt first and relays for nobody else. */
function cf(...own: readonly string[]): string {
  const lines = [
    ...CF_HEAD,
    "Kpopauth hash /etc/mail/popauth",
    "Kcanon macro",
    ...CF_RULES,
    "Scheck_rcpt",
    "R$*\t$: < $1 > $| $>Local_check_rcpt < $1 >",
    "R$* $| $#$*\t$#$2",
    "R< $+ > $| $*\t$>3 $1",
    "R$+ < @ $=w >\t$@ OK",
    'R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"',
  ];
  return `${[...lines, ...own].join("\n")}\n`;
}

async function findings(...own: readonly string[]) {
  const popauth = "file:///etc/mail/popauth";
  const service = createService({
    ...memoryWorkspace({ [CF]: cf(...own), [popauth]: "192.0.2.9 OK\n" }),
    machine: "mx.example.com",
  });
  const site = await service.judgedSite(CF);
  const problems = (await service.problems(CF)).filter(({ meta }) => meta.relaying);
  return problems.map(({ meta, span, severity, message }) => ({
    code: meta.code,
    line: site?.document(CF)?.slice(span.start, span.end),
    severity,
    proof: message.includes("Proof: "),
  }));
}

/** What is found at a rule that relays everybody. */
const open = (line: string) => [{ code: rule.meta.code, line, severity: "error", proof: true }];

test("a test whose answer nobody looks at, as the rulesets say", async () => {
  expect(
    await findings("SLocal_check_rcpt", "R$*\t$: $(popauth $&{client_addr} $: NO $) $| $1", "R$* $| $*\t$# OK"),
  ).toEqual(open("R$* $| $*\t$# OK"));
});

test("a test in another ruleset, with its answer thrown away", async () => {
  const lines = ["SOwn", "R$*\t$: $&{auth_type}", "SLocal_check_rcpt", "R$*\t$: $1 $| $>Own x", "R$* $| $*\t$# RELAY"];
  expect(await findings(...lines)).toEqual(open("R$* $| $*\t$# RELAY"));
});

test("a check that begins with the canonical form of the address", async () => {
  expect(await findings("SLocal_check_rcpt", "R$*\t$: $>3 $1", "R$+ < @ $+ >\t$# OK")).toEqual(
    open("R$+ < @ $+ >\t$# OK"),
  );
});

test("a network compared with the wrong macro", async () => {
  expect(
    await findings("SLocal_check_rcpt", "R$*\t$: $&{clientaddr} $| $1", "R10. $* $| $*\t$@ own", "R$* $| $*\t$# OK"),
  ).toEqual(open("R$* $| $*\t$# OK"));
});

test.each([
  ["a test that is looked at", ["R$*\t$: $(popauth $&{client_addr} $: NO $) $| $1", "ROK $| $*\t$# OK"]],
  ["a refusal before it", ["R$*\t$#error $@ 5.7.1 $: 550 no", "R$*\t$# OK"]],
  ["a way back to the other checks", ["R$*\t$@ $1", "R$*\t$# OK"]],
])("is silent about %s, which the words of the rule alone do not tell", async (_, lines) => {
  expect(await findings("SLocal_check_rcpt", ...lines)).toEqual([]);
});
