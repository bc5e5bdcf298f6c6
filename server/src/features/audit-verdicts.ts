// What answers one control of an audit guide: pass, fail or not known, with the evidence. What is not known is never a pass.
import { type Control, type ControlOption, compareVersions, NEWEST_VERSION, releaseOf } from "../catalog/index.ts";
import { atoi } from "../cf/chars.ts";
import { Code } from "../cf/index.ts";
import { show } from "../cf/rewrite/show.ts";
import type { CfConfig, Coded } from "../cf/types.ts";
import type { Interpreter } from "../interpreter/index.ts";
import { isSubmission } from "../kinds/mc/kind.ts";
import type { AuditStatus } from "../protocol.ts";
import { exposureList, listenerOf, listenersOf } from "../relay/index.ts";
import { knowsAllAliases } from "../rules/facts/alias-graph.ts";
import type { Problem } from "../rules/linter/lint.ts";
import { holesIn } from "../site/holes.ts";
import { baseName, pathOf } from "../site/paths.ts";
import type { KnownPlatform } from "../site/platform.ts";
import { startupSetting } from "../site/startup.ts";
import { startupDocuments } from "../site/startup-files.ts";
import { type StartupFlag, startupFlags } from "../site/startup-flags.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import { hintedVersion, type SiteVersion, type VersionSource } from "../site/version.ts";
import type { Span } from "../text.ts";

/** What an audit looks at. */
export interface Audited {
  readonly site: MailSite;
  /** What all rules say of all files, comments that silence them notwithstanding. */
  readonly problems: readonly Problem[];
  /** Undefined where nothing but this machine's library tells, and the files are another system's. */
  readonly version: SiteVersion | undefined;
  readonly platform: KnownPlatform | undefined;
  /** The .cf as sendmail reads it; undefined where none can be had. */
  readonly interpreter: Interpreter | undefined;
}

export interface Verdict {
  readonly status: AuditStatus;
  /** A sentence each, with places. */
  readonly evidence: readonly string[];
}

/** What a site comes to by a control. */
export function verdict(control: Control, audited: Audited): Verdict {
  const { site, problems, platform } = audited;
  if (control.system !== undefined && platform !== undefined && platform.platform.family !== control.system)
    return {
      status: "not-applicable",
      evidence: [`The guide is for another system: this is ${platform.platform.title} (${platform.because}).`],
    };
  const byHand = control["by-hand"];
  if (byHand !== undefined) return unknown(`The files do not show it. On the server: ${byHand}`);
  if (site.mc === undefined && site.cf === undefined)
    return { status: "not-applicable", evidence: ["There is no configuration, only a table."] };
  if (control.daemon === true && isSubmission(baseName(site.id).replace(/\.cf$/, ".mc")))
    return { status: "not-applicable", evidence: ["The submission program reads this file, and no daemon."] };
  // A version that only a hint or this machine's library names does not make the server fail.
  if (control.asks === "version" && audited.version === undefined) return noVersion(site);
  const found = problems.filter(({ meta }) => control.rules?.includes(meta.code));
  if (found.length > 0) return { status: "fail", evidence: found.map((problem) => evidenceOf(site, problem)) };
  const answer = answerOf(control, audited);
  const [doubt] = answer.status === "pass" && RESTS_ON_CF(control) ? doubtsOf(audited) : [];
  if (doubt !== undefined) return unknown(doubt, ...answer.evidence);
  const unseen = answer.status === "pass" && RESTS_ON_START(control) ? unseenStart(audited) : [];
  return { ...answer, evidence: [...answer.evidence, ...unseen] };
}

function unknown(...evidence: readonly string[]): Verdict {
  return { status: "unknown", evidence };
}

/** Controls whose answer is read out of the .cf. */
const RESTS_ON_CF = ({ option, asks }: Control) =>
  option !== undefined ||
  asks === "listens" ||
  asks === "help" ||
  asks === "no-help" ||
  asks === "relay" ||
  asks === "kind";

/** Controls whose answer an option on the daemon's command line would change. */
const RESTS_ON_START = ({ option, asks }: Control) =>
  option !== undefined || asks === "listens" || asks === "help" || asks === "no-help";

