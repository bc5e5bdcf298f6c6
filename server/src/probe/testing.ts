// Servers for tests, as scripts: what they answer to each command, without a network.
import { type Connection, ConnectionError, type Network, type TlsFacts } from "./types.ts";

/** A handshake with nothing to say about it. */
export const TLS: TlsFacts = {
  protocol: "TLSv1.3",
  cipher: "TLS_AES_256_GCM_SHA384",
  subject: "CN=mail.example.net",
  issuer: "CN=Some CA",
  validTo: Date.UTC(2030, 0, 1),
  distrust: undefined,
  matches: true,
};

/** A server as a function from a command to the lines of its reply; undefined hangs up. */
export type Script = (command: string, isInTls: boolean) => string | undefined;

/** Relays nothing for strangers. */
export const CLOSED: Script = (command, isInTls) => {
  if (command === "") return "220 mail.example.net ESMTP Sendmail 8.18.1/8.18.1";
  if (command.startsWith("EHLO"))
    return `250-mail.example.net Hello\n${isInTls ? "250-auth plain login\n" : ""}250 STARTTLS`;
  if (command.startsWith("RCPT")) return "550 5.7.1 Relaying denied";
  if (command.startsWith("VRFY")) return "252 2.5.2 Cannot VRFY user";
  if (command.startsWith("EXPN")) return "502 5.7.0 Sorry, we do not allow this operation";
  if (command === "STARTTLS") return "220 2.0.0 Ready";
  return command === "QUIT" ? "221 2.0.0 closing" : "250 2.0.0 OK";
};

/** A network with one server; what is said to it, and the pauses, are noted. */
export function networkOf(script: Script, tls: TlsFacts | string = TLS) {
  const said: string[] = [];
  const pauses: number[] = [];
  const network: Network = {
    pause: async (milliseconds) => void pauses.push(milliseconds),
    connect: async (): Promise<Connection> => {
      let isInTls = false;
      let pending: string[] = [];
      let isOver = false;
      const answer = (command: string) => {
        const reply = script(command, isInTls);
        if (reply === undefined) isOver = true;
        else pending.push(...reply.split("\n"));
      };
      answer("");
      return {
        serverAddress: "192.0.2.25",
        clientAddress: "203.0.113.5",
        line: async () => {
          const line = pending.shift();
          if (line === undefined) throw new ConnectionError(isOver ? "The server closed the connection." : "Silence.");
          return line;
        },
        write: (command) => {
          said.push(command);
          answer(command);
        },
        secure: async () => {
          if (typeof tls === "string") throw new ConnectionError(tls);
          isInTls = true;
          pending = [];
          return tls;
        },
        close: () => undefined,
      };
    },
  };
  return { network, said, pauses };
}
