// The systems that ship sendmail: the shape of their data, and the order of their packages.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  allPlatforms,
  comparePackages,
  compareVersions,
  hasMapType,
  PLATFORM_IDS,
  patchState,
  platformNamed,
  usualMapType,
} from "./index.ts";

const path = z.string().regex(/^\//);
const SHAPE = z.strictObject({
  id: z.enum(PLATFORM_IDS),
  title: z.string(),
  family: z.enum(["debian", "redhat", "freebsd", "suse", "solaris", "aix", "slackware"]),
  versions: z.array(z.string().regex(/^8\.\d+(\.\d+)+$/)).min(1),
  stamp: z.string().optional(),
  ostypes: z.array(z.string()).optional(),
  words: z.string().optional(),
  library: path,
  maps: z.strictObject({ has: z.array(z.string()), lacks: z.array(z.string()) }),
  patches: z
    .array(z.strictObject({ id: z.string(), from: z.string().optional(), of: z.string(), by: z.string().optional() }))
    .optional(),
  notes: z
    .strictObject({
      start: z.string().endsWith(".").optional(),
      patches: z.string().endsWith(".").optional(),
    })
    .optional(),
  files: z.strictObject({ cf: path, mc: path, aliases: path }),
  startup: z.array(z.string()).min(1),
  commands: z.strictObject({ rebuild: z.string(), aliases: z.string(), restart: z.string() }),
});

describe("the systems", () => {
  it("are all there, in the setting's order, each in one shape", () => {
    expect(allPlatforms().map(({ id }) => id)).toEqual(PLATFORM_IDS);
    for (const platform of allPlatforms()) expect(SHAPE.safeParse(platform).error?.issues, platform.id).toBeUndefined();
  });

  it("do not contradict themselves", () => {
    for (const { id, maps, versions, stamp, words, patches = [] } of allPlatforms()) {
      expect(
        maps.has.filter((type) => maps.lacks.includes(type)),
        id,
      ).toEqual([]);
      expect([...versions].sort(compareVersions), id).toEqual(versions);
      for (const expression of [stamp, words]) expect(() => new RegExp(expression ?? "")).not.toThrow();
      for (const patch of patches) expect(versions, id).toContain(patch.of);
    }
  });

  it("build with the library that they have, and never over a .cf before m4 is done", () => {
    for (const { id, library, commands } of allPlatforms()) {
      const folder = /^cd (\S+)\/cf && /.exec(commands.rebuild)?.[1];
      if (folder !== undefined) expect(folder, id).toBe(library);
      expect(commands.rebuild, id).not.toMatch(/> \S+\.cf(?:\s|$)/);
    }
  });

  it("say which map types they have, lack, and leave open", () => {
    const [el10, aix] = [platformNamed("el10"), platformNamed("aix")];
    if (el10 === undefined || aix === undefined) throw new Error("there are no such systems");
    expect([hasMapType(el10, "hash"), hasMapType(el10, "CDB"), hasMapType(el10, "program")]).toEqual([
      false,
      true,
      undefined,
    ]);
    expect([usualMapType(el10), usualMapType(aix)]).toEqual(["cdb", undefined]);
  });
});

describe("packages", () => {
  it.each([
    ["Debian-2", "Debian-2+deb12u1"],
    ["Debian-2+deb12u1", "Debian-2+deb12u2"],
    ["Debian-22+deb11u1", "Debian-22+deb11u10"],
    ["Debian-6~bpo12+1", "Debian-6"],
    ["Debian-9", "Debian-10"],
  ])("%s is older than %s", (older, newer) => {
    expect(comparePackages(older, newer)).toBeLessThan(0);
    expect(comparePackages(newer, older)).toBeGreaterThan(0);
    expect(comparePackages(newer, newer)).toBe(0);
  });

  it.each([
    ["debian12", "8.17.1.9", "Debian-2+deb12u2", "closed"],
    ["debian12", "8.17.1.9", "Debian-2", "open"],
    ["debian12", "8.17.1.9", undefined, "perhaps"],
    ["debian11", "8.15.2", "Debian-22+deb11u3", "by-hand"],
    ["debian11", "8.15.2", "Debian-22", "open"],
    ["debian12", "8.18.1", "Debian-6~bpo12+1", undefined],
    ["sles", "8.15.2", "SuSE Linux 0.8", "perhaps"],
    ["el8", "8.15.2", undefined, undefined],
  ])("of %s with %s %s: the hole is %s", (id, version, stamp, state) => {
    const platform = platformNamed(id);
    expect(platform && patchState(platform, "CVE-2023-51765", version, stamp)).toBe(state);
  });
});
