// The path that is being typed in a .mc: in a value, in an include, or in a line of the .cf.
import type { McMember } from "../../site/types.ts";
import { callContext } from "../call-context.ts";
import { pathBeforeCursor } from "../cf/path.ts";
import type { Place as EditorPlace } from "../editor.ts";
import { slotOf } from "../slots.ts";
import { pathAtEnd, type WrittenPath, writtenPath } from "../written-path.ts";
import { closed, type Place } from "./place.ts";

/** Calls whose argument is a path that may begin at the folder of the file. */
export const INCLUDING: ReadonlySet<string> = new Set(["include", "sinclude"]);

/** The path before the cursor; undefined where none is being typed. */
export function mcPath({
  site,
  file: { document, mc },
  offset,
  options,
}: EditorPlace<McMember>): WrittenPath | undefined {
  const context = callContext(document.slice(0, offset));
  if (context === undefined) return undefined;
  const { name, index, before, text, quoted } = context;
  if (name === undefined) return pathBeforeCursor(document, offset);
  const place: Place = { context, document, offset, options, config: mc.config, site };
  const close = (last: string) => (quoted ? closed(place, last) : last);
  if (INCLUDING.has(name))
    return index === 0 && !/\s/.test(text) ? writtenPath(document, offset, text, close) : undefined;
  const slot = slotOf(name, index, before[0]);
  if (slot?.kind !== "value" || slot.valued.type === "text" || slot.valued.type === "template") return undefined;
  const path = pathAtEnd(text);
  if (path === undefined) return undefined;
  // More may follow a path that is not the whole value.
  const isWhole = slot.valued.type === "map" || path === text;
  return writtenPath(document, offset, path, isWhole ? close : undefined);
}
