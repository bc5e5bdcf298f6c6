// A name service out of a text: what the name service says, line by line.
import type { DnsAnswer, DnsQuestion, NameService } from "./environment.ts";

const TYPES: ReadonlySet<string> = new Set(["A", "AAAA", "MX", "PTR", "TXT", "CNAME", "NS", "SRV", "TLSA"]);
/** In place of a type: no server answers for the name. */
const FAILS = "TEMPFAIL";
/** Names may lead to names, so often. */
const MAX_ALIASES = 10;
const NONE: DnsAnswer = { state: "none" };

export interface DnsTable {
  readonly service: NameService;
  /** Lines that are not understood, counted from 1. */
  readonly errors: readonly number[];
}

/**
 * Reads lines `NAME TYPE VALUE`, such as `example.org MX 10 mx.example.org`, `192.0.2.1 PTR mx.example.org`, and
 * `broken.example TEMPFAIL`. `#` begins a comment. What is not listed does not exist.
 */
export function readDnsTable(text: string): DnsTable {
  const records = new Map<string, Map<string, string[]>>();
  const errors: number[] = [];
  text.split("\n").forEach((line, at) => {
    const written = line.replace(/#.*/, "").trim();
    if (written === "") return;
    const [, name = "", type = "", value = ""] = /^(\S+)\s+(\S+)\s*(.*)$/.exec(written) ?? [];
    const known = type.toUpperCase();
    if ((known !== FAILS || value !== "") && (!TYPES.has(known) || value === "")) {
      errors.push(at + 1);
      return;
    }
    const types = records.get(plain(name)) ?? new Map<string, string[]>();
    records.set(plain(name), types);
    types.set(known, [...(types.get(known) ?? []), known === "TXT" ? value : value.replace(/\.$/, "")]);
  });
  return { service: { ask: (question, name) => answer(records, question, name) }, errors };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

function answer(
  records: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  question: DnsQuestion,
  asked: string,
): DnsAnswer {
  let name = plain(asked);
  for (let i = 0; i < MAX_ALIASES; i++) {
    const types = records.get(name);
    if (types === undefined) return NONE;
    if (types.has(FAILS)) return { state: "temporary" };
    const type = question === "address" ? "PTR" : question;
    const alias = types.get("CNAME")?.[0];
    if (type !== "CNAME" && alias !== undefined) {
      name = plain(alias);
      continue;
    }
    if (type === "canonical") {
      const exists = ["A", "AAAA", "MX"].some((one) => types.has(one));
      return exists ? { state: "found", values: [name] } : NONE;
    }
    const values = types.get(type);
    return values === undefined ? NONE : { state: "found", values };
  }
  return NONE;
}
