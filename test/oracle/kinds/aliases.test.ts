// What our rules say of aliases, asked of newaliases, `sendmail -bv` and smrsh: they speak where mail is lost, and only there.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { troubleOf } from "../../../server/src/kinds/aliases/targets.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { addressWalk } from "../../../server/src/rules/facts/address-walk.ts";
import { AliasGraph } from "../../../server/src/rules/facts/alias-graph.ts";
import { lint, type Problem } from "../../../server/src/rules/linter/lint.ts";
import { rule as loopRule } from "../../../server/src/rules/virtusertable-loop/index.ts";
import { memoryWorkspace, type MailSite as Site, Sites } from "../../../server/src/site/index.ts";
import { aliasKey, parseTable, withoutSpace } from "../../../server/src/tables/index.ts";
import { readRecipients } from "../../../server/src/tables/values/recipients.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, program, run, SEED } from "../programs.ts";
import { aliasFile } from "../tables/alias-files.ts";
import { MailSite } from "../tables/mail-site.ts";
import { NewAliases, OWN_NAMES } from "../tables/newaliases.ts";

const FOLDER = "file:///etc/mail/";
const MC = "OSTYPE(`linux')\nLOCAL_DOMAIN(`local.example')\nMAILER(`local')\nMAILER(`smtp')\n";
const RULES = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => meta.code.startsWith("aliases-"));

async function siteOf(files: Readonly<Record<string, string>>, mc = MC): Promise<Site> {
  const texts = Object.entries({ "sendmail.mc": mc, ...files }).map(([name, text]) => [
    name.startsWith("/") ? `file://${name}` : FOLDER + name,
    text,
  ]);
  const sites = new Sites(memoryWorkspace(Object.fromEntries(texts)), { hostName: "mx.example.com" });
  const [site] = await sites.sitesOf(`${FOLDER}sendmail.mc`);
  if (site === undefined) throw new Error("no site");
  return site;
}

async function problemsIn(aliases: string, mc = MC): Promise<readonly Problem[]> {
  return lint(await siteOf({ aliases }, mc), RULES).get(`${FOLDER}aliases`) ?? [];
}

/** Which rule says which of the messages of newaliases. */
const WORDS: readonly (readonly [code: string, words: RegExp])[] = [
  ["aliases-syntax", /missing colon|missing value|Non-continuation|line too long/],
  ["aliases-duplicate-key", /duplicate alias name/],
  ["aliases-not-local", /cannot alias non-local/],
];

/** Names of the server for which the aliases are made. */

/** The rule that a problem counts for: that of the words of newaliases which its message repeats. */
function ruleOf({ meta, message, span }: Problem, text: string): string {
  if (/says "cannot alias non-local names"/.test(message)) return "aliases-not-local";
  if (!/or "cannot alias non-local names" if/.test(message)) return meta.code;
  const [name = ""] = text.slice(span.start, span.end).replaceAll("\\\n", "").trimStart().split(":");
  const key = aliasKey(withoutSpace(name));
  return key.kind === "address" && OWN_NAMES.has(key.host) ? meta.code : "aliases-not-local";
}

describe("lines that newaliases names", () => {
  const newaliases = new NewAliases();
  afterAll(() => newaliases.dispose());
  let said = 0;

  test("are those that we name, on generated files", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aliasFile, { minLength: 10, maxLength: 10 }), async (texts) => {
        const latin1 = texts.map((text) => Buffer.from(text, "utf8").toString("latin1"));
        const made = newaliases.ask(latin1).flatMap((answer) => answer.made);
        for (const [at, { messages }] of made.entries()) {
          const text = texts[at] ?? "";
          // A file with names that we say nothing about, and the one end that nobody writes.
          const table = parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases");
          const withoutValue = table.errors().flatMap(({ alias }) => (alias === undefined ? [] : [alias.beforeColon]));
          const names = [...[...table.entries()].map(({ key }) => key), ...withoutValue.map(withoutSpace)];
          const isOdd = names.some((name) => aliasKey(name).kind === "odd");
          if (isOdd || /\\\\\n+$/.test(text)) continue;
          const problems = await problemsIn(text);
          for (const [code, words] of WORDS) {
            const theirs = messages.filter((message) => words.test(message)).length;
            const ours = problems.filter((problem) => ruleOf(problem, text) === code).length;
            expect([code, ours], `${JSON.stringify(text)} ${messages.join("|")}`).toEqual([code, theirs]);
            said += theirs;
          }
        }
      }),
      { numRuns: LONG ? 200 : 4, endOnFailure: true },
    );
    expect(said).toBeGreaterThan(50);
  });
});

