// The network of a Node process: the only code of the project that connects to a server, and only for "probe".
import { connect, isIP, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { type Connection, ConnectionError, type Network, type ProbeTarget, type TlsFacts } from "./probe/types.ts";

/** A server that sends more than this (in characters) without a line end is not listened to. */
const LONGEST = 64_000;

export const NETWORK: Network = {
  connect: (target) => SocketConnection.open(target),
  pause: (milliseconds) => wait(milliseconds),
};

class SocketConnection implements Connection {
  readonly #target: ProbeTarget;
  #socket: Socket;
  #pending = "";
  #failure: string | undefined;
  /** Wakes who waits for a line. */
  #wake: () => void = () => undefined;
  readonly serverAddress: string;
  readonly clientAddress: string;

  private constructor(target: ProbeTarget, socket: Socket) {
    this.#target = target;
    this.#socket = socket;
    this.serverAddress = plain(socket.remoteAddress ?? "");
    this.clientAddress = plain(socket.localAddress ?? "");
    this.#listen();
  }

  static async open(target: ProbeTarget): Promise<SocketConnection> {
    const socket = connect({
      host: target.host,
      port: target.port,
      ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
    });
    await done(socket, "connect", target.timeout, `${target.host}, port ${target.port}`);
    return new SocketConnection(target, socket);
  }

  async line(): Promise<string> {
    const deadline = Date.now() + this.#target.timeout;
    for (;;) {
      const end = this.#pending.indexOf("\n");
      if (end >= 0) {
        const line = this.#pending.slice(0, end).replace(/\r$/, "");
        this.#pending = this.#pending.slice(end + 1);
        return line;
      }
      if (this.#pending.length > LONGEST) throw new ConnectionError("The server sends a line without an end.");
      if (this.#failure !== undefined) throw new ConnectionError(this.#failure);
      const left = deadline - Date.now();
      if (left <= 0) throw new ConnectionError(`The server said nothing for ${this.#target.timeout / 1000} seconds.`);
      await this.#news(left);
    }
  }

  write(line: string): void {
    this.#socket.write(`${line}\r\n`, "utf8");
  }

  async secure(): Promise<TlsFacts> {
    const { host, timeout } = this.#target;
    this.#socket.removeAllListeners();
    // What came in clear text after the reply does not count within TLS.
    this.#pending = "";
    const name = isIP(host) === 0 ? { servername: host } : {};
    // Whatever its certificate and its age: the point is to see what the server does.
    const secured = connectTls({
      socket: this.#socket,
      ...name,
      rejectUnauthorized: false,
      minVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    await done(secured, "secureConnect", timeout, "the TLS handshake");
    this.#socket = secured;
    this.#listen();
    return factsOf(secured, host);
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const fail = (text: string) => {
      this.#failure ??= text;
      this.#wake();
    };
    this.#socket.setEncoding("utf8");
    this.#socket.on("data", (text: string) => {
      this.#pending += text;
      this.#wake();
    });
    this.#socket.on("error", (error) => fail(`The connection broke: ${error.message}`));
    this.#socket.on("close", () => fail("The server closed the connection."));
  }

  #news(most: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, most);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Waits for an event of a socket; rejects with a sentence where it does not come. */
function done(socket: Socket, event: "connect" | "secureConnect", timeout: number, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`no answer for ${timeout / 1000} seconds`), timeout);
    const fail = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new ConnectionError(`Cannot connect: ${what}: ${why}`));
    };
    const onError = (error: Error) => fail(error.message);
    const onClose = () => fail("the server closed the connection");
    socket.once("error", onError);
    socket.once("close", onClose);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.removeListener("error", onError);
      socket.removeListener("close", onClose);
      resolve();
    });
  });
}

function factsOf(socket: TLSSocket, host: string): TlsFacts {
  const certificate = socket.getPeerX509Certificate();
  const validTo = Date.parse(certificate?.validTo ?? "");
  const distrust: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? "TLS",
    cipher: socket.getCipher().name,
    subject: oneLine(certificate?.subject),
    issuer: oneLine(certificate?.issuer),
    validTo: Number.isNaN(validTo) ? undefined : validTo,
    distrust: distrust === undefined || distrust === null ? undefined : wordOf(distrust),
    matches: certificate === undefined || isIP(host) !== 0 ? undefined : certificate.checkHost(host) !== undefined,
  };
}

/** Node gives an Error here, or its code. */
function wordOf(distrust: unknown): string {
  if (typeof distrust === "object" && distrust !== null && "code" in distrust) return String(distrust.code);
  return String(distrust);
}

function oneLine(name: string | undefined): string {
  return (name ?? "nobody").split("\n").reverse().join(", ");
}

/** IPv4 addresses as they are, also where the socket speaks IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
