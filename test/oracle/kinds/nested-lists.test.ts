// Who gets the mail for an alias whose lists include lists, name aliases and users with a .forward: following the hovers, and by `sendmail -bv`.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, SEED, type Version, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sml-nested-"));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

/** Users that every Debian has, with their numbers; the first ones have a `.forward`. */
const USERS = { daemon: 1, bin: 2, sys: 3, games: 5, man: 6 } as const;
const FORWARDING = ["daemon", "bin", "sys"] as const;

/** The folder for temporary files is everybody's. */
const BLAME = ["Include", "Forward"]
  .flatMap((what) => [`${what}FileInUnsafeDirPath`, `${what}FileInUnsafeDirPathSafe`])
  .join();

const features = new EditorFeatures(EDITORS);

const ALIASES = 6;
const LISTS = 5;

/** A recipient of a file of a level: it names files of deeper levels alone, so that there is no loop. */
const recipient = (level: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom("nobody1", "nobody2", "NoBody3", "x@else.example", "games", "man", "\\games", "\\daemon"),
    ...(level < 3 ? [fc.nat(ALIASES - 1).map((at) => `a${level + 1}${at}`)] : []),
    ...(level < 3 ? [fc.nat(ALIASES - 1).map((at) => `A${level + 1}${at}`)] : []),
    ...(level < 3 ? [fc.nat(ALIASES - 1).map((at) => `a${level + 1}${at}+detail`)] : []),
    ...(level < 3 ? [fc.nat(LISTS - 1).map((at) => `:include:@/l${level + 1}${at}`)] : []),
    ...(level < 2 ? [fc.constantFrom(...FORWARDING)] : []),
    fc.constantFrom("\\nobody1", '"no body"', "error:5.1.1:gone", "a@local.example", "nobody1@mx.example.com"),
  );

const names = (level: number, letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${level}${at}`);
const some = (level: number, most: number) => fc.array(recipient(level), { minLength: 1, maxLength: most });
const lines = (level: number) =>
  fc
    .array(
      fc.oneof(
        some(level, 2).map((all) => all.join(", ")),
        fc.constantFrom("# a note", "", " man ,, games"),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((all) => `${all.join("\n")}\n`);

/** Aliases, lists and `.forward`s, by name; those of a level name what is of deeper ones. */
const server = fc
  .tuple(
    ...[0, 1, 2, 3].map((level) =>
      fc.tuple(
        fc.tuple(...names(level, "a", ALIASES).map(() => some(level, 3).map((all) => all.join(", ")))),
        fc.tuple(...names(level, "l", LISTS).map(() => lines(level))),
      ),
    ),
    fc.tuple(
      ...FORWARDING.map((user) =>
        fc.oneof(lines(3), fc.constant(`\\${user}, x@else.example\n`), fc.constant(`${user}, man\n`)),
      ),
    ),
  )
  .map((parts) => {
    const levels = parts.slice(0, 4) as unknown as readonly (readonly [readonly string[], readonly string[]])[];
    const table = (letter: "a" | "l") =>
      new Map(
        levels.flatMap(([aliases, lists], level) =>
          (letter === "a" ? aliases : lists).map((text, at): [string, string] => [`${letter}${level}${at}`, text]),
        ),
      );
    const forwards = new Map(
      FORWARDING.map((user, at): [string, string] => [user, (parts[4] as readonly string[])[at] ?? ""]),
    );
    // A user's name as an alias whose own list names the user.
    const aliases = table("a").set("games", ":include:@/own").set("man", "\\man, :include:@/l30");
    return { aliases, lists: table("l").set("own", "games\nx@else.example\n"), forwards };
  });
type Server = typeof server extends fc.Arbitrary<infer T> ? T : never;

/** Who gets the mail for an alias, following what the hovers say. */
async function followed({ aliases, lists, forwards }: Server, dir: string) {
  const text = (one: string): string => one.replaceAll("@/", `${dir}/`);
  const files: Record<string, string> = {
    "sendmail.mc": "OSTYPE(`linux')\nLOCAL_DOMAIN(`local.example')\nMAILER(`local')\nMAILER(`smtp')\n",
    aliases: [...aliases].map(([name, value]) => `${name}: ${text(value)}\n`).join(""),
    "/etc/passwd": Object.entries(USERS)
      .map(([user, id]) => `${user}:x:${id}:${id}::/home/${user}:/bin/sh\n`)
      .join(""),
  };
  for (const [name, value] of lists) files[`${dir}/${name}`] = text(value);
  const site = await siteFrom(files);
  const base = site.mc?.uri.replace(/[^/]*$/, "") ?? "";
  const homes = new Map<string, Awaited<ReturnType<typeof siteFrom>>>();
  for (const [user, value] of forwards) homes.set(user, await siteFrom({ [`/home/${user}/.forward`]: text(value) }));
  const hover = (uri: string, line: number, character: number, at = site): string => {
    const contents = features.hover(at, uri, { line, character }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  };
  const aliasLines = [...aliases.keys()];

  const said = (meanings: readonly string[]): readonly string[] => meanings.flatMap((one) => leavesOf(one));
  /** @param user whose `.forward` it is in */
  function leavesOf(meaning: string, user?: string): readonly string[] {
    const [, written = "", rest = ""] = /^(?:- )?`+ ?(.*?) ?`+: (.*)$/s.exec(meaning) ?? [];
    if (/^an alias again, line (\d+)/.test(rest)) return ofAlias(Number(/line (\d+)/.exec(rest)?.[1]) - 1);
    if (/^everybody in that file/.test(rest))
      return said(inFile(`file://${written.replace(/^:include:/, "")}`, lists.get(path.basename(written)) ?? ""));
    if (/^\*\*nobody:\*\* that file has no recipients/.test(rest)) return [];
    if (/^the user of this server, and no further alias/.test(rest)) return [written];
    if (/^the user of this server, or who gets the mail for an alias/.test(rest) && written !== user) {
      const at = aliasLines.indexOf(written.toLowerCase().replace(/\+.*/, ""));
      if (at >= 0) return ofAlias(at);
    }
    if (/^the user of (?:this server|that name)/.test(rest)) return written === user ? [written] : ofUser(written);
    const [, own] = /^an address of this server: (.*)/s.exec(rest) ?? [];
    if (own !== undefined) return leavesOf(`- \`${written.replace(/@.*/, "")}\`: ${own}`, user);
    if (/^this address/.test(rest) || /^\*\*nobody/.test(rest)) return [written];
    throw new Error(`no claim: ${meaning}`);
  }
  const ofUser = (user: string): readonly string[] => {
    const [home, written] = [homes.get(user), forwards.get(user)];
    if (home === undefined || written === undefined) return [user];
    return inFile(`file:///home/${user}/.forward`, written, home).flatMap((one) => leavesOf(one, user));
  };
  const inFile = (uri: string, written: string, of = site): readonly string[] =>
    [...parseTable(TextDocument.create(uri, "", 1, text(written)), "list").entries()].map(({ line, keySpan }) => {
      const before = text(written).lastIndexOf("\n", keySpan.start - 1) + 1;
      return (hover(uri, line, keySpan.start - before, of).split("\n\n")[0] ?? "").replace(/\.$/, "");
    });
  function ofAlias(line: number): readonly string[] {
    const list = hover(`${base}aliases`, line, 0).split("\n\n")[1] ?? "";
    return said(list.split("\n"));
  }
  return { of: (alias: string) => ofAlias(aliasLines.indexOf(alias)) };
}

