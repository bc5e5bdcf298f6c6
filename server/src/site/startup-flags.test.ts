import { describe, expect, it } from "vitest";
import { startupDocuments } from "./startup.ts";
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
    ["the last value", { "/etc/rc.conf": 'sendmail_flags="-oL1"\nsendmail_flags="-bd"\n' }, []],
    ["a comment", { "/etc/rc.conf": '#sendmail_flags="-oL1"\n' }, []],
    ["a queue and a debug level", { "/etc/rc.conf": 'sendmail_flags="-bd -q15m -d0.1 -L -oL1 -pSMTP"\n' }, []],
    ["names that nobody knows", { "/etc/rc.conf": 'sendmail_flags="-OHello=1 -o~"\n' }, []],
  ])("reads %s", async (_, files, expected) => {
    expect(await flags(files)).toEqual(expected);
  });
});
