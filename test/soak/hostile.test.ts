// What is made to hang, crash or deceive the server: each case did one of these once.
import { describe, expect, it } from "vitest";
import { markdownText } from "../../server/src/features/markdown.ts";
import { nameAtEnd, tailOf } from "../../server/src/features/tail.ts";
import { expand } from "../../server/src/m4/index.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

const MC = "file:///etc/mail/sendmail.mc";
const ACCESS = "file:///etc/mail/access";
/** Of processor time, since the machine may be busy with other things: what is bounded takes a tenth of it, what is not takes minutes. */
const LIMIT_MS = 15_000;
/** How long a case may take beside all that a busy machine does. */
const PATIENCE_MS = 200_000;

/** Milliseconds of processor time that this process has taken. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Asks all that an editor asks; gives the codes of the findings. */
async function ask(files: Readonly<Record<string, string>>, uri: string): Promise<readonly unknown[]> {
  const started = processorTime();
  const service = createService(memoryWorkspace(files));
  const document = TextDocument.create(uri, "", 0, files[uri] ?? "");
  const diagnostics = await service.diagnostics(uri);
  for (const position of [document.positionAt(1), document.positionAt(document.getText().length)]) {
    await service.hover(uri, position);
    await service.completion(uri, position);
    await service.signatureHelp(uri, position);
  }
  await service.codeActions(uri, { range: WHOLE, diagnostics: diagnostics.slice(0, 20) }, undefined);
  await service.codeActions(uri, { range: WHOLE, diagnostics: [] }, ["source.fixAll.sendmail"]);
  await service.relayReport(uri);
  await service.codeLenses(uri);
  expect(processorTime() - started).toBeLessThan(LIMIT_MS);
  for (const { message } of diagnostics) expect(JSON.stringify(message).length).toBeLessThan(4_000);
  return diagnostics.map(({ code }) => code);
}

