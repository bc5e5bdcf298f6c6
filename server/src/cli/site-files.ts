// The files of the host whose configuration is looked at, for what reads them at once: within their root, byte for byte.
import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { CfFile, CfFiles } from "../cf/index.ts";
import type { Passwd } from "../cf/rewrite/index.ts";
import { HostLists } from "../interpreter/index.ts";
import { boundsOf, placesOf, SETTINGS_FOLDER } from "../site/paths.ts";

const BYTES = "latin1";

/** Reads what a configuration names. Nothing outside of its root is read, and of a copy nothing but its own folder. */
export class SiteFiles implements CfFiles {
  readonly #uri: string;
  readonly #root: string | undefined;
  readonly #read = new Map<string, CfFile>();
  readonly #lists = new HostLists(this);

  /**
   * @param uri of the configuration
   * @param root URI of the folder that stands for `/`; undefined where it is to be told from where the configuration lies
   */
  constructor(uri: string, root: string | undefined) {
    this.#uri = uri;
    this.#root = root;
  }

  /** Whether paths mean what they say: false for a copy, of whose files nobody knows where they belong. */
  get isRooted(): boolean {
    return this.#bounds.kind === "root";
  }

  /** Whether the files are those of this machine. */
  get isThisMachine(): boolean {
    const bounds = this.#bounds;
    return bounds.kind === "root" && bounds.root.replace(/\/+$/, "") === "file:";
  }

  get #bounds(): ReturnType<typeof boundsOf> {
    return boundsOf(this.#uri, { root: this.#root });
  }

  read(name: string): CfFile {
    let file = this.#read.get(name);
    if (file === undefined) {
      file = this.#fromDisk(name);
      this.#read.set(name, file);
    }
    return file;
  }

  /** When a file was changed, in milliseconds; undefined where it is not there. */
  modified(name: string): number | undefined {
    const found = this.#find(name);
    return typeof found === "string" ? statSync(found).mtimeMs : undefined;
  }

  user(name: string): Passwd | null | undefined {
    return this.#lists.user(name);
  }

  group(name: string): number | null | undefined {
    return this.#lists.group(name);
  }

  service(name: string): boolean | undefined {
    return this.#lists.service(name);
  }

  #fromDisk(name: string): CfFile {
    const found = this.#find(name);
    if (typeof found !== "string") return found;
    try {
      return { state: "there", source: { name, text: readFileSync(found, BYTES) } };
    } catch {
      return { state: "unknown" };
    }
  }

  /** The path on this machine's disk; else why there is none. */
  #find(name: string): string | CfFile {
    let problem: CfFile = { state: "missing" };
    for (const { uri, bounds } of placesOf(name, this.#uri, SETTINGS_FOLDER, { root: this.#root })) {
      try {
        const real = realpathSync(fileURLToPath(uri));
        const top = realpathSync(fileURLToPath(bounds.kind === "root" ? bounds.root : bounds.folder));
        const below = path.relative(top, real);
        if (below.startsWith("..") || path.isAbsolute(below)) problem = { state: "unknown" };
        else if (!statSync(real).isFile()) problem = { state: "refused", why: "Regular files only" };
        else return real;
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        if (code !== "ENOENT" && code !== "ENOTDIR") problem = { state: "unknown" };
      }
    }
    return problem;
  }
}
