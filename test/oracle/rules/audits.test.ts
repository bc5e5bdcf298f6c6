// Controls of audits about what a client is told, against what sendmail tells one: greeting, HELP, EXPN and VRFY.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { LONG, libraryOf, programOf, run, runSendmail, SEED, safeFolder, versionsThere } from "../programs.ts";
import { Chance } from "../relay/random.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());
const version = versionsThere().at(-1);

const MC = [
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`confDONT_PROBE_INTERFACES', `True')dnl",
  `define(\`confSERVICE_SWITCH_FILE', \`${folder.dir}/switch')dnl`,
  "OSTYPE(`linux')dnl",
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "",
].join("\n");

const PRIVACY = ["goaway", "noexpn", "novrfy", "public", "authwarnings", "needexpnhelo", "NOEXPN", "restrictqrun"];
const GREETINGS = [
  "$j Sendmail $v/$Z; $b",
  "$j ready; $b",
  "$j $A",
  "$j $B",
  "$j $?v with $v $|without$.",
  "$j Sendmail 8.18.2 ready",
  "mail server",
];
const HELP = ["none", "", "/dev/null", "missing", "empty", "stock", "own"];
const TEXTS: Readonly<Record<string, string>> = {
  empty: "",
  stock: "#vers\t2\nsmtp\tThis is sendmail version $v\n",
  own: "#vers\t2\nsmtp\tAsk postmaster@example.com.\n",
};

/** The .cf of a case: `O` lines in any number and order. */
function lines(chance: Chance): readonly string[] {
  const words = () => chance.some(PRIVACY, 0, 3).join(chance.pick([",", " ", ", ", "."]));
  const help = chance.pick(HELP);
  return [
    "DAhere",
    "DB$v",
    ...(chance.maybe(0.9) ? [`O SmtpGreetingMessage=${chance.pick(GREETINGS)}`] : []),
    ...Array.from({ length: chance.below(3) }, () => `O PrivacyOptions=${words()}`),
    ...(help === "none" ? [] : [`O HelpFile=${help.startsWith("/") || help === "" ? help : `${folder.dir}/${help}`}`]),
  ];
}

describe.skipIf(version === undefined)("what a client is told", () => {
  it("passes where sendmail tells nothing, fails where it does, and is not known without the file", async () => {
    if (version === undefined) return;
    const library = libraryOf(version);
    const { stdout } = run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], MC);
    const base = stdout.replaceAll(/^O (?:SmtpGreetingMessage|PrivacyOptions|HelpFile)=.*\n|^F.*\n/gm, "");
    writeFileSync(path.join(folder.dir, "switch"), "hosts files\naliases files\n");
    for (const [name, text] of Object.entries(TEXTS)) writeFileSync(path.join(folder.dir, name), text);
    const file = path.join(folder.dir, "sendmail.cf");
    const seen = new Map<string, number>();
    for (let number = 0; number < (LONG ? 400 : 20); number++) {
      const own = lines(new Chance(SEED * 1000 + number));
      writeFileSync(
        file,
        base.replace(/^V10.*\n/m, (head) => `${head}${own.join("\n")}\n`),
      );
      const input = "HELP\nEXPN root\nVRFY root\nQUIT\n";
      const said = runSendmail(["-bs", "-C", file], input, { version }).stdout.split(/\r?\n/);
      const greeting = said.find((line) => line.startsWith("220 ")) ?? "";
      const after = said.slice(said.indexOf(greeting) + 1);
      const isVersion = (text: string) => /8\.\d+\.\d+/.test(text);
      const end = after.findIndex((line) => /^(?:214|502) /.test(line));
      const [expn = "", vrfy = ""] = after.slice(end + 1);
      const tells: Readonly<Record<string, boolean>> = {
        GEN004540: isVersion(after.slice(0, end + 1).join("\n")),
        GEN004560: isVersion(greeting.replace(/;.*$/, "")),
        GEN004660: !/^502/.test(expn),
        GEN004680: !/^252/.test(vrfy),
      };
      const service = createService({ ...diskFiles(), folders: [] });
      service.configure({ ...DEFAULT_SETTINGS, root: "file:///" });
      const report = await service.audit(pathToFileURL(file).href);
      for (const [id, isTold] of Object.entries(tells)) {
        const status = report?.results.find((one) => one.id === id)?.status ?? "";
        seen.set(`${id} ${status}`, (seen.get(`${id} ${status}`) ?? 0) + 1);
        const rightly = isTold ? ["fail"] : ["pass"];
        const isUnread = id === "GEN004540" && own.some((line) => line.endsWith("/missing"));
        expect(isUnread ? [...rightly, "unknown"] : rightly, `${id}\n${own.join("\n")}\n${said.join("\n")}`).toContain(
          status,
        );
      }
    }
    console.log(Object.fromEntries([...seen].sort()));
    for (const id of ["GEN004540", "GEN004560", "GEN004660", "GEN004680"])
      for (const status of ["pass", "fail"]) expect(seen.has(`${id} ${status}`), `${id} ${status}`).toBe(true);
  });
});
