// Why each rule reports an error, shown by the real programs with the files of its page: what they say of Avoid, and not of Prefer.
import type { Questions } from "./told-by-programs.ts";

export interface Proof extends Questions {
  /** In what the programs tell of the files below Avoid, and not of those below Prefer. */
  readonly says: RegExp;
  /** Which of the examples below Avoid; the first one without it. */
  readonly site?: number;
}

const OTHER_HOST = { test: ["/parse joe@far.example"] };
const ONE_DOMAIN = { test: ["/parse joe@example.com"] };
const HEADER = (address: string) => ({ test: ["/tryflags HS", `/try esmtp ${address}`] });
const LOGIN = { test: ["/map authinfo AuthInfo:smtp.example.com"] };
const TO = (address: string) => ({ deliver: [address] });

/** Errors because m4 or sendmail gives up, or a table loses a line. */
const REFUSED: Readonly<Record<string, Proof>> = {
  "aliases-not-local": { says: /^newaliases: .*cannot alias non-local names/m },
  "aliases-syntax": { says: /^newaliases: .*missing colon/m },
  "authinfo-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "authinfo-syntax": { says: /^makemap: .*leading space/m },
  "cf-rule-without-tab": { says: /tab expected/ },
  "cf-syntax": { says: /unknown option name LogLevl/ },
  "domaintable-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "domaintable-syntax": { says: /^makemap: .*no RHS/m },
  "genericstable-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "genericstable-syntax": { says: /^makemap: .*no RHS/m },
  "m4-excess-arguments": { says: /^m4: .*excess arguments to builtin `define' ignored/m },
  "m4-joined-dnl": { says: /unknown configuration line[\s\S]*ended with 70/ },
  "m4-runaway": { says: /^m4: failed/m },
  "m4-space-before-parenthesis": { says: /unknown configuration line "define \([\s\S]*ended with 70/ },
  "m4-stray-text": { says: /unknown configuration line "this is our[\s\S]*ended with 70/ },
  "m4-unterminated-call": { says: /^m4: .*end of file in argument list[\s\S]*ended with 70/m },
  "m4-unterminated-quote": { says: /^m4: .*end of file in string[\s\S]*ended with 70/m },
  "m4-wrong-quotes": { says: /^m4: .*cannot open/m },
  "mailertable-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "mailertable-syntax": { says: /^makemap: .*leading space/m },
  "mc-filter-without-socket": { says: /empty or missing socket[\s\S]*ended with 70/ },
  "mc-missing-access-db": { says: /^m4: .*requires FEATURE\(access_db\)/m },
  "mc-missing-include": { says: /^m4: .*cannot open `comon\.m4'/m },
  "mc-removed": { says: /^m4: .*cannot open .*rbl/m },
  "mc-missing-ostype": { says: /^m4: .*No system type defined/m },
  "mc-refused-line": { says: /bad address localhost:8891[\s\S]*ended with 70/ },
  "mc-replaced-word": { says: /^m4: .*cannot open .*mailer\/\.m4/m },
  "mc-rule-without-tab": { says: /tab expected/ },
  "mc-sample-domain": { says: /^m4: \*\*\* ERROR: .*Berkeley/m },
  "mc-ssh-mailer": { says: /SSH_MAILER_USER must be defined[\s\S]*ended with 70/ },
  "mc-unknown-cf-option": { says: /unknown option name MaxMessagSize[\s\S]*ended with 70/ },
  "mc-unknown-key": { says: /Unknown address family[\s\S]*ended with 70/ },
  "mc-unknown-name": { says: /^m4: .*cannot open .*(?:acces_db|smpt|linus)/m },
  "mc-unknown-word": { says: /novrf unrecognized[\s\S]*ended with 70/ },
  "mc-wrong-case": { says: /unknown configuration line "feature[\s\S]*ended with 70/ },
  "mc-wrong-name": { says: /^m4: .*cannot open/m },
  "mc-wrong-value": { says: /Invalid time unit/ },
  "site-map-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "site-map-syntax": { says: /^makemap: .*leading space/m },
  "virtusertable-duplicate-key": { says: /^makemap: .*duplicate key/m },
  "virtusertable-syntax": { says: /^makemap: .*no RHS/m },
};

/** Errors because mail goes to nobody, to somebody else or under a name that does not exist, or is not refused. */
const MISLED: Readonly<Record<string, Proof>> = {
  "aliases-bad-target": { ...TO("sales"), says: /^delivery: jane joe\.\.\. User unknown/m },
  "aliases-continued-line": { ...TO("webmaster"), says: /^delivery: webmaster\.\.\. User unknown/m },
  "aliases-decode": { ...TO("decode"), says: /mailer prog, user \|\/usr\/bin\/uudecode/ },
  "aliases-include": { ...TO("staff"), says: /mailer \*file\*/ },
  "aliases-inline-comment": { ...TO("sales"), says: /^delivery: jane # on leave\.\.\. User unknown/m },
  "aliases-unquoted-command": { ...TO("support"), says: /user \|\/usr\/bin\/php\.-q\.ticket\.php/ },
  "authinfo-bad-login": { ...LOGIN, says: /returns U:joe P:secret/ },
  "authinfo-invalid-key": { ...LOGIN, says: /no match/ },
  "authinfo-placeholder": { ...LOGIN, says: /"P:50"/ },
  "domaintable-inline-comment": { ...HEADER("joe@old.example.com"), says: /addr = joe@new\.example\.com\.#\.office/ },
  "domaintable-value": { ...HEADER("joe@old.example.com"), says: /addr = joe@smtp:new\.example\.com/ },
  "genericstable-inline-comment": { ...HEADER("joe@example.com"), says: /addr = joe\.doe@example\.net\.#\.office/ },
  "genericstable-value": { ...HEADER("joe@example.com"), says: /returns: joe doe @ example/ },
  "m4-invisible-character": { ...OTHER_HOST, says: /mailer relay, host [^\w[]/ },
  "mailertable-bad-host": { ...ONE_DOMAIN, says: /host >joe</ },
  "mailertable-empty-prefix": { ...ONE_DOMAIN, says: /host \[\.example\.net\]/ },
  "mailertable-inline-comment": { ...ONE_DOMAIN, says: /host \[mail\.example\.com\]#\.office/ },
  "mailertable-port": { ...ONE_DOMAIN, says: /host \[mail\.example\.com\]:2525/ },
  "mailertable-unknown-mailer": { ...ONE_DOMAIN, says: /unknown mailer smpt/ },
  "mc-joined-line": { test: ["check_rcpt <joe@mx.example.com>"], says: /^(?![\s\S]*550 Closed)[\s\S]*check_rcpt/ },
  "mc-missing-mailer": { test: ["/parse root"], site: 1, says: /unknown mailer cyrusv2/ },
  "mc-wrong-characters": { ...OTHER_HOST, says: /host relay\.example\.net\.587/ },
  "mc-wrong-host": { ...OTHER_HOST, says: /host \[smtp\.example\.net\]:587/ },
  "mc-wrong-port": { test: ["=M"], says: /\(relay\): .*A=TCP relay\.example\.net 465/ },
  "virtusertable-access-word": { ...TO("joe@example.com"), says: /mailer local, user reject/ },
  "virtusertable-argument": { ...TO("joe@example.com"), says: /Invalid route address/ },
  "virtusertable-bad-address": { ...TO("info@example.com"), says: /Invalid host name/ },
  "virtusertable-bare-domain": { ...TO("joe@example.com"), says: /mailer local, user example\.net/ },
  "virtusertable-incomplete-address": { ...TO("joe@example.com"), says: /User address required/ },
  "virtusertable-inline-comment": { ...TO("joe@example.com"), says: /user joe\.#\.office/ },
  "virtusertable-loop": { ...TO("joe@example.com"), says: /excessive recursion/ },
  "virtusertable-program": { ...TO("joe@example.com"), says: /Cannot mail directly to programs/ },
  "virtusertable-several-recipients": { ...TO("sales@example.com"), says: /Invalid route address/ },
};

export const PROOFS: Readonly<Record<string, Proof>> = { ...REFUSED, ...MISLED };

/** Errors that another test shows: its file below test/oracle, and words in it. */
export const SHOWN_ELSEWHERE: Readonly<Record<string, readonly [file: string, words: string]>> = {
  "access-rate-value": ["rules/tables.test.ts", "access-rate-value"],
  "access-tls-value": ["rules/tables.test.ts", "access-tls-value"],
  "aliases-smrsh-character": ["kinds/aliases.test.ts", "aliases-smrsh-character"],
  "aliases-unusable-target": ["tables/facts-deliveries.test.ts", "aliases-unusable-target"],
  "auth-required-on-smtp-port": ["catalog/sessions.test.ts", "demand a login before MAIL"],
  "auth-unknown-mechanism": ["rules/options.test.ts", "a comma between names makes them one that does not exist"],
  "auth-without-tls": ["rules/options.test.ts", "with p and without certificates only the others remain"],
  "dnsbl-answer-without-dot": ["catalog/differences.test.ts", "an answer with the dot always matches"],
  "dnsbl-lost-message": ["mistakes/cases.ts", "dnsbl-lost-message"],
  "mailertable-own-host": ["rules/running-proofs.test.ts", "mailertable-own-host"],
  "mc-default-user-root": ["rules/running-proofs.test.ts", "mc-default-user-root"],
  "relay-old-version": ["rules/running-proofs.test.ts", "relay-old-version"],
  "mc-class-member": ["tables/facts-classes.test.ts", "mc-class-member"],
  "mc-conflict": ["rules/messages.test.ts", "has its finding at the right line"],
  "mc-filter-list": ["rules/startup.test.ts", "InputFilter clamav not defined"],
  "mc-mailer-port": ["tables/facts-classes.test.ts", "mc-mailer-port"],
  "mc-newer-version": ["catalog/versions.test.ts", "feature"],
  "mc-port-twice": ["rules/options.test.ts", "Address already in use"],
  "mc-queue-group": ["mistakes/silent-cases.ts", "mc-queue-group"],
  "mc-tiny-limit": ["rules/sessions.test.ts", "a limit"],
  "site-map-type": ["mistakes/cases.ts", "not available"],
  "site-submission-mismatch": ["rules/submission.test.ts", "site-submission-mismatch"],
  "site-vulnerable-version": ["catalog/holes.test.ts", "hole"],
  "site-writable-folder": ["tables/facts-rights.test.ts", "site-writable-folder"],
  "tls-incomplete": ["rules/startup.test.ts", "tls-incomplete"],
  "tls-relative-path": ["rules/options.test.ts", "are taken by their full path only"],
  "tls-unusable-file": ["rules/certificates.test.ts", "tls-unusable-file"],
};
