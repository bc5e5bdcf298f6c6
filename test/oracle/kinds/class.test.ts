// Odd lines of class files: where sendmail does not take a line for the domain that it looks like we say so, and nowhere else.
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { Sites } from "../../../server/src/site/index.ts";
import { foldText } from "../../../server/src/tables/index.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

/** Lines about `HOST`. */
const LINES = [
  "HOST",
  " HOST",
  "\tHOST ",
  "HOST # note",
  "HOST#note",
  "HOST\r",
  "Host.UPPER",
  '"HOST"',
  "'HOST'",
  "HOST.",
  ".HOST",
  "*.HOST",
  "@HOST",
  "u@HOST",
  "HOST,",
  "HOST;",
  "HOST,x.example",
  "HOST;x.example",
  "x.example HOST",
  "HOST x.example",
  "HOST:",
  "HOST:25",
  "[HOST]",
  "<HOST>",
  "HOST(x)",
  "(x)HOST",
  "http://HOST",
  "HOST/",
  "HOST\tRELAY",
  "!HOST",
  "-HOST",
  "HOST\\",
  "%HOST",
  "$HOST",
  "HOST|x",
  "HOST=x",
  "HOST..",
  "// HOST",
  "; HOST",
  "dnl HOST",
  "\ufeffHOST",
  "HOST\u200b",
  "HOST\u00a0",
  "HOST\0x",
  "HOST\u2003x.example",
  "HOST\u2013x",
  "HOST\u0001",
  "..HOST",
  "HOST..x",
];

/** Names of another kind, which are members as they are: an address in brackets, a host that nobody has, hosts below a domain. */
const OTHERS: ReadonlySet<string> = new Set(["[HOST]", "-HOST", ".HOST"]);
/** What is said of these is about their second word. */
const SECOND: ReadonlySet<string> = new Set(["HOST x.example", "HOST\tRELAY"]);

const host = (at: number) => `d${at}.example`;
const written = (line: string, at: number) =>
  line.replace("HOST", host(at)).replace("Host.UPPER", host(at).toUpperCase());

interface Use {
  /** The .mc that has the file read. */
  readonly mc: string;
  readonly tables: ConstructorParameters<typeof MailSite>[0]["tables"];
  /** For each host: true where sendmail counts it as a member. */
  readonly members: (site: MailSite, version: ReturnType<typeof versionsThere>[number]) => readonly boolean[];
}

const parsed =
  (works: RegExp): Use["members"] =>
  (site, version) =>
    site
      .parse(
        LINES.map((_, at) => `joe@${host(at)}`),
        version,
      )
      .map((answer) => works.test(answer));
const rewritten =
  (works: RegExp): Use["members"] =>
  (site) =>
    site.rewrite(LINES.map((_, at) => `joe@${host(at)}`)).map((answer) => works.test(answer));

const USES: Readonly<Record<string, Use>> = {
  "local-host-names": {
    mc: "define(`confCW_FILE', `@/local-host-names')\nFEATURE(`use_cw_file')\n",
    tables: {},
    members: parsed(/^local/),
  },
  "virtuser-domains": {
    mc: "VIRTUSER_DOMAIN_FILE(`@/virtuser-domains')\n",
    tables: { virtusertable: LINES.map((_, at) => `@${host(at)}\troot`) },
    members: parsed(/^local/),
  },
  "generics-domains": {
    mc: "GENERICS_DOMAIN_FILE(`@/generics-domains')\n",
    tables: { genericstable: LINES.map((_, at) => `joe@${host(at)}\tjoe@out.example`) },
    members: rewritten(/out\.example/),
  },
  "masquerade-domains": {
    mc: "MASQUERADE_AS(`out.example')\nMASQUERADE_DOMAIN_FILE(`@/masquerade-domains')\n",
    tables: {},
    members: rewritten(/out\.example/),
  },
};

