// Builds the MailConfig of one expansion out of what the natives noted and what m4 recorded.
import type { CallArgument, Expansion, M4Error, MacroCall } from "../m4/types.ts";
import type { Span } from "../text.ts";
import { activeFeatures } from "./active-features.ts";
import { readCfLines, valueIn, withContinuations } from "./cf-lines.ts";
import { fromLine, fromMacro, fromOptions } from "./classes.ts";
import { clientsOf, daemonsOf, filtersOf } from "./daemons.ts";
import { libraryMessageTexts } from "./library/messages.ts";
import { loadMacro, plainName } from "./natives.ts";
import { OptionReader } from "./options.ts";
import type { NotedMessage, Reading } from "./reading.ts";
import type {
  AccessMap,
  ActiveFeature,
  CfLine,
  ClassMembers,
  LibraryMessage,
  MailConfig,
  MapDeclaration,
  MessageId,
  OptionValue,
  Setting,
  Use,
} from "./types.ts";
import { parseMapSpec } from "./values/map-spec.ts";
import { part, withoutComment } from "./values/places.ts";
import { fileMacros } from "./vocabulary.ts";

const noUses: readonly Use[] = [];

/** Lists by the key of their elements. */
function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** True for what the library sets for its own use: names that begin with `_`, and all that it sets before the first line. */
const isOwnName = (name: string, implied: boolean): boolean => implied && name.startsWith("_");

/** True if a word of the vocabulary brought the call about. */
function isInner(call: MacroCall, vocabularyCalls: ReadonlySet<MacroCall>): boolean {
  for (let { parent } = call; parent !== undefined; parent = parent.parent)
    if (vocabularyCalls.has(parent)) return true;
  return false;
}

interface InOrder {
  readonly uses: Use[];
  readonly settings: Setting[];
  /** What the library set for its own use, by name. */
  readonly internal: ReadonlyMap<string, string>;
}

/** Uses and settings in one order, as m4 met them. */
function inOrder(reading: Reading, expansion: Expansion): InOrder {
  const uses: Use[] = [];
  const settings: Setting[] = [];
  const internal = new Map<string, string>();
  let order = 0;
  let nextUse = 0;
  let nextDefinition = 0;
  const calls = new Set(reading.calls);
  for (const call of expansion.calls) {
    const isUse = call === reading.calls[nextUse];
    if (isUse) {
      nextUse++;
      uses.push(asUse(call, order++, isInner(call, calls)));
    }
    let definition = expansion.definitions[nextDefinition];
    while (definition !== undefined && definition.call === call) {
      if (call.name === loadMacro) {
        definition = expansion.definitions[++nextDefinition];
        continue;
      }
      const { name, value } = definition;
      const { args } = call;
      const nameSpan = isUse ? call.site : (args[0]?.exact ?? args[0]?.span ?? call.nameSpan);
      const implied = isUse || isInner(call, calls);
      if (isOwnName(name, implied)) internal.set(name, value.text);
      else settings.push({ name, nameSpan, value, call, order: order++, implied });
      definition = expansion.definitions[++nextDefinition];
    }
    if (call.name === "undefine" && call.parent?.name !== loadMacro) {
      for (const argument of call.args)
        settings.push({
          name: argument.text,
          nameSpan: argument.exact ?? argument.span,
          value: undefined,
          call,
          order: order++,
          implied: isInner(call, calls),
        });
    }
  }
  return { uses, settings, internal };
}

function asUse(call: MacroCall, order: number, implied: boolean): Use {
  const [first, ...rest] = call.args;
  if (!Object.hasOwn(fileMacros, call.name)) {
    // Of flags the library looks at the first sign, which may be a quote.
    const args = call.name === "MODIFY_MAILER_FLAGS" ? call.args : call.args.map(plainArgument);
    return { name: call.name, nameSpan: call.nameSpan, args, call, order, implied };
  }
  return {
    name: plainName(first?.text ?? ""),
    nameSpan: first?.exact ?? first?.span ?? call.nameSpan,
    args: rest.map(plainArgument),
    call,
    order,
    implied,
  };
}

/** An argument without the second pair of quotes, which m4 takes off when it reads what the library made of it. */
function plainArgument(argument: CallArgument): CallArgument {
  const { text, span } = argument;
  return /^`[^`']*'$/.test(text) ? { ...part(argument, 1, text.length - 1), span } : argument;
}

/** GNU m4 stops at these. */
const fatalCodes: ReadonlySet<M4Error["code"]> = new Set(["unterminated-string", "unterminated-arguments"]);

