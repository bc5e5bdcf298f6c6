// One person for the tests of a file, and a new desk for each test; a failure leaves a picture and words.
import { afterAll, afterEach, beforeEach } from "vitest";
import { Person } from "./person.ts";

/** What lies on the desk when a test begins. */
export interface Desk {
  /** Settings of VS Code, beside the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files beside those of examples/, by their path in the folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Gives the person, who is there while tests run. `file` is in front of them. No test sees what another one did: each
 * begins with a new folder, and after a failure with a new VS Code, where the test is tried once more (vitest.ui.config.mts).
 */
export function aDayWith(file: string, { settings = {}, files = {} }: Desk = {}): () => Person {
  let person: Person | undefined;
  const leave = async () => {
    await person?.leave();
    person = undefined;
  };
  beforeEach(async () => {
    person ??= await Person.arrive(settings);
    await person.sitDown(file, files);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !person) return;
    console.error(`${task.name}: what was seen\n${await person.sees()}`);
    await person.picture(`failure-${task.name.replace(/\W+/g, "-").slice(0, 60)}`);
    await leave();
  });
  afterAll(leave);
  return () => {
    if (!person) throw new Error("nobody has arrived yet");
    return person;
  };
}
