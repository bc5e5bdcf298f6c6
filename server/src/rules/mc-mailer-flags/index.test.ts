import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const flags = (mailer: string, change: string) => ({
  "sendmail.mc": mc(`MODIFY_MAILER_FLAGS(\`${mailer}', \`${change}')dnl`),
});

testRule(rule, {
  finds: {
    "a space in the name": {
      files: flags("⟦LOCAL ⟧", "+e"),
      message: /the space is part of the name/,
      fixed: flags("LOCAL", "+e"),
    },
    "letters without a sign": {
      files: flags("LOCAL", "⟦e⟧"),
      severity: "error",
      message: /only flags/,
      fixed: flags("LOCAL", "+e"),
    },
    "a name in small letters": { files: flags("⟦local⟧", "+e"), message: /capitals/, fixed: flags("LOCAL", "+e") },
    "the name of the mailer": { files: flags("⟦prog⟧", "-e"), fixed: flags("SHELL", "-e") },
    "the name of the setting": { files: flags("⟦SMTP_MAILER_FLAGS⟧", "+9"), fixed: flags("SMTP", "+9") },
    "a name misspelt": { files: flags("⟦LCOAL⟧", "+e"), fixed: flags("LOCAL", "+e") },
    "several names": { files: flags("⟦LOCAL,SMTP⟧", "+e"), message: /list/, fixes: [] },
    "two signs": { files: flags("LOCAL", "⟦+e-f⟧"), fixes: [] },
    "a list": { files: flags("LOCAL", "⟦+e, f⟧"), fixed: flags("LOCAL", "+ef") },
    "a setting with a sign": {
      files: { "sendmail.mc": mc("define(`LOCAL_MAILER_FLAGS', `⟦+f⟧')dnl") },
      message: /MODIFY_MAILER_FLAGS\(`LOCAL', `\+f'\)/,
    },
  },
  silent: {
    "flags added": flags("LOCAL", "+e"),
    "flags removed": flags("ESMTP", "-a"),
    "all flags": flags("LOCAL", "lsDFMAw5:/|@qPSXmn9"),
    "a mailer of the site's own": flags("MYMAILER", "+e"),
    "a setting with letters": { "sendmail.mc": mc("define(`LOCAL_MAILER_FLAGS', `SPhn9')dnl") },
  },
});
