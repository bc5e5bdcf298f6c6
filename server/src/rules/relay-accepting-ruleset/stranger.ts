// Follows a ruleset of a site's own with a stranger's address in it, as far as that can be told without maps and other rulesets.
import type { RewritingRule, Ruleset } from "../facts/rulesets.ts";

/** What sendmail hands to each of these rulesets for a stranger, token by token. */
const WORKSPACES: Readonly<Record<string, string>> = {
  Local_check_rcpt: "< victim @ elsewhere . example >",
  Local_check_mail: "< someone @ stranger . example >",
  Local_check_relay: "mail . stranger . example $| 203 . 0 . 113 . 77",
  Local_Relay_Auth: "< victim @ elsewhere . example > $| 203 . 0 . 113 . 77",
};

/** Macros that a rule may ask for, as they are for a stranger; all others are empty. */
const MACROS: Readonly<Record<string, string>> = {
  client_addr: "203 . 0 . 113 . 77",
  client_name: "mail . stranger . example",
  client_resolve: "OK",
  f: "someone @ stranger . example",
  s: "mail . stranger . example",
};

/** A letter for a wildcard is followed by a space for each token that it takes. */
const WILDCARDS: Readonly<Record<string, string>> = {
  "$*": "((?:\\S+ )*?)",
  "$+": "((?:\\S+ )+?)",
  "$-": "(\\S+ )",
  "$@": "()",
};

/** Operators cut words (the library's confOPERATORS, and those that sendmail always has). */
const TOKEN = /\$(?:&?\{\w+\}|[&=~]\w|[&=~]\{\w+\}|\S)|"[^"]*"|[.:%@!^/[\]+()<>,;|]|[^\s$".:%@!^/[\]+()<>,;|]+/g;

function tokens(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/**
 * The rule that answers a stranger with `$#` and neither `error` nor `discard`. Undefined where none does, or where an earlier rule
 * asks for what is not known here.
 */
export function acceptsStranger({ name, rules }: Ruleset): RewritingRule | undefined {
  let workspace = WORKSPACES[name];
  for (const rule of rules) {
    if (workspace === undefined) return undefined;
    const left = pattern(rule.left);
    // Whether a class or a macro matches is not known: strangers are taken to be in no class.
    if (left === undefined) continue;
    const found = left.exec(`${workspace} `);
    if (found === null) continue;
    if (rule.right.startsWith("$#")) {
      const mailer = /^\$#\s*(\w*)/.exec(rule.right)?.[1]?.toLowerCase() ?? "";
      return mailer === "error" || mailer === "discard" || mailer === "" ? undefined : rule;
    }
    if (rule.right.startsWith("$@")) return undefined;
    workspace = rewritten(rule.right.replace(/^\$:\s*/, ""), found);
  }
  return undefined;
}

function pattern(left: string): RegExp | undefined {
  let source = "";
  for (const token of tokens(left)) {
    const wildcard = WILDCARDS[token];
    if (wildcard !== undefined) source += wildcard;
    else if (token.startsWith("$") && token !== "$|") return undefined;
    else source += `${token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} `;
  }
  return new RegExp(`^${source}$`, "i");
}

/** The workspace after a rewriting; undefined where a map or another ruleset has a say. */
function rewritten(right: string, found: RegExpExecArray): string | undefined {
  if (/\$[>([]/.test(right)) return undefined;
  const all = tokens(right).map((token) => {
    const number = /^\$(\d)$/.exec(token)?.[1];
    if (number !== undefined) return (found[Number(number)] ?? "").trim();
    const macro = /^\$&?\{(\w+)\}$|^\$&(\w)$/.exec(token);
    return macro === null ? token : (MACROS[macro[1] ?? macro[2] ?? ""] ?? "");
  });
  return all.filter((token) => token !== "").join(" ");
}
