// Splits the tag off an access key.

/** Tags that sendmail's m4 library looks up (cf/README; the rulesets of cf/m4/proto.m4 and cf/feature), folded. */
const KNOWN = new Set([
  "authinfo",
  "bcc",
  "certissuer",
  "certsubject",
  "clientconn",
  "clientrate",
  "clt_features",
  "compat",
  "connect",
  "from",
  "greetpause",
  "qgrp",
  "spam",
  "srv_features",
  "tls_clt",
  "tls_rcpt",
  "tls_clt_features",
  "tls_srv",
  "tls_srv_features",
  "to",
  "try_tls",
]);

const HEX_GROUP = /^[0-9a-f]{1,4}$/i;

/**
 * Length of the tag in front of a key, its colon not counted; 0 where there is none.
 * Any word before a colon is a tag, known or not, except the groups of an IPv6 address and its mark `IPv6:`.
 */
export function tagLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isTagCharacter(text.charCodeAt(at))) at++;
  if (at === start || at === end || text.charCodeAt(at) !== 58) return 0;
  const word = text.slice(start, at).toLowerCase();
  if (KNOWN.has(word)) return at - start;
  return word === "ipv6" || HEX_GROUP.test(word) ? 0 : at - start;
}

function isTagCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}
