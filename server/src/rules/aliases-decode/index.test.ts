import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    uudecode: {
      files: { "sendmail.mc": MC, aliases: 'decode: ⟦"|/usr/bin/uudecode"⟧\n' },
      severity: "error",
      fixed: { aliases: '# decode: "|/usr/bin/uudecode"\n' },
    },
    "a shell": { files: { "sendmail.mc": MC, aliases: "run: ⟦|/bin/sh⟧, jane\n" }, message: /run commands/ },
    "a shell in quotes": { files: { "sendmail.mc": MC, aliases: 'run: ⟦"| /bin/bash -s"⟧\n' } },
  },
  silent: {
    "mail that goes to a person": { "sendmail.mc": MC, aliases: "decode: root\nuudecode: root\n#x: |/bin/uudecode\n" },
    "scripts and programs": {
      "sendmail.mc": MC,
      aliases:
        'a: "|/usr/bin/perl /usr/local/bin/x"\nb: "|/bin/sh -c true"\nc: |/usr/bin/vacation\nd: "|/usr/bin/php -q /x"\n',
    },
  },
});
