// Puts the parts of a site together: the immutable answer to what one sendmail daemon reads.
import type { Kinds } from "../kinds/index.ts";
import type { TextDocument } from "../text.ts";
import { UNKNOWN_HOST } from "./host.ts";
import { isStartupFile } from "./startup-files.ts";
import type {
  CfFile,
  HostFacts,
  Lookup,
  MailSite,
  McFile,
  MissingFile,
  SiteFile,
  TableFile,
  UnreadableFile,
  UnreadStartup,
} from "./types.ts";

/** What was loaded. */
export interface Parts {
  readonly id: string;
  readonly mc: McFile | undefined;
  readonly cf?: CfFile | undefined;
  readonly tables: readonly TableFile[];
  readonly missing: readonly MissingFile[];
  readonly unreadable: readonly UnreadableFile[];
  readonly unreadStartup?: readonly UnreadStartup[];
  readonly ownTexts?: ReadonlySet<string>;
  /** Other files that were read. */
  readonly documents: ReadonlyMap<string, TextDocument>;
  /** Texts that lines of tables name. */
  readonly included?: ReadonlyMap<string, Lookup<TextDocument>>;
  readonly kinds: Kinds;
  readonly hostName: string | undefined;
  readonly targetVersion?: string | undefined;
  /** What the host says; nothing where it is left out. */
  readonly host?: HostFacts | undefined;
  /** The daemon's configuration, for the site of a submission program. */
  readonly daemon?: McFile | undefined;
}

/** The site of these parts. */
export function snapshot(parts: Parts): MailSite {
  return new Snapshot(parts);
}

const NO_URIS: ReadonlySet<string> = new Set();

/** An object of a class, because every keystroke makes one. */
class Snapshot implements MailSite {
  readonly id: string;
  readonly mc: McFile | undefined;
  readonly cf: CfFile | undefined;
  readonly tables: readonly TableFile[];
  readonly missing: readonly MissingFile[];
  readonly unreadable: readonly UnreadableFile[];
  readonly unreadStartup: readonly UnreadStartup[];
  readonly ownTexts: ReadonlySet<string>;
  readonly documents: ReadonlyMap<string, TextDocument>;
  readonly included: ReadonlyMap<string, Lookup<TextDocument>>;
  readonly kinds: Kinds;
  readonly hostName: string | undefined;
  readonly targetVersion: string | undefined;
  readonly host: HostFacts;
  readonly daemon: McFile | undefined;
  readonly access: TableFile | undefined;
  readonly derived = new Map<object, unknown>();

  constructor(parts: Parts) {
    const {
      id,
      mc,
      cf,
      tables,
      missing,
      unreadable,
      unreadStartup = [],
      ownTexts = NO_URIS,
      documents,
      included,
      kinds,
      hostName,
      host,
      targetVersion,
      daemon,
    } = parts;
    this.id = id;
    this.mc = mc;
    this.cf = cf;
    this.tables = tables;
    this.missing = missing;
    this.unreadable = unreadable;
    this.unreadStartup = unreadStartup;
    this.ownTexts = ownTexts;
    this.documents = documents;
    this.included = included ?? new Map();
    this.kinds = kinds;
    this.hostName = hostName;
    this.targetVersion = targetVersion;
    this.host = host ?? UNKNOWN_HOST;
    this.daemon = daemon;
    this.access = this.tableOf("access");
  }

  fileAt(uri: string): SiteFile | undefined {
    const { mc, cf } = this;
    if (mc?.uri === uri) return { kind: "mc", uri, document: mc.document, mc };
    const table = this.tables.find((file) => file.uri === uri);
    if (table !== undefined) return table;
    if (cf?.uri === uri) return { kind: "cf", uri, document: cf.document, cf, mc };
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    if (mc === undefined || isStartupFile(uri)) return { kind: "other", uri, document };
    return { kind: "mc", uri, document, mc };
  }

  tablesOf(kind: TableFile["kind"]): readonly TableFile[] {
    return this.tables.filter((file) => file.kind === kind);
  }

  tableOf(kind: TableFile["kind"]): TableFile | undefined {
    const used = this.tables.filter((file) => file.kind === kind && (file.named || this.mc === undefined));
    // Of the tables of a sequence none has all that sendmail finds.
    return used.filter(({ named }) => named).length > 1 ? undefined : used[0];
  }

  classFiles(className: string): readonly TableFile[] {
    return this.tables.filter((file) => file.className === className);
  }

  document(uri: string): TextDocument | undefined {
    const found = this.fileAt(uri)?.document;
    if (found !== undefined) return found;
    if (this.daemon?.uri === uri) return this.daemon.document;
    for (const list of this.included.values()) if (list.kind === "there" && list.value.uri === uri) return list.value;
    return undefined;
  }

  has(uri: string): boolean {
    return this.document(uri) !== undefined;
  }
}
