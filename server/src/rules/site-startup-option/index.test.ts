import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a log level": {
      files: {
        "sendmail.mc": mc("define(`⟦confLOG_LEVEL⟧', `9')dnl"),
        "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h -OLogLevel=1"\n',
      },
      message: /puts LogLevel=1 on the command line/,
    },
    "a letter": {
      "sendmail.mc": mc("define(`⟦confLOG_LEVEL⟧', `9')dnl"),
      "/etc/rc.conf": 'sendmail_flags="-L sm-mta -bd -q30m -oL1"\n',
    },
    "the listeners": {
      "sendmail.mc": mc("⟦DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')⟧dnl"),
      "/etc/rc.conf": 'sendmail_flags="-bd -q30m -ODaemonPortOptions=Addr=0.0.0.0"\n',
    },
    "a time limit in a drop-in": {
      "sendmail.mc": mc("define(`⟦confTO_IDENT⟧', `5s')dnl"),
      "/usr/lib/systemd/system/sendmail.service": "[Service]\nExecStart=/usr/sbin/sendmail -bd $SENDMAIL_OPTS\n",
      "/etc/systemd/system/sendmail.service.d/ident.conf":
        "[Service]\nExecStart=\nExecStart=/usr/sbin/sendmail -bd -O Timeout.ident=0\n",
    },
    "a part of what the command line sets": {
      "sendmail.mc": mc("define(`⟦confTO_QUEUERETURN_URGENT⟧', `2d')dnl"),
      "/etc/rc.tcpip": 'start /usr/lib/sendmail "$src_running" "-bd -q30m -OTimeout.queuereturn=1d"\n',
    },
    "a line of a .cf": {
      "sendmail.cf": "V10/Berkeley\nO ⟦LogLevel⟧=9\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
      "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-OLogLevel=1"\n',
    },
  },
  silent: {
    "the same value": {
      "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl"),
      "/etc/rc.conf": 'sendmail_flags="-bd -oL9"\n',
    },
    "words that add up": {
      "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `goaway')dnl"),
      "/etc/rc.conf": 'sendmail_flags="-bd -OPrivacyOptions=authwarnings"\n',
    },
    "an option that nobody set": { "sendmail.mc": mc(), "/etc/rc.conf": 'sendmail_flags="-bd -oL1"\n' },
    "a variable that the unit does not use": {
      "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl"),
      "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h -OLogLevel=1"\n',
      "/etc/systemd/system/sendmail.service": "ExecStart=/usr/sbin/sendmail -bd -q1h\n",
    },
    "another part of an option": {
      "sendmail.mc": mc("define(`confTO_IDENT', `5s')dnl"),
      "/etc/rc.conf": 'sendmail_flags="-bd -OTimeout.command=5m"\n',
    },
    "the submission program": {
      "submit.mc": "define(`confLOG_LEVEL', `9')dnl\nOSTYPE(`linux')dnl\nFEATURE(`msp')dnl\n",
      "/etc/rc.conf": 'sendmail_flags="-bd -oL1"\n',
    },
    "a comment": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl"), "/etc/rc.conf": '#sendmail_flags="-oL1"\n' },
  },
});
