// What a configuration does that the model of its relaying does not follow, so that an answer can say so.
import { rulesetName } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import { obstacleText } from "../../site/obstacles.ts";
import type { MailSite } from "../../site/types.ts";
import type { FeatureUse, Unknown } from "./policy.ts";

/** Rulesets that take part in the three checks: one of them written by hand may decide anything. Others are only helpers. */
const RULESETS = new Set(
  [
    "check_relay check_mail check_rcpt checkrelay checkmail checkrcpt",
    "Local_check_relay Local_check_mail Local_check_rcpt",
    "Basic_check_relay Basic_check_mail Basic_check_rcpt Rcpt_ok Relay_ok",
    "Local_Relay_Auth RelayTLS tls_client Local_tls_client TLS_connection TLS_req",
    "canonify Canonify2 3 96 Parse0 CanonAddr ParseRecipient D A F E U SearchList",
  ]
    .join(" ")
    .split(" ")
    .map((name) => name.toLowerCase()),
);

/** Features that change addresses or grants in ways that no file here shows. */
const FEATURES: Readonly<Record<string, string>> = {
  domaintable: "rewrites domains from a table before they are judged",
  bitdomain: "rewrites domains from a table before they are judged",
  uucpdomain: "rewrites domains from a table before they are judged",
  prefixmod: "takes a prefix off addresses before they are judged",
  vnet: "rewrites addresses before they are judged",
  drac: "lets clients relay that have fetched mail lately (POP before SMTP), which only a running server knows",
  badmx: "refuses senders by what the DNS says of their mail exchangers",
};

const OPTIONS: Readonly<Record<string, string>> = {
  _USE_DEPRECATED_ROUTE_ADDR_: "changes how source routes are read",
  _STRICT_RFC821_: "refuses more addresses than usual",
  _REQUIRE_QUAL_RCPT_: "refuses recipients without a domain",
  _CERT_REGEX_ISSUER_: "looks for a part of the certificate's issuer only",
  _CERT_REGEX_SUBJECT_: "looks for a part of the certificate's subject only",
};

/** Map types that makemap writes from a text of the same name. */
const TEXT_MAPS = new Set(["hash", "btree", "dbm", "cdb", "implicit", "text"]);

/** sendmail's own rulesets that end with an answer whatever comes, so that rules added behind them are not reached (cf/m4/proto.m4). */
const ALWAYS_ANSWER: ReadonlySet<string> = new Set(["check_relay", "check_mail", "check_rcpt"]);

/** True for an `S` line that goes on with one of sendmail's own checks behind its last answer: rules there never run. */
export function unreachedRuleset(config: MailConfig, line: CfLine): boolean {
  const isBehind =
    line.kind === "S" && line.section === "LOCAL_RULESETS" && config.feature("delay_checks").length === 0;
  return isBehind && ALWAYS_ANSWER.has(rulesetName(line));
}

/** Everything of the kind, the weightiest first. Empty for a configuration that is known through and through. */
export function outsideOfModel(site: MailSite, features: ReadonlyMap<string, FeatureUse>): readonly Unknown[] {
  const config = site.mc?.config;
  if (config === undefined)
    return [{ text: "No .mc file is at hand, so what sendmail makes of this table is not known.", span: undefined }];
  return [
    ...unread(site),
    ...broken(config),
    ...rulesets(config),
    ...maps(site, config, features),
    ...fromFeatures(config, features),
    ...classes(site, config),
  ];
}

/** Files that belong to the configuration and that nobody here has read. */
function unread(site: MailSite): Unknown[] {
  const unreadable = site.unreadable.map(({ path, obstacle, span }) => ({
    text: `${path} cannot be read: ${obstacleText(obstacle)}. So what it says is not known.`,
    span,
  }));
  const missing = site.missing.flatMap(({ kind, path, optional, span }) =>
    kind === "include" && !optional
      ? [{ text: `${path}, which the configuration includes, was not found, so what it sets is not known.`, span }]
      : [],
  );
  return [...unreadable, ...missing];
}

function broken(config: MailConfig): Unknown[] {
  const { fatal } = config;
  return [
    ...(fatal
      ? [{ text: "m4 stops here, so no working configuration comes out of this file.", span: fatal.site }]
      : []),
    ...config.unknownFiles.map((use) => ({
      text: `The file of ${use.call.name}(${use.name}) is not known, nor what it does.`,
      span: use.nameSpan,
    })),
    ...config.hacks.map((use) => ({ text: `HACK(${use.name}) may change any rule.`, span: use.nameSpan })),
  ];
}

