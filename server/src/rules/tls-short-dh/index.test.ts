import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const dh = (value: string) => ({ "sendmail.mc": mc(`define(\`confDH_PARAMETERS', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "a line of a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO DHParameters=⟦1⟧\nO LogLevel=9\n" },
      fixed: { "sendmail.cf": "V10/Berkeley\nO LogLevel=9\n" },
    },
    "a line in LOCAL_CONFIG": { files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nO DHParameters=⟦512⟧\n` } },
    "512 bits": { files: dh("⟦5⟧"), message: /512/, fixed: { "sendmail.mc": mc() } },
    "1024 bits": dh("⟦1024⟧"),
  },
  silent: { "2048 bits": dh("2"), "a file": dh("/etc/mail/tls/dh.pem"), "the built-in prime": dh("i") },
});
