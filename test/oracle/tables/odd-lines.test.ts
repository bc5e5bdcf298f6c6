// Lines that nobody would write, one table after the other: sendmail's answer, ours to the same question, and what we say of the line.
import { describe, expect, test } from "vitest";
import { LONG, SEED } from "../programs.ts";
import { ROWS as aliases } from "./odd/aliases.ts";
import { FACTS } from "./odd/facts.ts";
import { LINES } from "./odd/lines.ts";
import { ROWS as mailertable } from "./odd/mailertable.ts";
import { answered, codesOf, type OddRow, OddSite, type OddTable } from "./odd/odd-site.ts";
import { ROWS as virtusertable } from "./odd/virtusertable.ts";

/** How a line is made of a value, and which address it is about. */
interface Kind {
  readonly rows: readonly OddRow[];
  readonly line: (written: string, at: number) => string;
  readonly address: (at: number) => string;
}

const KINDS: Readonly<Partial<Record<OddTable, Kind>>> = {
  mailertable: {
    rows: mailertable,
    line: (value, at) => `d${at}.example\t${value}`,
    address: (at) => `u@d${at}.example`,
  },
  virtusertable: {
    rows: virtusertable,
    line: (value, at) => `k${at}@virt.example\t${value}`,
    address: (at) => `k${at}@virt.example`,
  },
  aliases: { rows: aliases, line: (value, at) => `k${at}: ${value}`, address: (at) => `k${at}` },
};

/** Each address costs a process: an ordinary run asks sendmail about a part of them, and us about all. */
const PART = LONG ? 1 : 8;

describe.each(Object.entries(KINDS) as [OddTable, Kind][])("%s", (table, { rows, line, address }) => {
  test(`${rows.length} odd lines`, async () => {
    const site = new OddSite({ [table]: rows.map(([written], at) => line(written, at)) });
    try {
      const asked = rows.map((_, at) => at).filter((at) => at % PART === SEED % PART);
      const verified = site.verify(asked.map(address));
      expect(asked.map((at, n) => [rows[at]?.[0], answered(address(at), verified[n] ?? [])])).toEqual(
        asked.map((at) => [rows[at]?.[0], rows[at]?.[1]]),
      );
      const routes: string[] = [];
      for (const [at] of rows.entries()) routes.push(answered(address(at), (await site.route(address(at))).said));
      expect(rows.map(([written], at) => [written, routes[at]])).toEqual(
        rows.map(([written, answer]) => [written, answer]),
      );
      const said = await site.diagnostics(table);
      expect(rows.map(([written], at) => [written, codesOf(table, said[at] ?? [])])).toEqual(
        rows.map(([written, , codes = ""]) => [written, codes]),
      );
    } finally {
      site.dispose();
    }
  });
});

/** Each row of some tables, all of them asked: what differs from the answers, ours and sendmail's, and from the codes. */
async function differing(
  table: OddTable,
  rows: readonly (readonly [line: string, asked: string, answer: string, codes?: string])[],
): Promise<readonly string[]> {
  const site = new OddSite({ [table]: rows.map(([line]) => line) });
  try {
    const isSender = table === "genericstable";
    const addresses = rows.map(([, asked]) => asked);
    const theirs = isSender ? site.rewrite(addresses).map((one) => [one]) : site.verify(addresses);
    const said = await site.diagnostics(table);
    const different: string[] = [];
    for (const [at, [line, asked, answer, codes = ""]] of rows.entries()) {
      const ours = isSender ? [(await site.rewriting(asked)) ?? ""] : (await site.route(asked)).said;
      const given = [answered(asked, theirs[at] ?? []), answered(asked, ours), codesOf(table, said[at] ?? [])];
      if (given.join() !== [answer, answer, codes].join()) different.push(`${line}: ${asked}: ${given.join(" ; ")}`);
    }
    return different;
  } finally {
    site.dispose();
  }
}

describe("the list of facts", () => {
  test.each(Object.entries(FACTS))("%s", async (table, facts) => {
    expect(
      await differing(
        table as OddTable,
        facts.map(([, ...row]) => row),
      ),
    ).toEqual([]);
  });
});

describe("odd lines, whole", () => {
  test.each(Object.entries(LINES))("%s", async (table, lines) => {
    expect(await differing(table as OddTable, lines)).toEqual([]);
  });
});

describe("aliases alone on a site of their own", () => {
  test("with preserve_local_plus_detail a name with a detail is one name", async () => {
    const lines = ["daemon: root", "bin+x: root", "sys+*: root", "t: root+det", "sys: bin+x"];
    const asked = ["daemon+x", "bin+x", "sys+y", "t", "sys"];
    const site = new OddSite({ aliases: lines }, "FEATURE(`preserve_local_plus_detail')\n");
    try {
      const theirs = site.verify(asked).map((said) => !said.join().includes("User unknown"));
      expect(theirs).toEqual([false, true, false, false, true]);
      const ours: boolean[] = [];
      for (const address of asked) ours.push(!(await site.route(address)).said.join().includes("User unknown"));
      expect(ours).toEqual(theirs);
      const said = await site.diagnostics("aliases");
      expect(said.map((one) => codesOf("aliases", one))).toEqual(["", "", "wildcard", "", ""]);
    } finally {
      site.dispose();
    }
  });

  test("a comment after a byte order mark is an alias", async () => {
    const site = new OddSite({ aliases: ["\uFEFF#a: root", "b: root"] });
    try {
      expect(site.verify(["\uFEFF#a", "a"]).map((said) => said.join())).toEqual([
        expect.stringContaining("user root"),
        expect.stringContaining("User unknown"),
      ]);
      const [first = []] = await site.diagnostics("aliases");
      expect(codesOf("aliases", first)).toBe("spaced-name");
    } finally {
      site.dispose();
    }
  });
});
