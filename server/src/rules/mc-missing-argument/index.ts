// Features and macros that do nothing without an argument, and macros whose argument is not in parentheses.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { MessageId, Setting, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { lineBounds, replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { libraryRule } from "../shapes/library-rule.ts";
import type { Finding, SiteRule } from "../types.ts";
import { misreading } from "../values/option-values.ts";

/** What the argument is, by the library's message. */
const WANTED: Readonly<Partial<Record<MessageId, { readonly what: string; readonly add?: string }>>> = {
  "dnsbl-without-argument": { what: "the name of a DNS blocklist" },
  "enhdnsbl-without-argument": { what: "the name of a DNS blocklist" },
  "nullclient-without-argument": { what: "the host to which all mail goes" },
  "msp-nullclient-without-argument": { what: "the host to which all mail goes" },
  "prefixmod-without-argument": { what: "the prefix" },
  "prefixmod-without-second-argument": { what: "what the prefix becomes as its second argument" },
  "nopercenthack-without-argument": { what: "reject or nospecial", add: "reject" },
  "nouucp-without-argument": { what: "reject or nospecial", add: "reject" },
};

const features = libraryRule(
  {
    code: "mc-missing-argument",
    title: "A feature or macro without its argument",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, section "FEATURES"',
      "m4 library: missing argument",
      "seen with m4: EXPOSED_USER[`root'] writes C{E} without a member, MODIFY_MAILER_FLAGS(`LOCAL') takes all flags away",
    ],
  },
  Object.keys(WANTED) as MessageId[],
  ({ id, call }) => {
    const wanted = WANTED[id];
    const name = call?.args[0];
    if (wanted === undefined || name === undefined) return undefined;
    return {
      message: `${name.text} needs an argument: ${wanted.what}.\nWithout it m4 reports an error and the feature is incomplete. Write the argument.`,
      fixes: () => {
        const { add } = wanted;
        const { source, end } = name.span;
        if (add === undefined || name.exact === undefined) return [];
        return [
          {
            title: `Add the argument \`${add}': the feature takes effect${mayRelay(name.text)}`,
            grade: "asks",
            preferred: true,
            changes: [{ span: { source, start: end, end }, newText: `, \`${add}'` }],
          },
        ];
      },
    };
  },
);

export const rule: SiteRule = {
  meta: features.meta,
  check(site, report, options) {
    features.check(site, report, options);
    for (const { name, nameSpan, call, implied } of site.mc?.config.settings ?? []) {
      const isUndefine = call.name === "undefine";
      if (implied || (call.name !== "define" && !isUndefine) || name.trim() !== "" || !site.has(nameSpan.source))
        continue;
      report({
        span: call.span,
        message: isUndefine
          ? "This undefine has no name, so it takes nothing away.\nm4 does not say so. Write undefine(`NAME'), or remove the line."
          : "This define has no name, so it sets nothing.\nm4 does not say so. Write define(`NAME', `value'), or remove the line.",
      });
    }
    for (const { name, call, implied } of site.mc?.config.settings ?? [])
      if (!implied && call.name === "define" && call.args.length === 1 && site.has(call.span.source))
        for (const finding of withoutValue(name, call)) report(finding);
    for (const use of site.mc?.config.features ?? [])
      for (const finding of use.implied ? [] : featureWithout(site, use)) report(finding);
    for (const use of site.mc?.config.uses ?? []) {
      const found = use.implied || use.call.parent !== undefined ? undefined : withoutArgument(site, use);
      if (found !== undefined) report(found);
    }
  },
};

/** `define(\`MAIL_HUB')`: a setting that takes a value and gets none. Of truth values none means true. */
function withoutValue(name: string, { span }: Setting["call"]): readonly Finding[] {
  const record = settingRecord(name);
  if (record === undefined || (record.kind !== "option" && record.kind !== "define") || record.cf === undefined)
    return [];
  // Of numbers and of the server's own name other rules say it.
  if (record.type === "boolean" || misreading(record, "") !== undefined || name === "confDOMAIN_NAME") return [];
  return [
    {
      span,
      message: `This define gives ${name} no value.\nm4 sets it to nothing${record.default === undefined ? "" : ", and its default is gone"}. Write define(\`${name}', \`...'), or remove the line.`,
    },
  ];
}

