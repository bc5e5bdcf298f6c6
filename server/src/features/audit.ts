// A mail server by the controls of audit guides: pass, fail or not known for each, with the evidence.
import { allControls, type Control, type ControlOption, compareVersions, NEWEST_VERSION } from "../catalog/index.ts";
import type { Interpreter } from "../interpreter/index.ts";
import type { AuditReport, AuditResult, AuditStatus } from "../protocol.ts";
import { exposureList } from "../relay/index.ts";
import type { Problem } from "../rules/lint.ts";
import { baseName, pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import { hintedVersion, type SiteVersion } from "../site/version.ts";
import type { Span } from "../text.ts";
import { code, markdownLink, markdownText } from "./markdown.ts";

/** What an audit looks at. */
export interface Audited {
  readonly site: MailSite;
  /** What all rules say of all files, comments that silence them notwithstanding. */
  readonly problems: readonly Problem[];
  readonly version: SiteVersion | undefined;
  /** The .cf as sendmail reads it; undefined where none can be had. */
  readonly interpreter: Interpreter | undefined;
}

interface Verdict {
  readonly status: AuditStatus;
  readonly evidence: readonly string[];
}

/** The result of each control, in the order of the guides. */
export function auditOf(audited: Audited): readonly AuditResult[] {
  return allControls().map((control) => {
    const { status, evidence } = verdict(control, audited);
    const { id, guide, title, harm } = control;
    return { id, guide, title, status, evidence, ...(harm === undefined ? {} : { harm }) };
  });
}

function verdict(control: Control, audited: Audited): Verdict {
  const { site, problems } = audited;
  const byHand = control["by-hand"];
  if (byHand !== undefined)
    return { status: "unknown", evidence: [`The files do not show it. On the server: ${byHand}`] };
  if (site.mc === undefined && site.cf === undefined)
    return { status: "not-applicable", evidence: ["There is no configuration, only a table."] };
  const found = problems.filter(({ meta }) => control.rules?.includes(meta.code));
  if (found.length > 0) return { status: "fail", evidence: found.map((problem) => evidenceOf(site, problem)) };
  if (control.option !== undefined) return optionVerdict(control.option, audited);
  switch (control.asks) {
    case "relay":
      return relayVerdict(site);
    case "version":
      return versionVerdict(audited);
    case "old-commands":
      return oldCommandsVerdict(control, audited);
    case "kind":
      return site.tables.some(({ kind }) => kind === control.kind)
        ? { status: "pass", evidence: [`Nothing was found in the ${control.kind} files.`] }
        : unread(site, control.kind ?? "");
    case "listens":
      return listensVerdict(audited);
    default:
      return { status: "unknown", evidence: ["Nothing here answers it."] };
  }
}

function oldCommandsVerdict({ since = "" }: Control, { version }: Audited): Verdict {
  if (version === undefined) return { status: "unknown", evidence: ["It is not known which version runs."] };
  return compareVersions(version.version, since) < 0
    ? { status: "fail", evidence: [`sendmail ${version.version} may have the command.`] }
    : { status: "pass", evidence: [`sendmail ${version.version} does not have the command.`] };
}

/** A file that is missing or cannot be read says nothing. */
function unread(site: MailSite, kind: string): Verdict {
  const [known] = [...site.unreadable, ...site.missing].filter((file) => file.kind === kind);
  return known === undefined
    ? { status: "not-applicable", evidence: [`The configuration has no ${kind} file that is known here.`] }
    : { status: "unknown", evidence: [`${known.path} was not read.`] };
}

function relayVerdict(site: MailSite): Verdict {
  const list = exposureList(site);
  const bad = [...list.of("open", "forgeable")];
  if (bad.length > 0)
    return {
      status: "fail",
      evidence: bad.slice(0, 5).map(({ who, to, because }) => `${who} may relay to ${to}${at(site, because[0])}`),
    };
  const [why] = list.why;
  if (why !== undefined)
    return { status: "unknown", evidence: [`The list of who may relay is not complete. ${why.text}`] };
  const [unreadable] = site.unreadable;
  if (unreadable !== undefined) return { status: "unknown", evidence: [`${unreadable.path} cannot be read.`] };
  const others = list.count("wide") + list.count("intended");
  return { status: "pass", evidence: [`No grant to strangers; ${others} to others.`] };
}

function versionVerdict({ site, version }: Audited): Verdict {
  if (version !== undefined)
    return {
      status: "pass",
      evidence: [
        `sendmail ${version.version}: no hole is known that its package leaves open; the newest version is ${NEWEST_VERSION}.`,
      ],
    };
  const hint = hintedVersion(site);
  return {
    status: "unknown",
    evidence: [
      hint === undefined ? "It is not known which version runs." : `Only a VERSIONID names a version: ${hint.version}.`,
    ],
  };
}

function listensVerdict({ interpreter }: Audited): Verdict {
  if (interpreter === undefined) return NO_CF;
  const daemons = interpreter.cf.settings.filter(({ name }) => name === "DaemonPortOptions");
  const local = daemons.every(({ value }) => /Addr(?:ess)?\s*=\s*(?:127\.|\[?::1|localhost)/i.test(value));
  return daemons.length > 0 && local
    ? { status: "pass", evidence: daemons.map(({ value }) => `DaemonPortOptions=${value}`) }
    : {
        status: "unknown",
        evidence: ["It listens to the network. That is a failure only on a host that is not a mail server."],
      };
}

const NO_CF: Verdict = { status: "unknown", evidence: ["The .cf cannot be built here, so its options are not known."] };

/** The option as sendmail has it when all is read. */
function optionVerdict(asked: ControlOption, { site, interpreter }: Audited): Verdict {
  if (interpreter === undefined) return NO_CF;
  const set = interpreter.cf.settings.findLast(({ name, accepted }) => name === asked.name && accepted);
  const value = plain(set?.value ?? asked.default ?? "");
  const span = set?.place.name;
  const place = span === undefined ? " (the default)" : at(site, interpreter.placeOf(span));
  const words = new Set(value.toLowerCase().split(/[\s,]+/));
  const missing =
    asked.or !== undefined && words.has(asked.or) ? [] : (asked.words ?? []).filter((word) => !words.has(word));
  const isRight =
    missing.length === 0 &&
    (asked.least === undefined || Number(value) >= asked.least) &&
    !(asked.lacks ?? []).some((text) => value.includes(text)) &&
    (asked.empty !== true || value === "" || value === "/dev/null");
  const lacking = missing.length === 0 ? "" : `; ${missing.join(" and ")} is missing`;
  return { status: isRight ? "pass" : "fail", evidence: [`${asked.name}=${value}${place}${lacking}`] };
}

/** A value with its macros as they are written in a .cf. */
function plain(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: sendmail's codes for what $ begins
  return value.replace(/[\u0001\u0081]/g, "$");
}

function evidenceOf(site: MailSite, { meta, message, span }: Problem): string {
  return `${message.split(/\n|(?<=\.) /)[0] ?? ""} (${meta.code})${at(site, span)}`;
}

/** Where something is, for the end of a sentence. */
function at(site: MailSite, span: Span | undefined): string {
  const document = span && site.document(span.source);
  if (span === undefined || document === undefined) return "";
  return `, ${pathOf(span.source)}:${document.positionAt(span.start).line + 1}`;
}

/** How a result is called, the worst first. */
export const AUDIT_STATUS: Readonly<Record<AuditStatus, string>> = {
  fail: "Fail",
  unknown: "Not known",
  "not-applicable": "Not applicable",
  pass: "Pass",
};

/** How many results are of each kind: "2 fail, 3 pass". */
export function auditCounts(results: readonly AuditResult[]): string {
  const statuses = Object.keys(AUDIT_STATUS) as AuditStatus[];
  return statuses
    .map(
      (status) => [results.filter((one) => one.status === status).length, AUDIT_STATUS[status].toLowerCase()] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(", ");
}

/**
 * The report of one server as Markdown.
 *
 * @param uriOf the URI of a file that evidence names by its path, to make a link of the place; none are made without it
 */
export function auditMarkdown(
  name: string,
  results: readonly AuditResult[],
  uriOf: (path: string) => string | undefined = () => undefined,
): string {
  const guides = [...new Set(results.map(({ guide }) => guide))];
  const rows = (guide: string) =>
    results
      .filter((one) => one.guide === guide)
      .map(
        ({ id, title, status, evidence }) =>
          `| ${id} | ${markdownText(title)} | ${AUDIT_STATUS[status]} | ${evidence.map((text) => linked(text, uriOf)).join("<br>")} |`,
      );
  const harmful = results.filter(({ harm }) => harm !== undefined);
  return [
    `# Audit of ${markdownText(name)}`,
    `${auditCounts(results)}.`,
    "What the files do not show is not known, and never a pass. A finding counts although a comment silences it.",
    ...guides.flatMap((guide) => [
      `## ${guide}`,
      ["| control | what it asks | result | evidence |", "| --- | --- | --- | --- |", ...rows(guide)].join("\n"),
    ]),
    "## Where a guide's own remedy does harm",
    harmful.map(({ id, harm }) => `- ${code(id)}: ${harm}`).join("\n"),
    "",
  ].join("\n\n");
}

/** Evidence as Markdown, with the place that `at` wrote as a link. */
function linked(text: string, uriOf: (path: string) => string | undefined): string {
  const [all, path, line] = /, (\/[^;]+):(\d+)(?=$|;)/.exec(text) ?? [];
  const uri = path === undefined ? undefined : uriOf(path);
  if (all === undefined || path === undefined || uri === undefined) return markdownText(text);
  const from = text.indexOf(all);
  const link = markdownLink(`${baseName(uri)}:${line}`, uri, `L${line}`);
  return `${markdownText(text.slice(0, from))}, ${link}${markdownText(text.slice(from + all.length))}`;
}

/** The report as the editor shows it. */
export function auditReport(site: MailSite, results: readonly AuditResult[]): AuditReport {
  const name = baseName(site.id);
  const members = [site.mc, site.cf, ...site.tables].flatMap((file) => file?.uri ?? []);
  const uris = new Map([...members, ...site.documents.keys()].map((uri) => [pathOf(uri), uri]));
  const markdown = auditMarkdown(name, results, (path) => uris.get(path));
  return { title: `Audit: ${name}`, markdown, results };
}
