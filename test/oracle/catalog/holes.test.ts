// Holes and changes of versions against RELEASE_NOTES: what the data say that a version did is in the notes of that version.
import { expect, it } from "vitest";
import { allChanges, allHoles, allPlatforms } from "../../../server/src/catalog/index.ts";
import { releaseNotes } from "./library.ts";

const notes = releaseNotes();
/** The notes of a version in one line. */
const text = (version: string) =>
  (notes.get(version) ?? notes.get(`${version}.0`) ?? notes.get(version.replace(/\.0$/, "")) ?? "").replace(
    /\s+/g,
    " ",
  );

it("each hole is in the notes of the versions that closed it, and of no other version of its line", () => {
  const asked = allHoles().flatMap(({ id, fixed, also, notes: words }) =>
    [fixed, also].filter((version) => version !== undefined).map((version) => ({ id, version, words })),
  );
  console.log(`holes: ${allHoles().length}, statements on versions: ${asked.length}`);
  expect(asked.filter(({ version, words }) => !text(version).includes(words))).toEqual([]);
});

it("a version that the notes call corrected for strangers' programs has its hole here", () => {
  // Words by which the notes tell of holes that strangers can use, version by version: nothing of the kind is left out.
  const told = [...notes].flatMap(([version, note]) =>
    Array.from(note.replace(/\s+/g, " ").matchAll(/SECURITY: ((?:(?!SECURITY: ).)*)/g), ([, words = ""]) => ({
      version,
      words,
    })),
  );
  const remote = told.filter(({ words }) =>
    /^(?:Fix a (?:remote )?buffer overflow|Replace unsafe use of setjmp|Fix buffer overrun|The DNS map can|Handle bogus certificates)/.test(
      words,
    ),
  );
  console.log(`notes marked SECURITY: ${told.length}, about strangers: ${remote.length}`);
  expect(remote.length).toBeGreaterThan(6);
  const closes = (version: string) => allHoles().some(({ fixed, also }) => fixed === version || also === version);
  expect(remote.filter(({ version }) => !closes(version)).map(({ version }) => version)).toEqual([]);
});

it("each change is in the notes of its version, or of the one that ends it", () => {
  console.log(`changes: ${allChanges().length}`);
  const isTold = ({ in: version, until, notes: words }: ReturnType<typeof allChanges>[number]) =>
    [version, until].some((one) => one !== undefined && text(one).includes(words));
  expect(allChanges().filter((change) => !isTold(change))).toEqual([]);
});

it("each patched sendmail of a system is a version that has the hole", () => {
  const patches = allPlatforms().flatMap(({ id, patches = [] }) => patches.map((patch) => ({ system: id, ...patch })));
  expect(patches.length).toBeGreaterThan(2);
  const known = new Map(allHoles().map((hole) => [hole.id, hole]));
  expect(patches.filter(({ id }) => !known.has(id))).toEqual([]);
});