/** What of the daemon's start was not seen, in sentences; [] where nothing is left, and for the submission program. */
function unseenStart({ site, platform }: Audited): readonly string[] {
  if (isSubmission(baseName(site.id).replace(/\.cf$/, ".mc"))) return [];
  const { startup = [], notes } = platform?.platform ?? {};
  const services = startup.filter((name) => name.startsWith("svc:"));
  const { files, unit } = startupDocuments(site.documents);
  if (files.length + unit.length > 0 && services.length === 0) return [];
  const where = services.length > 0 ? services : startup;
  return [
    `What starts the daemon was not seen${where.length === 0 ? "" : ` (${where.join(", ")})`}: an option on its command line would override this.`,
    ...(services.length > 0 ? noted(notes?.start) : []),
  ];
}

/** A note of the catalogue as evidence, which is plain text. */
function noted(note: string | undefined): readonly string[] {
  return note === undefined ? [] : [note.replaceAll("`", "")];
}

/** Why a pass is not sure, a sentence each: parts of the configuration are not known, or sendmail does not start with it. */
function doubtsOf({ site, interpreter }: Audited): readonly string[] {
  const { mc, unreadable, unreadStartup } = site;
  const usual = baseName(site.id).replace(/\.mc$/, ".cf");
  const other = startOf(site).findLast((flag) => flag.kind === "config" && baseName(flag.path) !== usual);
  const fatal = interpreter?.cf.messages.find(({ severity }) => severity === "fatal");
  return [
    ...unreadStartup.map(({ path }) => `${path}, which starts the daemon, cannot be read.`),
    ...(other?.kind === "config" ? [`${other.file} starts sendmail with another configuration: ${other.path}.`] : []),
    ...(mc === undefined || mc.config.fatal === undefined ? [] : ["m4 does not read the .mc to its end."]),
    ...unreadable.filter(({ kind }) => kind === "include").map(({ path }) => `${path} cannot be read.`),
    ...(interpreter?.doubts ?? []),
    ...(interpreter === undefined || fatal === undefined
      ? []
      : [`sendmail does not accept this configuration: ${written(fatal.text, interpreter.cf)}.`]),
  ];
}

function answerOf(control: Control, audited: Audited): Verdict {
  if (control.option !== undefined) return optionVerdict(control.option, audited);
  switch (control.asks) {
    case "relay":
      return relayVerdict(audited.site);
    case "version":
      return versionVerdict(audited);
    case "old-commands":
      return oldCommandsVerdict(control, audited);
    case "kind":
      return aliasesVerdict(audited.site);
    case "started":
      return startedVerdict(audited.site);
    case "listens":
      return listensVerdict(audited);
    case "help":
    case "no-help":
      return helpVerdict(audited, control.asks);
    default:
      return unknown("Nothing here answers it.");
  }
}

/** Who names a version, for the end of a sentence. */
const SAYS: Readonly<Record<VersionSource, string>> = {
  setting: "as targetVersion says",
  cf: "as the .cf says",
  library: "as the m4 library says",
  versionid: "as a VERSIONID says",
};

function noVersion(site: MailSite): Verdict {
  const hint = hintedVersion(site);
  return unknown(
    hint === undefined ? "It is not known which version runs." : `Only a VERSIONID names a version: ${hint.version}.`,
  );
}

function oldCommandsVerdict({ since = "" }: Control, { version: known }: Audited): Verdict {
  if (known === undefined) return unknown("It is not known which version runs.");
  const { version, source } = known;
  return compareVersions(version, since) < 0
    ? { status: "fail", evidence: [`sendmail ${version} may have the command (${SAYS[source]}).`] }
    : { status: "pass", evidence: [`sendmail ${version} does not have the command (${SAYS[source]}).`] };
}

function versionVerdict({ site, version: known, platform }: Audited): Verdict {
  if (known === undefined) return noVersion(site);
  const { version, source } = known;
  if (releaseOf(version) === undefined) return unknown(`sendmail ${version} is not a release that is known here.`);
  const { unsure } = holesIn(site, version, platform);
  const [first] = unsure;
  if (first !== undefined)
    return unknown(
      `sendmail ${version} has ${first.id}, unless its package closes it. The version does not tell.`,
      ...noted(platform?.platform.notes?.patches),
    );
  return {
    status: "pass",
    evidence: [
      `sendmail ${version} (${SAYS[source]}): no hole is known that its package leaves open; the newest version is ${NEWEST_VERSION}.`,
    ],
  };
}

