// Reads a sendmail.cf as sendmail reads it.
import type { Source } from "../text.ts";
import { read } from "./reader.ts";
import type { CfConfig, CfEnvironment } from "./types.ts";

export { Code } from "./codes.ts";
export { newMailer } from "./mailers.ts";
export { queueFolderFault } from "./queues.ts";
export { withClassFiles } from "./reader.ts";
export type * from "./types.ts";

/**
 * Reads a sendmail.cf from its first line to its last. Never fails: what sendmail says of it is in `messages`, and what it would
 * have ended at is read anyway.
 *
 * @param source the text. Its code units count as sendmail's characters: a caller that needs bytes decodes as Latin-1.
 */
export function readCf(source: Source, environment: CfEnvironment): CfConfig {
  return read(source, environment);
}
