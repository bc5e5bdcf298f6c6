// Letters of Srv_Features and Clt_Features that do nothing, and those that do harm when they are for every client.
import { catalog } from "../../catalog/index.ts";
import { replacement } from "../edits/edits.ts";
import { splitKey, tagOf } from "../facts/access-words.ts";
import {
  hasAuthOption,
  isSmtpPort,
  missingForTls,
  offeredMechanisms,
  PLAIN_MECHANISMS,
  reachableDaemons,
} from "../facts/login.ts";
import type { EntryRule, SiteFact } from "../types.ts";

const KINDS: Readonly<Record<string, "srv-feature" | "clt-feature">> = {
  srv_features: "srv-feature",
  clt_features: "clt-feature",
};

/** A word of the value, as sendmail splits it: at spaces, and at the characters that are tokens of their own (`l,C` is two words). */
const WORD = /[^\s.:%@!^/[\]+,;]+/g;

/** What a letter does where it is for every client. */
interface Harm {
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** The letters that do harm at this site without a host in their key (seen in real sessions). */
const HARMS: SiteFact<ReadonlyMap<string, Harm>> = {
  of(site) {
    const found = new Map<string, Harm>();
    if (reachableDaemons(site).some((daemon) => isSmtpPort(daemon) && !/[as]/.test(daemon.modifiers)))
      found.set("l", {
        severity: "error",
        message:
          "This refuses all mail from other servers: l requires a login, and they have none.\nWithout a host in its key the line is for every client, and they get 530. Name the hosts that have to log in, or use the modifier a on the submission port.",
      });
    if (missingForTls(site).length === 0)
      found.set("S", {
        severity: "warning",
        message:
          "This offers STARTTLS to nobody: S turns it off, and the line is for every client.\nAll mail and all passwords then arrive unencrypted. Write the address of the client whose STARTTLS is broken after Srv_Features:.",
      });
    const isPlain = offeredMechanisms(site).some(({ text }) => PLAIN_MECHANISMS.has(text.toUpperCase()));
    if (isPlain && hasAuthOption(site, "p"))
      found.set("C", {
        severity: "warning",
        message:
          "This lets every client send its password unencrypted: C undoes the p of the options.\nThe line has no host in its key. Remove C, or name the client that cannot do TLS.",
      });
    return found;
  },
  fingerprint: (harms) => [...harms.keys()].join(""),
};

export const rule: EntryRule = {
  meta: {
    code: "access-feature-letters",
    title: "A letter of Srv_Features or Clt_Features that does nothing, or harm",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "starttls",
    sources: [
      'Operations guide, section "srv_features"',
      "seen in real sessions: V,l and V.l answer 530 as V l does, and Vl and V-l do not",
      "seen in real sessions: l answers 530 to every MAIL, S takes STARTTLS from the offer, C offers AUTH before TLS",
    ],
  },
  concerns: ({ tag }) => KINDS[tag] !== undefined,
  facts: [HARMS],
  checkEntry(entry, context, report) {
    if (splitKey(entry) !== undefined) return;
    const kind = KINDS[tagOf(entry)];
    if (kind === undefined) return;
    const { source, start } = entry.valueSpan;
    for (const { 0: word, index } of entry.value.matchAll(WORD)) {
      const span = { source, start: start + index, end: start + index + word.length };
      const isKnown = (letter: string) => catalog.get(kind, letter) !== undefined;
      const [first = "", ...rest] = word;
      if (isKnown(word)) {
        const harm = kind === "srv-feature" && entry.key === "" ? context.fact(HARMS).get(word) : undefined;
        if (harm !== undefined) report({ span, ...harm });
        continue;
      }
      const joined = isKnown(first) && rest.length > 0 && rest.every((letter) => isKnown(letter));
      const apart = [first, ...rest].join(" ");
      report({
        span,
        message: joined
          ? `"${word}" means only ${first}: sendmail reads the first letter of each word.\nWrite ${apart}.`
          : `sendmail has no ${entry.tag} letter "${isKnown(first) ? rest.join("") : first}" and ignores it.\nCorrect or remove it.`,
        fixes: () =>
          joined ? [replacement("Put spaces between the letters: each of them takes effect", span, apart, "asks")] : [],
      });
    }
  },
};
