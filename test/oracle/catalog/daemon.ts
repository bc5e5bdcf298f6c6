// A real sendmail daemon on the loopback address, with a .cf of a few lines, and an SMTP client to speak to it.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { program, sendmailOf, type Version } from "../programs.ts";

/** A port that two test files at a time do not share. */
export const PORT = 20000 + (process.pid % 20000);

export interface DaemonConfiguration {
  /** `O NAME=VALUE` lines. */
  readonly options?: Readonly<Record<string, string>>;
  /** Modifier letters of the daemon. */
  readonly modifiers?: string;
  /** Rulesets and whatever else stands at the end of the .cf. */
  readonly rules?: string;
  /** Another version than the installed one. */
  readonly version?: Version;
}

/** Starts a daemon in a safe folder, lets `use` speak to it over an open connection (greeting read), and ends it. */
export async function withDaemon<T>(
  dir: string,
  { options = {}, modifiers = "", rules = "", version }: DaemonConfiguration,
  use: (socket: Socket, greeting: string) => Promise<T>,
): Promise<T> {
  const file = path.join(dir, "daemon.cf");
  const queue = path.join(dir, "queue");
  mkdirSync(queue, { recursive: true, mode: 0o700 });
  const lines = Object.entries(options).map(([name, value]) => `O ${name}=${value}\n`);
  writeFileSync(
    file,
    `V10/Berkeley
O DontProbeInterfaces=True
O QueueDirectory=${queue}
O PidFile=${path.join(dir, "pid")}
O Timeout.ident=0s
O RefuseLA=1000
O QueueLA=1000
O DefaultUser=1:1
O DeliveryMode=q
O DaemonPortOptions=Port=${PORT}, Addr=127.0.0.1${modifiers && `, M=${modifiers}`}
Djmx.example.com
DnMAILER-DAEMON
${lines.join("")}Mlocal, P=/bin/true, F=l, A=x
Mprog, P=/bin/true, F=l, A=x
S0
R$*	$#local $: $1
${rules}`,
  );
  // A host name without a dot makes sendmail wait for a minute, so it gets one of its own.
  const command = `hostname mx.example.com; exec ${version === undefined ? program("sendmail") : sendmailOf(version)} -bD -C ${file}`;
  const daemon = spawn("unshare", ["--uts", "sh", "-c", command], { stdio: "ignore" });
  try {
    const socket = await connected();
    try {
      return await use(socket, await reply(socket));
    } finally {
      socket.destroy();
    }
  } finally {
    daemon.kill();
    await new Promise((resolve) => (daemon.exitCode === null ? daemon.once("exit", resolve) : resolve(undefined)));
  }
}

/** A connection to the daemon, as soon as it listens. */
async function connected(): Promise<Socket> {
  for (let attempt = 0; ; attempt++) {
    const socket = connect(PORT, "127.0.0.1");
    const open = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (open) return socket;
    if (attempt === 50) throw new Error("The daemon does not listen.");
    await pause(100);
  }
}

/** Reads one whole SMTP reply; what has come so far where the server hangs up. */
export async function reply(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (/^\d{3} .*\r\n$/m.test(text)) return text;
  }
  return text;
}

/** Sends one command, or any bytes, and reads the reply. */
export async function say(socket: Socket, line: string): Promise<string> {
  socket.write(`${line}\r\n`);
  return reply(socket);
}