/** Messages of files that are read as text where the library is available. */
const printedByFiles = [
  "ostype-bsdi1.0",
  "ostype-bsdi2.0",
  "ostype-unknown",
  "domain-berkeley-only",
  "xconnect-needs-access-db",
  "dnsblaccess-needs-access-db",
  "msp-nullclient-without-argument",
] as const satisfies readonly MessageId[];

interface Printed {
  readonly errors: readonly M4Error[];
  readonly messages: readonly LibraryMessage[];
}

class Config implements MailConfig {
  readonly #reading: Reading;
  readonly features: readonly Use[];
  readonly mailers: readonly Use[];
  readonly ostypes: readonly Use[];
  readonly domains: readonly Use[];
  readonly hacks: readonly Use[];
  readonly versionIds: readonly Use[];
  readonly macros: readonly Use[];
  readonly uses: readonly Use[];
  readonly settings: readonly Setting[];
  readonly unknownFiles: readonly Use[];
  readonly lookups: MailConfig["lookups"];
  readonly mailSettingsDir: string;

  readonly #byMacro: Map<string, Use[]>;
  readonly #byFeature: Map<string, Use[]>;
  readonly #bySetting: Map<string, Setting[]>;
  readonly #optionReader: OptionReader;
  #lines: readonly CfLine[] | undefined;
  #members: readonly ClassMembers[] | undefined;
  #membersByClass: Map<string, ClassMembers[]> | undefined;
  #mapList: readonly MapDeclaration[] | undefined;
  #activeOnce: ReadonlyMap<string, ActiveFeature> | undefined;
  #printedOnce: Printed | undefined;

  constructor(
    readonly source: string,
    readonly includesLibrary: boolean,
    readonly expansion: Expansion,
    reading: Reading,
  ) {
    this.#reading = reading;
    const { uses, settings, internal } = inOrder(reading, expansion);
    this.uses = uses;
    this.settings = settings;
    this.lookups = expansion.includes;
    this.#byMacro = groupBy(uses, (use) => use.call.name);
    this.features = this.macro("FEATURE");
    this.mailers = this.macro("MAILER");
    this.ostypes = this.macro("OSTYPE");
    this.domains = this.macro("DOMAIN");
    this.hacks = this.macro("HACK");
    this.versionIds = this.macro("VERSIONID");
    const elsewhere: ReadonlySet<string> = new Set(["FEATURE", "MAILER", "OSTYPE", "DOMAIN", "HACK", "VERSIONID"]);
    this.macros = uses.filter((use) => !elsewhere.has(use.call.name));
    this.#byFeature = groupBy(this.features, (use) => use.name);
    this.#bySetting = groupBy(settings, (setting) => setting.name);
    const unknown = new Set(reading.unknownFiles);
    this.unknownFiles = unknown.size === 0 ? noUses : uses.filter((use) => unknown.has(use.call));
    this.#optionReader = new OptionReader(this.#bySetting, internal, reading.loaded);
    this.mailSettingsDir = this.option("MAIL_SETTINGS_DIR")?.value ?? "";
  }

  get cfLines(): readonly CfLine[] {
    this.#lines ??= readCfLines(this.expansion, this.source);
    return this.#lines;
  }

  get classes(): readonly ClassMembers[] {
    if (this.#members === undefined) {
      const fromLines = withContinuations(this)
        .map(fromLine)
        .filter((members) => members !== undefined);
      const byOptions = fromOptions({
        feature: (name) => this.feature(name),
        macro: (name) => this.macro(name),
        option: (name) => this.option(name),
        start: { source: this.source, start: 0, end: 0 },
      });
      this.#members = [
        ...this.#reading.classes.map(fromMacro),
        ...fromLines,
        ...(this.#reading.loaded ? byOptions : []),
      ];
    }
    return this.#members;
  }

  get active(): ReadonlyMap<string, ActiveFeature> {
    this.#activeOnce ??= activeFeatures(this);
    return this.#activeOnce;
  }

  get maps(): readonly MapDeclaration[] {
    this.#mapList ??= [...this.#featureMaps(), ...this.#lineMaps()];
    return this.#mapList;
  }

  get accessMap(): AccessMap | undefined {
    const use = this.feature("access_db").at(-1);
    const declared = use && this.#reading.maps.get(use.call);
    if (use === undefined || declared === undefined) return undefined;
    // Every access_db of the file sets its words; none takes them away again.
    const given = new Set(
      this.feature("access_db").flatMap((one) => one.args.slice(1, 4).map((argument) => argument.text.toLowerCase())),
    );
    return {
      use,
      map: parseMapSpec(declared.spec),
      skip: given.has("skip"),
      lookupDotDomain: given.has("lookupdotdomain") || this.feature("lookupdotdomain").length > 0,
      relayToFullAddress: given.has("relaytofulladdress"),
    };
  }