/** A name as it is compared. */
const plain = (name: string): string =>
  name
    .replace(/^\\/, "")
    .replace(/@(?:local\.example|mx\.example\.com)$/i, "")
    .toLowerCase();

/** Whom `sendmail -bv` names, whether it knows them or not. */
const named = (printed: readonly string[]): readonly string[] =>
  printed.flatMap((line) => {
    const found = /^(?:\S+: line \d+: )?(.*?)\.\.\. (?:deliverable: .* user (.*)|User unknown)/s.exec(line);
    // Where nobody is left.
    if (line === "aliasing/forwarding loop broken" && printed.length === 1) return [];
    return found === null ? [`? ${line}`] : [plain(found[2] ?? found[1] ?? "")];
  });
const set = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();

const ASKED = versionsThere().filter((_, at, all) => LONG || at === 0 || at === all.length - 1);
const SERVERS = fc.sample(server, { numRuns: LONG ? 8 : 1, seed: SEED + 11 });

test.each(ASKED.flatMap((version) => SERVERS.map((one, at) => [version, at, one] as const)))(
  "%s, server %i",
  async (version: Version, at, one) => {
    const dir = path.join(folder, `${version}-${at}`);
    mkdirSync(dir, { mode: 0o755 });
    for (const [name, text] of one.lists)
      writeFileSync(path.join(dir, name), text.replaceAll("@/", `${dir}/`), { mode: 0o644 });
    for (const [user, text] of one.forwards) {
      const file = path.join(dir, `${user}.forward`);
      writeFileSync(file, text.replaceAll("@/", `${dir}/`), { mode: 0o644 });
      chownSync(file, USERS[user as keyof typeof USERS], 0);
    }
    const site = new MailSite({
      mc: `define(\`confDONT_BLAME_SENDMAIL', \`${BLAME}')\ndefine(\`confFORWARD_PATH', \`${dir}/$u.forward')\n`,
      tables: { aliases: [...one.aliases].map(([name, value]) => `${name}: ${value.replaceAll("@/", `${dir}/`)}`) },
    });
    const ours = await followed(one, dir);
    const wrong = [...one.aliases.keys()].flatMap((alias) => {
      const theirs = set(named(site.verify(alias, version)));
      const claimed = set(ours.of(alias).map(plain));
      return claimed.join() === theirs.join()
        ? []
        : [`${alias}: they ${theirs.join(" ")} | we ${claimed.join(" ")} | ${one.aliases.get(alias)}`];
    });
    site.dispose();
    console.log(`${one.aliases.size - wrong.length} of ${one.aliases.size} aliases go where their hovers lead`);
    expect(wrong).toEqual([]);
  },
);
