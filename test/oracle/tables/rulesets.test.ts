// Keys and values as sendmail's rulesets take them: which keys an address finds, what the values make of a sender.
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Action, parseAction } from "../../../server/src/tables/action.ts";
import { cidrPrefixes } from "../../../server/src/tables/cidr.ts";
import { classifyKey, isFoundByAddress, spellIpv6 } from "../../../server/src/tables/key.ts";
import { cfDir, LONG, program, run, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
const file = (name: string) => path.join(folder.dir, name);
afterAll(() => folder.dispose());

beforeAll(() => {
  chmodSync(folder.dir, 0o755);
  writeFileSync(file("switch"), "hosts files\n");
  const mc = [
    `define(\`confSERVICE_SWITCH_FILE', \`${file("switch")}')dnl`,
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
    "OSTYPE(`linux')dnl",
    "FEATURE(`nocanonify')dnl",
    "FEATURE(`accept_unresolvable_domains')dnl",
    `FEATURE(\`access_db', \`hash -T<TMPF> ${file("access")}')dnl`,
    "MAILER(`smtp')dnl",
  ];
  const made = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"], `${mc.join("\n")}\n`);
  expect(made.stderr).toBe("");
  writeFileSync(file("sendmail.cf"), made.stdout);
});

/** What each call of a ruleset gives, with this access map in force. */
function ask(access: readonly string[], calls: readonly string[]): string[] {
  const map = run(program("makemap"), ["hash", file("access")], `${access.join("\n")}\n`);
  expect(map.stderr).toBe("");
  const client = ".D{client_addr}192.0.2.7\n.D{client_name}client.example\n.D{client_resolve}OK\n.D{auth_type}\n";
  const { stdout } = runSendmail(["-bt", "-C", file("sendmail.cf")], `${client}${calls.join("\n")}\n`);
  const returned: string[] = [];
  // A call starts with the prompt; the last "returns" before the next prompt is that of the ruleset asked for.
  for (const line of stdout.split("\n")) {
    if (/^(?:> )+\S+ +input:/.test(line)) returned.push("");
    const found = / returns: (.*)$/.exec(line);
    if (found !== null && returned.length > 0) returned[returned.length - 1] = found[1] ?? "";
  }
  expect(returned.length).toBe(calls.length);
  return returned;
}

/** The way a value sends a sender, by our reading. */
function course(value: string): string {
  const action: Action = parseAction(value, "");
  if (action.kind === "relay" || action.kind === "ok") return "accepted";
  if (action.kind === "reject") return "5 . 7 . 1";
  if (action.kind === "tempfail") return "4 . 3 . 0";
  if (action.kind === "discard") return "discarded";
  if (action.kind === "quarantine") return "quarantine";
  const status = action.kind === "error" ? action.status?.text : undefined;
  return status === undefined ? "its text" : status.replaceAll(".", " . ");
}

/** The same, from what check_mail returns. */
function courseOf(returned: string): string {
  const error = /^\$# error (?:\$@ (.*?) )?\$: /.exec(returned);
  if (error !== null) return error[1] ?? "its text";
  return returned.startsWith("$# discard") ? "discarded" : "accepted";
}

describe("values", () => {
  const word = fc.constantFrom(
    "RELAY",
    "relay",
    "Ok",
    "REJECT",
    "DISCARD",
    "SKIP",
    "ERROR",
    "error",
    "QUARANTINE",
    "<TMPF>",
    "FRIEND",
    "550",
    "451",
    "x",
  );
  const gap = fc.constantFrom(
    "",
    " ",
    ":",
    ": ",
    " :",
    ":5.7.1:",
    ":4.7.1: ",
    ": 5.1.1 : ",
    ":5.7:",
    ":D.S.N:",
    "5.7.1 ",
    " # ",
    "-",
    ".",
  );
  const tail = fc.constantFrom(
    "",
    "550 no",
    '"550 no"',
    "no",
    "450 later on",
    "RELAY",
    "5.7.1",
    "5.7.1 no",
    "a:b",
    "550 5.7.1 no",
  );
  const value = fc
    .tuple(word, gap, tail)
    .map((parts) => parts.join("").trim())
    // sendmail takes what stands below the pattern's end where nothing follows the colon; nobody asks for that.
    .filter((text) => !/:\s*$/.test(text));

  test("do to a sender what we read in them", () => {
    const values = fc.sample(fc.uniqueArray(value, { minLength: 400, maxLength: 900 }), {
      numRuns: LONG ? 10 : 2,
      seed: 7,
    });
    let asked = 0;
    for (const list of values) {
      const access = list.map((text, at) => `a${at}.test\t${text}`);
      const returned = ask(
        access,
        list.map((_, at) => `check_mail <u@a${at}.test>`),
      );
      list.forEach((text, at) => {
        asked++;
        expect([text, course(text)]).toEqual([text, courseOf(returned[at] ?? "")]);
      });
    }
    console.log(`check_mail agrees on ${asked} values`);
    expect(asked).toBeGreaterThan(300);
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const group = fc.oneof(fc.constantFrom(0, 0, 1, 0xdb8, 0x2001, 0xffff), fc.integer({ min: 0, max: 0xffff }));
/** `${client_addr}` as sendmail writes it. */
const client = fc.oneof(
  fc.tuple(octet, octet, octet, octet).map((parts) => parts.join(".")),
  fc.array(group, { minLength: 8, maxLength: 8 }).map(spellIpv6),
);

describe("keys", () => {
  /** Ways to write the first `parts` octets or groups of an address, good and bad. */
  const spellings: readonly ((key: string) => string)[] = [
    (key) => key,
    (key) => key.toUpperCase(),
    (key) => key.toLowerCase(),
    (key) => `${key}.`,
    (key) => `${key}:`,
    (key) => `${key}::`,
    (key) => `[${key}]`,
    (key) => `${key}.0`,
    (key) => key.replace(/^IPv6:/, ""),
    (key) => key.replace(/([.:])(\w)(?=[.:]|$)/, "$10$2"),
    (key) => key.replace(/:0:0(:0)*/, "::"),
  ];
  const written = fc.record({ client, parts: fc.integer({ min: 1, max: 8 }), spell: fc.constantFrom(...spellings) });

  test("are found by the addresses below them, or never", () => {
    const cases = fc
      .sample(written, { numRuns: LONG ? 20_000 : 2_000, seed: 7 })
      .map(({ client: address, parts, spell }) => {
        const [separator, least] = address.includes(":") ? [":", 2] : [".", 1];
        const most = address.includes(":") ? 9 : 4;
        const prefix = address
          .split(separator)
          .slice(0, Math.min(most, Math.max(least, parts)))
          .join(separator);
        return { address, key: spell(prefix) };
      });
    // One key at a time is in the map: each has a tag of its own.
    const access = cases.map(({ key }, at) => `T${at}:${key}\tREJECT`);
    const calls = cases.map(({ address }, at) => `A <${address}> <?> <! T${at}> <>`);
    let found = 0;
    ask(access, calls).forEach((returned, at) => {
      const { address, key } = cases[at] ?? { address: "", key: "" };
      // A prefix that ends in `.0` may be another net than the address's own: our word is about the spelling only.
      const shape = classifyKey(key);
      const own = shape.kind === "ipv4" || shape.kind === "ipv6" ? shape.spelling : "";
      const covers = `${address.toLowerCase()}${address.includes(":") ? ":" : "."}`.startsWith(
        `${own.toLowerCase()}${address.includes(":") ? ":" : "."}`,
      );
      const ours = own !== "" && covers && isFoundByAddress(key);
      if (ours) found++;
      expect([key, address, ours]).toEqual([key, address, returned.includes("REJECT")]);
    });
    console.log(`LookUpAddress agrees on ${cases.length} keys, ${found} of them found`);
    expect(found).toBeGreaterThan(cases.length / 5);
  });

  test("made of a CIDR net are found by its addresses and no others", () => {
    const net = fc.record({ client, length: fc.nat(128), other: client, bits: fc.nat(0xffff) });
    const access: string[] = [];
    const asked: { address: string; tag: string; inside: boolean; cidr: string }[] = [];
    fc.sample(net, { numRuns: LONG ? 20_000 : 2_000, seed: 7 }).forEach(({ client: base, length, other, bits }, at) => {
      const plain = base.replace("IPv6:", "");
      const width = base.includes(":") ? length : length % 33;
      const cidr = `${plain}/${width}`;
      const answer = cidrPrefixes(cidr);
      if (!answer.ok) return;
      for (const prefix of answer.prefixes) access.push(`T${at}:${prefix}\tREJECT`);
      const near = neighbour(plain, width, bits);
      for (const address of [base, near, ...(other.includes(":") === base.includes(":") ? [other] : [])]) {
        const inside = ipaddr.parse(address.replace("IPv6:", "")).match(ipaddr.parseCIDR(cidr));
        asked.push({ address, tag: `T${at}`, inside, cidr });
      }
    });
    const returned = ask(
      access,
      asked.map(({ address, tag }) => `A <${address}> <?> <! ${tag}> <>`),
    );
    asked.forEach(({ address, inside, cidr }, at) => {
      expect([cidr, address, returned[at]?.includes("REJECT")]).toEqual([cidr, address, inside]);
    });
    const inside = asked.filter((one) => one.inside).length;
    console.log(`LookUpAddress agrees on ${asked.length} questions about CIDR nets, ${inside} of them inside`);
    expect(inside).toBeGreaterThan(asked.length / 4);
    expect(asked.length - inside).toBeGreaterThan(asked.length / 10);
  });

  /** An address that differs from `plain` in one bit near the edge of the net. */
  function neighbour(plain: string, width: number, bits: number): string {
    const bytes = ipaddr.parse(plain).toByteArray();
    const bit = Math.min(bytes.length * 8 - 1, Math.max(0, width - 2 + (bits % 4)));
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    const parsed = ipaddr.fromByteArray(bytes);
    return parsed instanceof ipaddr.IPv6 ? spellIpv6(parsed.parts) : parsed.toString();
  }
});
