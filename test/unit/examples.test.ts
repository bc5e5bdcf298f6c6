// The examples show what their READMEs promise: nothing in the closed relay, each kind of mistake in the open one.
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { diskFiles } from "../../server/src/files.node.ts";
import { createService } from "../../server/src/service.ts";

const examples = path.resolve(import.meta.dirname, "../../examples");

/** `file: code` of everything found in one example folder, in order. */
async function found(name: string): Promise<readonly string[]> {
  const service = createService({ ...diskFiles(), folders: [] });
  const folder = path.join(examples, name);
  const lines: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const problems = await service.problems(pathToFileURL(path.join(folder, file)).href);
    lines.push(...problems.map(({ meta }) => `${file}: ${meta.code}`));
  }
  return lines;
}

/** What the open relay is there to show. */
const SHOWN = [
  "access: access-invalid-key",
  "access: access-duplicate-key",
  "access: access-trailing-text",
  "access: access-unknown-action",
  "access: access-unknown-tag",
  "access: access-invalid-key",
  "access: relay-free-mail",
  "access: relay-public-suffix",
  "access: relay-wide-network",
  "local-host-names: class-second-word",
  "relay-domains: class-invalid-name",
  "relay-domains: class-second-word",
  "relay-domains: class-invalid-name",
  "relay-domains: relay-public-suffix",
  "sendmail.mc: m4-live-comment",
  "sendmail.mc: relay-based-on-mx",
  "sendmail.mc: relay-entire-domain",
  "sendmail.mc: relay-local-from",
  "sendmail.mc: relay-loose-check",
  "sendmail.mc: relay-mail-from",
  "sendmail.mc: relay-promiscuous",
  "sendmail.mc: sender-unqualified",
  "sendmail.mc: sender-unresolvable",
];

describe("the examples", () => {
  it("find nothing in the closed relay", async () => {
    expect(await found("closed-relay")).toEqual([]);
  });

  it("find each mistake of the open relay, and its dead lines not", async () => {
    const lines = await found("open-relay");
    expect(SHOWN.filter((line) => !lines.includes(line))).toEqual([]);
    // Live twice: once plain, once behind a number sign. Not in the dnl comment, the branch not taken, the quoted text.
    expect(lines.filter((line) => line === "sendmail.mc: relay-promiscuous")).toHaveLength(2);
    expect(lines.filter((line) => line === "sendmail.mc: relay-local-from")).toHaveLength(1);
  });
});
