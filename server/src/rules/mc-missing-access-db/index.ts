// Features that ask the access map, without FEATURE(`access_db').
import type { MessageId } from "../../mc/types.ts";
import { editable, lineBefore, writtenCall } from "../edits/edits.ts";
import { isComplete } from "../facts/settings.ts";
import { libraryRule } from "../shapes/library-rule.ts";

const IDS: readonly MessageId[] = [
  "delay-checks-needs-access-db",
  "bcc-needs-access-db",
  "blocklist-recipients-needs-access-db",
  "compat-check-needs-access-db",
  "conncontrol-needs-access-db",
  "ratecontrol-needs-access-db",
  "greet-pause-needs-access-db",
  "lookupdotdomain-needs-access-db",
  "queuegroup-needs-access-db",
  "relay-mail-from-needs-access-db",
  "xconnect-needs-access-db",
  "dnsblaccess-needs-access-db",
];

export const rule = libraryRule(
  {
    code: "mc-missing-access-db",
    title: "A feature needs FEATURE(access_db), which is off or comes later",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "m4 library: FEATURE(...) requires FEATURE(`access_db')",
    ],
  },
  IDS,
  ({ call }, site) => {
    const config = site.mc?.config;
    const later = config?.feature("access_db")[0];
    if (later === undefined && !isComplete(site)) return undefined;
    const name = call?.args[0]?.text ?? "This feature";
    const written = call && writtenCall(call);
    return {
      message: later
        ? `${name} does not work here: access_db comes only below it.\nThis feature uses the access map, and m4 reports an error. Put FEATURE(\`access_db') above this line.`
        : `${name} does not work without access_db.\nThis feature uses the access map, and m4 reports an error. Add FEATURE(\`access_db') above this line.`,
      fixes: () => {
        const document = written && editable(site, written);
        if (written === undefined || document === undefined || later !== undefined) return [];
        const change = lineBefore(document, written, "FEATURE(`access_db')dnl");
        return [
          {
            title: "Add FEATURE(`access_db') above: the lines of the access map take effect, RELAY too",
            grade: "asks",
            preferred: true,
            changes: [change],
          },
        ];
      },
    };
  },
);
