import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the earlier of two mailers for local users": {
      files: { "sendmail.mc": mc("⟦FEATURE(`local_procmail')⟧dnl", "FEATURE(`local_lmtp')dnl") },
      severity: "warning",
      message: /^FEATURE\(`local_procmail'\) does nothing beside/,
    },
    "a name above nullclient": {
      "sendmail.mc": "OSTYPE(`linux')dnl\n⟦MASQUERADE_AS(`m.example')⟧dnl\nFEATURE(`nullclient', `hub.example')dnl\n",
    },
    "both relays in a .cf": {
      "sendmail.cf": "V10/Berkeley\nD⟦R⟧a.example\nDHb.example\n",
    },
    "a map of LOCAL_CONFIG that is declared again": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦Klist hash /etc/mail/one⟧\nKlist hash /etc/mail/two\n`,
    },
    "a queue and a help file in LOCAL_CONFIG": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O QueueDirectory=/var/spool/other⟧\n⟦O HelpFile=/etc/mail/help⟧\n`,
    },
    "a name to masquerade as": {
      "sendmail.mc": mc("⟦MASQUERADE_AS(`a.example')⟧dnl", "MASQUERADE_AS(`b.example')dnl"),
    },
    "a relay beside a hub": {
      files: { "sendmail.mc": mc("define(`⟦LOCAL_RELAY⟧', `a.example')dnl", "define(`MAIL_HUB', `b.example')dnl") },
      severity: "warning",
    },
    "a line of LOCAL_CONFIG that replaces a define": {
      files: {
        "sendmail.mc": `${mc("define(`SMART_HOST', `⟦a.example⟧')dnl")}LOCAL_CONFIG\nDSb.example\n`,
      },
      severity: "information",
    },
    "another value": { "sendmail.mc": mc("define(`⟦confLOG_LEVEL⟧', `9')dnl", "define(`confLOG_LEVEL', `14')dnl") },
    "a line of LOCAL_CONFIG that the library writes again": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O LogLevel=14⟧\n` },
      severity: "warning",
      message: /define\(`confLOG_LEVEL', `14'\)/,
    },
    "a timeout": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O Timeout.queuereturn=10d⟧\n` },
    "the greeting": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O SmtpGreetingMessage=$j hello⟧\n` },
    "one that a define sets": {
      files: { "sendmail.mc": `${mc("define(`confMAX_HOP', `20')dnl")}LOCAL_CONFIG\n⟦O MaxHopCount=30⟧\n` },
      message: /Write 30 in the define of confMAX_HOP, and remove this line/,
    },
    "lines outside of all sections, which the library writes again": {
      files: {
        "sendmail.mc": `${mc("define(`confMAX_HOP', `20')dnl", "MASQUERADE_AS(`a.example')dnl")}⟦DMb.example⟧\n⟦O MaxHopCount=30⟧\n⟦O LogLevel=20⟧\n`,
      },
      severity: "warning",
    },
    "a name to masquerade as, outside of all sections": {
      files: { "sendmail.mc": `${mc("MASQUERADE_AS(`a.example')dnl")}⟦DMb.example⟧\n` },
      message: /DM is "a\.example"\.\sWrite MASQUERADE_AS\(`b\.example'\) instead/,
    },
    "a smart host outside of all sections: the library writes an empty one": {
      files: { "sendmail.mc": `${mc()}⟦DSrelay.example.net⟧\n⟦DnPOSTMASTER⟧\n` },
      message: /Of two D lines/,
    },
    "a name to masquerade as that LOCAL_CONFIG replaces": {
      files: { "sendmail.mc": `${mc("⟦MASQUERADE_AS(`a.example')⟧dnl")}LOCAL_CONFIG\nDMb.example\n` },
      severity: "information",
      related: [6],
    },
  },
  silent: {
    "the later of two mailers for local users, and a name below nullclient": {
      "sendmail.mc":
        "OSTYPE(`linux')dnl\nFEATURE(`nullclient', `hub.example')dnl\nMASQUERADE_AS(`m.example')dnl\nFEATURE(`local_lmtp')dnl\n",
    },
    "both relays in a .cf with stickyhost": {
      "sendmail.cf": "V10/Berkeley\nDRa.example\nDHb.example\nSParse1\nR$+ < @ $=w . >\t$: < $H > $1 < @ $2 . >\n",
    },
    "lines outside of all sections that nothing repeats": {
      "sendmail.mc": `${mc()}DMb.example\nDjmx.example.org\nDXown\nO MaxMessageSize=1000000\nO PrivacyOptions=goaway\n`,
    },
    "pairs that go together": {
      "sendmail.mc": mc(
        "MASQUERADE_AS(`a.example')dnl",
        "MASQUERADE_AS(`a.example')dnl",
        "FEATURE(`stickyhost')dnl",
        "define(`LOCAL_RELAY', `a.example')dnl",
        "define(`MAIL_HUB', `b.example')dnl",
        "define(`LUSER_RELAY', `c.example')dnl",
      ),
    },
    "words of PrivacyOptions, which add up": {
      "sendmail.mc": `${mc("define(`confPRIVACY_FLAGS', `goaway')dnl")}LOCAL_CONFIG\nO PrivacyOptions=restrictqrun\n`,
    },
    "a line of LOCAL_CONFIG that says the same": {
      "sendmail.mc": `${mc("define(`confDOMAIN_NAME', `mx.a.example')dnl")}LOCAL_CONFIG\nDjmx.a.example\n`,
    },
    "lines that nothing repeats, that say the same, or that add up": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO MaxMessageSize=1000000\nO LogLevel=9\nO PrivacyOptions=goaway\nDSrelay.example.net\n`,
    },
    "the same value": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl", "define(`confLOG_LEVEL', `9')dnl") },
    "a default of the operating system": { "sendmail.mc": mc("define(`confEBINDIR', `/usr/lib')dnl") },
    "a value that adds to the first": {
      "sendmail.mc": mc(
        "define(`confPRIVACY_FLAGS', `novrfy')dnl",
        "define(`confPRIVACY_FLAGS', defn(`confPRIVACY_FLAGS')`,noexpn')dnl",
      ),
    },
    "a name of one's own": { "sendmail.mc": mc("define(`X', `1')dnl", "define(`X', `2')dnl") },
  },
});
