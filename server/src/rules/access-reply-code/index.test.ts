import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a temporary status with a final code": {
      files: { "sendmail.mc": MC, access: "From:a.example ERROR:⟦4.7.1⟧:550 no\n" },
      message: /refused permanently/,
      fixes: ["Change it to 5.7.1: the client is told the same by both"],
      fixed: { access: "From:a.example ERROR:5.7.1:550 no\n" },
    },
    "a final status with a temporary code": {
      files: { "sendmail.mc": MC, access: "a.example 450 ⟦5.7.1⟧ later\n" },
      fixed: { access: "a.example 450 4.7.1 later\n" },
    },
    "a code that is no refusal": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:5.7.1:⟦250⟧ no\n" },
      severity: "error",
      fixes: [],
    },
    "a place for the key, and one for nothing": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:5.7.1:550 see x?u=⟦%2⟧0y\nb.example 550 no ⟦%0⟧\n" },
      message: /^sendmail replaces %/,
      severity: "warning",
      fixed: { access: "a.example ERROR:5.7.1:550 see x?u=%%20y\nb.example 550 no ⟦%0⟧\n".replace(/[⟦⟧]/g, "") },
    },
    "a status of two numbers": { "sendmail.mc": MC, access: "a.example ERROR:⟦5.7:550 no⟧\n" },
    "a status without its colon": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:⟦5.7.1 550 no⟧\n" },
      fixed: { access: "a.example ERROR:5.7.1:550 no\n" },
    },
    "a status of letters": { "sendmail.mc": MC, access: "a.example ERROR:⟦D.S.N⟧:550 no\n" },
    "a hyphen after the code": {
      files: { "sendmail.mc": MC, access: "a.example ⟦450-later⟧\n" },
      severity: "error",
      fixed: { access: "a.example ERROR:450 later\n" },
    },
    "a sign after the code": {
      files: { "sendmail.mc": MC, access: "a.example ⟦ERROR:5.7.1:550 [x] no⟧\n" },
      message: /"553 5\.3\.0 550\[x\]no"/,
      fixed: { access: 'a.example ERROR:5.7.1:"550 [x] no"\n' },
    },
    "a bracket without its other half": {
      files: { "sendmail.mc": MC, access: "From:a.example ⟦ERROR:550 no :-)⟧\n" },
      message: /Unbalanced/,
      fixed: { access: 'From:a.example ERROR:"550 no :-)"\n' },
    },
    "a text that ends at its bracket": {
      files: { "sendmail.mc": MC, access: "From:a.example ⟦ERROR:550 see <http://x.example/> now⟧\n" },
      severity: "information",
      fixed: { access: 'From:a.example ERROR:"550 see <http://x.example/> now"\n' },
    },
    "all of it in double quotes": {
      files: { "sendmail.mc": MC, access: 'From:a.example ⟦"ERROR:550 no"⟧\nb.example ⟦" error:not here"⟧\n' },
      message: /^In double quotes ERROR: is text/,
      severity: "warning",
      fixed: { access: 'From:a.example ERROR:550 no\nb.example ⟦" error:not here"⟧\n'.replace(/[⟦⟧]/g, "") },
    },
    "all of it in double quotes, with a code to try again later": {
      files: { "sendmail.mc": MC, access: 'From:a.example ⟦"ERROR:451 later"⟧\n' },
      severity: "error",
      fixed: { access: "From:a.example ERROR:451 later\n" },
    },
    "a code without a text": { files: { "sendmail.mc": MC, access: "a.example ⟦ERROR:550⟧\n" }, fixes: [] },
    "no text at all": {
      files: { "sendmail.mc": MC, access: "a.example ⟦ERROR:5.7.1:⟧\n" },
      severity: "error",
      fixes: [],
    },
    "a word of another table": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:⟦nouser:550 no⟧\n" },
      fixed: { access: "a.example ERROR:550 no\n" },
    },
    "a code that sendmail changes": { "sendmail.mc": MC, access: "a.example ERROR:⟦650⟧ no\n" },
    "no colon behind ERROR": {
      files: { "sendmail.mc": MC, access: "a.example ⟦ERROR 5.7.1 550 no⟧\n" },
      fixed: { access: "a.example ERROR:5.7.1:550 no\n" },
    },
  },
  silent: {
    "percent signs that stay": { "sendmail.mc": MC, access: "a.example ERROR:5.7.1:550 100% no, 5%%1\n" },
    "a status after the code, which is sent": { "sendmail.mc": MC, access: "a.example ERROR:4.7.1:550 5.7.1 no\n" },
    "a text with brackets and a code that stays": {
      "sendmail.mc": MC,
      access: 'a.example ERROR:550 no (spam)\nb.example ERROR:"550 [x] no :-)"\nc.example ERROR:550 a [x]\n',
    },
    "a telephone number": {
      "sendmail.mc": MC,
      access: "a.example ERROR:550 Call: 555 1234\nb.example Call: 555 1234\n",
    },
    "an address before an action, which is part of the key": { access: "s.example 192.0.2.1 RELAY\n" },
    "codes that fit": {
      "sendmail.mc": MC,
      access:
        'a.example ERROR:5.7.1:550 no\nb.example ERROR:4.7.1:450 later\nc.example 550 no\nd.example ERROR:"550 5.7.1 no"\n',
    },
    "a text with numbers": { "sendmail.mc": MC, access: "a.example ERROR:550 see 10.1.2.3 or call 4.7.1\n" },
    "a text without a code, of which another rule speaks": { "sendmail.mc": MC, access: "a.example ERROR:no\n" },
    "tags with values of their own": { "sendmail.mc": MC, access: "Compat:a@x<@>b@y ERROR:4.7.1:550 no\n" },
  },
});
