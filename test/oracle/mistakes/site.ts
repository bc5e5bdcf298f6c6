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
