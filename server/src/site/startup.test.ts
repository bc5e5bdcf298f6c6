import { describe, expect, it } from "vitest";
import { startupSetting } from "./startup.ts";
import { siteFrom } from "./testing.ts";

const MC = { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n" };

async function setting(files: Readonly<Record<string, string>>) {
  return startupSetting((await siteFrom({ ...MC, ...files })).documents);
}

describe("startupSetting", () => {
  it.each([
    ["Debian, by default", { "sendmail.conf": 'DAEMON_MODE="Daemon";\t# Y|N\n' }, true],
    ["Debian without a daemon", { "sendmail.conf": 'DAEMON_MODE="none";\nQUEUE_MODE="cron";\n' }, false],
    ["Red Hat", { "/etc/sysconfig/sendmail": "DAEMON=yes\nQUEUE=1h\n" }, true],
    ["Red Hat without a daemon", { "/etc/sysconfig/sendmail": "# DAEMON=yes\nDAEMON=no\n" }, false],
    ["flags that are all there are", { "/etc/rc.conf": 'sendmail_flags="-q1h"\n' }, false],
    ["flags with a daemon", { "/etc/default/sendmail": "SENDMAIL_OPTS='-L sm-mta -bd -q25m'\n" }, true],
    ["FreeBSD", { "/etc/rc.conf": 'hostname="mx"\nsendmail_enable="NONE" # not here\n' }, false],
    [
      "a unit, which asks no variable",
      {
        "/etc/sysconfig/sendmail": "DAEMON=no\n",
        "/usr/lib/systemd/system/sendmail.service": "ExecStart=/usr/sbin/sendmail -bd -q1h\n",
      },
      true,
    ],
    [
      "a drop-in that only runs the queue",
      {
        "/usr/lib/systemd/system/sendmail.service": "ExecStart=/usr/sbin/sendmail -bd -q1h\n",
        "/etc/systemd/system/sendmail.service.d/queue.conf": "ExecStart=\nExecStart=/usr/sbin/sendmail -q1h\n",
      },
      false,
    ],
    ["AIX", { "/etc/rc.tcpip": 'start /usr/lib/sendmail "$src_running" "-bd -q${qpi}"\n' }, true],
    ["AIX without a daemon", { "/etc/rc.tcpip": '# start /usr/lib/sendmail "$src_running" "-bd -q${qpi}"\n' }, false],
    ["Solaris", { "/etc/default/sendmail": 'MODE="-bd"\nQUEUEINTERVAL=15m\n' }, true],
    ["Slackware", { "/etc/rc.d/rc.sendmail": "  /usr/sbin/sendmail -L sm-mta -bd -q25m\n" }, true],
    [
      "FreeBSD's own settings",
      { "/etc/defaults/rc.conf": 'sendmail_enable="NONE"\n', "/etc/rc.conf": 'hostname="mx"\n' },
      false,
    ],
    ["the last word of several", { "/etc/rc.conf": 'sendmail_enable="NO"\nsendmail_enable="YES"\n' }, true],
  ])("reads %s", async (_, files, listens) => {
    expect((await setting(files))?.listens).toBe(listens);
  });

  it("points at the value and can switch it off", async () => {
    const found = await setting({ "/etc/rc.conf": 'sendmail_enable="YES"\n' });
    expect(found).toMatchObject({ file: "rc.conf", off: { newText: "NO", span: { start: 17, end: 20 } } });
  });

  it("does not read words that Red Hat's unit adds to its own -bd as a whole command line", async () => {
    expect(await setting({ "/etc/sysconfig/sendmail": 'SENDMAIL_OPTS="-q1h"\n' })).toBeUndefined();
  });

  it("knows nothing without such files, or from files with other words", async () => {
    expect(await setting({})).toBeUndefined();
    expect(await setting({ "/etc/rc.conf": 'hostname="mx"\n' })).toBeUndefined();
  });
});
