// No path of a configuration leads out of the folder that stands for `/`.
import { symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diskFiles } from "../../server/src/files.node.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const temporary = temporaryFolder();
const { urlOf } = temporary;
const put = (name: string, text = "") => pathToFileURL(temporary.put(name, text)).href;

/** A path that a configuration may name, and a link that may lie on the way. */
const TRAP = "sub/trap";
const paths = fc
  .array(fc.constantFrom("..", ".", "", "etc", "mail", "up", "abs", "sub", "trap", "x.m4", "link", "folder"), {
    minLength: 1,
    maxLength: 7,
  })
  .chain((parts) => fc.constantFrom(parts.join("/"), `/${parts.join("/")}`, `//${parts.join("/")}/trap`));

describe("a root", () => {
  it("holds every path of a configuration, whatever lies around it", async () => {
    // Every file outside of the root opens the relay, or has a name that nothing inside has.
    const poison = "FEATURE(`promiscuous_relay')dnl\nConnect:66.6 RELAY\nFROM-OUTSIDE\n";
    for (const name of ["x.m4", "trap", "sub/trap", "sub/x.m4", "etc/mail/trap", "etc/mail/access", "etc/mail/x.m4"])
      put(name, poison);
    put("root/etc/mail/x.m4", "dnl\n");
    const inside = path.join(temporary.dir, "root");
    symlinkSync("..", path.join(inside, "up"));
    symlinkSync(temporary.dir, path.join(inside, "abs"));
    symlinkSync(path.join(temporary.dir, TRAP), path.join(inside, "etc/mail/link"));
    symlinkSync("../../../sub", path.join(inside, "etc/mail/folder"));
    symlinkSync("../../../../trap", path.join(inside, "etc/mail/access"));
    symlinkSync(path.join(temporary.dir, "trap"), path.join(inside, "etc/mail/relay-domains"));
    await fc.assert(
      fc.asyncProperty(fc.array(paths, { minLength: 1, maxLength: 6 }), fc.boolean(), async (named, isSet) => {
        const [first = "", ...others] = named;
        const text = [
          "OSTYPE(`linux')dnl",
          ...others.map((other) => `sinclude(\`${other}')dnl`),
          `FEATURE(\`access_db', \`hash -T<TMPF> ${first}')dnl`,
          `define(\`confCW_FILE', \`${first}')dnl`,
          "FEATURE(`use_cw_file')dnl",
          ...others.map((other) => `RELAY_DOMAIN_FILE(\`${other}')dnl`),
          "MAILER(`smtp')dnl",
        ];
        const mc = put("root/etc/mail/sendmail.mc", `${text.join("\n")}\n`);
        const service = createService({ ...diskFiles(), folders: [] });
        service.configure({ ...DEFAULT_SETTINGS, root: isSet ? urlOf("root") : undefined });
        for (const site of await service.sites(mc)) {
          const texts = [...site.documents.values(), ...site.tables.map(({ document }) => document)];
          expect(texts.filter((document) => document.getText().includes("FROM-OUTSIDE")).map(({ uri }) => uri)).toEqual(
            [],
          );
        }
        expect((await service.relayReport(mc))?.markdown).not.toMatch(/66\.6|Open to anyone/);
      }),
      { numRuns: 60 },
    );
  });
});
