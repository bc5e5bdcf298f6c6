// Keys of a kind that their tag is never looked up for.

import { replacement } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { unaskedKey } from "../facts/access-keys.ts";
import { splitKey } from "../facts/access-words.ts";
import { isIdleLogin } from "../facts/login-lines.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-wrong-key",
    title: "A tag of the access map with a key of the wrong kind",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  concerns: ({ tag }) => tag !== "",
  checkEntry(entry, context, report) {
    if (splitKey(entry) !== undefined || isIdleLogin(entry)) return;
    const unasked = unaskedKey(entry, context);
    if (unasked === undefined) return;
    const { name, asked, isClient } = unasked;
    report({
      span: fullKeySpan(entry),
      // Debian's own map has such a default for GreetPause; it harms nobody.
      ...(entry.shape.kind === "empty" ? { severity: "information" as const } : {}),
      message:
        `This line does nothing: ${name} never matches after ${entry.tag}:.\n` +
        (isClient
          ? "From: and To: are for mail addresses; the tag for the client that connects is Connect:."
          : `sendmail looks up ${asked} there.`),
      fixes: () =>
        isClient
          ? [
              replacement(
                `Change the tag to Connect: ${effectOf(entry, context, entry.key, { tag: "connect" })}`,
                entry.tagSpan,
                "Connect",
                "asks",
              ),
            ]
          : [],
    });
  },
};
