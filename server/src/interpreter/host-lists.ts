// The lists of a host: its users, groups and services, out of /etc/passwd, /etc/group and /etc/services.
import type { CfFiles } from "../cf/index.ts";
import type { Passwd } from "../cf/rewrite/index.ts";
import { isWholeList } from "../site/passwd.ts";

/** Stands for the number of a user that nobody told. */
const GIVEN = -1;

/** Answers from the lists among a host's files. Undefined: there is no list; null: the name is not in it. */
export class HostLists {
  readonly #files: CfFiles;
  readonly #users = new Map<string, Passwd | null>();

  /** @param given users that are there whatever the list says */
  constructor(files: CfFiles, given: readonly string[] = []) {
    this.#files = files;
    for (const name of given)
      this.#users.set(name, { name, uid: GIVEN, gid: GIVEN, fullName: "", home: "/", shell: "/bin/sh" });
  }

  /** True for a user of whom only that is known that he is there: he forwards no mail. */
  isGiven(name: string): boolean {
    return this.#users.get(name)?.uid === GIVEN;
  }

  user(name: string): Passwd | null | undefined {
    const known = this.#users.get(name);
    if (known !== undefined) return known;
    const list = this.#lines("/etc/passwd");
    if (list === undefined) return undefined;
    const fields = list
      .map((line) => line.split(":"))
      .find(([first, ...others]) => first === name && others.length > 0);
    const [, , uid = "", gid = "", fullName = "", home = "", shell = ""] = fields ?? [];
    // What other services (LDAP, NIS, SSSD) know is not in the list.
    if (fields === undefined && this.#hasOtherUsers()) return undefined;
    const user = fields && { name, uid: Number(uid), gid: Number(gid), fullName, home, shell };
    this.#users.set(name, user ?? null);
    return user ?? null;
  }

  /** Number of a group. */
  group(name: string): number | null | undefined {
    const list = this.#lines("/etc/group");
    const line = list?.find((one) => one.split(":")[0] === name);
    return line === undefined ? list && null : Number(line.split(":")[2]);
  }

  /** Whether a name stands for a port. */
  service(name: string): boolean | undefined {
    return this.#lines("/etc/services")?.some((line) => {
      const [first = "", , ...others] = (line.split("#")[0] ?? "").trim().split(/\s+/);
      return first === name || others.includes(name);
    });
  }

  #hasOtherUsers(): boolean {
    return !isWholeList(this.#lines("/etc/nsswitch.conf")?.join("\n") ?? "");
  }

  #lines(path: string): readonly string[] | undefined {
    const read = this.#files.read(path);
    return read.state === "there" ? read.source.text.split("\n") : undefined;
  }
}
