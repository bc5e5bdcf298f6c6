// A name with a space, a comma or a line end in it: FEATURE(`access_db '), MAILER(`smtp, local'), define(`SMART_HOST' , ...).
import { catalog, type Kind, settingRecord } from "../../catalog/index.ts";
import type { CallArgument, MacroCall } from "../../m4/types.ts";
import { fileMacros } from "../../mc/vocabulary.ts";
import type { MailSite } from "../../site/types.ts";
import { lineEndOf, replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
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
      "seen with m4: define(`30', `confMAX_HOP') sets nothing",
      "seen with m4: cannot open feature/access_db .m4; define of a name with a space sets nothing that anybody reads",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const { call, implied } of config.uses) {
      const [first] = call.args;
      if (implied || first === undefined || !Object.hasOwn(fileMacros, call.name)) continue;
      if (NOT_PLAIN.test(first.text)) continue;
      const several = severalMailers(site, call, first);
      if (several !== undefined) report(several);
      const isApart = /^`\w+'`[^']/.test(
        site.document(first.span.source)?.slice(first.span.start, first.span.end) ?? "",
      );
      if (isApart || (/[\s,;]/.test(first.text) && first.text.trim() !== "")) report(ofFile(site, call, first));
      else if (/[()[\]{}<>=:|]/.test(first.text) && !/["'`‘’“”´\\$]/.test(first.text)) report(withSigns(call, first));
    }
    for (const call of config.expansion.calls.filter(({ name }) => name === "undefine")) {
      const [first] = call.args;
      const plain = first?.text.trim() ?? "";
      const withValue = first === undefined ? undefined : undefinedWithValue(site, call, first);
      if (withValue !== undefined) report(withValue);
      if (first === undefined || plain === first.text || settingRecord(plain) === undefined) continue;
      if (!site.has(first.span.source) || NOT_PLAIN.test(first.text)) continue;
      report(spaced(site, call, first, `The space is part of the name, so ${plain} stays as it is.`));
    }
    for (const { name, nameSpan, call, implied, value } of config.settings) {
      const swapped = inWrongOrder(site, call, implied);
      if (swapped !== undefined) report(swapped);
      const joined = withoutComma(site, call, implied);
      if (joined !== undefined) report(joined);
      if (NOT_PLAIN.test(name)) continue;
      const plain = name.trim();
      const [first] = call.args;
      if (implied || first === undefined) continue;
      const replaced = call.name === "define" || call.name === "undefine" ? replacedName(site, first) : undefined;
      if (replaced !== undefined) report(replaced);
      if (/^\w*$/.test(name)) continue;
      const pieces = joined === undefined && replaced === undefined ? inPieces(site, plain, first) : undefined;
      if (pieces !== undefined) report(pieces);
      if (value === undefined) continue;
      if (plain === name || settingRecord(plain) === undefined) continue;
      if (first === undefined || !site.has(nameSpan.source)) continue;
      report(spaced(site, call, first, `The space is part of the name, so this sets "${name}" and not ${plain}.`));
    }
  },
};

/** define(confLOG_LEVEL, `14'): the library gives the setting a value, and m4 puts that in the place of the name. */
function replacedName(site: MailSite, first: CallArgument): Finding | undefined {
  const written = site.document(first.span.source)?.slice(first.span.start, first.span.end).trimEnd() ?? "";
  if (!/^\w+$/.test(written) || written === first.text.trim() || settingRecord(written) === undefined) return undefined;
  return {
    span: first.span,
    severity: "warning",
    message: `The name is not in quotes, so m4 puts the setting's value in its place.\nThe name that counts here is "${shortened(first.text)}", which nobody reads, and m4 does not say so. Write \`${written}'.`,
    fixes: () => [
      replacement(`Write \`${written}': ${written} takes effect${mayRelay(written)}`, first.span, `\`${written}'`),
    ],
  };
}

