// The notices of the packages that our bundles contain: their licences want to be passed on with them.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./project.mjs";

/** @typedef {{ name: string, version: string, license: string, text: string }} Notice */

/** Data that a package brings along under a licence of its own, by the package's name. @type {Readonly<Record<string, string>>} */
const DATA = {
  tldts: `This package contains the Public Suffix List (https://publicsuffix.org/), which is subject to the terms of the Mozilla
Public License, v. 2.0. A copy of the MPL is at https://mozilla.org/MPL/2.0/. The list in its original form is at
https://publicsuffix.org/list/public_suffix_list.dat.`,
};

/** The folders of the packages that bundles were made of, by esbuild's metafiles. @param {readonly import("esbuild").Metafile[]} metafiles */
export function bundledPackages(metafiles) {
  const folders = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
        const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
        return folder === undefined || bytesInOutput === 0 ? [] : [path.resolve(ROOT, folder)];
      }),
    ),
  );
  return [...new Set(folders)].sort((a, b) => path.basename(a).localeCompare(path.basename(b)));
}

/** Licences that let us pass a package on with its notice and ask for nothing else. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unlicense",
]);

/** What a package says of its licence. Throws where it says nothing, or another one than we know: such a package cannot be passed on. @param {string} folder @returns {Notice} */
export function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name} names no licence.`);
  if (!ALLOWED.has(license))
    throw new Error(`${name} is under ${license}, which is not among the licences that we pass on.`);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice|thirdpartynotices)\b/i.test(file));
  const texts = files.map((file) => readFileSync(path.join(folder, file), "utf8").trim());
  const owner = typeof author === "string" ? author : (author?.name ?? "its authors");
  const own = texts.length === 0 ? [`Copyright ${owner}. Licensed under the ${license} licence.`] : texts;
  return { name, version, license, text: [...own, ...(DATA[name] === undefined ? [] : [DATA[name]])].join("\n\n") };
}

/** The file that goes with the bundles. @param {readonly import("esbuild").Metafile[]} metafiles */
export function noticesFor(metafiles) {
  const line = "-".repeat(78);
  const parts = bundledPackages(metafiles).map((folder) => {
    const { name, version, license, text } = noticeOf(folder);
    return `${line}\n${name} ${version} (${license})\n${line}\n\n${text.replace(/\r\n?/g, "\n")}\n`;
  });
  return `Notices of the packages that this program contains\n\n${parts.join("\n")}`;
}

/** The file's name in dist/. */
export const NOTICES = "THIRD-PARTY-NOTICES.txt";
