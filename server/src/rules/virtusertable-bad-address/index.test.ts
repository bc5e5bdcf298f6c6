import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");
const one = (value: string) => ({ "sendmail.mc": MC, virtusertable: `u@a.example\t${value}\n` });

testRule(rule, {
  finds: {
    "letters beyond ASCII, before 8.17": {
      files: one("⟦jürgen@b.example⟧"),
      message: /^Before 8.17/,
      options: { targetVersion: "8.15.2" },
    },
    "two hosts": { files: one("⟦bob@b.example@c.example⟧"), message: /only one @/ },
    "two dots in a host": { files: one("⟦bob@b..example⟧"), message: /Invalid host name/ },
    "a dot first in a host": one("⟦bob@.b.example⟧"),
    "a port": { files: one("⟦bob@b.example:2525⟧"), message: /port/ },
    "single quotes": { files: one("⟦'bob'⟧"), message: /quotes/ },
    "a pattern": { files: one("⟦*⟧"), message: /not support patterns/ },
    "a comment for a value": one("⟦#bob⟧"),
    "an address in brackets without a user": one("⟦[192.0.2.1]⟧"),
    "dots at the ends": one("⟦bob.⟧"),
    "half a quote or bracket": { files: one("⟦Bob <bob@b.example⟧"), message: /Unbalanced/ },
    "a comment alone": { files: one("⟦(bob)⟧"), message: /There is no recipient/ },
    "an IPv6 address without brackets": { files: one("⟦bob@2001:db8::1⟧"), message: /colon/ },
    "nothing before or after %": one("⟦%bob⟧"),
    "curly quotes": { files: one("⟦“bob”⟧"), message: /copied text/ },
    "what nobody sees": one("⟦bob\u00a0⟧"),
    "a very long name": { files: one(`⟦${"b".repeat(256)}⟧`), message: /too long/ },
    "a host that no host can be": { files: one("⟦bob@b.example#x⟧"), message: /xn--/ },
    "two colons": one("⟦bob::joe⟧"),
  },
  silent: {
    "letters beyond ASCII, with a sendmail that takes them": one("jürgen@b.example"),
    "users and addresses": {
      "sendmail.mc": MC,
      virtusertable: [
        ...[
          "bob",
          "\\bob",
          "bob+x",
          "b.o.b",
          "bob@b.example",
          "bob@b.example.",
          "bob@b.example;",
          "<bob@b.example>;",
          "bob@[192.0.2.1]",
          "bob@[IPv6:2001:db8::1]",
        ],
        ...[
          "bob%b.example@a.example",
          "b.example!bob",
          '"b o b"@b.example',
          '"b, c"@b.example',
          "<bob@b.example>",
          "b_b-c=d@x",
        ],
        ...["%1", "%1@b.example", "old.%1", "%1%3@b.example", "bob (Bob)", "Bob <bob@b.example>"],
      ]
        .map((value, at) => `u${at}@a.example\t${value}\n`)
        .join(""),
    },
    "comments within comments, spaces that are dropped, a way through hosts": {
      "sendmail.mc": MC,
      virtusertable: ["bob (a(b))", "bob @ b . example", "@b.example:bob", "bob@%1.example", "jürgen"]
        .map((value, at) => `u${at}@a.example\t${value}\n`)
        .join(""),
    },
    "what a template fills in": one("{{ item.user }}"),
  },
});
