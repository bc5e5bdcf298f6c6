import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "encryption without bits": {
      files: { "sendmail.mc": MC, access: "TLS_Srv:partner.example ⟦ENCR⟧\n" },
      fixes: ["Write ENCR:128: mail without that TLS is refused"],
      fixed: { access: "TLS_Srv:partner.example ENCR:128\n" },
    },
    "a word of other programs": {
      files: { "sendmail.mc": MC, access: "TLS_Clt:partner.example ⟦REQUIRED⟧\n" },
      fixes: [],
    },
    "a comment": {
      files: { "sendmail.mc": MC, access: "TLS_Rcpt:partner.example ⟦PERM+VERIFY:128 # them⟧\n" },
      fixed: { access: "TLS_Rcpt:partner.example PERM+VERIFY:128\n" },
    },
    "a word for the number of bits, where the certificate is still required": {
      files: { "sendmail.mc": MC, access: "TLS_Srv:partner.example ⟦VERIFY:strong⟧\n" },
      message: /^This line requires a certificate, but no number of bits\./,
    },
    "a no-break space after the bits": { "sendmail.mc": MC, access: "TLS_Srv:partner.example ⟦ENCR:128\u00a0⟧\n" },
    "a blank for the colon": {
      files: { "sendmail.mc": MC, access: "TLS_Srv:partner.example ⟦ENCR 128⟧\n" },
      fixed: { access: "TLS_Srv:partner.example ENCR:128\n" },
    },
  },
  silent: {
    "all that cf/README allows": {
      "sendmail.mc": MC,
      access:
        "TLS_Srv:a.example VERIFY\nTLS_Clt:b.example perm+verify:128\nTLS_Rcpt:c.example TEMP+ENCR:112\nTLS_Srv:d.example VERIFY:128+CN:x++CI:y\n",
    },
    "an exception": { "sendmail.mc": MC, access: "TLS_Srv: VERIFY\nTLS_Srv:old.example OK\nTLS_Clt:old.example NO\n" },
  },
});
