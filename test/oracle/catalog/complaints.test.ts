// Each complaint of the library's core (cfhead.m4, proto.m4) is drawn from the real m4, and has a record that foretells it.
import { describe, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { build, libraryFiles } from "./library.ts";

const OSTYPE = "OSTYPE(`linux')dnl\n";
const MAILERS = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const setting = (name: string, value = "1") => `${OSTYPE}define(\`${name}', \`${value}')dnl\n${MAILERS}`;

/** What draws the complaint, a few letters of it, and the record that tells of it. */
const COMPLAINTS: readonly (readonly [body: string, says: string, record: string])[] = [
  [MAILERS, "No system type", "macro:OSTYPE"],
  [`${OSTYPE}${OSTYPE}${MAILERS}`, "duplicate OSTYPE", "macro:OSTYPE"],
  [`${OSTYPE}${MAILERS}${MAILERS}`, "already included", "macro:MAILER"],
  [`${OSTYPE}${MAILERS}FEATURE(\`redirect')dnl\n`, "FEATURE() should be before", "macro:FEATURE"],
  ...["SRV_FEATURES", "CLT_FEATURES", "TRY_TLS", "TLS_RCPT", "TLS_CLIENT", "TLS_SERVER"].map(
    (name) =>
      [`${OSTYPE}LOCAL_${name}\ndivert(-1)\n${MAILERS}`, `before LOCAL_${name}`, `macro:LOCAL_${name}`] as const,
  ),
  [setting("confDEF_GROUP_ID"), "confDEF_GROUP_ID", "option:confDEF_GROUP_ID"],
  [setting("confREAD_TIMEOUT"), "confREAD_TIMEOUT", "option:confREAD_TIMEOUT"],
  [setting("confMIN_FREE_BLOCKS", "100/1000"), "confMIN_FREE_BLOCKS", "option:confMIN_FREE_BLOCKS"],
  [setting("confAUTO_REBUILD"), "confAUTO_REBUILD", "option:confAUTO_REBUILD"],
  [setting("confDAEMON_OPTIONS"), "confDAEMON_OPTIONS", "option:confDAEMON_OPTIONS"],
  [setting("confCLIENT_OPTIONS"), "confCLIENT_OPTIONS", "option:confCLIENT_OPTIONS"],
  [setting("confUNSAFE_GROUP_WRITES"), "confUNSAFE_GROUP_WRITES", "option:confUNSAFE_GROUP_WRITES"],
  [setting("confDELIVERY_MODE", "deferred"), "deferred delivery mode", "option:confDELIVERY_MODE"],
  [`${OSTYPE}FEATURE(\`ldap_routing')dnl\n${MAILERS}`, "FEATURE(ldap_routing)", "feature:ldap_routing"],
  [`${OSTYPE}FEATURE(\`delay_checks', \`friend')dnl\n${MAILERS}`, "`argument') requires", "feature:delay_checks"],
  [
    `${OSTYPE}FEATURE(\`access_db')dnl\nFEATURE(\`delay_checks', \`friend')dnl\nFEATURE(\`delay_checks', \`hater')dnl\n${MAILERS}`,
    "Hater or Friend",
    "feature:delay_checks",
  ],
];

/** Complaints that no .mc can draw: about m4 itself, and one about names that only the library defines. */
const OUT_OF_REACH = ["You need a newer version", "_RELAY_DB_FROM_DOMAIN_"];

describe("complaints of the library's core", () => {
  it.each(COMPLAINTS)("%#: %s", (body, says, record) => {
    expect(build(body).complaints).toContain(says);
    expect(catalog.resolve(record), record).toBeDefined();
  });

  it("all are known", () => {
    const messages = libraryFiles()
      .filter(({ file }) => file === "m4/cfhead.m4" || file === "m4/proto.m4")
      .flatMap(({ text }) => [...text.matchAll(/errprint\(([\s\S]{0,120})/g)].map((match) => match[1] ?? ""));
    console.log(`complaints of the core: ${messages.length}, drawn: ${COMPLAINTS.length}`);
    const known = [...COMPLAINTS.map(([, says]) => says), ...OUT_OF_REACH].map((says) => says.replace(/^[^\w]*/, ""));
    expect(messages.filter((message) => !known.some((says) => message.includes(says)))).toEqual([]);
  });

  it("sections that must follow the mailers draw none there", () => {
    for (const { name, after } of catalog.all("macro")) {
      if (!name.startsWith("LOCAL_") || !after?.some(({ reported }) => reported)) continue;
      expect(build(`${OSTYPE}${MAILERS}${name}\n`).complaints, name).toBe("");
    }
  });
});
