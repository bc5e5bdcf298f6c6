// A K line of the site's own that reads a file with the usual name of a table: sendmail finds its lines, and we do not say that nothing does.
import { expect, test } from "vitest";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { MailSite } from "../tables/mail-site.ts";

const NAMES = [
  "virtusers",
  "virtusertable",
  "mailertable",
  "genericstable",
  "domaintable",
  "access",
  "bitdomain",
  "words",
];
/** Lines that would be mistakes in any of these tables. */
const LINES = ["alpha beta", "gamma delta", "user@host value"];

const MAPS = [
  ...["hash -o @/FILE", "hash -a<ok> @/FILE", "btree @/FILE", "text @/FILE", "text -k0 -v1 @/FILE"].map(
    (map) => ["mymap", map] as const,
  ),
  ["access", "hash @/FILE"] as const,
];

test.each(MAPS)("K%s %s", async (name, map) => {
  // One server for all: each file has a map.
  const lines = NAMES.map((file, at) => `K${name === "mymap" ? `mymap${at}` : name} ${map.replace("FILE", file)}`);
  const used = name === "mymap" ? lines : lines.slice(5, 6);
  const without = ["mailertable", "virtusertable", "genericstable", "domaintable"] as const;
  const site = new MailSite({ mc: `LOCAL_CONFIG\n${used.join("\n")}`, without });
  for (const file of NAMES) {
    site.hash(file, LINES, map.startsWith("btree") ? "btree" : "hash");
    site.write(file, LINES.map((line) => `${line}\n`).join(""));
  }
  // Without columns of its own, text answers with the key.
  const asked = used.map((line) => `/map ${/^K(\w+)/.exec(line)?.[1]} alpha`);
  const found = site.testMode(asked).match(/returns (?:beta|alpha)/g)?.length;
  site.dispose();
  expect(found).toBe(used.length);
  const mc = `OSTYPE(\`linux')\nLOCAL_CONFIG\n${used.join("\n").replaceAll("@/", "/etc/mail/")}\nMAILER(\`local')\nMAILER(\`smtp')\n`;
  const files = Object.fromEntries(NAMES.map((file) => [`file:///etc/mail/${file}`, `${LINES.join("\n")}\n`]));
  const service = createService(memoryWorkspace({ "file:///etc/mail/sendmail.mc": mc, ...files }));
  for (const file of name === "mymap" ? NAMES : ["access"]) {
    const uri = `file:///etc/mail/${file}`;
    const codes = (await service.diagnostics(uri)).map(({ code }) => String(code));
    // Under the usual name of the map the lines are those of the table.
    expect([file, codes.filter((code) => name === "mymap" || code.startsWith("site-unread"))]).toEqual([file, []]);
    const hover = await service.hover(uri, { line: 0, character: 1 });
    if (name === "mymap") expect([file, hover]).toEqual([file, undefined]);
  }
});
