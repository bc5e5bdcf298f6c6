// What keeps sendmail from a file or program that mail is handed to: what is at its path, and the rights of the user that sendmail becomes.
import { deliveredPath, fileEnvironment } from "../../site/delivery-paths.ts";
import { PROGRAMS } from "../../site/host.ts";
import { perSite } from "../../site/per-site.ts";
import type { Account, Lookup, MailSite, PathFacts } from "../../site/types.ts";
import type { SiteFact } from "../types.ts";
import { blameWords } from "./rights.ts";

/**
 * Why a path cannot be used, and the path (its own, or a folder above it) that is the reason. `closed`: a folder that the user may not
 * enter. `rights`: the user may not write, read or run it. `create`: it is not there, and the user may not create it.
 */
export interface Hindrance {
  readonly kind: "missing" | "folder" | "link" | "links" | "executable" | "closed" | "rights" | "create";
  readonly path: string;
}

const READ = 4;
const WRITE = 2;
const ENTER = 1;
const SET_USER = 0o4000;
const SET_GROUP = 0o2000;

/** What is known of the rights of deliveries on a host. */
export class DeliveryRights {
  readonly #site: MailSite;
  readonly #words: ReadonlySet<string>;
  /** The user that sendmail becomes; undefined where nobody knows its number. */
  readonly #user: (Partial<Account> & Pick<Account, "uid">) | undefined;
  /** How people call this user. */
  readonly user: string;

  constructor(site: MailSite) {
    this.#site = site;
    this.#words = blameWords(site);
    const { name, account } = defaultUser(site);
    this.user = name;
    this.#user = account;
  }

  /** The number of this user, where it is known. */
  get uid(): number | undefined {
    return this.#user?.uid;
  }

