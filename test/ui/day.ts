// One person for the tests of a file: sits down before them, leaves after them, and a failure leaves a picture and words.
import { afterAll, afterEach, beforeAll } from "vitest";
import { Person } from "./person.ts";

/** Gives the person, who is there while tests run. `file` of examples/ is in front of them; `settings` are VS Code's. */
export function aDayWith(file: string, settings: Readonly<Record<string, unknown>> = {}): () => Person {
  let person: Person | undefined;
  beforeAll(async () => {
    person = await Person.sitDown(file, settings);
  });
  afterAll(() => person?.leave());
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !person) return;
    console.error(`${task.name}: what was seen\n${await person.sees()}`);
    await person.picture(`failure-${task.name.replace(/\W+/g, "-").slice(0, 60)}`);
  });
  return () => {
    if (!person) throw new Error("nobody has sat down yet");
    return person;
  };
}
