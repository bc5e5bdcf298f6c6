// Our Markdown as plain text, for clients that show it as it is written.
import {
  type CompletionItem,
  type Hover,
  MarkupContent,
  MarkupKind,
  type SignatureHelp,
} from "vscode-languageserver-types";

/** A text without Markdown's marks. Links keep their addresses, blocks of code their lines. */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, mark] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    else if (fence !== undefined) lines.push(line);
    else if (!/^\|(?:\s*:?-+:?\s*\|)+$/.test(line)) lines.push(plainLine(line));
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** What Markdown makes of single stretches of a line, first come first served. */
const INLINE =
  /\\([\\`*_{}[\]<>()#+\-.!|&~$@/])|(`+)( ?)(.*?)\3\2|\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)|<((?:https?|mailto):[^>\s]*)>|\*\*(.+?)\*\*|(?<![\w*])\*(\S(?:.*?\S)?)\*(?![\w*])/g;

function plainLine(line: string): string {
  if (/^\s*(?:-{3,}|\*{3,})\s*$/.test(line)) return "";
  return inline(line.replace(/^#{1,6} /, ""));
}

function inline(text: string): string {
  return text.replace(INLINE, (all, escaped, _ticks, _space, code, label, target, address, bold, italic) => {
    if (escaped !== undefined) return escaped;
    if (code !== undefined) return code;
    if (label !== undefined) return target === "" ? inline(label) : `${inline(label)} (${target})`;
    const inner: string | undefined = address ?? bold ?? italic;
    return inner === undefined ? all : address === undefined ? inline(inner) : inner;
  });
}

function plainMarkup(content: MarkupContent): MarkupContent {
  return content.kind === MarkupKind.Markdown
    ? { kind: MarkupKind.PlainText, value: plainText(content.value) }
    : content;
}

/** A hover in plain text. */
export function plainHover(hover: Hover): Hover {
  return MarkupContent.is(hover.contents) ? { ...hover, contents: plainMarkup(hover.contents) } : hover;
}

/** A completion whose page is plain text. */
export function plainDocumentation(item: CompletionItem): CompletionItem {
  return MarkupContent.is(item.documentation) ? { ...item, documentation: plainMarkup(item.documentation) } : item;
}

/** A signature whose explanations are plain text. */
export function plainSignature(help: SignatureHelp): SignatureHelp {
  const plain = (documentation: string | MarkupContent | undefined) =>
    MarkupContent.is(documentation) ? { documentation: plainMarkup(documentation) } : {};
  return {
    ...help,
    signatures: help.signatures.map((signature) => ({
      ...signature,
      ...plain(signature.documentation),
      ...(signature.parameters === undefined
        ? {}
        : { parameters: signature.parameters.map((one) => ({ ...one, ...plain(one.documentation) })) }),
    })),
  };
}
