// Tables that a feature names as maps of type `text`: what sendmail finds in them, in four versions, and that we read and judge them so.
import { afterAll, describe, expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import type { TableFile } from "../../../server/src/site/types.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "./mail-site.ts";

/** The feature of each kind, the name of its map, and a line that works. */
const KINDS = [
  ["mailertable", "mailertable", "ok.example", "smtp:[b.example]"],
  ["virtusertable", "virtuser", "ok@virt.example", "root"],
  ["genericstable", "generics", "ok", "joe@c.example"],
  ["domaintable", "domaintable", "ok.example", "new.example"],
  ["access_db", "access", "connect:192.0.2", "RELAY"],
  ["authinfo", "authinfo", "authinfo:ok.example", '"U:joe"'],
] as const;

/** The fields of a line with some flags: which column is the key, and what is between them. */
const FORMS = [
  ["-k0 -v1", (key: string, value: string) => `${key}\t${value}`],
  ["-k1 -v0", (key: string, value: string) => `${value} ${key}`],
  ["-k0 -v2 -z;", (key: string, value: string) => `${key};x;${value}`],
] as const;

const RULES = ALL_RULES.map(({ rule }) => rule);
const versions = versionsThere();
const FILE_NAMES: Readonly<Record<string, string>> = { access_db: "access" };

describe.each(KINDS)("FEATURE(`%s') as a text", (feature, map, key, value) => {
  const name = FILE_NAMES[feature] ?? feature;
  describe.each(FORMS)("%s", (flags, line) => {
    const written = [
      line(key, value),
      // The first line of a key answers, whatever case it is in; one without the value's column answers nothing.
      line(key.toUpperCase(), "second"),
      "# comment",
      "#gone.example\tsmtp:[b.example]",
      line("two.example", "one two"),
      "alone.example",
      line("alone.example", "late"),
      `  ${line("led.example", "value")}`,
      "",
    ];
    const site = new MailSite({
      without: ["mailertable", "virtusertable", "genericstable", "domaintable"],
      mc: `FEATURE(\`${feature}', \`text ${flags}${name === "access" ? " -T<TMPF>" : ""} @/${name}')`,
    });
    site.write(name, written.join("\n"));
    afterAll(() => site.dispose());
    const keys = [key, "two.example", "alone.example", "led.example", "gone.example", "#gone.example", "#", "comment"];
    const read = async () => {
      const { site: ours } = await markedSite({
        "sendmail.mc": `OSTYPE(\`linux')\nFEATURE(\`${feature}', \`text ${flags}${name === "access" ? " -T<TMPF>" : ""} /etc/mail/${name}')\nMAILER(\`smtp')\n`,
        "sendmail.cf": "",
        [name]: written.join("\n"),
      });
      const file = ours.tables.find(({ kind }) => kind === name);
      if (file === undefined) throw new Error(`${name} is not read`);
      return { ours, file };
    };
    const answerOf = ({ table }: TableFile, asked: string) => {
      const entry = table.lookup(asked);
      return entry?.hasValue ? entry.value : undefined;
    };

    test("sendmail and we find the same", async () => {
      const { file } = await read();
      expect(file.named).toBe(true);
      const ours = keys.map((asked) => answerOf(file, asked));
      expect(ours[0]).toBe(value);
      for (const version of versions) {
        const said = site.testMode(
          keys.map((asked) => `/map ${map} ${asked}`),
          version,
        );
        const theirs = [...said.matchAll(/map_lookup: \S+ \(.*?\) (?:returns (.*) \(0\)|no match)/g)].map(
          ([, one]) => one,
        );
        expect(theirs).toEqual(ours);
      }
    });

    test("no rule speaks of makemap, of a map that is missing, or of a file that nobody reads", async () => {
      const { ours } = await read();
      const found = [...lint(ours, RULES).values()].flat();
      const texts = found.map(({ meta, message }) => `${meta.code}: ${message}`);
      expect(texts.filter((text) => /makemap|not read/i.test(text))).toEqual([]);
      expect(texts.filter((text) => /^site-(?:missing|stale|unread)|^(?!cf)\w+-syntax/.test(text))).toEqual([]);
      // Of two lines with one key it is said which one counts.
      const doubles = found.filter(({ meta: { code } }) => code.endsWith("-duplicate-key"));
      expect(doubles.length).toBeGreaterThan(0);
    });
  });
});

describe("error: where the right side is one word", () => {
  const mc =
    "FEATURE(`virtusertable', `text -k0 -v1 @/virtusertable')\nFEATURE(`mailertable', `text -k0 -v1 @/mailertable')";
  /** Lines, and what we advise for each. */
  const LINES = {
    virtusertable: ["error:5.1.1:550 No such user", "error:5.1.1:550", "error:nouser No such user", "REJECT"],
    mailertable: ["error:5.1.2:550 No such host", "error:5.1.2:550", "error:5.1.2:No such host", "REJECT"],
  };
  const keyOf = (name: string, at: number) => (name === "mailertable" ? `k${at}.example` : `k${at}@virt.example`);

  test.each(["virtusertable", "mailertable"] as const)("%s", async (name) => {
    const text = LINES[name].map((value, at) => `${keyOf(name, at)} ${value}\n`).join("");
    const { site: ours } = await markedSite({
      "sendmail.mc": `OSTYPE(\`linux')\nVIRTUSER_DOMAIN(\`virt.example')\n${mc.replaceAll("@/", "/etc/mail/")}\nMAILER(\`smtp')\n`,
      "sendmail.cf": "",
      [name]: text,
    });
    const advice = [...lint(ours, RULES).values()]
      .flat()
      .flatMap(({ message }) => /(?:[Ww]rite|A line \S+) (error:\S*?)(?:\.$| refuses)/.exec(message.trim())?.[1] ?? []);
    expect(advice.length).toBeGreaterThan(2);
    const site = new MailSite({
      without: ["mailertable", "virtusertable"],
      mc: `FEATURE(\`promiscuous_relay')\n${mc}`,
    });
    site.write("mailertable", "");
    site.write("virtusertable", "");
    site.write(name, advice.map((value, at) => `${keyOf(name, at)} ${value}\n`).join(""));
    const replies = await site.replies(
      advice.map((_, at) => (name === "mailertable" ? `u@${keyOf(name, at)}` : keyOf(name, at))),
    );
    site.dispose();
    // The whole text comes through, and no code does.
    expect(replies.map((reply) => reply.replace(/ <[^>]*>\.\.\./, ""))).toEqual(
      advice.map((value) => `553 5.3.0 ${value.replace(/^.*:/, "")}`),
    );
  });
});

describe("a sequence of maps", () => {
  const FILES = {
    one: ["a.example smtp:[first.example]", "*.c.example smtp:[d.example]", "q.example gw.example", "b.example REJECT"],
    two: ["a.example smtp:[second.example]", "c.example smtp:[third.example]", "e.example error:5.1.2:550 gone"],
  };
  const mc = (folder: string) =>
    [
      "LOCAL_CONFIG",
      `Kone hash -o ${folder}/one`,
      `Ktwo text -k0 -v1 ${folder}/two`,
      "FEATURE(`mailertable', `sequence one two')",
    ].join("\n");
  const KEYS = ["a.example", "c.example", "e.example", "x.c.example", "q.example", "none.example"];

  test("has members that are read and judged as the tables that they are", async () => {
    const { site: ours } = await markedSite({
      "sendmail.mc": `OSTYPE(\`linux')\n${mc("/etc/mail")}\nMAILER(\`smtp')\n`,
      "sendmail.cf": "",
      one: `${FILES.one.join("\n")}\n`,
      two: `${FILES.two.join("\n")}\n`,
    });
    const tables = ours.tablesOf("mailertable");
    expect(tables.map(({ uri, named }) => [uri.replace(/^.*\//, ""), named])).toEqual([
      ["one", true],
      ["two", true],
    ]);
    // None of them has all that sendmail finds.
    expect(ours.tableOf("mailertable")).toBeUndefined();
    const site = new MailSite({ without: ["mailertable"], mc: mc("@") });
    site.hash("one", FILES.one);
    site.write("two", `${FILES.two.join("\n")}\n`);
    const said = site.testMode(KEYS.map((key) => `/map mailertable ${key}`));
    const lines = [...said.matchAll(/map_lookup: \S+ \(.*?\) (?:returns (.*) \(0\)|no match)/g)].map(([, one]) => one);
    expect(lines).toEqual(KEYS.map((key) => tables.flatMap(({ table }) => table.lookup(key)?.value ?? [])[0]));
    const routes = site.parse(["u@x.c.example", "u@q.example", "u@b.example", "u@e.example"]);
    site.dispose();
    expect(routes).toEqual([
      "esmtp x.c.example. u@x.c.example",
      "esmtp q.example. u@q.example",
      "esmtp b.example. u@b.example",
      "error: 550",
    ]);
    const found = [...lint(ours, RULES)].flatMap(([uri, problems]) =>
      problems.map(
        ({ meta, message }) => `${uri.replace(/^.*\//, "")} ${meta.code} ${message.replace(/^.*[Ww]rite /s, "")}`,
      ),
    );
    expect(found.filter((text) => /^(?:one|two) mailertable/.test(text)).sort()).toEqual([
      "one mailertable-invalid-key .c.example, which covers all names below the domain and not the domain itself.",
      "one mailertable-no-mailer error:5.7.1:550 Mail for this domain is not accepted.",
      "one mailertable-no-mailer mailer:host, such as esmtp:[mail.example.com].",
      "two mailertable-error-reply error:5.1.2:No-such-host.",
    ]);
  });
});

describe("aliases of class text", () => {
  const COLUMNS = [
    ["-k0 -v1 -z:", ["al:root", "bl root", "Al:daemon", 'cl:"|/bin/cat x"']],
    ["-k0 -v1", ["al root", "bl: root", "AL daemon"]],
  ] as const;

  test.each(COLUMNS)("%s", async (flags, lines) => {
    const site = new MailSite({ mc: `define(\`ALIAS_FILE', \`text:${flags} @/aliases')` });
    site.write("aliases", `${lines.join("\n")}\n`);
    const { site: ours } = await markedSite({
      "sendmail.mc": `OSTYPE(\`linux')\ndefine(\`ALIAS_FILE', \`text:${flags} /etc/mail/aliases')\nMAILER(\`smtp')\n`,
      "sendmail.cf": "",
      aliases: `${lines.join("\n")}\n`,
    });
    const table = ours.tableOf("aliases")?.table;
    const names = ["al", "bl", "cl"];
    for (const version of versions) {
      const theirs = names.map((name) => !site.verify(name, version).join().includes(`${name}... User unknown`));
      expect(theirs).toEqual(names.map((name) => table?.lookup(name)?.hasValue === true));
      expect(site.verify("al", version)).toEqual([
        `${table?.lookup("al")?.value}... deliverable: mailer local, user root`,
      ]);
    }
    site.dispose();
    const found = [...lint(ours, RULES).values()].flat();
    const texts = found.map(({ meta, message }) => `${meta.code}: ${message}`);
    expect(texts.filter((text) => /newaliases|^site-(?:missing|stale)/.test(text))).toEqual([]);
  });
});
