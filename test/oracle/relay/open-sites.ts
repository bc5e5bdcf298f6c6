// Sites whose own rules let strangers relay, most of them by a slip that nothing complains of; and their careful twins.

/** A site, as what its .mc has after the usual lines. */
export interface OwnRules {
  readonly what: string;
  /** Features and the like, before MAILER. */
  readonly early?: readonly string[];
  /** Lines after MAILER. */
  readonly late: readonly string[];
  /** Who gets through: any stranger, or only one who writes such a sender. */
  readonly sender?: string;
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
    what: "a sender's domain is believed",
    late: [...CHECK, "R$*\t$: $1 $| $&f", "R$* $| $+ @ example.com\t$# OK"],
    sender: "<boss@example.com>",
  },
  {
    what: "mail without a sender goes anywhere",
    late: [...CHECK, "R$*\t$: $&{mail_from}", "R<>\t$# OK", "R$@\t$# OK"],
    sender: "<>",
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
    what: "a return to the checks of sendmail",
    late: [...CHECK, "R$*\t$@ OK"],
  },
  {
    what: "a lookup whose default goes on",
    early: ["LOCAL_CONFIG", "Kpopauth hash -o /nowhere/popauth"],
    late: [...CHECK, "R$*\t$: $(popauth $&{client_addr} $: NO $)", "ROK\t$# OK"],
  },
];
