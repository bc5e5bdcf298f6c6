// Threads that answer for one server after the other. Each has a bound on its memory: a server that breaks it costs that thread and no
// other server. (Node's worker_threads alone: what pools such as piscina add, queues and timeouts, is not needed for one loop.)
import { type MessagePort, Worker } from "node:worker_threads";
import { judgeServer } from "./judge-server.ts";
import type { Job, Outcome } from "./types.ts";

/** Megabytes of a thread's heap. The largest real configurations take a tenth of it. */
const MOST_MEGABYTES = 768;
/** A thread has judged so many servers makes room for a new one: whatever is kept by mistake goes with it. */
const MOST_SERVERS = 200;

/** What a thread does for as long as there is work. */
export function serveJobs(port: MessagePort): void {
  port.on("message", (job: Job) => {
    judgeServer(job).then(
      (outcome) => port.postMessage(outcome),
      (error: unknown) => port.postMessage({ answer: undefined, why: [messageOf(error)] } satisfies Outcome),
    );
  });
}

/**
 * Answers each job in a thread, as many at once as there are threads. `done` gets the answers as they come.
 *
 * @param script what a thread runs: it must call `serveJobs`
 */
export async function runJobs(
  script: string,
  jobs: readonly Job[],
  threads: number,
  done: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  const waiting = jobs.values();
  const lane = async () => {
    let thread: Thread | undefined;
    for (const job of waiting) {
      if (thread === undefined || thread.served >= MOST_SERVERS || thread.ended) {
        await thread?.end();
        thread = new Thread(script);
      }
      done(job, await thread.ask(job));
    }
    await thread?.end();
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, lane));
}

class Thread {
  served = 0;
  ended = false;
  readonly #worker: Worker;
  #settle: (outcome: Outcome) => void = () => undefined;

  constructor(script: string) {
    this.#worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } });
    this.#worker.on("message", (outcome: Outcome) => this.#settle(outcome));
    this.#worker.on("error", (error) => this.#endWith(messageOf(error)));
    this.#worker.on("exit", () => this.#endWith("the thread that judged it ended"));
  }

  #endWith(reason: string): void {
    this.ended = true;
    this.#settle({ answer: undefined, why: [reason] });
  }

  /** Its answer; where it ends over it, that is the answer. */
  async ask(job: Job): Promise<Outcome> {
    this.served++;
    return await new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage(job);
    });
  }

  async end(): Promise<void> {
    if (!this.ended) await this.#worker.terminate();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return `it takes more than ${MOST_MEGABYTES} MB of memory`;
  return error instanceof Error ? error.message : String(error);
}
