// Tables of very many lines: every grant in them is listed and counted, and equal lines do not stall anything.
import { expect, test } from "vitest";
import { decide, defaultQuery, exposureList, exposures } from "../../server/src/relay/index.ts";
import { memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import { siteFrom } from "../../server/src/site/testing.ts";
import { parseTable, updateTable } from "../../server/src/tables/index.ts";
import { TextDocument } from "../../server/src/text.ts";

const HEAD = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
`;
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

test("a hundred thousand equal lines do not stall a table", () => {
  const text = "key OK\n".repeat(100_000);
  const table = parseTable(TextDocument.create("file:///access", "", 1, text), "access");
  expect(table.errors()).toHaveLength(99_999);
  const next = updateTable(table, TextDocument.create("file:///access", "", 2, `x OK\n${text}`));
  expect(next.errors()).toHaveLength(99_999);
  expect(next.lookup("key")?.line).toBe(1);
});

test("a very long list of harmless grants is listed whole, and a bad one among them found", async () => {
  const lines = Array.from({ length: 2000 }, (_, i) => `Connect:10.${i >> 8}.${i & 255} RELAY\n`);
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}FEATURE(\`access_db')dnl\n${TAIL}`,
    access: `${lines.join("")}Connect:9 RELAY\n`,
  });
  const list = exposures(site);
  expect(list[0]).toMatchObject({ grade: "open", who: "clients in 9", to: "anywhere" });
  expect(decide(site, list[0]?.witness ?? defaultQuery)).toMatchObject({ relayed: true });
  expect(list).toHaveLength(2001);
});

test("so is one of grave grants, the first of them with a witness", async () => {
  const lines = Array.from({ length: 400 }, (_, i) => `Connect:IPv6:${(0x2100 + i).toString(16)} RELAY\n`);
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}FEATURE(\`access_db')dnl\n${TAIL}`,
    access: `${lines.join("")}Connect:10 RELAY\n`,
  });
  const found = exposures(site).filter(({ grade }) => grade === "open");
  expect(found).toHaveLength(400);
  expect(found[0]?.witness).toBeDefined();
  expect(exposures(site).filter(({ grade }) => grade === "intended")[0]?.witness).toBeDefined();
});

test("an open grant behind very many wide ones is tried; of those beyond the limit it is said that they were not", async () => {
  const wide = Array.from({ length: 400 }, (_, i) => `Connect:${20 + (i >> 8)}.${i & 255} RELAY\n`);
  const open = Array.from({ length: 310 }, (_, i) => `Connect:IPv6:${(0x2100 + i).toString(16)} RELAY\n`);
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}FEATURE(\`access_db')dnl\n${TAIL}`,
    access: `${wide.join("")}${open.join("")}`,
  });
  const bad = exposures(site).filter(({ grade }) => grade === "open");
  expect(bad).toHaveLength(310);
  expect(bad.slice(0, 300).every(({ witness }) => witness !== undefined)).toBe(true);
  for (const { witness, reason } of bad.slice(300)) {
    expect(witness).toBeUndefined();
    expect(reason).toContain("Only the first 300 such grants are tried out");
  }
  expect(exposures(site).filter(({ grade }) => grade === "wide")).toHaveLength(400);
});

test.each([
  ["Addr=127.0.0.1", { open: 0, wide: 1000, intended: 1000 }],
  ["Name=MTA", { open: 500, wide: 500, intended: 1000 }],
])("very many grants of all kinds are counted as they are listed (%s)", async (listener, counts) => {
  const lines = Array.from({ length: 500 }, (_, i) => {
    const group = (0x2100 + i).toString(16);
    return `Connect:IPv6:${group} RELAY\nConnect:IPv6:3fff:${group} RELAY\npartner${i}.example RELAY\n`;
  });
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}DAEMON_OPTIONS(\`${listener}')dnl\nFEATURE(\`no_default_msa')dnl\nFEATURE(\`access_db')dnl\n${TAIL}`,
    access: lines.join(""),
  });
  const list = exposureList(site);
  const listed = exposures(site);
  for (const grade of ["open", "wide", "intended"] as const) {
    expect({ grade, count: list.count(grade) }).toEqual({ grade, count: counts[grade] });
    expect(listed.filter((one) => one.grade === grade)).toHaveLength(counts[grade]);
  }
  const access = site.access?.uri ?? "";
  expect(list.linesOf(access)).toBe(1500);
  expect(list.linesOf(access, "open")).toBe(counts.open);
  expect(list.linesOf(site.id)).toBe(listener.startsWith("Addr") ? 1 : 0);
});

test.each([
  ["access", (i: number) => `Connect:10.${i >> 8}.${i & 255} RELAY\n`, 1],
  ["access", (i: number) => `Connect:IPv6:${(0x2100 + i).toString(16)} RELAY\n`, 1],
  ["relay-domains", (i: number) => `customer${i}.example\n`, 2],
])("grants in %s that an edit has moved point to where they stand now", async (name, line, each) => {
  const text = Array.from({ length: 1500 }, (_, i) => line(i)).join("");
  const uri = `file:///etc/mail/${name}`;
  const workspace = memoryWorkspace({
    "file:///etc/mail/sendmail.mc": `${HEAD}FEATURE(\`access_db')dnl\n${TAIL}`,
    "file:///etc/mail/access": "# nothing\n",
    [uri]: text,
  });
  const sites = new Sites(workspace);
  const keys = async () => {
    const [site] = await sites.sitesOf(uri);
    if (site === undefined) throw new Error("no site");
    const now = site.document(uri)?.getText() ?? "";
    return exposures(site).flatMap(({ because: [span] }) =>
      span?.source === uri ? [now.slice(span.start, span.end)] : [],
    );
  };
  const before = await keys();
  expect(before).toHaveLength(1500 * each);
  workspace.write(uri, `# one line more\n${text}`);
  sites.changed(uri);
  expect(await keys()).toEqual(before);
});
