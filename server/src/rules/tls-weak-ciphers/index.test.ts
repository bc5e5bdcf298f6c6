import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const ciphers = (list: string) => ({ "sendmail.mc": mc(`define(\`confCIPHER_LIST', \`${list}')dnl`) });

testRule(rule, {
  finds: {
    "a .cf": { "sendmail.cf": "V10/Berkeley\nO CipherList=HIGH:⟦RC4⟧\n" },
    "broken ciphers": { files: ciphers("HIGH:⟦RC4⟧:⟦EXPORT⟧:!aNULL"), message: /broken|guessed/ },
    "a sum with a broken cipher": ciphers("HIGH:⟦kRSA+RC4⟧"),
    "all ciphers": { files: ciphers("⟦ALL⟧:!LOW"), message: /!aNULL/ },
    "a lower security level": ciphers("HIGH:!aNULL:⟦@SECLEVEL=0⟧"),
    "a weak suite by its own name": { "sendmail.mc": mc("define(`confCIPHER_LIST', `⟦ADH-AES256-SHA⟧:⟦RC4-SHA⟧')dnl") },
    "no limit, after another word": { "sendmail.mc": mc("define(`confCIPHER_LIST', `⟦DEFAULT@SECLEVEL=0⟧')dnl") },
  },
  silent: {
    "a good list in a .cf": { "sendmail.cf": "V10/Berkeley\nO CipherList=HIGH:!aNULL\n" },
    "a good list": ciphers("HIGH:!aNULL:!MD5:@STRENGTH"),
    "broken ones moved and taken out": ciphers("ALL:!aNULL:!LOW:!EXPORT:-3DES:+RC4"),
    "a word that is banned elsewhere": ciphers("HIGH:RC4:!RC4"),
    "no list": { "sendmail.mc": mc() },
  },
});
