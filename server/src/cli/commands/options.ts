// Options that several commands have.
import type { OptionText } from "./types.ts";

export const ROOT: OptionText = {
  name: "root",
  value: { shown: "DIR", kind: "folder" },
  text: "The folder that stands for `/`: a copy of a server's files. Nothing outside of it is read.",
};

export const HOST: OptionText = {
  name: "host",
  value: { shown: "NAME", kind: "text" },
  text: "The server's own name (`hostname --fqdn`). Without it, answers that depend on it are not certain.",
};

export const CF_DIR: OptionText = {
  name: "cf-dir",
  value: { shown: "DIR", kind: "folder" },
  text: "The folder of sendmail's m4 library, which has `m4/cf.m4`. Without it, the usual places are tried.",
};

export const NO_COLOR: OptionText = {
  name: "no-color",
  text: "Writes no colours. They are only written on a terminal, and not where `NO_COLOR` is set.",
};

export const FLEET: OptionText = {
  name: "fleet",
  text: "Takes each folder in the folder that is named for a server of its own (`host1/etc/mail`, or its files in `host1` itself), and says a line about each, the worst first. With `--format json` an object for each, and the totals.",
};

export const JOBS: OptionText = {
  name: "jobs",
  value: { shown: "N", kind: "text" },
  text: "With `--fleet`: how many servers are looked at once. Without it, as many as there are processors.",
};

export const HELP: OptionText = { name: "help", short: "h", text: "Shows this help." };

/** An option for the form of the output. */
export function formatOption(names: readonly string[], text: string): OptionText {
  return { name: "format", value: { shown: "FORMAT", kind: names }, text };
}
