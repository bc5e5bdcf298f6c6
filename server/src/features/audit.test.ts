// Controls of audit guides: their data, what they come to, and where they are shown.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { allControls, catalog } from "../catalog/index.ts";
import type { AuditStatus } from "../protocol.ts";
import { ALL_RULES } from "../rules/all.ts";
import { mc } from "../rules/testing.ts";
import { createService } from "../service.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { memoryWorkspace } from "../site/index.ts";
import { testUri } from "../site/testing.ts";
import { closedCf } from "./testing.ts";

async function audited(files: Readonly<Record<string, string>>, name: string, settings: Partial<Settings> = {}) {
  const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [testUri(file), text]));
  const service = createService(memoryWorkspace(texts));
  service.configure({ ...DEFAULT_SETTINGS, ...settings });
  const report = await service.audit(testUri(name));
  const result = (id: string) => report?.results.find((one) => one.id === id);
  return { service, report, result, status: (id: string): AuditStatus | undefined => result(id)?.status };
}

describe("controls", () => {
  it("have one shape, and name rules and words that exist", () => {
    const shape = z.strictObject({
      id: z.string().regex(/^(?:GEN00\d{4}|AIX7-00-\d{6}|U-\d\d|CIS-\S+)$/),
      guide: z.string(),
      title: z.string().min(8),
      rules: z.array(z.string()).min(1).optional(),
      option: z
        .strictObject({
          name: z.string(),
          least: z.number().optional(),
          words: z.array(z.string()).optional(),
          or: z.string().optional(),
          lacks: z.literal("version").optional(),
          empty: z.boolean().optional(),
          default: z.string().optional(),
        })
        .optional(),
      asks: z.enum(["relay", "version", "old-commands", "kind", "listens", "started", "help", "no-help"]).optional(),
      since: z.string().optional(),
      kind: z.string().optional(),
      daemon: z.literal(true).optional(),
      system: z.literal("aix").optional(),
      "by-hand": z.string().optional(),
      words: z.array(z.string()).optional(),
      harm: z.string().endsWith(".").optional(),
    });
    const codes = new Set(ALL_RULES.map(({ rule }) => rule.meta.code));
    for (const control of allControls()) {
      expect(shape.safeParse(control).error?.issues, control.id).toBeUndefined();
      expect(control.rules ?? control.option ?? control.asks ?? control["by-hand"], control.id).toBeDefined();
      for (const code of control.rules ?? []) expect(codes.has(code), `${control.id}: ${code}`).toBe(true);
      for (const word of control.words ?? []) expect(catalog.resolve(word), `${control.id}: ${word}`).toBeDefined();
    }
  });
});

