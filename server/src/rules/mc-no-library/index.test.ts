import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MARKED = mc("FEATURE(`access_db')dnl").replace("OSTYPE(`linux')", "⟦OSTYPE(`linux')⟧");
const COMMENT = "dnl Build with: m4 /etc/mail/sendmail.mc > /etc/mail/sendmail.cf\n";

testRule(rule, {
  finds: {
    "a file that says so": {
      files: { "sendmail.mc": `${COMMENT}${MARKED}` },
      message: /as text/,
      severity: "information",
    },
    "one with options": { "submit.mc": `# m4 -P submit.mc > submit.cf\n${MARKED}` },
    "one whose library is commented out": {
      "sendmail.mc": `${COMMENT}dnl include(\`/usr/share/sendmail/cf/m4/cf.m4')\n${MARKED}`,
    },
    "a .cf that was made so": {
      files: { "sendmail.mc": MARKED, "sendmail.cf": "OSTYPE(linux)FEATURE(access_db)MAILER(local)MAILER(smtp)" },
      message: /\.cf beside it/,
      severity: "error",
    },
  },
  silent: {
    "a file of which nobody says how it is built": { "sendmail.mc": mc() },
    "a command that names the library": { "sendmail.mc": `dnl m4 ../m4/cf.m4 sendmail.mc > sendmail.cf\n${mc()}` },
    "the library": {
      "sendmail.mc": `${COMMENT}include(\`/usr/share/sendmail-cf/m4/cf.m4')dnl\n${mc()}`,
    },
    "the library in a file that it includes": {
      "sendmail.mc": `${COMMENT}include(\`base.m4')dnl\n${mc()}`,
      "base.m4": "include(`/usr/share/sendmail-cf/m4/cf.m4')dnl\n",
    },
    "a .cf that was made of it": { "sendmail.mc": `${COMMENT}${mc()}`, "sendmail.cf": "V10/Berkeley\n" },
    "a part": { "common.mc": `${COMMENT}define(\`confLOG_LEVEL', \`9')dnl\nFEATURE(\`access_db')dnl\n` },
    "a file that may include it": { "sendmail.mc": `${COMMENT}include(\`not-here.m4')dnl\n${mc()}` },
    "a template": { "sendmail.mc": `${COMMENT}{% if x %}\n${mc()}{% endif %}\n` },
  },
});
