// Fixes of tables against the real programs: each is applied as an editor does, and what its grade promises is asked for.

import { afterAll, describe, expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { SERVERS as COMPLETED } from "./completion-places.ts";
import { CLASSES } from "./completion-promises.ts";
import { EditedServer, type Server } from "./completion-site.ts";
import { BAD_LINES } from "./fix-cases.ts";
import { Repairs, Tester } from "./fix-tester.ts";

/** What servers of completion have beside their own, in order. */
const MORE: readonly Pick<Server, "mc" | "files">[] = [
  {
    mc: ["define(`HELP_FILE', `/etc/mail/helpfile')dnl", "define(`confERROR_MESSAGE', `/etc/mail/error-header')dnl"],
    files: { helpfile: "#vers\t2\nsmtp\tCommands at $j\n", "error-header": "Ask postmaster@$j\n" },
  },
  {
    mc: ["define(`ALIAS_FILE', `/etc/mail/aliases,/etc/mail/lists')dnl"],
    files: { lists: "more-x: daemon\n" },
  },
];

const withMore = (server: Server, more: Pick<Server, "mc" | "files"> = { mc: [], files: {} }): Server => ({
  ...server,
  mc: [...server.mc, ...more.mc],
  files: { ...server.files, ...more.files },
});

/** The ordinary run takes one case of so many on each server, the next ones on the next. */
const STEP = 6;

/** All cases, each in one way. */
const ALL = process.env.ALL !== undefined;

/** The servers of completion, with more files, and one without any table. */
const SERVERS: readonly Server[] = [
  ...COMPLETED.map((server, at) => withMore(server, MORE[at])),
  {
    name: "no tables",
    version: "8.18.1",
    mc: [],
    files: { virtusertable: "info@local.example\troot\n", aliases: "postmaster: root\n" },
  },
];

/** Another way to write a file. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  spaces: (text) => text.replaceAll("\t", "  "),
  "no newline at the end": (text) => text.replace(/\n$/, ""),
  "CRLF, none at the end": (text) => text.replace(/\n$/, "").replaceAll("\n", "\r\n"),
  "a line after it": (text) => `${text}# the end\n`,
};

/** A text of a file of one server. */
interface Case {
  readonly server: Server;
  readonly kind: string;
  readonly lines: string;
}

const THERE = SERVERS.filter(({ version }) => versionsThere().includes(version));

const textOf = ({ server, kind, lines }: Case): string =>
  lines.startsWith("‸") ? `${lines.slice(1)}\n` : `${server.files[kind] ?? ""}${lines}\n`;

/** Kinds of files that are not called like their kind. */
const KINDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(CLASSES).map((name) => [name, "class"])),
  "error-header": "errorheader",
  lists: "aliases",
};

/** The first case in which each rule offers a fix, by rule and kind of file. */
const FIRST = new Map<string, Case>();
for (const server of THERE) {
  const edited = new EditedServer(server);
  const repairs = new Repairs(edited);
  for (const [kind, cases] of Object.entries(BAD_LINES).filter(([name]) => name in server.files)) {
    for (const lines of cases) {
      const one = { server, kind, lines };
      for (const { diagnostic } of (await repairs.of(kind, textOf(one))).repairs) {
        const key = `${diagnostic.code} in ${KINDS[kind] ?? kind}`;
        if (!FIRST.has(key)) FIRST.set(key, one);
      }
    }
    edited.write(kind, server.files[kind] ?? "");
  }
}
const FIRSTS: readonly Case[] = [...new Set(FIRST.values())];

/** Fixes that no case reaches, and why. */
const UNREACHED: Readonly<Record<string, string>> = {
  "aliases-decode in list": "it offers none where others may be on the line",
};

test("each rule with a fix in a table, an alias or a class file has a case", () => {
  const all = ALL_RULES.flatMap(({ rule: { meta } }) =>
    meta.fix === "none"
      ? []
      : meta.kinds.filter((kind) => kind !== "mc" && kind !== "cf").map((kind) => `${meta.code} in ${kind}`),
  );
  expect(all.filter((one) => !FIRST.has(one)).sort()).toEqual(Object.keys(UNREACHED).sort());
});

for (const [turn, server] of THERE.entries())
  describe(`${server.name}, ${server.version}`, () => {
    const tester = new Tester(server);
    let total = 0;
    afterAll(() => tester.dispose());

    test.each(Object.keys(BAD_LINES).filter((kind) => kind in server.files))(
      "fixes in %s do what they say",
      async (kind) => {
        const wrong: string[] = [];
        [tester.asked, tester.safe, tester.other, tester.skipped] = [0, 0, 0, 0];
        for (const [at, lines] of (BAD_LINES[kind] ?? []).entries()) {
          const isFirst = FIRSTS.some((one) => one.server === server && one.kind === kind && one.lines === lines);
          if (!LONG && !ALL && !isFirst && (at + SEED + turn) % STEP !== 0) continue;
          for (const [number, [name, write]] of Object.entries(WAYS).entries()) {
            if (!LONG && number !== (at + turn) % Object.keys(WAYS).length) continue;
            const text = write(textOf({ server, kind, lines }));
            wrong.push(...(await tester.wrong(kind, text)).map((fault) => `${name}: ${fault}`));
          }
        }
        tester.restore(kind);
        total += tester.asked;
        console.info(
          `${kind}: ${tester.asked} fixes applied, ${tester.safe} of them safe or narrow and asked, ${tester.other} in other files, ${tester.skipped} left out`,
        );
        expect(wrong).toEqual([]);
      },
    );

    test("there are many", () => expect(total).toBeGreaterThan(20));
  });
