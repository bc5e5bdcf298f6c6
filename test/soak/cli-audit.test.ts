// `sendmail-lint audit` and `check --upgrade-to`: forms of output, exit status, several servers, and controls in SARIF.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { audit } from "../../server/src/cli/audit.ts";
import { check } from "../../server/src/cli/check.ts";
import type { AuditFormat } from "../../server/src/cli/commands/audit.ts";
import { PLAIN_SCREEN } from "../../server/src/cli/screen.ts";
import { upgrade } from "../../server/src/cli/upgrade.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";

const dir = mkdtempSync(path.join(tmpdir(), "sendmail-audit-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MAIL = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";
for (const [server, mc] of [
  ["good", MAIL],
  ["open", `FEATURE(\`promiscuous_relay')dnl\n${MAIL}`],
] as const) {
  mkdirSync(path.join(dir, server));
  writeFileSync(path.join(dir, server, "sendmail.mc"), mc);
  writeFileSync(path.join(dir, server, ".sendmail-lint.json"), JSON.stringify({ targetVersion: "8.17.1" }));
}

function collected() {
  const lines: string[] = [];
  const errors: string[] = [];
  const output = {
    print: (text: string) => void lines.push(text),
    write: () => undefined,
    error: (text: string) => void errors.push(text),
  };
  return { output, errors, text: () => lines.join("\n"), lines };
}

async function audited(format: AuditFormat, ...names: readonly string[]) {
  const { output, errors, text, lines } = collected();
  const paths = names.map((name) => path.join(dir, name));
  const status = await audit({ paths, format, settings: DEFAULT_SETTINGS, screen: PLAIN_SCREEN }, output);
  return { status, errors, text: text(), lines };
}

describe("audit", () => {
  it("tells of one server, and fails where a control does", async () => {
    const { status, text } = await audited("text", "open");
    expect(status).toBe(1);
    expect(text).toMatch(/^Fail +GEN004710 +Strangers cannot relay\n +This makes the server an open relay/m);
    expect(text).toMatch(/^Not known +GEN004380/m);
  });

  it("tells of a folder of many, with the controls that some fail", async () => {
    const { text } = await audited("text", ".");
    expect(text).toMatch(/open\/sendmail\.mc: \d+ fail/);
    expect(text).toMatch(/GEN004710: 1 of 2 servers fail/);
    expect((await audited("html", ".")).text).toContain("<li>GEN004710: 1 of 2 servers fail</li>");
    expect((await audited("markdown", ".")).text).toMatch(/^# All servers\n\n[\s\S]*GEN004710: 1 of 2 servers fail/m);
  });

  it("writes JSON, Markdown and HTML", async () => {
    const { lines } = await audited("json", "open");
    const results = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(results.find(({ id }) => id === "U-31")).toMatchObject({ guide: "KISA (2021)", status: "fail" });
    expect(results[0]).toHaveProperty("evidence");
    expect((await audited("markdown", "good")).text).toMatch(/^# Audit of/);
    const page = (await audited("html", "open")).text;
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<td class="fail">Fail<\/td>[\s\S]*<\/html>$/);
    expect(page.match(/<h[1-6]>/g)?.join("")).toMatch(/^<h1><h2>(<h3>)+$/);
    for (const part of ['<th scope="col">Result</th>', '<th scope="row">U-31</th>', "<caption>", "<title>", "<main>"])
      expect(page, part).toContain(part);
    expect(page).not.toMatch(/<script|javascript:| on\w+=/i);
    const open = (name: string) => page.match(new RegExp(`<${name}[ >]`, "g"))?.length;
    for (const name of ["tr", "td", "th", "table", "tbody", "h3", "body"])
      expect(page.match(new RegExp(`</${name}>`, "g"))?.length, name).toBe(open(name));
    expect(page).not.toContain("`promiscuous_relay'");
  });

  it("says what it cannot audit", async () => {
    const { status, errors } = await audited("text", "nowhere");
    expect(status).toBe(2);
    expect(errors.join("\n")).toContain("nowhere");
  });
});

describe("check --upgrade-to", () => {
  const run = async (to: string, format: "text" | "json" = "text") => {
    const { output, errors, text } = collected();
    const status = await upgrade({ paths: [path.join(dir, "good")], to, format, settings: DEFAULT_SETTINGS }, output);
    return { status, errors, text: text() };
  };

  it("tells what changes, as text and as JSON", async () => {
    const { status, text } = await run("8.18.2");
    expect(status).toBe(1);
    expect(text).toMatch(
      /sendmail\.mc: 8\.17\.1 to 8\.18\.2, 3 changes\n {2}all mail \(8\.18\.1\): A message with a CR or LF/,
    );
    // The server sends by SMTP, so it speaks TLS as a client.
    expect(text).toMatch(/STARTTLS \(8\.18\.1\): OpenSSL reads .*sendmail\.ossl/);
    const page = JSON.parse((await run("8.18.2", "json")).text) as { from: string; changes: { in: string }[] };
    expect([page.from, page.changes.map((one) => one.in)]).toEqual(["8.17.1", ["8.18.1", "8.18.1", "8.18.1"]]);
  });

  it("says of a version that nobody knows that it knows none, and goes on", async () => {
    const { status, errors } = await run("8.99.1");
    expect(status).toBe(1);
    expect(errors).toEqual(["sendmail-lint: No sendmail 8.99.1 is known here; the newest is 8.18.2."]);
    for (const known of ["8.18.2", "8.9", "8.17.1.9"]) expect((await run(known)).errors, known).toEqual([]);
  });

  it("is content where nothing does", async () => {
    expect(await run("8.17.1")).toMatchObject({ status: 0 });
  });
});

it("SARIF names the controls that a rule answers", async () => {
  const { output, text } = collected();
  const options = {
    paths: [path.join(dir, "open")],
    format: "sarif" as const,
    quiet: false,
    fix: undefined,
    maxWarnings: undefined,
  };
  await check({ ...options, settings: DEFAULT_SETTINGS, version: "0", screen: PLAIN_SCREEN }, output);
  const { runs } = JSON.parse(text()) as {
    runs: { tool: { driver: { rules: { id: string; properties?: { tags: string[] } }[] } } }[];
  };
  const rule = runs[0]?.tool.driver.rules.find(({ id }) => id === "relay-promiscuous");
  expect(rule?.properties?.tags).toEqual(expect.arrayContaining(["GEN004710", "U-31", "U-47"]));
});
