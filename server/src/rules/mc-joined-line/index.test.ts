import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const config = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_CONFIG\n${lines.join("\n")}\n` });
const rules = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_RULESETS\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a rule": {
      files: rules("SLocal_check_rcpt", '⟦ R$*\t$#error $@ 5.7.1 $: "550 Closed"⟧'),
      message: /joins it to "SLocal_check_rcpt"/,
      fixed: rules("SLocal_check_rcpt", 'R$*\t$#error $@ 5.7.1 $: "550 Closed"'),
    },
    "a rule after a rule": rules("SLocal_check_rcpt", "R$* < @ x.example >\t$: $1", "⟦\tR$*\t$#error $@ 5.7.1 $: no⟧"),
    "an option": config("O MaxHopCount=5", "⟦  O LogLevel=3⟧"),
    "a map": config("DMexample.org", "⟦ Kfoo hash -o /etc/mail/foo⟧"),
    "words of a class": config("# our names", "⟦ Cwbar.example⟧"),
    "after an empty line": { files: config("", "⟦ Cwbar.example⟧"), message: /unknown configuration line/ },
    "a macro": config("Cwa.example", "⟦ DSrelay.example.net⟧"),
    "a class file": config("Cwa.example", "⟦ FR-o /etc/mail/relay2⟧"),
    "a header": config("Cwa.example", "⟦ HX-Site: example⟧"),
    "in a .cf": { "sendmail.cf": "V10/Berkeley\n# names\n⟦ Cwbar.example⟧\n" },
  },
  silent: {
    "a mailer that goes on": {
      "sendmail.mc": `${mc()}MAILER_DEFINITIONS\nMfoo,\tP=/bin/foo, F=lsD,\n\tS=EnvFromL/HdrFromL,\n\tA=foo $u\n`,
    },
    "a header that goes on": config("HReceived: $?sfrom $s $.", "\t$.by $j ($v/$Z)", "\tDate: $b"),
    "a rule that goes on": rules("SLocal_check_rcpt", "R$* < @ x.example >", "\t\t$: $1\tReject it"),
    "a comment of a rule": rules("SLocal_check_rcpt", "R$*\t$: $1\t\tnames", "\t\t\tCanonify them"),
    "words of a class": config("Cw a.example", "\tb.example c.example"),
    "a .cf that the library built": {
      "sendmail.cf": "V10/Berkeley\nMlocal,\tP=/bin/mail, F=l,\n\tT=DNS/RFC822/X-Unix,\n\tA=mail -d $u\n",
    },
  },
});
