import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();
const list = (text: string) => ({
  "sendmail.mc": MC,
  aliases: "staff: jane, ⟦:include:/etc/mail/staff⟧\n",
  "/etc/mail/staff": text,
});

testRule(rule, {
  finds: {
    "a missing list": {
      files: { "sendmail.mc": MC, aliases: "staff: ⟦:include:/etc/mail/staff⟧\n" },
      message: /does not exist/,
      fixes: [],
    },
    "a list without anybody": { files: list("# nobody yet\n\n"), message: /no recipients/ },
    "a comment in a list": { files: list("joe\njim # away\n"), message: /^sendmail misreads line 2 of this list/ },
    "a list that is none": {
      files: { "sendmail.mc": MC, aliases: "staff: ⟦include:/etc/mail/staff⟧\n" },
      message: /appended to it/,
      fixed: { aliases: "staff: :include:/etc/mail/staff\n" },
    },
    "a relative path": { files: { "sendmail.mc": MC, aliases: "staff: ⟦:include:staff⟧\n" }, message: /slash/ },
    "a list elsewhere": {
      files: { "sendmail.mc": MC, aliases: 'staff: ⟦":include:/srv/lists/staff"⟧\n', "/srv/lists/staff": "" },
    },
  },
  silent: {
    "a list with people": {
      "sendmail.mc": MC,
      aliases: "staff: :include:/etc/mail/staff\n",
      "/etc/mail/staff": '# staff\njane, joe@a.example\n\\jim\n"|/bin/cat x"\n',
    },
    "a copy without the list": {
      "/repo/sendmail.mc": MC,
      "/repo/aliases": "staff: :include:/var/lists/staff\n",
    },
    "a file without a .mc": { aliases: "staff: :include:/var/lists/staff\n" },
  },
});
