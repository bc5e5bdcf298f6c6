// The value of options and other defines at the end of a .mc: the last define that is in force, expanded.
import { expand } from "../m4/index.ts";
import { initialDefinitions, initialMailSettingsDir } from "./library/defaults.ts";
import type { OptionValue, Setting } from "./types.ts";

/** Reads options on demand and keeps what it read. */
export class OptionReader {
  private readonly known = new Map<string, OptionValue | undefined>();
  private all: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly settings: ReadonlyMap<string, readonly Setting[]>,
    private readonly loaded: boolean,
  ) {}

  read(name: string): OptionValue | undefined {
    if (!this.known.has(name)) this.known.set(name, this.find(name));
    return this.known.get(name);
  }

  private find(name: string): OptionValue | undefined {
    const setting = this.settings.get(name)?.at(-1);
    const text = this.raw(name);
    if (text === undefined) return undefined;
    const value = this.expanded(text);
    return { name, value, setting, exact: value === text ? setting?.value?.exact : undefined };
  }

  /** The text of a definition as it stands at the end. */
  private raw(name: string): string | undefined {
    const setting = this.settings.get(name)?.at(-1);
    if (setting !== undefined) return setting.value?.text;
    if (!this.loaded) return undefined;
    return name === "MAIL_SETTINGS_DIR" ? initialMailSettingsDir : initialDefinitions[name];
  }

  private isDefined(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  /** Text as m4 would write it into the .cf. */
  private expanded(text: string): string {
    const quotes = /[`']/.test(text);
    const live = (text.match(/[A-Za-z_]\w*/g) ?? []).some(
      (word) => this.isDefined(word) || /^(if|sub|def|eval|ind)/.test(word),
    );
    if (!quotes && !live) return text;
    const comments = { name: "sendmail:option", text: `changecom()${text}` };
    return expand({ sources: [comments], definitions: this.definitions() }).output;
  }

  private definitions(): ReadonlyMap<string, string> {
    if (this.all === undefined) {
      const all = new Map<string, string>();
      for (const name of [...Object.keys(initialDefinitions), "MAIL_SETTINGS_DIR", ...this.settings.keys()]) {
        const text = this.raw(name);
        if (text !== undefined && /^[A-Za-z_]\w*$/.test(name)) all.set(name, text);
      }
      this.all = all;
    }
    return this.all;
  }
}
