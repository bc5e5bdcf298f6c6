// Any bytes at all get an answer, in time, and with places that exist: the engine never throws and never hangs.
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../../server/src/encoding.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples/open-relay");
/** Files of which the examples have one. */
const EXAMPLE_NAMES = ["sendmail.mc", "access", "relay-domains"] as const;
/** Texts of the other kinds. */
const OTHERS = {
  mailertable:
    "# routes\nexample.com\tesmtp:[mx.example.com]:backup.example.net\n.example.org smtp:joe@[%1.example.net]\ngone.example error:5.1.2:550 No such host\nhere.example local:joe\n. relay:hub.example\n",
} as const;
const NAMES = [...EXAMPLE_NAMES, ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[])] as const;
const REAL: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(EXAMPLE_NAMES.map((name) => [name, readFileSync(path.join(EXAMPLES, name))])),
  ...Object.fromEntries(Object.entries(OTHERS).map(([name, text]) => [name, Buffer.from(text)])),
};

const SAMPLE = 20;

/** Asks everything that an editor asks of a file; gives the number of findings. */
async function ask(name: string, bytes: Uint8Array, others: Readonly<Record<string, string>> = {}): Promise<number> {
  const { text } = decode(bytes);
  const uri = `file:///etc/mail/${name}`;
  const service = createService(memoryWorkspace({ ...others, [uri]: text }));
  const problems = await service.problems(uri);
  const document = TextDocument.create(uri, "", 0, text);
  // A flood of findings is looked at by its two ends.
  for (const { span, message, fixes } of [...problems.slice(0, SAMPLE), ...problems.slice(-SAMPLE)]) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(message).not.toMatch(/undefined|\[object/);
    for (const fix of fixes?.() ?? []) {
      const edits = fix.changes.map(({ span: place, newText }) => ({
        range: { start: document.positionAt(place.start), end: document.positionAt(place.end) },
        newText,
      }));
      TextDocument.applyEdits(document, edits); // throws where edits overlap
    }
  }
  await service.diagnostics(uri);
  for (const offset of [0, Math.floor(text.length / 2), text.length]) {
    const position = document.positionAt(offset);
    await service.hover(uri, position);
    await service.completion(uri, position);
    await service.signatureHelp(uri, position);
  }
  await service.relayReport(uri);
  await service.codeLenses(uri);
  return problems.length;
}

/** A real file with some bytes changed, cut out or put in. */
function mutation(name: (typeof NAMES)[number]): fc.Arbitrary<Uint8Array> {
  const real = REAL[name] ?? Buffer.alloc(0);
  const change = fc.record({
    at: fc.nat(real.length),
    cut: fc.nat(20),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom("`", "'", "(", ")", "dnl ", "#", ",", "divert(-1)", "changequote([,])", "\r\n", "\0")
        .map((text) => Buffer.from(text)),
    ),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) =>
      changes.reduce<Uint8Array>(
        (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
        real,
      ),
    );
}

describe("any input", () => {
  it.each(NAMES)("random bytes as %s", async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => void (await ask(name, bytes))),
      { numRuns: 150 },
    );
  });

  it.each(NAMES)("a damaged %s", async (name) => {
    await fc.assert(
      fc.asyncProperty(mutation(name), async (bytes) => void (await ask(name, bytes))),
      { numRuns: 150 },
    );
  });

  it.each<[string, Uint8Array]>([
    ["nothing", Buffer.alloc(0)],
    ["one byte", Buffer.from("`")],
    ["a byte order mark", Buffer.from("\uFEFFFEATURE(`promiscuous_relay')\n")],
    ["Latin-1", Buffer.from("# caf\xe9\nFEATURE(`promiscuous_relay')\n", "latin1")],
    ["CRLF", Buffer.from("OSTYPE(`linux')dnl\r\nFEATURE(`promiscuous_relay')dnl\r\n")],
    ["CR alone", Buffer.from("OSTYPE(`linux')dnl\rFEATURE(`access_db')dnl\r")],
    ["ten megabytes of one line", Buffer.alloc(10_000_000, "a")],
    ["ten megabytes of quotes", Buffer.alloc(10_000_000, "`")],
    ["ten megabytes of open calls", Buffer.alloc(10_000_000, "define(")],
    ["a megabyte of calls", Buffer.alloc(1_000_000, "FEATURE(`x')dnl\n")],
    ["runaway recursion", Buffer.from("define(`x', `x x')x\n")],
    [
      "exponential growth",
      Buffer.from("define(`x', `$1$1')define(`y', `x(x(x(x(x(x(x(x(`$1$1$1$1'))))))))')y(y(y(y(`aaaaaaaa'))))\n"),
    ],
  ])("%s, in every file", async (_, bytes) => {
    for (const name of NAMES) {
      const started = performance.now();
      await ask(name, bytes);
      expect(performance.now() - started, name).toBeLessThan(30_000);
    }
  });

  it("keeps every byte through reading and writing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { text, encoding } = decode(bytes);
        expect(Buffer.from(encode(text, encoding))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