/** What we say of the lines of a class file, but hints: the rule of each, by its line. */
async function saidOf(site: MailSite, name: string): Promise<ReadonlyMap<number, string>> {
  const [ours] = await new Sites({ ...diskFiles(), folders: [] }, { root: "file:///" }).sitesOf(
    pathToFileURL(`${site.dir}/sendmail.mc`).toString(),
  );
  if (ours === undefined) throw new Error("no site");
  const uri = pathToFileURL(`${site.dir}/${name}`).toString();
  const document = ours.document(uri);
  const rules = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => meta.kinds.includes("class"));
  const said = new Map<number, string>();
  for (const { span, meta, severity } of lint(ours, rules).get(uri) ?? [])
    if (severity !== "hint") said.set(document?.positionAt(span.start).line ?? -1, meta.code);
  return said;
}

test.each(Object.entries(USES))("%s", async (name, { mc, tables, members }) => {
  const site = new MailSite({ mc, tables: tables ?? {} });
  const lines = LINES.map(written);
  site.write(name, Buffer.from(`${lines.join("\n")}\n`, "utf8").toString("latin1"));
  const answers = versionsThere().map((version) => members(site, version));
  const [theirs = []] = answers;
  for (const answer of answers) expect(answer).toEqual(theirs);
  const said = await saidOf(site, name);
  site.dispose();
  const wrong = LINES.flatMap((line, at) =>
    !OTHERS.has(line) && (said.has(at) && !SECOND.has(line)) === (theirs[at] === true)
      ? [`${JSON.stringify(line)}: ${theirs[at]} ${said.get(at) ?? ""}`]
      : [],
  );
  expect(wrong).toEqual([]);
  expect(theirs.filter(Boolean).length).toBeGreaterThan(5);
});

/** Words that a system may have as a user, for all that a file can say. */
const MAY_BE_USERS: ReadonlySet<string> = new Set(["HOST.", "HOST..", ".HOST", "..HOST", "HOST..x", "u@HOST"]);
/** In these what is said is about the first word; in the format up to a # the second one counts too. */
const COMMENTED: ReadonlySet<string> = new Set(["// HOST", "; HOST", "dnl HOST"]);

test.each([
  ["the usual format", ""],
  ["a format up to a #", " %[^\\#]"],
  ["a format of one word", " %s"],
])("trusted-users, with %s", async (_, format) => {
  const site = new MailSite({
    mc: `define(\`confCT_FILE', \`@/trusted-users${format}')\nFEATURE(\`use_ct_file')\n`,
    tables: {},
  });
  const user = (at: number) => `user${at}`;
  const lines = LINES.map((line, at) => line.replace("HOST", user(at)).replace("Host.UPPER", user(at).toUpperCase()));
  site.write("trusted-users", Buffer.from(`${lines.join("\n")}\n`, "utf8").toString("latin1"));
  const answers = versionsThere().map((version) => {
    const printed = site.testMode(["$=t"], version).replace(/^[\s\S]*?<address>\n/, "");
    const words = printed.replaceAll("> ", "").split("\n");
    return new Set(words.filter((word) => word !== "").map(foldText));
  });
  const [trusted = new Set<string>()] = answers;
  for (const answer of answers) expect(answer).toEqual(trusted);
  const [ours] = await new Sites({ ...diskFiles(), folders: [] }, { root: "file:///" }).sitesOf(
    pathToFileURL(`${site.dir}/sendmail.mc`).toString(),
  );
  const file = ours?.tablesOf("class").find(({ className }) => className === "t");
  const read = [...(file?.table.entries() ?? [])].map(({ lookup }) => Buffer.from(lookup, "utf8").toString("latin1"));
  const said = await saidOf(site, "trusted-users");
  site.dispose();
  // Those of the library itself are trusted without the file.
  const own = ["root", "daemon", "uucp"];
  expect([...new Set([...read, ...own])].sort()).toEqual([...trusted].sort());
  // No word of ours is about a line that gives sendmail the user whom it names, and of all others we speak.
  const wrong = LINES.filter(
    (line, at) =>
      !SECOND.has(line) && !COMMENTED.has(line) && !MAY_BE_USERS.has(line) && trusted.has(user(at)) === said.has(at),
  );
  expect(wrong).toEqual([]);
});
