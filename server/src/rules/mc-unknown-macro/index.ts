// A macro with braces whose name is nearly that of one of sendmail's: $&{clientaddr} is empty, $&{client_addr} is meant.
import { nearestNames } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { isInMc } from "../cf-lines.ts";
import { replacement } from "../edits.ts";
import { settingsOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";

/** The macros with long names that sendmail sets (operations guide, "D -- Define Macro"). */
const MACROS: readonly string[] = [
  ..."addr_type alg_bits auth_authen auth_author auth_ssf auth_type bodytype cert_fp cert_issuer cert_md5".split(" "),
  ..."cert_subject cipher cipher_bits client_addr client_connections client_flags client_name client_port".split(" "),
  ..."client_ptr client_rate client_resolve cn_issuer cn_subject currHeader daemon_addr daemon_family".split(" "),
  ..."daemon_flags daemon_info daemon_name daemon_port deliveryMode dsn_envid dsn_notify dsn_ret envid".split(" "),
  ..."hdr_name hdrlen if_addr if_addr_out if_family if_family_out if_name if_name_out load_avg mail_addr".split(" "),
  ..."mail_host mail_mailer msg_id msg_size nbadrcpts nrcpts ntries opMode quarantine queue_interval".split(" "),
  ..."rcpt_addr rcpt_host rcpt_mailer server_addr server_name time tls_version total_rate verify".split(" "),
];

const squeezed = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");
const BY_SQUEEZED: ReadonlyMap<string, string> = new Map(MACROS.map((name) => [squeezed(name), name]));
const KNOWN: ReadonlySet<string> = new Set(MACROS);

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-macro",
    title: "A macro whose name is nearly one of sendmail's",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "D -- Define Macro"',
      "seen with sendmail -bt: $&{clientaddr} and $&{Client_Addr} are empty, $&{client_addr} is the address",
    ],
  },
  check(site, report) {
    const texts = [...textsOf(site)];
    const all = texts.map(({ text }) => text).join("\n");
    for (const { text, span, isExact } of texts)
      for (const { 0: whole, 1: sign = "", 2: name = "", index } of text.matchAll(/(\$&?\{)([A-Za-z][\w-]*)\}/g)) {
        const meant = meantBy(name);
        // What the site's own lines set is a macro of its own.
        if (
          meant === undefined ||
          all.replaceAll(`$&{${name}}`, "").replaceAll(`\${${name}}`, "").includes(`{${name}}`)
        )
          continue;
        const start = span.start + index + sign.length;
        const place = isExact ? { ...span, start, end: start + name.length } : undefined;
        report({
          span: place ?? span,
          message: `sendmail has no macro "${name}", so ${whole} is empty.\nUpper and lower case and each _ count. Write ${whole.replace(name, meant)}.`,
          fixes: () =>
            place === undefined ? [] : [replacement(`Change it to ${meant}: it has a value`, place, meant, "asks")],
        });
      }
  },
};

/** The macro that a name stands for; undefined for one that is right, or like none. */
function meantBy(name: string): string | undefined {
  if (KNOWN.has(name)) return undefined;
  const same = BY_SQUEEZED.get(squeezed(name));
  return same ?? (name.length >= 8 && name.includes("_") ? nearestNames(name, MACROS, 1)[0] : undefined);
}

interface Text {
  readonly text: string;
  readonly span: Span;
  /** True where the file has exactly this text at the place. */
  readonly isExact: boolean;
}

function* textsOf(site: MailSite): Iterable<Text> {
  const { mc, cf } = site;
  const isAt = (text: string, span: Span) => site.document(span.source)?.slice(span.start, span.end) === text;
  if (mc === undefined) {
    let start = 0;
    for (const text of cf?.document.getText().split("\n") ?? []) {
      const span = { source: cf?.uri ?? "", start, end: start + text.length };
      if (!text.startsWith("#") && !isInMc(site, span)) yield { text, span, isExact: true };
      start += text.length + 1;
    }
    return;
  }
  for (const { text, span, kind } of mc.config.cfLines)
    if (kind !== "comment" && site.document(span.source) !== undefined) yield { text, span, isExact: isAt(text, span) };
  for (const { value, span } of settingsOf(site)) yield { text: value, span, isExact: isAt(value, span) };
  for (const { args, implied } of mc.config.features)
    for (const { text, exact, span } of implied ? [] : args) {
      const place = exact ?? span;
      if (site.document(place.source) !== undefined) yield { text, span: place, isExact: isAt(text, place) };
    }
}
