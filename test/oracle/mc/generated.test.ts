// Made-up configurations, tidy and careless: our reading agrees with GNU m4 running the real library on every one.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { featureEffects } from "../../../server/src/mc/library/features.ts";
import { mailerEffects } from "../../../server/src/mc/library/mailers.ts";
import { osTypeEffects } from "../../../server/src/mc/library/ostypes.ts";
import { classMacros, sectionMacros, vocabulary } from "../../../server/src/mc/vocabulary.ts";
import { cfDir, LONG, safeFolder } from "../programs.ts";
import { realM4, tracedUses, withoutLibrary, writtenUses } from "./cases.ts";
import { memberships, ourMemberships, outsideOfSections, strayLines } from "./cf-text.ts";

const runs = LONG ? 10_000 : 400;
const folder = safeFolder();
afterAll(folder.dispose);

const pick = (...items: readonly string[]) => fc.constantFrom(...items);

/** Arguments as people write them. */
const argument = fc.oneof(
  {
    weight: 6,
    arbitrary: pick(
      "example.org",
      "/etc/mail/x",
      "nospecial",
      "reject",
      "nodelay",
      "terminate",
      "friend",
      "skip",
      "LDAP",
      "",
    ),
  },
  {
    weight: 2,
    arbitrary: pick(
      "a b c",
      "a, b",
      "hash /etc/mail/t",
      "hash -T<TMPF> /x",
      "domain",
      "confX",
      "MAIL_SETTINGS_DIR",
      "CLASS",
      "len",
    ),
  },
  { weight: 1, arbitrary: pick("oursite", "`q'", "10.0.0", "[10.0.0.1]", "# x", "Family=inet, Port=25") },
);

/** An argument in quotes, without any, or in the wrong ones. */
const written = fc.oneof(
  { weight: 8, arbitrary: argument.map((text) => `\`${text}'`) },
  { weight: 1, arbitrary: argument },
  { weight: 1, arbitrary: pick("'x'", '"x"', "‘x’", "``x''") },
);

const call = (name: fc.Arbitrary<string>, most: number) =>
  fc
    .tuple(name, fc.array(written, { maxLength: most }), pick("(", "(", "(", "(", "(", "( ", "(\n"))
    .map(([macro, args, open]) => `${macro}${open}${args.join(", ")})`);

const named = (macro: string, names: readonly string[], more: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(...names), fc.array(more, { maxLength: 3 }))
    .map(([name, args]) => `${macro}(${[`\`${name}'`, ...args].join(", ")})`);

/** Arguments that the library's own files can live with: commas and quotes in them break what it does with them. */
const simple = argument.filter((text) => !/[`',]/.test(text)).map((text) => `\`${text}'`);
const feature = named("FEATURE", [...Object.keys(featureEffects), "nosuch", "Access_DB", "nodns"], simple);
const conf = pick(
  "confX",
  "confLOG_LEVEL",
  "confCW_FILE",
  "confCR_FILE",
  "confCT_FILE",
  "confTRUSTED_USERS",
  "confDELIVERY_MODE",
  "confAUTO_REBUILD",
  "MAIL_SETTINGS_DIR",
  "SMART_HOST",
  "confMIN_FREE_BLOCKS",
  "confDAEMON_OPTIONS",
);

const piece = fc.oneof(
  { weight: 10, arbitrary: feature },
  {
    weight: 1,
    arbitrary: pick("FEATURE('redirect')", "FEATURE(redirect)", "FEATURE", "MAILER(local, smtp)"),
  },
  { weight: 3, arbitrary: named("MAILER", [...Object.keys(mailerEffects), "nosuch"], simple) },
  { weight: 1, arbitrary: named("OSTYPE", [...Object.keys(osTypeEffects), "nosuch"], simple) },
  { weight: 1, arbitrary: named("DOMAIN", ["generic", "debian-mta", "nosuch"], simple) },
  { weight: 6, arbitrary: call(pick(...Object.keys(classMacros)), 2) },
  {
    weight: 3,
    arbitrary: call(pick("MASQUERADE_AS", "DAEMON_OPTIONS", "CLIENT_OPTIONS", "VERSIONID", "UUCPSMTP"), 2),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick("INPUT_MAIL_FILTER", "MAIL_FILTER", "QUEUE_GROUP", "MODIFY_MAILER_FLAGS"), simple, simple)
      .map(([macro, name, value]) => `${macro}(${name}, ${value})`),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        conf,
        fc.oneof(
          { weight: 9, arbitrary: simple.filter((text) => !/[A-Z]{3}/.test(text)) },
          { weight: 1, arbitrary: pick("a, b", "x") },
        ),
      )
      .map(([name, value]) => `define(\`${name}', ${value})`),
  },
  { weight: 1, arbitrary: conf.map((name) => `undefine(\`${name}')`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(pick("_ACCESS_TABLE_", "_MAILER_smtp_", "SMART_HOST", "__HPUX__", "format"), feature)
      .map(([name, then]) => `ifdef(\`${name}', \`${then}', \`# none')`),
  },
  { weight: 1, arbitrary: feature.map((text) => `define(\`ourfeature', \`${text}')ourfeature`) },
  { weight: 1, arbitrary: pick("define(`oursite', `site.example')", "define(`CLASS', `R')") },
  { weight: 1, arbitrary: pick("divert(-1)", "divert(0)", "divert(6)", "divert(9)") },
  {
    weight: 3,
    arbitrary: pick(
      "# a comment",
      "#dnl x",
      "# FEATURE(`redirect')",
      "plain text",
      "feature(`x')",
      "dnlFEATURE(`x')",
      "it's",
      "define (`a', `b')",
      "isn't `it",
      "VERSIONID",
    ),
  },
);

