import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const submit = (msp: string, ...more: readonly string[]) =>
  ["define(`confCF_VERSION', `Submit')dnl", "define(`__OSTYPE__', `')dnl", ...more, `${msp}dnl`, ""].join("\n");
const daemon = (...options: readonly string[]) =>
  mc("FEATURE(`no_default_msa')dnl", ...options.map((one) => `DAEMON_OPTIONS(\`${one}')dnl`));
const MSP = "FEATURE(`msp', `⟦[127.0.0.1]⟧')";
const STOCK = MSP.replace(/[⟦⟧]/g, "");
/** The site of the submission program: the first .mc, where none is called sendmail.mc. */
const of = (sendmail: string, msp: string, ...more: readonly string[]) => ({
  "host.submit.mc": submit(msp, ...more),
  "host.mc": sendmail,
});

testRule(rule, {
  finds: {
    "a daemon on another address": {
      files: of(daemon("Port=smtp, Addr=192.0.2.1, Name=MTA"), MSP),
      message: /192\.0\.2\.1, port smtp/,
      fixes: ["Write [192.0.2.1]: mail from local programs then goes there"],
      fixed: { "host.submit.mc": submit("FEATURE(`msp', `[192.0.2.1]')") },
    },
    "no daemon on port 25": {
      files: of(daemon("Port=587, Name=MSA, M=E"), MSP),
      fixed: { "host.submit.mc": submit("FEATURE(`msp', `[127.0.0.1]', `MSA')") },
    },
    "port 587 with a login": {
      files: of(
        daemon("Port=smtp, Name=MTA", "Port=submission, Name=MSA, M=Ea"),
        "FEATURE(`msp', `⟦[127.0.0.1]⟧', `MSA')",
      ),
      message: /requires a login/,
      fixed: { "host.submit.mc": submit("FEATURE(`msp', `[127.0.0.1]', `')") },
    },
    "a port that nobody has": {
      files: of(mc(), MSP, "define(`RELAY_MAILER_ARGS', `TCP $h 2525')dnl"),
      message: /port 2525/,
      fixes: [],
    },
    "port 465, which begins with TLS": { files: of(daemon("Port=465, Name=TLS, M=s"), MSP) },
    "IPv6 on one side": { files: of(daemon("Port=smtp, Addr=127.0.0.1"), "FEATURE(`msp', `⟦[IPv6:::1]⟧')") },
    "no argument": { files: of(daemon("Port=smtp, Addr=192.0.2.1"), "FEATURE(`⟦msp⟧')") },
  },
  silent: {
    "the stock pair": of(mc(), STOCK),
    "Debian's daemons": of(
      daemon(
        "Family=inet, Name=MTA-v4, Port=smtp, Addr=127.0.0.1",
        "Family=inet, Name=MSP-v4, Port=submission, M=Ea, Addr=127.0.0.1",
      ),
      "FEATURE(`msp', `[127.0.0.1]', `25')",
    ),
    "FreeBSD's daemons": of(
      mc("DAEMON_OPTIONS(`Name=IPv4, Family=inet')dnl", "DAEMON_OPTIONS(`Name=IPv6, Family=inet6, Modifiers=O')dnl"),
      STOCK,
    ),
    "Red Hat's daemon": of(mc("DAEMON_OPTIONS(`Port=smtp,Addr=127.0.0.1, Name=MTA')dnl"), STOCK),
    "port 587 without a login": of(daemon("Port=587, Name=MSA, M=E"), "FEATURE(`msp', `[127.0.0.1]', `MSA')"),
    "a daemon for IPv6 alone, which may take IPv4": of(daemon("Port=smtp, Family=inet6"), STOCK),
    "the sendmail of IPv6": of(daemon("Port=smtp, Family=inet6, Addr=::1"), "FEATURE(`msp', `[IPv6:0:0:0:0:0:0:0:1]')"),
    "another host": of(daemon("Port=smtp, Addr=192.0.2.1"), "FEATURE(`msp', `mail.example.com')"),
    "a login of its own": of(daemon("Port=smtp, M=a"), STOCK, "FEATURE(`authinfo')dnl"),
    "no daemon beside it": { "submit.mc": submit(STOCK) },
    "no submission program": of(daemon("Port=smtp, Addr=192.0.2.1"), "dnl"),
  },
});
