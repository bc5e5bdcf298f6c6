// The one place through which every request and notification goes: whether it may be answered now, cancellation, and errors.
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Checkpoint } from "../service.ts";

/** Work goes on this long (milliseconds) before messages that came meanwhile are looked at. */
const TURN = 20;

/** Nobody has asked anything for this long (milliseconds): a pause between two keystrokes. */
const REST = 30;

/** Lets messages that have come be handled first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** A checkpoint that lets messages be handled now and then, and calls `stop` to see whether the work is still wanted. */
export function checkpoint(stop: () => void): Checkpoint {
  let since = performance.now();
  return () => {
    stop();
    if (performance.now() - since < TURN) return undefined;
    return turn().then(() => {
      since = performance.now();
      stop();
    });
  };
}

/** Answers one request. What it gives is sent, and what it throws is answered as an error. */
type Answer<Params, Result> = (params: Params, checkpoint: Checkpoint) => Result | Promise<Result>;

export class Gate {
  readonly #connection: Connection;
  readonly #ready: () => Promise<void>;
  readonly #rest: (() => void) | undefined;
  #state: "new" | "open" | "shut" = "new";
  /** Answers and other work that are not at their end. */
  #running = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ready what each answer waits for; it must not reject
   * @param rest done once after some work, when nobody has asked anything for a moment
   */
  constructor(connection: Connection, ready: () => Promise<void>, rest?: () => void) {
    this.#connection = connection;
    this.#ready = ready;
    this.#rest = rest;
  }

  /** The handshake has come: from now on requests are answered. Throws where it came before. */
  open(): void {
    if (this.#state !== "new") throw new ResponseError(ErrorCodes.InvalidRequest, "initialize may be asked only once.");
    this.#state = "open";
  }

  /** The client asked to shut down: nothing is answered any more. Throws where there is nothing to shut down. */
  shut(): void {
    this.#refuse();
    this.#state = "shut";
  }

  /** A handler that gives the answer, or rejects with the error that the client gets in its place. */
  request<Params, Result>(method: string, answer: Answer<Params, Result>) {
    return async (params: Params, token: CancellationToken): Promise<Result> => {
      this.#begin();
      const stop = () => {
        if (token.isCancellationRequested)
          throw new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled.`);
      };
      try {
        this.#refuse();
        await this.#ready();
        stop();
        const result = await answer(params, checkpoint(stop));
        stop();
        return result;
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.log(error);
        throw new ResponseError(ErrorCodes.InternalError, `${method} failed: ${messageOf(error)}`);
      } finally {
        this.#end();
      }
    };
  }

  /** A handler for a notification; it is dropped before the handshake and after the end, and an error in it is logged. */
  notification<Params>(handle: (params: Params) => void): (params: Params) => void {
    return (params) => {
      if (this.#state !== "open") return;
      try {
        handle(params);
      } catch (error) {
        this.log(error);
      }
    };
  }

  /** Does work that nobody waits for: an error in it is logged. */
  inBackground(work: Promise<unknown>): void {
    this.#begin();
    work.catch((error) => this.log(error)).finally(() => this.#end());
  }

  #begin(): void {
    this.#running++;
    clearTimeout(this.#resting);
  }

  #end(): void {
    this.#running--;
    if (this.#running > 0 || this.#rest === undefined) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(this.#rest, REST);
  }

  /** Refuses requests that nobody handles. */
  refuseUnknown(): void {
    this.#connection.onRequest((method) => {
      this.#refuse();
      throw new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${method}.`);
    });
  }

  /** Writes an error of ours to the client's log, with its trace. */
  log(error: unknown): void {
    this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Throws where no request is answered now. */
  #refuse(): void {
    if (this.#state === "new")
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "initialize has to come first.");
    if (this.#state === "shut") throw new ResponseError(ErrorCodes.InvalidRequest, "The server was shut down.");
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
