// Makes the interpreter of a mail server: sendmail's rulesets, ready to be asked, from the .mc with the m4 library or from the .cf.
//
// How to ask (the Judge has one `Interpreters`, so: `await judge.interpreterOf(site)`):
//
//   const interpreter = await interpreters.of(site, library);        // undefined where no .cf can be had
//   const engine = interpreter.rewriter();                           // all maps and classes are read: nothing to wait for
//   const result = engine.run("check_rcpt", tokens, { trace: true });
//   interpreter.placeOf(step.rule.line.span)                         // the .mc's line; a map's line is already a place in its file
//   interpreter.doubts                                               // why no answer is certain: placeholders, an include that is missing
//   interpreter.hostName                                             // undefined: ask with `rewriter({ hostName })` for names that matter
//   await interpreter.ask(() => ...)                                 // where files are found on the way (:include:, .forward)
//
// Name service, interfaces and other hosts are unknown unless they are given. Users are known where the root has an /etc/passwd.
// `missing`, `refused` and `unknown` files stay apart: in a copy without a root a file that is not there is unknown.
import { saysSame } from "../cf/lines.ts";
import { knownVersion } from "../cf/versions.ts";
import type { BuiltCf } from "../mc/build.ts";
import { CfBuilder } from "../site/cf-builder.ts";
import { Dependencies, Files } from "../site/files.ts";
import { hostNameOf, type PathSettings, SETTINGS_FOLDER } from "../site/paths.ts";
import type { MailSite, McFile, Workspace } from "../site/types.ts";
import { featuresOfOtherVersions, type InstalledLibrary, ownVersion, versionIn } from "../site/version.ts";
import { editOf, type TextDocument } from "../text.ts";
import { HostFiles, KeptTexts } from "./host-files.ts";
import { type CfText, Interpreter } from "./interpreter.ts";
import { lacksLibraryChecks, withoutLibraryChecks } from "./old-checks.ts";

export { knownVersion } from "../cf/versions.ts";
export { HostLists } from "./host-lists.ts";
export { type CfText, type Circumstances, type FilePosition, Interpreter, NAMELESS_HOST } from "./interpreter.ts";

/** What is held of a server between two questions. */
interface Held {
  readonly site: MailSite | TextDocument;
  readonly interpreter: Promise<Interpreter>;
  readonly dependencies: Dependencies;
}

/** The .cf of a .mc, as the library makes it. */
interface Built {
  readonly config: McFile["config"];
  readonly built: Promise<BuiltCf>;
}

/** What an interpreter is made of. */
interface Plan {
  readonly id: string;
  /** What it is kept for: the same object gets the same interpreter. */
  readonly site: MailSite | TextDocument;
  readonly cf: CfText;
  readonly doubts: readonly string[];
  readonly settingsFolder: string;
  readonly hostName: string | undefined;
  readonly version: string | undefined;
}

/** What interpreters are made by. */
export type InterpreterSettings = PathSettings & {
  readonly targetVersion?: string | undefined;
  /** Users that the host has beside those in its lists. */
  readonly users?: readonly string[] | undefined;
};

/** The interpreters of all sites under one set of settings, each kept until a file that it rests on changes. */
export class Interpreters {
  readonly #files: Files;
  readonly #settings: InterpreterSettings;
  readonly #builder: CfBuilder;
  /** Undefined where something changed since: of maps that keys leave, V8 keeps tables alive (see `keep`). */
  readonly #held = new Map<string, Held | undefined>();
  readonly #last = new Map<string, Interpreter>();
  readonly #built = new Map<string, Built | undefined>();
  readonly #kept = new KeptTexts();

  constructor(
    workspace: Workspace,
    settings: InterpreterSettings,
    builder: CfBuilder = new CfBuilder(workspace, settings),
  ) {
    this.#files = new Files(workspace);
    this.#settings = { ...settings, machine: workspace.machine };
    this.#builder = builder;
  }

