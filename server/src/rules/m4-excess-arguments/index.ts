// More arguments than a macro takes: usually a value with commas that was not quoted.
import type { M4Error } from "../../m4/types.ts";
import type { Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { contains } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { m4Rule } from "../shapes/m4-rule.ts";
import type { Finding, Fix, SiteRule } from "../types.ts";
import { signatureOf } from "../values/signatures.ts";

/** What m4 itself says of its builtins. */
const builtins = m4Rule(
  {
    code: "m4-excess-arguments",
    title: "A macro gets more arguments than it takes, and m4 ignores the rest",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: [
      "GNU m4 manual, Macro arguments",
      "seen with m4: excess arguments to builtin `define' ignored",
      "seen with the library: DAEMON_OPTIONS, RELAY_DOMAIN and the like keep the first argument and silently ignore the others",
    ],
  },
  ["too-many-arguments"],
  // Names of files with a comma in them are another rule's.
  ({ call }) =>
    call?.name === "include" || call?.name === "ifelse"
      ? undefined
      : `${call?.name ?? "This macro"} takes fewer arguments: m4 ignores the extra ones.\nOnly the part before the comma counts. Quote a value that contains commas as a whole: put \` before it and ' after it.`,
  quoteDefine,
);

export const rule: SiteRule = {
  meta: builtins.meta,
  check(site, report, options) {
    builtins.check(site, report, options);
    for (const use of site.mc?.config.uses ?? []) {
      const found = use.implied ? undefined : excess(site, use);
      if (found !== undefined) report(found);
    }
  },
};

function quoteDefine({ call }: M4Error, site: MailSite): readonly Fix[] {
  const [, second] = call?.args ?? [];
  const last = call?.args.at(-1);
  const text = site.document(call?.span.source ?? "")?.getText();
  if (call?.name !== "define" || second === undefined || last === undefined || text === undefined) return [];
  const span = { ...second.span, end: last.span.end };
  const written = text.slice(span.start, span.end);
  // What a macro gives is not written in the call.
  if (!contains(call.span, second.span) || !contains(call.span, last.span) || span.end <= span.start) return [];
  return [
    replacement("Quote the whole value: all of it takes effect", span, `\`${written.replace(/[`']/g, "")}'`, "asks"),
  ];
}

/** What a macro of the library is given beyond what it takes. */
function excess(site: MailSite, use: Use): Finding | undefined {
  const { call } = use;
  const signature = signatureOf(use);
  const { most } = signature ?? {};
  if (most === undefined || call.args.length <= most) return undefined;
  // Red Hat's file has FEATURE(`no_default_msa', `dnl'), which does no harm.
  const lost = call.args.slice(most).filter(({ text }) => text.trim() !== "" && text !== "dnl");
  const [first] = lost;
  const last = call.args.at(-1);
  if (first === undefined || last === undefined || !site.has(first.span.source)) return undefined;
  // Apostrophes around a list are another rule's.
  if (/^['‘]/.test(call.args[most - 1]?.text ?? "") || call.args[0]?.text === "") return undefined;
  const label = use.name === call.name ? call.name : `${call.name}(\`${use.name}')`;
  const takes = most === 0 ? "no argument" : most === 1 ? "one argument" : `${most} arguments`;
  const advice =
    signature?.list === undefined
      ? "Remove the rest, or quote the value if the comma belongs to it."
      : `Put all of it in one pair of quotes, with ${signature.list.joint === " " ? "spaces" : "commas"} between.`;
  return {
    span:
      first.span.source === last.span.source
        ? { ...first.span, end: Math.max(first.span.end, last.span.end) }
        : first.span,
    severity: use.name !== call.name || call.name === "VERSIONID" ? "warning" : "error",
    message: `${label} takes ${takes}, so the rest is lost.\nm4 silently ignores "${shortened(lost.map(({ text }) => text).join(", "))}". ${advice}`,
    fixes: () => joined(call, signature?.list),
  };
}

function joined(
  { name, args }: Use["call"],
  list: { readonly from: number; readonly joint: string | undefined } | undefined,
): readonly Fix[] {
  const from = list && args[list.from];
  const last = args.at(-1);
  if (from === undefined || last === undefined || list?.joint === undefined) return [];
  if (args.some(({ text }) => /[`']/.test(text)) || from.span.source !== last.span.source) return [];
  const words = args.slice(list.from).map(({ text }) => text.trim());
  const span = { ...from.span, end: last.span.end };
  return [
    replacement(
      `Quote the whole list: all of it takes effect${mayRelay(name)}`,
      span,
      `\`${words.filter(Boolean).join(list.joint)}'`,
    ),
  ];
}

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}...` : text;
}
