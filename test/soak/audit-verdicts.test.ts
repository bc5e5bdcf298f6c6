// No control passes because something was not seen: each trap is a server on which a careless look would find nothing.
import { describe, expect, it } from "vitest";
import { closedCf } from "../../server/src/features/testing.ts";
import type { AuditStatus } from "../../server/src/protocol.ts";
import { mc } from "../../server/src/rules/testing.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/settings.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { testUri } from "../../server/src/site/testing.ts";

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly unreadable?: readonly string[];
  readonly settings?: Partial<Settings>;
}

async function audit({ files, unreadable = [], settings = {} }: Case) {
  const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [testUri(file), text]));
  const workspace = memoryWorkspace(texts);
  for (const name of unreadable) workspace.refuse(testUri(name), "forbidden");
  const service = createService(workspace);
  service.configure({ ...DEFAULT_SETTINGS, ...settings });
  const name = "sendmail.mc" in files ? "sendmail.mc" : (Object.keys(files)[0] ?? "");
  const report = await service.audit(testUri(name));
  return (id: string) => report?.results.find((one) => one.id === id);
}
const cf = (...lines: readonly string[]): Case => ({ files: { "sendmail.cf": closedCf(...lines) } });

describe("an option as sendmail has it", () => {
  const all: readonly (readonly [id: string, status: AuditStatus, ...lines: readonly string[]])[] = [
    // Seen with sendmail -bs: words of several lines add up, `public` takes nothing back, anything may be between words.
    ["GEN004680", "pass", "O PrivacyOptions=novrfy", "O PrivacyOptions=noexpn"],
    ["GEN004660", "pass", "O PrivacyOptions=goaway,public"],
    ["GEN004660", "pass", "O PrivacyOptions=noexpn.novrfy"],
    ["GEN004660", "pass", "Opnoexpn"],
    ["GEN004660", "fail", "O PrivacyOptions=needexpnhelo"],
    ["GEN004660", "fail", "O PrivacyOptions=goaway,nonsense"],
    ["U-32", "fail", "O PrivacyOptions=goaway"],
    ["GEN004440", "pass", "O LogLevel=9x"],
    ["GEN004440", "fail", "O LogLevel=0x10"],
    ["GEN004440", "fail", "O LogLevel=1e3"],
    ["GEN004440", "fail", "O LogLevel=12", "O LogLevel=2"],
    ["GEN004440", "unknown", "O LogLevel=12", "O NoSuchOption=1"],
    ["GEN004560", "pass", "O SmtpGreetingMessage=$j mail on 192.0.2.8; $b"],
    ["GEN004560", "fail", "O SmtpGreetingMessage=$j Sendmail $v/$Z; $b", "O DaemonPortOptions=Addr=127.0.0.1"],
    ["GEN004560", "fail", "O SmtpGreetingMessage=$j ${Z}"],
    ["GEN004560", "fail", "D{greet}$j $?r with $r $v$.", "O SmtpGreetingMessage=${greet}"],
    ["GEN004560", "fail", "DAin $v", "DB$A", "O SmtpGreetingMessage=$j ready $B"],
    ["GEN004560", "fail", "O SmtpGreetingMessage=$j Sendmail 8.18.2 ready"],
    ["GEN004560", "fail", "O SmtpGreetingMessage=$j Sendmail 8.18 ready"],
    ["GEN004580", "pass", "O ForwardPath="],
    ["GEN004580", "fail", "O ForwardPath=/dev/null:$z/.forward"],
    ["CIS-local-only", "pass", "O DaemonPortOptions=Name=MTA, Addr=127.0.0.1"],
    ["CIS-local-only", "pass", "O DaemonPortOptions=Family=inet6, a=::1"],
    ["CIS-local-only", "unknown"],
    ["CIS-local-only", "unknown", "O DaemonPortOptions=Addr=127.0.0.1", "O DaemonPortOptions=Port=587"],
    ["CIS-local-only", "unknown", "O DaemonPortOptions=Addr=127.0.0.1, A=0.0.0.0"],
    ["CIS-local-only", "unknown", "O DaemonPortOptions=Addr=localhost.example.com"],
  ];
  it.each(all)("%s: %s", async (id, status, ...lines) => {
    expect((await audit(cf(...lines)))(id), lines.join("\n")).toMatchObject({ status });
  });
});