/** Lines for the .cf, each on a line of its own. */
const rawLine = pick(
  ...Object.keys(sectionMacros),
  "Cw example.net",
  "F{R}-o /etc/mail/r %[^\\#]",
  "Kx hash /etc/mail/x",
  "R$*\t$: $1",
  "O LogLevel=9",
  "Troot me",
  "SLocal_check_rcpt",
  "D{X}y",
  "C{R}10.0",
  "HX-A: b",
).map((text) => `${text}\n`);

/** A line of one call, or of two of which the library's files only follow the second: they may begin lines of their own anywhere. */
const callLine = fc
  .tuple(
    fc.option(fc.oneof(call(pick(...Object.keys(classMacros)), 1), pick("plain", "define (`a', `b')", "it's")), {
      nil: "",
    }),
    piece,
    pick("dnl", "dnl", "dnl", "", "dnl rest", " # rest", " dnl"),
  )
  .map(([before, last, end]) => `${before} ${last}${end}\n`.trimStart());

const mc = fc
  .tuple(
    pick("OSTYPE(`bsd4.4')dnl\n", ""),
    fc.array(fc.oneof({ weight: 5, arbitrary: callLine }, { weight: 1, arbitrary: rawLine }), {
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map(([start, lines]) => start + lines.join(""));

const traceFlags = [...vocabulary].filter((word) => word !== "SITE").map((word) => `-t${word}`);

test(`${runs} made-up configurations`, () => {
  const counts = { calls: 0, messages: 0, stray: 0, members: 0, fatal: 0 };
  const file = path.join(folder.dir, "made-up.mc");
  const traceFile = path.join(folder.dir, "trace");
  fc.assert(
    fc.property(mc, (typed) => {
      const text = Buffer.from(typed, "utf8").toString("latin1");
      writeFileSync(traceFile, "");
      const source = { name: file, text };
      writeFileSync(file, Buffer.from(text, "latin1"));
      const item = { source, includesLibrary: false };
      const real = realM4(item, ["-daefl", `--debugfile=${traceFile}`, ...traceFlags]);
      const config = readMailConfig(source, { host: withoutLibrary, cfDir: cfDir() });
      // A name that was defined as itself keeps m4 busy for ever, and us until our budget is spent.
      const isEndless = real.signal !== null;
      expect(config.errors.some(({ code }) => code === "budget")).toBe(isEndless);
      if (isEndless) return;
      const ours = writtenUses(config);
      expect(ours).toEqual(tracedUses(readFileSync(traceFile, "latin1"), file));
      // What m4 says of odd values where the library uses them has no file name or the library's, and is not ours to say.
      const said = real.stderr.replaceAll(/(?<![\w.])m4:(?:\S*\/m4\/proto\.m4:)?\d+: .*\n/g, "");
      expect(config.errors.map((error) => error.stderr).join("")).toBe(said);
      counts.calls += ours.length;
      counts.messages += config.libraryMessages.length;
      if (config.fatal !== undefined) {
        counts.fatal++;
        return;
      }
      const stray = strayLines(config);
      expect(stray).toEqual(outsideOfSections(real.stdout));
      const members = ourMemberships(config);
      expect(members).toEqual(memberships(real.stdout));
      counts.stray += stray.length;
      counts.members += members.length;
    }),
    {
      numRuns: runs,
      examples: [
        ["define(`confX', `confX')dnl\nEXPOSED_USER(`confX')dnl\n"],
        ["OSTYPE(`bsd4.4')dnl\ndivert(6)dnl\nplain dnl\nFEATURE(`mtamark')dnl\nTroot me\n"],
      ],
      ...(process.env.ORACLE_SEED === undefined ? {} : { seed: Number(process.env.ORACLE_SEED) }),
    },
  );
  console.log(`mc/generated: ${runs} configurations, ${JSON.stringify(counts)}`);
});
