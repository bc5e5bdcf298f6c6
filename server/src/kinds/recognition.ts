// What several kinds ask of a file's name and text to recognise it.
import { parseTable } from "../tables/index.ts";
import type { Table } from "../tables/types.ts";
import { masked, TextDocument } from "../text.ts";
import type { FileFacts } from "./types.ts";

/** A folder for sendmail's files. */
export const MAIL_FOLDER = /^(?:mail|sendmail.*|etc|cf)$/i;

/** A folder for mail files only: a usual name there means what it says. */
const OWN_FOLDER = /^(?:mail|sendmail.*)$/i;

/** Texts that are plainly something else, wherever they lie: encrypted files, web pages, programs. */
const FOREIGN_TEXT = /^\s*(?:\$ANSIBLE_VAULT|<!doctype|<html|<\?xml|#!\/)/i;

/** True for a file of a usual name in a folder of mail, whatever mistakes are in it; undefined where the content has to say. */
export function byFolder({ folder, text }: FileFacts): boolean | undefined {
  if (FOREIGN_TEXT.test(text)) return false;
  return OWN_FOLDER.test(folder) ? true : undefined;
}

/** A line of a table as people write one for makemap: no signs of other languages, and no colon after the key. */
const MAP_LINE = /^[^\s#{}<>()"'`=;,]*[^\s#{}<>()"'`=;,:][ \t]+\S/;

/** What the first two words of a line have that names a domain, an address or a mailer. */
const SIGN = /^\S*[.@:]\S|^\S+[ \t]+\S*[.@:]\S/;

/**
 * True for a text that may be a table for makemap, whatever is wrong with its keys and values: for names that no other program gives
 * its tables. A text of comments is one.
 *
 * @param hasUsers true where a line may be two names without a domain
 */
export function isMapText(text: string, hasUsers = false): boolean {
  const lines = masked(firstLines(text), "#")
    .split("\n")
    .filter((line) => /^[^\s#]/.test(line));
  const good = lines.filter((line) => MAP_LINE.test(line));
  const hasName =
    good.length === 0 || good.some((line) => SIGN.test(line) || (hasUsers && /^\S+[ \t]+\S+$/.test(line)));
  return hasName && good.length * 2 >= lines.length;
}

/** What people and programs add to the name of a file that they keep, deliver or fill in. */
const ADDED =
  /(?:~|,v|[.\-_](?:old|orig|bak|backup|save|saved|new|working|work|copy|rpm(?:new|save|orig)|dpkg-\w+|ucf-\w+|\d[\w.-]*))$/i;
const TEMPLATE = /\.(?:in|j2|jinja2?|erb|epp|tmpl|tpl|template|mustache|gotmpl|ctmpl)$/i;

/** The name that a copy or a template of a file was made from: `sendmail.mc` for `sendmail.mc.old` and `sendmail.mc.j2`. */
export function plainName(name: string): string {
  for (let plain = name; ; ) {
    const shorter = plain.replace(ADDED, "").replace(TEMPLATE, "");
    if (shorter === plain || shorter === "") return plain;
    plain = shorter;
  }
}

/** The name without what says that it is a template. */
export function templateOf(name: string): string {
  return name.replace(TEMPLATE, "");
}

/** Lines at the beginning of a table that are looked at. */
export const ENOUGH = 200;

/** The lines of a text that are looked at. */
export function firstLines(text: string): string {
  let end = 0;
  for (let line = 0; line < ENOUGH; line++) {
    const newline = text.indexOf("\n", end);
    if (newline === -1) return text;
    end = newline + 1;
  }
  return text.slice(0, end);
}

/** The beginning of a text as a table. */
export function tableOfFirstLines(text: string, reading: Table["kind"]): Table {
  return parseTable(TextDocument.create("beginning:", "", 0, masked(firstLines(text), "#")), reading);
}
