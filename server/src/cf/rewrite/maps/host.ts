// The names of hosts: `$[ name $]`, the host map, `/canon`, by the hosts file and the name service in the order that is set.
import type { Source } from "../../../text.ts";
import type { CfConfig } from "../../types.ts";
import type { RewriteEnvironment, UnknownAsk } from "../environment.ts";
import type { Macros } from "../macros.ts";
import { type Answer, EX, found, type MapFlags, NOT_FOUND } from "./answer.ts";
import { ipv6Words } from "./computed.ts";

/** What `getcanonname` comes to. */
export type HostName =
  | { readonly state: "found"; readonly name: string }
  /** `name`: the name as sendmail leaves it, without a dot at its end where the name service was asked. */
  | { readonly state: "none" | "temporary"; readonly name: string };

export type Exchangers =
  /** `tied`: the first two are equal, and sendmail may take either. */
  | { readonly state: "known"; readonly hosts: readonly string[]; readonly tied: boolean }
  | { readonly state: "temporary" };

export interface HostContext {
  readonly macros: Macros;
  unknown(ask: UnknownAsk): void;
}

/** sendmail's own file where no option names another. */
const HOSTS_FILE = "/etc/hosts";
const SWITCH_FILE = "/etc/mail/service.switch";

/** What a lookup came to. */
export type HostState = "found" | "none" | "temporary";

/** Looks names up in the order of the service switch. */
export class Hosts {
  readonly #cf: CfConfig;
  readonly #environment: RewriteEnvironment;
  #services: readonly string[] | undefined;
  #hosts: readonly string[][] | undefined;
  /** The result of the last lookup: sendmail uses it as the answer where it makes no lookup. */
  #last: HostState | undefined;
  /** How often that was set, and how often it was the answer. */
  sets = 0;
  uses = 0;

  constructor(cf: CfConfig, environment: RewriteEnvironment) {
    this.#cf = cf;
    this.#environment = environment;
  }

  /** The services that answer for a kind of question (`hosts`, `aliases`, `passwd`), in order; [] where nobody names any. */
  services(kind: string): readonly string[] {
    const file = this.#option("ServiceSwitchFile") ?? SWITCH_FILE;
    const read = this.#environment.files.read(file);
    if (read.state === "there")
      for (const line of read.source.text.split("\n")) {
        const [name, ...services] = (line.split("#")[0] ?? "").trim().split(/\s+/);
        if (name === kind) return services;
      }
    if (kind === "aliases") return ["files"];
    if (kind === "hosts") return ["dns", "files"];
    return [];
  }

  /** As in a new process: nothing was looked up. */
  beginProcess(): void {
    this.#last = undefined;
  }

  get last(): HostState | undefined {
    return this.#last;
  }

  /** A lookup came to this. */
  leaves(state: HostState): void {
    this.#last = state;
    this.sets++;
  }

  /** The canonical name of a host. */
  canonical(host: string, context: HostContext): HostName {
    const answer = this.#canonical(host, context);
    this.leaves(answer.state);
    return answer;
  }

