import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const lines = (...own: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_CONFIG\n${own.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a misspelt option": {
      files: lines("O ⟦MaxMessagSize⟧=10000000"),
      severity: "error",
      message: /Did you mean MaxMessageSize\?/,
      fixes: ["Change it to MaxMessageSize: the value takes effect"],
      fixed: lines("O MaxMessageSize=10000000"),
    },
    "an option like none": { files: lines("O ⟦FooBar⟧=1"), severity: "warning", fixes: [] },
    "a space for the equals sign": {
      files: lines("O ⟦LogLevel ⟧9"),
      message: /unknown option name/,
      fixed: lines("O LogLevel=9"),
    },
    "a colon for the equals sign, outside of all sections": {
      files: { "sendmail.mc": mc("O ⟦PrivacyOptions: ⟧authwarnings,novrfy") },
      fixed: { "sendmail.mc": mc("O PrivacyOptions=authwarnings,novrfy") },
    },
    "the old form by accident": {
      files: lines("⟦OMaxHopCount:⟧30"),
      fixed: lines("O MaxHopCount=30"),
      message: /option M/,
    },
    "a second blank in front": { files: lines("O ⟦ LogLevel⟧=9"), fixed: lines("O LogLevel=9") },
    "a name cut too short": { files: lines("O ⟦MaxQ⟧=1"), message: /ambiguous/ },
    "a timeout that does not exist": { files: lines("O ⟦Timeout.initia⟧=5m"), fixed: lines("O Timeout.initial=5m") },
    "a removed option": lines("O ⟦AutoRebuildAliases⟧=True"),
    "no blank behind the O": {
      files: lines("⟦OPrivacyOptions⟧=goaway"),
      message: /option P/,
      fixes: ["Change it to O PrivacyOptions: the value takes effect"],
      fixed: lines("O PrivacyOptions=goaway"),
    },
    "an option without its O": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦CipherList⟧=HIGH:!aNULL\n` },
      message: /The O before CipherList is missing/,
      fixed: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nO CipherList=HIGH:!aNULL\n` },
    },
    "a timeout without its O": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦Timeout.ident⟧=0s\n` },
  },
  silent: {
    "lines of other kinds": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nCwexample.com\nEPATH=/usr/bin\nD{Name}=x\n` },
    "known options, in any case and with blanks around the sign": lines(
      "O LogLevel=9",
      "O loglevel = 9",
      "O Timeout.Initial=5m",
      "O Timeout=5m",
      "O DaemonPortOptions=Port=26",
      "O BadRcptShutdown=3",
      "O Milter.LogLevel=3",
      "O SmtpUTF8",
    ),
    "an unambiguous beginning": lines("O Lo=9"),
    "the old form": lines("OL9", "OQ/var/spool/mqueue", "OA/etc/mail/aliases"),
    "half a line": lines("O", "O "),
    comments: lines("# O Foo=1"),
  },
});
