// SMART_HOST as the configuration sets it: through which servers mail to other hosts goes.
import type { MailConfig } from "../mc/types.ts";
import { type Host, readMailertableValue } from "../tables/values/mailertable.ts";
import type { Span } from "../text.ts";

export interface SmartHost {
  /** As written. */
  readonly text: string;
  /** The servers, in order; [] where it names none. */
  readonly hosts: readonly Host[];
  /** Where the value is written; undefined where a file of the library sets it. */
  readonly span: Span | undefined;
}

/** Undefined where mail goes out by the DNS, or where the value is not plain text. */
export function smartHostOf(config: MailConfig): SmartHost | undefined {
  const option = config.option("SMART_HOST");
  const text = option?.value.trim() ?? "";
  if (text === "" || /[$`'\s]/.test(text)) return undefined;
  const written = readMailertableValue(text);
  const target = written.kind === "ignored" ? readMailertableValue(`relay:${text}`) : written;
  if (target.kind !== "mailer") return undefined;
  return { text, hosts: target.hosts, span: option?.exact ?? option?.setting?.nameSpan };
}

/** The name or address of a host, without brackets, in lower case. */
export function plainHost({ text }: Pick<Host, "text">): string {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return (bare.endsWith(".") ? bare.slice(0, -1) : bare).toLowerCase();
}
