import { expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { lint } from "../linter/lint.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const REST = [
  "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl",
  "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl",
  "define(`confCACERT_PATH', `/etc/ssl/certs')dnl",
];
const CERT = "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl";
const options = (value: string) => `define(\`confSERVER_SSL_OPTIONS', \`${value}')dnl`;
const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "a .cf with certificates": {
      files: {
        "sendmail.cf":
          "V10/Berkeley\nO CACertPath=/c\nO CACertFile=/c/ca.pem\nO ⟦ServerCertFile⟧=/c/a.pem\nO ServerKeyFile=/c/a.key\n",
      },
      options: STRICT,
      message: /ServerSSLOptions does not refuse/,
      fixed: {
        "sendmail.cf":
          "V10/Berkeley\nO CACertPath=/c\nO CACertFile=/c/ca.pem\nO ServerCertFile=/c/a.pem\nO ServerSSLOptions=SSL_OP_ALL -SSL_OP_TLSEXT_PADDING SSL_OP_NO_SSLv3 SSL_OP_NO_TLSv1 SSL_OP_NO_TLSv1_1\nO ServerKeyFile=/c/a.key\n",
      },
    },
    "no options": {
      files: { "sendmail.mc": mc("define(`⟦confSERVER_CERT⟧', `/etc/mail/tls/mx.pem')dnl", ...REST) },
      options: STRICT,
      fixed: {
        "sendmail.mc": mc(
          CERT,
          options("SSL_OP_ALL -SSL_OP_TLSEXT_PADDING SSL_OP_NO_SSLv3 SSL_OP_NO_TLSv1 SSL_OP_NO_TLSv1_1"),
          ...REST,
        ),
      },
    },
    "a server that listens to the world as well": {
      files: {
        "sendmail.mc": mc(
          "define(`⟦confSERVER_CERT⟧', `/etc/mail/tls/mx.pem')dnl",
          ...REST,
          "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
        ),
      },
      options: STRICT,
    },
    "some of them": {
      files: { "sendmail.mc": mc(CERT, ...REST, options("⟦SSL_OP_ALL SSL_OP_NO_SSLv3⟧")) },
      options: STRICT,
      message: /SSL_OP_NO_TLSv1 and SSL_OP_NO_TLSv1_1 are/,
      fixed: {
        "sendmail.mc": mc(CERT, ...REST, options("SSL_OP_ALL SSL_OP_NO_SSLv3 SSL_OP_NO_TLSv1 SSL_OP_NO_TLSv1_1")),
      },
    },
  },
  silent: {
    "no certificate": { "sendmail.mc": mc() },
    "the ordinary preset": { "sendmail.mc": mc(CERT, ...REST) },
  },
});

it("is silent about a server that only its own programs reach", async () => {
  const lines = [CERT, ...REST, "FEATURE(`no_default_msa')dnl", "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl"];
  const site = await siteFrom({ "sendmail.mc": mc(...lines) });
  expect([...lint(site, [rule], STRICT).values()].flat()).toEqual([]);
});