describe("a .mc made to keep the server busy", () => {
  const doubled = (n: number) => `${"\\(".repeat(n)}a${"\\)+".repeat(n)}`;
  it.each<[string, string]>([
    ["a word of a megabyte", `OSTYPE(\`linux')${"a".repeat(1_000_000)}`],
    ["a word of a megabyte in an argument", `define(\`x', \`${"a".repeat(1_000_000)}`],
    ["blanks before the end of a string", `define(\`x', \`${" ".repeat(500_000)}x\n`],
    ["blanks behind cf.m4", `include(\`cf.m4${" ".repeat(500_000)}x')\n`],
    ["blanks in privacy flags", `define(\`confPRIVACY_FLAGS',\`x${" ,".repeat(200_000)}x')dnl\n`],
    ["slashes for a folder", `define(\`MAIL_SETTINGS_DIR',\`${"/".repeat(300_000)}x')FEATURE(\`access_db')\n`],
    ["thirty plus signs", `regexp(\`aaaa',\`a${"+".repeat(30)}')\n`],
    ["nested plus signs", `regexp(\`aaaa',\`${doubled(100)}')\n`],
    ["a hundred thousand stars", `regexp(\`aaa',\`a${"*".repeat(100_000)}')\n`],
    ["twenty thousand alternatives", `regexp(\`aaa',\`${"a\\|".repeat(20_000)}b')\n`],
    ["as many empty groups", `patsubst(\`abc',\`${"\\(\\)".repeat(100_000)}')\n`],
    ["indir of indir", `indir(${"`indir',".repeat(100_000)}\`len',\`abc')\n`],
    ["all calls in one line", `OSTYPE(\`linux')${"FEATURE(`x')".repeat(10_000)}\n`],
    ["four thousand daemons", `OSTYPE(\`linux')dnl\n${"DAEMON_OPTIONS(`Name=MTA')dnl\n".repeat(4_000)}`],
    ["four thousand filters", `OSTYPE(\`linux')dnl\n${"INPUT_MAIL_FILTER(`f',`S=local:/x')dnl\n".repeat(4_000)}`],
  ])("%s", { timeout: PATIENCE_MS }, async (_, text) => {
    await ask({ [MC]: text }, MC);
  });

  it.each<[string, string]>([
    ["a version of five megabytes", `VERSIONID(\`${"x".repeat(5_000_000)}')dnl\n`],
    ["calls within calls", `${"ifelse(a,".repeat(100_000)}\n`],
  ])("says so where it gives up before the first call is made: %s", async (_, text) => {
    expect(await ask({ [MC]: text }, MC)).toContain("m4-runaway");
  });

  it("keeps no copies of a text that grows with each call", () => {
    const append = new Map([
      [
        "grow",
        (
          _: unknown,
          run: { define(name: string, text: string): void; definition(name: string): string | undefined },
        ) => {
          run.define("all", `${run.definition("all") ?? ""}0123456789`);
          return "";
        },
      ],
    ]);
    const { errors, definitions } = expand({
      sources: [{ name: "a", text: "grow\n".repeat(20_000) }],
      natives: append,
    });
    expect(errors.map(({ code }) => code)).toEqual(["budget"]);
    expect(definitions.length).toBeLessThan(2_000);
  });
});

describe("a table made to keep the server busy", () => {
  it("mends twenty thousand lines at once", { timeout: PATIENCE_MS }, async () => {
    await ask({ [ACCESS]: "example.com REJECT\n".repeat(20_000) }, ACCESS);
  });

  it("matches suppressions with findings in one pass", { timeout: PATIENCE_MS }, async () => {
    const line = (n: number) =>
      `# sendmail-lint-disable-next-line access-invalid-key -- x\n10.${n >> 8}.${n & 255}.0/24 REJECT\n`;
    const text = Array.from({ length: 10_000 }, (_, n) => line(n)).join("");
    expect(await ask({ [ACCESS]: text }, ACCESS)).not.toContain("access-invalid-key");
  });
});

describe("names that are none", () => {
  it("a path that begins with two slashes is one with one", async () => {
    const text = "OSTYPE(`linux')dnl\nFEATURE(`access_db', `hash -T<TMPF> //etc/mail/access')dnl\nMAILER(`smtp')dnl\n";
    expect(await ask({ [MC]: text, [ACCESS]: "com RELAY\n" }, ACCESS)).toContain("relay-public-suffix");
  });

  it.each([
    "a b:c/sendmail.mc",
    "file:////x//sendmail.mc",
    "file:///a%zz/sendmail.mc",
    "untitled:sendmail.mc",
    "",
    "::",
  ])("a document called %j is answered for", async (uri) => {
    await ask({ [uri]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" }, uri);
  });
});

describe("a file's text", () => {
  const MARKUP = "]( `` <img src=x onerror=alert(1)> [x](command:y) https://evil.example ```";

  it("is no markup in a report, a transaction or a hover", async () => {
    const files = {
      [MC]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n",
      [ACCESS]: `Connect:192.0.2.1 ERROR:5.7.1:"550 ${MARKUP}\r\r${MARKUP}"\n`,
    };
    const service = createService(memoryWorkspace(files));
    const query = {
      clientAddress: "192.0.2.1",
      clientName: "client.example",
      clientResolve: "OK",
      sender: "a@b.example",
      recipient: "c@d.example",
      authType: "",
    } as const;
    const { markdown = "" } = (await service.tryTransaction(MC, query)) ?? {};
    expect(markdown).toContain("evil");
    const outside = markdown.replace(/^```text\n[\s\S]*?\n```$/m, "");
    expect(outside).not.toMatch(/(?<!\\)<img|(?<!\\)\]\(command|https:\/\//);
    expect(markdown.split("\n").filter((line) => line.startsWith("```"))).toEqual(["```text", "```"]);
    const hover = await service.hover(ACCESS, { line: 0, character: 3 });
    // The longest run of backticks in it is shorter than the one that ends the code, and no line end ends it sooner.
    expect(JSON.stringify(hover)).toMatch(/(?<!`)```` 550 [^\\]*evil[^\\]* ````(?!`)/);
  });

  it("has nothing that a renderer would take for a link", () => {
    expect(markdownText("https://a.example a@b.example <b> [x](y) &lt; a|b")).toBe(
      "https:\\//a.example a\\@b.example \\<b\\> \\[x\\](y) \\&lt; a\\|b",
    );
  });
});

describe("the end of a text", () => {
  it("is its last word", () => {
    expect(nameAtEnd("FEATURE(`1abc")).toBe("abc");
    expect(nameAtEnd("x ")).toBe("");
    expect(tailOf("a, bc", /[^\s,]/)).toBe("bc");
  });
});
