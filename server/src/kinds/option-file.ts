// Texts that an option names and that sendmail reads itself: the help file, the error header.
import type { MailConfig } from "../mc/types.ts";
import type { Span } from "../text.ts";
import { type Configuration, isCf, optionsOf } from "./configuration.ts";
import type { TableKindName } from "./names.ts";
import type { NamedFile } from "./types.ts";

/**
 * The file that an option names, in the .mc or in an `O` line that it hands on; nothing for a value that is not a path. sendmail does
 * without each of these files.
 */
export function textOfOption(
  kind: TableKindName,
  name: string,
  cfName: string,
  config: Configuration,
): readonly NamedFile[] {
  // The last one counts.
  const last = (isCf(config) ? optionsOf(config, cfName) : writtenIn(config, name, cfName)).at(-1);
  const path = last?.text.trim() ?? "";
  if (last === undefined || !/^\/[^$`']*$/.test(path)) return [];
  return [{ kind, className: undefined, path, format: undefined, mapType: undefined, optional: true, span: last.span }];
}

/** The values that a .mc gives an option, in order. */
function writtenIn(config: MailConfig, name: string, cfName: string): { text: string; span: Span }[] {
  const option = config.option(name);
  const start = { source: config.source, start: 0, end: 0 };
  const values =
    option === undefined ? [] : [{ text: option.value, span: option.exact ?? option.setting?.call.site ?? start }];
  const line = new RegExp(`^O\\s*${cfName}\\s*=\\s*(\\S+)`, "i");
  for (const { kind: letter, text, span } of config.cfLines) {
    const [, value] = (letter === "O" ? line.exec(text) : null) ?? [];
    if (value !== undefined) values.push({ text: value, span });
  }
  return values;
}
