import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const marked = mc().replace("linux", "⟦linux⟧");
const at = (targetVersion: string) => ({ targetVersion });

testRule(rule, {
  finds: {
    "a version without any check": {
      files: { "sendmail.mc": marked },
      options: at("8.6.12"),
      message:
        /^sendmail 8\.6\.12 is an open relay, and nothing can change that\.\n.*8\.8.*8\.9.*no -bd.*firewall.*-q15m.*MX/s,
      severity: "error",
    },
    "the last one without": { files: { "sendmail.mc": marked }, options: at("8.7.6"), message: /nothing can change/ },
    "8.8 without rules of its own": {
      files: { "sendmail.mc": marked },
      options: at("8.8.8"),
      message: /open relay by default/,
      severity: "error",
    },
    "8.8 with rules of its own": {
      files: { "sendmail.mc": `${marked}LOCAL_RULESETS\nScheck_rcpt\nR$*\t$#error $: 550 no\n` },
      options: at("8.8.5"),
      message: /relays whatever your own check_rcpt does not refuse/,
      severity: "warning",
    },
    "a VERSIONID is the place": {
      files: { "sendmail.mc": `${mc()}⟦VERSIONID⟧(\`hub')dnl\n` },
      options: at("8.6"),
    },
    "a .cf by itself, at its version": { files: { "sendmail.cf": "V1\n⟦DZ8.6.12⟧\n" }, options: at("8.6.12") },
    "a .cf of 8.8 by itself with rules": {
      files: { "sendmail.cf": "V7\n⟦DZ8.8.8⟧\nScheck_rcpt\nR$*\t$: ok\n" },
      options: at("8.8.8"),
      severity: "warning",
    },
  },
  silent: {
    "the first that refuses by itself": { files: { "sendmail.mc": mc() }, options: at("8.9") },
    "a later one": { files: { "sendmail.mc": mc() }, options: at("8.10.1") },
    "no version": { "sendmail.mc": mc() },
    "a table by itself": { files: { access: "10 RELAY\n" }, options: at("8.6") },
  },
});
