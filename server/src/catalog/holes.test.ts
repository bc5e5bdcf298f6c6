// Published holes: the shape of their data, and which versions have them.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { allHoles, allPlatforms, HOLE_KINDS, holesOf, RELEASES } from "./index.ts";

const version = z.string().refine((text) => text in RELEASES || /^8\.(?:6\.)?\d+$/.test(text), "a release");
const SHAPE = z.strictObject({
  id: z.string().regex(/^CVE-\d{4}-\d+$/),
  fixed: version,
  also: version.optional(),
  since: version.optional(),
  allows: z.enum(HOLE_KINDS),
  needs: z.literal("tls").optional(),
  what: z.string().min(10),
  notes: z.string().min(4),
});

describe("holes", () => {
  it("have one shape", () => {
    for (const hole of allHoles()) expect(SHAPE.safeParse(hole).error?.issues, hole.id).toBeUndefined();
    const known = new Set(allHoles().map(({ id }) => id));
    for (const { id, patches = [] } of allPlatforms())
      for (const patch of patches) expect(known.has(patch.id), `${id}: ${patch.id}`).toBe(true);
  });

  it.each([
    ["8.18.2", []],
    ["8.18.1", []],
    ["8.17.1.9", ["CVE-2023-51765"]],
    ["8.14.4", ["CVE-2023-51765", "CVE-2021-3618", "CVE-2014-3956"]],
    [
      "8.13.5",
      [
        "CVE-2006-0058",
        "CVE-2023-51765",
        "CVE-2009-4565",
        "CVE-2006-4434",
        "CVE-2006-1173",
        "CVE-2021-3618",
        "CVE-2014-3956",
      ],
    ],
    // The line 8.11 got the corrections of 8.12.8 and 8.12.9.
    [
      "8.11.7",
      [
        "CVE-2006-0058",
        "CVE-2003-0694",
        "CVE-2003-0681",
        "CVE-2023-51765",
        "CVE-2009-4565",
        "CVE-2006-1173",
        "CVE-2009-1490",
        "CVE-2021-3618",
        "CVE-2014-3956",
      ],
    ],
  ])("of %s are %j", (at, ids) => expect(holesOf(at).map(({ id }) => id)).toEqual(ids));

  it("old ones are not in versions before them", () => {
    const ids = (at: string) => holesOf(at).map(({ id }) => id);
    expect(ids("8.8.4")).toContain("CVE-1999-0047");
    expect(ids("8.8.8")).not.toContain("CVE-1999-0047");
    expect(ids("8.8.0")).toContain("CVE-1999-0206");
    expect(ids("8.11.7")).not.toContain("CVE-2002-1337");
    expect(ids("8.11.6")).toContain("CVE-2002-1337");
    expect(ids("8.12.7")).toContain("CVE-2002-1337");
    expect(ids("8.10.2")).not.toContain("CVE-2001-0653");
    expect(ids("8.6.9")).toContain("CVE-1999-0204");
    expect(ids("8.6.10")).not.toContain("CVE-1999-0204");
    expect(ids("8.7.5")).toEqual(expect.arrayContaining(["CVE-1999-0131", "CVE-1999-0130"]));
    expect(ids("8.9.2")).toContain("CVE-1999-0393");
    expect(ids("8.9.3")).not.toContain("CVE-1999-0393");
    expect(ids("8.12.8")).toContain("CVE-2003-0688");
    expect(ids("8.11.7")).not.toContain("CVE-2003-0688");
  });
});
