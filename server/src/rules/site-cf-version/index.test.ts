import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const site = (version: string) => ({
  "sendmail.mc": mc().replace("linux", "⟦linux⟧"),
  "sendmail.cf": `V10\nDZ${version}\n`,
});
const plain = (version: string) => ({ "sendmail.mc": mc(), "sendmail.cf": `V10\nDZ${version}\n` });
const set = (targetVersion: string) => ({ targetVersion, versionSource: "setting" }) as const;

testRule(rule, {
  finds: {
    "a .cf of an older version": {
      files: site("8.15.2"),
      options: set("8.18.2"),
      message: /^The \.cf was made by sendmail 8\.15\.2, and 8\.18\.2 reads it\.\n/,
      severity: "information",
    },
    "a .cf of a newer version": {
      files: site("8.18.2"),
      options: set("8.15.2"),
      message: /the older 8\.15\.2 reads it\.\nsendmail stops/,
      severity: "warning",
    },
    "the library of the same system": {
      files: site("8.15.2/Debian-22"),
      options: { targetVersion: "8.15.2", versionSource: "cf", installedVersion: "8.18.1" },
      severity: "information",
    },
    "a .cf by itself": { files: { "sendmail.cf": "V10\n⟦DZ8.12.3⟧\n" }, options: set("8.14.4") },
  },
  silent: {
    "the same version": { files: plain("8.18.1"), options: set("8.18.1") },
    "a package's own number": { files: plain("8.17.1.9/Debian-2+deb12u2"), options: set("8.17.1") },
    "a library of some other system": {
      files: plain("8.15.2"),
      options: { targetVersion: "8.15.2", versionSource: "cf" },
    },
    "a .cf without a version": {
      files: { "sendmail.mc": mc(), "sendmail.cf": "V10\nDZmine\n" },
      options: set("8.18.1"),
    },
  },
});
