import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const relay = (value: string) => mc(`define(\`RELAY_MAILER_ARGS', \`${value}')dnl`);

testRule(rule, {
  finds: {
    "a comma before the port": {
      files: { "sendmail.mc": relay("⟦TCP $h, 587⟧") },
      severity: "error",
      message: /not commas/,
      fixed: { "sendmail.mc": relay("TCP $h 587") },
    },
    "a semicolon before the port": {
      files: { "sendmail.mc": relay("⟦TCP $h;587⟧") },
      message: /part of the host's name/,
      fixed: { "sendmail.mc": relay("TCP $h 587") },
    },
    "a port without a space": {
      files: { "sendmail.mc": relay("⟦TCP $h587⟧") },
      severity: "error",
      message: /whose name ends in 587/,
      fixed: { "sendmail.mc": relay("TCP $h 587") },
    },
    "a port after a colon": {
      files: { "sendmail.mc": relay("⟦TCP $h:2525⟧") },
      message: /a host named 2525/,
      fixed: { "sendmail.mc": relay("TCP $h 2525") },
    },
    "a port in the place of the host": {
      files: { "sendmail.mc": relay("⟦TCP 587⟧") },
      fixed: { "sendmail.mc": relay("TCP $h 587") },
    },
    "port 465": {
      files: { "sendmail.mc": relay("⟦TCP $h 465⟧") },
      message: /TLS from the first byte/,
      fixed: { "sendmail.mc": relay("TCP $h 587") },
    },
    "port 465 by its name": { "sendmail.mc": mc("define(`ESMTP_MAILER_ARGS', `⟦TCP $h smtps⟧')dnl") },
    "a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nMrelay, P=[IPC], F=mDFMuXa8, A=⟦TCP $h 465⟧\n" },
      fixed: { "sendmail.cf": "V10/Berkeley\nMrelay, P=[IPC], F=mDFMuXa8, A=TCP $h 587\n" },
    },
    "no word for the connection": {
      files: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `⟦$h 587⟧')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "no sign before h": {
      files: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `⟦TCP h 587⟧')dnl") },
      severity: "error",
      fixed: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "the port of the smart host at another mailer": {
      files: {
        "sendmail.mc": mc(
          "define(`SMART_HOST', `relay.example.net')dnl",
          "define(`ESMTP_MAILER_ARGS', `⟦TCP $h 587⟧')dnl",
        ),
      },
      severity: "warning",
      message: /RELAY_MAILER_ARGS/,
    },
  },
  silent: {
    "the port of the mailer that the smart host names": {
      "sendmail.mc": mc(
        "define(`SMART_HOST', `esmtp:relay.example.net')dnl",
        "define(`ESMTP_MAILER_ARGS', `TCP $h 587')dnl",
      ),
    },
    "the ports of both": {
      "sendmail.mc": mc(
        "define(`SMART_HOST', `relay.example.net')dnl",
        "define(`ESMTP_MAILER_ARGS', `TCP $h 2525')dnl",
        "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl",
      ),
    },
    "port 587, and none": {
      "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", "define(`SMTP_MAILER_ARGS', `TCP $h')dnl"),
    },
    "a host of its own": { "sendmail.mc": relay("TCP stunnel.example 465") },
    "a socket": { "sendmail.mc": relay("FILE /var/run/lmtp") },
    "a .cf as m4 writes it": { "sendmail.cf": "V10/Berkeley\nMrelay, P=[IPC], F=mDFMuXa8, A=TCP $h\n" },
  },
});
