// Which domains are in the classes that decide where mail goes: the server's own ones (w), and those that tables are asked for.
import type { CfClass } from "../../cf/types.ts";
import { type ClassMember, policyOf, type WordClass } from "../../relay/index.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { SiteFact } from "../types.ts";

/** The domains of some classes. */
export interface AskedDomains {
  /** `not`: no setting that was read puts it there. `unknown`: a part of the classes is not known. */
  state(domain: string): "asked" | "not" | "unknown";
  /** The member that puts it there; undefined where there is none. */
  member(domain: string): ClassMember | undefined;
  /** Members of the class that is for one table alone (VirtHost, G), or w itself. */
  readonly own: WordClass;
  /** All members with their places, without doubles by name. */
  members(): Iterable<ClassMember>;
  /** True where sendmail may find further names of this host by itself. */
  readonly mayHaveOtherNames: boolean;
  /** False where nothing says what this host is called, and names of the host count. */
  readonly ownNameIsKnown: boolean;
  /** True where the host's own name is given, and so all that sendmail makes of it. */
  readonly hostIsKnown: boolean;
  readonly fingerprint: string;
}

interface DomainClasses {
  /** The map that is asked for them; undefined where mail is delivered here whatever maps there are. */
  readonly map: string | undefined;
  readonly own: "VirtHost" | "G" | "w";
  /** True where class w counts, beside `own` or as `own`. */
  readonly hasOwnNames: boolean;
  /** The feature that adds all subdomains of `own`. */
  readonly entire: string | undefined;
}

/** The fact about some classes; undefined without a configuration, and where it has no such map. */
function domainsOf(classes: DomainClasses): SiteFact<AskedDomains | undefined> {
  return {
    of: perSite((site) => {
      const { map } = classes;
      if (site.mc === undefined)
        return site.cf === undefined || (map !== undefined && !site.cf.config.maps.has(map))
          ? undefined
          : new Asked(site, classes);
      const { config } = site.mc;
      if (config.fatal !== undefined || (map !== undefined && config.map(map) === undefined)) return undefined;
      return new Asked(site, classes);
    }),
    fingerprint: (asked) => asked?.fingerprint ?? "?",
  };
}

/** Names of this server: class w. */
export const OWN_DOMAINS = domainsOf({ map: undefined, own: "w", hasOwnNames: true, entire: undefined });

/** Domains for which the virtusertable is asked: class w and class VirtHost. */
export const VIRTUAL_DOMAINS = domainsOf({
  map: "virtuser",
  own: "VirtHost",
  hasOwnNames: true,
  entire: "virtuser_entire_domain",
});

/** Domains of senders for which the genericstable is asked: class G. */
export const GENERIC_DOMAINS = domainsOf({
  map: "generics",
  own: "G",
  hasOwnNames: false,
  entire: "generics_entire_domain",
});

class Asked implements AskedDomains {
  readonly own: WordClass;
  readonly mayHaveOtherNames: boolean;
  readonly ownNameIsKnown: boolean;
  readonly hostIsKnown: boolean;
  readonly #names: WordClass | undefined;
  readonly #isEntire: boolean;
  readonly #isKnown: boolean;
  #fingerprint: string | undefined;

  constructor(site: MailSite, { own, hasOwnNames, entire }: DomainClasses) {
    const policy = policyOf(site);
    this.own = policy.classes[own];
    this.#names = hasOwnNames && own !== "w" ? policy.classes.w : undefined;
    // The rules of a .cf by itself may do what the feature does.
    this.#isEntire = entire !== undefined && (site.mc === undefined || policy.features.has(entire));
    this.#isKnown = isKnown(site, hasOwnNames ? [own, "w"] : [own]);
    this.ownNameIsKnown = !hasOwnNames || policy.ownName !== "nothing";
    this.hostIsKnown = policy.ownName === "host";
    this.mayHaveOtherNames = hasOwnNames && (policy.ownName !== "host" || policy.probesInterfaces);
  }

  state(domain: string): "asked" | "not" | "unknown" {
    if (this.member(domain) !== undefined) return "asked";
    return this.#isKnown ? "not" : "unknown";
  }

  member(domain: string): ClassMember | undefined {
    const found = this.#names?.get(domain) ?? this.own.get(domain);
    if (found !== undefined || !this.#isEntire) return found;
    const labels = domain.split(".");
    for (let at = 1; at < labels.length; at++) {
      const parent = labels.slice(at).join(".");
      const above = this.own.get(parent) ?? this.own.get(`.${parent}`);
      if (above !== undefined) return above;
    }
    return undefined;
  }

  *members(): Iterable<ClassMember> {
    if (this.#names !== undefined) yield* this.#names.members();
    yield* this.own.members();
  }

  get fingerprint(): string {
    this.#fingerprint ??= JSON.stringify([
      this.#isEntire,
      this.#isKnown,
      this.mayHaveOtherNames,
      this.ownNameIsKnown,
      this.hostIsKnown,
      Array.from(this.members(), ({ word }) => word).join(" "),
    ]);
    return this.#fingerprint;
  }
}

/** True where all that fills the classes was read and is understood. */
function isKnown(site: MailSite, names: readonly string[]): boolean {
  const { mc, cf } = site;
  if (mc !== undefined && (mc.part || mc.template || mc.config.unknownFiles.length > 0)) return false;
  if (
    [...site.missing, ...site.unreadable].some(
      ({ className, kind }) => names.includes(className ?? "") || kind === "include",
    )
  )
    return false;
  if (mc === undefined) return cf !== undefined && names.every((name) => isReadHere(site, cf.config.classes.get(name)));
  return names.every((name) =>
    mc.config.classMembers(name).every(({ how }) => {
      if (how.kind === "class") return names.includes(how.className) || isKnown(site, [how.className]);
      if (how.kind === "words") return how.words.every(({ text }) => !/\$[?(&{=]/.test(text));
      return how.kind === "file";
    }),
  );
}

/** True where all that fills a class of a .cf was read: its files are tables of the site, and names of the host count elsewhere. */
function isReadHere(site: MailSite, found: CfClass | undefined): boolean {
  const read = new Set(site.tablesOf("class").map(({ naming }) => naming?.path));
  return (found?.unknown ?? []).every(
    ({ unknown, subject }) => unknown === "host" || (unknown === "file" && read.has(subject)),
  );
}
