// What sendmail says while it rewrites, in its words.
import { sevenBit, shorten } from "./show.ts";

/** Something that sendmail says, with its codes. */
export interface Message {
  /** SMTP reply code. */
  readonly code: string;
  /** Enhanced status code; undefined where sendmail writes none. */
  readonly dsn?: string | undefined;
  /** The address that it is about; undefined for none. Printed only with certain codes. */
  readonly to?: string | undefined;
  readonly text: string;
}

export type Report = (message: Message) => void;

/** Codes before whose text the address is written. */
const WITH_ADDRESS: ReadonlySet<string> = new Set(["050", "250", "252", "450", "550", "553"]);

/** A message as test mode prints it: without its codes, with the address first where the code asks for it. */
export function printed({ code, to, text }: Message): string {
  const address = to !== undefined && to !== "" && WITH_ADDRESS.has(code) ? `${shorten(to)}... ` : "";
  return sevenBit(address + text);
}