  #canonical(host: string, context: HostContext): HostName {
    this.#services ??= this.services("hosts");
    let asked = host;
    let temporary = false;
    let name: string | undefined;
    for (const service of this.#services) {
      if (service === "files") name = this.#inHostsFile(host, context);
      else if (service === "dns") {
        asked = host.replace(/\.$/, "");
        if (host === "" || !isName(asked) || (!host.includes(".") && !this.#searches())) continue;
        const answer = this.#environment.dns.ask("canonical", asked.toLowerCase());
        if (answer.state === "found") name = answer.values[0] ?? host;
        else if (answer.state !== "none") temporary = true;
        if (answer.state === "unknown")
          context.unknown({
            kind: "dns",
            subject: host,
            key: "",
            reason: `Nobody told us what the name service says about ${host}.`,
          });
      }
      if (name !== undefined) break;
    }
    if (name === undefined) return { state: temporary ? "temporary" : "none", name: asked };
    const dot = name.indexOf(".");
    if (dot >= 0 && dot < name.length - 1) return { state: "found", name };
    const domain = context.macros.value("m");
    if (domain === undefined) return { state: "none", name };
    return { state: "found", name: name.endsWith(".") ? name + domain : `${name}.${domain}` };
  }

  /** The host map. `late` is called where the name service fails for now: sendmail says so. */
  lookUp(key: string, args: readonly string[], flags: MapFlags, context: HostContext, late: () => void): Answer {
    let name: HostName;
    if (key.startsWith("[")) {
      const end = key.indexOf("]");
      if (end < 0) return { value: undefined, status: EX.ok };
      name = this.#nameOf(key.slice(1, end), context);
    } else name = this.canonical(key, context);
    if (name.state === "found") return found(key, name.name, args, flags);
    if (name.state === "none") return { value: undefined, status: NOT_FOUND };
    late();
    return { value: undefined, status: EX.tempFail };
  }

  /** The mail exchangers of a host, the best first; the host itself where it has none. */
  exchangers(host: string, context: Pick<HostContext, "unknown">): Exchangers {
    if (host.startsWith("["))
      return { state: "known", hosts: isAddress(host.slice(1, host.lastIndexOf("]"))) ? [host] : [], tied: false };
    const name = host.replace(/\.$/, "").toLowerCase();
    if (host === "" || !isName(name)) return { state: "known", hosts: [], tied: false };
    const { dns } = this.#environment;
    const answer = dns.ask("MX", name);
    if (answer.state === "unknown")
      context.unknown({
        kind: "dns",
        subject: host,
        key: "",
        reason: `Nobody told us the mail exchangers of ${host}.`,
      });
    if (answer.state === "unknown" || answer.state === "temporary") return { state: "temporary" };
    const ranked = (answer.state === "found" ? answer.values : [])
      .map((value) => {
        const [, preference = "0", exchanger = value] = /^([0-9]+)\s+(\S+)$/.exec(value) ?? [];
        return { preference: Number(preference), name: exchanger.endsWith(".") ? exchanger : `${exchanger}.` };
      })
      .sort((a, b) => a.preference - b.preference);
    const tied = ranked.length > 1 && ranked[0]?.preference === ranked[1]?.preference;
    if (ranked.length > 0) return { state: "known", hosts: ranked.map((one) => one.name), tied };
    const exists = dns.ask("canonical", name).state === "found";
    return { state: "known", hosts: exists ? [host] : [], tied: false };
  }

  /** The name of an address. */
  #nameOf(address: string, context: HostContext): HostName {
    const plain = /^ipv6:/i.test(address) ? address.slice(5) : address;
    if (!isAddress(plain)) {
      this.uses++;
      return { state: this.#last === "none" ? "none" : "temporary", name: address };
    }
    const line = this.#lines().find(([first]) => first === plain);
    if (line?.[1] !== undefined) return { state: "found", name: line[1] };
    const answer = this.#environment.dns.ask("address", plain);
    if (answer.state === "unknown")
      context.unknown({
        kind: "dns",
        subject: plain,
        key: "",
        reason: `Nobody told us what the name service says about ${plain}.`,
      });
    if (answer.state === "found") return { state: "found", name: answer.values[0] ?? plain };
    const state = answer.state === "none" ? "none" : "temporary";
    this.leaves(state);
    return { state, name: address };
  }

  /** Whether a name without a dot is looked for in the host's own domains. */
  #searches(): boolean {
    const options = (this.#option("ResolverOptions") ?? "").toUpperCase().split(/[\s,]+/);
    return !options.includes("-DNSRCH") || !options.includes("-DEFNAMES");
  }

  #inHostsFile(host: string, { macros }: HostContext): string | undefined {
    const wanted = host.toLowerCase();
    const domain = macros.value("m");
    const short = domain !== undefined && wanted.endsWith(`.${domain.toLowerCase()}`);
    const names = new Set(short ? [wanted, wanted.slice(0, -domain.length - 1)] : [wanted]);
    for (const words of this.#lines()) {
      if (!words.slice(1).some((word) => names.has(word.toLowerCase()))) continue;
      const canonical = words.slice(1).find((word) => word.includes(".")) ?? words[1] ?? host;
      return canonical.includes(".") || domain === undefined ? canonical : `${canonical}.${domain}`;
    }
    return undefined;
  }

  #lines(): readonly string[][] {
    if (this.#hosts === undefined) {
      const read = this.#environment.files.read(this.#option("HostsFile") ?? HOSTS_FILE);
      this.#hosts = read.state === "there" ? hostLines(read.source) : [];
    }
    return this.#hosts;
  }

  #option(name: string): string | undefined {
    return this.#cf.options.get(name)?.value;
  }
}

/** Whether a text is an IP address, with or without `IPv6:`. */
export function isAddress(text: string): boolean {
  if (/^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text)) return text.split(".").every((part) => Number(part) < 256);
  return ipv6Words(text.replace(/^ipv6:/i, "")) !== undefined;
}

/** Whether the name service can be asked for a name: no part of it is empty or too long. "" is the root. */
export function isName(name: string): boolean {
  if (name === "") return true;
  if (name.length > 253) return false;
  return name.split(".").every((label) => label.length > 0 && label.length < 64);
}

function hostLines({ text }: Source): string[][] {
  return text
    .split("\n")
    .map((line) => (line.split("#")[0] ?? "").split(/\s+/).filter((word) => word !== ""))
    .filter((words) => words.length > 1);
}
