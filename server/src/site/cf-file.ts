// The .cf of a site: its text, and what sendmail understands of it.
import { type CfConfig, type CfEnvironment, readCf } from "../cf/index.ts";
import { isService } from "../cf/services.ts";
import { knownVersion } from "../cf/versions.ts";
import type { TextDocument } from "../text.ts";
import type { CfFile } from "./types.ts";
import { versionIn } from "./version.ts";

/** The same for each version of a text, so that what rests on it is seen to be the same. */
const NOTHING_KNOWN: Omit<CfEnvironment, "version" | "hostName"> = {
  files: { read: () => ({ state: "unknown" }) },
  interfaces: undefined,
  user: () => undefined,
  group: () => undefined,
  service: isService,
};

/** A .cf that is read when somebody asks, and only once for one version of its text. */
export class CfText {
  readonly document: TextDocument;
  readonly hostName: string | undefined;
  #config: CfConfig | undefined;

  /** @param hostName the host's own name; undefined where it is not known */
  constructor(document: TextDocument, hostName: string | undefined) {
    this.document = document;
    this.hostName = hostName;
  }

  /** As sendmail reads it, by the version that the file itself names. The files that it names are not looked into. */
  get config(): CfConfig {
    this.#config ??= this.#read();
    return this.#config;
  }

  #read(): CfConfig {
    const text = this.document.getText();
    const environment = { ...NOTHING_KNOWN, version: knownVersion(versionIn(text)), hostName: this.hostName };
    return readCf({ name: this.document.uri, text }, environment);
  }
}

/** The last file of each text: what rests on the file of a site is kept while the files beside it are edited. */
const files = new WeakMap<CfText, CfFile>();

/** The file of a text, with the time at which it was written. */
export function cfFile(text: CfText, modified: number | undefined): CfFile {
  const known = files.get(text);
  const file = known !== undefined && known.modified === modified ? known : newCfFile(text, modified);
  files.set(text, file);
  return file;
}

function newCfFile(text: CfText, modified: number | undefined): CfFile {
  const { document } = text;
  return {
    uri: document.uri,
    document,
    modified,
    get config() {
      return text.config;
    },
  };
}
