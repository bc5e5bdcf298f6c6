import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const DIR = "/etc/mail/tls";
const tls = (cert = `${DIR}/cert.pem`, key = `${DIR}/key.pem`, authority = `${DIR}/ca.pem`) =>
  mc(
    "define(`confCACERT_PATH', `/etc/mail/tls')dnl",
    `define(\`confCACERT', \`${authority}')dnl`,
    `define(\`confSERVER_CERT', \`${cert}')dnl`,
    `define(\`confSERVER_KEY', \`${key}')dnl`,
  );
const CA = `${DIR}/ca.pem certificate Z`;
const CERT = `${DIR}/cert.pem certificate A`;
const KEY = `${DIR}/key.pem key A`;
const certificates = (...lines: readonly string[]) => `${lines.join("\n")}\n`;
const SOUND = certificates(CA, CERT, KEY);

testRule(rule, {
  finds: {
    "no certificate": {
      files: { "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`), certificates: certificates(CA, KEY) },
      severity: "error",
      message: /unsafe: No such file/,
    },
    "no list of revoked certificates": {
      files: {
        "sendmail.mc": `${tls()}LOCAL_CONFIG\nO CRLFile=⟦${DIR}/crl.pem⟧\n`,
        certificates: SOUND,
      },
      severity: "warning",
      message: /offers TLS anyway/,
    },
    "no key": { files: { "sendmail.mc": tls(undefined, `⟦${DIR}/key.pem⟧`), certificates: certificates(CA, CERT) } },
    "no authorities": {
      files: { "sendmail.mc": tls(undefined, undefined, `⟦${DIR}/ca.pem⟧`), certificates: certificates(CERT, KEY) },
    },
    "a key of another certificate": {
      files: {
        "sendmail.mc": tls(undefined, `⟦${DIR}/key.pem⟧`),
        certificates: certificates(CA, CERT, `${DIR}/key.pem key B`),
      },
      message: /check_private_key failed/,
    },
    "both swapped": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/key.pem⟧`, `⟦${DIR}/cert.pem⟧`),
        certificates: SOUND,
      },
    },
    "a file with neither": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`),
        certificates: certificates(CA, KEY, `${DIR}/cert.pem nothing`),
      },
      message: /use_certificate_file failed/,
    },
    "a certificate in binary form": {
      files: { "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`), certificates: certificates(CA, KEY, `${DIR}/cert.pem binary`) },
      message: /DER/,
    },
    "a key with a passphrase": {
      files: {
        "sendmail.mc": tls(undefined, `⟦${DIR}/key.pem⟧`),
        certificates: certificates(CA, CERT, `${DIR}/key.pem key encrypted`),
      },
      message: /passphrase/,
    },
    "a certificate that is out of date": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`),
        certificates: certificates(CA, KEY, `${DIR}/cert.pem certificate A over 2025-01-31`),
      },
      severity: "warning",
      message: /ended on 2025-01-31/,
    },
    "one that ends soon": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`),
        certificates: certificates(CA, KEY, `${DIR}/cert.pem certificate A soon 2026-11-30`),
      },
      severity: "information",
    },
    "one that begins later": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`),
        certificates: certificates(CA, KEY, `${DIR}/cert.pem certificate A early`),
      },
      severity: "warning",
    },
    "a key that a group may read": {
      files: { "sendmail.mc": tls(undefined, `⟦${DIR}/key.pem⟧`), certificates: SOUND },
      modes: { "/etc/mail/tls/key.pem": 0o640 },
      severity: "error",
      message: /Group readable file/,
    },
    "a certificate that others may write": {
      files: { "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`), certificates: SOUND },
      modes: { "/etc/mail/tls/cert.pem": 0o666 },
    },
    "a folder that others may write to": {
      files: {
        "sendmail.mc": tls(`⟦${DIR}/cert.pem⟧`, `⟦${DIR}/key.pem⟧`, `⟦${DIR}/ca.pem⟧`),
        certificates: SOUND,
      },
      modes: { "/etc/mail/tls": 0o775 },
      message: /Group writable directory/,
    },
    "the client's key": {
      files: {
        "sendmail.mc": mc(
          "define(`confCLIENT_CERT', `/etc/mail/tls/cert.pem')dnl",
          "define(`confCLIENT_KEY', `⟦/etc/mail/tls/nope.pem⟧')dnl",
        ),
        certificates: SOUND,
      },
      message: /when it delivers/,
    },
    "a line of LOCAL_CONFIG": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO ServerCertFile=⟦/etc/mail/tls/nope.pem⟧\n`,
      certificates: SOUND,
    },
    "a .cf": {
      "sendmail.cf": "V10/Berkeley\nO ServerCertFile=⟦/etc/mail/tls/nope.pem⟧\n",
      certificates: SOUND,
    },
  },
  silent: {
    "a list of revoked certificates": {
      "sendmail.mc": `${tls()}LOCAL_CONFIG\nO CRLFile=${DIR}/crl.pem\n`,
      certificates: certificates(CA, CERT, KEY, `${DIR}/crl.pem junk`),
    },
    "all as it should be": {
      files: { "sendmail.mc": tls(), certificates: SOUND },
      modes: { "/etc/mail/tls/key.pem": 0o600, "/etc/mail/tls/cert.pem": 0o644, "/etc/mail/tls": 0o755 },
    },
    "a space at the end of a path, which sendmail drops": {
      "sendmail.mc": tls(undefined, `${DIR}/key.pem `),
      certificates: SOUND,
    },
    "certificate and key in one file": {
      "sendmail.mc": tls(`${DIR}/both.pem`, `${DIR}/both.pem`),
      certificates: certificates(CA, `${DIR}/both.pem certificate A`, `${DIR}/both.pem key A`),
    },
    "two certificates, each with its key": {
      "sendmail.mc": tls(`${DIR}/cert.pem,${DIR}/ec.pem`, `${DIR}/key.pem,${DIR}/eckey.pem`),
      certificates: certificates(CA, CERT, KEY, `${DIR}/ec.pem certificate B`, `${DIR}/eckey.pem key B`),
    },
    "a key that its group may read, as the site allows": {
      files: {
        "sendmail.mc": tls().replace(
          "MAILER(`local')",
          "define(`confDONT_BLAME_SENDMAIL', `GroupReadableKeyFile')dnl\nMAILER(`local')",
        ),
        certificates: SOUND,
      },
      modes: { "/etc/mail/tls/key.pem": 0o640 },
    },
    "files of which nobody can tell": { "sendmail.mc": tls() },
  },
});
