// `ALLOW`, `DENY`, ...: words that sendmail does not know as actions.

import { catalog } from "../../catalog/index.ts";
import { parseAction } from "../../tables/action.ts";
import { replacement } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { isAddressAndAction, splitKey } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** Words of other programs, and what sendmail calls them. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  ALLOW: ["OK", "RELAY"],
  ACCEPT: ["OK", "RELAY"],
  PERMIT: ["OK", "RELAY"],
  YES: ["OK", "RELAY"],
  WHITELIST: ["OK"],
  DENY: ["REJECT"],
  BLOCK: ["REJECT"],
  DROP: ["DISCARD"],
  NO: ["REJECT"],
  SPAM: ["REJECT"],
  DUNNO: ["SKIP"],
};

/** What Spam: lines do, by their value. */
const SPAM_EFFECTS: Readonly<Record<string, string>> = {
  FRIEND: "lets mail to it skip the checks of clients and senders",
  HATER: "has mail to it checked by client and sender",
};

/** A word that ends the name of a host with a space in it. */
const KEY_END = /^(?:server|host|hosts|client|clients|gateway|network)$/i;

/** Words after which RELAY or OK ends a sentence: `cannot RELAY`, `not OK`. */
const SENTENCE =
  /^(?:no|not|non|never|cannot|can't|cant|don't|dont|won't|we|you|please|must|may|to|do|is|are|open|illegal|invalid|denied|forbidden|bad|unauthori[sz]ed|unwanted|anonymous|external)$/;

/** Tags whose values are actions, in lower case; other tags have values of their own. */
const TAGS = new Set(["", "connect", "from", "to"]);

export const rule: EntryRule = {
  meta: {
    code: "access-unknown-action",
    title: "A word that is not an action of the access map",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  concerns: ({ tag, action }) => (action === "text" || action === "reply") && TAGS.has(tag),
  checkEntry(entry, context, report) {
    if (splitKey(entry) !== undefined) return;
    const { action, tag } = entry;
    // After a byte order mark a comment is not a comment, and a key never matches.
    if (!TAGS.has(tag.toLowerCase()) || entry.key.startsWith("\uFEFF")) return;
    if (reportComment() || reportPunctuation() || reportLateAction()) return;
    if (reportQuarantine()) return;
    // A sentence may be meant as the text of a refusal; one word that looks like an action is not.
    if (action.kind !== "text" || !/^"?[A-Za-z_-]+[.,;:]?"?$/.test(action.text.text)) return;
    if (reportSpamWord()) return;
    const word = action.text.text.replace(/[^A-Za-z_-]/g, "").toUpperCase();
    const known = action.meant === undefined ? undefined : [word];
    const near = known ?? ELSEWHERE[word] ?? catalog.nearest(word, ["access-action"]).map(({ name }) => name);
    const span = valueSpan(entry, action.text);
    const advice =
      near.length === 0 ? "Write OK, RELAY, REJECT, DISCARD or ERROR:code text." : `Did you mean ${near.join(" or ")}?`;
    report({
      span,
      message: `"${action.text.text}" is not an action: sendmail refuses mail with it as the text.\n${advice}`,
      fixes: () =>
        near.map((name) => {
          const effect = effectOf(entry, context, entry.key, { action: parseAction(name, tag) });
          return replacement(`Change it to ${name}: ${effect}`, span, name, "asks");
        }),
    });

    /** `(RELAY)`: sendmail drops what is in parentheses, so nothing is left. */
    function reportComment(): boolean {
      const word = action.kind === "text" ? /^\((\w+)\)$/.exec(action.text.text)?.[1]?.toUpperCase() : undefined;
      if (word === undefined || action.kind !== "text" || catalog.get("access-action", word) === undefined)
        return false;
      const span = valueSpan(entry, action.text);
      const effect = effectOf(entry, context, entry.key, { action: parseAction(word, tag) });
      report({
        span,
        message: `In parentheses ${word} is a comment, so this line does nothing.\nsendmail drops the parentheses and what is in them. Write ${word} alone.`,
        fixes: () => [replacement(`Change it to ${word}: ${effect}`, span, word, "asks")],
      });
      return true;
    }

    /** `RELAY,OK`, `= RELAY`, `RELAY;x`: an action with signs around it, or with another after a sign. A no-break space is a sign to sendmail. */
    function reportPunctuation(): boolean {
      if (action.kind !== "text") return false;
      const { text } = action.text;
      const [, before = "", word = "", after = ""] =
        /^([=:>\-'"`<[{\s\u00ad\u200b-\u200f\u2060]*)(RELAY|OK|REJECT|DISCARD|SKIP)((?:[=,;|/+&'"`\]}>!?\u00a0\u00ad\u200b-\u200f\u2060\ufeff].*)?)$/i.exec(
          text,
        ) ?? [];
      if (word === "" || (before === "" && after === "") || /^"[A-Za-z]+"$/.test(text)) return false;
      const span = valueSpan(entry, action.text);
      const effect = effectOf(entry, context, entry.key, { action: parseAction(word, tag) });
      const isInvisible = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]+$/.test(before + after);
      report({
        span,
        message: `${isInvisible ? "Invisible characters" : "Characters"} around an action make it the text of a refusal.\nsendmail refuses with "553 5.3.0 ${text}" where ${word} was meant. Write ${word} alone.`,
        fixes: () => [replacement(`Change it to ${word}: ${effect}`, span, word, "asks")],
      });
      return true;
    }

    /** `From:joe smith@a.example REJECT`: the key ends at the first space, and the rest is a text. */
    function reportLateAction(): boolean {
      if (action.kind !== "text" && !isAddressAndAction(entry)) return false;
      const [, rest = "", word = ""] = /^(\S+)[ \t]+(RELAY|OK|REJECT|DISCARD)$/.exec(entry.value) ?? [];
      // A sentence may end in such a word; an address, a tag or another part of a key is not the start of one.
      const isName = /^[a-z0-9][\w'-]*$/.test(rest) && !/[A-Z]/.test(rest) && !SENTENCE.test(rest);
      const isGrant = word === "RELAY" || word === "OK";
      if (!/[@.:/]\S/.test(rest) && !(KEY_END.test(rest) && word !== "OK") && !(isName && isGrant)) return false;
      const isSmtp = /^(?:mail|rcpt)$/i.test(entry.key) && /^(?:from|to):/i.test(rest);
      report({
        span: entry.valueSpan,
        message:
          `${word} is not the action of this line: the key ends at its first space.\nsendmail looks for "${entry.tag === "" ? "" : `${entry.tag}:`}${entry.key}" and refuses with the text "${entry.value}". ` +
          (isSmtp
            ? `Write ${rest.replace(/^./, (letter) => letter.toUpperCase())}, without the ${entry.key} before it.`
            : "No key has spaces in it: write one name or address."),
      });
      return true;
    }

    /** QUARANTINE is an action only with a reason. */
    function reportQuarantine(): boolean {
      const reason = action.kind === "text" ? /^QUARANTINE(?:[ \t]+(\S.*))?$/i.exec(action.text.text) : null;
      if (action.kind !== "text" || reason === null) return false;
      const span = valueSpan(entry, action.text);
      const written = `QUARANTINE:${reason[1] ?? "held by the access map"}`;
      report({
        span,
        message: `QUARANTINE without a colon and a reason refuses mail.\nsendmail reads the word as the text of a refusal. Write ${written}.`,
        fixes: () => [replacement(`Write ${written}: mail is held instead of refused`, span, written, "asks")],
      });
      return true;
    }

    /** FRIEND and HATER are actions, but of another tag. */
    function reportSpamWord(): boolean {
      if (action.kind !== "text" || !/^(?:FRIEND|HATER)$/i.test(action.text.text)) return false;
      const place = tag === "" ? { ...entry.keySpan, end: entry.keySpan.start } : entry.tagSpan;
      const word = action.text.text.toUpperCase();
      const isRead =
        context.featureWords.get("delay_checks")?.has(word.toLowerCase()) ?? context.features === undefined;
      const needed = `FEATURE(\`delay_checks', \`${word.toLowerCase()}')`;
      report({
        span: valueSpan(entry, action.text),
        message: `${action.text.text.toUpperCase()} works only after the tag Spam:; here it refuses mail.\nsendmail reads the word as the text of a refusal. Write Spam:${entry.key}${isRead ? "" : `, which needs ${needed} in the .mc`}.`,
        fixes: () => [
          replacement(
            `Change the tag to Spam: ${isRead ? (SPAM_EFFECTS[word] ?? "") : `no longer refuses, and needs ${needed}`}`,
            place,
            tag === "" ? "Spam:" : "Spam",
            "asks",
          ),
        ],
      });
      return true;
    }
  },
};
