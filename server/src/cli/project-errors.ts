// What is wrong in the project files that a command reads, each said once.
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Service } from "../service.ts";

export class ProjectErrors {
  readonly #service: Service;
  readonly #files = new Set<string>();
  /** `.sendmail-lint.json:3: ...`, one for each mistake. */
  readonly lines: string[] = [];

  constructor(service: Service) {
    this.#service = service;
  }

  /** Reads the project file that a file is judged by. */
  async note(uri: string): Promise<void> {
    const project = await this.#service.projectOf(uri);
    if (project === undefined || this.#files.has(project.uri)) return;
    this.#files.add(project.uri);
    const file = path.relative(process.cwd(), fileURLToPath(project.uri));
    for (const { message, range } of project.errors) this.lines.push(`${file}:${range.start.line + 1}: ${message}`);
  }
}
