import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("LOCAL_DOMAIN(`own.example')dnl");

testRule(rule, {
  finds: {
    "a whole domain": {
      files: { "sendmail.mc": MC, aliases: "⟦@else.example⟧: jane\n" },
      message: /virtusertable/,
      severity: "error",
    },
    "addresses that are none": {
      "sendmail.mc": MC,
      aliases: "⟦joe@⟧: jane\n⟦a@b@local.example⟧: jane\n⟦joe@local..example⟧: jane\n⟦%joe⟧: jane\n",
    },
    "a name with a byte that sendmail refuses": {
      files: { "sendmail.mc": MC, aliases: "⟦“joe”⟧: jane\n⟦joe – x⟧: jane\n" },
      message: /8-bit character/,
      severity: "error",
    },
    "one that a file in Latin-1 writes with another byte": {
      files: { "sendmail.mc": MC, aliases: "⟦größe⟧: jane\n⟦joe (Über)⟧: jane\n" },
      message: /In UTF-8/,
      severity: "warning",
    },
    "a quote or bracket that takes in the rest": {
      files: { "sendmail.mc": MC, aliases: '⟦"joe⟧: jane\n⟦<joe⟧: jane\n⟦(joe⟧: jane\n' },
      message: /loses this name/,
      severity: "error",
    },
    "a bracket that is dropped": {
      files: { "sendmail.mc": MC, aliases: "⟦joe>⟧: jane\n⟦ann)⟧: jane\n⟦bob (x⟧: jane\n" },
      message: /complains/,
      severity: "warning",
    },
    "what leaves no name": { files: { "sendmail.mc": MC, aliases: "⟦()⟧: jane\n⟦<>⟧: jane\n" }, message: /no name/ },
    "addresses that are never of this server": {
      files: { "sendmail.mc": MC, aliases: "⟦joe@[own.example]⟧: jane\n⟦ann@own.example@⟧: jane\n" },
      message: /not of this server/,
    },
    "a path": { files: { "sendmail.mc": MC, aliases: "⟦/var/log/x⟧: jane\n" } },
    "no name": { files: { "sendmail.mc": MC, aliases: "⟦: jane⟧\n" }, message: /illegal alias name/ },
    "a name that is too long": {
      files: { "sendmail.mc": MC, aliases: `⟦${"x".repeat(256)}⟧: jane\n` },
      message: /more than 255 bytes/,
    },
    "a program": { files: { "sendmail.mc": MC, aliases: "⟦|cat⟧: jane\n" } },
  },
  silent: {
    "local names": { "sendmail.mc": MC, aliases: "a + b: c\na: b\nA.b+x: c\nx@own.example: y\n" },
    "localhost with the server's own domain": { "sendmail.mc": MC, aliases: "x@localhost.else.example: y\n" },
    "letters of which sendmail takes all bytes": { "sendmail.mc": MC, aliases: "jürgen: y\nñandú (é): y\n" },
    "names in quotes": { "sendmail.mc": MC, aliases: '"joe smith": y\n"joe (x)": y\n"a@own.example": y\n' },
    "a name that is as long as it may be": { "sendmail.mc": MC, aliases: `${"x".repeat(255)}: jane\n` },
    "a host that may be the server's own": { "sendmail.mc": MC, aliases: "x@else.example: y\n" },
  },
});
