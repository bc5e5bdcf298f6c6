// Above an access map or relay-domains: how many grants it makes, and how many of them are open. Above a .cf: where to change it.
import type { CodeLens, Command } from "vscode-languageserver-types";
import { exposureList } from "../relay/index.ts";
import { compileCommand, compiledState } from "../site/compiled.ts";
import { baseName } from "../site/paths.ts";
import type { TableFile } from "../site/types.ts";
import type { Shown } from "./editor.ts";
import { COMMAND } from "./promises.ts";
import { staleTask } from "./server-tasks.ts";

/** How many lines of a table grant relaying; it opens the report. */
export function relayLens({ site, file: { uri } }: Shown<TableFile>): readonly CodeLens[] {
  const list = exposureList(site);
  const open = list.linesOf(uri, "open", "forgeable");
  const grants = list.linesOf(uri);
  const noun = grants === 1 ? "line grants relaying" : "lines grant relaying";
  const title =
    grants === 0 ? "No line grants relaying" : `${grants} ${noun}, ${open === 0 ? "none" : open} to strangers`;
  return [lens({ title, command: COMMAND.relayReport, arguments: [uri] })];
}

/** How many lines a table has, and whether what is compiled from it is as new as the text. */
export function tableLens({ site, file }: Shown<TableFile>, one: string, several: string): CodeLens {
  const { entryCount } = file.table;
  const count =
    entryCount === 0 ? `No ${one}` : `${entryCount.toLocaleString("en")} ${entryCount === 1 ? one : several}`;
  const isStale = compiledState(file, site) === "stale";
  if (!isStale) return lens({ title: count, command: "" });
  const title = `${count}. Changed since ${compileCommand(file, site)}`;
  const task = staleTask(site, file.uri);
  if (task === undefined) return lens({ title, command: "" });
  return lens({ title: `${title}: run it`, command: COMMAND.runTask, arguments: [file.uri, task] });
}

/** The lens on a .cf: it leads to the .mc beside it, from which m4 makes it. */
export function cfLens(mc: string): CodeLens {
  const title = `m4 makes this file from ${baseName(mc)}: change that one, or the next build undoes it`;
  return lens({ title, command: COMMAND.openSource, arguments: [mc] });
}

/** A lens on the first line. */
export function lens(command: Command): CodeLens {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, command };
}