/** define(`confTO IDENT', ...), define(`SMART_HOST, MAIL_HUB', ...), define((`SMART_HOST', ...)): no macro has such a name. */
function inPieces(site: MailSite, name: string, first: CallArgument): Finding | undefined {
  if (!site.has(first.span.source) || /["'‘’“”´\\]/.test(name.replace(/^\(`.*$|^`\w+'$/s, ""))) return undefined;
  const joined = name.replace(/^`(\w+)'$/, "$1").replace(/[\s-]+/g, "_");
  const meant = joined !== name && settingRecord(joined) !== undefined ? joined : undefined;
  const [, opening = "", begins = ""] = /^(\(`?)?(\w+)\W/.exec(name) ?? [];
  if (meant === undefined && settingRecord(begins) === undefined) return undefined;
  return {
    span: first.span,
    severity: "warning",
    message:
      meant !== undefined
        ? `No setting has this name, so this line sets nothing.\nm4 does not say so. The setting is called ${meant}.`
        : `All of this is one name for m4, so the line sets nothing.\nNobody reads "${shortened(name)}", and m4 does not say so. ${opening === "" ? "Write one define for each" : "Take out the second parenthesis"}.`,
    fixes: () =>
      meant === undefined
        ? []
        : [replacement(`Write \`${meant}': ${meant} takes effect${mayRelay(meant)}`, first.span, `\`${meant}'`)],
  };
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 37)}...` : text).replace(/\s+/g, " ");

/** undefine(`SMART_HOST', `relay.example.net'): m4 takes each argument for a name, so the setting is gone and the value is nobody's. */
function undefinedWithValue(site: MailSite, call: MacroCall, first: CallArgument): Finding | undefined {
  const [, value] = call.args;
  const name = first.text.trim();
  if (value === undefined || call.args.length > 2 || settingRecord(name) === undefined) return undefined;
  // Several names are taken away in one call.
  if (/^\s*[A-Za-z_]\w*\s*$/.test(value.text) || value.text.trim() === "") return undefined;
  const document = site.document(call.span.source);
  const word = "undefine";
  if (document?.slice(call.span.start, call.span.start + word.length) !== word) return undefined;
  return {
    span: value.span,
    severity: "warning",
    message: `undefine takes ${name} away, and this value is not set.\nm4 takes each argument of undefine for a name. Write define(\`${name}', ...) to set it, or leave the value out.`,
    fixes: () => [
      replacement(
        `Write define: ${name} takes this value${mayRelay(name)}`,
        { ...call.span, end: call.span.start + word.length },
        "define",
      ),
    ],
  };
}

/** The name of a setting with a space before or after it. */
function spaced(site: MailSite, call: MacroCall, first: CallArgument, what: string): Finding {
  return {
    span: first.span,
    severity: "warning",
    message: `${what}\nNobody reads that name, and m4 does not say so. Remove the space.`,
    fixes: () => rewritten(site, call, first, [first.text.trim()]),
  };
}

/** Spaces that cannot be seen have a rule of their own. */
const NOT_PLAIN = /[\u00a0\u2007\u202f\u3000]/;

