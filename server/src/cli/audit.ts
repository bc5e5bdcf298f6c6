// `sendmail-lint audit`: one server, or a folder of many, by the controls of audit guides.
import { AUDIT_STATUS, auditCounts, auditMarkdown } from "../features/audit.ts";
import { diskFiles } from "../files.node.ts";
import { isConfigName } from "../kinds/mc/kind.ts";
import type { AuditResult } from "../protocol.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { obstacleText } from "../site/obstacles.ts";
import { baseName, pathOf } from "../site/paths.ts";
import { collect } from "./collect.ts";
import type { AuditFormat } from "./commands/audit.ts";
import type { JsonControl } from "./json-types.ts";
import { EXIT, json, type Output, printable, visible, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { whyUnreadable } from "./reasons.ts";
import { type Screen, styled, wrapped } from "./screen.ts";

export interface AuditOptions {
  readonly paths: readonly string[];
  readonly format: AuditFormat;
  readonly settings: Settings;
  readonly screen: Screen;
}

/** What came out for one server. */
interface Audited {
  readonly file: string;
  readonly results: readonly AuditResult[];
}

/** Audits the servers that some paths name. Gives the exit status. */
export async function audit({ paths, format, settings, screen }: AuditOptions, output: Output): Promise<number> {
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(settings);
  const projects = new ProjectErrors(service);
  const { files, unreadable } = await collect(paths);
  let failed = unreadable.length > 0;
  for (const { file, reason } of unreadable) output.error(`sendmail-lint: cannot read ${file}: ${reason}`);
  const servers: Audited[] = [];
  const seen = new Set<string>();
  for (const { uri, file, named } of files) {
    if (!named && !isConfigName(baseName(uri)) && !baseName(uri).endsWith(".cf")) continue;
    await projects.note(uri);
    const server = await serverOf(service, uri);
    if (server === undefined) {
      if (named)
        output.error(
          `sendmail-lint: cannot audit ${file}: ${whyUnreadable(file) ?? "it is not a configuration of sendmail"}.`,
        );
      failed ||= named;
      continue;
    }
    if (seen.has(server)) continue;
    seen.add(server);
    for (const line of await unread(service, uri)) output.error(`sendmail-lint: ${line}`);
    const report = await service.audit(uri);
    if (report !== undefined) servers.push({ file: pathOf(server), results: report.results });
  }
  for (const line of projects.lines) output.error(`sendmail-lint: ${line}`);
  if (servers.length === 0 && !failed) {
    output.error(`sendmail-lint: there is no configuration of sendmail in ${paths.join(", ")}.`);
    failed = true;
  }
  for (const line of FORMATS[format](servers, screen)) output.print(line);
  const fails = servers.some(({ results }) => results.some(({ status }) => status === "fail"));
  return worst(fails ? EXIT.findings : EXIT.clean, failed || projects.lines.length > 0 ? EXIT.usage : EXIT.clean);
}

/** The URI of the configuration that a file is part of: a .mc or a .cf; undefined for none. */
async function serverOf(service: Service, uri: string): Promise<string | undefined> {
  const [site] = await service.sites(uri);
  return site?.mc?.part === true ? undefined : (site?.mc?.uri ?? site?.cf?.uri);
}

/** What of a server could not be read. */
async function unread(service: Service, uri: string): Promise<readonly string[]> {
  const [site] = await service.sites(uri);
  return [...(site?.unreadable ?? []), ...(site?.unreadStartup ?? [])].map(
    (file) => `cannot read ${pathOf(file.uri)}: ${obstacleText(file.obstacle)}`,
  );
}

type Formatter = (servers: readonly Audited[], screen: Screen) => Iterable<string>;

const FORMATS: Readonly<Record<AuditFormat, Formatter>> = {
  *text(servers, screen) {
    for (const { file, results } of servers) {
      yield styled(screen, "bold", printable(file));
      yield "";
      for (const { id, title, status, evidence } of results) {
        yield `${AUDIT_STATUS[status].padEnd(16)}${id.padEnd(17)}${title}`;
        for (const text of evidence)
          for (const line of wrapped(printable(text), Math.max(40, screen.width - 18)))
            yield `${" ".repeat(16)}${line}`;
      }
      yield "";
      yield printable(`${file}: ${auditCounts(results)}.`);
      yield "";
    }
    if (servers.length > 1) yield* summary(servers);
  },
  *json(servers) {
    for (const { file, results } of servers)
      for (const result of results) yield json({ file, ...result } satisfies JsonControl);
  },
  *markdown(servers) {
    for (const { file, results } of servers)
      for (const line of auditMarkdown(file, results).split("\n")) yield visible(line);
    if (servers.length > 1) for (const line of ["# All servers", "", ...summary(servers)]) yield visible(line);
  },
  *html(servers) {
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">';
    yield '<meta name="viewport" content="width=device-width">\n<title>Audit of sendmail</title>';
    yield `<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Audit of sendmail</h1>`;
    yield `<p>${servers.length === 1 ? "One server" : `${servers.length} servers`}. What the files do not show is not known, and never a pass.</p>`;
    if (servers.length > 1) yield* htmlList([...summary(servers)]);
    for (const { file, results } of servers) {
      yield `<h2>${html(file)}</h2>\n<p>${html(auditCounts(results))}.</p>`;
      for (const guide of new Set(results.map((one) => one.guide)))
        yield* htmlTable(
          guide,
          results.filter((one) => one.guide === guide),
        );
    }
    yield "</main>\n</body>\n</html>";
  },
};

const STYLE =
  "body{font:16px/1.5 sans-serif;margin:2em;color:#111;background:#fff}table{border-collapse:collapse;margin-bottom:2em}" +
  "caption{font-weight:bold;text-align:left}td,th{border:1px solid #767676;padding:.3em .6em;text-align:left;vertical-align:top}" +
  ".fail{background:#fdd}.pass{background:#dfd}";

function* htmlTable(guide: string, results: readonly AuditResult[]): Iterable<string> {
  yield `<h3>${html(guide)}</h3>\n<table>\n<caption>Controls of ${html(guide)}</caption>`;
  const heads = ["Control", "What it asks", "Result", "Evidence"].map((head) => `<th scope="col">${head}</th>`);
  yield `<thead><tr>${heads.join("")}</tr></thead>\n<tbody>`;
  for (const { id, title, status, evidence, harm } of results) {
    const note = harm === undefined ? "" : `<br><b>The guide's own remedy:</b> ${html(harm)}`;
    yield `<tr><th scope="row">${html(id)}</th><td>${html(title)}</td><td class="${status}">${AUDIT_STATUS[status]}</td><td>${evidence.map(html).join("<br>")}${note}</td></tr>`;
  }
  yield "</tbody>\n</table>";
}

function* htmlList(lines: readonly string[]): Iterable<string> {
  if (lines.length > 0) yield `<ul>${lines.map((line) => `<li>${html(line)}</li>`).join("")}</ul>`;
}

/** Which servers fail a control, for a folder of many. */
function* summary(servers: readonly Audited[]): Iterable<string> {
  const ids = [...new Set(servers.flatMap(({ results }) => results.map(({ id }) => id)))];
  for (const id of ids) {
    const failing = servers.filter(({ results }) => results.some((one) => one.id === id && one.status === "fail"));
    if (failing.length > 0) yield `${id}: ${failing.length} of ${servers.length} servers fail`;
  }
}

function html(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
