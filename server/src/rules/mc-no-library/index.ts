// A .mc that does not bring in sendmail's m4 library, although m4 is run on it by itself: m4 copies its words into the .cf as text.
import { lacksPart } from "../facts/parts.ts";
import type { SiteRule } from "../types.ts";

/** A command that runs m4 on a .mc and names no library, as comments in a .mc say how to build it. */
const ALONE = /(?<!\.)\bm4\s+(?![^\n>|;]*cf\.m4)(?:-\S+\s+)*[^\s>|;'"]*\.mc\b/;

/** Words of sendmail's, as m4 leaves them in a .cf where it does not know them. */
const LEFT_WORDS = /(?:^|\))(?:OSTYPE|FEATURE|MAILER|DOMAIN|VERSIONID)\(/m;

export const rule: SiteRule = {
  meta: {
    code: "mc-no-library",
    title: "A configuration without cf.m4 that m4 is run on by itself",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, section "INTRODUCTION AND EXAMPLE"',
      "seen with GNU m4 and sendmail: the .cf of a .mc by itself",
    ],
  },
  check({ mc, cf }, report) {
    if (mc === undefined || mc.part || mc.template) return;
    const { config } = mc;
    const [first] = config.ostypes;
    const includes = config.expansion.includes.some(({ path }) => path.endsWith("cf.m4"));
    // An included file that is not here, or is not known, may bring it in.
    if (first === undefined || includes || lacksPart(config) || config.unknownFiles.length > 0) return;
    const isMade = cf !== undefined && cf.uri === mc.compiled?.uri && LEFT_WORDS.test(cf.document.getText());
    if (!isMade && (mc.compiled !== undefined || !ALONE.test(mc.document.getText()))) return;
    report({
      span: first.call.site,
      severity: isMade ? "error" : "information",
      message:
        "This file does not include cf.m4.\nRun on it by itself, m4 does not know sendmail's words, and copies OSTYPE, MAILER and the others into the .cf as text; sendmail then has no mailers and does not start. " +
        `${isMade ? "That is how the .cf beside it was made. " : ""}Name the library before this file (m4 /usr/share/sendmail/cf/m4/cf.m4 sendmail.mc), or include it in the first line.`,
    });
  },
};
