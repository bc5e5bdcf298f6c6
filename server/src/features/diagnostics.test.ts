// How wide a finding is where F8 shows it: beside the Explorer, in a window of 1024 pixels.
import { expect, it } from "vitest";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";

/** Letters in a line of the peek. */
const WIDTH = 74;

it("no line of a message is wider than the peek, with the place before what is related", async () => {
  const uri = "file:///etc/mail/sendmail.mc";
  const open = "FEATURE(`promiscuous_relay')dnl\n";
  const text = `OSTYPE(\`linux')dnl\n${open}FEATURE(\`relay_entire_domain')dnl\n#${open}MAILER(\`smtp')dnl\n`;
  const found = await createService(memoryWorkspace({ [uri]: text })).diagnostics(uri);
  const related = found.flatMap(({ relatedInformation = [] }) =>
    relatedInformation.map(({ location: { range }, message }) => {
      const { line, character } = range.start;
      return `sendmail.mc(${line + 1}, ${character + 1}): ${message}`;
    }),
  );
  // F8 has room for one line of each, and none for a transaction.
  expect(related).toContain("sendmail.mc(2, 1): This line has the proof.");
  const lines = [
    ...found.map(({ message }) => (typeof message === "string" ? message : message.value)),
    ...related,
  ].flatMap((message) => message.split("\n"));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => line.length > WIDTH)).toEqual([]);
});
