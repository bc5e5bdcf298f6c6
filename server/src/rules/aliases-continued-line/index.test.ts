import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "an alias below an alias": {
      files: { "sendmail.mc": MC, aliases: "postmaster: root\n⟦\twebmaster:⟧ jane\n" },
      message: /part of the alias above/,
      fixed: { aliases: "postmaster: root\nwebmaster: jane\n" },
    },
    "an alias below a comment": {
      files: { "sendmail.mc": MC, aliases: "# the web\n⟦  webmaster: jane, joe⟧\na: b\n" },
      message: /part of the comment/,
      fixed: { aliases: "# the web\nwebmaster: jane, joe\na: b\n" },
    },
    "an alias after a backslash": {
      files: { "sendmail.mc": MC, aliases: "list: jane,\\\n⟦webmaster:⟧ joe\n" },
      message: /after a backslash it is part of the alias above/,
      fixed: { aliases: "list: jane,\nwebmaster: joe\n" },
    },
    "an indented alias after a backslash": {
      files: { "sendmail.mc": MC, aliases: "list: jane\\\n⟦  webmaster:⟧ joe\n" },
      fixed: { aliases: "list: jane\nwebmaster: joe\n" },
    },
    "an alias after a backslash of a comment": {
      files: { "sendmail.mc": MC, aliases: "# C:\\\n⟦webmaster: joe⟧\na: b\n" },
      fixed: { aliases: "# C:\nwebmaster: joe\na: b\n" },
    },
    "a name that the file has": {
      files: { "sendmail.mc": MC, aliases: "# the web\n⟦  webmaster: jane⟧\nwebmaster: joe\n" },
      fixes: [],
    },
    "a comment in a list": {
      files: { "sendmail.mc": MC, aliases: "list: jane,\n# new\n⟦\tjoe⟧\n" },
      message: /^These recipients are lost/,
      fixes: [],
    },
  },
  silent: {
    "lists over several lines": {
      "sendmail.mc": MC,
      aliases: 'list: jane,\n\tjoe,\n  :include:/etc/list,\n\t"|prog a:  b"\n',
    },
    "lists after backslashes": {
      "sendmail.mc": MC,
      aliases: 'list: jane,\\\njoe,\\\n"|prog a:  b"\nother: joe\\\n\nlast: joe\n# C:\\\n\na: b\n',
    },
    "a backslash before CR and LF": { "sendmail.mc": MC, aliases: "# C:\\\r\njoe: root\r\na: b\\\r\nc: d\r\n" },
    "comments with indented lines": {
      "sendmail.mc": MC,
      aliases: "# Note\n  note: these are all for people\n\na: b\n",
    },
    "a list that is a comment": { "sendmail.mc": MC, aliases: "# list: jane,\n#\tjoe\na: b\n" },
  },
});