describe("HELP", () => {
  // Seen with sendmail -bs: without a file HELP answers "502 5.3.0 Sendmail 8.18.2 -- HELP not implemented".
  const help = (text: string | undefined, option = "O HelpFile=/etc/mail/helpfile"): Case => ({
    files: { "sendmail.cf": closedCf(option), ...(text === undefined ? {} : { helpfile: text }) },
  });
  it.each([
    ["no file at all", help(undefined, ""), "fail"],
    ["an empty option", help(undefined, "O HelpFile="), "fail"],
    ["/dev/null", help(undefined, "O HelpFile=/dev/null"), "fail"],
    ["a file that was not read", help(undefined), "unknown"],
    ["an empty file", help(""), "pass"],
    ["a text of the site's own", help("#vers\t2\nsmtp\tAsk postmaster.\n"), "pass"],
    ["the stock text", help("#vers\t2\nsmtp\tThis is sendmail version $v\n"), "fail"],
    ["a version in figures", help("#vers\t2\nsmtp\tSendmail 8.18.2 here\n"), "fail"],
  ] as const)("%s", async (_, given, status) => {
    expect((await audit(given))("GEN004540")?.status).toBe(status);
  });

  it("the guide for AIX asks for no file, and its page says what that does", async () => {
    const result = (await audit(help(undefined, "O HelpFile=")))("AIX7-00-003122");
    for (const [given, status] of [
      [help(undefined), "unknown"],
      [help(""), "fail"],
    ] as const)
      expect((await audit(given))("AIX7-00-003122")?.status).toBe(status);
    expect(result).toMatchObject({ status: "pass", harm: expect.stringContaining("names the version of sendmail") });
  });
});

describe("the version", () => {
  const at = (version: string, settings: Partial<Settings> = {}) => ({
    files: { "sendmail.cf": closedCf().replace("8.18.2", version) },
    settings,
  });
  it.each([
    ["the newest", at("8.18.2"), "pass"],
    ["with a hole", at("8.14.4"), "fail"],
    ["a package of somebody's own", at("8.17.1/Our own"), "unknown"],
    ["a package that may be corrected", at("8.15.2/SuSE Linux 0.8"), "unknown"],
    ["a corrected package", at("8.17.1.9/Debian-2+deb12u2"), "pass"],
    ["no release", at("8.18.9"), "unknown"],
    ["one that nobody knows yet", at("8.99.1"), "unknown"],
    ["no version of sendmail", at("mine-1"), "unknown"],
    ["a VERSIONID", { files: { "sendmail.mc": mc("VERSIONID(`hub 8.14.4')dnl") } }, "unknown"],
    ["a setting", { files: { "sendmail.mc": mc() }, settings: { targetVersion: "8.18.2" } }, "pass"],
  ] as const)("%s", async (_, given, status) => {
    expect((await audit(given))("U-45")?.status).toBe(status);
  });

  it("of this machine's library says nothing of a copy", async () => {
    const library = { "/usr/share/sendmail/cf/m4/cf.m4": "", "/usr/share/sendmail/cf/m4/version.m4": "DZ8.18.2\n" };
    const service = createService(
      memoryWorkspace(
        Object.fromEntries(
          Object.entries({ ...library, "/copy/sendmail.mc": mc() }).map(([path, text]) => [`file://${path}`, text]),
        ),
      ),
    );
    service.configure(DEFAULT_SETTINGS);
    const report = await service.audit("file:///copy/sendmail.mc");
    for (const id of ["GEN004600", "GEN004620", "U-30"])
      expect(report?.results.find((one) => one.id === id)?.status, id).toBe("unknown");
  });
});

