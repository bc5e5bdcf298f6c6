// Reads a .mc: runs it through m4 with sendmail's vocabulary as native macros and says what it configures.
import { expand } from "../m4/index.ts";
import type { Budget, Expansion, M4Host } from "../m4/types.ts";
import type { Source } from "../text.ts";
import { makeConfig } from "./config.ts";
import { usualCfDir } from "./library/defaults.ts";
import { librarySource, loadMacro, withNatives } from "./natives.ts";
import { Reading } from "./reading.ts";
import type { MailConfig } from "./types.ts";

export interface ReadOptions {
  /** Answers `include`, and gives the files of FEATURE, OSTYPE, DOMAIN, HACK, MAILER and SITECONFIG that it has. */
  readonly host?: M4Host;
  /** True where the caller knows a library file (`feature`, `name`) that is not in our tables; it is then read as empty. */
  readonly knows?: (kind: string, name: string) => boolean;
  readonly budget?: Partial<Budget>;
  /** The library's folder, for messages and lookups; default the usual one. A .mc that includes m4/cf.m4 names its own. */
  readonly cfDir?: string;
  /** `-D NAME=VALUE`. */
  readonly definitions?: ReadonlyMap<string, string>;
}

/** The path of the library's first file, as a .mc includes it. */
const libraryPath = /(?:^|\/)cf\.m4$/;

interface Run {
  readonly expansion: Expansion;
  readonly reading: Reading;
  /** True if the .mc itself included m4/cf.m4. */
  readonly included: boolean;
}

function run(source: Source, options: ReadOptions, libraryFirst: boolean): Run {
  const reading = new Reading();
  let included = false;
  const cfDir = options.cfDir ?? usualCfDir;
  reading.cfDir = options.definitions?.get("_CF_DIR_") ?? cfDir;
  const library = (): Source => ({ name: librarySource, text: `${loadMacro}\`'` });
  const host: M4Host = {
    read(path) {
      if (!libraryPath.test(path)) return options.host?.read(path);
      if (!libraryFirst) included = true;
      if (reading.loaded) return { name: `${librarySource}#again`, text: "divert(0)dnl\n" };
      if (!options.definitions?.has("_CF_DIR_")) reading.cfDir = path.replace(/(?:m4\/)?cf\.m4$/, "");
      return library();
    },
  };
  const context = { reading, hasHost: options.host !== undefined, knows: options.knows ?? (() => false) };
  const expansion = withNatives(context, (natives) =>
    expand({
      sources: libraryFirst ? [library(), source] : [source],
      host,
      natives,
      ...(options.definitions === undefined ? {} : { definitions: options.definitions }),
      ...(options.budget === undefined ? {} : { budget: options.budget }),
    }),
  );
  return { expansion, reading, included };
}

/**
 * What a .mc configures. Never throws, whatever the text; the same text and answers of the host give the same result. A text that
 * does not include m4/cf.m4 itself is read as if it came after it on m4's command line.
 */
export function readMailConfig(source: Source, options: ReadOptions = {}): MailConfig {
  // Only a run tells whether an include is live; a mention is enough to try that reading first.
  if (/cf\.m4\s*(?:['"]\s*)?\)/.test(source.text)) {
    const alone = run(source, options, false);
    if (alone.included) return makeConfig(source.name, true, alone.expansion, alone.reading);
  }
  const whole = run(source, options, true);
  return makeConfig(source.name, false, whole.expansion, whole.reading);
}

export { hasAccessWord, SWITCHES } from "./active-features.ts";
export { libraryMessageTexts } from "./library/messages.ts";
export { osTypeEffects } from "./library/ostypes.ts";
export type * from "./types.ts";
export { vocabulary } from "./vocabulary.ts";
