import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a password": { "sendmail.mc": MC, access: 'AuthInfo:mx.example "U:me" "P:⟦secret⟧"\n' },
    "a password in base64": { "sendmail.mc": MC, access: 'AuthInfo: "U:me" "P=⟦c2VjcmV0⟧" "M:PLAIN"\n' },
    "a login without AuthInfo:": {
      files: { "sendmail.mc": MC, access: 'mx.example ⟦"U:me" "P:secret"⟧\n' },
      message: /text of a refusal/,
    },
    "a login after another tag": {
      files: { "sendmail.mc": MC, access: 'Connect:mx.example ⟦"U:me" "P=c2VjcmV0"⟧\n' },
      fixes: [],
    },
    "a map alone": { access: 'AuthInfo:mx.example "U:me" "P:⟦secret⟧"\nConnect:10 RELAY\n' },
  },
  silent: {
    "a line without one": { "sendmail.mc": MC, access: 'AuthInfo:mx.example "U:me" "M:EXTERNAL"\n' },
    "an empty one": { "sendmail.mc": MC, access: 'AuthInfo:mx.example "U:me" "P:"\n' },
    "other lines": { "sendmail.mc": MC, access: 'P:x.example REJECT\ny.example 550 "P:x"\nConnect:10 RELAY\n' },
  },
});
