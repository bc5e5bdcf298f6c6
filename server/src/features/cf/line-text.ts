// Lines of a .cf that name nothing which other lines use, in words: headers, precedences, queues, milters, variables, users, the level.
import type { CfConfig, CfEquate, CfLine, CfPlace } from "../../cf/index.ts";
import { show } from "../../cf/rewrite/show.ts";
import { code } from "../markdown.ts";

/** What a line says, as Markdown; undefined for kinds of lines that have their own hovers. */
export function lineText(cf: CfConfig, { command, span }: CfLine): string | undefined {
  const isHere = ({ place }: { readonly place: CfPlace | undefined }): boolean => place?.line.span.start === span.start;
  switch (command) {
    case "V":
      return `Level ${cf.level} of the configuration language${cf.vendor === undefined ? "" : `, of ${code(cf.vendor)}`}. sendmail reads level 10 since 8.12, and warns of another one.`;
    case "T":
      return "Trusted users, class `t`: they may name another sender (`-f`) without a warning header.";
    case "H":
      return headerText(cf, cf.headers.find(isHere));
    case "P": {
      const found = cf.precedences.find(isHere);
      return found && `Mail with the header ${code(`Precedence: ${found.name}`)} gets precedence ${found.value}.`;
    }
    case "E": {
      const found = cf.variables.find(isHere);
      if (found === undefined) return undefined;
      const { name, value } = found;
      const what = value === undefined ? "is taken away from" : `is ${code(value)} for`;
      return `The environment variable ${code(name)} ${what} the programs that sendmail runs.`;
    }
    case "Q":
      return equatesText(cf, "Queue group", cf.queueGroups.find(isHere));
    case "X":
      return equatesText(cf, "Milter", cf.milters.find(isHere));
    default:
      return undefined;
  }
}

function headerText({ names }: CfConfig, header: CfConfig["headers"][number] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const { name, flags, macro, value, check, isDefault } = header;
  const what = isDefault ? "Every header without a line of its own" : `The header ${code(name)}`;
  const checked = check && `${what} is checked by ruleset ${code(check.ruleset)} when mail comes in.`;
  const letters = flags === "" ? "" : ` by mailers with one of the flags ${code(flags)}`;
  const wanted = macro === undefined ? "" : ` where macro ${code(macro)} has a value`;
  const added = value && `${what} is added where it is missing${letters}${wanted}: ${code(show(value, names).trim())}.`;
  return [checked, added].filter((part) => part !== undefined && part !== "").join("\n\n") || undefined;
}

function equatesText(
  { names }: CfConfig,
  what: string,
  found: { readonly name: string; readonly equates: readonly CfEquate[] } | undefined,
): string | undefined {
  if (found === undefined) return undefined;
  const equates = found.equates.map(({ name, value }) => `- ${code(`${name}=${show(value, names)}`)}`);
  return [`${what} ${code(found.name)}.`, equates.join("\n")].filter((part) => part !== "").join("\n\n");
}