describe("what starts the daemon", () => {
  const UNIT = "/usr/lib/systemd/system/sendmail.service";
  const local = closedCf("O LogLevel=9", "O DaemonPortOptions=Addr=127.0.0.1");
  const started = (files: Readonly<Record<string, string>>, unreadable: readonly string[] = []): Case => ({
    files: { "sendmail.cf": local, ...files },
    unreadable,
  });
  it.each([
    ["nothing that was seen", started({}), "pass", "What starts the daemon was not seen: an option"],
    ["a unit", started({ [UNIT]: "ExecStart=/usr/sbin/sendmail -bd -q1h\n" }), "pass", undefined],
    ["a unit without rights", started({ [UNIT]: "" }, [UNIT]), "unknown", `${UNIT}, which starts the daemon, cannot`],
    [
      "a drop-in without rights",
      started({ [`${UNIT}.d/x.conf`]: "" }, [`${UNIT}.d/x.conf`]),
      "unknown",
      "sendmail.service.d/x.conf, which",
    ],
    [
      "a drop-in with another level",
      started({
        [UNIT]: "ExecStart=/usr/sbin/sendmail -bd\n",
        [`${UNIT}.d/x.conf`]: "ExecStart=\nExecStart=/usr/sbin/sendmail -bd -oL1\n",
      }),
      "fail",
      "LogLevel=1",
    ],
    [
      "another configuration",
      started({ "/etc/rc.tcpip": 'start /usr/lib/sendmail "$src_running" "-bd -C /etc/mail/other.cf"\n' }),
      "unknown",
      "rc.tcpip starts sendmail with another configuration",
    ],
  ] as const)("%s", async (_, given, status, evidence) => {
    const result = await audit(given);
    for (const id of ["GEN004440", "AIX7-00-003038"]) {
      expect(result(id)?.status, id).toBe(status);
      if (evidence !== undefined) expect(result(id)?.evidence.join("\n")).toContain(evidence);
      else expect(result(id)?.evidence).toHaveLength(1);
    }
    // A level does not matter to the listeners, another configuration or an unread file does.
    expect(result("CIS-local-only")?.status).toBe(status === "fail" ? "pass" : status);
  });

  it("names the files of a system that is known, and a service that is in none", async () => {
    const of = async (platform: Settings["platform"], files: Readonly<Record<string, string>> = {}) =>
      (await audit({ ...started(files), settings: { platform } }))("GEN004440")?.evidence.join("\n");
    expect(await of("aix")).toContain("(/etc/rc.tcpip)");
    expect(await of("solaris", { "/etc/default/sendmail": "MODE=-bd\n" })).toMatch(
      /svc:\/network\/smtp:sendmail[\s\S]*local\.cf/,
    );
    expect(await of("debian12", { "sendmail.conf": "DAEMON_MODE=daemon\n" })).not.toContain("not seen");
  });

  it.each([
    ["started", { "/etc/rc.tcpip": 'start /usr/lib/sendmail "$src_running" "-bd -q${qpi}"\n' }, "unknown"],
    ["not started", { "/etc/rc.tcpip": '#start /usr/lib/sendmail "$src_running" "-bd -q${qpi}"\n' }, "pass"],
    ["not seen", {}, "unknown"],
  ] as const)("on AIX: %s", async (_, files, status) => {
    expect((await audit(started(files)))("AIX7-00-003047")?.status).toBe(status);
  });

  it("a guide for another system is not applicable", async () => {
    const of = (platform: Settings["platform"]) => audit({ ...started({}), settings: { platform } });
    const [debian, aix, any] = [await of("debian12"), await of("aix"), await audit(started({}))];
    for (const id of ["AIX7-00-003038", "AIX7-00-003115", "CIS-AIX-4.7.4.3"]) {
      expect(debian(id)?.status, id).toBe("not-applicable");
      expect(aix(id)?.status, id).not.toBe("not-applicable");
      expect(any(id)?.status, id).not.toBe("not-applicable");
    }
  });
});

it("of a submission program asks nothing about a daemon", async () => {
  const of = async (name: string) => audit({ files: { [name]: closedCf("O LogLevel=2", "O SmtpGreetingMessage=$v") } });
  const [submission, daemon] = [await of("submit.cf"), await of("sendmail.cf")];
  for (const id of ["GEN004540", "GEN004560", "GEN004660", "GEN004710", "U-48", "CIS-local-only"]) {
    expect(submission(id)?.status, id).toBe("not-applicable");
    expect(daemon(id)?.status, id).not.toBe("not-applicable");
  }
  expect(submission("GEN004440")?.status).toBe("fail");
});

