import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const set = (name: string, value: string) => ({ "sendmail.mc": mc(`define(\`${name}', \`${value}')dnl`) });
const cf = (line: string) => ({ "sendmail.cf": `V10/Berkeley\n${line}\n` });

testRule(rule, {
  finds: {
    "megabytes that are bytes": {
      files: set("confMAX_MESSAGE_SIZE", "⟦20⟧"),
      severity: "error",
      fixed: set("confMAX_MESSAGE_SIZE", "20971520"),
    },
    "a size below what everybody has to take": { files: set("confMAX_MESSAGE_SIZE", "⟦50000⟧"), severity: "warning" },
    "megabytes of a mailer": {
      files: set("SMTP_MAILER_MAX", "⟦10⟧"),
      severity: "error",
      fixed: set("SMTP_MAILER_MAX", "10485760"),
    },
    "hops that all mail has": {
      files: set("confMAX_HOP", "⟦2⟧"),
      severity: "error",
      fixed: set("confMAX_HOP", "25"),
    },
    "no hops at all": { files: set("confMAX_HOP", "⟦0⟧"), severity: "error", message: /^Every message is returned/ },
    "hops that some mail has": { files: set("confMAX_HOP", "⟦8⟧"), severity: "warning" },
    "a load that every server has": { files: set("confREFUSE_LA", "⟦1⟧"), severity: "warning" },
    "a client that may not think": {
      files: set("confTO_COMMAND", "⟦2s⟧"),
      severity: "warning",
      fixed: set("confTO_COMMAND", "1h"),
    },
    "no time for a greeting": set("confTO_INITIAL", "⟦1s⟧"),
    "no time to take a message": set("confTO_DATAFINAL", "⟦30s⟧"),
    "no second try": {
      files: set("confTO_QUEUERETURN", "⟦10m⟧"),
      severity: "warning",
      fixed: set("confTO_QUEUERETURN", "5d"),
    },
    "no time at all for a second try": {
      files: set("confTO_QUEUERETURN", "⟦0⟧"),
      severity: "warning",
      message: /^Mail that cannot be delivered at the first try is returned to its sender\.\n/,
    },
    "a line of a .cf": cf("O MaxMessageSize=⟦20⟧"),
    "a time in a .cf": cf("O Timeout.queuereturn=⟦5m⟧"),
  },
  silent: {
    "no limit": set("confMAX_MESSAGE_SIZE", "0"),
    "an ordinary size": set("confMAX_MESSAGE_SIZE", "20971520"),
    "a number that is read in another way, which another rule tells": set("confMAX_MESSAGE_SIZE", "20MB"),
    "ordinary hops": set("confMAX_HOP", "17"),
    "a load at which small servers refuse": set("confREFUSE_LA", "5"),
    "a time without an end": set("confTO_COMMAND", "0"),
    "minutes without their letter": set("confTO_COMMAND", "2"),
    "a short time that works": set("confTO_MAIL", "30s"),
    "days without their letter": set("confTO_QUEUERETURN", "2"),
    "mail that is meant to be returned at once": set("confTO_QUEUERETURN", "now"),
    "urgent mail, which is returned early on purpose": set("confTO_QUEUERETURN_URGENT", "30m"),
    "a tiny value that a later one replaces": cf("O MaxMessageSize=20\nO MaxMessageSize=20000000"),
  },
});
