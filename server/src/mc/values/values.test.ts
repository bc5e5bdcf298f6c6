import { describe, expect, test } from "vitest";
import type { Value } from "../../m4/types.ts";
import { daemonKeys, keyValues, queueKeys } from "./key-values.ts";
import { parseMapSpec } from "./map-spec.ts";
import { words } from "./places.ts";

const written = (text: string): Value => ({ text, exact: { source: "x", start: 100, end: 100 + text.length } });
const made = (text: string): Value => ({ text, exact: undefined });

describe("key=value lists", () => {
  test.each([
    ["Port=25", [["Port", "25"]]],
    [
      "port = smtp , A=::1",
      [
        ["Port", "smtp"],
        ["Addr", "::1"],
      ],
    ],
    [
      "Name=MTA,,M=Ea",
      [
        ["Name", "MTA"],
        ["Modifier", "Ea"],
      ],
    ],
    [
      "c=5, d=2, DeliveryMode=b, r=9, R=10",
      [
        ["children", "5"],
        ["delayLA", "2"],
        ["DeliveryMode", "b"],
        ["refuseLA", "9"],
        ["ReceiveSize", "10"],
      ],
    ],
    ["nothing, Port=25", [["Port", "25"]]],
    ["", []],
    ["X=1", [["X", "1"]]],
    ["Port=", [["Port", ""]]],
  ])("%s", (text, expected) => {
    expect(keyValues(made(text), daemonKeys).map(({ means, value }) => [means, value])).toEqual(expected);
  });

  test("upper and lower case of one letter may differ", () => {
    expect(keyValues(made("r=3, R=4, runners=5"), queueKeys).map(({ means }) => means)).toEqual([
      "recipients",
      "Runners",
      "recipients",
    ]);
  });

  test("places", () => {
    const [entry] = keyValues(written("  Addr = 127.0.0.1"), daemonKeys);
    expect(entry).toMatchObject({ keySpan: { start: 102, end: 106 }, valueSpan: { start: 109, end: 118 } });
  });
});

describe("map specifications", () => {
  test.each([
    ["hash /etc/mail/access", "hash", [], "/etc/mail/access"],
    ["hash -T<TMPF> -o /etc/mail/access", "hash", ["T<TMPF>", "o"], "/etc/mail/access"],
    ["hash -k 1 -v 2 /x", "hash", ["k1", "v2"], "/x"],
    ["dns -R A -a. -T<TMP> -r5", "dns", ["RA", "a.", "T<TMP>", "r5"], ""],
    ["sequence a b", "sequence", [], "a b"],
    ["hash:/etc/mail/access", "hash", [], "/etc/mail/access"],
    ["ldap:-1 -k (x=%0) -v y", "ldap", ["1", "k(x=%0)", "v"], "y"],
    ["", "", [], ""],
    ["hash", "hash", [], ""],
    ["hash -o", "hash", ["o"], ""],
  ])("%s", (text, type, flags, file) => {
    const map = parseMapSpec(made(text));
    expect([map.type, map.flags.map(({ letter, value }) => letter + value), map.file]).toEqual([type, flags, file]);
  });

  test("places", () => {
    const map = parseMapSpec(written("hash  -o /x/y"));
    expect(map.typeSpan).toMatchObject({ start: 100, end: 104 });
    expect(map.fileSpan).toMatchObject({ start: 109, end: 113 });
  });
});

test("words keep their places", () => {
  expect(words(written(" a\tbc\n")).map(({ text, exact }) => [text, exact?.start])).toEqual([
    ["a", 101],
    ["bc", 103],
  ]);
});
