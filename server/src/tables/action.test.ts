// What values of access entries mean.
import { describe, expect, test } from "vitest";
import { parseAction } from "./action.ts";

describe("general actions", () => {
  test.each([
    ["RELAY", "relay"],
    ["relay", "relay"],
    ["OK", "ok"],
    ["Reject", "reject"],
    ["DISCARD", "discard"],
    ["SKIP", "skip"],
    ["<TMPF>", "tempfail"],
    ["ERROR:550 no", "error"],
    ["550 no", "reply"],
    ["QUARANTINE:held", "quarantine"],
    ["RELAYX", "text"],
    ["5500 x", "text"],
    ["", "none"],
    ["FRIEND", "text"],
  ])("%s", (value, kind) => {
    expect(parseAction(value, "Connect").kind).toBe(kind);
  });

  test.each([
    ["ERROR:5.7.1:550 no way", "5.7.1", "550", "no way"],
    ["ERROR: 5.7.1 : 550 no", "5.7.1", "550", "no"],
    ['ERROR:5.7.1:"550 no"', "5.7.1", "550", "no"],
    ["ERROR:D.S.N:551 y", "D.S.N", "551", "y"],
    ['ERROR:"550 no way"', undefined, "550", "no way"],
    ["ERROR:550 5.7.1 no way", "5.7.1", "550", "no way"],
    ["ERROR:no code", undefined, undefined, "no code"],
    ["ERROR:5.7:550 t", undefined, undefined, "5.7:550 t"],
    ["550 5.7.1 no way", "5.7.1", "550", "no way"],
    ["451", undefined, undefined, "451"],
    ["451 later", undefined, "451", "later"],
    ["550-5.1.1 x", undefined, undefined, "550-5.1.1 x"],
    ["ERROR:550 [x] no", undefined, undefined, "550 [x] no"],
  ])("the parts of %s", (value, dsn, code, text) => {
    const action = parseAction(value, "");
    if (action.kind !== "error" && action.kind !== "reply") throw new Error(action.kind);
    expect([action.dsn?.text, action.code?.text, action.text.text]).toEqual([dsn, code, text]);
    for (const part of [action.dsn, action.code, action.text])
      if (part !== undefined) expect(value.slice(part.start, part.end)).toBe(part.text);
  });

  test.each([
    ["RELAY # office", "RELAY"],
    ["reject, please", "reject"],
    ['"RELAY"', "RELAY"],
    ["ERROR 5.7.1 550 x", "ERROR"],
    ["hello RELAY", undefined],
  ])("what %s was meant to be", (value, meant) => {
    const action = parseAction(value, "");
    expect(action.kind === "text" && action.meant?.text).toBe(meant);
  });
});

describe("tags with a language of their own", () => {
  test.each([
    ["spam", "FRIEND", { kind: "friend" }],
    ["Spam", "hater", { kind: "hater" }],
    ["Spam", "RELAY", { kind: "text" }],
    ["ClientRate", "10", { kind: "number", value: 10 }],
    ["GreetPause", "fast", { kind: "text" }],
    ["Srv_Features", "v A", { kind: "features", letters: [{ text: "v" }, { text: "A", start: 2, end: 3 }] }],
    ["TLS_Srv", "ENCR:112", { kind: "tls", need: "ENCR", bits: 112, failure: undefined }],
    ["TLS_Clt", "PERM+VERIFY", { kind: "tls", need: "VERIFY", bits: undefined, failure: "PERM" }],
    ["TLS_Rcpt", "ENCR:112+CN:smtp.example", { kind: "tls", extra: { text: "CN:smtp.example", start: 9 } }],
    ["Try_TLS", "NO", { kind: "no" }],
    ["CERTIssuer", "SUBJECT", { kind: "subject" }],
    ["AuthInfo", '"U:me" "P:secret"', { kind: "authinfo", secret: { text: "secret", start: 10, end: 16 } }],
    ["AuthInfo", '"U:me"', { kind: "authinfo", secret: undefined }],
  ])("%s: %s", (tag, value, action) => {
    expect(parseAction(value, tag)).toMatchObject(action);
  });
});
