import { describe, expect, it } from "vitest";
import { startupDocuments } from "./startup-files.ts";
import { startupFlags } from "./startup-flags.ts";
import { siteFrom } from "./testing.ts";

const MC = { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n" };

async function flags(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { documents } = await siteFrom({ ...MC, ...files });
  return startupFlags(startupDocuments(documents)).map((flag) => {
    const document = documents.get(flag.span.source);
    const text = document?.getText().slice(flag.span.start, flag.span.end);
    return flag.kind === "config" ? `${text}: ${flag.path}` : `${text}: ${flag.name}=${flag.value}`;
  });
}

describe("startupFlags", () => {
  it.each([
    ["Red Hat", { "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h -OLogLevel=5"\n' }, ["-OLogLevel=5: LogLevel=5"]],
    [
      "a name and a value in the next word, a letter",
      { "/etc/sysconfig/sendmail": "SENDMAIL_OPTS='-O loglevel=5 -o L4 -oQ/var/q'\n" },
      ["-O loglevel=5: LogLevel=5", "-o L4: LogLevel=4", "-oQ/var/q: QueueDirectory=/var/q"],
    ],
    [
      "FreeBSD",
      { "/etc/rc.conf": 'sendmail_flags="-L sm-mta -bd -q30m -ODaemonPortOptions=Addr=localhost"\n' },
      ["-ODaemonPortOptions=Addr=localhost: DaemonPortOptions=Addr=localhost"],
    ],
    [
      "Debian",
      { "sendmail.conf": "DAEMON_PARMS='-C /etc/mail/other.cf';\nMISC_PARMS=\"-O PrivacyOptions=\";\n" },
      ["-C /etc/mail/other.cf: /etc/mail/other.cf", "-O PrivacyOptions=: PrivacyOptions="],
    ],
    [
      "a drop-in of systemd",
      {
        "/etc/systemd/system/sendmail.service.d/override.conf":
          "[Service]\nExecStart=\nExecStart=/usr/sbin/sendmail -bd -OLogLevel=2 $SENDMAIL_OPTS\n",
      },
      ["-OLogLevel=2: LogLevel=2"],
    ],
    [
      "a drop-in of any name, after the unit that the system ships, with what the file of variables has",
      {
        "/usr/lib/systemd/system/sendmail.service":
          "[Service]\nEnvironment=SENDMAIL_OPTS=-q2h\nEnvironmentFile=-/etc/sysconfig/sendmail\nExecStart=/usr/sbin/sendmail -bd -oL3 $SENDMAIL_OPTS $SENDMAIL_OPTARG\n",
        "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h -oL4"\n',
        "/etc/systemd/system/sendmail.service.d/zz-log.conf":
          "[Service]\nExecStart=\nExecStart=/usr/sbin/sendmail -bd \\\n  $SENDMAIL_OPTS -O Timeout.ident=0\n",
      },
      ["-oL4: LogLevel=4", "-O Timeout.ident=0: Timeout.ident=0"],
    ],
    [
      "a drop-in without the variable: what the file has is on no command line",
      {
        "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h -oL4"\n',
        "/etc/systemd/system/sendmail.service": "[Service]\nExecStart=/usr/sbin/sendmail -bd -q1h\n",
      },
      [],
    ],
    [
      "variables of the unit itself",
      {
        "/etc/systemd/system/sendmail.service":
          '[Service]\nEnvironment="SENDMAIL_OPTS=-q1h -oL5" OTHER=x\nExecStart=-/usr/sbin/sendmail -bd ${SENDMAIL_OPTS}\n',
      },
      ["-oL5: LogLevel=5"],
    ],
    [
      "parts by their names, those of etc in place of the system's",
      {
        "/usr/lib/systemd/system/sendmail.service": "ExecStart=/usr/sbin/sendmail -bd\n",
        "/usr/lib/systemd/system/sendmail.service.d/20.conf": "ExecStart=\nExecStart=/usr/sbin/sendmail -bd -oL1\n",
        "/etc/systemd/system/sendmail.service.d/20.conf": "ExecStart=\nExecStart=/usr/sbin/sendmail -bd -oL2\n",
        "/etc/systemd/system/sendmail.service.d/10.conf": "ExecStart=\nExecStart=/usr/sbin/sendmail -bd -oL3\n",
        "/etc/systemd/system/sendmail.service.d/30.conf.off": "ExecStart=\nExecStart=/usr/sbin/sendmail -bd -oL4\n",
      },
      ["-oL2: LogLevel=2"],
    ],
    [
      "a unit that runs a script",
      {
        "sendmail.conf": 'MISC_PARMS="-oL6";\n',
        "/etc/systemd/system/sendmail.service": "ExecStart=/etc/init.d/sendmail start\n",
      },
      ["-oL6: LogLevel=6"],
    ],
    [
      "AIX",
      { "/etc/rc.tcpip": 'qpi=30m  # 30 minutes\nstart /usr/lib/sendmail "$src_running" "-bd -q${qpi} -oL7"\n' },
      ["-oL7: LogLevel=7"],
    ],
    ["AIX without it", { "/etc/rc.tcpip": '#start /usr/lib/sendmail "$src_running" "-bd -q${qpi} -oL7"\n' }, []],
    [
      "Slackware",
      {
        "/etc/default/sendmail": 'SENDMAIL_OPTS="-L sm-mta -bd -oL8"\nSENDMAIL_MSP_OPTS="-L sm-msp-queue -Ac -oL1"\n',
        "/etc/rc.d/rc.sendmail":
          'if [ -x /usr/sbin/sendmail ]; then\n  echo "Starting: /usr/sbin/sendmail -oL2"\n  /usr/sbin/sendmail $SENDMAIL_MSP_OPTS\n  /usr/sbin/sendmail $SENDMAIL_OPTS\nfi\n',
      },
      ["-oL8: LogLevel=8"],
    ],
    [
      "Solaris",
      { "/etc/default/sendmail": 'MODE=-bd\nOPTIONS="-O LogLevel=9 -C /etc/mail/local.cf"\nCLIENTOPTIONS="-oL1"\n' },
      ["-O LogLevel=9: LogLevel=9", "-C /etc/mail/local.cf: /etc/mail/local.cf"],
    ],
    [
      "FreeBSD, which listens for its own host only",
      {
        "/etc/defaults/rc.conf":
          'sendmail_enable="NO"\nsendmail_flags="-bd -oL1"\nsendmail_submit_flags="-bd -ODaemonPortOptions=Addr=localhost"\n',
        "/etc/rc.conf": 'hostname="mx"\n',
      },
      ["-ODaemonPortOptions=Addr=localhost: DaemonPortOptions=Addr=localhost"],
    ],
    [
      "options with a part after a dot",
      {
        "/etc/rc.conf":
          "sendmail_flags=\"-bd -OTimeout.ident=0 -O milter.LogLevel=3 -OLogLevel.x=2 -O ' LogLevel=1'\"\n",
      },
      ["-OTimeout.ident=0: Timeout.ident=0", "-O milter.LogLevel=3: Milter.LogLevel=3", "-OLogLevel.x=2: LogLevel=2"],
    ],
    ["the last value", { "/etc/rc.conf": 'sendmail_flags="-oL1"\nsendmail_flags="-bd"\n' }, []],
    ["a comment", { "/etc/rc.conf": '#sendmail_flags="-oL1"\n' }, []],
    ["a queue and a debug level", { "/etc/rc.conf": 'sendmail_flags="-bd -q15m -d0.1 -L -oL1 -pSMTP"\n' }, []],
    ["names that nobody knows", { "/etc/rc.conf": 'sendmail_flags="-OHello=1 -o~"\n' }, []],
  ])("reads %s", async (_, files, expected) => {
    expect(await flags(files)).toEqual(expected);
  });
});
