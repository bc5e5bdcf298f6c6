// The name service as a query describes it: what it leaves out resolves, and is on no list.
import type { DnsAnswer, DnsQuestion, NameService } from "../../cf/rewrite/index.ts";
import type { DnsAnswers, Query } from "../types.ts";

const NONE: DnsAnswer = { state: "none" };
const TEMPORARY: DnsAnswer = { state: "temporary" };
const UNKNOWN: DnsAnswer = { state: "unknown" };

/** The name service that some facts describe, for questions without a client. */
export function nameServiceOf(dns: DnsAnswers): NameService {
  const service = new QueryDns();
  service.query = { dns, clientAddress: "", clientName: "", clientResolve: "FAIL" };
  return service;
}

/** Answers for one query after the other, so that the maps of a configuration stay open. */
export class QueryDns implements NameService {
  /** Whose name service it is for now. */
  query: Pick<Query, "dns" | "clientAddress" | "clientName" | "clientResolve"> | undefined;

  passing = 0;

  ask(question: DnsQuestion, name: string): DnsAnswer {
    const { query } = this;
    if (query === undefined) return UNKNOWN;
    switch (question) {
      case "canonical":
        return this.#canonical(name);
      case "MX":
        return this.#exchangers(name);
      case "address":
        this.passing++;
        if (name !== query.clientAddress.replace(/^IPv6:/i, "")) return UNKNOWN;
        return query.clientResolve === "OK" ? { state: "found", values: [query.clientName] } : NONE;
      default:
        return NONE;
    }
  }

  #canonical(name: string): DnsAnswer {
    const { senders, notCanonical } = this.query?.dns ?? {};
    const how = senders?.[name];
    if (how !== undefined) return how === "TEMP" ? TEMPORARY : NONE;
    // Whether a name without a dot is found rests on the domains that the host searches.
    if (notCanonical?.includes("*") || notCanonical?.includes(name) || !name.includes(".")) return NONE;
    return { state: "found", values: [name] };
  }

  #exchangers(name: string): DnsAnswer {
    const hosts = this.query?.dns?.mx?.[name];
    if (hosts === undefined) return NONE;
    if (hosts === "TEMP") return TEMPORARY;
    return { state: "found", values: hosts.map((host, i) => `${(i + 1) * 10} ${host}`) };
  }
}
