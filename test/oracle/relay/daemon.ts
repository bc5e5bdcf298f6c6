// A real sendmail daemon on the loopback address, and SMTP sessions with it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import type { Query } from "../../../server/src/relay/types.ts";
import { cfDir, libraryOf, program, programOf, run, safeFolder, sendmailOf, type Version } from "../programs.ts";
import { HOST } from "./generator.ts";

/** Where a session ended, and with which reply. */
export interface Answer {
  readonly stage: "connect" | "mail" | "rcpt" | null;
  readonly code: number;
  readonly dsn: string;
  readonly text: string;
}

/** A reply: a refusal ends the session at this stage. Of a reply of several lines the last counts. */
export function answerOf(stage: "mail" | "rcpt", reply: string): Answer {
  const found = /^(\d{3}) (?:(\d\.\d{1,3}\.\d{1,3}) )?(.*)$/m.exec(reply.replaceAll("\r", ""));
  if (!found) throw new Error(`No reply: ${reply}`);
  const [, code = "", dsn = "", rest = ""] = found;
  return { stage: Number(code) >= 400 ? stage : null, code: Number(code), dsn, text: rest.replace(/^.*?\.\.\. /, "") };
}

/** Any port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

export interface Files {
  /** The .mc with `@` for the folder of its files and `PORT` for the port. */
  readonly mc: string;
  readonly access: string;
}

/** What every .mc of such a daemon begins with: its files are in its own folder, and it never waits nor thinks itself too busy. */
export const DAEMON_HEAD = `VERSIONID(\`sessions')
OSTYPE(\`linux')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`${HOST}')
define(\`confPID_FILE', \`@/pid')
define(\`QUEUE_DIR', \`@/queue')
define(\`ALIAS_FILE', \`@/aliases')
define(\`STATUS_FILE', \`@/status')
define(\`HELP_FILE', \`@/help')
define(\`confTO_IDENT', \`0')
define(\`confREFUSE_LA', \`1000')
define(\`confQUEUE_LA', \`1000')
`;

export class Daemon {
  readonly mc: string;
  readonly dir: string;
  readonly #child: ChildProcess;
  readonly port: number;
  readonly #dispose: () => void;

  private constructor(mc: string, dir: string, child: ChildProcess, port: number, dispose: () => void) {
    this.mc = mc;
    this.dir = dir;
    this.#child = child;
    this.port = port;
    this.#dispose = dispose;
  }

  /**
   * Builds the configuration and starts the daemon; senders in `absent` domains do not resolve, all others do.
   *
   * @param version which sendmail, with its library; the installed one without it
   */
  static async start(
    files: Files,
    absent: Readonly<Record<string, "PERM" | "TEMP">>,
    version?: Version,
  ): Promise<Daemon> {
    const programs =
      version === undefined ? program : (name: "sendmail" | "makemap" | "m4") => programOf(version, name);
    const library = version === undefined ? cfDir() : libraryOf(version);
    const { dir, dispose } = safeFolder();
    const port = await freePort();
    const mc = files.mc.replaceAll("@/", `${dir}/`).replaceAll("PORT", String(port));
    const write = (name: string, text: string): string => {
      const file = path.join(dir, name);
      writeFileSync(file, text);
      return file;
    };
    const hash = (name: string, text: string): void => {
      run(programs("makemap"), ["hash", write(name, text)], text);
    };
    mkdirSync(path.join(dir, "queue"));
    write("service.switch", "hosts files\naliases files\n");
    // Without this entry sendmail waits for somebody to finish the alias map.
    hash("aliases", "@ @\n");
    hash("access", files.access);
    hash(
      "badsender",
      Object.entries(absent)
        .map(([name, how]) => `${name} ${name}<${how}>\n`)
        .join(""),
    );
    const built = run(programs("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, write("sendmail.mc", mc)]).stdout;
    const maps = `Kbadsender hash ${dir}/badsender\nKgoodsender regex -a<OKR> .\n`;
    const cf = write("sendmail.cf", maps + built.replace(/^Kresolve .*$/m, "Kresolve sequence badsender goodsender"));
    const command = ["--uts", "sh", "-c", `hostname ${HOST}; exec "$@"`, "sh"];
    const child = spawn(
      "unshare",
      [...command, version === undefined ? program("sendmail") : sendmailOf(version), "-C", cf, "-bD"],
      { stdio: "ignore" },
    );
    const daemon = new Daemon(mc, dir, child, port, dispose);
    await daemon.#listening();
    return daemon;
  }

  async #listening(): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const open = await new Promise<boolean>((resolve) => {
        const socket = net.connect(this.port, "127.0.0.1");
        socket.on("connect", () => resolve(true));
        socket.on("error", () => resolve(false));
        socket.on("connect", () => socket.destroy());
      });
      if (open) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The daemon does not listen.");
  }

  stop(): void {
    this.#child.kill();
    this.#dispose();
  }

  /** One transaction up to the reply to RCPT. The client's address is that of the query. */
  session(query: Query): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: "127.0.0.1", port: this.port, localAddress: query.clientAddress });
      const steps: readonly (readonly ["connect" | "mail" | "rcpt", string])[] = [
        ["connect", `HELO ${query.helo ?? "client.example"}`],
        ["connect", `MAIL FROM:${query.sender}`],
        ["mail", `RCPT TO:${query.recipient}`],
        ["rcpt", "QUIT"],
      ];
      let at = 0;
      let pending = "";
      const timer = setTimeout(() => socket.destroy(new Error(`no answer at ${steps[at]?.[1]}`)), 20_000);
      socket.setEncoding("latin1");
      socket.on("error", reject);
      socket.on("close", () => clearTimeout(timer));
      const line = (text: string): void => {
        const found = /^(\d{3}) (?:(\d\.\d{1,3}\.\d{1,3}) )?(.*)$/.exec(text);
        if (!found) return;
        const [, code = "", dsn = "", rest = ""] = found;
        const answer = { code: Number(code), dsn, text: rest.replace(/^.*?\.\.\. /, "") };
        const asked = at === 0 ? "connect" : at === 1 ? "helo" : at === 2 ? "mail" : "rcpt";
        const stage = asked === "helo" ? "connect" : asked;
        if (answer.code >= 400 && asked !== "connect" && asked !== "helo") {
          resolve({ stage, ...answer });
          socket.end("QUIT\r\n");
          return;
        }
        const next = steps[at++];
        if (next) socket.write(`${next[1]}\r\n`);
        if (asked === "rcpt") resolve({ stage: null, ...answer });
      };
      socket.on("data", (data: string) => {
        pending += data;
        for (let end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
          line(pending.slice(0, end).trimEnd());
          pending = pending.slice(end + 1);
        }
      });
    });
  }
}
