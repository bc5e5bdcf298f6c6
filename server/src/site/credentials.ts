// Which files of certificates and keys a configuration names.
import type { CfConfig } from "../cf/index.ts";
import type { MailConfig } from "../mc/types.ts";

/** Options that name one file, as a .mc and as a .cf has them. */
const OPTIONS: Readonly<Record<string, string>> = {
  confSERVER_CERT: "ServerCertFile",
  confSERVER_KEY: "ServerKeyFile",
  confCLIENT_CERT: "ClientCertFile",
  confCLIENT_KEY: "ClientKeyFile",
  confCACERT: "CACertFile",
  confCRL: "CRLFile",
};

/** Options that may name a second file after a comma (since 8.16.1). */
const PAIRS: ReadonlySet<string> = new Set(["ServerCertFile", "ServerKeyFile", "ClientCertFile", "ClientKeyFile"]);

/** The absolute paths of the certificates and keys of a configuration, each once, as it has them. */
export function credentialsIn(config: MailConfig | CfConfig): readonly string[] {
  const values = "cfLines" in config ? inMc(config) : inCf(config);
  const paths = values.flatMap(([name, value]) => filesIn(name, value));
  return [...new Set(paths)].filter((path) => path.startsWith("/") && !/[$\uE000-\uEFFF]/.test(path));
}

/** The files that an option's value names. sendmail drops spaces at the end of a line. */
export function filesIn(cfName: string, value: string): readonly string[] {
  const text = value.trimEnd();
  return PAIRS.has(cfName) ? text.split(",").filter((path) => path !== "") : [text];
}

/** The name that an option has in a .cf. */
export function credentialOption(confName: string): string {
  return OPTIONS[confName] ?? confName;
}

function inMc(config: MailConfig): readonly (readonly [string, string])[] {
  const names = Object.entries(OPTIONS);
  const defined = names.flatMap(([name, cfName]) => {
    const value = config.option(name)?.value;
    return value === undefined || value === "" ? [] : [[cfName, value] as const];
  });
  const lines = config.cfLines.flatMap(({ kind, text }) => {
    const match = kind === "O" ? /^O (\w+)\s*=\s*(.*)$/.exec(text) : null;
    const known = names.find(([, cfName]) => cfName.toLowerCase() === match?.[1]?.toLowerCase());
    return known === undefined ? [] : [[known[1], match?.[2] ?? ""] as const];
  });
  return [...defined, ...lines];
}

function inCf(config: CfConfig): readonly (readonly [string, string])[] {
  return [...config.options.values()].flatMap(({ name, value }) =>
    Object.values(OPTIONS).includes(name) ? [[name, value] as const] : [],
  );
}