/** A feature that is not given what it needs, and the library does not say so. */
function featureWithout(site: MailSite, { name, args, call }: Use): readonly Finding[] {
  const needed = catalog.get("feature", name)?.arguments ?? [];
  const missing = needed.find(
    ({ optional, reported }, at) => optional !== true && reported !== true && (args[at]?.text ?? "").trim() === "",
  );
  if (missing === undefined || !site.has(call.span.source)) return [];
  return [
    {
      span: call.span,
      message: `${name} is not given its argument: ${missing.name}.\nm4 does not say so, and what the feature writes does not work. Write FEATURE(\`${name}', ${needed
        .filter(({ optional }) => optional !== true)
        .map(() => "`...'")
        .join(", ")}).`,
    },
  ];
}

/** Macros of which other rules say it, and one that does nothing anyway. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(
  "FEATURE MAILER OSTYPE DOMAIN HACK SITECONFIG VERSIONID MAIL_FILTER INPUT_MAIL_FILTER".split(" "),
);

/** Signs around an argument that people write for parentheses, up to the end of the line. */
const INSTEAD =
  /^([ \t]*[:=]?[ \t]*)(\[(.+)\]|\{(.+)\}|<(.+)>|`([^`']+)'|'([^`']+)'|"([^"]+)"|([\w.@-]+))[ \t]*(?:dnl.*)?$/;

/** A macro that is not given what it needs. */
function withoutArgument(site: MailSite, { call }: Use): Finding | undefined {
  const { name, args, nameSpan } = call;
  const needed = catalog.get("macro", name)?.arguments?.filter(({ optional }) => optional !== true) ?? [];
  const document = site.document(nameSpan.source);
  if (document === undefined || needed.length === 0 || SAID_ELSEWHERE.has(name)) return undefined;
  const { start, end } = lineBounds(document, nameSpan.start);
  const isBare = args.length === 0;
  // Text that only mentions a macro is other rules'; so is a space before the parenthesis.
  if (document.slice(start, nameSpan.start).trim() !== "" || document.slice(nameSpan.start, nameSpan.end) !== name)
    return undefined;
  const rest = document.slice(nameSpan.end, end);
  if (isBare && /^[ \t]*\(/.test(rest)) return undefined;
  const missing = needed.findIndex((_, at) => (args[at]?.text ?? "").trim() === "");
  const wanted = needed[missing];
  if (wanted === undefined) return undefined;
  if (!isBare)
    return {
      span: call.span,
      message: `${name} is not given its argument: ${wanted.name}.\nm4 writes its line without a value, and says nothing. Write ${name}(${needed.map(() => "`...'").join(", ")}), or remove the line.`,
    };
  const text = rest.replace(/[ \t]*dnl(?![A-Za-z0-9_]).*$/, "");
  const found = INSTEAD.exec(rest);
  const written = found?.slice(3).find((part) => part !== undefined);
  const place = { source: nameSpan.source, start: nameSpan.end, end: nameSpan.end + text.trimEnd().length };
  return {
    span: nameSpan,
    message: `${name} gets no argument: the parenthesis must follow the name at once.\nm4 writes its line without a value${text.trim() === "" ? "" : `, and does not give it "${text.trim().length > 40 ? `${text.trim().slice(0, 37)}...` : text.trim()}"`}. Write ${name}(${needed.map(() => "`...'").join(", ")}).`,
    fixes: () =>
      written === undefined
        ? []
        : [
            replacement(
              `Put the argument in parentheses: ${name} takes effect${mayRelay(name)}`,
              place,
              /[`']/.test(written) ? `(${written})` : `(\`${written}')`,
            ),
          ],
  };
}
