// Writes a generated configuration down as the files an administrator would have.
import type { AccessLine, Configuration } from "./generator.ts";
import { HOST } from "./generator.ts";

export interface Texts {
  readonly mc: string;
  readonly access: string | undefined;
  readonly relayDomains: string | undefined;
  readonly localHostNames: string | undefined;
}

export function accessText(line: AccessLine): string {
  return `${line.tag === "" ? "" : `${line.tag}:`}${line.key}${line.gap ?? "\t"}${line.value}`;
}

/** `dir` is where the tables will lie; the .mc names them by their full paths. */
export function texts(made: Configuration, dir: string): Texts {
  const quote = (text: string): string => `\`${text}'`;
  const feature = ([name, ...args]: readonly [string, ...string[]]): string =>
    `FEATURE(${[name, ...args.map((arg) => arg.replace("@", `${dir}/`))].map(quote).join(", ")})dnl`;
  const lines = [
    "VERSIONID(`generated')dnl",
    `OSTYPE(\`${made.ostype}')dnl`,
    `define(\`confDOMAIN_NAME', \`${HOST}')dnl`,
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    `define(\`confSERVICE_SWITCH_FILE', \`${dir}/service.switch')dnl`,
    ...made.defines.map(([name, value]) => `define(${quote(name)}, ${quote(value)})dnl`),
    ...(made.daemonFlags === "" ? [] : [`DAEMON_OPTIONS(\`Name=MTA, M=${made.daemonFlags}')dnl`]),
    ...made.mechanisms.map((word) => `TRUST_AUTH_MECH(${quote(word)})dnl`),
    ...(made.relayFile ? [`define(\`confCR_FILE', \`-o ${dir}/relay-domains')dnl`] : []),
    ...(made.localFile
      ? [`define(\`confCW_FILE', \`-o ${dir}/local-host-names')dnl`, "FEATURE(`use_cw_file')dnl"]
      : []),
    ...made.features.map(feature),
    ...made.relayDomains.map((word) => `RELAY_DOMAIN(${quote(word)})dnl`),
    ...made.localDomains.map((word) => `LOCAL_DOMAIN(${quote(word)})dnl`),
    ...made.masquerade.map((word) => `MASQUERADE_DOMAIN(${quote(word)})dnl`),
    ...made.virtual.map((word) => `VIRTUSER_DOMAIN(${quote(word)})dnl`),
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    ...(made.lines.length > 0 ? ["LOCAL_CONFIG", ...made.lines] : []),
    "",
  ];
  const file = (words: readonly string[] | undefined): string | undefined => words?.map((word) => `${word}\n`).join("");
  return {
    mc: lines.join("\n"),
    access: made.access?.map((line) => `${accessText(line)}\n`).join(""),
    relayDomains: file(made.relayFile),
    localHostNames: file(made.localFile),
  };
}
