// Asks a running SMTP server what it offers and whom it relays for. No message is sent: each transaction ends after RCPT.
import { openRelayProbes, type Probe } from "../relay/index.ts";
import { Dialogue } from "./dialogue.ts";
import {
  ConnectionError,
  type Network,
  type ProbeReport,
  type ProbeResult,
  type ProbeTarget,
  replyLine,
  type SmtpReply,
  type TlsFacts,
  type TranscriptLine,
} from "./types.ts";

export { type Comparison, differences } from "./compare.ts";
export { type Finding, findingsOf, type Verdict, verdictOf } from "./findings.ts";
export type * from "./types.ts";
export { ConnectionError } from "./types.ts";
export { introduction, reportJson, reportMarkdown, reportText } from "./words.ts";

/** Transactions on one connection: servers slow down those who are refused too often. */
const PER_CONNECTION = 5;
/** Failed connections in a row after which nothing more is asked. */
const MOST_FAILURES = 2;

/** Asks all questions, one after the other, and gives what was heard. Never rejects: what fails is in the report. */
export async function probeServer(target: ProbeTarget, network: Network): Promise<ProbeReport> {
  const survey = new Survey(target, network);
  await survey.run();
  return survey.report();
}

class Survey {
  readonly #target: ProbeTarget;
  readonly #network: Network;
  readonly #transcript: TranscriptLine[] = [];
  readonly #results: ProbeResult[] = [];
  #serverAddress: string | undefined;
  #clientAddress: string | undefined;
  #greeting: SmtpReply | undefined;
  #hello: SmtpReply | undefined;
  #helloInTls: SmtpReply | undefined;
  #tls: TlsFacts | undefined;
  #tlsFailure: string | undefined;
  #vrfy: SmtpReply | undefined;
  #expn: SmtpReply | undefined;
  #failure: string | undefined;

  constructor(target: ProbeTarget, network: Network) {
    this.#target = target;
    this.#network = network;
  }

  async run(): Promise<void> {
    if (!(await this.#lookAround())) return;
    if (offersOf(this.#hello).some((offer) => offer === "STARTTLS")) await this.#lookIntoTls();
    await this.#tryProbes(openRelayProbes(this.#names()));
  }

  report(): ProbeReport {
    return {
      target: this.#target,
      serverAddress: this.#serverAddress,
      clientAddress: this.#clientAddress,
      greeting: this.#greeting,
      offers: offersOf(this.#hello),
      offersInTls: offersOf(this.#helloInTls),
      tls: this.#tls,
      tlsFailure: this.#tlsFailure,
      vrfy: this.#vrfy,
      expn: this.#expn,
      results: this.#results,
      failure: this.#failure,
      transcript: this.#transcript,
    };
  }

  /** Greeting, EHLO, VRFY and EXPN. False where nothing more can be asked. */
  async #lookAround(): Promise<boolean> {
    const failure = await this.#converse(async (dialogue) => {
      this.#vrfy = await dialogue.command("VRFY postmaster");
      this.#expn = await dialogue.command("EXPN postmaster");
    });
    if (failure !== undefined) this.#failure = failure;
    return this.#hello !== undefined;
  }

  /** What is offered within TLS, on a connection of its own. */
  async #lookIntoTls(): Promise<void> {
    this.#tlsFailure = await this.#converse(async (dialogue) => {
      const ready = await dialogue.command("STARTTLS");
      if (ready.code !== 220) throw new ConnectionError(`STARTTLS is answered by ${replyLine(ready)}`);
      this.#tls = await dialogue.secure();
      this.#helloInTls = await dialogue.command(`EHLO ${this.#target.helo}`);
    });
  }

  async #tryProbes(probes: readonly Probe[]): Promise<void> {
    let failures = 0;
    for (let next = 0; next < probes.length; ) {
      await this.#network.pause(this.#target.pace);
      const before = this.#results.length;
      const failure = await this.#converse(async (dialogue) => {
        for (const probe of probes.slice(next, next + PER_CONNECTION)) {
          if (this.#results.length > before) await this.#network.pause(this.#target.pace);
          this.#results.push(await attempt(dialogue, probe));
        }
      });
      const done = this.#results.length - before;
      next += done;
      failures = done > 0 ? 0 : failures + 1;
      if (failures < MOST_FAILURES) continue;
      this.#failure = failure ?? "The server hung up.";
      return;
    }
  }

  /** One connection: greeting, EHLO, what is to be asked, QUIT. Gives the sentence it failed with. */
  async #converse(ask: (dialogue: Dialogue) => Promise<void>): Promise<string | undefined> {
    let dialogue: Dialogue | undefined;
    try {
      const connection = await this.#network.connect(this.#target);
      dialogue = new Dialogue(connection);
      this.#serverAddress ??= connection.serverAddress;
      this.#clientAddress ??= connection.clientAddress;
      const greeting = await dialogue.reply();
      this.#greeting ??= greeting;
      if (greeting.code !== 220) throw new ConnectionError(`The server refuses the connection: ${replyLine(greeting)}`);
      const hello = await this.#greet(dialogue);
      this.#hello ??= hello;
      await ask(dialogue);
      await dialogue.quit();
      return undefined;
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      dialogue?.transcript.push({ by: "note", text: error.message });
      return error.message;
    } finally {
      dialogue?.connection.close();
      this.#transcript.push(...(dialogue?.transcript ?? []));
    }
  }

  async #greet(dialogue: Dialogue): Promise<SmtpReply> {
    const hello = await dialogue.command(`EHLO ${this.#target.helo}`);
    if (hello.code === 250) return hello;
    const old = await dialogue.command(`HELO ${this.#target.helo}`);
    if (old.code !== 250) throw new ConnectionError(`The server refuses HELO: ${replyLine(old)}`);
    return old;
  }

  #names() {
    const { host, domain, sender, recipient } = this.#target;
    const [greeted] = /^[\w-]+(?:\.[\w-]+)+/.exec(this.#greeting?.lines[0] ?? "") ?? [];
    const server = /[a-z]/i.test(host) && !host.includes(":") ? host : (greeted ?? host);
    const address = literal(this.#serverAddress ?? host);
    return { server, domain: domain ?? greeted ?? server, address, sender, recipient };
  }
}

/** One transaction up to RCPT, ended by RSET. */
async function attempt(dialogue: Dialogue, probe: Probe): Promise<ProbeResult> {
  const from = dialogue.transcript.length;
  const transcript = () => dialogue.transcript.slice(from);
  const mail = await dialogue.command(`MAIL FROM:<${probe.sender}>`);
  if (mail.code >= 400) return { probe, stage: "mail", isAccepted: false, reply: mail, transcript: transcript() };
  const reply = await dialogue.command(`RCPT TO:<${probe.recipient}>`);
  const result = { probe, stage: "rcpt", isAccepted: reply.code < 400, reply, transcript: transcript() } as const;
  await dialogue.command("RSET");
  return result;
}

/** What a reply to EHLO offers: keywords in capitals, with what follows them. */
function offersOf(hello: SmtpReply | undefined): readonly string[] {
  return (hello?.lines.slice(1) ?? []).map((line) => line.replace(/^\S+/, (word) => word.toUpperCase()));
}

/** An IP address as in an address literal (RFC 5321, 4.1.3). */
function literal(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return plain.includes(":") ? `IPv6:${plain}` : plain;
}
