// Transactions that tell two configurations apart: as whom, from whom and to whom the lines of their tables speak of.
import { classifyKey } from "../tables/key.ts";
import { stranger, VICTIMS } from "./exposures/stranger.ts";
import type { RelayPolicy } from "./policy/policy.ts";
import type { Query } from "./types.ts";

/** A client, a sender or a recipient that differs from the stranger's. */
type Part = Partial<Query>;

/** Transactions about the keys of some lines, between them, a stranger and a user of this server. Keys come without their tags. */
export function* probes(policy: RelayPolicy, keys: Iterable<string>): Generator<Query> {
  const base = stranger(policy);
  const local = `somebody-77@${policy.hostName.text}`;
  const recipients = [local, ...VICTIMS.slice(0, 1)];
  for (const recipient of recipients) yield { ...base, recipient };
  for (const { word } of limited(policy.classes.w.members(), 5))
    for (const recipient of recipients) yield { ...base, sender: `someone@${word}`, recipient };
  for (const key of keys) {
    for (const part of partsOf(key)) {
      if (part.recipient !== undefined) yield { ...base, ...part };
      else for (const recipient of recipients) yield { ...base, ...part, recipient };
    }
  }
}

function* partsOf(key: string): Generator<Part> {
  const shape = classifyKey(key);
  if (shape.kind === "ipv4") {
    for (const rest of [77, 1])
      yield { clientAddress: [...shape.octets, rest, rest, rest].slice(0, 4).join("."), clientName: "unknown.invalid" };
  } else if (shape.kind === "ipv6") {
    const groups = [...shape.groups.map((group) => group.toString(16)), "77", "0", "0", "0", "0", "0", "1"].slice(0, 8);
    yield { clientAddress: `IPv6:${groups.join(":")}`, clientName: "unknown.invalid" };
  } else if (shape.kind === "domain") {
    for (const name of [key.replace(/^\.+/, ""), `host.${key.replace(/^\.+/, "")}`]) {
      yield { clientName: name };
      yield { sender: `someone@${name}` };
      yield { recipient: `someone@${name}` };
    }
  } else if (shape.kind === "address") {
    const address = shape.domain === "" ? `${shape.user}@elsewhere.example` : key;
    yield { sender: address };
    yield { recipient: address };
  }
}

/** The first of many. */
export function* limited<T>(all: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const one of all) {
    if (count++ >= most) return;
    yield one;
  }
}
