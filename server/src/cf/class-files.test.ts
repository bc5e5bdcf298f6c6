// Class files that are read again for a configuration that stays as it is.
import fc from "fast-check";
import { expect, test } from "vitest";
import "../../../test/seed.ts";
import type { Source } from "../text.ts";
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
  "C{Odd}$={a b} $=",
  "Troot",
  "Ft/etc/mail/trusted-users",
  "SLocal_check_rcpt",
  "R$* $=R $*\t$@ OK",
  "",
].join("\n");
const PATHS = ["local-host-names", "relay-domains", "virtuser-domains", "trusted-users"].map(
  (name) => `/etc/mail/${name}`,
);

/** Those without which sendmail starts. */
const OPTIONAL: ReadonlySet<string> = new Set(["/etc/mail/local-host-names", "/etc/mail/virtuser-domains"]);

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
      const stops = ({ state }: CfFile, at: number) => state === "missing" && !OPTIONAL.has(PATHS[at] ?? "");
      const isAlike = before.every((one, at) => stops(one, at) === stops(now[at] ?? one, at));
      expect(second !== undefined).toBe(isAlike);
      if (second === undefined) return;
      again++;
      expect(told(second)).toEqual(told(readAnew(source, environment(now))));
      const third = withClassFiles(second, environment(before));
      expect(third && told(third)).toEqual(told(first));
    }),
  );
  expect(again).toBeGreaterThan(10);
});

const LISTS = [
  "V10/Berkeley",
  "Mlocal, P=/bin/mail, U=mail:mail, A=mail",
  "Mother, P=/bin/mail, U=mail, A=mail",
  "O RunAsUser=smmsp:smmsp",
  "O TrustedUser=smmsp",
  "Xfilter, S=inet:milter@localhost",
  "Fw/etc/mail/local-host-names",
  "",
].join("\n");

const id = fc.constantFrom(undefined, null, 8, 9);
const lists = fc.record({
  hostName: fc.constantFrom(undefined, "mx.own.example", "mx.other.example"),
  interfaces: fc.constantFrom(undefined, ["[192.0.2.1]"], ["[192.0.2.2]"]),
  version: fc.constantFrom("8.15.2" as const, "8.18.1" as const),
  user: id,
  group: id,
  service: fc.constantFrom(undefined, true, false),
  files,
});

test("the same text in another environment is read as if it was never read before", () => {
  fc.assert(
    fc.property(fc.constantFrom(LISTS, CF), fc.array(lists, { minLength: 2, maxLength: 6 }), (text, hosts) => {
      const source = { name: "sendmail.cf", text };
      const all = hosts.map(({ files: found, user, group, service, ...rest }): CfEnvironment => {
        const numbers = typeof user === "number" ? { uid: user, gid: user + 1 } : user;
        return { ...environment(found), ...rest, user: () => numbers, group: () => group, service: () => service };
      });
      const everything = (cf: CfConfig) => ({ ...told(cf), mailers: cf.mailers, settings: cf.settings });
      const known = all.map((one) => everything(readCf(source, one)));
      expect(known).toEqual(all.map((one) => everything(readAnew(source, one))));
    }),
  );
});

/** Reads a text from its first line to its last: what was read last under its name was another. */
function readAnew(source: Source, here: CfEnvironment): CfConfig {
  readCf({ ...source, text: "" }, here);
  return readCf(source, here);
}
