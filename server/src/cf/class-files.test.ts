// Class files that are read again for a configuration that stays as it is.
import fc from "fast-check";
import { expect, test } from "vitest";
import "../../../test/seed.ts";
import { readCf, withClassFiles } from "./index.ts";
import type { CfConfig, CfEnvironment, CfFile } from "./types.ts";

const CF = [
  "V10/Berkeley",
  "Dmown.example",
  "Cwlocalhost Own.Example",
  "Fw-o /etc/mail/local-host-names",
  "CRown.example relay.example",
  "CR$=w $=m",
  "FR/etc/mail/relay-domains",
  "F{VirtHost}-o /etc/mail/virtuser-domains %[^#]",
  "C{Copy}$={VirtHost} $m",
  "Troot",
  "Ft/etc/mail/trusted-users",
  "SLocal_check_rcpt",
  "R$* $=R $*\t$@ OK",
  "",
].join("\n");
const PATHS = ["local-host-names", "relay-domains", "virtuser-domains", "trusted-users"].map(
  (name) => `/etc/mail/${name}`,
);

const word = fc.constantFrom(
  "own.example",
  "OWN.example",
  "relay.example",
  "Mixed.Example",
  "root",
  "a b",
  "# x",
  "x # y",
  "",
);
const text = fc.array(word, { maxLength: 5 }).map((words) => words.map((one) => `${one}\n`).join(""));
const file: fc.Arbitrary<CfFile> = fc.oneof(
  { weight: 8, arbitrary: text.map((one): CfFile => ({ state: "there", source: { name: "file", text: one } })) },
  { weight: 1, arbitrary: fc.constantFrom<CfFile>({ state: "missing" }, { state: "unknown" }) },
);
const files = fc.tuple(file, file, file, file);

function environment(found: readonly CfFile[]): CfEnvironment {
  return {
    version: "8.18.1",
    hostName: "mx.own.example",
    files: { read: (path) => found[PATHS.indexOf(path)] ?? { state: "missing" } },
    interfaces: undefined,
    user: () => undefined,
    group: () => undefined,
    service: () => undefined,
  };
}

/** All that class files have a say in. */
const told = ({ classes, words, ownWords, messages }: CfConfig) => ({ classes, words: [...words], ownWords, messages });

test("a configuration whose class files are read again is the one that is read anew", () => {
  let again = 0;
  fc.assert(
    fc.property(files, files, (before, now) => {
      const source = { name: "sendmail.cf", text: CF };
      const first = readCf(source, environment(before));
      const second = withClassFiles(first, environment(now));
      const isThere = before.every(({ state }, at) => state === now[at]?.state);
      expect(second !== undefined).toBe(isThere);
      if (second === undefined) return;
      again++;
      expect(told(second)).toEqual(told(readCf(source, environment(now))));
      const third = withClassFiles(second, environment(before));
      expect(third && told(third)).toEqual(told(first));
    }),
  );
  expect(again).toBeGreaterThan(10);
});
