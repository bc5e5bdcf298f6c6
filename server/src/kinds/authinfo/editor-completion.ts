// What may be written in a table of logins.
import type { CompletionItem } from "vscode-languageserver-types";
import { catalog } from "../../catalog/index.ts";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { afterCursor, beforeCursor, freshKeys, rangeBefore, valueBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { plainHost, smartHostOf } from "../../site/smart-host.ts";
import type { TableFile } from "../../site/types.ts";
import { readLogin } from "../../tables/values/login.ts";
import { loginKey } from "./key.ts";

/** The parts of a login, with what they mean. */
const PARTS: readonly (readonly [letter: string, sample: string, meaning: string])[] = [
  ["U", "user", "the user to log in as"],
  ["P", "password", "the password"],
  ["M", "PLAIN", "the mechanisms, divided by spaces; without it those of confAUTH_MECHANISMS"],
  ["I", "user", "the user whose password it is, where that is not U"],
  ["R", "example.com", "the realm"],
];

/** The items at a place; [] in comments. */
export function completeAuthinfo(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#")) return [];
  const written = valueBefore(before);
  if (written === undefined) return servers(line, before);
  const mechanisms = /"M:([^"]*)$/i.exec(written);
  if (mechanisms !== null) return mechanismItems(line, mechanisms[1] ?? "");
  const open = /(?:^|\s)("[^"]*)$/.exec(written);
  if (open === null && /\S$/.test(written)) return [];
  return partItems(line, open?.[1] ?? "", written);
}

/** The server of SMART_HOST, and the line for all others. */
function servers(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const range = rangeBefore(line, before.length);
  const smart = line.site.mc && smartHostOf(line.site.mc.config);
  const keys = (smart?.hosts ?? []).map((host) => `AuthInfo:${plainHost(host)}`);
  const items = keys
    .filter((key) => loginKey(key).kind === "server")
    .map((key) => plainItem(key, "the server of SMART_HOST", { range, text: plain(key) }));
  return freshKeys(line, [
    ...items,
    plainItem("AuthInfo:", "every server that no other line is about", { range, text: "AuthInfo:", late: true }),
  ]);
}

function partItems(line: Place<TableFile>, open: string, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, open.length);
  const known = new Set<string>(
    [written.slice(0, written.length - open.length), afterCursor(line).replace(/^"/, "")].flatMap((text) =>
      readLogin(text).parts.map(({ field }) => field),
    ),
  );
  return PARTS.filter(([letter]) => !known.has(letter)).map(([letter, sample, meaning], at) =>
    plainItem(`"${letter}:${sample}"`, meaning, { range, text: `"${letter}:${hole(1, sample)}"`, late: at > 2 }),
  );
}

function mechanismItems(line: Place<TableFile>, written: string): readonly CompletionItem[] {
  const word = /\S*$/.exec(written)?.[0] ?? "";
  const range = rangeBefore(line, word.length);
  const taken: ReadonlySet<string> = new Set(
    written
      .slice(0, written.length - word.length)
      .toUpperCase()
      .split(/ +/),
  );
  return catalog
    .all("auth-mechanism")
    .filter(({ name }) => !taken.has(name))
    .map(({ name, summary }) => plainItem(name, summary, { range, text: plain(name) }));
}
