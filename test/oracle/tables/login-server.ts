// A mail server on the loopback address that takes mail only after AUTH PLAIN, with any password, and keeps what it was told.
import net from "node:net";

export class LoginServer {
  /** `USER:PASSWORD` of each login. */
  readonly logins: string[] = [];
  readonly #server: net.Server;

  private constructor() {
    this.#server = net.createServer((socket) => this.#talk(socket));
  }

  /** `address`: where it listens. */
  static listen(address = "127.0.0.1"): Promise<LoginServer> {
    const login = new LoginServer();
    return new Promise((resolve, reject) => {
      login.#server.on("error", reject);
      login.#server.listen(0, address, () => resolve(login));
    });
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  close(): void {
    this.#server.close();
  }

  #talk(socket: net.Socket): void {
    let isKnown = false;
    let isData = false;
    let pending = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    const answer = (line: string): void => {
      const plain = /^AUTH PLAIN (\S+)/i.exec(line)?.[1];
      if (isData) {
        if (line !== ".") return;
        isData = false;
        say("250 2.0.0 taken");
      } else if (/^EHLO/i.test(line)) say("250-login.example\r\n250 AUTH PLAIN LOGIN");
      else if (plain !== undefined) {
        const [, user = "", password = ""] = Buffer.from(plain, "base64").toString("utf8").split("\0");
        this.logins.push(`${user}:${password}`);
        isKnown = true;
        say("235 2.7.0 welcome");
      } else if (/^MAIL/i.test(line) && !isKnown) say("530 5.7.0 Authentication Required");
      else if (/^DATA/i.test(line)) {
        isData = true;
        say("354 go on");
      } else if (/^QUIT/i.test(line)) {
        say("221 2.0.0 bye");
        socket.end();
      } else say("250 2.0.0 ok");
    };
    socket.setEncoding("latin1");
    socket.on("error", () => socket.destroy());
    socket.on("data", (data: string) => {
      pending += data;
      for (let end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
        const line = pending.slice(0, end).trimEnd();
        pending = pending.slice(end + 1);
        answer(line);
      }
    });
    say("220 login.example ESMTP");
  }
}
