// A certificate or key that sendmail refuses: not there, of the wrong kind, of another key, readable for others, out of date.

import { credentialOption, filesIn } from "../../site/credentials.ts";
import { pathOf } from "../../site/paths.ts";
import type { Credential, MailSite, PemFacts } from "../../site/types.ts";
import { blameWords, countsGroup, octal, otherWriter, unsafeFolder } from "../facts/rights.ts";
import type { OptionValue } from "../facts/settings.ts";
import { settingOf } from "../facts/site-settings.ts";
import type { Finding, Severity, SiteRule } from "../types.ts";

/** What a file is for. */
type Role = "certificate" | "key" | "authorities" | "revocations";

/** The options, and what sendmail does without the file. */
const OPTIONS: readonly (readonly [name: string, role: Role, effect: string])[] = [
  ["confSERVER_CERT", "certificate", "sendmail does not offer STARTTLS, so all mail arrives unencrypted."],
  ["confSERVER_KEY", "key", "sendmail does not offer STARTTLS, so all mail arrives unencrypted."],
  ["confCACERT", "authorities", "sendmail does not offer STARTTLS, so all mail arrives unencrypted."],
  ["confCLIENT_CERT", "certificate", "sendmail cannot use TLS when it delivers, so mail leaves unencrypted."],
  ["confCLIENT_KEY", "key", "sendmail cannot use TLS when it delivers, so mail leaves unencrypted."],
  ["confCRL", "revocations", ""],
];

const PAIRS = [
  ["confSERVER_CERT", "confSERVER_KEY"],
  ["confCLIENT_CERT", "confCLIENT_KEY"],
] as const;

/** Without this file TLS is still offered (seen with daemons of 8.15.2, 8.17.1 and 8.18.2). */
const WITHOUT_REVOCATIONS = "sendmail offers TLS anyway, without a list to check certificates against.";

const NOUNS: Readonly<Record<Role, string>> = {
  certificate: "certificate",
  key: "private key",
  authorities: "certificate of an authority",
  revocations: "list of revoked certificates",
};

/** What is wrong with a file. */
interface Fault {
  /** The first sentence. */
  readonly what: string;
  /** sendmail's own words, and more; a sentence or two. */
  readonly more: string;
  /** What to do. */
  readonly advice: string;
  /** Set where sendmail uses the file anyway. */
  readonly instead?: { readonly severity: Severity; readonly effect: string };
}

export const rule: SiteRule = {
  meta: {
    code: "tls-unusable-file",
    title: "A certificate or key that sendmail or other servers cannot use",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.11",
    guidance: "starttls",
    sources: [
      'cf/README, section "STARTTLS"',
      'seen with sendmail 8.17.1: "file unsafe", "use_certificate_file failed", "use_PrivateKey_file failed", "check_private_key failed", "load verify locs failed", each ends STARTTLS',
      "seen with sendmail 8.17.1: a certificate that is out of date is offered anyway",
    ],
  },
  check(site, report) {
    const { credentials } = site.host;
    if (credentials.size === 0) return;
    for (const [name, role, effect] of OPTIONS) {
      const option = settingOf(site, name);
      if (option === undefined) continue;
      for (const [path, credential] of filesOf(site, name, option)) {
        const fault = faultOf(site, path, role, credential);
        if (fault !== undefined) report(finding(option, fault, effect));
      }
    }
    for (const [certificate, key] of PAIRS) checkPair(certificate, key);

    function checkPair(name: string, keyName: string): void {
      const [option, keyOption] = [settingOf(site, name), settingOf(site, keyName)];
      if (option === undefined || keyOption === undefined) return;
      const keys = filesOf(site, keyName, keyOption);
      for (const [at, [path, { found }]] of filesOf(site, name, option).entries()) {
        const other = keys[at];
        const facts = found.kind === "there" ? found.value : undefined;
        const keyFacts = other?.[1].found.kind === "there" ? other[1].found.value : undefined;
        const [own] = facts?.certificates ?? [];
        if (own === undefined || keyFacts?.key?.kind !== "plain" || keyFacts.key.id === own.keyId) continue;
        const effect = OPTIONS.find(([one]) => one === name)?.[2] ?? "";
        report(
          finding(
            keyOption,
            {
              what: "This key does not belong to the certificate.",
              more: `The first certificate in ${path} is for ${own.subject}, and ${other?.[0]} has another key. sendmail logs "SSL_CTX_check_private_key failed".`,
              advice:
                "Name the key with which the certificate was requested; the server's own certificate comes first in its file.",
            },
            effect,
          ),
        );
      }
    }
  },
};

function filesOf(site: MailSite, name: string, option: OptionValue): readonly (readonly [string, Credential])[] {
  return filesIn(credentialOption(name), option.value).flatMap((path) => {
    const credential = site.host.credentials.get(path);
    return credential === undefined ? [] : [[path, credential] as const];
  });
}

function finding({ span }: OptionValue, { what, more, advice, instead }: Fault, effect: string): Finding {
  return {
    span,
    ...(instead === undefined ? {} : { severity: instead.severity }),
    message: `${what}\n${more === "" ? "" : `${more} `}${instead?.effect ?? effect} ${advice}`,
  };
}

