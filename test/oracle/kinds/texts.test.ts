// The help file and the error header against the real sendmail: what HELP shows, and what a bounce begins with.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { signsIn } from "../../../server/src/kinds/errorheader/signs.ts";
import { isFilled, shownLines } from "../../../server/src/kinds/helpfile/filled.ts";
import { onOwnHost, program, run, sendmailOf, VERSIONS } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const HELP = [
  "#vers 2",
  "# comment",
  "smtp\tGreetings of $j",
  "smtp   more",
  "helo\tHELO text",
  "hel\tpart",
  "MAIL\tin capitals",
  "bare",
  "vrfy\tx\ty",
];

/** What HELP with each topic is answered; the lines of one answer are joined by ` | `. */
function help(text: string | undefined, topics: readonly string[], sendmail: string): readonly string[] {
  const site = new MailSite({});
  if (text !== undefined) site.write("help", text);
  const commands = [...topics.map((topic) => `HELP ${topic}`.trim()), "QUIT"]
    .map((line) => `echo '${line}'`)
    .join("; ");
  // A client that does not wait for the greeting is refused.
  const session = `(sleep 0.3; ${commands}) | exec ${sendmail} -bs -C ${site.dir}/sendmail.cf`;
  const { stdout } = run("unshare", onOwnHost(["sh", "-c", session]));
  site.dispose();
  const answers: string[] = [];
  let lines: string[] = [];
  for (const line of stdout.split(/\r?\n/)) {
    if (/^\d{3}-/.test(line)) lines.push(line.replace(/^\d{3}-(?:\d\.\d\.\d )?/, ""));
    else if (/^(?:214|504|502)/.test(line)) {
      answers.push(line.startsWith("214") ? lines.join(" | ") : line.slice(0, 3));
      lines = [];
    }
  }
  return answers;
}

describe("HELP", () => {
  test.each(VERSIONS)(
    "of %s finds topics in small letters, by their first letters, and fills nothing in",
    (version) => {
      const topics = ["", "helo", "HEL", "MAIL", "vrfy", "nothing"];
      const [all = "", ...others] = help(`${HELP.join("\n")}\n`, topics, sendmailOf(version));
      expect(all).toMatch(/^This is Sendmail version \S+ \| Greetings of \$j \|\s+more$/);
      expect(others).toEqual(["HELO text", "HELO text | part", "504", "x\ty", "504"]);
    },
  );

  test.each(VERSIONS)("of %s fills macros in where the version of the file says so", (version) => {
    const line = "smtp\t#1 at $j: $5 # x";
    for (const first of ["#vers\t2", "#vers\t 3", "#vers\t2.1", "# x\n#vers\t2\n#vers\t1"]) {
      expect([first, isFilled(first)]).toEqual([first, true]);
      expect(help(`${first}\n${line}\n`, [""], sendmailOf(version))[0]).toBe("#1 at mx.example.com: \u00155");
    }
    for (const first of ["#vers 2", "#VERS\t2", "#vers\t1\n#vers\t2", "#vers\tx", "\u00ef\u00bb\u00bf#vers\t2"]) {
      expect([first, isFilled(first)]).toEqual([first, false]);
      expect(help(`${first}\n${line}\n`, [""], sendmailOf(version))[0]).toContain("#1 at $j: $5 # x");
    }
    const [{ text = "" } = {}] = shownLines(`${line}\n`);
    expect(signsIn(text).map(({ kind }) => kind)).toEqual(["macro", "lost", "comment"]);
  });

  test("without a topic shows all topics that begin with smtp, and no line that begins with a space", () => {
    const text = "#vers\t2\nsmtp\ta\n smtp b\nsmtputf8\tc\nsmtp\n";
    expect(help(text, ["", "smtputf8", "s"], program("sendmail"))).toEqual(["a | c | ", "c", "a | c | "]);
  });

  test("is not there without the file", () => {
    expect(help(undefined, ["", "helo"], program("sendmail"))).toEqual(["502", "502"]);
  });
});

/** The lines that a bounce begins with, for a file of confERROR_MESSAGE; as bytes. */
function bounce(header: string | undefined): string {
  const site = new MailSite({ mc: "define(`confERROR_MESSAGE', `@/error-header')" });
  if (header !== undefined) site.write("error-header", header);
  const cf = path.join(site.dir, "sendmail.cf");
  const arguments_ = ["-C", cf, "-odi", "-f", "joe@else.example", "nobody-is-here@local.example"];
  run("unshare", onOwnHost([program("sendmail"), ...arguments_]), "Subject: asked\n\nasked\n");
  const queue = path.join(site.dir, "queue");
  const [body = ""] = readdirSync(queue).filter((name) => name.startsWith("df"));
  const text = readFileSync(path.join(queue, body), "latin1");
  rmSync(queue, { recursive: true });
  site.dispose();
  const [, after = ""] =
    /The original message was received at .*\nfrom .*\n\n([\s\S]*?)(?: {3}----- )/.exec(text) ?? [];
  return after.trimEnd();
}

describe("the error header", () => {
  test("comes first in a bounce, comments too, with macros filled in", () => {
    expect(bounce("# Ask postmaster@$j\nUS$$ 5 ${client_name}.\n$?j yes $| no $.\n")).toBe(
      "# Ask postmaster@mx.example.com\nUS$ 5 .\n yes",
    );
  });

  test("is left out where it is not there", () => {
    expect(bounce(undefined)).toBe("");
  });

  test("spoils the dollar signs that we report, and no others", () => {
    const parts = ["$5", "$ 1", "$&j", "$|", "$.", "$=w", "$[", "$~x", "$-", "$*", "$$", "$j", "${j}", "$m", "$_", "$"];
    const shown = bounce(parts.map((part) => `<${part}>\n`).join("")).split("\n");
    expect(shown).toHaveLength(parts.length);
    const plain: Readonly<Record<string, string>> = {
      $$: "<$>",
      $j: "<mx.example.com>",
      "${j}": "<mx.example.com>",
      $m: "<example.com>",
      $_: "<localhost>",
    };
    for (const [at, part] of parts.entries()) {
      const isLost = signsIn(`<${part}>`).some(({ kind }) => kind === "lost");
      expect([part, isLost]).toEqual([part, plain[part] === undefined]);
      if (isLost) expect([part, shown[at]]).not.toEqual([part, `<${part}>`]);
      else expect([part, shown[at]]).toEqual([part, plain[part]]);
    }
  });

  test("loses what follows a number sign that we report, and nothing else", () => {
    const lines = [
      "a#b",
      " # b",
      "a \\# b",
      "\\#1#2",
      "# a # b",
      "$$# b",
      "http://x.example/#y",
      "$?j a#$|b$. c",
      "#$j",
      "a\\b",
    ];
    const shown = bounce(`#\n${lines.map((line) => `${line}\n`).join("")}`)
      .split("\n")
      .slice(1);
    const expected = lines.map((line) => {
      const sign = signsIn(line).find(({ kind }) => kind === "comment");
      const rest = line.slice(0, sign?.start).replace("\\#", "#").replace("$$", "$").replace("$j", "mx.example.com");
      return sign === undefined ? rest : rest.replace("$?j", "").replace(/(?<=.)[ \t]+$/, "");
    });
    expect(shown).toEqual(expected);
  });

  test("ends a condition with its line", () => {
    const text = "$?Y a\nb$.\n$?Y a$.b\n";
    expect(bounce(`x\n${text}`)).toBe("x\n\nb\u009c\nb");
    expect(signsIn(text).map(({ kind }) => kind)).toEqual(["condition", "lost", "condition", "condition"]);
  });
});
