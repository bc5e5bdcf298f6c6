// The versions of sendmail at which each rule speaks: obeyed, and in agreement with the catalogue.
import { describe, expect, it } from "vitest";
import { catalog, compareVersions, isInRange, NEWEST_VERSION } from "../../server/src/catalog/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import { mc } from "../../server/src/rules/testing.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

const METAS = ALL_RULES.map(({ rule }) => rule.meta);

/** The catalogue begins with sendmail 8.9: what is older than that has no `since`. */
const OLDEST = "8.9";

/**
 * The words that a rule is about, as references of the catalogue: it may speak where the oldest of them is there. Every rule that
 * begins later than the catalogue is listed.
 */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  "access-blocklist-off": ["access-tag:To:"],
  "access-feature-letters": ["access-tag:Srv_Features:", "access-tag:Clt_Features:"],
  "access-from-relay": ["access-tag:From:"],
  "access-rate-value": ["access-tag:ClientRate:", "access-tag:ClientConn:", "access-tag:GreetPause:"],
  "access-skip-off": ["access-action:SKIP"],
  "access-space-after-tag": ["access-tag:Connect:", "access-tag:From:", "access-tag:To:"],
  "access-tag-off": ["access-tag:Spam:", "access-tag:Srv_Features:", "access-tag:ClientRate:"],
  "access-tls-value": ["access-tag:TLS_Srv:", "access-tag:TLS_Clt:"],
  "access-unknown-tag": ["access-tag:Connect:", "access-tag:From:", "access-tag:To:"],
  "access-unknown-value": ["access-tag:Try_TLS:", "access-tag:Srv_Features:"],
  "access-untagged-relay": ["access-tag:Connect:", "access-tag:To:"],
  "access-wrong-key": ["access-tag:Connect:", "access-tag:From:", "access-tag:To:"],
  "auth-no-submission-port": ["macro:TRUST_AUTH_MECH"],
  "auth-not-offered": ["macro:TRUST_AUTH_MECH"],
  "auth-not-trusted": ["option:confAUTH_MECHANISMS"],
  "auth-password-in-access": ["access-tag:AuthInfo:"],
  "auth-plain-without-tls": ["option:confAUTH_MECHANISMS"],
  "auth-required-on-smtp-port": ["macro:DAEMON_OPTIONS"],
  "auth-unknown-mechanism": ["option:confAUTH_MECHANISMS"],
  "auth-weak-mechanism": ["option:confAUTH_MECHANISMS"],
  "auth-without-tls": ["option:confSERVER_CERT"],
  "dnsbl-answer-without-dot": ["feature:enhdnsbl"],
  "dnsbl-any-answer": ["feature:enhdnsbl"],
  "dnsbl-before-auth": ["feature:dnsbl", "macro:TRUST_AUTH_MECH"],
  "mc-filter-list": ["macro:INPUT_MAIL_FILTER"],
  "mc-filter-without-socket": ["macro:INPUT_MAIL_FILTER"],
  "mc-greet-pause-order": ["feature:greet_pause"],
  "mc-late-luser-relay": ["feature:preserve_luser_host"],
  "mc-limit-without-entries": ["feature:ratecontrol", "feature:conncontrol"],
  "mc-mailer-flags": ["macro:MODIFY_MAILER_FLAGS"],
  "mc-milter-macros": ["option:confMILTER_MACROS_CONNECT"],
  "mc-missing-delay-checks": ["feature:ratecontrol", "feature:conncontrol"],
  "mc-port-twice": ["macro:DAEMON_OPTIONS"],
  "mc-queue-group": ["macro:QUEUE_GROUP"],
  "mc-unknown-modifier": ["macro:DAEMON_OPTIONS"],
  "relay-anonymous-login": ["macro:TRUST_AUTH_MECH"],
  "relay-mail-from": ["feature:relay_mail_from"],
  "sender-check-off": ["access-tag:From:"],
  "tls-incomplete": ["option:confSERVER_CERT", "option:confCACERT"],
  "tls-unusable-file": ["option:confSERVER_CERT", "option:confCACERT"],
  "tls-no-protocol": ["option:confSERVER_SSL_OPTIONS"],
  "tls-old-protocols": ["option:confSERVER_SSL_OPTIONS"],
  "tls-relative-path": ["option:confSERVER_CERT"],
  "tls-short-dh": ["option:confDH_PARAMETERS"],
  "tls-weak-ciphers": ["option:confCIPHER_LIST"],
};

