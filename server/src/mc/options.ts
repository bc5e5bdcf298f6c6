// The value of options and other defines at the end of a .mc: the last define that is in force, expanded.
import { expand } from "../m4/index.ts";
import { initialDefinitions, initialMailSettingsDir } from "./library/defaults.ts";
import type { OptionValue, Setting } from "./types.ts";

/** What texts come to, by the text and all definitions that it leads to: an edit leaves most options as they are. */
const expanded = new Map<string, string>();
const MOST_EXPANDED = 500;

/** Reads options on demand and keeps what it read. */
export class OptionReader {
  readonly #settings: ReadonlyMap<string, readonly Setting[]>;
  /** What the library set for its own use (`_ACCESS_TABLE_`). */
  readonly #internal: ReadonlyMap<string, string>;
  readonly #loaded: boolean;
  readonly #known = new Map<string, OptionValue | undefined>();

  constructor(
    settings: ReadonlyMap<string, readonly Setting[]>,
    internal: ReadonlyMap<string, string>,
    loaded: boolean,
  ) {
    this.#settings = settings;
    this.#internal = internal;
    this.#loaded = loaded;
  }

  read(name: string): OptionValue | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#find(name));
    return this.#known.get(name);
  }

  #find(name: string): OptionValue | undefined {
    const setting = this.#settings.get(name)?.at(-1);
    const text = this.#raw(name);
    if (text === undefined) return undefined;
    const value = this.#expanded(text);
    return { name, value, setting, exact: value === text ? setting?.value?.exact : undefined };
  }

  /** The text of a definition as it is at the end. */
  #raw(name: string): string | undefined {
    const setting = this.#settings.get(name)?.at(-1);
    if (setting !== undefined) return setting.value?.text;
    const internal = this.#internal.get(name);
    if (internal !== undefined || !this.#loaded) return internal;
    return name === "MAIL_SETTINGS_DIR" ? initialMailSettingsDir : initialDefinitions[name];
  }

  /** Text as m4 would write it into the .cf. */
  #expanded(text: string): string {
    const definitions = new Map<string, string>();
    this.#collect(text, definitions);
    const builtins = /\b(?:if|sub|def|eval|ind|len|translit|format|dnl|incr|decr|pat|reg)/.test(text);
    if (definitions.size === 0 && !builtins && !/[`']/.test(text)) return text;
    const key = JSON.stringify([text, ...definitions]);
    let value = expanded.get(key);
    if (value === undefined) {
      value = expand({
        sources: [{ name: "sendmail:option", text: `changecom()${text}` }],
        definitions,
        budget: { expansions: 2_000, output: 200_000 },
      }).output;
      if (expanded.size >= MOST_EXPANDED) expanded.clear();
      expanded.set(key, value);
    }
    return value;
  }

  /** The definitions that a text leads to, with those that they lead to. */
  #collect(text: string, definitions: Map<string, string>): void {
    for (const word of text.match(/[A-Za-z_]\w*/g) ?? []) {
      const found = definitions.has(word) ? undefined : this.#raw(word);
      if (found === undefined) continue;
      definitions.set(word, found);
      this.#collect(found, definitions);
    }
  }
}
