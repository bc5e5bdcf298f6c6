import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const group = (list: string, ...more: readonly string[]) => ({
  "sendmail.mc": mc(...more, `QUEUE_GROUP(\`slow', \`${list}')dnl`),
});

testRule(rule, {
  finds: {
    "a path without a slash": {
      files: group("P=⟦slow⟧, R=2"),
      message: /not absolute/,
      fixed: group("P=/var/spool/mqueue/slow, R=2"),
    },
    "a path elsewhere": { files: group("Path=⟦/var/spool/other⟧"), message: /not subpath/, fixes: [] },
    "a path elsewhere than the site's folder": group(
      "P=⟦/var/spool/mqueue/slow⟧",
      "define(`QUEUE_DIR', `/srv/mqueue/q*')dnl",
    ),
    "a semicolon": { files: group("P=⟦/var/spool/mqueue/slow; I=5m⟧"), fixed: group("P=/var/spool/mqueue/slow, I=5m") },
    "a word for a number": { files: group("P=/var/spool/mqueue/slow, R=⟦two⟧"), severity: "warning" },
    "a word for the priority": group("P=/var/spool/mqueue/slow, N=⟦ten⟧"),
    "a Q line": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nQslow, P=⟦slow⟧\n` },
    "a Q line of a .cf": { "sendmail.cf": "V10/Berkeley\nO QueueDirectory=/var/spool/mqueue\nQslow, P=⟦slow⟧, R=2\n" },
    "a flag that is none": {
      files: group("P=/var/spool/mqueue/slow, F=⟦true⟧"),
      severity: "warning",
      message: /no flag "t", "r"/,
    },
    "a capital": { "sendmail.cf": "V10/Berkeley\nO QueueDirectory=/var/spool/mqueue\nQslow, F=⟦F⟧, R=2\n" },
  },
  silent: {
    "a folder below": group("P=/var/spool/mqueue/slow, F=f, R=2, I=5m, N=10, J=5, r=20"),
    "all folders of a pattern": group("P=/srv/mqueue/slow*", "define(`QUEUE_DIR', `/srv/mqueue/q*')dnl"),
    "the folder of the queues": group("P=/var/spool/mqueue, R=1"),
    "no path": group("I=5m, r=20"),
  },
});
