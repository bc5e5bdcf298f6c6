// What is said in a .cf: outline, folding, names and their places, hovers, completion, tokens.
import { describe, expect, it } from "vitest";
import type { Location, Range } from "vscode-languageserver-types";
import { EDITORS } from "../../kinds/editors.ts";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";
import { markedSite } from "../../site/testing.ts";
import { EditorFeatures } from "../editor.ts";
import { TOKEN_TYPES } from "../promises.ts";
import { completeAt, hoverAt } from "../testing.ts";

const features = new EditorFeatures(EDITORS);
const HEAD = `V10/Berkeley
DSsmart.example.com
D{MyName}mx.example.com
Cwlocalhost example.com
C{VirtHost}a.example b.example
Kaccess hash -o -T<TMPF> /etc/mail/access
Kboth sequence access host
O PrivacyOptions=goaway
O Timeout.initial=5m
Scanonify=3
R$*			$: <$1>		comment
Sparse=0
R$+ < @ $=w > $*	$#local $: $1
R$*			$>canonify $1
Mlocal, P=/bin/mail, F=lsDFM, S=canonify/3, R=parse, A=mail -d $u
Msmtp, P=[IPC], F=mDFM, A=TCP $h
`;

/** A .cf that ends in the given text, with its cursor. */
const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `${HEAD}${lines.join("\n")}\n` });

async function open(files: Readonly<Record<string, string>>) {
  const { site, cursor, ranges } = await markedSite(files);
  const document = site.cf?.document;
  if (document === undefined) throw new Error("there is no .cf");
  return { site, document, ranges, position: document.positionAt(cursor?.offset ?? 0) };
}

/** The marked ranges of a .cf, and the ranges that an answer gives, as texts with their lines. */
function text(document: { getText(range: Range): string }, range: Range): string {
  return `${range.start.line + 1}: ${document.getText(range)}`;
}

