// Runs a grammar as VS Code does, for the tests: text in, scoped pieces out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

/** One stretch of a line with the scopes it got, outermost first, the root left out. */
export interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(readFileSync(wasm)).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async (scope) => {
    const file = path.join(import.meta.dirname, `${scope.replace("source.", "")}.tmLanguage.json`);
    return textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
  },
});

/** The grammar of a scope such as `source.sendmail-mc`. Throws where there is none. */
export async function grammarOf(scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`No grammar for ${scope}`);
  return grammar;
}

/** The lines of a text in scoped pieces. */
export function tokenize(grammar: IGrammar, text: string): readonly (readonly Piece[])[] {
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

/** The scopes of the piece of a text that holds `needle` (its first occurrence). */
export function scopesAt(grammar: IGrammar, text: string, needle: string): string {
  const from = text.indexOf(needle);
  if (from < 0) throw new Error(`${JSON.stringify(needle)} is not in ${JSON.stringify(text)}`);
  const before = text.slice(0, from).split("\n");
  const column = (before.at(-1) ?? "").length;
  const pieces = tokenize(grammar, text)[before.length - 1] ?? [];
  let end = 0;
  for (const piece of pieces) {
    end += piece.text.length;
    if (column < end) return piece.scopes.join(" ");
  }
  return "";
}
