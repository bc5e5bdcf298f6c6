import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const CLIENT = "OSTYPE(`linux')dnl\nFEATURE(`nullclient', `hub.example.com')dnl\n";
const SENDER = mc("define(`SMART_HOST', `hub.example.com')dnl");

testRule(rule, {
  finds: {
    "a null client of a version that has one daemon": {
      files: { "sendmail.mc": CLIENT.replace("nullclient", "⟦nullclient⟧") },
      options: { targetVersion: "8.9.3" },
      fixes: ["Let the daemon listen only on 127.0.0.1: other hosts cannot connect"],
      fixed: {
        "sendmail.mc": CLIENT.replace("FEATURE", "define(`confDAEMON_OPTIONS', `Addr=127.0.0.1')dnl\nFEATURE"),
      },
    },
    "a null client": {
      files: { "sendmail.mc": CLIENT.replace("nullclient", "⟦nullclient⟧") },
      severity: "warning",
      fixes: ["Let the daemon listen only on 127.0.0.1: other hosts cannot connect"],
    },
    "a null client with a daemon of its own": {
      files: {
        "sendmail.mc": `OSTYPE(\`linux')dnl\nFEATURE(\`no_default_msa')dnl\n⟦DAEMON_OPTIONS(\`Name=MTA')⟧dnl\nFEATURE(\`nullclient', \`hub')dnl\n`,
      },
      fixed: {
        "sendmail.mc": `OSTYPE(\`linux')dnl\nFEATURE(\`no_default_msa')dnl\nDAEMON_OPTIONS(\`Addr=127.0.0.1, Name=MTA')dnl\nFEATURE(\`nullclient', \`hub')dnl\n`,
      },
    },
    "a host that only sends": {
      files: { "sendmail.mc": SENDER.replace("SMART_HOST", "⟦SMART_HOST⟧") },
      severity: "information",
    },
    "a startup file that starts it": {
      files: {
        "sendmail.mc": SENDER.replace("SMART_HOST", "⟦SMART_HOST⟧"),
        "/etc/sysconfig/sendmail": "DAEMON=yes\nQUEUE=1h\n",
      },
      fixes: [
        "Let the daemon listen only on 127.0.0.1: other hosts cannot connect",
        "Do not start the daemon (sendmail)",
      ],
    },
  },
  silent: {
    "the loopback only": {
      "sendmail.mc": `OSTYPE(\`linux')dnl\nFEATURE(\`no_default_msa')dnl\nDAEMON_OPTIONS(\`Name=MTA, Addr=127.0.0.1')dnl\nFEATURE(\`nullclient', \`hub')dnl\n`,
    },
    "a daemon that is not started (Debian)": { "sendmail.mc": CLIENT, "sendmail.conf": 'DAEMON_MODE="none";\n' },
    "a daemon that is not started (Red Hat)": { "sendmail.mc": CLIENT, "/etc/sysconfig/sendmail": "DAEMON=no\n" },
    "a daemon that is not started (FreeBSD)": { "sendmail.mc": CLIENT, "/etc/rc.conf": 'sendmail_enable="NO"\n' },
    "a server": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`use_cw_file')dnl") },
    "a server behind a smart host": {
      "sendmail.mc": mc("define(`SMART_HOST', `hub')dnl", "FEATURE(`use_cw_file')dnl"),
    },
    "a host with nothing said about where mail goes": { "sendmail.mc": mc() },
  },
});