/** Right sides for which root is the only user, and what their fix makes of them. */
const VALUES = [
  "root",
  "\\root",
  "root (the boss)",
  "The Boss <root>",
  '"root"',
  "root@local.example",
  "root@else.example",
  "root%local.example",
  "else!root",
  "local:root",
  "mailto:root",
  "list: root;",
  "root;",
  ":root",
  "@local.example:root",
  "root+x",
  "root,, \\root,",
  "/dev/null",
  "/var/tmp/x",
  '"/var/tmp/x y"',
  "|/bin/cat",
  "| /bin/cat",
  '"|/bin/cat x"',
  '|"/bin/cat x"',
  "root root",
  "root;root",
  "root # comment",
  "# comment, root",
  "root@else.example # comment",
  "root, # comment",
  "'|/bin/cat'",
  "'/var/tmp/x'",
  "'root'",
  "./x",
  "../x",
  "~/x",
  "mail/x",
  "*",
  "error:5.1.1:550 gone",
  "error:nouser gone",
  "@else.example",
  "root@",
  "root:",
  "a@b@c.example",
  "root@else.example:25",
  "(nobody)",
  "root <root",
  "root)",
  '"root, root',
  "/var/tmp/x y",
  "|/bin/cat -u x",
  '|/bin/cat "a b"',
  "include:/etc/hosts",
  ":include:relative",
] as const;

/** What sendmail says where a recipient is not what it looks like. */
const FAILED =
  /User unknown|address required|Hostname required|Invalid route|Unbalanced|Cannot open|loop broken|illegal/;

/** True where mail for a value gets to each recipient as it is written. */
function works(value: string, answers: readonly string[]): boolean {
  if (answers.some((line) => FAILED.test(line))) return false;
  return answers.every((line) => {
    const [, mailer, user = ""] = /mailer (\S+?),.* user (.*)$/.exec(line) ?? [];
    // A program or path, as it is written; names without dots that join further words.
    if (mailer === "prog" || mailer === "*file*") return [user, `"${user}"`].includes(value.replace("| ", "|"));
    return !user.includes("#");
  });
}

describe("recipients", () => {
  test("are reported where mail is lost, and only there; fixes make them work", async () => {
    const site = new MailSite({ tables: { aliases: VALUES.map((value, at) => `k${at}: ${value}`) } });
    const wrong: string[] = [];
    const fixed: [string, string][] = [];
    for (const [at, value] of VALUES.entries()) {
      const answers = site.verify(`k${at}`);
      const text = `postmaster: root\nroot: \\root\nk: ${value}\n`;
      const problems = (await problemsIn(text)).filter(({ severity }) => severity === "error");
      const isOdd = value.startsWith("include:");
      if ((problems.length === 0) !== (works(value, answers) && !isOdd)) wrong.push(`${value}: ${answers.join(" | ")}`);
      const [fix] = problems[0]?.fixes?.() ?? [];
      if (fix === undefined) continue;
      const document = TextDocument.create(`${FOLDER}aliases`, "", 1, text);
      const edits = fix.changes.map(({ span, newText }) => ({
        range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
        newText,
      }));
      const after = TextDocument.applyEdits(document, edits);
      fixed.push([value, /^k: (.*)$/m.exec(after)?.[1] ?? ""]);
    }
    site.dispose();
    expect(wrong).toEqual([]);
    expect(fixed.length).toBeGreaterThan(5);
    const again = new MailSite({ tables: { aliases: fixed.map(([, value], at) => `k${at}: ${value}`) } });
    const broken = fixed.flatMap(([before, value], at) => {
      const answers = again.verify(`k${at}`);
      const isList = value.startsWith(":include:");
      return isList || works(value, answers) ? [] : [`${before} -> ${value}: ${answers.join(" | ")}`];
    });
    again.dispose();
    expect(broken).toEqual([]);
  });
});

