import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const own = (...lines: readonly string[]) => `${mc()}LOCAL_CONFIG\n${lines.join("\n")}\n`;
const LONE = "V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\n";

testRule(rule, {
  finds: {
    "no end": {
      files: { "sendmail.mc": mc("define(`confRECEIVED_HEADER', `⟦$?s⟧from $s by $j id $i; $b')dnl") },
      message: /No "\$\." ends the condition that "\$\?s" begins/,
      fixes: [],
    },
    "the inner one of two has an end": {
      "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ⟦$?{auth_type}⟧a $?rb$. c')dnl"),
    },
    "no beginning": {
      files: {
        "sendmail.mc": mc(
          "define(`confFROM_LINE', `From $g ⟦$.⟧ $d')dnl",
          "define(`confFROM_HEADER', `$g ⟦$|⟧ $x <$g>')dnl",
          "define(`confMESSAGEID_HEADER', `<$?t$t$.$i⟦$.⟧@$j>')dnl",
        ),
      },
      message: /no "\$\?" comes before it/,
    },
    "lines of the .cf": { "sendmail.mc": own("HX-Test: ⟦$?x⟧hello $x", "DX⟦$?y⟧hello", "D{Name}$?x$x$|none$. ⟦$?y⟧") },
    "lines of a .cf alone": {
      "sendmail.cf": `${LONE}DXa ⟦$?y⟧hello\nHReceived: $?sfrom $s\n\t$. by $j ⟦$.⟧\nO SmtpGreetingMessage=$j ⟦$?b⟧$b\n`,
    },
  },
  silent: {
    "whole conditions": {
      "sendmail.mc": mc(
        "define(`confRECEIVED_HEADER', `$?sfrom $s $|by $?r$r$|x$.$. $j $$? $$.')dnl",
        "define(`confPRIVACY_FLAGS', `goaway')dnl",
      ),
    },
    "the library's own": {
      "sendmail.cf": `${LONE}HReceived: $?sfrom $s $.$?_($?s$|from $.$_)\n\t$.by $j\nH?F?From: $?x$x <$g>$|$g$.\n`,
    },
    "a line that goes on": { "sendmail.mc": own("HReceived: $?sfrom $s", "\t$.by $j", "HX-A: b") },
    "lines that are none of it": { "sendmail.mc": own("Kx regex a$|b$.", "C{X}a$?b") },
  },
});
