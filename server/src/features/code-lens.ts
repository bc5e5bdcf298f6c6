// Above an access map or relay-domains: how many grants it makes, and how many of them are open. Above a .cf: where to change it.
import type { CodeLens, Command } from "vscode-languageserver-types";
import { exposureList } from "../relay/index.ts";
import { compileCommand, compiledState, SLACK } from "../site/compiled.ts";
import { baseName } from "../site/paths.ts";
import type { McMember, TableFile } from "../site/types.ts";
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

/**
 * How many entries the map of a table has, and whether what is compiled from it is as new as the text.
 *
 * @param others entries of which the map has none, beside those with a key twice
 */
export function tableLens(shown: Shown<TableFile>, one: string, several: string, others = 0): CodeLens {
  const { table } = shown.file;
  const entryCount = table.entryCount - table.errors().filter(({ code }) => code === "duplicate").length - others;
  const count =
    entryCount === 0 ? `No ${one}` : `${entryCount.toLocaleString("en")} ${entryCount === 1 ? one : several}`;
  const [stale] = staleLens(shown);
  if (stale?.command === undefined) return lens({ title: count, command: "" });
  return lens({ ...stale.command, title: `${count}. ${stale.command.title}` });
}

/** A lens on a table whose compiled form is older than its text; it runs the task that compiles it again. */
export function staleLens({ site, file }: Shown<TableFile>): readonly CodeLens[] {
  if (compiledState(file, site) !== "stale") return [];
  const title = `Changed since ${compileCommand(file, site)}`;
  const task = staleTask(site, file.uri);
  return [
    task === undefined
      ? lens({ title, command: "" })
      : lens({ title: `${title}: run it`, command: COMMAND.runTask, arguments: [file.uri, task] }),
  ];
}

/** A lens on a .mc that is newer than the .cf beside it; it builds that. */
export function unbuiltLens({ file: { mc, uri } }: Shown<McMember>): readonly CodeLens[] {
  const { compiled, modified } = mc;
  if (uri !== mc.uri || mc.part || mc.template || compiled === undefined || modified === undefined) return [];
  if (compiled.modified + SLACK > modified) return [];
  const title = `Changed since ${baseName(compiled.uri)} was built: build it`;
  return [lens({ title, command: COMMAND.runTask, arguments: [uri, "build"] })];
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