describe("circles", () => {
  const name = (graph: number, at: number) => `g${graph}n${at}`;
  const virtual = "@virt.example";
  const target = fc.oneof(
    { weight: 8, arbitrary: fc.nat(4).map((at) => ({ at, how: "" })) },
    { weight: 2, arbitrary: fc.nat(4).map((at) => ({ at, how: "@local.example" })) },
    { weight: 2, arbitrary: fc.nat(4).map((at) => ({ at, how: virtual })) },
    { weight: 1, arbitrary: fc.nat(4).map((at) => ({ at, how: "+detail" })) },
    { weight: 1, arbitrary: fc.constant({ at: -1, how: "" }) },
  );
  /** Where a line of the virtusertable leads: the alias of the same number mostly, another one, or another address of the table. */
  const answer = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ at: undefined, how: "" }) },
    { weight: 2, arbitrary: fc.nat(4).map((at) => ({ at, how: "" })) },
    { weight: 2, arbitrary: fc.nat(4).map((at) => ({ at, how: virtual })) },
  );
  const graph = fc.record({
    aliases: fc.array(fc.array(target, { minLength: 1, maxLength: 2 }), { minLength: 5, maxLength: 5 }),
    answers: fc.array(answer, { minLength: 5, maxLength: 5 }),
  });

  test("are found where sendmail finds a broken loop, in aliases, in the virtusertable, and across both", async () => {
    const graphs = fc.sample(graph, { numRuns: LONG ? 200 : 24, seed: SEED + 10 });
    const aliases = graphs.flatMap(({ aliases: lines }, g) =>
      lines.map((targets, at) => {
        const written = targets.map((one) => (one.at === -1 ? "root" : `${name(g, one.at)}${one.how}`));
        return `${name(g, at)}: ${written.join(", ")}`;
      }),
    );
    const virtusertable = graphs.flatMap(({ answers }, g) =>
      answers.map((to, at) => `${name(g, at)}${virtual} ${name(g, to.at ?? at)}${to.how}`),
    );
    const real = new MailSite({ tables: { aliases, virtusertable } });
    const files = { aliases: `${aliases.join("\n")}\n`, virtusertable: `${virtusertable.join("\n")}\n` };
    const mc = `${MC.replace("MAILER", "FEATURE(`virtusertable')\nVIRTUSER_DOMAIN(`virt.example')\nMAILER")}`;
    const site = await siteOf(files, mc);
    const ours = new AliasGraph(site);
    const walk = addressWalk(site);
    const wrong: string[] = [];
    const counts = { circles: 0, recursions: 0, across: 0 };
    const lint11 = lint(site, [loopRule]).get(`${FOLDER}virtusertable`) ?? [];
    const reported = new Set(lint11.map(({ span }) => files.virtusertable.slice(span.start, span.end)));
    const parsed = real.parse(graphs.flatMap((_, g) => [0, 1, 2, 3, 4].map((at) => name(g, at) + virtual)));
    for (const g of graphs.keys()) {
      const shown = [...aliases.slice(g * 5, g * 5 + 5), ...virtusertable.slice(g * 5, g * 5 + 5)].join("; ");
      for (const at of [0, 1, 2, 3, 4]) {
        const isEndless = /recursion/.test(parsed[g * 5 + at] ?? "");
        if (isEndless) counts.recursions++;
        const address = name(g, at) + virtual;
        if (isEndless !== (walk.end(name(g, at), "virt.example").kind === "circle"))
          wrong.push(`${address} in ${shown}`);
        const answer = real.verify(name(g, at));
        // What is parsed before the loop is found says that an address does not exist.
        if (answer.some((line) => /recursion/.test(line))) continue;
        const isBroken = answer.every((line) => line === "aliasing/forwarding loop broken");
        if (isBroken) counts.circles++;
        if (ours.fate(name(g, at)).arrives === isBroken)
          wrong.push(`${name(g, at)}: ${answer.join(" | ")} in ${shown}`);
        if (isEndless || !reported.has(address)) continue;
        // A line that is reported for a circle through aliases: nobody gets its mail.
        counts.across++;
        const said = real.verify(address);
        if (!said.every((line) => /loop broken|User unknown/.test(line))) wrong.push(`${address}: ${said.join(" | ")}`);
      }
    }
    real.dispose();
    console.log(`sendmail finds ${counts.circles} of ${graphs.length * 5} aliases in broken loops`, counts);
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(3);
  });

  test("a chain of ten aliases is followed, one of eleven is not, and a circle through root ends there", async () => {
    const chain = Array.from({ length: 12 }, (_, at) => `d${at}: ${at === 0 ? "root" : `d${at - 1}`}`);
    const site = new MailSite({ tables: { aliases: [...chain, "admin: boss", "boss: admin"] } });
    expect(site.verify("d9")).toEqual(["root... deliverable: mailer local, user root"]);
    expect(site.verify("d10")).toEqual(["aliasing/forwarding loop broken (11 aliases deep; 10 max)"]);
    site.dispose();
    const root = new MailSite({ tables: { aliases: ["root: admin", "admin: root"] } });
    expect(root.verify("admin")).toEqual(["root... deliverable: mailer local, user root"]);
    root.dispose();
    const long = (await problemsIn(`${chain.join("\n")}\npostmaster: root\n`)).filter(
      ({ severity }) => severity === "error",
    );
    expect(long.map(({ span }) => chain.join("\n").slice(span.start, span.end))).toEqual(["d10", "d11"]);
  });
});

