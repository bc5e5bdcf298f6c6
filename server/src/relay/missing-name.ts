// Whether an answer depends on the server's own name, where that is not known: it is asked again for every name that could matter.
import { registrableOf } from "../tables/key.ts";
import { isStandIn } from "./exposures/stranger.ts";
import type { RelayPolicy } from "./policy/policy.ts";
import type { Decision, Query } from "./types.ts";

/** Names that one query is asked again for. */
const MOST_TRIED = 24;

/** A host that no query names. */
const ANOTHER = "another-host.another-server.invalid";

/**
 * Why the answer is not certain as long as the own name is not known, as a sentence; undefined where no name changes it.
 *
 * @param decideOn the answer on a host of this name
 */
export function missingName(
  policy: RelayPolicy,
  query: Query,
  decision: Decision,
  decideOn: (hostName: string) => Decision,
): string | undefined {
  for (const host of candidates(policy, query)) {
    const other = decideOn(host);
    if (isSame(other, decision)) continue;
    const name = policy.ownName === "name" ? "The host's own name" : "The server's own name";
    const what = host === ANOTHER ? "The answer contains it." : `On a host called ${host} the answer is another.`;
    return `${name} is not known: set sendmail.hostName (--host), or define confDOMAIN_NAME. ${what}`;
  }
  return undefined;
}

function isSame(a: Decision, b: Decision): boolean {
  const reply = ({ reply }: Decision): string => (reply === null ? "" : `${reply.code} ${reply.dsn} ${reply.text}`);
  return a.accepted === b.accepted && a.stage === b.stage && a.relayed === b.relayed && reply(a) === reply(b);
}

/**
 * Names that the host may have and that would matter: those of the query, and hosts in their domains. Where `$j` is known, only
 * names of its own domain, and names without a domain.
 */
function candidates(policy: RelayPolicy, query: Query): readonly string[] {
  const texts = [query.recipient, query.sender, query.clientName, query.clientPtr ?? "", query.helo ?? ""];
  const names = new Set<string>();
  for (const text of texts)
    for (const [found] of text.toLowerCase().matchAll(/[a-z0-9][\w.-]*/g)) {
      const name = found.replace(/\.+$/, "");
      if (isStandIn(name) || /^[\d.]+$/.test(name)) continue;
      names.add(name);
      for (let rest = name; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1))
        names.add(`this-host.${rest}`);
      names.add(`this-host.${name.slice(name.lastIndexOf(".") + 1)}`);
    }
  const own = policy.ownName === "name" ? registrableOf(policy.hostName.text.toLowerCase()) : undefined;
  const related = [...names].filter(
    (name) => policy.ownName === "nothing" || !name.includes(".") || registrableOf(name) === own,
  );
  return [ANOTHER, ...related].slice(0, MOST_TRIED);
}
