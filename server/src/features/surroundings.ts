// What the configuration says that decides about the lines of its tables.
import { catalog } from "../catalog/index.ts";
import type { CfConfig } from "../cf/index.ts";
import { hasAccessWord } from "../mc/index.ts";
import { isComplete } from "../rules/facts/settings.ts";
import type { MailSite } from "../site/types.ts";

/** What the configuration says that decides about a line; all is taken to be on where not all of it was read. */
export interface EntrySurroundings {
  /** False where no .mc is available, or one of the files that it includes. */
  readonly known: boolean;
  /** True where one of these features is on. */
  on(...features: readonly string[]): boolean;
  /** True where a feature is on and this word is one of its arguments. */
  has(feature: string, word: string): boolean;
  /** The arguments of a feature that is on; [] elsewhere. */
  arguments(feature: string): readonly string[];
  /** True where a HACK is in the configuration. */
  hack(name: string): boolean;
  /** True where access_db has this word (`skip`, `lookupdotdomain`, `relaytofulladdress`). */
  accessWord(word: string): boolean;
  /** True where senders get the name of a MASQUERADE_AS. */
  readonly masquerades: boolean;
  /** True where a word of class VirtHost is one of class R too: always by the library, and in a .cf by itself if it says so. */
  readonly relaysVirtual: boolean;
  /** The value in force for a setting that the configuration makes; undefined where it makes none. */
  setting(name: string): string | undefined;
  /** Tags that the rules of a .cf without a .mc look up, in lower case; undefined where there is a .mc, or they are not known. */
  readonly asked?: ReadonlySet<string>;
}

export function surroundingsOf(site: MailSite): EntrySurroundings {
  const config = site.mc?.config;
  const known = isComplete(site);
  const has = (feature: string, word: string) =>
    !known || config?.active.get(feature)?.args.some((text) => text.trim() === word) === true;
  return {
    known,
    on: (...features) => !known || features.some((name) => config?.active.has(name)),
    has,
    arguments: (feature) => config?.active.get(feature)?.args ?? [],
    hack: (name) =>
      !known || config?.uses.some(({ call, name: used }) => call.name === "HACK" && used === name) === true,
    accessWord: (word) => !known || config === undefined || hasAccessWord(config.active, word),
    masquerades:
      !known ||
      config === undefined ||
      config.macro("MASQUERADE_AS").length > 0 ||
      config.setting("MASQUERADE_NAME") !== undefined,
    relaysVirtual: site.mc !== undefined || site.cf === undefined || relaysVirtual(site.cf.config),
    setting: (name) => config?.setting(name)?.value?.text,
  };
}

/** True where a line of a .cf gives class R the words of the files of VirtHost: `CR$={VirtHost}` below them, or the same file. */
function relaysVirtual({ classes }: CfConfig): boolean {
  const relays = classes.get("R");
  return (classes.get("VirtHost")?.files ?? []).some(
    ({ path, place: { line } }) =>
      relays?.files.some((file) => file.path === path) === true ||
      relays?.places.some((one) => one.line.number > line.number && /\$=\{VirtHost\}/.test(one.line.content.text)) ===
        true,
  );
}

/** Features without which a tag of the access map is never looked up, and that are off; [] for an unknown tag. */
export function lackingFeatures(tag: string, around: EntrySurroundings): readonly string[] {
  return (catalog.get("access-tag", tag)?.needs ?? []).flatMap(({ what }) => {
    const [kind, name] = what.split(":");
    return kind === "feature" && name !== undefined && !around.on(name) ? [name] : [];
  });
}
