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
    "a port that the mailer has already": {
      files: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", smart("⟦smtp.example.net:587⟧")) },
      message: /connects to port 587, and .*Remove :587\.\s+The mailer relay connects to port 587 already\./s,
      fixed: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", smart("smtp.example.net")) },
    },
    "a port beside another one of the mailer": {
      files: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 2525')dnl", smart("⟦smtp.example.net:587⟧")) },
      message: /RELAY_MAILER_ARGS', `TCP \$h 587'/,
      fixes: [],
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
    "port 465, on which sendmail cannot send": {
      files: { "sendmail.mc": mc(smart("⟦[smtp.example.net]:465⟧")) },
      message: /cannot send to port 465/,
      fixes: [],
    },
    "an address without brackets": {
      files: { "sendmail.mc": mc(smart("⟦192.0.2.9⟧")) },
      message: /Host unknown/,
      severity: "warning",
      fixed: { "sendmail.mc": mc(smart("[192.0.2.9]")) },
    },
    "an address without brackets in a list, with a mailer": {
      files: { "sendmail.mc": mc("define(`MAIL_HUB', `⟦esmtp:[192.0.2.8]:192.0.2.9⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`MAIL_HUB', `esmtp:[192.0.2.8]:[192.0.2.9]')dnl") },
    },
    "an address without brackets in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nDS⟦192.0.2.9⟧\n" },
      fixed: { "sendmail.cf": "V10/Berkeley\nDS[192.0.2.9]\n" },
    },
    "a port within the brackets": {
      files: { "sendmail.mc": mc(smart("⟦[smtp.example.net:587]⟧")) },
      message: /called "smtp\.example\.net:587"/,
    },
    "a mailer and a port, without a host": {
      files: { "sendmail.mc": mc(smart("⟦smtp:587⟧")) },
      message: /called "587"/,
    },
    "a port within the brackets, with a mailer": { "sendmail.mc": mc(smart("⟦relay:[127.0.0.1:10025]⟧")) },
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
    "numbers that are a name, and a user of the mailer local": {
      "sendmail.mc": mc(smart("192.0.2.9.example.net"), "define(`LUSER_RELAY', `local:192.0.2.9')dnl"),
    },
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
