// Each message of the m4 library has its rule: what makes the real m4 print it is reported at the line it is about.
import { describe, expect, it } from "vitest";
import { libraryMessageTexts, type MessageId } from "../../../server/src/mc/index.ts";
import { provoking, provokingCase } from "../warnings/provoking.ts";
import { problemsIn } from "./mending.ts";

const MC = "file:///etc/mail/sendmail.mc";

/** Categories whose findings are about what the library complains of. */
const ABOUT = /^(?:mc|relay|tls|dnsbl|m4)-/;

describe("each message of the library", () => {
  const ids = Object.keys(provoking) as MessageId[];

  it.each(ids)("%s has its finding at the right line", async (id) => {
    const { text, line } = provokingCase(id);
    const found = (await problemsIn({ [MC]: text }, MC)).filter(({ meta }) => ABOUT.test(meta.code));
    const lines = found.map(({ meta, span }) => `${meta.code}:${text.slice(0, span.start).split("\n").length}`);
    expect(
      lines.some((one) => one.endsWith(`:${line}`)),
      `${id} at line ${line}; found ${lines.join(" ")}`,
    ).toBe(true);
  });

  it("is counted", () => {
    console.info(`${ids.length} of ${Object.keys(libraryMessageTexts).length} messages provoked and reported`);
    expect(ids.sort()).toEqual(Object.keys(libraryMessageTexts).sort());
  });
});
