// The words that sendmail's m4 library gives to the author of a .mc, as data: sections, classes, and what only records.
import type { MessageId } from "./library/messages.ts";
import type { CfLine } from "./types.ts";

/** A macro after which raw lines for the .cf follow. */
export interface SectionMacro {
  /** The diversion in which m4/proto.m4 looks for them. */
  readonly diversion: number;
  readonly section: CfLine["section"];
  /** Text that the macro itself writes there. */
  readonly text: string;
  /** Text that it writes before, to where text went until then. */
  readonly before?: string;
  readonly defines?: readonly [name: string, value: string];
  /** Printed where no MAILER came before. */
  readonly beforeMailer?: MessageId;
}

const tls = (ruleset: string, flag: string, beforeMailer: MessageId): SectionMacro => ({
  diversion: 9,
  section: "LOCAL_TLS",
  before: "\n\n",
  text: `\n${ruleset}`,
  defines: [flag, ""],
  beforeMailer,
});

export const sectionMacros: Readonly<Record<string, SectionMacro>> = {
  LOCAL_CONFIG: { diversion: 6, section: "LOCAL_CONFIG", text: "" },
  LOCAL_RULE_0: { diversion: 3, section: "LOCAL_RULE_0", text: "" },
  LOCAL_RULE_1: { diversion: 9, section: "LOCAL_RULE_1", text: "\nSsender=1\n" },
  LOCAL_RULE_2: { diversion: 9, section: "LOCAL_RULE_2", text: "\nSrecipient=2\n" },
  LOCAL_RULE_3: { diversion: 2, section: "LOCAL_RULE_3", text: "" },
  LOCAL_RULESETS: { diversion: 9, section: "LOCAL_RULESETS", text: "\n\n" },
  LOCAL_NET_CONFIG: { diversion: 1, section: "LOCAL_NET_CONFIG", text: "", defines: ["_LOCAL_RULES_", "1"] },
  LOCAL_UUCP: { diversion: 4, section: "LOCAL_UUCP", text: "" },
  LOCAL_DNSBL: { diversion: 8, section: "LOCAL_DNSBL", text: "" },
  MAILER_DEFINITIONS: { diversion: 7, section: "MAILER_DEFINITIONS", text: "" },
  LOCAL_SRV_FEATURES: tls("SLocal_srv_features", "_LOCAL_SRV_FEATURES_", "local-srv-features-before-mailer"),
  LOCAL_CLT_FEATURES: tls("SLocal_clt_features", "_LOCAL_CLT_FEATURES_", "local-clt-features-before-mailer"),
  LOCAL_TRY_TLS: tls("SLocal_try_tls", "_LOCAL_TRY_TLS_", "local-try-tls-before-mailer"),
  LOCAL_TLS_RCPT: tls("SLocal_tls_rcpt", "_LOCAL_TLS_RCPT_", "local-tls-rcpt-before-mailer"),
  LOCAL_TLS_CLIENT: tls("SLocal_tls_client", "_LOCAL_TLS_CLIENT_", "local-tls-client-before-mailer"),
  LOCAL_TLS_SERVER: tls("SLocal_tls_server", "_LOCAL_TLS_SERVER_", "local-tls-server-before-mailer"),
};

/** Section of each diversion that text can be sent to; 9 is shared by several and told apart by the macro that opened it. */
export const diversionSections: Readonly<Record<number, CfLine["section"]>> = {
  0: "stray",
  1: "LOCAL_NET_CONFIG",
  2: "LOCAL_RULE_3",
  3: "LOCAL_RULE_0",
  4: "LOCAL_UUCP",
  5: "CLASSES",
  6: "LOCAL_CONFIG",
  7: "MAILER_DEFINITIONS",
  8: "LOCAL_DNSBL",
  9: "LOCAL_RULESETS",
};

/** A macro that adds words (`C` line) or a file (`F` line) to a class. */
export interface ClassMacro {
  readonly className: string;
  readonly line: "C" | "F";
  readonly defines?: readonly [name: string, value: string];
}

/** Class macros that come as a pair: the name for words, the name with `_FILE` after it for a file. */
const pairs: Readonly<Record<string, string>> = {
  EXPOSED_USER: "E",
  LOCAL_USER: "L",
  MASQUERADE_DOMAIN: "M",
  MASQUERADE_EXCEPTION: "N",
  CANONIFY_DOMAIN: "Canonify",
  GENERICS_DOMAIN: "G",
  LDAPROUTE_DOMAIN: "LDAPRoute",
  LDAPROUTE_EQUIVALENT: "LDAPRouteEquiv",
  VIRTUSER_DOMAIN: "VirtHost",
  RELAY_DOMAIN: "R",
};

function pairMacros([macro, className]: [string, string]): [string, ClassMacro][] {
  const defines = className === "VirtHost" ? { defines: ["_VIRTHOSTS_", ""] as const } : {};
  return [
    [macro, { className, line: "C", ...defines }],
    [`${macro}_FILE`, { className, line: "F", ...defines }],
  ];
}

export const classMacros: Readonly<Record<string, ClassMacro>> = {
  ...Object.fromEntries(Object.entries(pairs).flatMap(pairMacros)),
  LOCAL_DOMAIN: { className: "w", line: "C" },
  TRUST_AUTH_MECH: { className: "TrustAuthMech", line: "C", defines: ["_USE_AUTH_", "1"] },
};

/** Macros whose first argument names a file of the library, with the folder it is looked for in. */
export const fileMacros = {
  FEATURE: "feature",
  MAILER: "mailer",
  OSTYPE: "ostype",
  DOMAIN: "domain",
  HACK: "hack",
  SITECONFIG: "siteconfig",
} as const;

export type FileMacro = keyof typeof fileMacros;

/** The remaining words of the vocabulary; `natives.ts` says what each does. */
export const otherMacros = [
  "VERSIONID",
  "MASQUERADE_AS",
  "DAEMON_OPTIONS",
  "CLIENT_OPTIONS",
  "MAIL_FILTER",
  "INPUT_MAIL_FILTER",
  "QUEUE_GROUP",
  "MODIFY_MAILER_FLAGS",
  "UUCPSMTP",
  "SITE",
] as const;

/** Every word of the vocabulary. */
export const vocabulary: ReadonlySet<string> = new Set([
  ...Object.keys(sectionMacros),
  ...Object.keys(classMacros),
  ...Object.keys(fileMacros),
  ...otherMacros,
]);
