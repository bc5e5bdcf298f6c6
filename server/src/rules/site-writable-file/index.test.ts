import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");
const mailertable = "⟦a.example smtp:[b.example]⟧\n";
const aliases = "⟦postmaster: root⟧\n";
const plain = (text: string) => text.replace(/[⟦⟧]/g, "");

testRule(rule, {
  finds: {
    "aliases of a group": {
      files: { "sendmail.mc": MC, aliases },
      modes: { aliases: 0o664 },
      severity: "error",
      message: /newaliases refuses[\s\S]*0664[\s\S]*Group writable file/,
    },
    "aliases of everybody": {
      files: { "sendmail.mc": mc("define(`confDONT_BLAME_SENDMAIL', `GroupWritableAliasFile')dnl"), aliases },
      modes: { aliases: 0o666 },
      message: /World writable file/,
    },
    "a map of everybody": {
      files: { "sendmail.mc": MC, mailertable },
      modes: { mailertable: 0o646 },
      severity: "warning",
      message: /Every user[\s\S]*change the mailertable/,
    },
  },
  silent: {
    "a map of a group": {
      files: { "sendmail.mc": MC, mailertable: plain(mailertable) },
      modes: { mailertable: 0o664 },
    },
    "files of their owner": { files: { "sendmail.mc": MC, aliases: plain(aliases) }, modes: { aliases: 0o644 } },
    "aliases that sendmail was told to take": {
      files: {
        "sendmail.mc": mc("define(`confDONT_BLAME_SENDMAIL', `WorldWritableAliasFile,GroupWritableAliasFile')dnl"),
        aliases: plain(aliases),
      },
      modes: { aliases: 0o666 },
    },
    "a checkout": {
      files: { "/srv/x/etc/mail/sendmail.mc": MC, "/srv/x/etc/mail/aliases": plain(aliases) },
      modes: { "/srv/x/etc/mail/sendmail.mc": 0o664, "/srv/x/etc/mail/aliases": 0o664 },
    },
  },
});
