import { platformNamed } from "../../catalog/index.ts";
import type { LintOptions } from "../linter/lint.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

function on(id: string, targetVersion: string, stamp?: string): LintOptions {
  const platform = platformNamed(id);
  if (platform === undefined) throw new Error(`there is no ${id}`);
  return {
    targetVersion,
    versionSource: "cf",
    platform: { platform, because: "a test says so", ...(stamp === undefined ? {} : { stamp }) },
  };
}
const cf = (version: string) => ({ targetVersion: version, versionSource: "cf" }) as const;
const marked = mc().replace("linux", "⟦linux⟧");

testRule(rule, {
  finds: {
    "a version with one hole": {
      files: { "sendmail.mc": `⟦VERSIONID⟧(\`x')dnl\n${mc()}`, "sendmail.cf": "DZ8.17.1\n" },
      options: cf("8.17.1"),
      message:
        /^sendmail 8\.17\.1 has a published hole: CVE-2023-51765\.\nStrangers can smuggle.*because the \.cf was made by it/s,
      severity: "information",
    },
    "a version that lets strangers run programs": {
      files: { "sendmail.mc": marked, "sendmail.cf": "V10\nDZ8.12.8\n" },
      options: cf("8.12.8"),
      message: /CVE-2006-0058\.\nStrangers can run programs .*It has 10 published holes: .*CVE-2003-0694/s,
      severity: "error",
    },
    "a version that strangers can crash": {
      files: { "sendmail.mc": marked },
      options: { targetVersion: "8.13.7", versionSource: "setting" },
      message: /setting sendmail\.targetVersion/,
    },
    "the m4 library's": {
      files: { "sendmail.mc": marked },
      options: { targetVersion: "8.13.4", versionSource: "library" },
      message: /because the m4 library has it/,
      severity: "error",
    },
    "a VERSIONID, as a hint": {
      files: { "sendmail.mc": `⟦VERSIONID⟧(\`@(#)hub.mc 8.12.4')dnl\n${mc()}` },
      message: /because a VERSIONID names it/,
      severity: "information",
    },
    "a VERSIONID of a copy, built with this machine's library": {
      files: { "sendmail.mc": `⟦VERSIONID⟧(\`hub 8.8.8')dnl\n${mc()}` },
      options: { targetVersion: "8.18.2", versionSource: "library" },
      message: /^sendmail 8\.8\.8 has a published hole.*because a VERSIONID names it/s,
      severity: "information",
    },
    "a .cf by itself": { files: { "sendmail.cf": "V9\n⟦DZ8.12.9⟧\n" }, options: cf("8.12.9"), severity: "error" },
    "Debian's package from before the correction": {
      files: { "sendmail.mc": marked, "sendmail.cf": "DZ8.17.1.9/Debian-2\n" },
      options: on("debian12", "8.17.1.9", "Debian-2"),
      message: /CVE-2023-51765/,
    },
    "Debian 11's, where the correction has to be switched on": {
      files: { "sendmail.mc": marked, "sendmail.cf": "DZ8.15.2/Debian-22+deb11u3\n" },
      options: on("debian11", "8.15.2", "Debian-22+deb11u3"),
      message: /The package of Debian 11 closes it with an entry `Srv_Features:`/,
      severity: "information",
    },
    "Red Hat's, which takes corrections over in silence": {
      files: { "sendmail.mc": marked },
      options: on("el9", "8.16.1"),
      message: /unless your system's package has the corrections/,
    },
  },
  silent: {
    "the version that closed the last one": { files: { "sendmail.mc": mc() }, options: cf("8.18.1") },
    "the newest": { files: { "sendmail.mc": mc() }, options: cf("8.18.2") },
    "Debian's corrected package": {
      files: { "sendmail.mc": mc(), "sendmail.cf": "DZ8.17.1.9/Debian-2+deb12u2\n" },
      options: on("debian12", "8.17.1.9", "Debian-2+deb12u2"),
    },
    "a corrected package whose string does not tell": {
      files: { "sendmail.mc": mc() },
      options: on("sles", "8.15.2"),
    },
    "Debian 11's, with the correction switched on": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        "sendmail.cf": "DZ8.15.2/Debian-22+deb11u3\n",
        access: "Srv_Features:\to g2 u2\n",
      },
      options: on("debian11", "8.15.2", "Debian-22+deb11u3"),
    },
    "somebody's own package": {
      files: { "sendmail.mc": mc(), "sendmail.cf": "DZ8.17.1/Our own\n" },
      options: cf("8.17.1"),
    },
    "a VERSIONID where the library is the system's own": {
      files: { "sendmail.mc": mc("VERSIONID(`hub 8.12.4')dnl") },
      options: { targetVersion: "8.18.2", versionSource: "library", installedVersion: "8.18.2" },
    },
    "no version at all": { "sendmail.mc": mc("VERSIONID(`$Id: hub.mc,v 8.2 2013-11-22$')dnl") },
  },
});
