// Who is in which class: class macros, `C`, `F` and `T` lines, and the files that options name.
import type { Value } from "../m4/types.ts";
import { valueIn } from "./cf-lines.ts";
import type { NotedClass } from "./reading.ts";
import type { CfLine, ClassMembers, OptionValue, Use } from "./types.ts";
import { part, withoutComment, words } from "./values/places.ts";

/** How an `F` line says where the members are (sendmail's readcf: options, then a path, `|program` or `@map`, then a scanf format). */
export function fileMembers(whole: Value): ClassMembers["how"] {
  const value = withoutComment(whole);
  const { text } = value;
  const option = /^\s*(-\S*)\s+/.exec(text);
  const flags = option?.[1] ?? "";
  const start = option?.[0].length ?? (/^\s*/.exec(text)?.[0].length || 0);
  const rest = text.slice(start).trimEnd();
  if (rest.startsWith("|")) return { kind: "program", text: part(value, start + 1, start + rest.length) };
  if (!rest.startsWith("/") && /^[^/\s]*@/.test(rest))
    return { kind: "map", text: part(value, start, start + rest.length) };
  // Only a space ends the name: a tab is a part of it (seen with sendmail -bt).
  const [path = ""] = /^[^ ]*/.exec(rest) ?? [];
  const format = rest.slice(path.length).trim();
  return {
    kind: "file",
    path: part(value, start, start + path.length),
    optional: flags.includes("o"),
    flags,
    format: format === "" ? undefined : format,
  };
}

/** Members by macros whose arguments needed no further expansion. */
export function fromMacro({ macro, value, call }: NotedClass): ClassMembers {
  // What follows a line end is another line of the .cf, but for a line that begins with a space.
  const end = value.text.search(/\n(?![ \t])/);
  const line = end < 0 ? value : part(value, 0, end);
  const how = macro.line === "F" ? fileMembers(line) : ({ kind: "words", words: words(withoutComment(line)) } as const);
  return { className: macro.className, how, by: call.name, span: call.site, call };
}

/** Members by a raw line; undefined for other lines. */
export function fromLine(line: CfLine): ClassMembers | undefined {
  if (line.kind !== "C" && line.kind !== "F" && line.kind !== "T") return undefined;
  const name = line.kind === "T" ? undefined : /^.(?:\{([^}]*)\}|(.))/.exec(line.text);
  if (name === null) return undefined;
  const start = name?.[0].length ?? 1;
  const { text } = withoutComment({ text: line.text, exact: undefined });
  const value = valueIn(line, start, Math.max(start, text.length));
  // Put together from pieces: every word still has the place of its own.
  const list = () =>
    words({ text: value.text, exact: undefined }).length === 0
      ? []
      : [...value.text.matchAll(/\S+/g)].map(({ index, 0: word }) =>
          valueIn(line, start + index, start + index + word.length),
        );
  return {
    className: name?.[1] ?? name?.[2] ?? "t",
    how: line.kind === "F" ? fileMembers(value) : { kind: "words", words: list() },
    by: line.kind,
    span: line.span,
    call: undefined,
    line,
  };
}

/** What the end of the configuration needs to know for the files that options name. */
interface Ending {
  feature(name: string): readonly Use[];
  macro(name: string): readonly Use[];
  option(name: string): OptionValue | undefined;
  readonly start: ClassMembers["span"];
}

/** Classes that m4/proto.m4 fills from options: relay-domains, local-host-names, trusted-users. */
export function fromOptions(ending: Ending): ClassMembers[] {
  const { option, start } = ending;
  const members: ClassMembers[] = [];
  const add = (className: string, name: string, use: Use | undefined, fallback?: string) => {
    const found = option(name);
    const text = found?.value ?? fallback;
    if (text === undefined) return;
    const setting = found?.setting;
    members.push({
      className,
      how: fileMembers({ text, exact: found?.exact }),
      by: use === undefined ? name : `FEATURE(${use.name})`,
      span: setting?.nameSpan ?? use?.nameSpan ?? start,
      call: setting?.call ?? use?.call,
    });
  };
  const cw = ending.feature("use_cw_file").at(-1);
  const ct = ending.feature("use_ct_file").at(-1);
  if (cw !== undefined || option("USE_CW_FILE") !== undefined) add("w", "confCW_FILE", cw, "confCW_FILE");
  add("R", "confCR_FILE", undefined);
  if (ct !== undefined)
    add("t", "confCT_FILE", ct, `${option("MAIL_SETTINGS_DIR")?.value ?? "MAIL_SETTINGS_DIR"}trusted-users`);
  const trusted = option("confTRUSTED_USERS");
  if (trusted !== undefined)
    members.push({
      className: "t",
      how: { kind: "words", words: words(withoutComment({ text: trusted.value, exact: trusted.exact })) },
      by: "confTRUSTED_USERS",
      span: trusted.setting?.nameSpan ?? start,
      call: trusted.setting?.call,
    });
  const virtual = [...ending.macro("VIRTUSER_DOMAIN"), ...ending.macro("VIRTUSER_DOMAIN_FILE")].at(0);
  if (virtual !== undefined)
    members.push({
      className: "R",
      how: { kind: "class", className: "VirtHost" },
      by: virtual.name,
      span: virtual.nameSpan,
      call: virtual.call,
    });
  return members;
}
