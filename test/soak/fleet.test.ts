// A folder of many servers: the built command line, its threads and its memory. `SOAK_LONG=1` makes a thousand servers; the ordinary run a share.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/build.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const LONG = process.env.SOAK_LONG === "1";
const SERVERS = LONG ? 1000 : 24;
/** What the program may take with two threads, whatever the number of servers: one server takes about 150 MB. */
const MOST_MEGABYTES = 600;
/** One of so many servers is an open relay. */
const OPEN_EVERY = 8;

let dir = "";
const cli = () => path.join(dir, "dist/cli.js");

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-fleet-"));
  await bundle({
    entryPoints: { cli: path.join(ROOT, "server/src/cli.ts") },
    outdir: path.join(dir, "dist"),
    platform: "node",
    format: "cjs",
  });
  writeFileSync(path.join(dir, "usage.cjs"), `(${tellUsage})(${JSON.stringify(path.join(dir, "usage.json"))})\n`);
  for (let n = 0; n < SERVERS; n++) put("fleet", n, n % OPEN_EVERY === 0);
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/**
 * Writes at the end how many kilobytes and microseconds of processor time the process took, threads included. Linux counts in `maxRSS` what
 * the process that started this one had, so its own peak is read where there is one.
 */
function tellUsage(file: string): void {
  if (!require("node:worker_threads").isMainThread) return;
  const fs = require("node:fs");
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const own = fs.existsSync("/proc/self/status") ? fs.readFileSync("/proc/self/status", "utf8") : "";
    const kilobytes = Number(/^VmHWM:\s*(\d+) kB$/m.exec(own)?.[1] ?? maxRSS);
    fs.writeFileSync(file, JSON.stringify({ kilobytes, time: userCPUTime + systemCPUTime }));
  });
}

/** What the last run took. */
function usage(): { readonly kilobytes: number; readonly time: number } {
  return JSON.parse(readFileSync(path.join(dir, "usage.json"), "utf8"));
}

/** A server of its own: a .mc, an access map, class files. */
function put(fleet: string, n: number, isOpen: boolean): void {
  const folder = path.join(dir, fleet, `host${String(n).padStart(4, "0")}`, "etc/mail");
  mkdirSync(folder, { recursive: true });
  const features = ["access_db", "mailertable", "virtusertable"].filter((_, k) => (n >> k) % 2 === 0 || k === 0);
  const mc = [
    "include(`/usr/share/sendmail/cf/m4/cf.m4')dnl",
    "OSTYPE(`linux')dnl",
    `define(\`confDOMAIN_NAME', \`mx${n}.example.com')dnl`,
    ...features.map((name) => `FEATURE(\`${name}')dnl`),
    ...(isOpen ? ["FEATURE(`promiscuous_relay')dnl"] : []),
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
  ];
  writeFileSync(path.join(folder, "sendmail.mc"), `${mc.join("\n")}\n`);
  const lines = Array.from({ length: 20 + (n % 7) * 100 }, (_, k) => `Connect:192.168.${k % 250}.${n % 250}\tREJECT`);
  writeFileSync(path.join(folder, "access"), `${lines.join("\n")}\n`);
  writeFileSync(path.join(folder, "local-host-names"), `d${n}.example.com\n`);
  for (const name of features.slice(1)) writeFileSync(path.join(folder, name), "");
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", path.join(dir, "usage.cjs"), cli(), ...args],
    {
      cwd: dir,
      encoding: "utf8",
      env: { ...process.env, COLUMNS: "100" },
      maxBuffer: 1 << 28,
    },
  );
  return { status, stdout, stderr, lines: stdout.trimEnd().split("\n") };
}

