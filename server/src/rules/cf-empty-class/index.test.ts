import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\nS0\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a misspelt name": {
      files: cf("R$={⟦OurHost⟧}\t$@ OK", "C{OurHosts}a"),
      message: /^Nothing fills class OurHost\.\n/,
    },
    "another case, once": cf("R$~{⟦ourhosts⟧}\t$1", "R$={ourhosts}\t$1", "C{OurHosts}a"),
  },
  silent: {
    "a class with words": cf("R$={OurHosts}\t$1", "C{OurHosts}a"),
    "a class from a file": cf("R$={OurHosts}\t$1", "F{OurHosts}/etc/mail/our-hosts"),
    "a class of one letter, as the library has many": cf("R$=O\t$1"),
  },
});
