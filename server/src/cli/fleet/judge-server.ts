// What a worker does: answers a question about one server, and keeps nothing of it.
import { stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { relayStatus } from "../../features/relay-status.ts";
import { diskFiles } from "../../files.node.ts";
import { exposureList } from "../../relay/index.ts";
import type { Severity } from "../../rules/types.ts";
import { createService } from "../../service.ts";
import type { Settings } from "../../settings.ts";
import { obstacleText } from "../../site/obstacles.ts";
import { lookInto } from "../check.ts";
import { collect, configurationsAmong } from "../collect.ts";
import { count, messageParts } from "../formats/report.ts";
import type { Job, Outcome, Question } from "./types.ts";

const SILENT = { print: () => undefined, write: () => undefined, error: () => undefined };
const WORST_FIRST: readonly Severity[] = ["error", "warning", "information", "hint"];

export async function judgeServer({ question, folder, settings }: Job): Promise<Outcome> {
  // A folder with an etc is the server's /; any other has the files themselves, as a copy of /etc/mail has.
  const isRoot = await stat(path.join(folder, "etc")).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const own = isRoot ? { ...settings, root: pathToFileURL(path.resolve(folder)).href } : settings;
  return await JUDGES[question](folder, own);
}

const JUDGES: Readonly<Record<Question, (folder: string, settings: Settings) => Promise<Outcome>>> = {
  check: checkServer,
  relay: relayServer,
  audit: auditServer,
};

async function checkServer(folder: string, settings: Settings): Promise<Outcome> {
  const { reports, notices } = await lookInto(
    { paths: [folder], format: "json", fix: undefined, maxWarnings: undefined, settings, version: "" },
    SILENT,
  );
  const why = notices.map(({ text }) => text);
  if (reports.length === 0) return { answer: undefined, why };
  const all = reports.flatMap(({ file, document, problems }) =>
    problems.map((problem) => ({ file, document, problem })),
  );
  const rank = (severity: Severity) => WORST_FIRST.indexOf(severity);
  const [worst] = all.sort((a, b) => rank(a.problem.severity) - rank(b.problem.severity));
  return {
    answer: {
      question: "check",
      files: reports.length,
      errors: count(reports, "error"),
      warnings: count(reports, "warning"),
      notes: count(reports, "information", "hint"),
      worst:
        worst === undefined
          ? null
          : {
              file: path.relative(folder, worst.file),
              line: worst.document.positionAt(worst.problem.span.start).line + 1,
              code: worst.problem.meta.code,
              text: messageParts(worst.problem.message).first,
            },
    },
    why,
  };
}

async function relayServer(folder: string, settings: Settings): Promise<Outcome> {
  const { why, config, service } = await opened(folder, settings);
  if (config === undefined) return { answer: undefined, why: [...why, NO_CONFIGURATION] };
  const site = await service.judgedSite(config.uri);
  if (site === undefined) return { answer: undefined, why: [...why, `cannot read ${config.file} as a configuration`] };
  for (const { path: file, obstacle } of site.unreadable) why.push(`cannot read ${file}: ${obstacleText(obstacle)}`);
  const list = exposureList(site);
  for (const { text } of list.why) why.push(text);
  const { state, detail } = relayStatus(site);
  const [open, forgeable, wide, intended] = (["open", "forgeable", "wide", "intended"] as const).map((grade) =>
    list.count(grade),
  );
  const grants = { open: open ?? 0, forgeable: forgeable ?? 0, wide: wide ?? 0, intended: intended ?? 0 };
  return { answer: { question: "relay", state, grants, detail }, why };
}

async function auditServer(folder: string, settings: Settings): Promise<Outcome> {
  const { why, config, service } = await opened(folder, settings);
  if (config === undefined) return { answer: undefined, why: [...why, NO_CONFIGURATION] };
  const [site] = await service.sites(config.uri);
  const report = await service.audit(config.uri);
  if (site === undefined || report === undefined)
    return { answer: undefined, why: [...why, `cannot read ${config.file} as a configuration`] };
  for (const { path: file, obstacle } of site.unreadable) why.push(`cannot read ${file}: ${obstacleText(obstacle)}`);
  const controls = { fail: 0, unknown: 0, "not-applicable": 0, pass: 0 };
  for (const { status } of report.results) controls[status]++;
  const failing = report.results.filter(({ status }) => status === "fail").map(({ id, title }) => ({ id, title }));
  return { answer: { question: "audit", controls, failing }, why };
}

const NO_CONFIGURATION = "there is no sendmail.mc and no sendmail.cf";

/** The configuration of a server's folder, what judges it, and what could not be read on the way. */
async function opened(folder: string, settings: Settings) {
  const { files, unreadable } = await collect([folder]);
  const why = unreadable.map(({ file, reason }) => `cannot read ${file}: ${reason}`);
  const [config] = configurationsAmong(files, ({ file }) => path.basename(file));
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(settings);
  return { why, config, service };
}
