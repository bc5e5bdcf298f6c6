import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const filter = (equates: string) => mc(`⟦INPUT_MAIL_FILTER(\`f', \`${equates}')⟧dnl`);
const fixed = (equates: string) => ({ "sendmail.mc": mc(`INPUT_MAIL_FILTER(\`f', \`${equates}')dnl`) });

testRule(rule, {
  finds: {
    "a quote too many after the times of a filter": {
      "sendmail.mc": mc("⟦INPUT_MAIL_FILTER(`dkim', `S=inet:8891@127.0.0.1, F=T, T=S:30s;R:1m'')⟧dnl"),
    },
    "rules outside of all sections": {
      files: { "sendmail.mc": `${mc()}⟦R$*\t$#error $: no⟧\nR$+\t$1\n` },
      severity: "error",
      message: /missing valid ruleset/,
    },
    "a sequence above the K lines of its members": {
      files: {
        "sendmail.mc": `OSTYPE(\`linux')\nFEATURE(\`mailertable', \`⟦sequence one two⟧')\nLOCAL_CONFIG\nKone hash -o /etc/mail/one\nKtwo hash -o /etc/mail/two\nMAILER(\`smtp')\n`,
      },
      message: /unknown member map one.*and does not start/,
    },
    "a rule in LOCAL_CONFIG": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦R$*\t$@ $1⟧\n` },
    "a backslash at the end": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦C{Mine}a.example\\⟧\nC{Mine}b.example\n` },
      severity: "warning",
    },
    "a host before the port": {
      files: { "sendmail.mc": filter("S=inet:localhost:8891, F=T") },
      message: /expected port@host/,
      fixed: fixed("S=inet:8891@localhost, F=T"),
    },
    "a port alone": {
      files: { "sendmail.mc": filter("S=inet:8893") },
      severity: "error",
    },
    "timeouts with commas": {
      files: { "sendmail.mc": filter("S=local:/run/f, T=C:15m,S:4m") },
      fixed: fixed("S=local:/run/f, T=C:15m;S:4m"),
    },
    "a type of map that does not exist": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `⟦hsah -o /etc/mail/mailertable⟧')dnl") },
      message: /class hsah not available[\s\S]*Did you mean hash/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl") },
    },
    "a map without a file": { "sendmail.mc": mc("FEATURE(`mailertable', `⟦hash -o⟧')dnl") },
    "a line end in a value": {
      files: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `⟦authwarnings,\nnovrfy⟧')dnl") },
      message: /"novrfy"/,
      fixed: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `authwarnings, novrfy')dnl") },
    },
    "a line end in a daemon's options": {
      "sendmail.mc": mc("⟦DAEMON_OPTIONS(`Port=smtp,\nAddr=127.0.0.1, Name=MTA')⟧dnl"),
    },
    "a service that does not exist": { "sendmail.mc": mc("⟦DAEMON_OPTIONS(`Port=smpt, Name=MTA')⟧dnl") },
    "a mailer without its program": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦Mfoo, A=foo⟧\n` },
    "a wildcard that is not there": {
      "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\n⟦R$*\t$: $2⟧\n`,
    },
    "rules in a section of the library": { "sendmail.mc": `${mc()}LOCAL_RULE_0\n⟦R$+\t$#error $: $2⟧\n` },
    "a header without a colon": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦HSubject⟧\n` },
    "a bad time that the library overrides, too": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O Timeout.queuereturn=5days⟧\n`,
    },
  },
  silent: {
    "a sequence below the K lines of its members, and of maps of features": {
      "sendmail.mc": `OSTYPE(\`linux')\nFEATURE(\`virtusertable')\nLOCAL_CONFIG\nKone hash -o /etc/mail/one\nFEATURE(\`mailertable', \`sequence one virtuser')\nMAILER(\`smtp')\n`,
    },
    "a comment after the word of a section": {
      "sendmail.mc": `${mc()}LOCAL_RULE_0 # hosts\nR$* < @ x.example . > $*\t$#local $: x\n`,
    },
    "rules below an S line, wherever that is": {
      "sendmail.mc": `${mc()}SLocal_check_mail\nR$*\t$@ $1\nLOCAL_CONFIG\nR$+\t$@ $1\nLOCAL_RULE_0\nR$*\t$: $1\n`,
    },
    "sane lines of every kind": {
      "sendmail.mc": `${mc(
        "DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl",
        "CLIENT_OPTIONS(`Family=inet6, Addr=::')dnl",
        "INPUT_MAIL_FILTER(`a', `S=local:/run/a.sock, F=T, T=C:15m;S:4m;R:4m;E:10m')dnl",
        "QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow, R=2, F=f, I=1h')dnl",
        "FEATURE(`mailertable', `hash -o /etc/mail/mailertable.db')dnl",
        "FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl",
        "FEATURE(`virtusertable', `LDAP')dnl",
        "define(`confTO_QUEUERETURN', `3d')dnl",
        "define(`confRECEIVED_HEADER', `$?sfrom $s $.$?_($?s$|from $.$_)\n\t$.by $j ($v/$Z)$?r with $r$. id $i\n\tfor $u; $|;\n\t$.$b')dnl",
      )}LOCAL_CONFIG\nD{Mine}x\nKown hash -o /etc/mail/own\nKre regex -a@MATCH ^[0-9]+$\nHX-Mine: $j\nO Timeout.initial=3m\nLOCAL_RULE_0\nR$* < @ own.example . > $*\t$#local $: $1\nLOCAL_RULESETS\nSLocal_check_mail\nR$* @ $*\t$: $1 @ $2\n`,
    },
    "types that not every sendmail has": {
      "sendmail.mc": mc("FEATURE(`mailertable', `dbm -o /etc/mail/mailertable')dnl"),
    },
    "what other rules explain": {
      "sendmail.mc": mc(
        "define(`confTO_QUEUERETURN', `5days')dnl",
        "DAEMON_OPTIONS(`Xyz=1')dnl",
        "INPUT_MAIL_FILTER(`f', `F=T')dnl",
      ),
    },
    "a fragment of text": { "sendmail.mc": mc("our mail hub") },
  },
});
