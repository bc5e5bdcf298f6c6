// What the words of a .cf are, for colours: operators, and names by what they name.
import type { CfThing } from "../../cf/mentions.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { CfMember } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import type { Shown } from "../editor.ts";
import type { Token, TokenType } from "../semantic-tokens.ts";

const TYPES: Readonly<Record<CfThing, TokenType>> = {
  ruleset: "function",
  macro: "variable",
  class: "class",
  map: "type",
  mailer: "namespace",
  option: "property",
};

/** In order; only those that touch the range where one is given. */
export function cfTokens({ site }: Shown<CfMember>, range: Span | undefined): readonly Token[] {
  const { mentions, operators, comments } = mentionsIn(site);
  const tokens: Token[] = [
    ...mentions.map(({ span, thing, role }) => ({
      span,
      type: TYPES[thing],
      ...(role === "definition" && thing !== "option" ? { modifiers: ["definition" as const] } : {}),
    })),
    ...operators.map(({ span, written }) => ({
      span,
      type: /^\$\d$/.test(written) ? ("parameter" as const) : ("operator" as const),
    })),
    ...comments.map((span) => ({ span, type: "comment" as const })),
  ];
  const wanted =
    range === undefined ? tokens : tokens.filter(({ span }) => span.end >= range.start && span.start <= range.end);
  return wanted.sort((a, b) => a.span.start - b.span.start);
}
