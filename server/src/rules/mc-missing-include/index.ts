// A file that m4 is to read and cannot open: what it sets is missing in the .cf.

import type { MailConfig } from "../../mc/types.ts";
import { fileMacros } from "../../mc/vocabulary.ts";
import { boundsOf, folderOf, pathOf, within } from "../../site/paths.ts";
import type { Span } from "../../text.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { SiteRule } from "../types.ts";

/** Macros that read a file which sites write themselves, with the library's folder for it. */
const FOLDERS: Readonly<Record<string, string>> = { DOMAIN: "domain", HACK: "hack" };

export const rule: SiteRule = {
  meta: {
    code: "mc-missing-include",
    title: "The configuration includes a file that does not exist",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    sources: [
      "seen with GNU m4: cannot open, exit status 1, and the .cf is written without it; without cf.m4, all words of sendmail are plain text",
    ],
  },
  check(site, report, { missingLibrary }) {
    const { mc } = site;
    if (mc === undefined) return;
    const { config } = mc;
    if (missingLibrary !== undefined) {
      const { kind, path, span } = missingLibrary;
      report({
        span: knownPlace(site, span, beginningOf(mc.uri)),
        severity: kind === "wrong" ? "error" : "information",
        message:
          kind === "wrong"
            ? `m4 cannot open sendmail's library by this path.\nThere is no ${path}. Without it m4 knows none of sendmail's words, and what it writes is not a configuration. Correct the path.`
            : `sendmail's library is not at this path on this machine.\nThere is no ${path}: m4 says "cannot open" here, and what it writes is not a configuration. Correct the path, unless the server has its m4 library there.`,
      });
    }
    // Files of another system may be elsewhere there; what is named from this folder on has to be here.
    const isCopy = boundsOf(mc.uri, {}, config.mailSettingsDir).kind === "copy";
    // Of spaces and commas in the name of a feature another rule speaks.
    const badlyNamed = new Set(
      config.uses
        .filter(({ call }) => Object.hasOwn(fileMacros, call.name) && /[\s,;]/.test(call.args[0]?.text ?? ""))
        .map(({ call }) => `${call.site.source} ${call.site.start}`),
    );
    for (const { kind, path, optional, span } of site.missing) {
      if (kind !== "include" || optional || badlyNamed.has(`${span.source} ${span.start}`)) continue;
      if (within(folderOf(mc.uri), path) === mc.uri) {
        report({
          span: knownPlace(site, span, beginningOf(mc.uri)),
          message:
            "This file includes itself, without end.\nm4 reads it again and again until it cannot open more files. Remove the line.",
        });
        continue;
      }
      // Who checks the .mc alone is to hear of it too.
      const outer = span.source === mc.uri ? undefined : outerInclude(config.lookups, mc.uri, span.source);
      if (outer !== undefined && !(isCopy && path.startsWith("/")))
        report({
          span: outer,
          message: `${pathOf(span.source)} includes ${path}, and there is no such file.\nm4 says "cannot open", and writes the .cf without it. A path that does not begin with a slash begins in the folder in which m4 is run.`,
        });
      const mayBeElsewhere = isCopy && path.startsWith("/");
      report({
        span: knownPlace(site, span, beginningOf(mc.uri)),
        severity: mayBeElsewhere ? "information" : "error",
        message: mayBeElsewhere
          ? `${path} is not available here, so what it sets is unknown.\nOn the server, m4 reads it. Put a copy beside this file, or set sendmail.root.`
          : `There is no ${path}: m4 writes the .cf without it.\nm4 says "cannot open". Correct the path, create the file, or write sinclude if it may be missing.`,
      });
    }
    for (const use of config.unknownFiles) {
      const folder = FOLDERS[use.call.name];
      // Of spaces and commas in a name another rule speaks.
      if (folder === undefined || /[\s,;]/.test(use.name)) continue;
      report({
        span: knownPlace(site, use.nameSpan, use.call.site),
        severity: isCopy ? "warning" : "error",
        message: isCopy
          ? `The m4 library here has no ${folder}/${use.name}.m4: builds here lack it.\nm4 says "cannot open". The server's library may have the file: put a copy into the folder ${folder} of the library here, or correct the name.`
          : `There is no ${folder}/${use.name}.m4: m4 writes the .cf without it.\nm4 says "cannot open". Correct the name, or put the file in the folder ${folder} of the m4 library.`,
      });
    }
  },
};

/** The place in the .mc that brings in a file, by itself or through others; undefined where it is not found. */
function outerInclude(lookups: MailConfig["lookups"], mc: string, file: string): Span | undefined {
  const seen = new Set<string>();
  for (let source = file; !seen.has(source); ) {
    seen.add(source);
    const found = lookups.find(({ path }) => source.endsWith(`/${path.replace(/^(?:\.\.?\/|\/)+/, "")}`));
    if (found === undefined) return undefined;
    const { call } = found;
    const place = call.args[0]?.exact ?? call.site;
    if (place.source === mc) return place;
    source = place.source;
  }
  return undefined;
}