/** Rules whose first version is a fact that the catalogue has no record for, and where it is from. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "access-full-address-relay": "RELEASE_NOTES 8.14.0: relaytofulladdress of access_db",
  "access-smuggling": "RELEASE_NOTES 8.18.1; Debian's 8.17.1.9 has these letters too",
  "mc-access-db-tmpf": "RELEASE_NOTES 8.12.0: the access map uses -T<TMPF>",
  "mc-ldap-default-spec": "the warning is in the libraries from 8.15.2 to 8.18.2; ldap_routing itself came with 8.10",
  "mc-rules-before-mailer": "RELEASE_NOTES 8.12.0: srv_features, try_tls and tls_rcpt",
  "mc-wrong-daemon": "RELEASE_NOTES 8.10.0: DAEMON_OPTIONS and CLIENT_OPTIONS",
  "mc-ssh-mailer": "a mailer of Debian's package; in the libraries from 8.15.2 to 8.18.2",
  "relay-nospecial": "RELEASE_NOTES 8.10.0: nouucp takes reject or nospecial",
};

/** The first version of a range; undefined for one that has none. */
function firstOf(range: string): string | undefined {
  return /^>=(\S+)/.exec(range)?.[1];
}

function oldest(versions: readonly string[]): string | undefined {
  return [...versions].sort(compareVersions)[0];
}

describe("the versions of a rule", () => {
  it.each(METAS.map((meta) => [meta.code, meta] as const))("%s: are a range, with a known reason", (code, meta) => {
    const first = firstOf(meta.versions);
    // A range without a beginning is about versions that are older than all that the other rules know.
    const inside = first ?? (meta.versions.startsWith("<") ? "8.8" : NEWEST_VERSION);
    expect(isInRange(inside, meta.versions)).toBe(true);
    if (first === undefined) return;
    expect(compareVersions(first, OLDEST)).toBeGreaterThanOrEqual(0);
    const known = first === OLDEST || code in ABOUT || code in OTHERWISE;
    expect(known, `${code} begins with ${first}: name the words of the catalogue that it is about`).toBe(true);
  });

  it.each(Object.entries(ABOUT))("%s: begin with the words that it is about", (code, references) => {
    const since = references.map((reference) => {
      const record = catalog.resolve(reference);
      expect(record, reference).toBeDefined();
      return record?.since ?? OLDEST;
    });
    const meta = METAS.find((one) => one.code === code);
    expect(firstOf(meta?.versions ?? "")).toBe(oldest(since));
  });

  it("are listed for rules that exist", () => {
    const codes = new Set(METAS.map(({ code }) => code));
    expect([...Object.keys(ABOUT), ...Object.keys(OTHERWISE)].filter((code) => !codes.has(code))).toEqual([]);
    expect(Object.keys(ABOUT).filter((code) => code in OTHERWISE)).toEqual([]);
  });
});

describe("a rule is silent outside of its versions", () => {
  const rules = ALL_RULES.map(({ rule }) => rule);
  const codesAt = async (targetVersion: string | undefined, files: Readonly<Record<string, string>>) => {
    const options = { preset: "strict" as const, ...(targetVersion === undefined ? {} : { targetVersion }) };
    return [...lint(await siteFrom(files), rules, options).values()]
      .flat()
      .map(({ meta, former }) => former ?? meta.code);
  };
  const files = {
    "sendmail.mc": mc(
      "FEATURE(`access_db')dnl",
      "TRUST_AUTH_MECH(`LOGIN PLAIN')dnl",
      "define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl",
      "FEATURE(`enhdnsbl', `list.example.org', `', `t', `127.0.0.2')dnl",
      "FEATURE(`promiscuous_relay')dnl",
    ),
    access: "From:partner.example.org RELAY\nConnect:2001:db8:: RELAY\n",
  };

  it.each(["8.9.3", "8.12.11", "8.14.9", "8.17.1.9", "8.18.1", undefined])("at %s", async (version) => {
    const codes = await codesAt(version, files);
    expect(codes).toContain("relay-promiscuous");
    const early = METAS.filter(({ versions }) => !isInRange(version ?? NEWEST_VERSION, versions)).map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => early.includes(code))).toEqual([]);
    const speaks = (code: string) => codes.includes(code);
    expect(speaks("auth-plain-without-tls")).toBe(version !== "8.9.3");
    expect(speaks("access-from-relay")).toBe(version !== "8.9.3");
    expect(speaks("dnsbl-answer-without-dot")).toBe(["8.12.11", "8.14.9", "8.17.1.9"].includes(version ?? ""));
    expect(speaks("access-ipv6-spelling")).toBe(!["8.9.3", "8.12.11", "8.14.9"].includes(version ?? ""));
  });

  it("although its severity is set, and a comment that silences it counts as used", async () => {
    const suppressed = {
      "sendmail.mc": mc(
        "dnl sendmail-lint-disable-next-line dnsbl-answer-without-dot -- the other server needs no dot",
        "FEATURE(`enhdnsbl', `list.example.org', `', `t', `127.0.0.2')dnl",
      ),
    };
    const severities = { "dnsbl-answer-without-dot": "error" } as const;
    const site = await siteFrom(suppressed);
    expect([...lint(site, rules, { targetVersion: "8.18.1", severities }).values()].flat()).toEqual([]);
  });
});
