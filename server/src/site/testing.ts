// Makes sites out of small texts for the tests of all layers; not part of the product.
import type { Span } from "../text.ts";
import { type MailSite, memoryWorkspace, Sites } from "./index.ts";
import type { PathFacts, PemFacts } from "./types.ts";

/** A text out of which the markers were taken: `‸` is a cursor, `⟦…⟧` a range (ranges may nest). */
export interface Marked {
  readonly text: string;
  /** Offsets in `text`. */
  readonly cursors: readonly number[];
  /** Without a `source`; in the order in which they open. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the markers out of a text. */
export function unmark(marked: string): Marked {
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = "";
  for (const character of marked) {
    if (character === "‸") cursors.push(text.length);
    else if (character === "⟦") {
      const range = { start: text.length, end: -1 };
      ranges.push(range);
      open.push(range);
    } else if (character === "⟧") {
      const range = open.pop();
      if (range === undefined) throw new Error(`"⟧" without "⟦" in ${JSON.stringify(marked)}`);
      range.end = text.length;
    } else text += character;
  }
  if (open.length > 0) throw new Error(`"⟦" without "⟧" in ${JSON.stringify(marked)}`);
  return { text, cursors, ranges };
}

/** A site and the markers that its texts had. */
export interface TestSite {
  readonly site: MailSite;
  /** The first cursor of all files. */
  readonly cursor: { readonly uri: string; readonly offset: number } | undefined;
  /** All ranges, file by file. */
  readonly ranges: readonly Span[];
}

/** The folder that plain names are put into. */
export const TEST_FOLDER = "file:///etc/mail/";

/** `sendmail.mc` -> `file:///etc/mail/sendmail.mc`; `/x/y` -> `file:///x/y`. */
export function testUri(name: string): string {
  if (name.includes("://")) return name;
  return name.startsWith("/") ? `file://${name}` : TEST_FOLDER + name;
}

/**
 * The site of some files, by name (`sendmail.mc`, `access`, `relay-domains`, or a whole path). Its .mc is `sendmail.mc`,
 * else the first name that ends in `.mc`; without any it is the site of the first file. Markers are taken out.
 */
export async function siteFrom(files: Readonly<Record<string, string>>): Promise<MailSite> {
  return (await markedSite(files)).site;
}

/** As `siteFrom`, with the places that were marked. The files are written in the given order, a second apart; `modes`: rights by name,
 * which a file `rights` with lines such as `chmod 644 NAME` gives as well. A file `certificates` says what is in files of certificates
 * and keys, a line each: `PATH certificate KEY [STATE [DAY]]`, `PATH key KEY`, `PATH nothing`; others are then missing.
 * A file `paths` says what is at paths that mail is handed to, as `ls -ln` does (`-rw-r--r-- 1 0 0 PATH`; `l` for a symbolic link to a
 * file): nothing else is there then, but the folders above.
 */
export async function markedSite(
  files: Readonly<Record<string, string>>,
  modes: Readonly<Record<string, number>> = {},
): Promise<TestSite> {
  const texts: Record<string, string> = {};
  const ranges: Span[] = [];
  let cursor: TestSite["cursor"];
  const rights = { ...modes };
  const pems = new Map<string, PemFacts>();
  const paths = new Map<string, PathFacts>();
  for (const [name, written] of Object.entries(files)) {
    if (name === "rights") {
      for (const [, mode = "", of = ""] of written.matchAll(/^chmod (\d+) (\S+)$/gm))
        rights[of] = Number.parseInt(mode, 8);
      continue;
    }
    if (name === "paths") {
      for (const line of written.split("\n").filter((one) => one !== "")) addPath(paths, line);
      continue;
    }
    if (name === "certificates") {
      for (const line of written.split("\n").filter((one) => one !== "")) addPem(pems, line);
      continue;
    }
    const uri = testUri(name);
    const marked = unmark(written);
    texts[uri] = marked.text;
    ranges.push(...marked.ranges.map((range) => ({ source: uri, ...range })));
    const [offset] = marked.cursors;
    if (offset !== undefined) cursor ??= { uri, offset };
  }
  const uris = Object.keys(texts);
  const id = uris.find((uri) => uri.endsWith("/sendmail.mc")) ?? uris.find((uri) => uri.endsWith(".mc")) ?? uris[0];
  const workspace = memoryWorkspace();
  uris.forEach((uri, at) => {
    workspace.write(uri, texts[uri] ?? "", at * 1000);
  });
  for (const [uri, facts] of pems) workspace.certify(uri, facts);
  for (const [uri, facts] of paths) workspace.place(uri, facts);
  for (const [name, mode] of Object.entries(rights)) workspace.chmod(testUri(name), mode);
  const [site] = id === undefined ? [] : await new Sites(workspace).sitesOf(id);
  if (site === undefined)
    throw new Error(`no site in ${uris.join(", ")}: is the first file sendmail's by name and content?`);
  return { site, cursor, ranges };
}

/** Adds what one line of a file `paths` says. */
function addPath(paths: Map<string, PathFacts>, line: string): void {
  const [bits = "", links, uid, gid, path = ""] = line.split(/\s+/);
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
    const folder = testUri(path.slice(0, at));
    if (!paths.has(folder)) addPath(paths, `drwxr-xr-x 1 0 0 ${path.slice(0, at)}`);
  }
  const special = (/^...[sS]/.test(bits) ? 0o4000 : 0) + (/^.{6}[sS]/.test(bits) ? 0o2000 : 0);
  const mode = [...bits.slice(1)].reduce((all, bit) => all * 2 + (/[-ST]/.test(bit) ? 0 : 1), 0) + special;
  const kind = bits.startsWith("d") ? "folder" : /^[-l]/.test(bits) ? "file" : "other";
  const numbers = { links: Number(links), mode, uid: Number(uid), gid: Number(gid) };
  paths.set(testUri(path), { kind, isLink: bits.startsWith("l"), ...numbers });
}

/** Adds what one line of a file `certificates` says. */
function addPem(pems: Map<string, PemFacts>, line: string): void {
  const [path = "", what, key = "", state = "valid", until = "2030-01-31"] = line.split(" ");
  const known = pems.get(testUri(path)) ?? { certificates: [], key: undefined, binary: what === "binary" };
  if (what === "key")
    pems.set(testUri(path), {
      ...known,
      key: key === "encrypted" ? { kind: "encrypted" } : { kind: "plain", id: key },
    });
  else if (what === "certificate" && (state === "early" || state === "valid" || state === "soon" || state === "over")) {
    const certificate = { subject: "CN=mx.example.com", keyId: key, from: "2026-01-31", until, state } as const;
    pems.set(testUri(path), { ...known, certificates: [...known.certificates, certificate] });
  } else pems.set(testUri(path), known);
}
