// Lines that nobody would write, one table after the other: sendmail's answer, ours to the same question, and what we say of the line.
import { describe, expect, test } from "vitest";
import { LONG, SEED } from "../programs.ts";
import { ROWS as aliases } from "./odd/aliases.ts";
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
