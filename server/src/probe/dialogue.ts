// One SMTP conversation, line by line, with its transcript. Addresses go out as they are written, however odd: no mail library does that.
import { type Connection, ConnectionError, type SmtpReply, type TlsFacts, type TranscriptLine } from "./types.ts";

/** Longer replies are not replies (RFC 5321, 4.5.3.1.5 allows 512 octets a line, and a few dozen lines are usual). */
const MOST_LINES = 200;
const LONGEST_LINE = 2_000;

export class Dialogue {
  readonly connection: Connection;
  readonly transcript: TranscriptLine[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The reply that comes next. Rejects with a `ConnectionError` where it is none. */
  async reply(): Promise<SmtpReply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.connection.line();
      const shown = line.slice(0, LONGEST_LINE);
      this.transcript.push({ by: "server", text: shown });
      const found = /^([2-5]\d\d)(?:([ -])(.*))?$/s.exec(shown);
      if (!found || lines.length >= MOST_LINES) throw new ConnectionError("The server does not speak SMTP.");
      lines.push(found[3] ?? "");
      if (found[2] !== "-") return { code: Number(found[1]), lines };
    }
  }

  /** Says a command, and gives the reply. Line ends in it would be further commands, and are taken out. */
  async command(text: string): Promise<SmtpReply> {
    const line = text.replace(/[\r\n]+/g, " ");
    this.transcript.push({ by: "client", text: line });
    this.connection.write(line);
    return await this.reply();
  }

  async secure(): Promise<TlsFacts> {
    const facts = await this.connection.secure();
    this.transcript.push({ by: "note", text: `now in ${facts.protocol}, ${facts.cipher}` });
    return facts;
  }

  /** Says goodbye, whether it is heard or not. */
  async quit(): Promise<void> {
    try {
      await this.command("QUIT");
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
    }
    this.connection.close();
  }
}
