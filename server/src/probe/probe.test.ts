// The probe against servers of all sorts, without a network: what it says, what it hears, and what it makes of that.
import { describe, expect, test } from "vitest";
import {
  findingsOf,
  type ProbeTarget,
  probeServer,
  reportJson,
  reportMarkdown,
  reportText,
  type TlsFacts,
  verdictOf,
} from "./index.ts";
import { CLOSED, networkOf, type Script, TLS } from "./testing.ts";

const TARGET: ProbeTarget = {
  host: "mail.example.net",
  port: 25,
  helo: "tester.example.com",
  sender: "probe@example.com",
  recipient: "probe@example.org",
  domain: undefined,
  timeout: 1000,
  pace: 500,
};

async function ask(script: Script, tls?: TlsFacts | string) {
  const { network, said, pauses } = networkOf(script, tls);
  const report = await probeServer(TARGET, network);
  return { report, said, pauses, verdict: verdictOf(report), findings: findingsOf(report, Date.UTC(2026, 0, 1)) };
}

describe("a server that refuses strangers", () => {
  test("relays none of the probes, and nothing else is found", async () => {
    const { report, verdict, findings } = await ask(CLOSED);
    expect(verdict.kind).toBe("refuses");
    expect(verdict.text).toBe(`The server relayed none of ${report.results.length} probes.`);
    expect(report.results).toHaveLength(21);
    expect(findings).toEqual([{ severity: "information", text: "AUTH within TLS: PLAIN, LOGIN." }]);
    expect(report).toMatchObject({ offers: ["STARTTLS"], offersInTls: ["AUTH plain login", "STARTTLS"], tls: TLS });
  });

  test("is never sent a message, and every transaction ends before the next begins", async () => {
    const { said, pauses } = await ask(CLOSED);
    expect(said.filter((line) => /^(?:DATA|BDAT)/i.test(line))).toEqual([]);
    const transactions = said.filter((line) => /^(?:MAIL|RCPT|RSET)/.test(line)).map((line) => line.slice(0, 4));
    expect(transactions.join(" ")).toBe(Array(21).fill("MAIL RCPT RSET").join(" "));
    expect(said.filter((line) => line === "QUIT")).toHaveLength(7);
    expect(pauses).toEqual(Array(21).fill(500));
  });

  test("is asked in its own name, its address and the domain in its greeting", async () => {
    const { said } = await ask(CLOSED);
    expect(said).toContain("RCPT TO:<probe%example.org@mail.example.net>");
    expect(said).toContain('RCPT TO:<"probe@example.org"@[192.0.2.25]>');
    expect(said).toContain("RCPT TO:<@mail.example.net:probe@example.org>");
    expect(said).toContain("MAIL FROM:<someone@mail.example.net>");
    expect(said).toContain("MAIL FROM:<>");
  });
});

test("one accepted probe is an open relay, with what was said", async () => {
  const { report, verdict } = await ask((command, isInTls) =>
    command === "RCPT TO:<example.org!probe>" ? "250 2.1.5 Recipient ok" : CLOSED(command, isInTls),
  );
  expect(verdict).toMatchObject({
    kind: "relays",
    text: "The server relays for strangers: 1 of 21 probes were accepted.",
  });
  const lines = reportText({ report, comparison: undefined, now: 0 });
  expect(lines).toContain("> RCPT TO:<example.org!probe>");
  expect(lines).toContain("< 250 2.1.5 Recipient ok");
});

test("a recipient at the server itself proves nothing, and is told", async () => {
  const { verdict, findings } = await ask((command, isInTls) =>
    command === "RCPT TO:<probe%example.org@mail.example.net>" ? "250 ok" : CLOSED(command, isInTls),
  );
  expect(verdict.kind).toBe("refuses");
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: "warning", text: expect.stringContaining("percent sign at the name") }),
  );
});

