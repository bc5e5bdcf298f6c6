// Which files, programs and lists of aliases sendmail uses and which it refuses by their rights: question and answer, and what our rules say.
// docs/facts-tables.md says it in words.
import { chmodSync, chownSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { rule as badTargetRule } from "../../../server/src/rules/aliases-bad-target/index.ts";
import { rule as includeRule } from "../../../server/src/rules/aliases-include/index.ts";
import { rule as targetRule } from "../../../server/src/rules/aliases-unusable-target/index.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { Sites } from "../../../server/src/site/index.ts";
import { MailSite } from "./mail-site.ts";

/** The users that files belong to: root, the default user (daemon), and another. */
const [ROOT, DAEMON, BIN] = [0, 1, 2];

/** Outside of the folder of the server, which the default user may not enter. */
const dir = mkdtempSync(path.join(tmpdir(), "sml-deliveries-"));
chmodSync(dir, 0o755);
const sites: MailSite[] = [];
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
  for (const site of sites) site.dispose();
});

const at = (name: string) => path.join(dir, name);

function file(name: string, mode: number, uid = ROOT, text = "", gid = uid): string {
  writeFileSync(at(name), text);
  chownSync(at(name), uid, gid);
  chmodSync(at(name), mode);
  return at(name);
}

function folder(name: string, mode: number, uid = ROOT, gid = uid): string {
  mkdirSync(at(name));
  chownSync(at(name), uid, gid);
  chmodSync(at(name), mode);
  return at(name);
}

function link(name: string, to: string): string {
  symlinkSync(to, at(name));
  return at(name);
}

/** A second name of a new file. */
function second(name: string): string {
  linkSync(file(`${name}-first`, 0o644, DAEMON), at(name));
  return at(name);
}

folder("daemons", 0o755, DAEMON);
folder("group", 0o775, ROOT, DAEMON);
folder("closed", 0o700);
folder("everybody", 0o777);
link("linked", at("daemons"));
/** The folder that SafeFileEnvironment names. */
const environment = folder("env", 0o755, DAEMON);
const bounce = file("env/bounce", 0o666);

/** Files as people have them. */
const FILES: Readonly<Record<string, string>> = {
  "root's": file("a", 0o644),
  "the default user's": file("b", 0o644, DAEMON),
  "of its group": file("c", 0o664, ROOT, "", DAEMON),
  "of everybody": file("d", 0o666),
  "read only": file("e", 0o444, DAEMON),
  executable: file("f", 0o755, DAEMON),
  "executable for its owner": file("g", 0o744, DAEMON),
  "setuid root": file("h", 0o4644),
  "setuid of another": file("i", 0o4600, BIN),
  "setuid and executable": file("j", 0o4755, DAEMON),
  "setgid of another": file("k", 0o2660, ROOT, "", BIN),
  "a symbolic link": link("l", file("m", 0o644, DAEMON)),
  "a link to nowhere": link("n", at("nowhere")),
  "a link to /dev/null": link("o", "/dev/null"),
  "through a linked folder": at("linked/p"),
  "a second name": second("q"),
  "new in root's folder": at("r"),
  "new in the default user's folder": at("daemons/s"),
  "new in a folder of its group": at("group/t"),
  "new in a folder of everybody": at("everybody/u"),
  "in a folder of everybody": file("everybody/v", 0o600, DAEMON),
  "in a closed folder": file("closed/w", 0o644, DAEMON),
  "in no folder": at("nothing/x"),
  "below a file": at("a/y"),
  "a folder": at("daemons"),
  "a folder with a slash": at("daemons/"),
  "/dev/null": "/dev/null",
};

/** As files of SafeFileEnvironment. */
const INNER: Readonly<Record<string, string>> = {
  "with the folder": file("env/a", 0o644, DAEMON),
  "without the folder": "/a",
  "new, without the folder": "/b",
  "one that is outside only": at("b"),
  "in no folder": "/nothing/x",
  "root's": file("env/c", 0o644).slice(environment.length),
  "/dev/null": "/dev/null",
};

const SCRIPT = "#!/bin/sh\ncat > /dev/null\n";
const PROGRAMS: Readonly<Record<string, string>> = {
  usual: `"|${file("1", 0o755, ROOT, SCRIPT)}"`,
  "with arguments": `"|exec ${at("1")} -x y"`,
  "with a setting": `"|IFS=' ' && exec ${at("1")} -f || exit 75 #joe"`,
  "not executable": `"|${file("2", 0o644, ROOT, SCRIPT)}"`,
  "root's alone": `"|${file("3", 0o700, ROOT, SCRIPT)}"`,
  "the default user's alone": `"|${file("4", 0o700, DAEMON, SCRIPT)}"`,
  "a link": `|${link("5", at("1"))}`,
  "a link to nowhere": `|${link("6", at("nowhere"))}`,
  missing: `"|${at("nowhere")} x"`,
  "in no folder": `|${at("nothing/x")}`,
  "in a closed folder": `|${file("closed/7", 0o755, ROOT, SCRIPT)}`,
  "a folder": `|${at("daemons")}`,
  "of everybody": `|${file("8", 0o777, ROOT, SCRIPT)}`,
  "without a folder": "|cat",
  "a device": "|/dev/null",
};

