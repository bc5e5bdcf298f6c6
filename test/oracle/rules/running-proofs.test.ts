// Errors that only a running sendmail shows: who runs a program of the aliases, mail that comes back to its server, and a server without checks.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { pageSites } from "../../unit/rule-pages.ts";
import { say, withDaemon } from "../catalog/daemon.ts";
import { releaseNotes } from "../catalog/library.ts";
import { cfDir, program, run, safeFolder } from "../programs.ts";

const folder = safeFolder();
// What a user without rights writes into: nobody but root looks below root's home.
const open = mkdtempSync(path.join(tmpdir(), "sml-proof-"));
afterAll(() => {
  folder.dispose();
  rmSync(open, { recursive: true });
});

/** Writes a server's files into a folder and gives the path of its .cf, whose queue, aliases and maps are in the folder. */
function built(name: string, mc: string, tables: Readonly<Record<string, string>>, port?: number): string {
  const dir = path.join(folder.dir, name);
  mkdirSync(path.join(dir, "queue"), { recursive: true, mode: 0o755 });
  writeFileSync(path.join(dir, "service.switch"), "hosts files\naliases files\n");
  for (const [table, text] of Object.entries(tables)) {
    writeFileSync(path.join(dir, table), text);
    if (table !== "aliases") run(program("makemap"), ["hash", path.join(dir, table)], text, dir);
  }
  const library = cfDir();
  const { stdout } = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], mc, dir);
  const file = path.join(dir, "sendmail.cf");
  const cf = stdout
    .replaceAll("/etc/mail/", `${dir}/`)
    .replace(/^O QueueDirectory=.*$/m, `O QueueDirectory=${dir}/queue`)
    .replace(/^O AliasFile=.*$/m, `O AliasFile=${dir}/aliases`)
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${dir}/service.switch`)
    .replace(/^#?O PidFile=.*$/m, `O PidFile=${dir}/pid`)
    .replace(/^O DaemonPortOptions=.*$/gm, "")
    .replace(/^O DeliveryMode=.*$/m, "O DeliveryMode=i");
  // Port 25 may be another server's: both sides take the same one instead.
  const listening =
    port === undefined ? "" : `O DaemonPortOptions=Port=${port}, Addr=127.0.0.1\nO RefuseLA=1000\nO QueueLA=1000\n`;
  writeFileSync(file, listening + (port === undefined ? cf : cf.replaceAll("A=TCP $h", `A=TCP $h ${port}`)), "latin1");
  return file;
}

/** sendmail with a configuration, on a host of its own name. */
const command = (cf: string, ...args: readonly string[]): readonly string[] => [
  "--uts",
  "sh",
  "-c",
  'hostname mx.example.com; exec "$@"',
  "sh",
  program("sendmail"),
  "-C",
  cf,
  ...args,
];

const MAIL = "Subject: test\n\nA mail.\n";
const page = (code: string): string => ALL_RULES.find(({ rule }) => rule.meta.code === code)?.page ?? "";

it("mc-default-user-root: a program in the aliases runs as root, and as another user without the line", () => {
  const users = (["Avoid", "Prefer"] as const).map((heading) => {
    const [site] = pageSites(page("mc-default-user-root"), heading);
    const name = `user-${heading}`;
    const out = path.join(open, heading);
    writeFileSync(out, "");
    chmodSync(open, 0o755);
    chmodSync(out, 0o666);
    const cf = built(name, site?.["sendmail.mc"] ?? "", { aliases: `joe: "|/usr/bin/id -u > ${out}"\n` });
    run("unshare", command(cf, "-bi"));
    run("unshare", command(cf, "-i", "-oep", "joe"), MAIL);
    return readFileSync(out, "utf8").trim();
  });
  expect(users[0]).toBe("0");
  expect(users[1]).toMatch(/^[1-9]\d*$/);
});

it("mailertable-own-host: mail for the loopback interface comes back, unless another server answers there", async () => {
  const port = await freePort();
  const mc = (name: string) =>
    `OSTYPE(\`linux')dnl\ndefine(\`confDOMAIN_NAME', \`${name}')dnl\nFEATURE(\`mailertable')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`;
  // What comes back goes to root, who is the sender.
  const tables = { mailertable: "example.net\tesmtp:[127.0.0.1]\n", aliases: 'root: "|/bin/cat > /dev/null"\n' };
  const sender = built("loop-mx", mc("mx.example.com"), tables, port);
  run("unshare", command(sender, "-bi"));
  const said: string[] = [];
  for (const name of ["mx.example.com", "mailstore.example.com"]) {
    const daemon = spawn("unshare", command(built(`loop-${name}`, mc(name), tables, port), "-bD"), { stdio: "ignore" });
    try {
      for (let attempt = 0; attempt < 50 && !(await answers(port)); attempt++) await pause(100);
      const { stdout, stderr } = run(
        "timeout",
        ["20", "unshare", ...command(sender, "-v", "-i", "-oem", "joe@example.net")],
        MAIL,
      );
      said.push(stdout + stderr);
    } finally {
      daemon.kill();
      await new Promise((resolve) => (daemon.exitCode === null ? daemon.once("exit", resolve) : resolve(undefined)));
    }
  }
  // It reads its own name in the greeting, and hands over nothing.
  expect(said[0]).toMatch(/>>> EHLO/);
  expect(said[0]).not.toMatch(/>>> MAIL/);
  expect(said[1]).toMatch(/220 mailstore\.example\.com/);
  expect(said[1]).toMatch(/>>> MAIL/);
});

it("relay-old-version: a server without check_rcpt takes any recipient, and RELEASE_NOTES say that the library of 8.9 brought the refusal", async () => {
  const asked = async (rules: string) =>
    withDaemon(folder.dir, { rules }, async (socket) => {
      await say(socket, "HELO client.example");
      await say(socket, "MAIL FROM:<joe@far.example>");
      return say(socket, "RCPT TO:<jane@other.example>");
    });
  expect(await asked("")).toMatch(/^250 /);
  expect(await asked('Scheck_rcpt\nR$*\t$#error $@ 5.7.1 $: "550 Relaying denied"\n')).toMatch(/^550 /);
  const notes = releaseNotes();
  expect(notes.get("8.9.0")).toMatch(/relay/i);
  expect(notes.get("8.8.0")).toMatch(/check_rcpt/);
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function answers(port: number): Promise<boolean> {
  const probe = run("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`]);
  return Promise.resolve(probe.status === 0);
}
