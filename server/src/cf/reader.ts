// Goes through the lines of a .cf and builds what sendmail has in memory afterwards.
import type { Source } from "../text.ts";
import { readLines, sanitize } from "./lines.ts";
import { Names } from "./names.ts";
import type { CfConfig, CfEnvironment, CfLine } from "./types.ts";

export class Reader {
  readonly #source: Source;
  readonly #environment: CfEnvironment;

  constructor(source: Source, environment: CfEnvironment) {
    this.#source = { name: source.name, text: sanitize(source.text) };
    this.#environment = environment;
  }

  read(): CfConfig {
    const lines: CfLine[] = [...readLines(this.#source)];
    return {
      source: this.#source.name,
      environment: this.#environment,
      lines,
      messages: [],
      level: 0,
      vendor: undefined,
      names: new Names(),
      macros: new Map(),
      classes: new Map(),
      words: new Map(),
      rulesets: new Map(),
      rulesetNumbers: new Map(),
      mailers: [],
      maps: new Map(),
      options: new Map(),
      settings: [],
      headers: [],
      precedences: [],
      queueGroups: [],
      milters: [],
      variables: [],
    };
  }
}
