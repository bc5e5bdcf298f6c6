// A rule of the site's own that calls a ruleset, asks a map, or sends to a mailer which nothing defines.
import { nearestNames } from "../../catalog/index.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { rulesetName, rulesetNumber, valueIn } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import { replacement } from "../edits.ts";
import { mailersOf } from "../mailers.ts";
import type { SiteRule } from "../types.ts";

/** Rulesets that the m4 libraries write (read in all four), beside those whose names begin as FAMILIES has them. */
const LIBRARY_RULESETS: readonly string[] = [
  ..."AddDomain BCC BadMX Basic_check_mail Basic_check_rcpt Basic_check_relay CanonAddr CanonLocal Canonify2".split(
    " ",
  ),
  ..."CheckTo ConnControl DANE_disabled Delay_TLS_Clt Delay_TLS_Clt2 DomainMapLookup FullAddr GI Mailertable".split(
    " ",
  ),
  ..."MailerToTriple Parse0 Parse1 ParseBcc ParseLocal ParseRecipient PseudoToReal RateControl Rcpt_ok Recurse".split(
    " ",
  ),
  ..."Local_check_mail Local_check_relay Local_check_rcpt max".split(" "),
  ..."RelayTLS Relay_ok SearchList Set_SNI canonify parse sender recipient final localaddr x_connect bcc".split(" "),
  ..."tls_clt_features check_relay check_mail check_rcpt checkrelay checkmail checkrcpt check_other sts_exists".split(
    " ",
  ),
];
const FAMILIES = /^(?:\d+|[A-Za-z]|(?:Env|Hdr|From|To|Masq|Mail11|PAM|TLS|STS|LDAP|SL|DSL|AN|Local_|tls_|LOCAL).*)$/;

/** Maps that the libraries declare, and the one that sendmail has by itself. */
const LIBRARY_MAPS: readonly string[] = [
  ..."BadMXIP CERTIssuer CERTSubject access arith authinfo badcmd badmx bcctable bestmx bitdomain canonicalRcpt".split(
    " ",
  ),
  ..."dequote dnsA dnsbl domainmap_regex domaintable drac ednsbl generics host ldapmh ldapmra macro mailertable".split(
    " ",
  ),
  ..."mtamark mxlist mxserved resolve sts stsxmatch stsxnodaneflag stsxsni stsxsni2 storage user uudomain virtuser".split(
    " ",
  ),
];

/** Words after $# that name no mailer: what rulesets answer. */
const ANSWERS: readonly string[] = ["error", "discard", "ok", "temp", "quarantine", "reject"];

/** Sections whose rules find the mailer of an address. */
const ROUTES: ReadonlySet<CfLine["section"]> = new Set(["LOCAL_RULE_0", "LOCAL_NET_CONFIG"]);

type Thing = "ruleset" | "map" | "mailer";

const SAYS: Readonly<Record<Thing, string>> = {
  ruleset: "sendmail does not say so: the call returns its input, so what belongs here does not happen",
  map: "sendmail does not say so: the lookup finds nothing. A K line in LOCAL_CONFIG declares a map",
  mailer: "Mail that comes to this rule is refused: sendmail reports an unknown mailer",
};

export const rule: SiteRule = {
  meta: {
    code: "mc-missing-name",
    title: "A rule names a ruleset, map or mailer that does not exist",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail -bt: a missing ruleset or map gives the input back silently, $#nosuch is an unknown mailer",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    // What a file writes that is not known may define anything.
    if (config === undefined || config.fatal !== undefined || config.unknownFiles.length > 0 || config.hacks.length > 0)
      return;
    let known: Readonly<Record<Thing, ReadonlySet<string>>> | undefined;
    for (const line of config.cfLines) {
      if (line.kind !== "R" || site.document(line.span.source) === undefined) continue;
      known ??= namesIn(config);
      for (const { thing, name, at } of namedIn(line)) {
        const key = thing === "ruleset" ? name : name.toLowerCase();
        if (known[thing].has(key) || (thing === "ruleset" && FAMILIES.test(name) && !/^Local_check/.test(name)))
          continue;
        const { exact } = valueIn(line, at, at + name.length);
        const near = nearestNames(name, [...known[thing]], 1)[0];
        report({
          span: exact ?? line.span,
          message: `There is no ${thing} called ${name.length > 30 ? "so" : name}.\n${SAYS[thing]}. ${near === undefined ? "Correct the name." : `Did you mean ${near}?`}${thing === "ruleset" ? " Upper and lower case count." : ""}`,
          fixes: () =>
            near === undefined || exact === undefined
              ? []
              : [replacement(`Change it to ${near}: the rule uses it`, exact, near, "asks")],
        });
      }
    }
  },
};

/** All names that the .cf has. */
function namesIn(config: MailConfig): Readonly<Record<Thing, ReadonlySet<string>>> {
  const opened = config.cfLines.filter(({ kind }) => kind === "S");
  const maps = config.cfLines.flatMap(({ text }) => /^K[ \t]*(\S+)/.exec(text)?.[1] ?? []);
  return {
    ruleset: new Set([
      ...LIBRARY_RULESETS,
      ...Object.keys(PROGRAM_RULESETS),
      ...opened.flatMap((line) => [rulesetName(line), rulesetNumber(line) ?? ""]),
    ]),
    map: new Set([...LIBRARY_MAPS, ...maps, ...config.maps.map(({ name }) => name)].map((name) => name.toLowerCase())),
    mailer: new Set([...ANSWERS, ...mailersOf(config)].map((name) => name.toLowerCase())),
  };
}

interface Named {
  readonly thing: Thing;
  readonly name: string;
  /** Offset in the line. */
  readonly at: number;
}

/** What the right side of a rule names, in order. */
function namedIn({ text, section }: CfLine): readonly Named[] {
  const tab = text.indexOf("\t");
  const right = /^\t+([^\t]*)/.exec(text.slice(Math.max(tab, 0)));
  if (tab < 0 || right === null) return [];
  const from = tab + right[0].length - (right[1]?.length ?? 0);
  const side = right[1] ?? "";
  return [...side.matchAll(/(?<!\$)\$(>[ \t]*\+?[ \t]*"?|\([ \t]*|#[ \t]*)([A-Za-z]\w*)(?![\w.$])/g)].flatMap(
    ({ 0: whole, 1: sign = "", 2: name = "", index }): readonly Named[] => {
      const thing = sign.startsWith(">") ? "ruleset" : sign.startsWith("(") ? "map" : "mailer";
      if (thing === "mailer" && !ROUTES.has(section)) return [];
      return [{ thing, name, at: from + index + whole.length - name.length }];
    },
  );
}
