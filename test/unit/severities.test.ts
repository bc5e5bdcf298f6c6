// Severities, all of them together: an error stops sendmail, loses mail or opens the server; what merely does nothing is a warning.
// A new rule, or another severity, is entered here on purpose.
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../server/src/rules/all.ts";

/** Why the rules that report errors do so. */
const ERRORS = {
  /** m4 gives up, or sendmail refuses to start or to take a line. */
  stops: [
    "cf-syntax",
    "m4-invisible-character",
    "m4-joined-dnl",
    "m4-runaway",
    "m4-space-before-parenthesis",
    "m4-stray-text",
    "m4-unterminated-call",
    "m4-unterminated-quote",
    "mc-filter-list",
    "mc-filter-without-socket",
    "mc-joined-line",
    "mc-missing-access-db",
    "mc-missing-include",
    "mc-missing-ostype",
    "mc-newer-version",
    "mc-port-twice",
    "mc-queue-group",
    "mc-refused-line",
    "mc-removed",
    "mc-replaced-word",
    "mc-ssh-mailer",
    "mc-unknown-cf-option",
    "mc-unknown-name",
    "mc-unknown-key",
    "mc-unknown-word",
    "mc-wrong-case",
    "mc-wrong-name",
  ],
  /** Mail or a login is refused, bounced, sent elsewhere, or waits for ever. */
  loses: [
    "access-trailing-text",
    "access-syntax",
    "access-unknown-action",
    "aliases-bad-target",
    "aliases-continued-line",
    "aliases-include",
    "aliases-inline-comment",
    "aliases-not-local",
    "aliases-smrsh-character",
    "aliases-syntax",
    "aliases-unquoted-command",
    "aliases-unusable-target",
    "auth-required-on-smtp-port",
    "auth-unknown-mechanism",
    "auth-without-tls",
    "authinfo-bad-login",
    "authinfo-duplicate-key",
    "authinfo-invalid-key",
    "authinfo-placeholder",
    "authinfo-syntax",
    "class-provider-domain",
    "domaintable-duplicate-key",
    "domaintable-inline-comment",
    "domaintable-syntax",
    "domaintable-value",
    "genericstable-duplicate-key",
    "genericstable-inline-comment",
    "genericstable-syntax",
    "genericstable-value",
    "mailertable-bad-host",
    "mailertable-duplicate-key",
    "mailertable-empty-prefix",
    "mailertable-inline-comment",
    "mailertable-own-host",
    "mailertable-port",
    "mailertable-syntax",
    "mailertable-unknown-mailer",
    "mc-class-member",
    "mc-mailer-port",
    "mc-missing-mailer",
    "mc-sample-domain",
    "mc-tiny-limit",
    "mc-wrong-characters",
    "mc-wrong-host",
    "mc-wrong-port",
    "site-map-duplicate-key",
    "site-map-syntax",
    "site-map-type",
    "site-submission-mismatch",
    "site-writable-folder",
    "virtusertable-access-word",
    "virtusertable-argument",
    "virtusertable-bad-address",
    "virtusertable-bare-domain",
    "virtusertable-duplicate-key",
    "virtusertable-incomplete-address",
    "virtusertable-inline-comment",
    "virtusertable-loop",
    "virtusertable-program",
    "virtusertable-several-recipients",
    "virtusertable-syntax",
  ],
  /** Strangers relay, read or break in; or what was to be refused comes in, and who was to relay is kept out. */
  opens: [
    "access-blocklist-off",
    "access-bracketed-address",
    "access-invalid-key",
    "access-full-address-relay",
    "access-rate-value",
    "access-skip-off",
    "access-space-after-tag",
    "access-tls-value",
    "access-wrong-key",
    "aliases-decode",
    "cf-rule-without-tab",
    "class-invalid-name",
    "dnsbl-answer-without-dot",
    "dnsbl-lost-message",
    "m4-excess-arguments",
    "m4-wrong-quotes",
    "mc-conflict",
    "mc-default-user-root",
    "mc-rule-without-tab",
    "mc-wrong-value",
    "relay-accepting-ruleset",
    "relay-anonymous-login",
    "relay-deferred-delivery",
    "relay-free-mail",
    "relay-local-from",
    "relay-mail-from",
    "relay-old-version",
    "relay-open",
    "relay-promiscuous",
    "relay-public-suffix",
    "relay-wide-network",
    "site-vulnerable-version",
    "tls-incomplete",
    "tls-relative-path",
    "tls-unusable-file",
  ],
};

/** Rules for whom something is worth knowing, and nothing is wrong. */
const INFORMATION = 33;
const HINTS = 2;

const codes = (severity: string) =>
  ALL_RULES.filter(({ rule }) => rule.meta.severity === severity)
    .map(({ rule }) => rule.meta.code)
    .sort();

describe("severities", () => {
  it("are errors for those reasons, and for no others", () => {
    expect(codes("error")).toEqual(Object.values(ERRORS).flat().sort());
  });

  it("have one reason each", () => {
    const all = Object.values(ERRORS).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it("are counted", () => {
    expect(codes("information")).toHaveLength(INFORMATION);
    expect(codes("hint")).toHaveLength(HINTS);
    expect(codes("warning")).toHaveLength(ALL_RULES.length - codes("error").length - INFORMATION - HINTS);
  });
});
