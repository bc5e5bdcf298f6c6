// `sendmail-lint bt`: what goes to standard output, what to standard error, and which files are read.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BtOptions, bt } from "../../server/src/cli/bt.ts";

const CF = `V10/Berkeley
O OperatorChars=.:%@!^/[]+
Kaccess hash /etc/mail/access
DZ8.18.1
Cwexample.org
Sx
R$+ @ $+	$: $(access $2 $: none $)
R$* host $*	$[ $2 $]
Mlocal, P=/bin/x, F=l, A=x
Mprog, P=/bin/sh, F=l, A=x
`;

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-bt-"));
  mkdirSync(path.join(dir, "etc/mail"), { recursive: true });
  put("etc/mail/sendmail.cf", CF);
  put("etc/mail/access", "example.org\tRELAY\n");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function put(name: string, text: string): void {
  writeFileSync(path.join(dir, name), text);
}

async function run(input: string, more: Partial<BtOptions> = {}) {
  const out: Buffer[] = [];
  const errors: string[] = [];
  async function* stdin() {
    // In two pieces, which are not the lines.
    yield Buffer.from(input.slice(0, 3), "latin1");
    yield Buffer.from(input.slice(3), "latin1");
  }
  const options: BtOptions = {
    file: path.join(dir, "etc/mail/sendmail.cf"),
    root: pathToFileURL(dir).href,
    cfDir: undefined,
    hostName: "mx.example.com",
    dns: undefined,
    stdin: stdin(),
    ...more,
  };
  const status = await bt(options, {
    print: (text) => out.push(Buffer.from(`${text}\n`)),
    write: (bytes) => out.push(Buffer.from(bytes)),
    error: (text) => errors.push(text),
  });
  return { status, out: Buffer.concat(out).toString("latin1"), errors };
}

const GREETING = "ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n";

describe("bt", () => {
  it("answers with the databases that are there", async () => {
    put("etc/mail/access.db", "");
    const { status, out, errors } = await run("x joe@example.org\n$j");
    expect(out).toBe(
      `${GREETING}> x                  input: joe @ example . org\nx                returns: RELAY\n> mx.example.com\n> `,
    );
    expect(status).toBe(0);
    expect(errors.filter((line) => !line.includes("is older than"))).toEqual([]);
  });

  it("says with a root what sendmail says without its database", async () => {
    const { out } = await run("x joe@example.org\n");
    expect(out).toContain('hash map "access": missing map file /etc/mail/access.db: No such file or directory\n');
  });

  it("takes the texts of a copy for what the databases are made from", async () => {
    const copy = mkdtempSync(path.join(tmpdir(), "sendmail-copy-"));
    try {
      writeFileSync(path.join(copy, "sendmail.cf"), CF);
      writeFileSync(path.join(copy, "access"), "example.org\tOK\n");
      const { out } = await run("x joe@example.org\n", { file: path.join(copy, "sendmail.cf"), root: undefined });
      expect(out).toContain("returns: OK\n");
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it("ends at /quit", async () => {
    const { out, status } = await run("/quit\n$j\n");
    expect(out).toBe(`${GREETING}> `);
    expect(status).toBe(0);
  });

  it("says on standard error what nobody told it, once", async () => {
    const { out, errors } = await run("x host a.example\nx host a.example\n");
    expect(out).toContain("a.example: Name server timeout\n");
    expect(errors).toEqual(["sendmail-lint: Nobody told us what the name service says about a.example."]);
  });

  it("asks the file of --dns", async () => {
    put("dns", "a.example A 192.0.2.1\n");
    const { out, errors } = await run("x host a.example\n", { dns: path.join(dir, "dns") });
    expect(out).toContain("returns: a . example .\n");
    expect(errors).toEqual([]);
    put("dns", "a.example IN A 192.0.2.1\n");
    expect(await run("", { dns: path.join(dir, "dns") })).toMatchObject({ status: 2, out: "" });
  });

  it("refuses what cannot be read", async () => {
    expect(await run("", { file: path.join(dir, "nothing.cf") })).toMatchObject({ status: 2, out: "" });
  });
});
