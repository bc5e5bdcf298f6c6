// Where sendmail fills macros in, in a help file.

/** True where the first number after `#vers` and a tab is at least 2 (test/oracle/kinds/texts.test.ts). */
export function isFilled(text: string): boolean {
  return Number(/^#vers\t[ \t]*(\d+)/m.exec(text)?.[1]) >= 2;
}

/** The lines of a help file as HELP shows them, each with its place. */
export function shownLines(text: string): readonly { readonly text: string; readonly start: number }[] {
  return Array.from(text.matchAll(/(?<=^[^\s#]\S*[ \t]).+/gm), ({ 0: shown, index }) => ({
    text: shown,
    start: index,
  }));
}
