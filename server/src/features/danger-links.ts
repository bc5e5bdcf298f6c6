// What can be done about a dangerous line, as links in Markdown: of a hover that may name commands, of the report's own page.
import { type Command, type Hover, MarkupKind } from "vscode-languageserver-types";
import type { Danger } from "./dangers.ts";

/** A link that does a command; `scheme`: how the page that shows it names commands. */
export function commandLink({ title, command, arguments: given }: Command, scheme: string): string {
  const encoded = encodeURIComponent(JSON.stringify(given ?? [])).replace(
    /[()'!*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return `[${title}](${scheme}:${command}?${encoded})`;
}

/** What is said at a dangerous place, with what can be done about it before it. */
export function withActions(hover: Hover | undefined, danger: Danger): Hover {
  const links = dangerLinks(danger);
  if (hover === undefined) return { range: danger.range, contents: { kind: MarkupKind.Markdown, value: links } };
  const { contents } = hover;
  const text = typeof contents === "object" && "value" in contents ? contents.value : "";
  return { ...hover, contents: { kind: MarkupKind.Markdown, value: `${links}\n\n${text}` } };
}

/** The actions as links of a hover that may name commands. */
function dangerLinks({ title, actions }: Danger): string {
  const links = actions.slice(1).map((action) => commandLink(action, "command"));
  return `**${title.replace(/[\\`*_{}[\]<>#|]/g, "\\$&")}**${links.length === 0 ? "" : `: ${links.join(", ")}`}`;
}