function rulesets(config: MailConfig): Unknown[] {
  const unknown: Unknown[] = [];
  let owner: string | undefined;
  for (const line of config.cfLines) {
    if (line.section === "LOCAL_RULE_3" && (line.kind === "R" || line.kind === "S"))
      unknown.push({
        text: "Rules of your own (LOCAL_RULE_3) change addresses before they are judged.",
        span: line.span,
      });
    else if (line.section === "LOCAL_DNSBL" && line.kind === "R")
      unknown.push({ text: "Rules of your own (LOCAL_DNSBL) decide on clients.", span: line.span });
    else if (line.kind === "S") {
      owner = rulesetName(line);
      if (RULESETS.has(owner.toLowerCase()) && !unreachedRuleset(config, line))
        unknown.push({
          text: `The ruleset ${owner} is written by hand and may accept or refuse anything.`,
          span: line.span,
        });
    } else if (
      line.kind === "R" &&
      owner === undefined &&
      (line.section === "LOCAL_RULESETS" || line.section === "stray")
    )
      unknown.push({ text: "A rule without a ruleset of its own belongs to one of sendmail's.", span: line.span });
    else if (line.kind === "C" && /^C\{?O\}?[^A-Za-z]/.test(line.text))
      unknown.push({ text: "Class O, the operators of routed addresses, is changed.", span: line.span });
  }
  return unknown.slice(0, 8);
}

function maps(site: MailSite, config: MailConfig, features: ReadonlyMap<string, FeatureUse>): Unknown[] {
  const access = config.map("access");
  if (!features.has("access_db") || access === undefined) return [];
  const { map, span } = access;
  if (access.use === undefined)
    return [{ text: "The access map is declared by hand (K line) and may be anything.", span }];
  if (!TEXT_MAPS.has(map.type))
    return [{ text: `The access map is of type ${map.type}: what it holds is not in a file here.`, span }];
  const isUnreadable = site.unreadable.some(({ kind }) => kind === "access");
  if (site.access === undefined && !isUnreadable)
    return [
      { text: `The access map ${map.file} was not found, so what it grants is not known.`, span: map.fileSpan ?? span },
    ];
  return [];
}

function fromFeatures(config: MailConfig, features: ReadonlyMap<string, FeatureUse>): Unknown[] {
  const unknown: Unknown[] = [];
  for (const [name, what] of Object.entries(FEATURES)) {
    const use = features.get(name);
    if (use) unknown.push({ text: `FEATURE(${name}) ${what}.`, span: use.span });
  }
  for (const [name, what] of Object.entries(OPTIONS)) {
    const found = config.option(name);
    if (found?.setting && !found.setting.implied)
      unknown.push({ text: `${name} ${what}.`, span: found.setting.nameSpan });
  }
  const operators = config.option("confOPERATORS");
  if (operators?.setting && !operators.setting.implied && operators.value !== ".:%@!^/[]+")
    unknown.push({
      text: "confOPERATORS changes how addresses are cut into pieces.",
      span: operators.setting.nameSpan,
    });
  const blank = config.option("confBLANK_SUB");
  if (blank?.setting && !blank.setting.implied && blank.value !== ".")
    unknown.push({
      text: "confBLANK_SUB changes what stands for a blank in an address.",
      span: blank.setting.nameSpan,
    });
  const friend = features.get("delay_checks");
  if (/^[fh]/i.test(friend?.args[0] ?? "") && !features.has("access_db"))
    unknown.push({ text: "delay_checks asks for Spam: entries, but there is no access map.", span: friend?.span });
  for (const use of config.macro("SITECONFIG"))
    unknown.push({ text: "SITECONFIG adds UUCP hosts that the model does not know.", span: use.nameSpan });
  return unknown;
}

/** Classes on which relaying rests and whose words come from a program, a map, or a file that is missing. */
function classes(site: MailSite, config: MailConfig): Unknown[] {
  const unknown: Unknown[] = [];
  for (const name of ["R", "w", "m", "TrustAuthMech", "VirtHost"]) {
    for (const { how, span } of config.classMembers(name)) {
      if (how.kind === "program" || how.kind === "map")
        unknown.push({ text: `Class ${name} is filled by a ${how.kind}: its words are not in a file here.`, span });
    }
  }
  for (const missing of site.missing) {
    if (missing.kind === "class" && !missing.optional && /^(R|w|m|VirtHost)$/.test(missing.className ?? ""))
      unknown.push({ text: `The file ${missing.path} was not found, so its words are not known.`, span: missing.span });
  }
  return unknown;
}