/** define(`relay.example.net', `SMART_HOST'): the name of a setting as the value of what is not the name of anything. */
function inWrongOrder(site: MailSite, call: MacroCall, implied: boolean): Finding | undefined {
  const [value, name] = call.args;
  if (call.name !== "define" || implied || value === undefined || name === undefined || call.args.length > 2)
    return undefined;
  const document = site.document(value.span.source);
  const isName = /^(?:conf[A-Z]|[A-Z]+_)/.test(name.text) && settingRecord(name.text) !== undefined;
  // A name of the site's own may well have the name of a setting as its value.
  if (document === undefined || !isName || /^[A-Za-z_]\w*$/.test(value.text) || settingRecord(value.text) !== undefined)
    return undefined;
  const text = `\`${name.text}', \`${value.text}'`;
  const span = { ...value.span, end: name.span.end };
  return {
    span,
    severity: "warning",
    message: `The name and the value are in the wrong order, so ${name.text} is not set.\nThe first argument of define is the name. Write define(${text}).`,
    fixes: () =>
      value.span.source !== name.span.source || /[`']/.test(value.text)
        ? []
        : [replacement(`Write define(${text}): ${name.text} takes this value${mayRelay(name.text)}`, span, text)],
  };
}

/** define(`SMART_HOST' `x'), define(`SMART_HOST'=`x'): one argument, which begins with the name of a setting. */
function withoutComma(site: MailSite, call: MacroCall, implied: boolean): Finding | undefined {
  const [only, ...others] = call.args;
  if (call.name !== "define" || implied || only === undefined || others.length > 0) return undefined;
  const document = site.document(only.span.source);
  const written = document?.slice(only.span.start, only.span.end) ?? "";
  const [, name = "", sign = "", value = ""] =
    /^`?(\w+)'?([ \t]*(?:[=:;.]|=>)?[ \t]*)`?([^`']+)'?$/.exec(written) ?? [];
  const isApart = sign !== "" || /^`\w+'`/.test(written);
  if (!isApart || value === "" || settingRecord(name) === undefined) return undefined;
  const text = `\`${name}', \`${value.trim()}'`;
  return {
    span: only.span,
    severity: "warning",
    message: `There is no comma after ${name}, so this define sets nothing.\nm4 takes all of it for one name, which nobody reads. Write define(${text}).`,
    fixes: () => [replacement(`Write define(${text}): ${name} takes this value${mayRelay(name)}`, only.span, text)],
  };
}

function ofFile(site: MailSite, call: MacroCall, first: CallArgument): Finding {
  const written = site.document(first.span.source)?.slice(first.span.start, first.span.end) ?? "";
  const apart = /^`(\w+)'[ \t]*(`[^`']*')$/.exec(written);
  if (apart !== null && call.args.length === 1) {
    const text = `\`${apart[1]}', ${apart[2]}`;
    return {
      span: first.span,
      message: `There is no comma after ${apart[1]}, so m4 looks for a file with this whole name.\nm4 says "cannot open" and leaves it out of the .cf. Write ${call.name}(${text}).`,
      fixes: () => [
        replacement(`Write ${call.name}(${text}): ${call.name} takes effect${mayRelay(text)}`, first.span, text),
      ],
    };
  }
  // A web page writes a space as &nbsp;.
  const names = first.text
    .replace(/&(?:nbsp|#160);/g, " ")
    .split(/[\s,;]+/)
    .filter((name) => name !== "");
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

/** MAILER(`local', `smtp'): the second argument is what the first mailer is called, and names that mailers have are meant as mailers. */
function severalMailers(site: MailSite, call: MacroCall, first: CallArgument): Finding | undefined {
  const others = call.args.slice(1);
  const [second] = others;
  const last = others.at(-1);
  if (call.name !== "MAILER" || second === undefined || last === undefined) return undefined;
  if (!site.has(call.span.source) || second.span.source !== last.span.source) return undefined;
  const names = call.args.map(({ text }) => text.trim());
  if (!names.every((name) => catalog.get("mailer", name) !== undefined)) return undefined;
  return {
    span: { ...second.span, end: last.span.end },
    message: `MAILER takes one mailer, so ${names.slice(1).join(" and ")} ${others.length > 1 ? "are" : "is"} not included.\nm4 silently reads only the file of ${names[0]}. Write one MAILER for each.`,
    fixes: () => {
      const document = site.document(call.span.source);
      if (document === undefined || first.span.source !== call.span.source) return [];
      const lines = names.map((name) => `MAILER(\`${name}')`).join(`dnl${lineEndOf(document)}`);
      return [replacement("Write one MAILER for each: all are included", call.span, lines)];
    },
  };
}

/** FEATURE((`redirect')), FEATURE(<access_db>). */
function withSigns(call: MacroCall, first: CallArgument): Finding {
  const plain = first.text.replace(/^[()[\]{}<>=:|]+|[()[\]{}<>=:|]+$/g, "");
  const kind = KINDS[call.name];
  const isKnown = kind !== undefined && catalog.get(kind, plain) !== undefined;
  return {
    span: first.span,
    message: `m4 looks for a file called "${first.text}.m4", signs included.\nThere is none: m4 says "cannot open" and leaves it out of the .cf. Write ${call.name}(\`${isKnown ? plain : "name"}').`,
    fixes: () =>
      isKnown
        ? [replacement(`Write \`${plain}': ${call.name} takes effect${mayRelay(plain)}`, first.span, `\`${plain}'`)]
        : [],
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
    return [
      replacement(
        `Write ${quoted(name)}: ${call.name} takes effect${mayRelay(name)}`,
        { ...first.span, end },
        quoted(name),
      ),
    ];
  const lines = names.map((one) => `${call.name}(${quoted(one)})`).join(`dnl${lineEndOf(document)}`);
  return [replacement(`Write one ${call.name} for each name: all take effect${mayRelay(lines)}`, call.span, lines)];
}