test("mail is thrown away through /dev/null, written so, and returned from other devices", async () => {
  const paths = ["/dev/null", '"/dev/null"', "/dev/zero", "/dev/full", "//dev/null", "/dev/null/", "/dev/fd/1"];
  const site = new MailSite({ tables: { aliases: [...paths.map((one, at) => `k${at}: ${one}`), "joe: /dev/null"] } });
  const sent: string[] = [];
  for (const [at, one] of paths.entries()) {
    const said = await site.send(`k${at}`);
    if (new RegExp(`^${one}\\.\\.\\. Sent$`, "m").test(said)) sent.push(one);
  }
  site.dispose();
  const isBad = (one: string) => readRecipients(one).some((recipient) => troubleOf(recipient) !== undefined);
  expect(paths.filter((one) => !isBad(one))).toEqual(sent);
  expect(sent).toEqual(paths.slice(0, 2));
});

describe("several files", () => {
  test("the first one that has a name answers", () => {
    const site = new MailSite({
      tables: { aliases: ["a: root"] },
      mc: "define(`ALIAS_FILE', `@/aliases, hash:@/lists, btree:-o @/more')",
    });
    site.write("lists", "a: nobodyhere\nb: root\n");
    site.write("more", "c: root\n");
    site.newaliases();
    const root = ["root... deliverable: mailer local, user root"];
    expect(["a", "b", "c"].map((one) => site.verify(one))).toEqual([root, root, root]);
    site.dispose();
  });
});

describe("a database that is not there", () => {
  const verified = (spec: string) => {
    const site = new MailSite({ tables: { aliases: ["a: root"] }, mc: `define(\`ALIAS_FILE', \`${spec}')` });
    run("rm", [`${site.dir}/aliases.db`]);
    const said = site.verify("a");
    site.dispose();
    return said;
  };
  test.each([
    ["without a class the text is searched", "@/aliases", ["root... deliverable: mailer local, user root"]],
    ["with -o there are no aliases", "hash:-o @/aliases", ["a... User unknown"]],
  ])("%s", (_, spec, said) => {
    expect(verified(spec)).toEqual(said);
  });
  test("with a class mail waits", async () => {
    const site = new MailSite({ tables: { aliases: ["a: root"] }, mc: "define(`ALIAS_FILE', `hash:@/aliases')" });
    run("rm", [`${site.dir}/aliases.db`]);
    expect(await site.replies(["a", "root"])).toEqual([
      "250 2.1.5 <a>... Recipient ok (will queue)",
      "250 2.1.5 <root>... Recipient ok (will queue)",
    ]);
    site.dispose();
  });
});

describe("lists", () => {
  // Where the default user may enter, which reads them.
  const folder = mkdtempSync(path.join(tmpdir(), "sml-lists-"));
  chmodSync(folder, 0o755);
  const list = (name: string, text: string) => {
    const file = path.join(folder, name);
    if (text !== "") writeFileSync(file, text, { mode: 0o644 });
    return `${name}: :include:${file}`;
  };
  const site = new MailSite({
    mc: "define(`confDONT_BLAME_SENDMAIL', `IncludeFileInUnsafeDirPath,IncludeFileInUnsafeDirPathSafe')",
    tables: {
      aliases: [
        list("good", "# people\nroot\n"),
        list("none", "# nobody\n"),
        list("gone", ""),
        list("note", "root # note\n"),
        "relative: :include:good",
        "file: include:/etc/hosts",
      ],
    },
  });
  afterAll(() => {
    site.dispose();
    rmSync(folder, { recursive: true });
  });
  test.each([
    ["good", /^root\.\.\. deliverable/],
    ["none", /^aliasing\/forwarding loop broken$/],
    ["gone", /Cannot open .*No such file/],
    ["note", /User unknown/],
    ["relative", /Cannot open/],
    ["file", /mailer \*file\*/],
  ])("%s", (name, said) => {
    expect(site.verify(name).join(" | ")).toMatch(said);
  });
});

describe("smrsh", () => {
  const COMMANDS = [
    "echo a",
    "exec echo a",
    "echo a && exit 0",
    "echo a || exit 75",
    'echo "a b"',
    "echo {a} [b] ~ # %",
    ...[..."<>;|&`$()^"].map((char) => `echo a ${char} b`),
    "echo 'a;b'",
    "echo a |x",
  ];
  test.each(COMMANDS)("%s", async (command) => {
    const { stdout, stderr, status } = run(program("smrsh"), ["-c", command]);
    const refused = /cannot use (.) in command/.exec(stdout + stderr)?.[1];
    expect(status === 69).toBe(refused !== undefined);
    const mc = MC.replace("MAILER", "FEATURE(`smrsh')\nMAILER");
    const found = await problemsIn(`a: "|${command.replaceAll('"', '\\"')}"\npostmaster: root\n`, mc);
    const ours = found.filter(({ meta }) => meta.code === "aliases-smrsh-character").map(({ message }) => message);
    expect(ours).toHaveLength(refused === undefined ? 0 : 1);
    if (refused !== undefined) expect(ours[0]).toContain(`"cannot use ${refused} in command"`);
  });
});