function faultOf(site: MailSite, path: string, role: Role, { uri, found }: Credential): Fault | undefined {
  if (role === "revocations")
    return found.kind === "missing"
      ? {
          what: `There is no such file for the ${NOUNS[role]}.`,
          more: "",
          advice: "Correct the path, or put the file there.",
          instead: { severity: "warning", effect: WITHOUT_REVOCATIONS },
        }
      : undefined;
  if (found.kind === "missing")
    return {
      what: `There is no such file for the ${NOUNS[role]}.`,
      more: `sendmail logs "file ${path} unsafe: No such file or directory".`,
      advice: "Correct the path, or put the file there.",
    };
  if (found.kind === "unreadable")
    return found.obstacle === "not-a-file"
      ? {
          what: `This is not a file, so it is not the ${NOUNS[role]}.`,
          more: `sendmail logs "file ${path} unsafe: Regular files only".`,
          advice: "Name the file itself.",
        }
      : undefined;
  return unsafe(site, uri, role) ?? wrongKind(path, role, found.value) ?? outOfDate(role, found.value);
}

/** What sendmail says of rights. */
function unsafe(site: MailSite, uri: string, role: Role): Fault | undefined {
  const mode = site.host.modes.get(uri);
  const words = blameWords(site);
  const path = pathOf(uri);
  // A checkout has the rights that its umask gave.
  const mild = site.host.isLive
    ? {}
    : { instead: { severity: "information" as const, effect: "On the server that ends STARTTLS." } };
  if (mode !== undefined && role === "key" && (mode & 0o044) !== 0) {
    const isAllowed = words.has("groupreadablekeyfile") && (mode & 0o004) === 0;
    if (!isAllowed)
      return {
        what: "Others may read the private key, and sendmail then refuses it.",
        more: `${path} has mode ${octal(mode)}; sendmail logs "Group readable file".`,
        advice: `Run chmod 600 ${path}, and get a new key if others use the host.`,
        ...mild,
      };
  }
  const writer = otherWriter(mode);
  if (mode !== undefined && writer !== undefined && (writer === "world" || countsGroup(site)))
    return {
      what: `Others may write the ${NOUNS[role]}, and sendmail then refuses it.`,
      more: `${path} has mode ${octal(mode)}; sendmail logs "${writer === "group" ? "Group" : "World"} writable file".`,
      advice: `Run chmod ${writer === "group" ? "g-w" : "go-w"} ${path}.`,
      ...mild,
    };
  const folder = unsafeFolder(uri, site, words);
  if (folder === undefined) return undefined;
  return {
    what: "Others may write to the folder of this file, and sendmail then refuses it.",
    more: `${pathOf(folder.uri)} has mode ${octal(folder.mode)}; sendmail logs "${folder.writer === "group" ? "Group" : "World"} writable directory".`,
    advice: `Run chmod ${folder.writer === "group" ? "g-w" : "go-w"} ${pathOf(folder.uri)}.`,
    ...mild,
  };
}

/** A file without what it is named for. */
function wrongKind(path: string, role: Role, { certificates, key, binary }: PemFacts): Fault | undefined {
  if (role === "key") {
    if (key?.kind === "plain") return undefined;
    if (key?.kind === "encrypted")
      return {
        what: "A passphrase protects this key, and nobody types it when sendmail starts.",
        more: 'sendmail logs "SSL_CTX_use_PrivateKey_file failed".',
        advice: `Take the passphrase away, with openssl pkey -in ${path} -out NEW, and keep the file at mode 600.`,
      };
  } else if (certificates.length > 0) return undefined;
  const log =
    role === "key"
      ? "SSL_CTX_use_PrivateKey_file failed"
      : role === "certificate"
        ? "SSL_CTX_use_certificate_file failed"
        : "load verify locs failed";
  const holds = binary
    ? "It is in binary form (DER)."
    : key !== undefined
      ? "It has a private key."
      : certificates.length > 0
        ? "It has a certificate."
        : "It has neither a certificate nor a key in PEM form.";
  return {
    what: `There is no ${NOUNS[role]} in this file.`,
    more: `${holds} sendmail logs "${log}".`,
    advice: binary ? "Convert it to PEM with openssl." : `Name the file with the ${NOUNS[role]}.`,
  };
}

/** The days of the server's own certificate. */
function outOfDate(role: Role, { certificates: [own] }: PemFacts): Fault | undefined {
  if (role !== "certificate" || own === undefined || own.state === "valid") return undefined;
  const effect = "sendmail offers it anyway, and clients that check it give up or warn.";
  if (own.state === "soon")
    return {
      what: `This certificate ends on ${own.until}.`,
      more: `It is for ${own.subject}.`,
      advice: "Renew it, and restart sendmail.",
      instead: { severity: "information", effect: "After that, clients that check it give up or warn." },
    };
  return {
    what:
      own.state === "over" ? `This certificate ended on ${own.until}.` : `This certificate begins only on ${own.from}.`,
    more: `It is for ${own.subject}.`,
    advice:
      own.state === "over"
        ? "Renew it, and restart sendmail."
        : "Check the clock of the host, or use another certificate.",
    instead: { severity: "warning", effect },
  };
}