const LISTS: Readonly<Record<string, string>> = {
  "root's": file("list", 0o644, ROOT, "bin\n"),
  "for root alone": file("A", 0o600, ROOT, "bin\n"),
  "for the default user alone": file("B", 0o600, DAEMON, "bin\n"),
  "for its group": file("C", 0o640, ROOT, "bin\n", DAEMON),
  "group writable": file("D", 0o664, ROOT, "bin\n"),
  "world writable": file("E", 0o646, ROOT, "bin\n"),
  executable: file("F", 0o755, ROOT, "bin\n"),
  "a link to nowhere": link("H", at("nowhere")),
  "in a closed folder": file("closed/list", 0o644, ROOT, "bin\n"),
  "a folder": at("daemons"),
  missing: at("nowhere"),
  "/dev/null": "/dev/null",
  relative: "list",
  "a list of a list": file("K", 0o644, ROOT, `:include:${at("list")}\n`),
  "a list of nothing": file("L", 0o644, ROOT, `:include:${at("nowhere")}\n`),
  "a list of itself": file("M", 0o644, ROOT, `:include:${at("M")}\n`),
  "a list of itself and others": file("N", 0o644, ROOT, `:include:${at("N")}\nbin\n`),
  "without a line end": file("O", 0o644, ROOT, "bin"),
};

/** Links to lists. */
const LINKED: Readonly<Record<string, string>> = {
  "a link": link("G", at("list")),
  "in a linked folder": at("linked/list"),
};
file("daemons/list", 0o644, ROOT, "bin\n");

/** Aliases for some values, and what our rules say of each of them. */
async function siteOf(values: readonly string[], mc = "") {
  const aliases = values.map((value, index) => `k${index}: ${value}`);
  const site = new MailSite({ mc, tables: { aliases: [...aliases, `joe: ${bounce}`] } });
  sites.push(site);
  const workspace = { ...diskFiles(), folders: [] };
  const [ours] = await new Sites(workspace, { root: "file:///" }).sitesOf(
    pathToFileURL(path.join(site.dir, "sendmail.mc")).toString(),
  );
  if (ours === undefined) throw new Error("no site");
  const found = [...lint(ours, [targetRule, includeRule, badTargetRule]).values()].flat();
  const text = aliases.map((line) => `${line}\n`);
  const starts = text.map((_, index) => text.slice(0, index).join("").length);
  const uri = pathToFileURL(path.join(site.dir, "aliases")).toString();
  // Within a list it is what the list itself has that is reported there.
  const isInList = (index: number, source: string) =>
    values[index]?.startsWith(":include:/") === true &&
    source === pathToFileURL(values[index].slice(":include:".length)).toString();
  const isReported = (index: number) =>
    found.some(
      ({ span: { source, start } }) =>
        isInList(index, source) ||
        (source === uri && start >= (starts[index] ?? 0) && start < (starts[index + 1] ?? Infinity)),
    );
  return { site, isReported };
}

/** The names whose mail sendmail returns (`true`), and those that we report, must be the same. */
async function compared(given: Readonly<Record<string, string>>, mc = "") {
  const names = Object.keys(given);
  const { site, isReported } = await siteOf(Object.values(given), mc);
  const theirs: Record<string, boolean> = {};
  const ours: Record<string, boolean> = {};
  for (const [index, name] of names.entries()) {
    const isList = given[name]?.startsWith(":include:") === true;
    const said = isList ? site.verify(`k${index}`).join("\n") : await site.send(`k${index}`);
    theirs[name] = isList
      ? !said.includes("deliverable: mailer local")
      : !/^(?!joe@|\S*bounce\.).*\.\.\. Sent$/m.test(said);
    ours[name] = isReported(index);
  }
  return { theirs, ours };
}

const lists = (given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, `:include:${value}`]));

const pick = (given: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, given[name] ?? ""]));

const BLAME = (words: string) => `define(\`confDONT_BLAME_SENDMAIL', \`${words}')\n`;

/** The folder for temporary files, where the lists are, is everybody's. */
const SAFE = "IncludeFileInUnsafeDirPath";
const WRITABLE = ["group writable", "world writable"];

test.each([
  ["files", FILES, "", 16],
  ["links allowed", pick(FILES, "a second name", "a symbolic link"), BLAME("FileDeliveryToHardLink"), 1],
  ["symbolic links allowed", pick(FILES, "a second name", "root's"), BLAME("FileDeliveryToSymLink"), 2],
  [
    "another default user",
    pick(FILES, "the default user's", "of everybody"),
    "define(`confDEF_USER_ID', `bin:bin')\n",
    1,
  ],
  ["a default user by number", pick(FILES, "root's", "the default user's"), "define(`confDEF_USER_ID', `1:1')\n", 1],
  ["files below a folder", INNER, `define(\`confSAFE_FILE_ENV', \`${environment}')\n`, 3],
  ["programs", PROGRAMS, "", 8],
  ["lists", lists(LISTS), BLAME(SAFE), 11],
  ["linked lists", lists(LINKED), BLAME(`${SAFE},LinkedIncludeFileInWritableDir`), 0],
  ["a list in a folder of everybody", lists(pick(LISTS, "root's")), "", 1],
  ["lists that a group may write", lists(pick(LISTS, ...WRITABLE)), BLAME(`${SAFE},GroupWritableIncludeFile`), 1],
  ["lists that all may write", lists(pick(LISTS, ...WRITABLE)), BLAME(`${SAFE},WorldWritableIncludeFile`), 1],
])("%s: we report what sendmail refuses", async (_, given, mc, refused) => {
  const { theirs, ours } = await compared(given, mc);
  expect(ours).toEqual(theirs);
  expect(Object.values(theirs).filter(Boolean)).toHaveLength(refused);
});
