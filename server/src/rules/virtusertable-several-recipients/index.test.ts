import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a list": { files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦bob, alice⟧\n" }, message: /553/ },
    "a list without spaces": { files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦bob@b.example,alice⟧\n" } },
    "a comma at the end": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦bob,⟧\n" },
      fixed: { virtusertable: "u@a.example bob\n" },
    },
    "two words": { files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦bob alice⟧\n" }, message: /bob\.alice/ },
    "more after angle brackets": {
      files: {
        "sendmail.mc": MC,
        virtusertable: "u@a.example ⟦<bob> <joe>⟧\nv@a.example ⟦B <bob>, joe⟧\nw@a.example ⟦<bob> joe⟧\n",
      },
      message: /^Only the address in the first angle brackets counts\./,
    },
  },
  silent: {
    "one recipient": { "sendmail.mc": MC, virtusertable: "u@a.example Bob <bob@b.example>\n@a.example bob (x)\n" },
    "a name with a comma, and no more than a comment after the brackets": {
      "sendmail.mc": MC,
      virtusertable: 'u@a.example Doe, Joe <joe>\nv@a.example "a <b>" <joe> (<bob>)\nw@a.example <joe>,\n',
    },
    "comments, and keys that never match": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example bob # a, b\nu bob, alice\n",
    },
    texts: { "sendmail.mc": MC, virtusertable: "u@a.example error:5.1.1:550 gone, sorry\n" },
  },
});