/** A file that is missing or cannot be read says nothing. A map in a directory service is not looked into. */
function aliasesVerdict(site: MailSite): Verdict {
  const [unread] = [...site.unreadable, ...site.missing].filter(({ kind }) => kind === "aliases");
  if (unread !== undefined) return unknown(`${unread.path} was not read.`);
  if (!site.tables.some(({ kind }) => kind === "aliases"))
    return { status: "not-applicable", evidence: ["The configuration has no aliases file that is known here."] };
  if (!knowsAllAliases(site)) return unknown("Not all aliases are in files that are known here.");
  for (const [path, { kind, ...list }] of site.included) {
    const text = kind === "there" && "value" in list ? list.value.getText() : undefined;
    if (text === undefined) return unknown(`${path}, which an alias includes, was not read.`);
    if (/^\s*["']?\s*\|/m.test(text)) return unknown(`${path}, which an alias includes, runs programs.`);
  }
  return { status: "pass", evidence: ["Nothing was found in the aliases files."] };
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
  if (why !== undefined) return unknown(`The list of who may relay is not complete. ${why.text}`);
  const [unreadable] = site.unreadable;
  if (unreadable !== undefined) return unknown(`${unreadable.path} cannot be read.`);
  const others = list.count("wide") + list.count("intended");
  return { status: "pass", evidence: [`No grant to strangers; ${others} to others.`] };
}

const LOCAL = /^(?:127\.\d+\.\d+\.\d+|\[?(?:IPv6:)?(?:::1|0:0:0:0:0:0:0:1)\]?|localhost|localhost\.localdomain)$/i;

function listensVerdict({ site, interpreter }: Audited): Verdict {
  if (interpreter === undefined) return NO_CF;
  const given = givenAtStart(site, "DaemonPortOptions");
  const listeners =
    given.length === 0 ? listenersOf(interpreter.cf) : given.map(({ value }, n) => listenerOf(value, n));
  return listeners.every(({ address }) => address !== undefined && LOCAL.test(address))
    ? { status: "pass", evidence: listeners.map(({ name, address }) => `${name} listens on ${address}.`) }
    : unknown("It listens to the network. That is a failure only on a host that is not a mail server.");
}

/** Whether it is needed, nobody but its owner knows. */
function startedVerdict(site: MailSite): Verdict {
  const setting = startupSetting(site.documents);
  if (setting === undefined) return unknown("No file that starts sendmail was seen.");
  const place = at(site, setting.span);
  if (setting.listens) return unknown(`It is started${place}. That is a failure only where nobody needs it.`);
  const [unread] = site.unreadStartup;
  return unread === undefined
    ? { status: "pass", evidence: [`No daemon is started${place}.`] }
    : unknown(`${unread.path} cannot be read.`);
}

const NO_CF: Verdict = unknown("The .cf cannot be built here, so its options are not known.");

/** What sendmail does with several settings of an option: words of some add up, of the others the last one counts. */
const ADDS_UP: ReadonlySet<string> = new Set(["PrivacyOptions", "DontBlameSendmail"]);

/** What the startup files give the daemon; nothing for the submission program, which they do not start. */
function startOf(site: MailSite): readonly StartupFlag[] {
  return isSubmission(baseName(site.id).replace(/\.cf$/, ".mc")) ? [] : startupFlags(startupDocuments(site.documents));
}

/** An option on the command line by which the daemon is started: all lines of the configuration for it are then ignored. */
function givenAtStart(site: MailSite, name: string): readonly Extract<StartupFlag, { readonly kind: "option" }>[] {
  return startOf(site)
    .filter((flag) => flag.kind === "option")
    .filter((flag) => flag.name === name);
}

interface InForce {
  readonly value: Coded;
  /** For the end of a sentence. */
  readonly place: string;
}

/** An option as sendmail has it when all is read: its command line overrides the configuration, but for words that add up. */
function inForce(site: MailSite, interpreter: Interpreter, name: string, byDefault = ""): InForce {
  const set = interpreter.cf.settings.filter((one) => one.name === name && one.accepted);
  const given = givenAtStart(site, name);
  const [last, started] = [set.at(-1), given.at(-1)];
  const place =
    started !== undefined && (last === undefined || !ADDS_UP.has(name))
      ? at(site, started.span)
      : last === undefined
        ? " (the default)"
        : at(site, interpreter.placeOf(last.place.name));
  if (last === undefined && started === undefined) return { value: byDefault, place };
  const value = ADDS_UP.has(name)
    ? [...given, ...set].map((one) => one.value).join(",")
    : (started?.value ?? last?.value ?? byDefault);
  return { value, place };
}

function optionVerdict(asked: ControlOption, { site, interpreter }: Audited): Verdict {
  if (interpreter === undefined) return NO_CF;
  const { value, place } = inForce(site, interpreter, asked.name, asked.default);
  // Words are of letters and digits, with anything between them.
  const words = new Set(value.toLowerCase().split(/[^a-z0-9]+/));
  const missing =
    asked.or !== undefined && words.has(asked.or) ? [] : (asked.words ?? []).filter((word) => !words.has(word));
  const isRight =
    missing.length === 0 &&
    (asked.least === undefined || atoi(value) >= asked.least) &&
    (asked.lacks !== "version" || !tellsVersion(value, interpreter.cf)) &&
    (asked.empty !== true || NO_FILE.has(value));
  const lacking = missing.length === 0 ? "" : `; missing: ${missing.join(", ")}`;
  return {
    status: isRight ? "pass" : "fail",
    evidence: [`${asked.name}=${written(value, interpreter.cf)}${place}${lacking}`],
  };
}

/** Paths that sendmail opens no file by. */
const NO_FILE: ReadonlySet<string> = new Set(["", "/dev/null"]);

/** HELP shows the topic `smtp` of its file. Without a file it names sendmail's version. */
function helpVerdict({ site, interpreter }: Audited, asks: "help" | "no-help"): Verdict {
  if (interpreter === undefined) return NO_CF;
  const { value, place } = inForce(site, interpreter, "HelpFile");
  const path = written(value, interpreter.cf);
  const option = `HelpFile=${path}${place}`;
  if (NO_FILE.has(value))
    return {
      status: asks === "help" ? "fail" : "pass",
      evidence: [`${option}: without a file HELP names the version.`],
    };
  const file = site.tablesOf("helpfile").find(({ named, uri }) => named || pathOf(uri) === path);
  if (file === undefined) return unknown(`${option}: the file was not read.`);
  if (asks === "no-help") return { status: "fail", evidence: [`${option}: the file is there.`] };
  const told = helpLine(file);
  return told === undefined
    ? { status: "pass", evidence: [`${pathOf(file.uri)} does not name the version.`] }
    : { status: "fail", evidence: [`The help file names the version${at(site, told)}`] };
}

/** The line of a help file that names the version. */
function helpLine({ document }: TableFile): Span | undefined {
  const found = VERSION_IN_HELP.exec(document.getText());
  return found === null ? undefined : { source: document.uri, start: found.index, end: found.index + found[0].length };
}

const VERSION_IN_HELP = /^(?!#).*(?:\$[vZ]|\$\{[vZ]\}|(?<![\d.])8\.\d{1,2}\.\d{1,2}(?![\d.]*\d)).*$/m;

/** A version as people write it. */
const NUMBERS = /(?<![\d.])8\.\d{1,2}\.\d{1,2}(?![\d.]*\d)|sendmail[\s/v]*\d+\.\d+/i;

/** What a value names that is not a version, however it looks: the host's own names. */
const HOST_MACROS: ReadonlySet<string> = new Set(["j", "w", "m", "k"]);

/** True for a value that names the version of sendmail or of the .cf: by a number, `$v`, `$Z`, or a macro that has one of them. */
function tellsVersion(value: Coded, cf: CfConfig, seen: ReadonlySet<string> = new Set()): boolean {
  if (NUMBERS.test(value)) return true;
  for (const [, id = ""] of value.matchAll(MENTION)) {
    const name = cf.names.name(id);
    if (name === "v" || name === "Z") return true;
    if (HOST_MACROS.has(name) || seen.has(name)) continue;
    const inner = cf.macros.get(name)?.value;
    if (typeof inner === "string" && tellsVersion(inner, cf, new Set([...seen, name]))) return true;
  }
  return false;
}

/** `$x` and `$&x` as sendmail keeps them, or as a default of the catalogue has them. */
const MENTION = new RegExp(`(?:[${Code.macro}${Code.macroLater}]|\\$)(.)`, "gs");

/** A value with its macros as they are written in a .cf. */
function written(value: Coded, cf: CfConfig): string {
  return show(value, cf.names);
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
