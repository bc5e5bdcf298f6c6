// What fixes would change, as a unified diff: for people on a terminal, byte for byte for `patch` elsewhere. The library `diff` finds the
// differences.
import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import { type Encoding, encode } from "../encoding.ts";
import { type Output, printable } from "./output.ts";
import { type Screen, type Style, styled } from "./screen.ts";

export interface Change {
  /** As the user named it. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly encoding: Encoding;
}

const STYLES: Readonly<Record<string, Style>> = { "+": "green", "-": "red", "@": "cyan" };

/** Writes one file's changes. */
export function printDiff({ file, before, after, encoding }: Change, screen: Screen, output: Output): void {
  const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  const name = quotedName(file);
  const body = formatPatch(patch, OMIT_HEADERS);
  if (!screen.isTerminal && !screen.isLog) {
    output.write(encode(`--- ${name}\n+++ ${name}\n${body}`, encoding));
    return;
  }
  for (const line of [`--- ${name}`, `+++ ${name}`]) output.print(styled(screen, "bold", printable(line)));
  for (const line of body.replace(/\n$/, "").split("\n"))
    output.print(styled(screen, STYLES[line.charAt(0)] ?? [], printable(line)));
}

/** A name as git and patch read it in the head of a diff: in quotes where it has characters of its own. */
function quotedName(name: string): string {
  if (!/[\p{Cc}"\\]/u.test(name)) return name.includes(" ") ? `${name}\t` : name;
  const escaped = name.replace(/["\\]/g, "\\$&").replace(/\p{Cc}/gu, (one) => {
    return `\\${one.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
  return `"${escaped}"`;
}
