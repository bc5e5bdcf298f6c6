// What the rules about logins share: the lines of authinfo, and those of access with the tag AuthInfo.
import { type LoginKey, loginKey } from "../../kinds/authinfo/key.ts";
import { type LoginValue, loginValue } from "../../kinds/authinfo/value.ts";
import { perSite } from "../../site/per-site.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { EntryContext, EntryRule, Report, RuleMeta, SiteFact } from "../types.ts";
import { names, offeredMechanisms } from "./login.ts";
import { isComplete } from "./settings.ts";

export interface LoginLine {
  readonly entry: TableEntry;
  /** With its tag. */
  readonly key: string;
  readonly server: LoginKey;
  readonly login: LoginValue;
}

/** The last line that was taken apart: one rule after the other asks for the same. */
let last: LoginLine | undefined;

function loginLine(entry: TableEntry, kind: EntryContext["kind"]): LoginLine {
  const key = kind === "access" ? `${entry.tag}:${entry.key}` : entry.key;
  if (last?.entry !== entry || last.key !== key)
    last = { entry, key, server: loginKey(key, kind === "access"), login: loginValue(entry.value) };
  return last;
}

/** True for a key of access after `AuthInfo:` that no server has: `authinfo-invalid-key` speaks of it, and no other rule. */
export function isIdleLogin({ tag, key }: Pick<TableEntry, "tag" | "key">): boolean {
  return tag.toLowerCase() === "authinfo" && loginKey(`${tag}:${key}`, true).kind === "never";
}

/** A rule about single logins. Lines of access that sendmail does not read, because authinfo has a table of its own, are left out. */
export function loginRule(
  meta: Omit<RuleMeta, "kinds">,
  check: (line: LoginLine, context: EntryContext, report: Report) => void,
  facts: EntryRule["facts"] = [],
): EntryRule {
  return {
    meta: { ...meta, kinds: ["authinfo", "access"] },
    facts,
    concerns: ({ action }) => action === "authinfo" || action === "none",
    checkEntry(entry, context, report) {
      const { kind, features } = context;
      if (kind === "access" && (entry.tag.toLowerCase() !== "authinfo" || features?.has("authinfo") === true)) return;
      check(loginLine(entry, kind), context, report);
    },
  };
}

/** Mechanisms that sendmail tries as a client, in capitals; undefined where no configuration, or not all of it, is known. */
export const CLIENT_MECHANISMS: SiteFact<ReadonlySet<string> | undefined> = {
  of: perSite((site) =>
    (site.mc ?? site.cf) === undefined || (site.mc !== undefined && !isComplete(site))
      ? undefined
      : names(offeredMechanisms(site)),
  ),
  fingerprint: (known) => (known === undefined ? "?" : [...known].sort().join(" ")),
};
