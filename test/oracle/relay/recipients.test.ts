// Entries for single recipients beside those for their domains: which of them decide, where and with which features.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/index.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { disagreements } from "./agreement.ts";
import { type AccessLine, DNS } from "./generator.ts";
import { PLAIN } from "./kept.ts";
import { TestMode } from "./sendmail.ts";

let mode: TestMode;
beforeAll(async () => {
  mode = await TestMode.open(DNS);
});
afterAll(() => mode.dispose());

const MAPS: readonly (readonly string[])[] = [
  ["To:joe@partner.test OK", "To:partner.test ERROR:550 no"],
  ["To:joe@partner.test RELAY", "To:partner.test ERROR:550 no"],
  ["To:joe@partner.test OK", "To:partner.test REJECT"],
  ["To:joe@partner.test OK", "partner.test REJECT"],
  ["joe@partner.test OK", "partner.test REJECT"],
  ["To:joe@partner.test REJECT", "To:partner.test RELAY"],
  ["To:joe@partner.test DISCARD", "To:partner.test RELAY"],
  ["To:joe@partner.test RELAY", "To:partner.test DISCARD"],
  ["To:joe@partner.test OK", "To:partner.test QUARANTINE:held here"],
  ["To:joe@partner.test SKIP", "To:partner.test REJECT"],
  ["To:joe+*@partner.test OK", "To:partner.test REJECT"],
  ["To:joe@ OK", "To:partner.test REJECT"],
  ["To:sub.partner.test RELAY", "To:partner.test REJECT"],
  ["To:joe@mx.example.com OK", "To:mx.example.com REJECT"],
  ["To:joe@ OK", "To:mx.example.com REJECT"],
  ["To:joe@ REJECT", "To:mx.example.com OK"],
  ["Spam:joe@partner.test FRIEND", "To:partner.test REJECT"],
];

const RECIPIENTS = [
  "joe@partner.test",
  "joe+x@partner.test",
  "victim@partner.test",
  "joe@sub.partner.test",
  "joe@mx.example.com",
  "victim@mx.example.com",
  "joe",
  "joe%partner.test@mx.example.com",
  "joe@unrelated.example",
];

const ACCESS = "hash -T<TMPF> @access";
const FEATURES: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  "no blocklist": [["access_db", ACCESS]],
  "a blocklist": [["access_db", ACCESS], ["blocklist_recipients"]],
  "a blocklist and delayed checks": [["delay_checks"], ["access_db", ACCESS], ["blocklist_recipients"]],
  "a blocklist and whole addresses": [["access_db", ACCESS, "relaytofulladdress", "skip"], ["blocklist_recipients"]],
  "a blocklist and hosts only": [["relay_hosts_only"], ["access_db", ACCESS], ["blocklist_recipients"]],
};

function accessLine(text: string): AccessLine {
  const [, tag = "", key = "", value = ""] = /^(?:(\w+):)?(\S+) (.*)$/.exec(text) ?? [];
  return { tag, key, value };
}

describe.each(Object.entries(FEATURES))("with %s", (_, features) => {
  test.each(MAPS.map((map) => [map.join(", "), map] as const))("%s", async (_text, map) => {
    const queries = RECIPIENTS.map((recipient): Query => ({ ...defaultQuery, dns: DNS, recipient: `<${recipient}>` }));
    const made = { ...PLAIN, features, access: map.map(accessLine) };
    for (const relayDomains of [[], ["partner.test"]])
      expect(await disagreements(mode, { ...made, relayDomains }, queries)).toEqual([]);
  });
});
