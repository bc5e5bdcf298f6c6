import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const config = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_CONFIG\n${lines.join("\n")}\n` });
const rules = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_RULESETS\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a rule that lets everybody relay": {
      files: rules("SLocal_check_rcpt", "⟦ R$*\t$@ RELAY⟧"),
      fixes: ["Remove the space: sendmail reads the line, and may let others relay"],
    },
    "a member of the class of those who may relay": {
      files: config("DMexample.org", "⟦ CRx.example⟧"),
      fixes: ["Remove the space: sendmail reads the line, and may let others relay"],
    },
    "a name of the server's own": {
      files: config("DMexample.org", "⟦ Cwx.example⟧"),
      fixes: ["Remove the space: sendmail reads the line, and may let others relay"],
    },
    "spaces before a feature whose file begins with a comment": {
      files: { "sendmail.mc": mc("", "⟦ ⟧FEATURE(`msp')dnl") },
      fixed: { "sendmail.mc": mc("", "FEATURE(`msp')dnl") },
    },
    "a comment after a call, below an empty line": {
      files: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')⟦ # hops⟧") },
      message: /a space comes before this comment/,
      fixed: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')") },
    },
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
    "a space before dnl": {
      files: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')⟦ ⟧dnl hops", "") },
      severity: "error",
      message: /does not start/,
      fixed: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')dnl hops", "") },
    },
    "a space at the end of a line": { "sendmail.mc": mc("FEATURE(`redirect')", "define(`confMAX_HOP', `20')⟦ ⟧") },
    "after a feature whose last line is empty": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "define(`confMAX_HOP', `20')⟦ ⟧dnl"),
    },
    "after a call of it": { "sendmail.mc": mc("FEATURE(`use_cw_file')⟦ ⟧dnl", "FEATURE(`redirect')dnl") },
    "after an OSTYPE whose last line is empty": { "sendmail.mc": "OSTYPE(`linux')dnl\n⟦ ⟧dnl\nMAILER(`local')dnl\n" },
    "after what writes nothing there": {
      "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')⟦ ⟧dnl\n",
    },
    "before a feature": { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "⟦  ⟧FEATURE(`redirect')dnl") },
    "a line of spaces": { "sendmail.mc": mc("", "⟦ \t⟧") },
    "one finding for lines that follow each other": {
      files: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')⟦ ⟧", "define(`confLOG_LEVEL', `9')\t", "dnl") },
      fixed: { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')", "define(`confLOG_LEVEL', `9')", "dnl") },
    },
    "spaces between rulesets": rules("Sfoo", "R$*\t$@ OK", "", "⟦  ⟧", "Sbar", "R$*\t$@ OK"),
    "a space between the word of a section and dnl": {
      files: { "sendmail.mc": `${mc()}LOCAL_RULE_0⟦ ⟧dnl\nR$* < @ x.example . > $*\t$#local $: x\n` },
      message: /never reads it/,
      fixed: { "sendmail.mc": `${mc()}LOCAL_RULE_0\ndnl\nR$* < @ x.example . > $*\t$#local $: x\n` },
    },
    "a line in the line of the section's word": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG⟦ ⟧D{Site}example\n` },
      fixed: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nD{Site}example\n` },
    },
    "in a .cf": { "sendmail.cf": "V10/Berkeley\n# names\n⟦ Cwbar.example⟧\n" },
  },
  silent: {
    "spaces after an OSTYPE whose last line has text": {
      "sendmail.mc": "OSTYPE(`debian')dnl\n dnl\nMAILER(`local')dnl\n",
    },
    "spaces after a domain of one's own": { "sendmail.mc": mc("", "DOMAIN(`own')dnl", " dnl") },
    "spaces after a comment": { "sendmail.mc": mc("# hops", "define(`confMAX_HOP', `20') dnl", "", "dnl") },
    "spaces after dnl": { "sendmail.mc": mc("", "define(`confMAX_HOP', `20')dnl ", "") },
    "spaces before text": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n\ndefine(\`A_B', \`x')dnl \nO LogLevel=9\n` },
    "spaces after what the library writes": {
      "sendmail.mc": mc("FEATURE(`redirect')dnl", "define(`confMAX_HOP', `20') dnl", "dnl"),
    },
    "spaces after a feature": { "sendmail.mc": mc("", "FEATURE(`access_db') ", "FEATURE(`redirect') dnl", "dnl") },
    "spaces where the library ends the line": { "sendmail.mc": mc("", "EXPOSED_USER(`root') ", "dnl") },
    "spaces after a rule": rules("Sfoo", "R$*\t$@ OK", "\t", "Sbar", "R$*\t$@ OK"),
    "spaces that go nowhere": { "sendmail.mc": mc("divert(-1)", "", " ", "divert(0)dnl") },
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