describe("the outline of a .cf", () => {
  it("has rulesets, and groups of neighbours", async () => {
    const { site, document } = await open(cf());
    const outline = features.outline(site, document.uri, {}) ?? [];
    expect(outline.map(({ name, detail, children }) => [name, detail ?? children?.map((child) => child.name)])).toEqual(
      [
        ["Macros", ["S", "MyName"]],
        ["Classes", ["w", "VirtHost"]],
        ["Maps", ["access", "both"]],
        ["Options", ["PrivacyOptions", "Timeout.initial"]],
        ["canonify", "1 rule"],
        ["parse", "2 rules"],
        ["Mailers", ["local", "smtp"]],
      ],
    );
  });

  it("keeps each name inside of its part, and each part inside of its group", async () => {
    const { site, document } = await open(cf("HReceived: from $s", "Xclam, S=local:/run/clam", "Pjunk=-100"));
    const inside = (inner: Range, outer: Range) =>
      document.offsetAt(inner.start) >= document.offsetAt(outer.start) &&
      document.offsetAt(inner.end) <= document.offsetAt(outer.end);
    for (const part of features.outline(site, document.uri, {}) ?? []) {
      expect(inside(part.selectionRange, part.range), part.name).toBe(true);
      for (const child of part.children ?? []) expect(inside(child.range, part.range), child.name).toBe(true);
    }
  });

  it("folds rulesets, groups, sections and comments", async () => {
    const { site, document } = await open({
      "sendmail.cf":
        "V10\n#####\n###  One  ###\n#####\nSone\nR$*\t$1\nR$-\t$1\n\n#####\n###  Two  ###\n#####\nDxa\nDyb\n",
    });
    const folded = features
      .folding(site, document.uri, {})
      ?.map(({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1} ${kind}`);
    // A banner is folded with its section: an editor folds a line in one way only.
    expect(folded).toEqual(["2-7 region", "5-7 undefined", "9-13 region", "12-13 undefined"]);
  });
});

describe("a name in a .cf", () => {
  it.each([
    ["ruleset", "R$- $>cano‸nify", ["10: canonify"], ["14: canonify", "15: canonify", "15: 3"]],
    ["ruleset by its number", "R$-\t$>‸3 $1", ["10: canonify"], ["14: canonify", "15: canonify", "15: 3", "17: 3"]],
    ["macro", "R$-\t$&{My‸Name}", ["3: MyName"], ["17: MyName"]],
    ["short macro", "R$-\t$‸S", ["2: S"], ["17: S"]],
    ["class", "R$={VirtHo‸st}\t$1", ["5: VirtHost"], ["17: VirtHost"]],
    ["map", "R$-\t$(acc‸ess $1 $: no $)", ["6: access"], ["7: access", "17: access"]],
    ["mailer", "R$-\t$#sm‸tp $@ $1", ["16: smtp"], ["17: smtp"]],
  ])("of a %s has its definition and its uses", async (_, line, definitions, uses) => {
    const { site, document, position } = await open(cf(line));
    const shown = (places: readonly Location[] | undefined) => places?.map(({ range }) => text(document, range));
    expect(shown(features.definition(site, document.uri, position, {}))).toEqual(definitions);
    const found = shown(features.references(site, document.uri, position, false, {}));
    expect(found?.filter((use) => !use.startsWith("17"))).toEqual(uses.filter((use) => !use.startsWith("17")));
    expect(found?.some((use) => use.startsWith("17"))).toBe(true);
    expect(features.highlights(site, document.uri, position, {})?.length).toBe(
      definitions.length + (found?.length ?? 0),
    );
  });

  it("is none in comments and values", async () => {
    for (const line of ["R$-\t$1\t$>cano‸nify", "R$-\t$1 # $>cano‸nify", "# $>cano‸nify", "Dxcano‸nify"]) {
      const { site, document, position } = await open(cf(line));
      expect(features.definition(site, document.uri, position, {}), line).toBeUndefined();
    }
  });
});

describe("a hover in a .cf", () => {
  it.each([
    ["macro", "R$-\t$‸S", /macro[\s\S]*mail[\s\S]*\*\*Value:\*\* `smart.example.com`[\s\S]*line 2/],
    ["class", "R$=‸w\t$1", /class[\s\S]*\*\*Members:\*\*[\s\S]*`example.com`[\s\S]*line 4/],
    ["map", "R$-\t$(acc‸ess $1 $)", /map of type `hash`[\s\S]*`\/etc\/mail\/access`[\s\S]*`-T<TMPF>`/],
    ["mailer", "R$-\t$#lo‸cal $: $1", /mailer[\s\S]*`P=\/bin\/mail`[\s\S]*\*\*Flags\*\*[\s\S]*`l` /],
    ["ruleset", "R$-\t$>par‸se $1", /ruleset \(number 0\)[\s\S]*3 rules/],
    ["option", "O Log‸Level=9", /confLOG_LEVEL[\s\S]*\*\*Here:\*\* `9`/],
    ["option of the old form", "O‸L9", /confLOG_LEVEL/],
  ])("tells of a %s", async (_, line, expected) => {
    expect((await hoverAt(cf(line)))?.text).toMatch(expected);
  });

  it("tells a rule in words", async () => {
    const shown = await hoverAt(cf("Stest", "R$* < @ $=w . > ‸ $-\t$@ $>canonify $1 $(access $3 $@ x $: none $)"));
    expect(shown?.text).toBe(`**Matches**

- \`$*\` any number of words, none too: \`$1\`
- \`< @\` as written
- \`$=w\` a name in class \`w\`: \`$2\`
- \`. >\` as written
- \`$-\` exactly one word: \`$3\`

**Makes**

- \`$@\` ends the ruleset with what follows
- \`$>\` runs ruleset \`canonify\` on all that follows, and takes its result
- \`$1\` what \`$*\` matched
- \`$(\` looks up in map \`access\`
- \`$3\` what \`$-\` matched
- \`$@\` a further argument of the map
- \`x\` as written
- \`$:\` if the map has no entry
- \`none\` as written
- \`$)\` the end of the lookup

The ruleset ends here with this result.`);
  });

  it.each([
    ["level", "V1‸0/Berkeley", /^Level 10 .* of `Berkeley`/],
    ["trusted user", "Tdae‸mon", /^Trusted users, class `t`/],
    ["header", "H?F?Fro‸m: $?x$x <$g>$|$g$.", /^The header `From` is added .* flags `F`: `\$\?x\$x <\$g>\$\|\$g\$\.`/],
    ["header of a macro", "H?${MyName}?X-M‸ine: yes", /where macro `MyName` has a value: `yes`/],
    ["checked header", "HSub‸ject: $>canonify", /^The header `Subject` is checked by ruleset `canonify`/],
    ["default header", "H‸*: $>canonify", /^Every header without a line of its own/],
    ["precedence", "Pbu‸lk=-60", /`Precedence: bulk` gets precedence -60/],
    ["variable", "ETZ=Eu‸rope/Berlin", /`TZ` is `Europe\/Berlin` for the programs/],
    ["variable that goes", "EL‸ANG", /`LANG` is taken away from the programs/],
    ["queue group", "Qsl‸ow, P=/var/spool/slow, R=2", /^Queue group `slow`[\s\S]*`R=2`/],
    ["milter", "Xscan, S=in‸et:8891@127.0.0.1, F=R", /^Milter `scan`[\s\S]*`S=inet:8891@127.0.0.1`[\s\S]*`F=R`/],
  ])("tells of a line with a %s", async (_, line, expected) => {
    expect((await hoverAt(cf(line)))?.text).toMatch(expected);
  });

  it("says nothing in comments", async () => {
    expect(await hoverAt(cf("R$-\t$1\tcom‸ment"))).toBeUndefined();
    expect(await hoverAt(cf("# com‸ment"))).toBeUndefined();
  });
});

describe("completion in a .cf", () => {
  it.each([
    ["R$*\t$>‸", ["canonify", "parse"]],
    ["R$*\t$>can‸", ["canonify"]],
    ["R$=‸", ["w", "VirtHost"]],
    ["R$*\t$(‸", ["access", "both", "host"]],
    ["R$*\t$#‸", ["local", "smtp", "error"]],
    ["R$*\t$&‸", ["S", "MyName"]],
    ["O Log‸", ["LogLevel"]],
  ])("%j proposes %j", async (line, labels) => {
    expect((await completeAt(cf(line))).labels).toEqual(expect.arrayContaining(labels));
  });

  it("writes braces around long names only", async () => {
    expect((await completeAt(cf("R$={Vi‸}"))).typed("VirtHost")).toContain("R$={VirtHost}\n");
    expect((await completeAt(cf("R$=‸"))).typed("w")).toContain("R$=w\n");
    expect((await completeAt(cf("R$*\t$&‸"))).typed("MyName")).toContain("$&{MyName}\n");
  });

  it.each(["# $>‸", "R$*\t‸", "Dx‸"])("proposes nothing in %j", async (line) => {
    expect((await completeAt(cf(line))).labels).toEqual([]);
  });
});

describe("semantic tokens of a .cf", () => {
  it("are operators, parameters and names, in order", async () => {
    const { site, document } = await open({ "sendmail.cf": "R$*\t$>x $1\n" });
    const data = features.semanticTokens(site, document.uri, undefined, {}) ?? [];
    const tokens: string[] = [];
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      character += data[at + 1] ?? 0;
      const range = { start: { line: 0, character }, end: { line: 0, character: character + (data[at + 2] ?? 0) } };
      tokens.push(`${document.getText(range)} ${TOKEN_TYPES[data[at + 3] ?? -1]}`);
    }
    expect(tokens).toEqual(["$* operator", "$> operator", "x function", "$1 parameter"]);
  });

  it("are those of a range where one is asked for", async () => {
    const { site, document } = await open({ "sendmail.cf": "R$*\t$1\nR$+\t$1\nR$-\t$1\n" });
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const some = features.semanticTokens(site, document.uri, range, {}) ?? [];
    expect(some.slice(0, 2)).toEqual([1, 1]);
    expect(some.length).toBe(10);
  });
});

