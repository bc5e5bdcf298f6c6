import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const args = (value: string) => mc(`define(\`RELAY_MAILER_ARGS', \`${value}')dnl`);

testRule(rule, {
  finds: {
    "signs before a port": { "sendmail.mc": mc("define(`ESMTP_MAILER_ARGS', `⟦TCP $h :587⟧')dnl") },
    "a placeholder for a port": { "sendmail.mc": mc("define(`ESMTP_MAILER_ARGS', `⟦TCP $h <port>⟧')dnl") },
    "a port after a colon": {
      files: { "sendmail.mc": args("⟦TCP [127.0.0.1]:2525⟧") },
      fixed: { "sendmail.mc": args("TCP [127.0.0.1] 2525") },
    },
    "port 465": {
      files: { "sendmail.mc": args("⟦TCP relay.example.net 465⟧") },
      message: /does not start with TLS/,
      fixed: { "sendmail.mc": args("TCP relay.example.net 587") },
    },
    "its name": { "sendmail.mc": mc("define(`ESMTP_MAILER_ARGS', `⟦IPC relay.example.net smtps⟧')dnl") },
    "a name that is none": { "sendmail.mc": args("⟦TCP $h smtp587⟧") },
    "a number that is none": { "sendmail.mc": args("⟦TCP $h 99999⟧") },
    "a .cf": {
      "sendmail.cf":
        "V10/Berkeley\nMrelay, P=[IPC], F=mDFMuXa8, S=1, R=1, E=\\r\\n, L=2040, T=DNS/RFC822/SMTP, A=⟦TCP relay.example.net 465⟧\n",
    },
  },
  silent: {
    "what mc-mailer-port says": {
      "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h587')dnl", "define(`ESMTP_MAILER_ARGS', `TCP $h 465')dnl"),
    },
    "ports as they should be": {
      "sendmail.mc": mc(
        "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl",
        "define(`ESMTP_MAILER_ARGS', `TCP $h')dnl",
        "define(`SMTP_MAILER_ARGS', `IPC $h submission')dnl",
      ),
    },
    programs: { "sendmail.mc": mc("define(`LOCAL_MAILER_ARGS', `procmail -Y -a $h -d $u 465')dnl") },
  },
});
