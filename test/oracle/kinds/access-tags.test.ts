// What the hover of a line with a tag of its own says (limits, TLS, features, certificates, ...) is what sendmail's rulesets answer.
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONG, SEED, VERSIONS, type Version, versionsThere } from "../programs.ts";
import { answerIn } from "../relay/sendmail.ts";
import { MailSite } from "../tables/mail-site.ts";
import { covers } from "./access-claims.ts";
import { hovers, mcOf, type Subject, typed, withHelpers } from "./access-questions.ts";
import { NEVER, TAGS, type TagCase } from "./access-tags.ts";

/** The oldest and the newest version that have a tag; in the long form all of them. */
function asked({ since = VERSIONS[0] }: TagCase): readonly Version[] {
  const having = versionsThere().filter((version) => VERSIONS.indexOf(version) >= VERSIONS.indexOf(since));
  return having.filter((_, at) => LONG || at === 0 || at === having.length - 1);
}

const CASES = Object.entries(TAGS).flatMap(([name, one]) => asked(one).map((version) => [name, version, one] as const));

interface Line {
  readonly text: string;
  readonly subjects: readonly Subject[];
}

/** One server with a tag, asked about several maps. */
class TagServer {
  readonly #site: MailSite;
  readonly #untouched: readonly string[];

  constructor(
    readonly one: TagCase,
    readonly version: Version,
  ) {
    this.#site = new MailSite({ mc: mcOf({ mc: one.mc ?? "" }, "@"), adapt: withHelpers, version });
    this.#untouched = this.#answers([], one.typed({ near: "itself" }));
  }

  dispose(): void {
    this.#site.dispose();
  }

  /** Where the hovers of lines claim what sendmail does not answer, and how many questions that were. */
  async wrongClaims(lines: readonly Line[]): Promise<{ readonly wrong: readonly string[]; readonly asked: number }> {
    const { mc = "", more = [], typed: questions, claims } = this.one;
    const texts = lines.map(({ text }) => text);
    const rows = lines.flatMap(({ text, subjects }, line) =>
      subjects.flatMap((subject) =>
        questions(subject).map((question, nth) => ({ text, line, subject, question, nth })),
      ),
    );
    const answers = this.#answers(
      texts,
      rows.map(({ question }) => question),
    );
    const lookedAt = [...texts, ...more];
    // With the .mc, and with the .cf made of it alone.
    const said = [await hovers({ mc }, lookedAt), await hovers({ mc }, lookedAt, this)];
    const wrong = rows.flatMap(({ text, line, subject, nth }, at) => {
      const theirs = answers[at] ?? "";
      return said.flatMap((hover) => {
        const sentence = hover[line]?.split("\n\n")[0] ?? "";
        const isAbout = !NEVER.test(sentence) && covers(sentence, subject.near);
        const claim = claims(sentence)[nth];
        const isError = theirs.includes("$# error");
        const isIdle = / changes nothing:| demands nothing:/.test(sentence);
        const isTrue = isIdle
          ? !isError
          : isAbout
            ? (claim?.test(theirs) ?? !isError)
            : theirs === this.#untouched[nth];
        return isTrue && !hover[line]?.includes("**Not read:**")
          ? []
          : [`${text} | ${nth} ${subject.near}: ${theirs} | ${sentence}`];
      });
    });
    return { wrong, asked: rows.length };
  }

  #answers(lines: readonly string[], questions: readonly (readonly string[])[]): readonly string[] {
    this.#site.hash("access", [...(this.one.more ?? []), ...lines]);
    return typed(this.#site, questions, this.version).map((printed) => answerIn(printed, this.one.ruleset));
  }
}

/** Whom no other line is about, with all that a question may be about. */
const ANYBODY: Subject = {
  near: "itself",
  name: "some.test",
  address: "203.0.113.77",
  mailbox: "some@one.test",
  sender: "s@two.test",
  certificate: "/CN=some",
};

test.each(CASES)("%s, %s", async (name, version, one) => {
  const tag = one.tag ?? name;
  const lines = fc
    .sample(fc.tuple(fc.constantFrom(...one.keys), fc.constantFrom(...one.values)), {
      numRuns: LONG ? 300 : 24,
      seed: SEED + 3,
    })
    .map(([key, value], at) => {
      const [written, subjects] = key(at + 1);
      return { text: `${tag}:${written}\t${value}`, subjects };
    });
  const server = new TagServer(one, version);
  const { wrong, asked: count } = await server.wrongClaims(lines);
  let alone = 0;
  const wrongAlone: string[] = [];
  // A line of the tag alone, which may be about everybody.
  for (const value of LONG ? one.values : one.values.slice(0, 2)) {
    const found = await server.wrongClaims([{ text: `${tag}:\t${value}`, subjects: [ANYBODY] }]);
    wrongAlone.push(...found.wrong);
    alone += found.asked;
  }
  server.dispose();
  console.log(`${name} ${version}: ${count + alone} questions, ${wrong.length + wrongAlone.length} hovers are wrong`);
  expect([...wrong, ...wrongAlone]).toEqual([]);
  expect(count).toBeGreaterThan(20);
});
