// Work of which only the newest run counts.

/** Runs `work` when asked, at once or a little later; a run that was overtaken learns it from `isCurrent` and keeps its result to itself. */
export class Latest {
  readonly #work: (isCurrent: () => boolean) => Promise<void>;
  readonly #delay: number;
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `delay` in milliseconds: runs asked for in quick succession become one. */
  constructor(work: (isCurrent: () => boolean) => Promise<void>, delay = 0) {
    this.#work = work;
    this.#delay = delay;
  }

  run(): void {
    const generation = ++this.#generation;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#work(() => generation === this.#generation).catch((error) => console.error("Sendmail:", error));
    }, this.#delay);
  }

  dispose(): void {
    this.#generation++;
    clearTimeout(this.#timer);
  }
}
