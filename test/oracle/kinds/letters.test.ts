// Letters beyond ASCII in aliases: which version of sendmail refuses which of them, where.
import { expect, test } from "vitest";
import { hasReservedByte } from "../../../server/src/tables/reserved-bytes.ts";
import { runSendmail, versionsThere } from "../programs.ts";
import { toBytes } from "../tables/ask-makemap.ts";
import { MailSite } from "../tables/mail-site.ts";

/** Words with a letter each whose bytes in UTF-8 are all above 0x9f, and one that has a byte below. */
const WORDS = ["jürgen", "ève", "niño", "søren", "Übung"];

test.each(versionsThere())("names, recipients and comments, sendmail %s", (version) => {
  const site = new MailSite({ version });
  const newaliases = (line: string) => {
    site.write("aliases", `${toBytes(line)}\n`);
    const { stdout, stderr } = runSendmail(["-bi", "-C", `${site.dir}/sendmail.cf`], "", { version });
    const said = stdout + stderr;
    if (said.includes("illegal alias name")) return "left out";
    return /(?:Syntax error|8-bit character) in mailbox address/.test(said) ? "complained about" : "taken";
  };
  const mail = (line: string) => {
    newaliases(line);
    return /deliverable/.test(site.verify("x", version).join()) ? "delivered" : "refused";
  };
  // Before 8.17 every such letter is an error in an address; newaliases keeps the alias all the same.
  const isOld = version === "8.15.2";
  expect(
    WORDS.map((word) => [
      word,
      newaliases(`${word}: root`),
      mail(`x: ${word}@b.example`),
      mail(`x: root (${word})`),
      mail(`x: ${word} <root>`),
    ]),
  ).toEqual(
    WORDS.map((word) =>
      hasReservedByte(word)
        ? [word, "left out", "refused", "refused", "refused"]
        : [word, isOld ? "complained about" : "taken", isOld ? "refused" : "delivered", "delivered", "delivered"],
    ),
  );
  site.dispose();
});
