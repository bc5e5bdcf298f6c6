// A .mc that does not bring in sendmail's m4 library: m4 run on it by itself copies its words into the .cf as text.
import { lacksPart } from "../parts.ts";
import type { SiteRule } from "../types.ts";

/** Systems whose own makefile in /etc/mail or in the library names cf.m4 on m4's command line. */
const MAKE_SYSTEMS = /^(?:free|open|net)?bsd|^darwin|^macosx|^solaris|^sunos/i;

export const rule: SiteRule = {
  meta: {
    code: "mc-no-library",
    title: "A configuration that does not include cf.m4, so that m4 has to be given it",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, section "INTRODUCTION AND EXAMPLE"',
      "seen with GNU m4 and sendmail: a .cf of a .mc by itself",
    ],
  },
  check({ mc }, report) {
    if (mc === undefined || mc.part || mc.template || mc.hasMakefile || mc.compiled !== undefined) return;
    const { config } = mc;
    const [ostype] = config.ostypes;
    const includes = config.expansion.includes.some(({ path }) => path.endsWith("cf.m4"));
    // An included file that is not at hand, or is not known, may bring it in.
    if (ostype === undefined || includes || config.mailers.length === 0 || lacksPart(config)) return;
    if (config.unknownFiles.length > 0 || MAKE_SYSTEMS.test(ostype.name)) return;
    report({
      span: ostype.call.site,
      message:
        "This file does not include cf.m4. Run by itself, m4 does not know sendmail's words, and copies OSTYPE, MAILER and the others into the .cf as text; sendmail then says that no local mailer is defined. " +
        "Name the library before this file (m4 /usr/share/sendmail/cf/m4/cf.m4 sendmail.mc), or include it in the first line.",
    });
  },
};