describe("a fleet", { timeout: LONG ? 1_200_000 : 60_000 }, () => {
  it("of servers is checked within a bound of memory, the worst first, with totals", () => {
    const { status, lines, stderr } = run("check", "--fleet", "--jobs", "2", "--format", "json", "fleet");
    expect(stderr).toBe("");
    const rows = lines.map((line) => JSON.parse(line));
    expect(rows).toHaveLength(SERVERS + 1);
    const open = Math.ceil(SERVERS / OPEN_EVERY);
    expect(rows.at(-1)).toEqual({ servers: SERVERS, bad: open, unknown: 0, clean: SERVERS - open });
    expect(rows.slice(0, open).every(({ errors, worst }) => errors > 0 && worst.code === "relay-promiscuous")).toBe(
      true,
    );
    expect(rows.slice(open, -1).every(({ errors }) => errors === 0)).toBe(true);
    expect(new Set(rows.slice(0, -1).map(({ server }) => server)).size).toBe(SERVERS);
    expect(status).toBe(1);
    const all = usage();
    expect(all.kilobytes / 1024).toBeLessThan(MOST_MEGABYTES);
    if (!LONG) return;
    run("check", path.join("fleet", "host0000"));
    const [megabytes, times] = [all.kilobytes / 1024, all.time / usage().time].map(Math.round);
    console.log(`${SERVERS} servers: ${megabytes} MB, ${times} times the processor time of one`);
  });

  it("says of each server what is said of it alone", () => {
    const fleet = run("relay", "--fleet", "--format", "json", "fleet")
      .lines.slice(0, -1)
      .map((line) => JSON.parse(line));
    for (const host of ["host0000", "host0001"]) {
      const folder = path.join("fleet", host);
      const alone = run("relay", "--format", "json", "--root", folder, path.join(folder, "etc/mail/sendmail.mc"));
      const grants = alone.lines.filter((line) => line !== "").map((line) => JSON.parse(line).grade);
      const { state, grants: counted } = fleet.find(({ server }) => server === host);
      for (const grade of ["open", "forgeable", "wide", "intended"])
        expect(counted[grade], `${host} ${grade}`).toBe(grants.filter((one) => one === grade).length);
      expect(state).toBe(host === "host0000" ? "open" : "closed");
    }
  });

  it("audits each server, too, and knows a copy of /etc/mail by itself", () => {
    const rows = run("audit", "--fleet", "--format", "json", "fleet").lines.map((line) => JSON.parse(line));
    expect(rows.at(-1)).toMatchObject({ servers: SERVERS, bad: SERVERS });
    const [row] = rows;
    const folder = path.join("fleet", row.server);
    const alone = run("audit", "--format", "json", "--root", folder, path.join(folder, "etc/mail/sendmail.mc"));
    const failing = alone.lines.map((line) => JSON.parse(line)).filter(({ status }) => status === "fail");
    expect(row.failing.map(({ id }: { id: string }) => id)).toEqual(failing.map(({ id }) => id));

    cpSync(path.join(dir, "fleet/host0000/etc/mail"), path.join(dir, "copies/mx0"), { recursive: true });
    const [copy] = run("relay", "--fleet", "--format", "json", "copies").lines.map((line) => JSON.parse(line));
    expect(copy).toMatchObject({ server: "mx0", question: "relay", state: "open" });
  });

  it("has a line for each server that fits the width", () => {
    const { lines } = run("check", "--fleet", "fleet");
    expect(lines).toHaveLength(2 + SERVERS + 2);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines.at(-1)).toMatch(/^\d+ servers: \d+ with errors, 0 not judged or not complete, \d+ without errors\.$/);
  });

  it.runIf(process.platform === "linux")("takes nothing that it could not look at for good", () => {
    for (const name of ["empty", "\x1b[2J\n::error::x"])
      mkdirSync(path.join(dir, "hostile", name), { recursive: true });
    put("hostile", 1, false);
    put("hostile", 2, false);
    const access = (n: number) => path.join(dir, `hostile/host000${n}/etc/mail/access`);
    rmSync(access(1));
    mkdirSync(access(1));
    // Sparse and huge; and a folder that leads round in circles.
    truncateSync(access(2), 600 * 1024 * 1024);
    symlinkSync(".", path.join(dir, "hostile/again"));
    for (const question of ["check", "relay"]) {
      const { status, lines, stderr } = run(question, "--fleet", "--format", "json", "hostile");
      expect(stderr).toBe("");
      const rows = lines.map((line) => JSON.parse(line));
      expect(rows.at(-1)).toMatchObject({ servers: 5, clean: 0 });
      for (const { why, server } of rows.slice(0, -1)) expect(why.length, server).toBeGreaterThan(0);
      expect(status).toBe(2);
    }
    const { stdout } = run("relay", "--fleet", "--format", "text", "hostile");
    expect(stdout.includes("\x1b")).toBe(false);
    expect(stdout).not.toMatch(/^\s*::/m);
  });

  it("needs folders, and options that fit", () => {
    chmodSync(dir, 0o755);
    mkdirSync(path.join(dir, "nothing"));
    expect(run("check", "--fleet", "nothing")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no folder in nothing/),
    });
    expect(run("check", "--fleet", "missing").status).toBe(2);
    expect(run("check", "--fleet", "--fix", "fleet")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/--fleet and --fix do not go together/),
    });
    expect(run("check", "--fleet", "--format", "sarif", "fleet").status).toBe(2);
  });
});
