// `sendmail-lint check --fix`: the fixes of all named files, worked out for each mail server as a whole.
import type { BulkLevel } from "../bulk/plan.ts";
import type { Service } from "../service.ts";
import { baseName } from "../site/paths.ts";
import type { TextDocument } from "../text.ts";
import type { Output } from "./output.ts";

/**
 * Puts the fixed texts of some files into `buffers`; nothing is written. Files that were not named stay as they are. What is left
 * undone, and what is left to decide, is said on stderr.
 */
export async function fixFiles(
  uris: readonly string[],
  level: BulkLevel,
  service: Service,
  buffers: Map<string, TextDocument>,
  output: Output,
): Promise<void> {
  const named = new Set(uris);
  const said = new Set<string>();
  for (const uri of uris) {
    const plan = await service.bulkFixes({ uri, level, only: (file) => named.has(file) });
    if (plan === undefined) continue;
    for (const { revised } of plan.files) {
      buffers.set(revised.uri, revised);
      service.changed(revised.uri);
    }
    const declined = plan.declined.map(
      ({ uri: place, line, code, why }) => `${baseName(place)}:${line}: not fixed: ${why} [${code}]`,
    );
    const isTold = plan.files.length > 0 || plan.left.length > 0;
    const refused = plan.refused.map((grant) => `refused from now on: ${grant}`);
    const lines = [...declined, ...refused, ...(level === "narrows" && isTold ? [plan.summary] : [])];
    for (const line of lines) if (!said.has(line)) output.error(`sendmail-lint: ${line}`);
    for (const line of lines) said.add(line);
  }
}