describe("what is not known is not called closed", () => {
  const cases: readonly (readonly [string, Script, RegExp])[] = [
    ["greylisting", (c, t) => (c.startsWith("RCPT") ? "451 4.7.1 Greylisted" : CLOSED(c, t)), /put off/],
    ["a sender that is refused", (c, t) => (c.startsWith("MAIL") ? "553 5.1.8 no domain" : CLOSED(c, t)), /sender/],
    ["a connection that is refused", (c, t) => (c === "" ? "554 5.7.1 go away" : CLOSED(c, t)), /no probe/],
    ["no SMTP", () => "SSH-2.0-OpenSSH_9.6", /no probe/],
    ["a server that hangs up", (c, t) => (c.startsWith("RCPT") ? undefined : CLOSED(c, t)), /no probe/],
    ["silence after a while", (c, t) => (c === "MAIL FROM:<someone>" ? undefined : CLOSED(c, t)), /not all/],
  ];
  test.each(cases)("%s", async (_name, script, words) => {
    const { verdict, report } = await ask(script);
    expect(verdict.kind).toBe("unknown");
    expect(verdict.text).toMatch(words);
    expect(verdict.text.length).toBeLessThanOrEqual(80);
    expect(reportMarkdown({ report, comparison: undefined, now: 0 })).toContain(`# ${verdict.text}`);
    expect(() => JSON.stringify(reportJson({ report, comparison: undefined, now: 0 }))).not.toThrow();
  });
});

describe("what else is noticed", () => {
  const text = async (script: Script, tls?: TlsFacts | string) =>
    (await ask(script, tls)).findings.map((one) => `${one.severity}: ${one.text}`).join("\n");
  const ehlo =
    (lines: string): Script =>
    (c, t) =>
      c.startsWith("EHLO") ? lines : CLOSED(c, t);

  test("no STARTTLS", async () => {
    expect(await text(ehlo("250 mail.example.net"))).toMatch(/^warning: STARTTLS is not offered/);
  });
  test("STARTTLS that fails", async () => {
    expect(await text(CLOSED, "Cannot connect: the TLS handshake: no")).toMatch(
      /^error: STARTTLS is offered and fails/,
    );
    const refused: Script = (c, t) => (c === "STARTTLS" ? "454 4.3.3 TLS not available" : CLOSED(c, t));
    expect(await text(refused)).toMatch(/fails: STARTTLS is answered by 454/);
  });
  test("passwords in clear text", async () => {
    expect(await text(ehlo("250-x\n250-AUTH LOGIN PLAIN\n250 STARTTLS"))).toMatch(
      /AUTH LOGIN and PLAIN is offered without/,
    );
    expect(await text(ehlo("250-x\n250-AUTH=LOGIN\n250 STARTTLS"))).toMatch(/AUTH LOGIN is offered without/);
    expect(await text(ehlo("250-x\n250-AUTH CRAM-MD5\n250 STARTTLS"))).not.toMatch(/offered without/);
  });
  test("certificates", async () => {
    expect(await text(CLOSED, { ...TLS, validTo: Date.UTC(2025, 4, 6), distrust: "CERT_HAS_EXPIRED" })).toMatch(
      /warning: The certificate expired on 2025-05-06\./,
    );
    expect(await text(CLOSED, { ...TLS, matches: false })).toMatch(/not made out to mail\.example\.net/);
    expect(await text(CLOSED, { ...TLS, protocol: "TLSv1.1" })).toMatch(/in TLSv1\.1, which is no longer safe/);
    expect(await text(CLOSED, { ...TLS, distrust: "DEPTH_ZERO_SELF_SIGNED_CERT" })).toMatch(
      /depth zero self signed cert/,
    );
  });
  test("names of users", async () => {
    const open: Script = (c, t) => (/^(?:VRFY|EXPN)/.test(c) ? "250 2.1.5 <postmaster@x>" : CLOSED(c, t));
    expect(await text(open)).toMatch(/VRFY tells.*\n.*EXPN tells/);
  });
  test("an old server without EHLO is asked with HELO", async () => {
    const { said, verdict } = await ask((c, t) =>
      c.startsWith("EHLO") ? "500 what?" : c.startsWith("HELO") ? "250 hi" : CLOSED(c, t),
    );
    expect(said).toContain("HELO tester.example.com");
    expect(verdict.kind).toBe("refuses");
  });
});

test("a reply that never ends ends the conversation", async () => {
  const { verdict } = await ask((c) => (c === "" ? Array(300).fill("220-more").join("\n") : "250 ok"));
  expect(verdict.kind).toBe("unknown");
});

test("what a server says cannot break out of the page", async () => {
  const { report } = await ask((c, t) => (c.startsWith("RCPT") ? "550 ``` <script> | [x](command:y)" : CLOSED(c, t)));
  const page = reportMarkdown({ report, comparison: undefined, now: 0 });
  expect(page.match(/```/g)).toHaveLength(2);
  expect(page.slice(0, page.indexOf("```"))).not.toMatch(/[^\\]\[x\]|<script>/);
});
