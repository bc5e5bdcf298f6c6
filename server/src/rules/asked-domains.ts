// For which domains sendmail asks virtusertable and genericstable: those of some classes.
import { type ClassMember, policyOf, type WordClass } from "../relay/index.ts";
import { perSite } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import type { SiteFact } from "./types.ts";

/** Classes whose domains a table is asked for. */
export interface AskedDomains {
  /** `not`: no setting that was read makes sendmail ask. `unknown`: a part of the classes is not known. */
  state(domain: string): "asked" | "not" | "unknown";
  /** The member that makes sendmail ask; undefined where there is none. */
  member(domain: string): ClassMember | undefined;
  /** Members of the class that is for this table alone: VirtHost, G. */
  readonly own: WordClass;
  /** All members with their places, without doubles by name. */
  members(): Iterable<ClassMember>;
  /** True where sendmail may find further names of this host by itself. */
  readonly mayHaveOtherNames: boolean;
  /** False where nothing says what this host is called, and names of the host count. */
  readonly ownNameIsKnown: boolean;
  readonly fingerprint: string;
}

interface TableClasses {
  readonly map: string;
  /** The class of this table alone. */
  readonly own: "VirtHost" | "G";
  /** True where it is asked for class w as well. */
  readonly asksForOwnNames: boolean;
  /** The feature that adds all subdomains of `own`. */
  readonly entire: string;
}

/** The fact about one table; undefined where no configuration that was read has the table. */
function askedDomains(classes: TableClasses): SiteFact<AskedDomains | undefined> {
  return {
    of: perSite((site) => {
      const config = site.mc?.config;
      if (site.mc === undefined || config === undefined || config.fatal !== undefined) return undefined;
      return config.map(classes.map) === undefined ? undefined : new Asked(site, classes);
    }),
    fingerprint: (asked) => asked?.fingerprint ?? "?",
  };
}

/** Domains for which the virtusertable is asked: class w and class VirtHost. */
export const VIRTUAL_DOMAINS = askedDomains({
  map: "virtuser",
  own: "VirtHost",
  asksForOwnNames: true,
  entire: "virtuser_entire_domain",
});

/** Domains of senders for which the genericstable is asked: class G. */
export const GENERIC_DOMAINS = askedDomains({
  map: "generics",
  own: "G",
  asksForOwnNames: false,
  entire: "generics_entire_domain",
});

class Asked implements AskedDomains {
  readonly own: WordClass;
  readonly mayHaveOtherNames: boolean;
  readonly ownNameIsKnown: boolean;
  readonly #names: WordClass | undefined;
  readonly #isEntire: boolean;
  readonly #isKnown: boolean;
  #fingerprint: string | undefined;

  constructor(site: MailSite, { own, asksForOwnNames, entire }: TableClasses) {
    const policy = policyOf(site);
    this.own = policy.classes[own];
    this.#names = asksForOwnNames ? policy.classes.w : undefined;
    this.#isEntire = policy.features.has(entire);
    this.#isKnown = isKnown(site, asksForOwnNames ? [own, "w"] : [own]);
    this.ownNameIsKnown = !asksForOwnNames || policy.ownName !== "nothing";
    this.mayHaveOtherNames = asksForOwnNames && (policy.ownName !== "host" || policy.probesInterfaces);
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
      Array.from(this.members(), ({ word }) => word).join(" "),
    ]);
    return this.#fingerprint;
  }
}

/** True where all that fills the classes was read and is understood. */
function isKnown(site: MailSite, names: readonly string[]): boolean {
  const { mc } = site;
  if (mc === undefined || mc.part || mc.template || mc.config.unknownFiles.length > 0) return false;
  if (
    [...site.missing, ...site.unreadable].some(
      ({ className, kind }) => names.includes(className ?? "") || kind === "include",
    )
  )
    return false;
  return names.every((name) =>
    mc.config.classMembers(name).every(({ how }) => {
      if (how.kind === "class") return names.includes(how.className) || isKnown(site, [how.className]);
      if (how.kind === "words") return how.words.every(({ text }) => !/\$[?(&{=]/.test(text));
      return how.kind === "file";
    }),
  );
}
