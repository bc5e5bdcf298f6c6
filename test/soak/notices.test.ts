// Whoever gets the extension gets the notices of all packages in it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { BUNDLES, buildOne } from "../../scripts/build.mjs";
import { bundledPackages, NOTICES, noticeOf, noticesFor } from "../../scripts/notices.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");

type Metafiles = Parameters<typeof noticesFor>[0];
let metafiles: Metafiles = [];

beforeAll(async () => {
  metafiles = await Promise.all(BUNDLES.map((one) => buildOne(one, { write: false })));
}, 120_000);

describe("the notices", () => {
  it("name every package that is bundled, with its licence and its text", () => {
    const packages = bundledPackages(metafiles);
    expect(packages.length).toBeGreaterThan(10);
    const text = noticesFor(metafiles);
    const inputs = metafiles.flatMap((one) =>
      Object.values(one.outputs).flatMap((output) => Object.entries(output.inputs)),
    );
    const used = inputs.flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? (file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/)?.[1] ?? []) : [],
    );
    expect(new Set(used).size).toBeGreaterThan(10);
    for (const name of used) expect(text).toMatch(new RegExp(`^${name.replace(/[.]/g, "\\.")} [0-9.]+ \\(.+\\)$`, "m"));
    for (const folder of packages) {
      const notice = noticeOf(folder);
      expect(notice.text, notice.name).toMatch(/copyright|licen[cs]e/i);
      expect(text).toContain(`${notice.name} ${notice.version} (${notice.license})`);
    }
  });

  it("name the licence of the Public Suffix List, which is data of another owner", () => {
    expect(noticesFor(metafiles)).toContain("Public Suffix List");
    expect(noticesFor(metafiles)).toContain("https://mozilla.org/MPL/2.0/");
  });

  it("go into the package", () => {
    expect(readFileSync(path.join(ROOT, ".vscodeignore"), "utf8").split("\n")).toContain(`!dist/${NOTICES}`);
  });
});
