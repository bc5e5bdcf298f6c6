import { platformNamed } from "../../catalog/index.ts";
import type { LintOptions } from "../linter/lint.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

function on(id: string): LintOptions {
  const platform = platformNamed(id);
  if (platform === undefined) throw new Error(`there is no ${id}`);
  return { platform: { platform, because: "the setting sendmail.platform names it" } };
}

testRule(rule, {
  finds: {
    "hash on Red Hat 10": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', `⟦hash⟧ -T<TMPF> /etc/mail/access')dnl") },
      options: on("el10"),
      message: /^Red Hat Enterprise Linux 10 has no hash maps\.\n.*cannot be opened\.\n.*Write cdb/s,
    },
    "btree there, in a K line": {
      files: { "sendmail.mc": mc("LOCAL_CONFIG", "Kmine ⟦btree⟧ /etc/mail/mine") },
      options: on("el10"),
    },
    "cdb on Debian": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `⟦cdb⟧ /etc/mail/mailertable')dnl") },
      options: on("debian13"),
      message: /Write hash/,
    },
    "dbm on FreeBSD, in a .cf by itself": {
      files: { "sendmail.cf": "V10/Berkeley\nKmine ⟦dbm⟧ /etc/mail/mine\n" },
      options: on("freebsd"),
    },
    "dbm on any Linux": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `⟦dbm⟧ /etc/mail/mailertable')dnl") },
      severity: "warning",
    },
  },
  silent: {
    "dbm where the system is not known": {
      "sendmail.mc": mc("FEATURE(`mailertable', `dbm /etc/mail/mailertable')dnl").replace("linux", "solaris8"),
    },
    "cdb on any Linux, which some have": {
      "sendmail.mc": mc("FEATURE(`mailertable', `cdb /etc/mail/mailertable')dnl"),
    },
    "a type that is there": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `hash /etc/mail/mailertable')dnl") },
      options: on("debian12"),
    },
    "a type of which nothing is known": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `hash /etc/mail/mailertable')dnl") },
      options: on("fedora"),
    },
    "a system that is not known": { "sendmail.mc": mc("FEATURE(`mailertable', `cdb /etc/mail/mailertable')dnl") },
    "types that are no files": {
      files: { "sendmail.mc": mc("LOCAL_CONFIG", "Kmine regex -a@ok ^x") },
      options: on("el10"),
    },
  },
});
