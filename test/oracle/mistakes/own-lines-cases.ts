// Mistakes in lines that a .mc writes into its .cf itself, and settings whose partner is missing, with what the real programs show.
import { kind, type MistakeCase } from "./cases.ts";

const rules = (...lines: readonly string[]) => ({ after: ["LOCAL_RULESETS", ...lines].join("\n") });

export const OWN_LINE_MISTAKES: readonly MistakeCase[] = [
  ...kind(
    "a class in a rule that nothing fills",
    "mc-missing-name",
    [rules("SLocal_check_mail", "R$={nosuch}\t$#error $: no"), /^\+R\$=\{nosuch\}/m],
    [rules("SLocal_check_mail", "R$* @ $=z\t$#error $: no"), /^\+R\$\* @ \$=z/m],
    [rules("SLocal_check_mail", "R$* @ $~{Virthost}\t$#error $: no"), /Virthost/],
    [{ after: "LOCAL_CONFIG\nC{Friends}a.example\nLOCAL_RULESETS\nSLocal_check_mail\nR$={friends}\t$@ ok" }, /friends/],
    [{ after: "LOCAL_RULE_0\nR$+ < @ $={Mine} . >\t$#local $: $1" }, /\$=\{Mine\}/],
  ),
  ...kind(
    "a header that calls a ruleset that nobody wrote",
    "mc-missing-name",
    ["LOCAL_CONFIG\nHSubject: $>CheckSubject", /^\+HSubject: \$>CheckSubject$/m],
    ["LOCAL_CONFIG\nHTo: $>+check_to", /^\+HTo: \$>\+check_to$/m],
    [{ after: "LOCAL_CONFIG\nHFrom: $>CheckFrom\nLOCAL_RULESETS\nSCheck_From\nR$*\t$@ ok" }, /CheckFrom/],
  ),
  ...kind(
    "a star without its dollar",
    "mc-dead-ruleset",
    [rules("SLocal_check_mail", "R* @ a.example\t$#error $: no"), /^\+R\* @/m],
    [rules("SLocal_check_mail", "R*\t$#error $: no"), /^\+R\*\t/m],
    [rules("SLocal_check_rcpt", "R$* @ *\t$#error $: no"), /^\+R\$\* @ \*/m],
    [rules("SLocal_check_relay", "R*.a.example\t$#error $: no"), /^\+R\*\.a/m],
  ),
  ...kind(
    "a ruleset of the library that is opened again",
    "mc-dead-ruleset",
    [rules("SParse0", "R$*\t$: $1"), /multiple definitions/],
    [rules("Scanonify", "R$*\t$: $1"), /multiple definitions/],
    [rules("S3", "R$*\t$: $1"), /multiple definitions/],
    [rules("SBasic_check_rcpt", "R$*\t$: $1"), /multiple definitions/],
  ),
  ...kind(
    "no name of the server",
    "mc-unqualified-name",
    ["define(`confDOMAIN_NAME', `')dnl", /not qualified/],
    ["LOCAL_CONFIG\nDj", /not qualified/],
    ["LOCAL_CONFIG\nDj mx.example.com", /^\+Dj mx\.example\.com$/m],
    ["define(`confDOMAIN_NAME', ` mx.example.com')dnl", /^\+Dj mx\.example\.com$/m],
    ["LOCAL_CONFIG\nDjmx", /not qualified/],
  ),
  ...kind("a define of nothing", "mc-missing-argument", ["define()dnl"], ["define(`')dnl"], ["define(`', `relay')dnl"]),
  ...kind(
    "a value in a line of its own",
    ["mc-wrong-characters", "mc-filter-list"],
    ['LOCAL_CONFIG\nO QueueDirectory="/var/spool/mqueue"', /^\+O QueueDirectory="/m],
    ["LOCAL_CONFIG\nO HelpFile=/etc/mail/helpfile,", /^\+O HelpFile=.*,$/m],
    ["LOCAL_CONFIG\nXf, S=local:/run/f.sock F=T", /^\+Xf, S=local:\/run\/f\.sock F=T$/m],
    ["LOCAL_CONFIG\nXf, S=inet:8891@192.0.2, F=T", /^\+Xf, S=inet:8891@192\.0\.2/m],
    ["LOCAL_CONFIG\nMfoo, P=/usr/bin/foo -x, F=ls, A=foo $u", /^\+Mfoo, P=\/usr\/bin\/foo -x/m],
    ["LOCAL_CONFIG\nMfoo, P=foo, F=ls, A=foo $u", /^\+Mfoo, P=foo,/m],
    ["LOCAL_CONFIG\nXf, S=local:/run/f.sock\nO InputMailFilters=f, g", /^\+O InputMailFilters=f, g$/m],
    ["LOCAL_CONFIG\nDMexample", /^\+DMexample$/m],
  ),
  ...kind(
    "a setting that nothing reads",
    "mc-without-partner",
    ["define(`confDH_PARAMETERS', `/etc/mail/tls/dh.pem')dnl", /^\+O DHParameters=/m],
    ["define(`confTLS_SRV_OPTIONS', `V')dnl", /^\+O TLSSrvOptions=V$/m],
    ["define(`confSERVER_SSL_OPTIONS', `SSL_OP_NO_TLSv1')dnl", /^\+O ServerSSLOptions=/m],
    ["define(`confCON_EXPENSIVE', `True')dnl", /^\+O HoldExpensive=True$/m],
    ["define(`confCONNECTION_RATE_WINDOW_SIZE', `10m')dnl", /^\+O ConnectionRateWindowSize=10m$/m],
    ["define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", /A=TCP \$h 587/],
    ["QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow')dnl", /^\+Qslow/m],
    ["FEATURE(`local_no_masquerade')dnl"],
    ["define(`CYRUSV2_MAILER_ARGS', `FILE /run/lmtp')dnl"],
    ["define(`EDNSBL_TO', `2')dnl"],
    ["define(`MSP_QUEUE_DIR', `/var/spool/clientmqueue')dnl"],
  ),
  ...kind(
    "a line that replaces a define",
    "mc-overridden-setting",
    ["define(`SMART_HOST', `a.example')dnl\nLOCAL_CONFIG\nDSb.example", /^\+DSb\.example$/m],
    ["define(`confDOMAIN_NAME', `mx.a.example')dnl\nLOCAL_CONFIG\nDjmx.b.example", /^\+Djmx\.b\.example$/m],
  ),
  ...kind(
    "a status without a reply code",
    "access-missing-reply-code",
    ...["5.7.1 no", "4.7.1 later", "5.7.1", "5.1.1:550 no"].map(
      (value): readonly [Omit<MistakeCase, "kind" | "found">] => [
        { files: { access: `Connect:192.0.2\tRELAY\nFrom:a.example\t${value}\n` } },
      ],
    ),
  ),
];
