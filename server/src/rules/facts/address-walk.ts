// Where an address leads through the virtusertable, whose answers sendmail looks up again: the one walk of all rules about loops.
import { answering, filledIn } from "../../kinds/virtusertable/answer.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type AskedDomains, OWN_DOMAINS, VIRTUAL_DOMAINS } from "./asked-domains.ts";
import { NEW_NAMES, type NewNames } from "./new-names.ts";

/** Lines of the virtusertable that sendmail follows one after the other; with one more it says "excessive recursion" (asked of all versions). */
export const MOST_ANSWERS = 16;

/** Where an address leads. */
export type AddressEnd =
  /** To a name of this server, which may have an alias. */
  | { readonly kind: "local"; readonly user: string; readonly lines: readonly TableEntry[] }
  /** To another host, to a refusal, or nobody knows where. `lines`: those that answered, the last of which says it. */
  | { readonly kind: "elsewhere"; readonly lines: readonly TableEntry[] }
  /** Back to a line that has answered. `circle`: the lines that go on for ever. */
  | { readonly kind: "circle"; readonly circle: readonly TableEntry[] }
  /** Through more lines than sendmail follows. */
  | { readonly kind: "too-long" };

/** What a site's addresses lead to. */
export class AddressWalk {
  /** The virtusertable that the configuration uses. */
  readonly file: TableFile | undefined;
  readonly #virtual: AskedDomains | undefined;
  readonly #own: AskedDomains | undefined;
  readonly #names: NewNames;

  constructor(site: MailSite) {
    const file = site.tableOf("virtusertable");
    this.#virtual = VIRTUAL_DOMAINS.of(site);
    this.#own = OWN_DOMAINS.of(site);
    this.#names = NEW_NAMES.of(site);
    this.file = file?.named === true && this.#virtual !== undefined ? file : undefined;
  }

  /** What decides that `mayLeadOn` says the same. */
  get fingerprint(): string {
    const domains = [this.#virtual, this.#own].map((one) => one?.fingerprint ?? "?");
    return [...domains, NEW_NAMES.fingerprint(this.#names)].join(" ");
  }

  /** What the domaintable makes of a host, which comes before all else: once, and for whole names. */
  nameOf(host: string): string {
    return this.#names.byOld.get(host.toLowerCase()) ?? host;
  }

  /** True where sendmail asks the virtusertable for addresses of a host. */
  isAsked(host: string): boolean {
    return this.#asks(this.nameOf(host));
  }

  #asks(name: string): boolean {
    return this.file !== undefined && this.#virtual?.member(name) !== undefined;
  }

  /** True for a host that is asked for and is not one of the server's own names: without a line, its mail goes to its MX. */
  isVirtual(host: string): boolean {
    return this.isAsked(host) && !this.#isOwn(this.nameOf(host));
  }

  /** True where an address of this host may lead to a name of this server. */
  mayLeadOn(host: string): boolean {
    return this.#isOwn(this.nameOf(host)) || this.isAsked(host);
  }

  /** Follows an address; case does not matter. */
  end(user: string, host: string): AddressEnd {
    const lines: TableEntry[] = [];
    const seen: string[] = [];
    let address: { readonly user: string; readonly host?: string } = { user, host };
    for (;;) {
      if (address.host === undefined) return { kind: "local", user: address.user, lines };
      const host = this.nameOf(address.host);
      const line =
        this.file !== undefined && this.#asks(host) ? answering(this.file.table, address.user, host) : undefined;
      if (line === undefined)
        return this.#isOwn(host) ? { kind: "local", user: address.user, lines } : { kind: "elsewhere", lines };
      const text = `${address.user}@${host}`.toLowerCase();
      const again = seen.indexOf(text);
      if (again !== -1) return { kind: "circle", circle: lines.slice(again) };
      // A line that answers for everybody may answer with an ever longer name.
      if (lines.length === MOST_ANSWERS) {
        const often = lines.filter((one) => lines.filter(({ lookup }) => lookup === one.lookup).length > 1);
        return often.length > 0 ? { kind: "circle", circle: often } : { kind: "too-long" };
      }
      seen.push(text);
      lines.push(line);
      const next = filledIn(line, address.user);
      if (next === undefined) return { kind: "elsewhere", lines };
      address = next;
    }
  }

  #isOwn(name: string): boolean {
    return name === "localhost" || this.#own?.member(name) !== undefined;
  }
}

/** The walk of a site. */
export const addressWalk: (site: MailSite) => AddressWalk = perSite((site) => new AddressWalk(site));
