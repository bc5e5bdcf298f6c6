import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const smart = (host: string) => `define(\`SMART_HOST', \`${host}')dnl`;

testRule(rule, {
  finds: {
    "the smart host of a .cf with a port": {
      files: { "sendmail.cf": "V10/Berkeley\nDS⟦[relay.example.com]:587⟧\n" },
      message: /TCP \$h/,
      fixes: [],
    },
    "a mailer that a .cf does not have": {
      files: { "sendmail.cf": "V10/Berkeley\nDS⟦rely:mx.example.com⟧\nMrelay, P=[IPC], A=TCP $h\n" },
      message: /no mailer "rely"/,
    },
    "a port behind a host": {
      files: { "sendmail.mc": mc(smart("⟦smtp.example.net:587⟧")) },
      message: /port 25.*RELAY_MAILER_ARGS/s,
      fixed: { "sendmail.mc": mc(smart("smtp.example.net"), "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "a port after a space": {
      files: { "sendmail.mc": mc(smart("⟦smtp.example.net 587⟧")) },
      message: /part of the name[\s\S]*RELAY_MAILER_ARGS/,
      fixed: { "sendmail.mc": mc(smart("smtp.example.net"), "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "a port after a comma": {
      files: { "sendmail.mc": mc(smart("⟦[192.0.2.1], 587⟧")) },
      fixed: { "sendmail.mc": mc(smart("[192.0.2.1]"), "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "a port behind brackets, with a mailer": {
      files: { "sendmail.mc": mc(smart("⟦esmtp:[smtp.example.net]:587⟧")) },
      fixed: {
        "sendmail.mc": mc(smart("esmtp:[smtp.example.net]"), "define(`ESMTP_MAILER_ARGS', `TCP $h 587')dnl"),
      },
    },
    "a port behind a host without dots": {
      files: { "sendmail.mc": mc(smart("⟦relayhost:587⟧")) },
      message: /no mailer "relayhost".*\[relayhost\]/s,
    },
    "a bracket that is not closed": { "sendmail.mc": mc(smart("⟦[smtp.example.net⟧")) },
  },
  silent: {
    "an address as on the web, of which another rule speaks": { "sendmail.mc": mc(smart("smtps://smtp.example.net")) },
    "a mailer that the .cf has": {
      "sendmail.cf": "V10/Berkeley\nDSrelay:mx.example.com\nMrelay, P=[IPC], A=TCP $h\n",
    },
    "no smart host in a .cf": { "sendmail.cf": "V10/Berkeley\nDS\nDR\n" },
    "a host, with and without brackets": {
      "sendmail.mc": mc(smart("[smtp.example.net]"), "define(`MAIL_HUB', `inside.example.com.')dnl"),
    },
    "a mailer and a host": { "sendmail.mc": mc(smart("relay:[smtp.example.net]")) },
    "several hosts": { "sendmail.mc": mc(smart("a.example.net:b.example.net")) },
    "an IPv6 address": { "sendmail.mc": mc(smart("[IPv6:2001:db8::25]")) },
    "a user for unknown names": { "sendmail.mc": mc("define(`LUSER_RELAY', `local:postmaster')dnl") },
    "a mailer of one's own": {
      "sendmail.mc": `${mc(smart("ffx:gate.example"))}MAILER_DEFINITIONS\nMffx, P=/bin/true, F=l, A=x\n`,
    },
    "a fragment without any MAILER": { "sendmail.mc": `${smart("smtp:gate.example")}\n` },
    "a mailer of a file that is not at hand": { "sendmail.mc": `${mc(smart("ffx:gate.example"))}MAILER(\`ffx')dnl\n` },
  },
});
