// What a version of sendmail makes of line ends that are not CR LF, and of commands sent too early, for each set of letters of srv_features.
import { connect, type Socket } from "node:net";
import type { Version } from "../programs.ts";
import { PORT, reply, say, withDaemon } from "./daemon.ts";

/** Sets of letters; each has a client address of its own, so that one daemon answers for all. */
export const LETTERS = ["", "o", "g", "u", "O", "G", "g2", "U", "u2", "O G", "o g u", "F"] as const;

/** Reply codes; `none` where sendmail goes on waiting for the end of the message. */
export interface LineEnds {
  /** A LF without CR in the text. */
  readonly bareLf: string;
  /** A CR without LF in the text. */
  readonly bareCr: string;
  /** A message that ends in LF, dot, LF. */
  readonly lfDotLf: string;
  /** A message that is sent together with DATA. */
  readonly stuffed: string;
}

const address = (at: number) => `127.0.0.${11 + at}`;
const RULES = [
  "Ssrv_features",
  "R$*\t$: $&{client_addr}",
  ...LETTERS.flatMap((letters, at) => (letters === "" ? [] : [`R${address(at)}\t$# ${letters}`])),
  "",
].join("\n");

/** Asks a daemon of that version. */
export async function lineEnds(version: Version, dir: string): Promise<ReadonlyMap<string, LineEnds>> {
  return await withDaemon(dir, { rules: RULES, version }, async () => {
    const found = new Map<string, LineEnds>();
    for (const [at, letters] of LETTERS.entries()) {
      const text = (body: string) => asked(at, ["DATA"], `Subject: x\r\n\r\n${body}`);
      const [bareLf, bareCr, lfDotLf, stuffed] = await Promise.all([
        text("one\ntwo\r\n.\r\n"),
        text("one\rtwo\r\n.\r\n"),
        text("one\n.\n"),
        asked(at, [], "DATA\r\nSubject: x\r\n\r\none\r\n.\r\n"),
      ]);
      found.set(letters, { bareLf, bareCr, lfDotLf, stuffed });
    }
    return found;
  });
}

/** The code of the answer to some bytes after a transaction has begun. */
async function asked(at: number, commands: readonly string[], bytes: string): Promise<string> {
  const socket = await opened(address(at));
  try {
    await reply(socket);
    for (const command of ["EHLO client.example", "MAIL FROM:<a@example.org>", "RCPT TO:<root>", ...commands])
      await say(socket, command);
    // The right end of a message: where it has ended before, sendmail takes this for commands that it does not know.
    socket.end(`${bytes}\r\n.\r\nQUIT\r\n`);
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    const [first = "", second] = text.match(/^\d{3}(?= )/gm) ?? [];
    return bytes.endsWith("\n.\n") && second === "221" ? "none" : first;
  } finally {
    socket.destroy();
  }
}

function opened(localAddress: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: PORT, host: "127.0.0.1", localAddress });
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
}
