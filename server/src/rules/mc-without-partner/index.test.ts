import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a long name, which fits without its FEATURE": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`example.com')dnl", "⟦FEATURE(`masquerade_entire_domain')⟧dnl") },
      message: /^masquerade_entire_domain does nothing here without MASQUERADE_DOMAIN\.\n/,
    },
    "VIRTUSER_DOMAIN without the table, which relays all the same": {
      files: { "sendmail.mc": mc("⟦VIRTUSER_DOMAIN(`a.example')⟧dnl") },
      message: /^VIRTUSER_DOMAIN only grants relaying here: .* hosts with a name in them may relay/s,
      fixes: [
        "Remove VIRTUSER_DOMAIN: it no longer lets anybody relay",
        "Disable VIRTUSER_DOMAIN with dnl: it no longer lets anybody relay",
      ],
    },
    "virtual users without domains, before VIRTUSER_DOMAIN": {
      files: { "sendmail.mc": mc("⟦FEATURE(`virtusertable')⟧dnl") },
      options: { targetVersion: "8.9.3" },
      message: /^(?!.*_DOMAIN).*Add FEATURE\(`use_cw_file'\) and write the domains in its file\.$/s,
    },
    "an envelope without a name": {
      files: { "sendmail.mc": mc("⟦FEATURE(`masquerade_envelope')⟧dnl") },
      message: /does nothing here without MASQUERADE_AS/,
      severity: "warning",
    },
    "domains without a name": { "sendmail.mc": mc("⟦MASQUERADE_DOMAIN(`a.example')⟧dnl") },
    "a limit without domains": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`a.example')dnl", "⟦FEATURE(`limited_masquerade')⟧dnl") },
      severity: "information",
      message: /^Without MASQUERADE_DOMAIN only senders without a domain are masqueraded/,
    },
    "a limit without a name": {
      files: { "sendmail.mc": mc("⟦FEATURE(`limited_masquerade')⟧dnl") },
      severity: "warning",
      message: /does nothing here without MASQUERADE_AS/,
    },
    "domains without a table": { "sendmail.mc": mc("⟦GENERICS_DOMAIN(`a.example')⟧dnl") },
    "a file that no feature reads": { "sendmail.mc": mc("define(`⟦confCW_FILE⟧', `/etc/mail/domains')dnl") },
    "a table without domains": {
      files: { "sendmail.mc": mc("⟦FEATURE(`genericstable')⟧dnl") },
      severity: "information",
    },
    "virtual users without domains": { "sendmail.mc": mc("⟦FEATURE(`virtusertable')⟧dnl") },
    "revoked certificates without certificates": {
      "sendmail.mc": mc("define(`⟦confCRL⟧', `/etc/mail/tls/crl.pem')dnl"),
    },
  },
  silent: {
    "a class of a .cf without words": {
      "sendmail.cf": "V10/Berkeley\nCN\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    pairs: {
      "sendmail.mc": mc(
        "MASQUERADE_AS(`a.example')dnl",
        "FEATURE(`masquerade_envelope')dnl",
        "MASQUERADE_DOMAIN(`b.example')dnl",
        "FEATURE(`limited_masquerade')dnl",
        "FEATURE(`genericstable')dnl",
        "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl",
        "FEATURE(`use_cw_file')dnl",
        "FEATURE(`virtusertable')dnl",
        "EXPOSED_USER(`root')dnl",
      ),
    },
    "a partner written by hand": {
      "sendmail.mc": `${mc("FEATURE(`masquerade_envelope')dnl", "FEATURE(`limited_masquerade')dnl")}LOCAL_CONFIG\nDMa.example\nCMb.example\n`,
    },
    "a file that includes others": { "sendmail.mc": mc("FEATURE(`masquerade_envelope')dnl", "include(`site.m4')dnl") },
  },
});
