// Sites whose own rules let strangers relay, most of them by a slip that nothing complains of; and their careful twins.

import type { Query } from "../../../server/src/relay/index.ts";

/** A site, as what its .mc has after the usual lines. */
export interface OwnRules {
  readonly what: string;
  /** Features and the like, before MAILER. */
  readonly early?: readonly string[];
  /** Lines after MAILER. */
  readonly late: readonly string[];
  /** Who gets through: any stranger, or only one who differs in this. */
  readonly by?: Partial<Query>;
  /** True where the stranger has to claim something. */
  readonly forgeable?: true;
}

const CHECK = ["LOCAL_RULESETS", "SLocal_check_rcpt"];

export const OPEN: readonly OwnRules[] = [
  {
    what: "a login that is asked for and not looked at",
    late: [...CHECK, "R$*\t$: $1 $| $&{auth_type}", "R$* $| $*\t$# OK"],
  },
  {
    what: "recipients in angle brackets, as most clients write them",
    late: [...CHECK, "R< $+ @ $+ >\t$# OK"],
  },
  {
    what: "a check that begins with canonify",
    late: [...CHECK, "R$*\t$: $>canonify $1", "R$* < @ $+ > $*\t$# OK"],
  },
  {
    what: "a network compared with a macro that does not exist",
    late: [...CHECK, "R$*\t$: $1 $| $&{clientaddr}", "R$* $| 10. $*\t$@ own", "R$* $| $*\t$# OK"],
  },
  {
    what: "a network compared with the client's name instead of its address",
    late: [...CHECK, "R$*\t$: $&{client_name} $| $1", "R10. $* $| $*\t$@ own", "R$+ $| $*\t$# OK"],
  },
  {
    what: "a macro that was read when the file was, and is empty",
    late: [...CHECK, "R$*\t$: $1 $| ${auth_type} NONE", "R$* $| NONE\t$# OK"],
  },
  {
    what: "a lookup whose default accepts",
    early: ["LOCAL_CONFIG", "Kpopauth hash -o /nowhere/popauth"],
    late: [...CHECK, "R$*\t$: $(popauth $&{client_addr} $: OK $)", "ROK\t$# OK"],
  },
  {
    what: "everybody counts as logged in",
    late: ["LOCAL_RULESETS", "SLocal_Relay_Auth", "R$*\t$# OK"],
  },
  {
    what: "another ruleset decides, and accepts what it does not know",
    late: [
      "LOCAL_RULESETS",
      "SOwnClients",
      "R10. $*\t$@ own",
      "R$*\t$# OK",
      "SLocal_check_rcpt",
      "R$*\t$>OwnClients $&{client_addr}",
    ],
  },
  {
    what: "the library's own ruleset Relay_ok, opened again",
    late: ["LOCAL_RULESETS", "SRelay_ok", "R$*\t$@ RELAY"],
  },
  {
    what: "the library's own ruleset Rcpt_ok, whose answer others hand on",
    late: ["LOCAL_RULESETS", "SRcpt_ok", "R$*\t$@ RELAY"],
  },
  {
    what: "a ruleset of its own whose answer two others hand on",
    late: ["LOCAL_RULESETS", "SAsked", "R$*\t$@ RELAY", "SRelay_ok", "R$*\t$: $>Asked $1", "RRELAY\t$@ RELAY"],
  },
  {
    what: "a sender's domain is believed",
    late: [...CHECK, "R$*\t$: $1 $| $&f", "R$* $| $+ @ example.com\t$# OK"],
    by: { sender: "<boss@example.com>" },
    forgeable: true,
  },
  {
    what: "mail without a sender goes anywhere",
    late: [...CHECK, "R$*\t$: $&{mail_from}", "R<>\t$# OK", "R$@\t$# OK"],
    by: { sender: "<>" },
  },
  {
    what: "a name of the client that anybody can say in HELO",
    late: [...CHECK, "R$*\t$: $&s", "R$+ . $+\t$# OK"],
  },
  {
    what: "an access map that is asked for RELAY under a wrong key",
    early: ["FEATURE(`access_db', `hash -T<TMPF> -o /nowhere/access')dnl"],
    late: [...CHECK, "R$*\t$: $(access $&{client_addr} $: RELAY $)", "RRELAY\t$# RELAY"],
  },
  {
    what: "a word anywhere in the client's name",
    late: [...CHECK, "R$*\t$: $&{client_name}", "R$* friend $*\t$# OK"],
    by: { clientName: "friend.stranger.example" },
  },
  {
    what: "a domain anywhere in the client's name",
    late: [...CHECK, "R$*\t$: $&{client_name}", "R$* partner.example $*\t$# OK"],
    by: { clientName: "host.partner.example.stranger.example" },
  },
  {
    what: "a domain of a class anywhere in the client's name",
    early: ["LOCAL_CONFIG", "C{Friends}partner.example"],
    late: [...CHECK, "R$*\t$: $&{client_name}", "R$* $={Friends} $*\t$# OK"],
    by: { clientName: "partner.example.stranger.example" },
  },
  {
    what: "the numbers of a network anywhere in the client's address",
    late: [...CHECK, "R$*\t$: $&{client_addr}", "R$* 192.168. $*\t$# OK"],
    by: { clientAddress: "203.192.168.77" },
  },
  {
    what: "an expression that leaves open what comes before the domain",
    early: ["LOCAL_CONFIG", "Kpartners regex -a@OK (partner|friend)\\.example$"],
    late: [...CHECK, "R$*\t$: $(partners $&{client_name} $)", "R$* @OK\t$# OK"],
    by: { clientName: "xpartner.example" },
  },
  {
    what: "a name in the reverse DNS, which the owner of an address writes",
    late: [...CHECK, "R$*\t$: $&{client_ptr}", "R$* . partner.example\t$# OK"],
    by: { clientName: "[203.0.113.77]", clientPtr: "host.partner.example", clientResolve: "FORGED" },
    forgeable: true,
  },
  {
    what: "a listener that is meant for insiders",
    early: ["DAEMON_OPTIONS(`Port=smtp, Name=MTA')dnl", "DAEMON_OPTIONS(`Port=2525, Name=Inside')dnl"],
    late: [...CHECK, "R$*\t$: $&{daemon_name}", "RInside\t$# OK"],
    by: { listener: "Inside" },
  },
  {
    what: "a port that is meant for insiders",
    early: ["DAEMON_OPTIONS(`Port=smtp, Name=MTA')dnl", "DAEMON_OPTIONS(`Port=2525, Name=Inside')dnl"],
    late: [...CHECK, "R$*\t$: $&{daemon_port}", "R2525\t$# OK"],
    by: { listener: "Inside" },
  },
  {
    what: "an encrypted session that counts as a login",
    late: [...CHECK, "R$*\t$: $&{cipher_bits}", "R256\t$# OK"],
    by: { tlsVerify: "NO", cipherBits: 256 },
  },
  {
    what: "a false name in the DNS that counts as none",
    late: [...CHECK, "R$*\t$: $&{client_resolve}", "ROK\t$@ go on", "RFAIL\t$@ go on", "RTEMP\t$@ go on", "R$*\t$# OK"],
    by: { clientName: "[203.0.113.77]", clientPtr: "mail.stranger.example", clientResolve: "FORGED" },
  },
];

