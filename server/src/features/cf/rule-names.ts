// Macros and classes in the lines of the .cf that a .mc has, in LOCAL_RULESETS and similar sections: what they are.
import { type CfNameKind, cfNameText } from "../../catalog/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { Span } from "../../text.ts";
import { code } from "../markdown.ts";

/** A macro or a class under the cursor. */
export interface RuleName {
  readonly kind: CfNameKind;
  readonly name: string;
  /** The whole of it, `$={VirtHost}` or `${verify}`. */
  readonly span: Span;
}

/** `$j`, `$&j`, `${verify}`, `$&{verify}`, `$=w`, `$~w`, `$={VirtHost}`; `$-`, `$1`, `$(` and similar words are operators. */
const NAMES = /\$(?:([=~])|&?)(?:\{([\w.-]+)\}|([A-Za-z_]))/g;

/** The name at an offset of a source; undefined where there is none, and outside of the lines of the .cf. */
export function ruleNameAt({ cfLines }: MailConfig, source: string, offset: number): RuleName | undefined {
  for (const { text, parts, kind } of cfLines) {
    // A comment has no names.
    const part = parts.find(
      ({ exact, origin }) => exact && origin.source === source && origin.start <= offset && offset <= origin.end,
    );
    if (part === undefined || kind === "comment") continue;
    const from = part.origin.start - part.at;
    for (const { 0: written, 1: isClass, 2: long, 3: short, index } of text.matchAll(NAMES)) {
      const span = { source, start: from + index, end: from + index + written.length };
      // `$=` before anything else, and two dollars, are not names.
      if (offset < span.start || offset > span.end || text.charAt(index - 1) === "$") continue;
      return { kind: isClass === undefined ? "macro" : "class", name: long ?? short ?? "", span };
    }
  }
  return undefined;
}

/** What it is, and, of a class, who is in it by the .mc; undefined for a macro or class of the site's own without members. */
export function ruleNameMarkdown(config: MailConfig, { kind, name }: RuleName): string | undefined {
  const meaning = cfNameText(kind, name);
  const braced = name.length > 1 ? `{${name}}` : name;
  const members = kind === "macro" ? [] : membersOf(config, name);
  if (meaning === undefined && members.length === 0) return undefined;
  return [
    `**${code(`$${kind === "class" ? "=" : ""}${braced}`)}** · ${kind}`,
    meaning,
    members.length === 0 ? undefined : `**In this \`.mc\`:** ${members.join(", ")}.`,
  ]
    .filter((part) => part !== undefined)
    .join("\n\n");
}

const MOST_MEMBERS = 20;

/** Words and files that the .mc puts into a class, as code. */
function membersOf(config: MailConfig, name: string): readonly string[] {
  const all = config
    .classMembers(name)
    .flatMap(({ how }) =>
      how.kind === "file" ? [how.path.text] : how.kind === "words" ? how.words.map(({ text }) => text) : [],
    );
  const shown = all.slice(0, MOST_MEMBERS).map(code);
  return all.length > MOST_MEMBERS ? [...shown, `and ${all.length - MOST_MEMBERS} more`] : shown;
}
