import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a wildcard": {
      files: { "sendmail.mc": MC, mailertable: "⟦*.a.example⟧ esmtp:[b.example]\n" },
      message: /wildcards/,
      fixed: { mailertable: ".a.example esmtp:[b.example]\n" },
    },
    "a dot at the end": {
      files: { "sendmail.mc": MC, mailertable: "⟦a.example.⟧ esmtp:[b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "an address": { files: { "sendmail.mc": MC, mailertable: "⟦joe@a.example⟧ esmtp:[b.example]\n" }, fixes: [] },
    "a domain with @": {
      files: { "sendmail.mc": MC, mailertable: "⟦@a.example⟧ esmtp:[b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "an address in brackets": {
      files: { "sendmail.mc": MC, mailertable: "⟦[192.0.2.1]⟧ esmtp:[b.example]\n" },
      fixes: [],
    },
    "a byte order mark": {
      files: { "sendmail.mc": MC, mailertable: "⟦\uFEFFa.example⟧ esmtp:[b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    quotes: {
      files: {
        "sendmail.mc": MC,
        mailertable: "⟦.'a.example'⟧ esmtp:[b.example]\n⟦\"b.example\"⟧ esmtp:[b.example]\n",
      },
      fixes: ["Write .a.example: the line then decides where its mail goes"],
    },
    "two dots in a row": {
      files: { "sendmail.mc": MC, mailertable: "⟦..a.example⟧ esmtp:[b.example]\n" },
      fixed: { mailertable: ".a.example esmtp:[b.example]\n" },
    },
    "a character that nobody sees": {
      files: { "sendmail.mc": MC, mailertable: "⟦a.example\u200b⟧ esmtp:[b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "a network": { files: { "sendmail.mc": MC, mailertable: "⟦192.0.2.0/24⟧ esmtp:[b.example]\n" }, fixes: [] },
  },
  silent: {
    "domains, with and without a dot, and the dot alone": {
      "sendmail.mc": MC,
      mailertable:
        "a.example esmtp:[b.example]\n.a.example esmtp:[b.example]\n. esmtp:[c.example]\nhost esmtp:[d.example]\n{{ 'name' }} esmtp:[d.example]\n<%=name%> esmtp:[d.example]\n",
    },
  },
});
