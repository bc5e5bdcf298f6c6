// A table on a terminal: columns of a fixed share of the width, texts wrapped within them. Rows are written as they come, so there may be
// millions. (cli-table3 measures all rows first and brings a second library for widths.)
import { printable } from "./output.ts";
import { cutTo, padded, type Screen, type Style, styled, wrapped } from "./screen.ts";

export interface Column {
  readonly title: string;
  /** Columns of the terminal; or the share of what the fixed ones leave. */
  readonly size: { readonly fixed: number } | { readonly share: number };
  /** On a narrow terminal its text comes below the other cells of the row, after the column's title. */
  readonly isBelowWhenNarrow?: boolean;
}

export interface Cell {
  /** Its lines are kept apart, and wrapped. */
  readonly text: string;
  readonly style?: Style;
  /** One line, cut where it does not fit. */
  readonly isCut?: boolean;
}

const GAP = "  ";
/** A terminal with fewer columns is narrow: names of hosts would be broken in the middle. */
const NARROW = 100;

/** The lines of a table. No text in it can give orders to a terminal. */
export function* tableLines(
  screen: Screen,
  columns: readonly Column[],
  rows: Iterable<readonly Cell[]>,
): Iterable<string> {
  const isBelow = ({ isBelowWhenNarrow }: Column) => isBelowWhenNarrow === true && screen.width < NARROW;
  const beside = columns.filter((column) => !isBelow(column));
  const widths = widthsOf(screen, beside);
  yield* row(
    screen,
    widths,
    beside.map(({ title }) => ({ text: title, style: "bold" })),
  );
  yield styled(screen, "dim", widths.map((width) => "-".repeat(width)).join(GAP));
  const indent = " ".repeat((widths[0] ?? 0) + GAP.length);
  for (const cells of rows) {
    yield* row(
      screen,
      widths,
      cells.filter((_, n) => columns[n] !== undefined && !isBelow(columns[n])),
    );
    for (const [n, { title }] of columns.entries()) {
      if (columns[n] === undefined || !isBelow(columns[n])) continue;
      const text = printable(`${title}: ${cells[n]?.text ?? ""}`);
      for (const line of wrapped(text, screen.width - indent.length)) yield indent + printable(line);
    }
  }
}

function widthsOf(screen: Screen, columns: readonly Column[]): readonly number[] {
  const fixed = columns.map(({ size }) => ("fixed" in size ? size.fixed : 0)).reduce((sum, one) => sum + one, 0);
  const shares = columns.map(({ size }) => ("share" in size ? size.share : 0));
  const all = shares.reduce((sum, one) => sum + one, 0);
  const room = screen.width - fixed - GAP.length * (columns.length - 1);
  return columns.map(({ size }) =>
    "fixed" in size ? size.fixed : Math.max(6, Math.floor((room * size.share) / Math.max(all, 1))),
  );
}

function* row(screen: Screen, widths: readonly number[], cells: readonly Cell[]): Iterable<string> {
  const texts = widths.map((width, n) =>
    cells[n]?.isCut === true
      ? [cutTo(printable(cells[n].text), width)]
      : (cells[n]?.text ?? "").split("\n").flatMap((text) => wrapped(printable(text), width)),
  );
  const height = Math.max(...texts.map(({ length }) => length));
  for (let line = 0; line < height; line++) {
    const parts = widths.map((width, n) => {
      const part = printable(texts[n]?.[line] ?? "");
      const isLast = n === widths.length - 1;
      return styled(screen, cells[n]?.style ?? [], part) + (isLast ? "" : padded(part, width).slice(part.length));
    });
    yield parts.join(GAP).trimEnd();
  }
}
