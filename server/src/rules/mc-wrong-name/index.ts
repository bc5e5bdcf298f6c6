// A name with a space, a comma or a line end in it: FEATURE(`access_db '), MAILER(`smtp, local'), define(`SMART_HOST' , ...).
import { catalog, type Kind, settingRecord } from "../../catalog/index.ts";
import type { CallArgument, MacroCall } from "../../m4/types.ts";
import { fileMacros } from "../../mc/vocabulary.ts";
import type { MailSite } from "../../site/types.ts";
import { lineEndOf, replacement } from "../edits.ts";
import type { Finding, Fix, SiteRule } from "../types.ts";

/** The kinds whose names the macros take. */
const KINDS: Readonly<Record<string, Kind>> = {
  FEATURE: "feature",
  MAILER: "mailer",
  OSTYPE: "ostype",
  DOMAIN: "domain",
  HACK: "hack",
};

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-name",
    title: "A space, a comma or a line end in a name that m4 looks for",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      "seen with m4: cannot open feature/access_db .m4; define of a name with a space sets nothing that anybody reads",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const { call, implied } of config.uses) {
      const [first] = call.args;
      if (implied || first === undefined || !Object.hasOwn(fileMacros, call.name)) continue;
      if (/[\s,;]/.test(first.text) && first.text.trim() !== "") report(ofFile(site, call, first));
    }
    for (const { name, nameSpan, call, implied, value } of config.settings) {
      const plain = name.trim();
      const [first] = call.args;
      if (implied || value === undefined || plain === name || settingRecord(plain) === undefined) continue;
      if (first === undefined || site.document(nameSpan.source) === undefined) continue;
      report({
        span: first.span,
        severity: "warning",
        message: `The space is part of the name, so this sets "${name}" and not ${plain}.\nNobody reads that name, and m4 does not say so. Remove the space.`,
        fixes: () => rewritten(site, call, first, [plain]),
      });
    }
  },
};

function ofFile(site: MailSite, call: MacroCall, first: CallArgument): Finding {
  const names = first.text.split(/[\s,;]+/).filter((name) => name !== "");
  const kind = KINDS[call.name];
  const isList = names.length > 1 && names.every((name) => kind !== undefined && catalog.get(kind, name) !== undefined);
  const isOpen = /[\r\n]/.test(first.text) && names.length > 1;
  const what =
    names.length === 1
      ? "The space is part of the name, so m4 finds no file of this name."
      : isOpen
        ? `The name of this ${call.name} goes on over a line end: a quote is missing.`
        : `${call.name} takes one name, and this is a list.`;
  const advice =
    names.length === 1
      ? "Take the space out."
      : isOpen
        ? "Close the quote after the name."
        : `Write one ${call.name} for each.`;
  return {
    span: first.span,
    message: `${what}\nm4 says "cannot open" and leaves it out of the .cf. ${advice}`,
    fixes: () => (names.length === 1 || isList ? rewritten(site, call, first, names) : []),
  };
}

/** The call with a sound name, once for each name. */
function rewritten(site: MailSite, call: MacroCall, first: CallArgument, names: readonly string[]): readonly Fix[] {
  const document = site.document(first.span.source);
  const [name, ...others] = names;
  if (document === undefined || name === undefined || first.span.source !== call.span.source) return [];
  if (others.length > 0 && call.args.length > 1) return [];
  const quoted = (one: string) => `\`${one}'`;
  // The space between the closing quote and the comma or parenthesis belongs to the name, too.
  const text = document.getText();
  let { end } = first.span;
  while (/[ \t]/.test(text.charAt(end))) end++;
  if (others.length === 0)
    return [replacement(`Write ${quoted(name)}: ${call.name} takes effect`, { ...first.span, end }, quoted(name))];
  const lines = names.map((one) => `${call.name}(${quoted(one)})`).join(`dnl${lineEndOf(document)}`);
  return [replacement(`Write one ${call.name} for each name: all take effect`, call.span, lines)];
}
