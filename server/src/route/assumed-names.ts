// What the name service is taken to say where nobody told us: a name with a dot is the proper name of a host. Each such answer is noted.
import type { DnsAnswer, DnsQuestion, NameService } from "../cf/rewrite/index.ts";

export class AssumedNames implements NameService {
  readonly #asked = new Set<string>();

  ask(question: DnsQuestion, name: string): DnsAnswer {
    if (question !== "canonical") return { state: "unknown" };
    this.#asked.add(name);
    return name.includes(".") ? { state: "found", values: [name] } : { state: "none" };
  }

  /** One sentence for each name that was asked for since the last time. */
  take(): readonly string[] {
    const asked = [...this.#asked];
    this.#asked.clear();
    return asked.map((name) =>
      name.includes(".")
        ? `The name service is not asked: this assumes that ${name} is the proper name of a host.`
        : `The name service is not asked: this assumes that it does not know ${name}.`,
    );
  }
}
