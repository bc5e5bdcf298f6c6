// Makes the tests of a rule out of small sites; not part of the product.
import { describe, expect, it } from "vitest";
import { markedSite } from "../site/testing.ts";
import type { MailSite } from "../site/types.ts";
import { TextDocument } from "../text.ts";
import { type LintOptions, lint, type Problem } from "./linter/lint.ts";
import type { Rule, RuleMeta } from "./types.ts";

/** Files by name; `⟦…⟧` marks what is to be reported. */
export type Files = Readonly<Record<string, string>>;

export interface Found {
  readonly files: Files;
  /** What the messages have to say, one for each mark or one for all. */
  readonly message?: RegExp;
  readonly severity?: Problem["severity"];
  /** Lines that the first finding links to, from 1, in its order. */
  readonly related?: readonly number[];
  /** Titles of the fixes of the first finding, in order. */
  readonly fixes?: readonly string[];
  /** Their grades. */
  readonly grades?: readonly string[];
  /** The marked files after the first fix of the first finding (without marks); by name. */
  readonly fixed?: Files;
  readonly options?: LintOptions;
  /** Rights of files and folders, by name. */
  readonly modes?: Readonly<Record<string, number>>;
}

export interface Cases {
  readonly finds: Readonly<Record<string, Found | Files>>;
  /** Sites in which the rule must not speak. */
  readonly silent: Readonly<Record<string, Pick<Found, "files" | "options" | "modes"> | Files>>;
}

/** A site whose .mc has what every sendmail wants, around the given lines. */
export function mc(...lines: readonly string[]): string {
  return ["OSTYPE(`linux')dnl", ...lines, "MAILER(`local')dnl", "MAILER(`smtp')dnl", ""].join("\n");
}

/** What a list of problems, a terminal or a screen reader gives of a message. */
function firstLine({ message }: Problem): string {
  return message.split("\n", 1)[0] ?? "";
}

/** The other lines that a message names. */
function linesNamedBy({ message, span }: Problem, site: MailSite): readonly number[] {
  const own = site.document(span.source)?.positionAt(span.start).line ?? 0;
  const named = [...message.matchAll(/\blines? (\d+)(?:, (\d+))*(?: and (\d+))?/g)].flatMap(([, ...all]) =>
    all.flatMap((line) => (line === undefined ? [] : [Number(line)])),
  );
  return named.filter((line) => line !== own + 1);
}

/** The lines that it links to. */
function relatedLines({ related = [] }: Problem, site: MailSite): readonly number[] {
  return related.map(({ span }) => (site.document(span.source)?.positionAt(span.start).line ?? -1) + 1);
}

/** Fixes by what they may change, the most harmless first; after them a rule that has none. */
const GRADES: readonly RuleMeta["fix"][] = ["safe", "narrows", "asks", "none"];

/** Runs the cases of one rule. */
export function testRule(rule: Rule, { finds, silent }: Cases): void {
  describe(rule.meta.code, () => {
    it.each(Object.entries(finds))("finds %s", async (_, given) => {
      const found: Found = isFound(given) ? given : { files: given };
      const { site, ranges } = await markedSite(found.files, found.modes);
      const problems = [...lint(site, [rule], found.options).values()].flat();
      const place = ({ source, start, end }: Problem["span"]) => `${source}:${start}-${end}`;
      expect(problems.map(({ span }) => place(span)).sort()).toEqual(ranges.map(place).sort());
      expect(ranges.length, "at least one place is marked").toBeGreaterThan(0);
      for (const problem of problems) {
        expect(problem.message).toMatch(/[.?]$/);
        expect(firstLine(problem), "the first line, which has to stand alone").toMatch(/^.{10,74}$/);
        expect(rule.meta.kinds, "kinds of the rule").toContain(site.fileAt(problem.span.source)?.kind);
        for (const line of linesNamedBy(problem, site))
          expect(relatedLines(problem, site), `a link to line ${line}, which the message names`).toContain(line);
        if (found.message !== undefined) expect(problem.message).toMatch(found.message);
        if (found.severity !== undefined) expect(problem.severity).toBe(found.severity);
      }
      if (found.related !== undefined && problems[0] !== undefined)
        expect(relatedLines(problems[0], site), "links").toEqual(found.related);
      const fixes = problems[0]?.fixes?.() ?? [];
      // What is said of the rule is the grade of its most harmless fix.
      for (const { grade } of problems.flatMap((problem) => problem.fixes?.() ?? []))
        expect(GRADES.indexOf(grade), `a fix that is ${grade}`).toBeGreaterThanOrEqual(GRADES.indexOf(rule.meta.fix));
      if (found.fixes !== undefined) expect(fixes.map(({ title }) => title)).toEqual(found.fixes);
      if (found.grades !== undefined) expect(fixes.map(({ grade }) => grade)).toEqual(found.grades);
      for (const [name, text] of Object.entries(found.fixed ?? {})) {
        const uri = name.includes("://") ? name : `file:///etc/mail/${name}`;
        const document = site.document(uri);
        if (document === undefined) throw new Error(`there is no ${name}`);
        const edits = (fixes[0]?.changes ?? [])
          .filter(({ span }) => span.source === uri)
          .map(({ span, newText }) => ({
            range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
            newText,
          }));
        expect(TextDocument.applyEdits(document, edits)).toBe(text);
      }
    });

    it.each(Object.entries(silent))("is silent about %s", async (_, given) => {
      const { files, options, modes }: Pick<Found, "files" | "options" | "modes"> = isFound(given)
        ? given
        : { files: given };
      const { site } = await markedSite(files, modes);
      expect([...lint(site, [rule], options).values()].flat().map(({ message }) => message)).toEqual([]);
    });
  });
}

function isFound<Given extends Pick<Found, "files">>(given: Given | Files): given is Given {
  return typeof given.files === "object";
}