describe("links of a .cf", () => {
  it("lead to the files of K, F and O lines, and to the texts of databases", async () => {
    const { site, document } = await open({
      "sendmail.cf": [
        "V10/Berkeley",
        "Kaccess hash -o -T<TMPF> /etc/mail/access.db",
        "Kpeople text -z: -k0 -v1 /etc/passwd",
        "Kprog program /usr/bin/ask",
        "Kdir ldap -k (uid=%0) -h /nothing",
        "Fw-o /etc/mail/local-host-names %[^#]",
        "F{VirtHost}/etc/mail/virt",
        "FR|/usr/bin/hosts",
        "F{x}key@hash:/etc/mail/lists",
        "O AliasFile=hash:/etc/mail/aliases, /etc/aliases.local",
        "O HelpFile=/etc/mail/helpfile",
        "O PrivacyOptions=goaway",
        "O QueueDirectory=$v/mqueue",
        "",
      ].join("\n"),
    });
    const links = features.links(site, document.uri, {}) ?? [];
    expect(links.map(({ range, path }) => [document.getText(range), path])).toEqual([
      ["/etc/mail/access.db", "/etc/mail/access"],
      ["/etc/passwd", "/etc/passwd"],
      ["/etc/mail/local-host-names", "/etc/mail/local-host-names"],
      ["/etc/mail/virt", "/etc/mail/virt"],
      ["/etc/mail/lists", "/etc/mail/lists"],
      ["/etc/mail/aliases", "/etc/mail/aliases"],
      ["/etc/aliases.local", "/etc/aliases.local"],
      ["/etc/mail/helpfile", "/etc/mail/helpfile"],
    ]);
  });

  it("open what is there", async () => {
    const cfUri = "file:///srv/etc/mail/sendmail.cf";
    const access = "file:///srv/etc/mail/access";
    const service = createService(
      memoryWorkspace({
        [cfUri]: "V10/Berkeley\nKaccess hash /etc/mail/access\nFw/etc/mail/none\n",
        [access]: "a OK\n",
      }),
    );
    expect((await service.links(cfUri)).map(({ target }) => target)).toEqual([access]);
    expect(await service.definition(cfUri, { line: 1, character: 16 })).toMatchObject([{ uri: access }]);
  });
});
