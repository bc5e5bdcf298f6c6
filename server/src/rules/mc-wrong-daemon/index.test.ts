import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MTA = "DAEMON_OPTIONS(`Name=MTA')dnl";
const daemon = (options: string) => mc(MTA, `DAEMON_OPTIONS(\`${options}')dnl`);

testRule(rule, {
  finds: {
    "a port after such a sign": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Port=⟦3Dsmtp⟧')dnl") },
    "an equals sign as mail writes it": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Port=smtp, Addr=⟦3D192.0.2.1⟧')dnl") },
      severity: "error",
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Port=smtp, Addr=192.0.2.1')dnl") },
    },
    "a port that does not exist": {
      files: {
        "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Port=⟦99999⟧')dnl", "DAEMON_OPTIONS(`Name=TWO, Port=25')dnl"),
      },
      message: /listens on another port/,
      severity: "error",
    },
    "a second instance for this host alone": {
      files: {
        "sendmail.mc": mc("FEATURE(`no_default_msa')dnl", "⟦DAEMON_OPTIONS(`Port=587, Addr=127.0.0.1, M=E')⟧dnl"),
      },
      severity: "information",
    },
    "keys that come twice": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=⟦MTA⟧, Family=⟦inet⟧, Name=MTA6, Family=inet6')dnl") },
      message: /comes twice/,
    },
    "a comma that is missing": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=⟦smtp Addr=127.0.0.1⟧, Name=MTA')dnl") },
      severity: "error",
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl") },
    },
    "a semicolon for a comma": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=⟦127.0.0.1; Port=smtp⟧')dnl") },
    "a network": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=⟦127.0.0.1/8⟧')dnl") },
    "a port after the address": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=⟦127.0.0.1:25⟧')dnl") },
      message: /Write Addr=127.0.0.1, Port=25/,
    },
    "an octet too large": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=⟦127.0.0.300⟧')dnl") },
    "two ports": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=25,⟦587⟧, Name=MTA')dnl") },
      message: /no key/,
      severity: "warning",
    },
    "a key without a sign": { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦Family inet⟧, Port=smtp, Name=MTA')dnl") },
    "two addresses": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp, Addr=⟦127.0.0.1;192.0.2.1⟧, Name=MTA')dnl") },
      severity: "error",
    },
    "an address in brackets": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Family=inet6, Addr=⟦[::1]⟧, Name=MTA')dnl") },
      message: /Write Addr=::1/,
    },
    "two ports in a .cf": { "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Name=MTA, Port=25, ⟦587⟧\n" },
    "TLS at once on 587": { "sendmail.mc": daemon("Port=587, Name=MSA, M=⟦Es⟧") },
    "no TLS at once on 465": { files: { "sendmail.mc": daemon("Port=⟦465⟧, Name=TLS, M=E") }, severity: "warning" },
    "nothing on port 25": {
      files: { "sendmail.mc": mc("FEATURE(`no_default_msa')dnl", "⟦DAEMON_OPTIONS(`Port=465, Name=TLS, M=s')⟧dnl") },
      message: /Nothing listens on port 25/,
    },
    "an address without a key": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦127.0.0.1⟧')dnl") },
      severity: "error",
      message: /listens on all addresses/,
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Addr=127.0.0.1')dnl") },
    },
    "an address and a port without keys": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦127.0.0.1:25⟧')dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Addr=127.0.0.1, Port=25')dnl") },
    },
    "an IPv6 address without a key": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦[::1]:25⟧')dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Family=inet6, Addr=::1, Port=25')dnl") },
    },
    "colons after the keys": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦Port: smtp⟧, Name=MTA')dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp, Name=MTA')dnl") },
    },
    "a service without a key": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`⟦smtp⟧')dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp')dnl") },
    },
    "an address for the port": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=⟦127.0.0.1:25⟧, Name=MTA')dnl") },
      severity: "error",
      message: /as 127.*\n.*Write Addr=127.0.0.1, Port=25/s,
    },
    "an address for the queue of connections": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Listen=⟦127.0.0.1⟧, Name=MTA')dnl") },
      severity: "error",
    },
    "a word for a number": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Listen=⟦ten⟧')dnl") },
      severity: "warning",
      message: /reads "ten" as 0/,
    },
    "an interface": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=⟦eth0⟧')dnl") },
      message: /interface/,
    },
    "the port of another host": {
      files: { "sendmail.mc": mc("CLIENT_OPTIONS(`Port=⟦587⟧')dnl") },
      message: /come from/,
    },
    "a network for what it sends": { "sendmail.mc": mc("CLIENT_OPTIONS(`Family=inet, Addr=⟦0.0.0.0/0⟧')dnl") },
    "an address for what it sends": {
      files: { "sendmail.mc": mc("CLIENT_OPTIONS(`⟦192.0.2.1⟧')dnl") },
      message: /come from any address/,
      fixed: { "sendmail.mc": mc("CLIENT_OPTIONS(`Addr=192.0.2.1')dnl") },
    },
    "a .cf": { "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Name=MTA, Addr=⟦127.0.0.1/8⟧\n" },
  },
  silent: {
    "daemons as they should be": {
      "sendmail.mc": mc(
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Family=inet, Name=MTA-v4, Port=smtp, Addr=127.0.0.1')dnl",
        "DAEMON_OPTIONS(`Family=inet6, Name=MTA-v6, Port=smtp, Addr=::1')dnl",
        "DAEMON_OPTIONS(`Port=submission, Name=MSA, M=Ea')dnl",
        "DAEMON_OPTIONS(`Port=smtps, Name=TLSMTA, M=s')dnl",
        "DAEMON_OPTIONS(`Port=2525, Name=X, Addr=mx.example.com')dnl",
        "DAEMON_OPTIONS(`Family=local, Name=L, Addr=/run/sendmail.sock')dnl",
      ),
    },
    "the daemons that sendmail starts by itself": { "sendmail.mc": mc() },
    numbers: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Port=smtp, Listen=20, children=5, delayLA=8')dnl") },
    "only options for what it sends": { "sendmail.mc": mc("CLIENT_OPTIONS(`Family=inet, Addr=192.0.2.1')dnl") },
  },
});
