// The sane mail server in which tests make mistakes.
import type { Files } from "./real.ts";

/** The .mc around some lines; the lines below MAILER come last. */
export function saneMc(lines = "", after = ""): string {
  return [
    "divert(0)dnl",
    "VERSIONID(`a sane site')dnl",
    "OSTYPE(`linux')dnl",
    "define(`confPRIVACY_FLAGS', `authwarnings,novrfy,noexpn,restrictqrun')dnl",
    "FEATURE(`use_cw_file')dnl",
    "FEATURE(`access_db')dnl",
    ...(lines === "" ? [] : [lines]),
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    ...(after === "" ? [] : [after]),
    "",
  ].join("\n");
}

/** Its files. */
export function saneFiles(lines = "", after = "", tables: Files = {}): Files {
  return {
    "sendmail.mc": saneMc(lines, after),
    access: "Connect:192.0.2\tRELAY\n",
    "local-host-names": "example.com\n",
    ...tables,
  };
}

/** Lines of tables, each for a word of the .mc that makes sendmail read it. */
const TABLES: readonly (readonly [word: string, table: string, line: string])[] = [
  ["`access_db'", "access", "Connect:192.0.2.25\tRELAY"],
  ["`ratecontrol'", "access", "ClientRate:\t30"],
  ["`conncontrol'", "access", "ClientConn:\t10"],
  ["`use_cw_file'", "local-host-names", "example.org"],
  ["`mailertable'", "mailertable", "c.example\tsmtp:[gate.example.com]"],
  ["`virtusertable'", "virtusertable", "info@example.org\troot"],
  ["VIRTUSER_DOMAIN", "virtusertable", "@c.example\terror:5.1.1:550 No such user"],
  ["`genericstable'", "genericstable", "joe@lan.example\tjoe.doe@example.com"],
  ["`authinfo'", "authinfo", 'AuthInfo:relay.example.net "U:joe" "P:horse battery" "M:PLAIN"'],
];

/** A generated .mc and the tables that the sane one reads. */
export function filesOf(mc: string, sane = mc): Files {
  const files: Record<string, string> = { "sendmail.mc": mc };
  for (const [word, table, line] of TABLES) if (sane.includes(word)) files[table] = `${files[table] ?? ""}${line}\n`;
  return files;
}