export const CLOSED: readonly OwnRules[] = [
  {
    what: "a login that is looked at",
    late: [...CHECK, "R$*\t$: $1 $| $&{auth_type}", "R$* $| $+\t$# OK", "R$* $| $*\t$: $1"],
  },
  {
    what: "a network compared with the client's address",
    late: [...CHECK, "R$*\t$: $1 $| $&{client_addr}", "R$* $| 10. $*\t$# OK"],
  },
  {
    what: "a certificate of an authority that the server trusts",
    late: [...CHECK, "R$*\t$: $&{verify}", "ROK\t$# OK"],
  },
  {
    what: "a client's name that ends in the domain",
    late: [...CHECK, "R$*\t$: $&{client_name}", "Rpartner.example\t$# OK", "R$+ . partner.example\t$# OK"],
  },
  {
    what: "an expression for a whole name",
    early: ["LOCAL_CONFIG", "Kpartners regex -a@OK ^([a-z0-9-]+\\.)*partner\\.example$"],
    late: [...CHECK, "R$*\t$: $(partners $&{client_name} $)", "R$* @OK\t$# OK"],
  },
  {
    what: "a return to the checks of sendmail",
    late: [...CHECK, "R$*\t$@ OK"],
  },
  {
    what: "a lookup whose default goes on",
    early: ["LOCAL_CONFIG", "Kpopauth hash -o /nowhere/popauth"],
    late: [...CHECK, "R$*\t$: $(popauth $&{client_addr} $: NO $)", "ROK\t$# OK"],
  },
];