describe("aliases", () => {
  const aliases = (text: string, more: Readonly<Record<string, string>> = {}, option = "/etc/mail/aliases") => ({
    files: { "sendmail.cf": closedCf(`O AliasFile=${option}`), aliases: text, ...more },
  });
  it.each([
    ["one good file", aliases("root: ann\n"), "pass"],
    ["decode", aliases('decode: "|/usr/bin/uudecode"\n'), "fail"],
    ["a second file", aliases("root: ann\n", {}, "/etc/mail/aliases, /etc/mail/more"), "unknown"],
    ["a directory service", aliases("root: ann\n", {}, "/etc/mail/aliases, ldap:-k x"), "unknown"],
    ["a list that is not there", aliases("staff: :include:/etc/mail/lists/staff\n"), "unknown"],
    ["a list", aliases("staff: :include:/etc/mail/staff\n", { staff: "ann\nbob\n" }), "pass"],
    ["a list that decodes", aliases("staff: :include:/etc/mail/staff\n", { staff: "|/usr/bin/uudecode\n" }), "fail"],
    [
      "a list that runs another program",
      aliases("staff: :include:/etc/mail/staff\n", { staff: "|/usr/local/bin/archive\n" }),
      "unknown",
    ],
    ["a file without rights", { ...aliases("root: ann\n"), unreadable: ["aliases"] }, "unknown"],
  ] as const)("%s", async (_, given, status) => {
    expect((await audit(given))("GEN004640")?.status).toBe(status);
  });
});

describe("who may relay", () => {
  const access = { access: "Connect:192.0.2\tRELAY\n" };
  it.each([
    ["a good one", { files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), ...access } }, "pass"],
    [
      "an access map without rights",
      { files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), ...access }, unreadable: ["access"] },
      "unknown",
    ],
    ["an include that is not there", { files: { "sendmail.mc": mc("include(`/etc/mail/site.m4')dnl") } }, "unknown"],
    ["a call half typed", { files: { "sendmail.mc": mc("FEATURE(`access_db'") } }, "unknown"],
    ["a quote half typed", { files: { "sendmail.mc": mc("define(`confX', `y)dnl") } }, "unknown"],
    ["after dnl", { files: { "sendmail.mc": mc("dnl FEATURE(`promiscuous_relay')dnl") } }, "pass"],
    ["after #", { files: { "sendmail.mc": mc("# FEATURE(`promiscuous_relay')dnl") } }, "fail"],
    ["rules of its own", { files: { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$#OK\n` } }, "fail"],
  ] as const)("%s", async (_, given, status) => {
    expect((await audit(given))("U-47")?.status).toBe(status);
  });
});

describe("a .cf that is not what the .mc makes", () => {
  const open = "Scheck_rcpt\nR$*\t$: ok\n";
  const both = (text: string): Case => ({ files: { "sendmail.mc": mc(), "sendmail.cf": text } });
  it("is what sendmail reads", async () => {
    const text = closedCf("O PrivacyOptions=public", "O LogLevel=2").replace(/Scheck_rcpt[\s\S]*/, open);
    const result = await audit(both(text));
    expect(result("GEN004710")).toMatchObject({ status: "fail" });
    expect(result("GEN004440")).toMatchObject({ status: "fail" });
    expect(result("GEN004440")?.evidence.join(" ")).toContain("LogLevel=2, /etc/mail/sendmail.cf:5");
    expect(result("GEN004710")?.evidence[0]).toContain("sendmail.cf is not what the .mc makes");
  });

  it("does not make a bad .mc good", async () => {
    const files = { "sendmail.mc": mc("FEATURE(`promiscuous_relay')dnl"), "sendmail.cf": closedCf() };
    expect((await audit({ files }))("U-31")).toMatchObject({ status: "fail" });
  });
});
