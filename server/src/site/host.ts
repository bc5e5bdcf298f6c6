// What a host says of mail's files beyond their texts: who may write them, who its users are, which programs smrsh lets run.
import type { TextDocument } from "../text.ts";
import type { Dependencies, Files } from "./files.ts";
import { accountsIn, isWholeList, namesIn, shellsIn } from "./passwd.ts";
import { folderOf, pathBelow, within } from "./paths.ts";
import type { Account, Bounds, Credential, HostFacts, Lookup, PathFacts } from "./types.ts";

export const UNKNOWN_HOST: HostFacts = {
  isLive: false,
  modes: new Map(),
  accounts: new Map(),
  paths: new Map(),
  users: undefined,
  smrsh: undefined,
  credentials: new Map(),
};

/** Folders that smrsh takes programs from, as sendmail's own build and distributions have it. */
const SMRSH_FOLDERS = ["/etc/mail/smrsh", "/etc/smrsh", "/usr/lib/sm.bin", "/usr/libexec/sm.bin", "/usr/adm/sm.bin"];

/** A folder that every whole system has, and a copy of some of its files seldom. It is looked at with the paths that mail is handed to. */
export const PROGRAMS = "/usr/bin";

/** Paths that mail is handed to, and that are looked at. */
const MOST_PATHS = 256;

interface Users {
  readonly names: ReadonlySet<string> | undefined;
  readonly accounts: ReadonlyMap<string, Account>;
}

const NO_USERS: Users = { names: undefined, accounts: new Map() };

/** The paths that a site's files name. */
export interface HostPaths {
  /** Certificates and keys. */
  readonly credentials: readonly string[];
  /** Files and programs that mail is handed to, and lists that are included. */
  readonly targets: readonly string[];
}

export class Hosts {
  readonly #files: Files;
  /** The list of users that was read last, with the texts that it comes from. */
  #users: { readonly texts: readonly (TextDocument | undefined)[] } & Users = { texts: [], ...NO_USERS };

  constructor(files: Files) {
    this.#files = files;
  }

  /** @param uris the files of a site */
  async of(uris: readonly string[], paths: HostPaths, dependencies: Dependencies, bounds: Bounds): Promise<HostFacts> {
    if (bounds.kind !== "root") return UNKNOWN_HOST;
    const { root } = bounds;
    const credentials = await this.#credentials(paths.credentials, dependencies, bounds);
    const named = [...credentials.values()].map(({ uri }) => uri);
    const [modes, { names: users, accounts }, smrsh, shells] = await Promise.all([
      this.#modes([...uris, ...named], bounds),
      this.#usersOf(root, dependencies, bounds),
      this.#smrshOf(root, dependencies, bounds),
      this.#text(within(root, "etc/shells"), dependencies, bounds),
    ]);
    const targets = smrsh === undefined ? paths.targets : [...paths.targets, ...ofSmrsh(smrsh, paths.targets)];
    const looked = await this.#paths(targets, dependencies, bounds);
    const isLive = /^file:\/*$/.test(root);
    const known = shells && shellsIn(shells.getText());
    return { isLive, modes, users, accounts, shells: known, paths: looked, smrsh, credentials };
  }

  /** What is at some paths and at the folders above them; empty where the workspace cannot tell. */
  async #paths(
    targets: readonly string[],
    dependencies: Dependencies,
    bounds: Bounds & { kind: "root" },
  ): Promise<ReadonlyMap<string, Lookup<PathFacts>>> {
    const all = new Set<string>();
    for (const target of targets.length === 0 ? [] : [PROGRAMS, ...targets.slice(0, MOST_PATHS)])
      if (target.startsWith("/") && !target.includes("\0"))
        for (let path = target; path !== "" && !all.has(path); path = path.slice(0, path.lastIndexOf("/")))
          all.add(path);
    const found = await Promise.all(
      [...all].map(
        async (path) =>
          [path, await this.#files.look(within(bounds.root, path.slice(1)), dependencies, bounds)] as const,
      ),
    );
    return new Map(found.flatMap(([path, facts]) => (facts === undefined ? [] : [[path, facts] as const])));
  }

  async #credentials(
    paths: readonly string[],
    dependencies: Dependencies,
    bounds: Bounds & { kind: "root" },
  ): Promise<ReadonlyMap<string, Credential>> {
    const all = await Promise.all(
      paths.map(async (path) => {
        const uri = within(bounds.root, path.slice(1));
        const found = await this.#files.pem(uri, dependencies, bounds);
        return found === undefined ? [] : [[path, { uri, found }] as const];
      }),
    );
    return new Map(all.flat());
  }

  async #modes(uris: readonly string[], bounds: Bounds & { kind: "root" }): Promise<ReadonlyMap<string, number>> {
    const all = new Set<string>();
    for (const uri of uris) {
      if (pathBelow(bounds.root, uri) === undefined) continue;
      all.add(uri);
      // sendmail looks at each folder above a file.
      for (let folder = folderOf(uri); !all.has(folder); folder = folderOf(folder)) {
        const path = pathBelow(bounds.root, folder);
        if (path === undefined || path === "" || path === "/") break;
        all.add(folder);
      }
    }
    const found = await Promise.all([...all].map(async (uri) => [uri, await this.#files.mode(uri, bounds)] as const));
    return new Map(found.flatMap(([uri, mode]) => (mode === undefined ? [] : [[uri, mode] as const])));
  }

  async #usersOf(root: string, dependencies: Dependencies, bounds: Bounds): Promise<Users> {
    const texts = await Promise.all(
      ["etc/passwd", "etc/nsswitch.conf"].map((path) => this.#text(within(root, path), dependencies, bounds)),
    );
    if (!texts.every((text, at) => text === this.#users.texts[at]) || texts.length !== this.#users.texts.length) {
      const [passwd, switches] = texts;
      const isWhole = passwd !== undefined && isWholeList(switches?.getText() ?? "");
      const text = passwd?.getText() ?? "";
      this.#users = { texts, names: isWhole ? namesIn(text) : undefined, accounts: accountsIn(text) };
    }
    return this.#users;
  }

  async #text(uri: string, dependencies: Dependencies, bounds: Bounds): Promise<TextDocument | undefined> {
    const found = await this.#files.read(uri, dependencies, bounds);
    return found.kind === "there" ? found.value : undefined;
  }

  /** The one folder of smrsh that is there: where there are several, nobody knows which of them it was built for. */
  async #smrshOf(root: string, dependencies: Dependencies, bounds: Bounds): Promise<HostFacts["smrsh"]> {
    const lists = await Promise.all(
      SMRSH_FOLDERS.map(async (folder) => ({
        folder,
        names: await this.#files.list(within(root, folder.slice(1)), dependencies, bounds),
      })),
    );
    const [only, ...others] = lists.filter(({ names }) => names.length > 0);
    if (only === undefined || others.length > 0) return undefined;
    return { folder: only.folder, programs: new Set(only.names) };
  }
}

/** The programs that smrsh runs instead of those that are named: of the same name, in its own folder. */
function ofSmrsh({ folder, programs }: NonNullable<HostFacts["smrsh"]>, targets: readonly string[]): readonly string[] {
  const names = new Set(targets.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  return [...names].filter((name) => programs.has(name)).map((name) => `${folder}/${name}`);
}
