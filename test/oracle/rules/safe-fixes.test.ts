// All fixes in bulk applied to real configurations: the real m4 has no new complaint, and a second round changes nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { decode, encode } from "../../../server/src/encoding.ts";
import { diskFiles } from "../../../server/src/files.node.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { cfDir, corpusFiles, program, run, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** A text after all fixes that are made in bulk; a second round of them must change nothing. */
async function fixed(uri: string, text: string): Promise<string> {
  const once = await bulk(uri, text);
  expect(await bulk(uri, once), `${uri}: a second round`).toBe(once);
  return once;
}

async function bulk(uri: string, text: string): Promise<string> {
  const plan = await createService(memoryWorkspace({ [uri]: text })).bulkFixes({ uri, level: "narrows" });
  return plan?.files.find(({ document }) => document.uri === uri)?.revised.getText() ?? text;
}

/** m4's complaints without places, which move with the lines. */
function complaints(bytes: Uint8Array): readonly string[] {
  const file = path.join(folder.dir, "sendmail.mc");
  writeFileSync(file, bytes);
  const { stderr } = run(
    program("m4"),
    [`-D_CF_DIR_=${cfDir()}`, "-D_NO_MAKEINFO_", path.join(cfDir(), "m4/cf.m4"), file],
    "",
    folder.dir,
  );
  return stderr.split("\n").map((line) => line.replace(/^(?:\S*m4):(?:\S+:\d+:)? ?/, ""));
}

describe("fixes in bulk", () => {
  const files = corpusFiles("mc");
  it.skipIf(files.length === 0)("leave every real .mc as good as it was, or better", async () => {
    let changed = 0;
    for (const file of files) {
      const bytes = readFileSync(file);
      const { text, encoding } = decode(bytes);
      const after = await fixed(`file://${folder.dir}/${path.basename(file)}.mc`, text);
      if (after === text) continue;
      changed++;
      const before = new Set(complaints(bytes));
      const added = complaints(encode(after, encoding)).filter((line) => !before.has(line));
      expect(added, file).toEqual([]);
    }
    console.info(`${files.length} .mc files, ${changed} changed by fixes in bulk`);
    expect(changed).toBeGreaterThan(0);
  });

  const HEAD = "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mx.example.com')dnl\nFEATURE(`access_db')dnl\n";
  const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
  it.each([
    // Whoever takes the line out lets everybody in.
    ["a ruleset that asks for a line", "R$*\t$: $(access Connect:com $: NONE $)\nRNONE\t$#OK", 1],
    ["a ruleset that asks for another line", "R$*\t$: $(access Connect:example.net $: SOME $)\nRNONE\t$#OK", 0],
  ])("let nobody more in by %s", async (_, rules, declined) => {
    const text = `${HEAD}${TAIL}LOCAL_RULESETS\nSLocal_check_rcpt\n${rules}\n`;
    const mail = path.join(folder.dir, "site", "etc", "mail");
    mkdirSync(mail, { recursive: true });
    writeFileSync(path.join(mail, "sendmail.mc"), text);
    writeFileSync(path.join(mail, "access"), "Connect:com\tRELAY\n");
    const service = createService({ ...diskFiles(), folders: [] });
    const uri = pathToFileURL(path.join(mail, "sendmail.mc")).href;
    service.configure({ ...DEFAULT_SETTINGS, cfDir: pathToFileURL(cfDir()).href.replace(/\/$/, "") });
    const plan = await service.bulkFixes({ uri, level: "narrows" });
    const wide = (plan?.declined ?? []).filter(({ uri }) => uri.endsWith("/access"));
    expect(wide).toHaveLength(declined);
    for (const { why } of wide) expect(why).toMatch(/^It would let more be relayed: /);
    const changed = plan?.files.some(({ document }) => document.uri.endsWith("/access"));
    expect(changed).toBe(declined === 0);
  });

  const tables = [
    ...corpusFiles("access").map((file) => [file, "access"] as const),
    ...corpusFiles("relay-domains").map((file) => [file, "relay-domains"] as const),
  ];
  it.skipIf(tables.length === 0)("come to an end on every real table", async () => {
    let changed = 0;
    for (const [file, name] of tables) {
      const { text } = decode(readFileSync(file));
      const after = await fixed(`file:///etc/mail/${name}`, text);
      if (after !== text) changed++;
      expect(after.split("\n").length, file).toBeGreaterThan(0);
    }
    console.info(`${tables.length} tables, ${changed} changed by fixes in bulk`);
  });
});
