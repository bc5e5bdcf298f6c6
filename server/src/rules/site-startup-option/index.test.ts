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
    "the submission program": {
      "submit.mc": "define(`confLOG_LEVEL', `9')dnl\nOSTYPE(`linux')dnl\nFEATURE(`msp')dnl\n",
      "/etc/rc.conf": 'sendmail_flags="-bd -oL1"\n',
    },
    "a comment": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl"), "/etc/rc.conf": '#sendmail_flags="-oL1"\n' },
  },
});