  /** Another one where an answer may be. */
  get fingerprint(): string {
    const { paths } = this.#site.host;
    const { mc, cf } = this.#site;
    const environment = fileEnvironment((mc ?? cf)?.config);
    return JSON.stringify([this.#user, this.user, environment, [...this.#words], [...paths]]);
  }

  /** What keeps sendmail from adding mail to a file. */
  file(written: string): Hindrance | undefined {
    if (written === "/dev/null") return undefined;
    const { mc, cf } = this.#site;
    const path = deliveredPath(written, fileEnvironment((mc ?? cf)?.config));
    const above = this.#above(path);
    if (above !== undefined) return above === "unknown" ? undefined : above;
    const found = this.#at(path);
    if (found === "missing") {
      const folder = this.#at(parent(path));
      return typeof folder === "object" && this.#may(folder, WRITE) === "no" ? { kind: "create", path } : undefined;
    }
    if (found === "unknown") return undefined;
    if (found.isLink && !this.#words.has("filedeliverytosymlink")) return { kind: "link", path };
    if (found.kind === "folder") return { kind: "folder", path };
    if (found.kind !== "file") return undefined;
    if (found.links > 1 && !this.#words.has("filedeliverytohardlink")) return { kind: "links", path };
    if ((found.mode & 0o111) !== 0) return { kind: "executable", path };
    // Such a file is written as its own user or group, unless that is root.
    if ((found.mode & SET_GROUP) !== 0 || ((found.mode & SET_USER) !== 0 && found.uid !== 0)) return undefined;
    return this.#may(found, WRITE) === "no" ? { kind: "rights", path } : undefined;
  }

  /** What keeps the shell from a program. */
  program(path: string): Hindrance | undefined {
    if (!path.startsWith("/")) return undefined;
    const above = this.#above(path);
    if (above !== undefined) return above === "unknown" ? undefined : above;
    const found = this.#at(path);
    if (found === "unknown") return undefined;
    if (found === "missing" || found.kind === "nothing") return { kind: "missing", path };
    if (found.kind === "folder") return { kind: "folder", path };
    if (found.kind !== "file") return undefined;
    return (found.mode & 0o111) === 0 || this.#may(found, ENTER) === "no" ? { kind: "rights", path } : undefined;
  }

  /** What keeps sendmail from reading a list. */
  list(path: string): Hindrance | undefined {
    const above = this.#above(path);
    if (above !== undefined) return above === "unknown" || above.kind !== "closed" ? undefined : above;
    const found = this.#at(path);
    return typeof found === "object" && this.#may(found, READ) === "no" ? { kind: "rights", path } : undefined;
  }

  /** What is wrong with the folders above a path. */
  #above(path: string): Hindrance | "unknown" | undefined {
    for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      const found = this.#at(folder);
      if (found === "unknown") return "unknown";
      if (found === "missing" || found.kind !== "folder") return { kind: "missing", path: folder };
      if (this.#may(found, ENTER) === "no") return { kind: "closed", path: folder };
    }
    return undefined;
  }

  #at(path: string): PathFacts | "missing" | "unknown" {
    const found: Lookup<PathFacts> | undefined = this.#site.host.paths.get(path);
    if (found?.kind === "there") return found.value;
    return found?.kind === "missing" ? "missing" : "unknown";
  }

  /** Whether the user may do something: `maybe` where one of its further groups may. */
  #may({ mode, uid, gid }: PathFacts, right: number): "yes" | "no" | "maybe" {
    const user = this.#user;
    if (user === undefined) return "maybe";
    if (user.uid === 0) return "yes";
    const allows = (bits: number) => ((mode >> bits) & right) !== 0;
    if (user.uid === uid) return allows(6) ? "yes" : "no";
    if (user.gid === gid) return allows(3) ? "yes" : "no";
    if (allows(0)) return "yes";
    return allows(3) ? "maybe" : "no";
  }
}

/** The rights of deliveries of a site; undefined where its files are not known to be a whole system's, with its owners and rights. */
export const deliveryRights: (site: MailSite) => DeliveryRights | undefined = perSite((site) => {
  const programs = site.host.paths.get(PROGRAMS);
  const isSystem = site.host.isLive || (programs?.kind === "there" && programs.value.uid === 0);
  return site.host.paths.size > 0 && isSystem ? new DeliveryRights(site) : undefined;
});

/** As `deliveryRights`, for rules about lines. */
export const DELIVERY_RIGHTS: SiteFact<DeliveryRights | undefined> = {
  of: deliveryRights,
  fingerprint: (rights) => rights?.fingerprint ?? "",
};

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Users that sendmail takes where option DefaultUser is not set, the first that is there. */
const DEFAULT_USERS = ["mailnull", "sendmail", "daemon"];

/** The user as whom sendmail writes files and runs programs for aliases. */
function defaultUser({ mc, cf, host }: MailSite): {
  readonly name: string;
  readonly account: (Partial<Account> & Pick<Account, "uid">) | undefined;
} {
  const option = (conf: string, name: string) =>
    mc === undefined ? cf?.config.options.get(name)?.value : mc.config.option(conf)?.value;
  const written = (option("confDEF_USER_ID", "DefaultUser") ?? "").trim();
  const isRoot = (option("confRUN_AS_USER", "RunAsUser") ?? "") === "";
  const [, user = "", group = ""] = /^([\w-]+)(?:[:.]([\w-]+))?$/.exec(written) ?? [];
  const name = written === "" ? DEFAULT_USERS.find((one) => host.accounts.has(one)) : user;
  // A sendmail that is not root writes everything as the user that it is.
  if (name === undefined || name === "" || !isRoot) return { name: name ?? "", account: undefined };
  const known = host.accounts.get(name);
  const uid = /^\d+$/.test(name) ? Number(name) : known?.uid;
  if (uid === undefined) return { name, account: undefined };
  if (/^\d+$/.test(group)) return { name, account: { uid, gid: Number(group) } };
  // The number of a group's name is in a file that we do not read.
  return { name, account: group === "" && known !== undefined ? known : { uid } };
}
