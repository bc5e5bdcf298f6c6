// The languages, and the names that are worth a look into a file. Written by scripts/kinds.mjs; do not edit.

export const LANGUAGES = [
  "sendmail-mc",
  "sendmail-access",
  "sendmail-class",
  "sendmail-mailertable",
  "sendmail-authinfo",
  "sendmail-virtusertable",
  "sendmail-genericstable",
  "sendmail-domaintable",
  "sendmail-aliases",
  "sendmail-list",
  "sendmail-userdb",
  "sendmail-bitdomain",
  "sendmail-uudomain",
  "sendmail-helpfile",
  "sendmail-errorheader",
  "sendmail-cf",
] as const;

/** Paths of files that may be ours; their content says whether they are. */
export const CANDIDATE =
  /(^|\/)([^/]+\.mc|access|relay-domains|local-host-names|trusted-users|virtuser-domains|generics-domains|masquerade-domains|exposed-users|mailertable|authinfo|client-info|virtusertable|virtusers|virtuser|genericstable|domaintable|aliases|\.forward|userdb|bitdomain|uudomain|sendmail\.hf|helpfile|error-header)$/i;
