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
