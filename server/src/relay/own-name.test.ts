// What depends on the server's own name, and what is said where that is not known. Seen with sendmail -bt on hosts of these names.
import { expect, test } from "vitest";
import { memoryWorkspace, type PathSettings, Sites } from "../site/index.ts";
import { decide, defaultQuery, exposures, parseQuery, policyOf, type Query } from "./index.ts";

async function site(
  lines: string,
  settings: PathSettings = {},
  uri = "file:///srv/mail/sendmail.mc",
  machine?: string,
) {
  const text = `OSTYPE(\`linux')dnl\ndefine(\`confDONT_PROBE_INTERFACES', \`true')dnl\n${lines}\nMAILER(\`smtp')dnl\n`;
  const [section = "", rest = ""] = lines.includes("LOCAL_CONFIG") ? [text.replace(lines, ""), lines] : [text];
  const workspace = { ...memoryWorkspace({ [uri]: `${section}${rest}\n` }), machine };
  const [found] = await new Sites(workspace, settings).sitesOf(uri);
  if (found === undefined) throw new Error("no site");
  return found;
}

const ask = (query: Partial<Query>): Query => ({ ...defaultQuery, ...query });
const words = (mail: Awaited<ReturnType<typeof site>>, name: "R" | "w" | "m"): string[] =>
  [...policyOf(mail).classes[name].members()].map(({ word }) => word).sort();

test("an answer about a name that may be the server's own is not certain, and says what is missing", async () => {
  const mail = await site("");
  const decision = decide(mail, ask({ recipient: "joe@mx.example.com" }));
  expect(decision).toMatchObject({ certain: false });
  expect(decision.cause).toContain("own name is not known");
  expect(decide(mail, defaultQuery)).toMatchObject({ accepted: false, certain: true });
});

test.each([
  ["a setting", "", { hostName: "mx.example.com" }],
  ["confDOMAIN_NAME", "define(`confDOMAIN_NAME', `mx.example.com')dnl", {}],
])("%s gives the name", async (_, lines, settings) => {
  const mail = await site(lines, settings);
  expect(decide(mail, ask({ recipient: "joe@mx.example.com" }))).toMatchObject({ accepted: true, certain: true });
  expect(decide(mail, ask({ recipient: "joe@gmail.com" }))).toMatchObject({ accepted: false, certain: true });
});

test("a query gives the name", async () => {
  const mail = await site("");
  const query = ask({ recipient: "joe@mx.example.com", hostName: "mx.example.com" });
  expect(decide(mail, query)).toMatchObject({ accepted: true, relayed: false, certain: true });
});

test("the machine's own name counts for its own /etc/mail, and for nothing else", async () => {
  const [own, copy] = ["file:///etc/mail/sendmail.mc", "file:///home/me/etc/mail/sendmail.mc"];
  expect((await site("", {}, own, "mx.example.com")).hostName).toBe("mx.example.com");
  expect((await site("", {}, copy, "mx.example.com")).hostName).toBeUndefined();
  expect((await site("", { root: "file:///home/me" }, own, "mx.example.com")).hostName).toBeUndefined();
});

test("class m comes from the host's name and not from confDOMAIN_NAME", async () => {
  const lines = "define(`confDOMAIN_NAME', `gw.other.net')dnl\nFEATURE(`relay_entire_domain')dnl";
  const known = await site(lines, { hostName: "mx.example.com" });
  expect(words(known, "m")).toEqual(["example.com"]);
  expect(words(known, "w")).toEqual(["gw.other.net", "localhost", "mx.example.com"]);
  expect(decide(known, ask({ recipient: "joe@host.other.net" })).accepted).toBe(false);
  expect(decide(known, ask({ recipient: "joe@host.example.com" }))).toMatchObject({ relayed: true, certain: true });
  expect(exposures(known).every(({ certain }) => certain)).toBe(true);
  const guessed = exposures(await site(lines));
  expect(guessed.length).toBeGreaterThan(0);
  expect(guessed.some(({ certain }) => certain)).toBe(false);
});

test("words of classes are read as sendmail reads them", async () => {
  const lines = [
    "LOCAL_CONFIG",
    "CR$=m",
    "Cw$=m",
    "Cw$w.example.org",
    "CR$m",
    "D{Nets}62",
    "CR${Nets}",
    "CR$?{Nets}have${Nets}$|not$.",
    "CRpartner.test",
    "\t62.1",
    "CR$w-x ${Unset}y",
  ].join("\n");
  const mail = await site(lines, { hostName: "mx.example.com" });
  expect(words(mail, "R")).toEqual(["62", "62.1", "example.com", "have62", "mx-x", "partner.test", "y"]);
  expect(words(mail, "w")).toEqual(["localhost", "mx.example.com", "mx.example.org"]);
  expect(words(await site("LOCAL_CONFIG\nDj$w.foo.test\nDmother.dom", { hostName: "mx.example.com" }), "w")).toEqual([
    "localhost",
    "mx.example.com",
    "mx.foo.test",
  ]);
  expect(words(await site("LOCAL_CONFIG\nDmother.dom", { hostName: "mx.example.com" }), "m")).toEqual(["other.dom"]);
});

test("a query with an unknown part is refused", () => {
  expect(parseQuery({ clientAddr: "127.0.0.1" })).toMatchObject({ error: expect.stringContaining("clientAddr") });
  expect(parseQuery({ clientAddress: "127.0.0.1", hostName: "mx.example.com" })).toMatchObject({
    hostName: "mx.example.com",
  });
});

test("grants are found where the first strangers are granted something already", async () => {
  const lines = "FEATURE(`relay_local_from')dnl\nRELAY_DOMAIN(`203.0.113 example invalid test')dnl";
  const found = exposures(await site(lines, { hostName: "mx.real.org" }));
  expect(found.map(({ grade }) => grade)).toContain("forgeable");
});