  /** Forgets what rests on a file that changed. The builder is told by its owner. */
  changed(uri: string): void {
    if (/\.m[c4]$/.test(uri)) for (const mc of this.#built.keys()) this.#built.set(mc, undefined);
    for (const changed of this.#files.changed(uri))
      for (const [id, one] of this.#held) if (one?.dependencies.restsOn(changed)) this.#held.set(id, undefined);
  }

  /**
   * The interpreter of a site: of the .cf that the library makes of its .mc, else of the .cf beside it. Undefined where there is
   * neither, or m4 makes no configuration of the .mc.
   */
  async of(site: MailSite, library: InstalledLibrary | undefined): Promise<Interpreter | undefined> {
    const { mc } = site;
    if (mc === undefined) return site.cf && (await this.ofCf(site.cf.document));
    if (mc.part) return undefined;
    const held = this.#held.get(site.id);
    if (held?.site === site) return await held.interpreter;
    const cf = (library && (await this.#builtText(site, mc, library))) ?? besideText(site, mc);
    if (cf === undefined) return undefined;
    return await this.#make({
      id: site.id,
      site,
      cf: cf.text,
      doubts: [...cf.doubts, ...doubtsOf(site, mc)],
      settingsFolder: mc.config.mailSettingsDir,
      hostName: site.hostName,
      version: this.#settings.targetVersion ?? versionIn(cf.text.text),
    });
  }

  /** The text of a file that the user named; undefined where it cannot be read. */
  async read(uri: string): Promise<TextDocument | undefined> {
    const found = await this.#files.read(uri);
    return found.kind === "there" ? found.value : undefined;
  }

  /** The interpreter of a .cf by itself. Undefined for a text that has no rules. */
  async ofCf(document: TextDocument): Promise<Interpreter | undefined> {
    const { uri } = document;
    const held = this.#held.get(uri);
    if (held?.site === document) return await held.interpreter;
    const text = document.getText();
    if (!isConfiguration(text)) return undefined;
    return await this.#make({
      id: uri,
      site: document,
      cf: { name: uri, text, lines: undefined, document: (other) => (other === uri ? document : undefined) },
      doubts: [],
      settingsFolder: SETTINGS_FOLDER,
      hostName: hostNameOf(uri, this.#settings),
      version: this.#settings.targetVersion ?? versionIn(text),
    });
  }

  async #builtText(site: MailSite, mc: McFile, library: InstalledLibrary): Promise<Candidate | undefined> {
    const { uri, config, document, template } = mc;
    const known = this.#built.get(uri);
    const building =
      known?.config === config
        ? known.built
        : this.#builder.build(document, library.uri, config.mailSettingsDir, template);
    this.#built.set(uri, { config, built: building });
    const built = await building;
    if (!isConfiguration(built.cf)) return undefined;
    const own = (other: string) => site.document(other);
    const isOld = lacksLibraryChecks(ownVersion(site)?.version, library.version);
    const now = isOld ? withoutLibraryChecks(built.cf, built.lines, own) : built.cf;
    // Nobody is shown a .cf that is built here: what comments say in it is nothing to be read again for.
    const last = this.#last.get(site.id)?.cfText.text;
    const text = last !== undefined && saysSame(last, now, editOf(last, now)) === "same-lines" ? last : now;
    return { text: { name: `${uri}#cf`, text, lines: built.lines, document: own }, doubts: [] };
  }

  #make(plan: Plan): Promise<Interpreter> {
    const dependencies = new Dependencies();
    const interpreter = this.#prepared(plan, dependencies);
    this.#held.set(plan.id, { site: plan.site, interpreter, dependencies });
    interpreter.catch(() => this.#held.set(plan.id, undefined));
    return interpreter;
  }

  async #prepared(plan: Plan, dependencies: Dependencies): Promise<Interpreter> {
    const { id, cf, doubts, hostName, settingsFolder, version, site } = plan;
    const origin = { uri: id, settingsFolder, paths: this.#settings };
    const tables = "tables" in site ? site.tables : [];
    const files = new HostFiles(this.#files, origin, dependencies, this.#kept, tables);
    const before = this.#last.get(id);
    const interpreter = new Interpreter(cf, {
      version: knownVersion(version),
      hostName,
      doubts,
      files,
      users: this.#settings.users,
      heard: before?.heard,
    });
    // Files that the last version read are read before it is compared.
    if (before !== undefined) {
      for (const reads of before.reads.values()) for (const path of reads.keys()) files.read(path);
      for (const path of before.heard) files.read(path);
      await files.fetch();
      interpreter.takeFrom(before);
      interpreter.memory = before.memory;
    }
    await interpreter.prepare();
    this.#last.set(id, interpreter);
    return interpreter;
  }
}

interface Candidate {
  readonly text: CfText;
  readonly doubts: readonly string[];
}

/** The .cf beside a .mc that cannot be built here. */
function besideText(site: MailSite, { compiled, modified }: McFile): Candidate | undefined {
  const document = site.cf?.document;
  if (document === undefined || !isConfiguration(document.getText())) return undefined;
  const isOld = modified === undefined || compiled === undefined || compiled.modified < modified;
  const doubt = "No m4 library was found, so the answer is that of the .cf, which may be older than the .mc.";
  const own = (other: string) => site.document(other);
  const text = { name: document.uri, text: document.getText(), lines: undefined, document: own };
  return { text, doubts: isOld ? [doubt] : [] };
}

/** A .mc that is broken builds a few lines without a rule. */
function isConfiguration(cf: string): boolean {
  return /^R/m.test(cf) && /^S/m.test(cf);
}

function doubtsOf(site: MailSite, { template }: McFile): readonly string[] {
  const includes = [...site.missing, ...site.unreadable].filter(
    ({ kind, optional }) => kind === "include" && !optional,
  );
  return [
    ...(template ? ["The configuration has placeholders, and what is put in for them is not known."] : []),
    ...featuresOfOtherVersions(site).map(({ text }) => text),
    ...includes.map(({ path }) => `The file ${path}, which the configuration includes, could not be read.`),
  ];
}
