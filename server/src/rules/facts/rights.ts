// Who may write files and folders, and what sendmail was told not to mind (option DontBlameSendmail).
import { folderOf } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import { wordsOf } from "./settings.ts";

const GROUP_WRITES = 0o020;
const WORLD_WRITES = 0o002;
const WORLD_READS = 0o004;

/** Who besides the owner may write something of these permission bits; undefined for nobody, and where the bits are not known. */
export function otherWriter(mode: number | undefined): "group" | "world" | undefined {
  if (mode === undefined) return undefined;
  if ((mode & WORLD_WRITES) !== 0) return "world";
  return (mode & GROUP_WRITES) !== 0 ? "group" : undefined;
}

/** True where everybody may read something of these bits. */
export function isWorldReadable(mode: number | undefined): boolean {
  return mode !== undefined && (mode & WORLD_READS) !== 0;
}

/** The words of DontBlameSendmail, in lower case. */
export function blameWords({ mc, cf }: MailSite): ReadonlySet<string> {
  const value =
    (mc === undefined
      ? cf?.config.options.get("DontBlameSendmail")?.value
      : mc.config.option("confDONT_BLAME_SENDMAIL")?.value) ?? "";
  return new Set(wordsOf("confDONT_BLAME_SENDMAIL", value));
}

/**
 * True where rights on this disk tell of those on the server. In a copy a umask may have made all files writable for the group, and
 * then that says nothing.
 */
export function countsGroup({ host, mc, cf }: MailSite): boolean {
  const own = (mc ?? cf)?.uri;
  return host.isLive || (own !== undefined && otherWriter(host.modes.get(own)) === undefined);
}

/** The folder of a file, or one above it, that others may write to and that sendmail does not trust for it. */
export function unsafeFolder(
  uri: string,
  site: MailSite,
  words: ReadonlySet<string>,
): { readonly uri: string; readonly mode: number; readonly writer: "group" | "world" } | undefined {
  for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
    const mode = site.host.modes.get(folder);
    if (mode === undefined) return undefined;
    const writer = otherWriter(mode);
    // The sticky bit changes nothing (asked).
    if (writer === undefined) continue;
    if (writer === "world" || (!words.has("groupwritabledirpathsafe") && countsGroup(site)))
      return { uri: folder, mode, writer };
  }
}

/** The bits of what others may do, as `ls` shows them: 0664. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