  get libraryMessages(): readonly LibraryMessage[] {
    return this.#printed().messages;
  }

  get errors(): readonly M4Error[] {
    return this.#printed().errors;
  }

  get fatal(): M4Error | undefined {
    return this.expansion.errors.find((error) => fatalCodes.has(error.code));
  }

  feature(name: string): readonly Use[] {
    return this.#byFeature.get(name) ?? noUses;
  }

  macro(name: string): readonly Use[] {
    return this.#byMacro.get(name) ?? noUses;
  }

  setting(name: string): Setting | undefined {
    const last = this.#bySetting.get(name)?.at(-1);
    return last?.value === undefined ? undefined : last;
  }

  option(name: string): OptionValue | undefined {
    return this.#optionReader.read(name);
  }

  map(name: string): MapDeclaration | undefined {
    return this.maps.findLast((map) => map.name === name);
  }

  classMembers(className: string): readonly ClassMembers[] {
    this.#membersByClass ??= groupBy(this.classes, (members) => members.className);
    return this.#membersByClass.get(className) ?? [];
  }

  daemons() {
    return daemonsOf(this);
  }

  clients() {
    return clientsOf(this);
  }

  filters() {
    return filtersOf(this);
  }

  trustedMechanisms() {
    return this.classMembers("TrustAuthMech").flatMap(({ how }) => (how.kind === "words" ? how.words : []));
  }

  #featureMaps(): MapDeclaration[] {
    const maps: MapDeclaration[] = [];
    for (const use of this.uses) {
      const noted = this.#reading.maps.get(use.call);
      if (noted !== undefined)
        maps.push({ name: noted.name, map: parseMapSpec(noted.spec), use, line: undefined, span: use.nameSpan });
    }
    return maps;
  }

  #lineMaps(): MapDeclaration[] {
    const maps: MapDeclaration[] = [];
    for (const line of this.cfLines) {
      const match = line.kind === "K" ? /^K\s*(\S+)\s*/.exec(line.text) : null;
      if (match?.[1] === undefined) continue;
      const spec = withoutComment(valueIn(line, match[0].length, line.text.length));
      maps.push({ name: match[1], map: parseMapSpec(spec), use: undefined, line, span: line.span });
    }
    return maps;
  }

  #asMessage({ id, text, call, about }: NotedMessage): LibraryMessage {
    const start: Span = { source: this.source, start: 0, end: 0 };
    const subject =
      about === undefined
        ? undefined
        : "setting" in about
          ? this.#bySetting.get(about.setting)?.at(-1)
          : this.feature(about.feature).at(-1);
    const use = call && asUse(call, 0, false);
    const span = use?.nameSpan ?? subject?.nameSpan ?? start;
    return {
      id,
      severity: libraryMessageTexts[id].severity,
      text: text.trimEnd(),
      span,
      call,
      site: call?.site ?? (subject === undefined ? start : subject.call.site),
    };
  }

  /** A message that the text of a library file prints itself, by its first words. */
  #fromText(error: M4Error): NotedMessage | undefined {
    const id = printedByFiles.find((candidate) => libraryMessageTexts[candidate].text.startsWith(error.message));
    if (id === undefined) return undefined;
    const calls = new Set(this.#reading.calls);
    let call = error.call;
    while (call !== undefined && !calls.has(call)) call = call.parent;
    return call && { id, text: libraryMessageTexts[id].text, call, about: undefined };
  }

  /** m4's errors, where those that are messages of the library point to what they are about; after a fatal one it says no more. */
  #printed(): Printed {
    if (this.#printedOnce !== undefined) return this.#printedOnce;
    const errors: M4Error[] = [];
    const messages: LibraryMessage[] = [];
    const noted = [...this.#reading.messages];
    for (const error of this.expansion.errors) {
      const isNext = error.code === "errprint" && noted[0]?.text === error.message;
      const next = isNext ? noted.shift() : error.code === "errprint" ? this.#fromText(error) : undefined;
      const message = next && this.#asMessage(next);
      if (message !== undefined) messages.push(message);
      const { severity, span, site } = message ?? error;
      errors.push(message === undefined ? error : { ...error, severity, span, site });
      if (fatalCodes.has(error.code)) break;
    }
    this.#printedOnce = { errors, messages };
    return this.#printedOnce;
  }
}

/** The configuration that one expansion makes. */
export function makeConfig(
  source: string,
  includesLibrary: boolean,
  expansion: Expansion,
  reading: Reading,
): MailConfig {
  return new Config(source, includesLibrary, expansion, reading);
}
