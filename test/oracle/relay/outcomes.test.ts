// What rulesets came to in one transaction is taken again in others: each answer is that of rulesets that were run from the beginning.
import { expect, test } from "vitest";
import { Interpreters } from "../../../server/src/interpreter/index.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { Verdicts } from "../../../server/src/relay/verdicts/index.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { cfDir, LONG, program, run, SEED } from "../programs.ts";
import { configuration, HOST, transaction } from "./generator.ts";
import { OWN_RULESETS } from "./own-rulesets.ts";
import { Chance } from "./random.ts";
import { texts } from "./texts.ts";

const CF = "file:///etc/mail/sendmail.cf";
const SITES = LONG ? 300 : 12;
/** Clients, senders and recipients of each, every one with every other. */
const PEOPLE = LONG ? 7 : 4;

/** Rules that set macros, complain, and open maps of which something is said: what they come to is not taken again. */
const RESTLESS = [
  "LOCAL_CONFIG\nKset macro\nKgone hash /etc/mail/gone\nKnone hash -o /etc/mail/none\nD{Seen}no",
  "LOCAL_RULESETS",
  "SLocal_check_mail",
  "R$* @ $*\t$: $1 @ $2 $(set {Seen} $@ $&{client_addr} $)",
  "R$* @ $=w\t$: $>Odd $1",
  "SLocal_check_rcpt",
  "R$*\t$: $>Odd $1 $| $&{Seen} $| $[ [$&{Seen}] $]",
  "R$* $| 203.$* $| $*\t$# OK",
  "R$* $| $* $| $* . \t$: $(gone $1 $: $) $(none $1 $: $)",
  "SOdd",
  "Rvictim $*\t$: $>Odder $1",
  "R$* @ stranger $*\t$: $9",
  "SOdder",
  "R$*\t$: $1 $&f $(set {Seen} $)",
].join("\n");

test("the outcome of a ruleset is taken again where it is the same", async () => {
  for (let site = 0; site < SITES; site++) {
    const seed = SEED * 1_000 + site;
    const chance = new Chance(seed);
    const made = configuration(seed);
    const { mc, access, relayDomains, localHostNames } = texts(made, "/etc/mail");
    const own = site % 3 === 0 ? chance.pick(OWN_RULESETS) : site % 3 === 1 ? RESTLESS : "";
    const library = cfDir();
    const cf = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], `${mc}${own}\n`).stdout;
    const workspace = memoryWorkspace({
      [CF]: cf,
      ...(access === undefined ? {} : { "file:///etc/mail/access": access }),
      ...(relayDomains === undefined ? {} : { "file:///etc/mail/relay-domains": relayDomains }),
      ...(localHostNames === undefined ? {} : { "file:///etc/mail/local-host-names": localHostNames }),
    });
    const interpreters = new Interpreters(workspace, { hostName: HOST, root: "file:///" });
    const document = await interpreters.read(CF);
    const interpreter = document && (await interpreters.ofCf(document));
    if (interpreter === undefined) throw new Error("The library made no configuration.");
    const verdicts = new Verdicts(interpreter);
    const people = Array.from({ length: PEOPLE }, (_, at) => transaction(chance.of(`person ${at}`), made));
    for (const client of people)
      for (const { sender } of people)
        for (const { recipient } of people) {
          const { dns, ...silent } = client;
          const known = dns !== undefined && chance.below(4) === 0 ? { dns } : {};
          const query: Query = { ...silent, sender, recipient, ...known };
          const key = JSON.stringify(query);
          const again = verdicts.remember(
            key,
            () => verdicts.session(query),
            () => undefined,
          );
          // What nobody remembers is run from the beginning.
          expect(again, `seed ${seed}, ${key}`).toEqual(verdicts.session(query));
        }
  }
});