describe("an audit", () => {
  it("of a .cf by itself looks at its options, with their places", async () => {
    const { status, result } = await audited(
      {
        "sendmail.cf": closedCf(
          "O LogLevel=9",
          "O PrivacyOptions=goaway,restrictqrun",
          "O SmtpGreetingMessage=$j ready",
          "O ForwardPath=",
        ),
      },
      "sendmail.cf",
    );
    const passed = ["GEN004440", "GEN004560", "GEN004580", "GEN004600", "GEN004620", "GEN004660", "GEN004680"];
    for (const id of [...passed, "AIX7-00-003117", "U-30", "U-32", "U-46", "U-48"]) expect(status(id), id).toBe("pass");
    expect(result("GEN004440")?.evidence).toEqual([
      "LogLevel=9, /etc/mail/sendmail.cf:4",
      "What starts the daemon was not seen: an option on its command line would override this.",
    ]);
    expect(status("GEN004640")).toBe("not-applicable");
    expect(status("GEN004380"), "a mode is not in the file").toBe("unknown");
  });

  it("fails what is not so, by default too", async () => {
    const { status, result } = await audited(
      { "sendmail.cf": closedCf("O LogLevel=5", "O PrivacyOptions=noexpn").replace("8.18.2", "8.12.8") },
      "sendmail.cf",
    );
    for (const id of ["GEN004440", "GEN004560", "GEN004580", "GEN004600", "GEN004680", "U-32", "U-48"])
      expect(status(id), id).toBe("fail");
    expect(status("GEN004660")).toBe("pass");
    expect(result("GEN004560")?.evidence[0]).toContain("(the default)");
    expect(result("AIX7-00-003117")?.evidence[0]).toContain("missing: novrfy");
  });

  it("answers the controls for AIX as those for Unix", async () => {
    const lines = ["O LogLevel=9", "O PrivacyOptions=goaway", "O SmtpGreetingMessage=$j ready"];
    const good = await audited({ "sendmail.cf": closedCf(...lines) }, "sendmail.cf");
    const bad = await audited({ "sendmail.cf": closedCf("O LogLevel=3").replace("8.18.2", "8.5") }, "sendmail.cf");
    for (const id of ["AIX7-00-003038", "AIX7-00-003114", "AIX7-00-003116", "AIX7-00-003117"]) {
      expect(good.status(id), id).toBe("pass");
      expect(bad.status(id), id).toBe("fail");
    }
    expect(good.status("AIX7-00-003115")).toBe("unknown");
    expect(good.report?.markdown).toMatch(/AIX7-00-003115.*rm -rf/);
    for (const id of ["GEN004620", "GEN004700"]) expect(bad.status(id), id).toBe("fail");
  });

  it("of an open relay fails, and silencing comments do not help", async () => {
    const files = {
      "sendmail.mc": mc(
        "dnl sendmail-lint-disable-next-line relay-promiscuous -- we know",
        "FEATURE(`promiscuous_relay')dnl",
      ),
    };
    const off = { rules: { "relay-promiscuous": "off" } } as const;
    const { status, report } = await audited(files, "sendmail.mc", off);
    for (const id of ["GEN004710", "U-31", "U-47", "CIS-AIX-4.7.4.3"]) expect(status(id), id).toBe("fail");
    expect(report?.markdown).toMatch(/GEN004710 \| Strangers cannot relay \| Fail/);
    expect(report?.markdown).toContain("remedy does harm");
    expect(report?.markdown).toMatch(/\| Fail \| .*, \[sendmail\.mc:\d+\]\(file:\S+\/sendmail\.mc#L\d+\)/);
  });

  it("never passes what it does not know", async () => {
    const { status } = await audited({ "sendmail.mc": mc() }, "sendmail.mc");
    // There is no library in this workspace, so no .cf can be built, and no version is known.
    for (const id of ["GEN004440", "GEN004600", "GEN004620", "GEN004660"]) expect(status(id), id).toBe("unknown");
    expect(status("GEN004710")).toBe("pass");
    const table = await audited({ access: "10 RELAY\n" }, "access");
    expect(table.status("GEN004710")).toBe("not-applicable");
  });
});

describe("controls are shown", () => {
  it("on the pages of rules", async () => {
    const { service } = await audited({ "sendmail.mc": mc() }, "sendmail.mc");
    expect(service.rulePage("relay-promiscuous")).toMatch(/## Audits\n\n- GEN004710, DISA STIG[\s\S]*U-31, KISA.*sed/);
    expect(service.rulePage("mc-unknown-name")).not.toContain("## Audits");
  });

  it("in hovers", async () => {
    const text = mc("define(`confPRIVACY_FLAGS', `goaway')dnl");
    const { service } = await audited({ "sendmail.mc": text }, "sendmail.mc");
    const hover = await service.hover(testUri("sendmail.mc"), { line: 1, character: 12 });
    expect(JSON.stringify(hover)).toContain("**Audits:** GEN004660");
  });
});

describe("an audit of a daemon that a startup file starts", () => {
  const CF = {
    "sendmail.cf": closedCf("O LogLevel=9", "O PrivacyOptions=noexpn", "O DaemonPortOptions=Addr=127.0.0.1"),
  };
  const started = (text: string) => audited({ ...CF, "/etc/sysconfig/sendmail": text }, "sendmail.cf");

  it("takes the word of its command line, where sendmail does", async () => {
    const { status, result } = await started('SENDMAIL_OPTS="-q1h -OLogLevel=1 -OPrivacyOptions=novrfy"\n');
    expect(status("GEN004440")).toBe("fail");
    expect(result("GEN004440")?.evidence).toEqual(["LogLevel=1, /etc/sysconfig/sendmail:1"]);
    // Words of PrivacyOptions add up.
    for (const id of ["GEN004660", "GEN004680"]) expect(status(id), id).toBe("pass");
  });

  it("is as before where nothing is given", async () => {
    const { status } = await started('# SENDMAIL_OPTS="-OLogLevel=1"\nSENDMAIL_OPTS="-q1h"\n');
    expect(status("GEN004440")).toBe("pass");
  });

  it("knows the listeners that it is started with, and not those of the .cf", async () => {
    const listens = allControls().find(({ asks }) => asks === "listens");
    const local = await started("DAEMON=yes\n");
    const open = await started("SENDMAIL_OPTS=-ODaemonPortOptions=Addr=0.0.0.0\n");
    expect([local, open].map(({ status }) => status(listens?.id ?? ""))).toEqual(["pass", "unknown"]);
  });

  it("passes nothing by a configuration that is not the one it is started with", async () => {
    const { status, result } = await started('SENDMAIL_OPTS="-C /etc/mail/other.cf"\n');
    expect(status("GEN004440")).toBe("unknown");
    expect(result("GEN004440")?.evidence[0]).toContain("another configuration: /etc/mail/other.cf");
    expect((await started('SENDMAIL_OPTS="-C /etc/mail/sendmail.cf"\n')).status("GEN004440")).toBe("pass");
  });
});
