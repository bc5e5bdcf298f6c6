// Where sendmail writes the mail for a file: below the folder of option SafeFileEnvironment, where that is set.
import type { CfConfig } from "../cf/index.ts";
import type { MailConfig } from "../mc/types.ts";

/** The folder of SafeFileEnvironment without a slash at its end; undefined where the option is not set. `/` is "". */
export function fileEnvironment(config: MailConfig | CfConfig | undefined): string | undefined {
  const value =
    config === undefined || "cfLines" in config
      ? config?.option("confSAFE_FILE_ENV")?.value
      : config.options.get("SafeFileEnvironment")?.value;
  return value === undefined || value === "" ? undefined : value.replace(/\/+$/, "");
}

/** The path of the file that gets the mail. sendmail changes its root: a path that names the folder means the same as one that does not. */
export function deliveredPath(path: string, environment: string | undefined): string {
  if (environment === undefined || path.startsWith(`${environment}/`)) return path;
  return environment + path;
}
