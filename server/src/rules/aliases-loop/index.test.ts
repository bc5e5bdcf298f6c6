import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("LOCAL_DOMAIN(`own.example')dnl");
const chain = (length: number) =>
  Array.from({ length }, (_, at) => `d${at}: ${at === 0 ? "jane" : `d${at - 1}`}\n`).join("");

testRule(rule, {
  finds: {
    "a chain that is too long, before the option": {
      files: { "sendmail.mc": MC, aliases: `${chain(10)}⟦d10⟧: d9\n` },
      options: { targetVersion: "8.9.3" },
      message: /confMAX_ALIAS_RECURSION needs sendmail 8\.10\.$/,
    },
    "one that names itself with a detail": { files: { "sendmail.mc": MC, aliases: "⟦a⟧: a+detail\n" } },
    "two that name each other": {
      files: { "sendmail.mc": MC, aliases: "⟦a⟧: b\n⟦b⟧: A\n" },
      related: [2],
      severity: "warning",
      message: /loop broken/,
    },
    "a circle of lists, and what leads to it": {
      files: { "sendmail.mc": MC, aliases: "⟦a⟧: b, c\n⟦b⟧: a\n⟦c⟧: a\n⟦sales⟧: a\nx: y\n" },
    },
    "through an address of this server": { files: { "sendmail.mc": MC, aliases: "⟦a⟧: b@own.example\n⟦b⟧: a\n" } },
    "through a detail": { files: { "sendmail.mc": MC, aliases: "⟦a⟧: b+x\n⟦b+*⟧: a\n" } },
    "over two files": {
      files: {
        "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases,/etc/mail/lists')dnl"),
        aliases: "⟦a⟧: b\n",
        lists: "# lists\n⟦b⟧: a\n",
      },
      related: [2],
    },
    "a chain that is too long": {
      files: { "sendmail.mc": MC, aliases: `${chain(10)}⟦d10⟧: d9\n⟦d11⟧: d10\n` },
      severity: "error",
      message: /1[12] aliases, and sendmail follows only 10/,
    },
    "a chain that is longer than the setting": {
      files: {
        "sendmail.mc": mc("define(`confMAX_ALIAS_RECURSION', `3')dnl"),
        aliases: `${chain(3)}⟦d3⟧: d2\n`,
      },
    },
  },
  silent: {
    "a chain of ten": { "sendmail.mc": MC, aliases: chain(10) },
    "circles with somebody in them": {
      "sendmail.mc": MC,
      aliases: "a: b, jane\nb: a\nc: d, /dev/null\nd: c\ne: \\e, f\nf: e\ng: g\nh: h, i\ni: h\n",
    },
    "circles through accounts that every system has": { "sendmail.mc": MC, aliases: "root: admin\nadmin: root\n" },
    "a host that is not known to be the server's own": { "sendmail.mc": MC, aliases: "a: b@else.example\nb: a\n" },
  },
});
