// Signature help, asked at the cursor ‸; the active argument stands between ⟦ and ⟧.
import { describe, expect, it } from "vitest";
import { catalog } from "../catalog/index.ts";
import { NAMING } from "./slots.ts";
import { signatureAtCursor } from "./testing.ts";

describe("signature help shows", () => {
  it.each([
    ["the name of a feature", "FEATURE(‸", /^FEATURE\(⟦name⟧/],
    ["the name in quotes", "FEATURE(`acc‸", /^FEATURE\(⟦name⟧/],
    ["a feature's first argument", "FEATURE(`access_db', ‸", /^FEATURE\(`access_db', ⟦\[map\]⟧, \[option\]…\)$/],
    ["an argument in quotes", "FEATURE(`access_db', `hash ‸", /^FEATURE\(`access_db', ⟦\[map\]⟧/],
    ["a feature's second argument", "FEATURE(`access_db', `x', `‸", /⟦\[option\]…⟧/],
    ["an argument that comes again", "FEATURE(`access_db', `x', `skip', `‸", /⟦\[option\]…⟧/],
    ["an argument of a closed call", "FEATURE(`access_db', `ha‸sh', `skip')dnl\n", /⟦\[map\]⟧/],
    ["a comma in quotes as part of the argument", "FEATURE(`dnsbl', `a,b‸", /⟦list⟧/],
    ["the argument that is needed", "FEATURE(`dnsbl', `‸", /^FEATURE\(`dnsbl', ⟦list⟧, \[message\], \[temporary\]\)$/],
    ["the name in define", "define(‸", /^define\(⟦name⟧/],
    ["the value of an option", "define(`confLOG_LEVEL', `‸", /^define\(`confLOG_LEVEL', ⟦number⟧\)$/],
    ["the value of an unknown name", "define(`MY_NET', `‸", /^define\(name, ⟦/],
    ["keys of a port", "DAEMON_OPTIONS(`‸", /^DAEMON_OPTIONS\(Name=, Port=/],
    ["the key of a port", "DAEMON_OPTIONS(`Name=x, Port=‸", /, ⟦Port=⟧, /],
    ["the key by its letter", "DAEMON_OPTIONS(`Name=x, M=E‸", /, ⟦Modifier=⟧, /],
    ["any argument of an unknown feature", "FEATURE(`no_such', `‸", /^FEATURE\(name, ⟦\[argument\]…⟧\)$/],
    ["a milter's name", "INPUT_MAIL_FILTER(`‸", /^INPUT_MAIL_FILTER\(⟦name⟧/],
    ["a milter's keys", "INPUT_MAIL_FILTER(`x', `S=‸", /^INPUT_MAIL_FILTER\(name, ⟦S=⟧, F=, T=\)$/],
    ["a call in a branch", "ifdef(`X', `FEATURE(`access_db', `‸", /^FEATURE\(`access_db', ⟦\[map\]⟧/],
    ["a call two branches deep", "ifdef(`X', `ifdef(`Y', `MAILER(`‸", /^MAILER\(⟦name⟧/],
    ["the branch itself", "ifdef(`X', `‸", /^ifdef\(.*⟦.*⟧/],
    ["the outer call behind an inner one", "define(`confX', MASQUERADE_AS(`x'), ‸", /^define\(/],
    ["a call in a comment, which m4 runs", "# FEATURE(`‸", /^FEATURE\(⟦name⟧/],
    ["a call in an included file's own text", "divert(-1)\nFEATURE(`‸", /^FEATURE\(⟦name⟧/],
  ])("%s", async (_, text, shown) => {
    expect(await signatureAtCursor(text)).toMatch(shown);
  });

  it.each([
    ["outside of calls", "FEATURE(`access_db')‸"],
    ["in plain text", "hello (‸"],
    ["in a dnl comment", "dnl FEATURE(`‸"],
    ["behind a name and a blank", "FEATURE (`‸"],
    ["in a call of an unknown macro", "FOO(`‸"],
    ["for a feature without arguments", "FEATURE(`use_cw_file', `‸"],
    ["in lower case", "feature(`‸"],
  ])("nothing %s", async (_, text) => {
    expect(await signatureAtCursor(text)).toBeUndefined();
  });

  it("nothing in a table", async () => {
    expect(
      await signatureAtCursor({ "sendmail.mc": "FEATURE(`access_db')dnl\n", access: "FEATURE(`‸" }),
    ).toBeUndefined();
  });
});

describe("every argument of the catalogue is shown in its turn", () => {
  const naming = new Map(Object.entries(NAMING).map(([macro, kind]) => [kind, macro]));
  const cases = (["feature", "mailer", "hack", "macro"] as const).flatMap((kind) =>
    catalog.all(kind).flatMap((record) =>
      (("arguments" in record ? record.arguments : undefined) ?? []).flatMap(({ name, list }, index) => {
        const macro = naming.get(kind);
        const head = macro === undefined ? `${record.name}(` : `${macro}(\`${record.name}', `;
        // Pairs show their keys instead.
        return list?.endsWith("-key") ? [] : [[record.name, name, `${head}${"`x', ".repeat(index)}\`‸`] as const];
      }),
    ),
  );
  it.each(cases)("%s: %s", async (_, argument, text) => {
    expect(await signatureAtCursor(text)).toMatch(
      new RegExp(`⟦\\[?${argument.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\]?…?⟧`),
    );
  });

  const settings = [...catalog.all("option"), ...catalog.all("define")].map(({ name, type }) => [name, type]);
  it.each(settings)("define of %s: %s", async (name, type) => {
    expect(await signatureAtCursor(`define(\`${name}', \`‸`)).toBe(`define(\`${name}', ⟦${type}⟧)`);
  });
});
