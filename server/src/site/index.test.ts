// Sites: what is found from where, and what a change refreshes.
import { describe, expect, test } from "vitest";
import { memoryWorkspace, Sites } from "./index.ts";
import { markedSite, siteFrom, unmark } from "./testing.ts";

const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";
const PLAIN_MC = "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n";

function open(files: Record<string, string>, settings = {}) {
  const workspace = memoryWorkspace(files);
  return { workspace, sites: new Sites(workspace, settings) };
}

const uris = (site: { tables: readonly { uri: string }[] } | undefined) => site?.tables.map(({ uri }) => uri);

describe("from a .cf without a .mc to what it reads", () => {
  const CF = [
    "V10/Berkeley",
    "Cwown.example",
    "Fw-o /etc/mail/my-names %[^\\#]",
    "F{VirtHost}/etc/mail/virtual-names",
    "Kmailertable hash -o /etc/mail/routes.db",
    "Kvirtuser btree /etc/mail/virtual",
    "Kaccess hash -T<TMPF> -o /etc/mail/access",
    "O AliasFile=/etc/mail/aliases, hash:-o /etc/mail/more",
    "O HelpFile=/etc/mail/help",
    "O ErrorHeader=/etc/mail/error-header",
    "O UserDatabaseSpec=/etc/mail/users.db",
    "",
  ].join("\n");
  const NAMES = ["my-names", "virtual-names", "routes", "virtual", "access", "aliases", "more", "help", "error-header"];

  test("all tables that its F, K and O lines name, with the places of the lines", async () => {
    const files = Object.fromEntries([...NAMES, "users"].map((name) => [name, ""]));
    const site = await siteFrom({ "sendmail.cf": CF, ...files });
    const found = site.tables.map(({ uri, kind, className, naming }) =>
      [uri.replace(/^.*\//, ""), kind, className, naming?.mapType, naming?.optional].filter(Boolean).join(" "),
    );
    expect(found.sort()).toEqual([
      "access access hash true",
      "aliases aliases implicit true",
      "error-header errorheader true",
      "help helpfile true",
      "more aliases hash true",
      "my-names class w true",
      "routes mailertable hash true",
      "users userdb btree true",
      "virtual virtusertable btree",
      "virtual-names class VirtHost",
    ]);
    const line = (name: string) => {
      const span = site.tables.find(({ uri }) => uri.endsWith(`/${name}`))?.naming?.span;
      return span === undefined ? undefined : CF.slice(0, span.start).split("\n").length;
    };
    expect([line("my-names"), line("routes"), line("more"), line("users")]).toEqual([3, 5, 8, 11]);
    expect(site.tables.find(({ uri }) => uri.endsWith("/my-names"))?.naming?.format).toBe("%[^\\#]");
  });

  test("what is not there is missing", async () => {
    const site = await siteFrom({ "sendmail.cf": CF });
    const needed = site.missing.filter(({ optional }) => !optional);
    expect(needed.map(({ path }) => path).sort()).toEqual(["/etc/mail/virtual", "/etc/mail/virtual-names"]);
  });

  test.each([
    ["/etc/mail/routes", "file:///etc/mail/sendmail.cf"],
    ["/etc/aliases", "file:///etc/mail/sendmail.cf"],
    ["/etc/mail/unnamed/mailertable", "file:///etc/mail/unnamed/mailertable"],
  ])("the site of %s", async (name, id) => {
    const cf = CF.replace("/etc/mail/aliases", "/etc/aliases");
    const { sites } = open({ "file:///etc/mail/sendmail.cf": cf, [`file://${name}`]: "a: b\na.example smtp:b\n" });
    expect((await sites.sitesOf(`file://${name}`)).map((site) => site.id)).toEqual([id]);
  });

  test("a .mc comes before a .cf that it is not made for", async () => {
    const { sites } = open({
      "file:///etc/mail/sendmail.mc": MC,
      "file:///etc/mail/other.cf": CF,
      "file:///etc/mail/access": "a OK\n",
      "file:///etc/mail/routes": "a smtp:b\n",
    });
    expect((await sites.sitesOf("file:///etc/mail/access")).map(({ id }) => id)).toEqual([
      "file:///etc/mail/sendmail.mc",
    ]);
    expect((await sites.sitesOf("file:///etc/mail/routes")).map(({ id }) => id)).toEqual(["file:///etc/mail/other.cf"]);
  });
});

test("the aliases of a folder etc belong to the configuration in its folder mail", async () => {
  const mc = `define(\`ALIAS_FILE', \`/etc/aliases')dnl\n${MC}`;
  const { sites } = open({ "file:///r/etc/mail/sendmail.mc": mc, "file:///r/etc/aliases": "a: b\n" });
  expect((await sites.sitesOf("file:///r/etc/aliases")).map(({ id }) => id)).toEqual([
    "file:///r/etc/mail/sendmail.mc",
  ]);
});

describe("from a .mc to what it reads", () => {
  test("the access map and relay-domains of the library's defaults", async () => {
    const site = await siteFrom({ "sendmail.mc": MC, access: "a RELAY\n", "relay-domains": "b.example c\n" });
    expect(site.access?.table.lookup("A")?.value).toBe("RELAY");
    expect([...(site.classFiles("R")[0]?.table.entries() ?? [])].map(({ key }) => key)).toEqual(["b.example"]);
    expect(site.tables.every(({ named }) => named)).toBe(true);
  });

  test("the type and the path that are written; .db is left off", async () => {
    const mc = "FEATURE(`access_db', `btree -T<TMPF> /srv/m/rules.db')dnl\n";
    const site = await siteFrom({ "sendmail.mc": mc, "/srv/m/rules": "a OK\n" });
    expect(site.access?.uri).toBe("file:///srv/m/rules");
  });

  test("class files by every road", async () => {
    const mc = [
      "define(`confCW_FILE', `-o /etc/mail/names')dnl",
      "FEATURE(`use_cw_file')dnl",
      "define(`confCR_FILE', `/etc/mail/partners %[^\\#]')dnl",
      "RELAY_DOMAIN_FILE(`/etc/mail/more')dnl",
      "LOCAL_CONFIG",
      "F{Own}-o /etc/mail/own",
    ].join("\n");
    const files = { names: "n\n", partners: "p q # r\n", more: "m\n", own: "o\n" };
    const site = await siteFrom({ "sendmail.mc": `${mc}\n`, ...files });
    const members = (name: string) =>
      site.classFiles(name).flatMap(({ table }) => [...table.entries()].map(({ key }) => key));
    expect(members("w")).toEqual(["n"]);
    expect(members("R").sort()).toEqual(["m", "p", "q"]);
    expect(members("Own")).toEqual(["o"]);
  });

  test("Debian's class files are read with its format", async () => {
    const site = await siteFrom({
      "sendmail.mc": "OSTYPE(`debian')dnl\nMAILER(`smtp')dnl\n",
      "relay-domains": "a b # c\n",
    });
    expect([...(site.classFiles("R")[0]?.table.entries() ?? [])].map(({ key }) => key)).toEqual(["a", "b"]);
  });

  test("what is named and nowhere to be found is said", async () => {
    const site = await siteFrom({
      "sendmail.mc": `define(\`confCW_FILE', \`/etc/mail/names')\nFEATURE(\`use_cw_file')\n${MC}`,
    });
    expect(site.access).toBeUndefined();
    expect(site.missing.map(({ path, optional }) => [path, optional])).toEqual(
      expect.arrayContaining([
        ["/etc/mail/access", false],
        ["/etc/mail/names", false],
        ["/etc/mail/relay-domains", true],
      ]),
    );
  });

  test("included files, and files that those include", async () => {
    const site = await siteFrom({
      "sendmail.mc": "include(`/etc/mail/m4/one.m4')dnl\nMAILER(`smtp')dnl\n",
      "/etc/mail/m4/one.m4": "include(`/etc/mail/m4/two.m4')dnl\n",
      "/etc/mail/m4/two.m4": "FEATURE(`access_db')dnl\n",
      access: "a RELAY\n",
    });
    expect(site.access?.uri).toBe("file:///etc/mail/access");
    expect([...site.documents.keys()]).toEqual(["file:///etc/mail/m4/one.m4", "file:///etc/mail/m4/two.m4"]);
  });

  test("no device is ever read", async () => {
    const mc = "file:///etc/mail/sendmail.mc";
    const { sites, workspace } = open({ [mc]: `include(\`/dev/zero')dnl\n${MC}` });
    await sites.sitesOf(mc);
    expect([...workspace.reads.keys()].filter((uri) => uri.startsWith("file:///dev"))).toEqual([]);
  });

  test("a .cf that has no .mc, read as sendmail reads it", async () => {
    const uri = "file:///etc/mail/sendmail.cf";
    const sites = new Sites(
      memoryWorkspace({ [uri]: "V10/Berkeley\nDZ8.15.2\nDxfoo\n", "file:///etc/mail/access": "" }),
    );
    const [site] = await sites.sitesOf(uri);
    expect(site).toMatchObject({ id: uri, mc: undefined, tables: [] });
    expect(site?.fileAt(uri)).toMatchObject({ kind: "cf", mc: undefined });
    expect(site?.cf?.config.macros.get("x")?.value).toBe("foo");
    expect(site?.cf?.config.environment.version).toBe("8.15.2");
  });

  test("the .cf beside a .mc, read again only when it changes", async () => {
    const [mc, cf] = ["file:///etc/mail/sendmail.mc", "file:///etc/mail/sendmail.cf"];
    const workspace = memoryWorkspace({ [mc]: "OSTYPE(`linux')dnl\n", [cf]: "V10\nDxfoo\n" });
    const sites = new Sites(workspace);
    const config = async () => (await sites.sitesOf(cf))[0]?.cf?.config;
    const before = await config();
    workspace.write(mc, "OSTYPE(`bsd4.4')dnl\n");
    sites.changed(mc);
    expect(await config()).toBe(before);
    workspace.write(cf, "V10\nDxbar\n");
    sites.changed(cf);
    expect((await config())?.macros.get("x")?.value).toBe("bar");
  });

  test("the .cf and the .db beside, with their times", async () => {
    const { sites, workspace } = open({});
    workspace.write("file:///etc/mail/sendmail.mc", MC, 5);
    workspace.write("file:///etc/mail/sendmail.cf", "DZ8.17.1\n", 4);
    workspace.write("file:///etc/mail/access", "a OK\n", 7);
    workspace.write("file:///etc/mail/access.db", "", 6);
    const [site] = await sites.sitesOf("file:///etc/mail/sendmail.mc");
    expect(site?.mc?.modified).toBe(5);
    expect(site?.mc?.compiled?.modified).toBe(4);
    expect(site?.document("file:///etc/mail/sendmail.cf")?.getText()).toBe("DZ8.17.1\n");
    expect(site?.access?.modified).toBe(7);
    expect(site?.access?.compiled?.modified).toBe(6);
  });
});

describe("where a path is looked for", () => {
  test("under the root that is set, before the folder of the .mc", async () => {
    const { sites } = open(
      { "file:///r/etc/mail/access": "root OK\n", "file:///w/access": "beside OK\n", "file:///w/sendmail.mc": MC },
      { root: "file:///r" },
    );
    const [site] = await sites.sitesOf("file:///w/sendmail.mc");
    expect(site?.access?.uri).toBe("file:///r/etc/mail/access");
  });

  test("under the root that the folder of the .mc tells of", async () => {
    const mc = "file:///home/me/site/etc/mail/sendmail.mc";
    const { sites } = open({
      [mc]: "FEATURE(`access_db', `hash -T<TMPF> /srv/access')dnl\n",
      "file:///home/me/site/srv/access": "a OK\n",
      "file:///srv/access": "b OK\n",
    });
    expect((await sites.sitesOf(mc))[0]?.access?.uri).toBe("file:///home/me/site/srv/access");
  });

  test("beside the .mc by name, before the machine's own", async () => {
    const { sites } = open({
      "file:///w/sendmail.mc": MC,
      "file:///w/access": "a OK\n",
      "file:///etc/mail/access": "b OK\n",
    });
    expect((await sites.sitesOf("file:///w/sendmail.mc"))[0]?.access?.uri).toBe("file:///w/access");
  });

  test("in a copy never at the machine's own", async () => {
    const { sites, workspace } = open({
      "file:///w/a/sendmail.mc": `${MC}include(\`../../etc/mail/x.m4')\ninclude(\`/etc/mail/x.m4')\n`,
      "file:///w/etc/mail/sendmail.mc": `${MC}include(\`../../../etc/mail/x.m4')\n`,
      "file:///etc/mail/access": "b OK\n",
      "file:///etc/mail/x.m4": "FEATURE(`promiscuous_relay')\n",
      "file:///etc/default/sendmail": "DAEMON=no\n",
    });
    for (const uri of ["file:///w/a/sendmail.mc", "file:///w/etc/mail/sendmail.mc"]) {
      const [site] = await sites.sitesOf(uri);
      expect(site?.access).toBeUndefined();
      expect(site?.missing.map(({ path }) => path)).toContain("/etc/mail/access");
    }
    expect([...workspace.reads.keys()].filter((uri) => uri.startsWith("file:///etc/"))).toEqual([]);
  });

  test("with a root only below it, whatever the path says", async () => {
    const mc = ["/x.m4", "../../../../x.m4", "/../x.m4", "//x.m4"].map((path) => `include(\`${path}')dnl\n`).join("");
    const { sites, workspace } = open(
      {
        "file:///r/etc/mail/sendmail.mc": `${mc}${MC}`,
        "file:///x.m4": "",
        "file:///r/x.m4": "",
        "file:///r/access": "",
      },
      { root: "file:///r" },
    );
    const [site] = await sites.sitesOf("file:///r/etc/mail/sendmail.mc");
    expect([...(site?.documents.keys() ?? [])]).toEqual(["file:///r/x.m4"]);
    expect(site?.access).toBeUndefined();
    expect([...workspace.reads.keys()].filter((uri) => !uri.startsWith("file:///r/"))).toEqual([]);
  });
});

describe("from a table to its .mc", () => {
  test("every .mc of the folder that reads it, sendmail.mc first", async () => {
    const { sites } = open({
      "file:///m/a.mc": MC,
      "file:///m/sendmail.mc": MC,
      "file:///m/plain.mc": PLAIN_MC,
      "file:///m/submit.mc": PLAIN_MC,
      "file:///m/access": "a OK\n",
    });
    expect((await sites.sitesOf("file:///m/access")).map(({ id }) => id)).toEqual([
      "file:///m/sendmail.mc",
      "file:///m/a.mc",
    ]);
  });

  test("a .mc that does not read it still has it beside", async () => {
    const { sites } = open({ "file:///m/sendmail.mc": PLAIN_MC, "file:///m/access": "a OK\n" });
    const [site] = await sites.sitesOf("file:///m/access");
    expect(site?.id).toBe("file:///m/sendmail.mc");
    expect(site?.access).toBeUndefined();
    expect(site?.tables.map(({ uri, named }) => [uri, named])).toEqual([["file:///m/access", false]]);
  });

  test("an included file leads to the .mc in the folder above", async () => {
    const { sites } = open({
      "file:///etc/mail/sendmail.mc": "include(`/etc/mail/m4/x.m4')dnl\nMAILER(`smtp')\n",
      "file:///etc/mail/m4/x.m4": "FEATURE(`access_db')\n",
    });
    expect((await sites.sitesOf("file:///etc/mail/m4/x.m4"))[0]?.id).toBe("file:///etc/mail/sendmail.mc");
  });

  test("without any .mc it is a site of its own", async () => {
    const { sites } = open({ "file:///w/access": "Connect:10 RELAY\n", "file:///w/relay-domains": "a\n" });
    const [site] = await sites.sitesOf("file:///w/access");
    expect(site?.mc).toBeUndefined();
    expect(site?.access?.uri).toBe("file:///w/access");
    expect((await sites.sitesOf("file:///w/relay-domains"))[0]?.classFiles("R")).toHaveLength(1);
  });

  test("files that are not sendmail's have no site", async () => {
    const { sites } = open({
      "file:///w/watch.mc": "using Toybox.System;\nclass App extends Application.AppBase {\n}\n",
      "file:///w/access": "<html>\n<body>\n",
    });
    expect(await sites.sitesOf("file:///w/watch.mc")).toEqual([]);
    expect(await sites.sitesOf("file:///w/access")).toEqual([]);
    expect(await sites.sitesOf("file:///w/none.mc")).toEqual([]);
  });
});

describe("changes", () => {
  const files = {
    "file:///a/sendmail.mc": MC,
    "file:///a/access": "a OK\n",
    "file:///a/submit.mc": PLAIN_MC,
    "file:///b/sendmail.mc": MC,
    "file:///b/access": "b OK\n",
  };

  test("one file refreshes its site and no other", async () => {
    const { sites, workspace } = open(files);
    const before = await Promise.all(
      ["a/sendmail.mc", "a/submit.mc", "b/sendmail.mc"].map((at) => sites.sitesOf(`file:///${at}`)),
    );
    workspace.write("file:///a/access", "a OK\nnew RELAY\n");
    sites.changed("file:///a/access");
    const after = await Promise.all(
      ["a/sendmail.mc", "a/submit.mc", "b/sendmail.mc"].map((at) => sites.sitesOf(`file:///${at}`)),
    );
    expect(after[0]?.[0]).not.toBe(before[0]?.[0]);
    expect(after[0]?.[0]?.access?.table.lookup("new")?.value).toBe("RELAY");
    expect(before[0]?.[0]?.access?.table.lookup("new")).toBeUndefined();
    expect(after[1]?.[0]).toBe(before[1]?.[0]);
    expect(after[2]?.[0]).toBe(before[2]?.[0]);
    expect(after[0]?.[0]?.mc?.config).toBe(before[0]?.[0]?.mc?.config);
  });

  test("a file that was missing is found when it comes, and lost when it goes", async () => {
    const { sites, workspace } = open({ "file:///etc/mail/sendmail.mc": MC });
    expect((await sites.sitesOf("file:///etc/mail/sendmail.mc"))[0]?.access).toBeUndefined();
    workspace.write("file:///etc/mail/access", "a OK\n");
    sites.changed("file:///etc/mail/access");
    expect((await sites.sitesOf("file:///etc/mail/sendmail.mc"))[0]?.access).toBeDefined();
    workspace.remove("file:///etc/mail/access");
    sites.changed("file:///etc/mail/access");
    expect((await sites.sitesOf("file:///etc/mail/sendmail.mc"))[0]?.access).toBeUndefined();
  });

  test("an edit of the .mc reads no file again", async () => {
    const { sites, workspace } = open(files);
    await sites.sitesOf("file:///a/sendmail.mc");
    const reads = new Map(workspace.reads);
    workspace.write("file:///a/sendmail.mc", `${MC}dnl\n`);
    sites.changed("file:///a/sendmail.mc");
    await sites.sitesOf("file:///a/sendmail.mc");
    expect(workspace.reads.get("file:///a/access")).toBe(reads.get("file:///a/access"));
    expect(workspace.reads.get("file:///a/sendmail.mc")).toBe(2);
  });

  test("a table that is saved for the first time joins its site", async () => {
    const { sites, workspace } = open({ "file:///m/sendmail.mc": PLAIN_MC });
    await sites.sitesOf("file:///m/sendmail.mc");
    // An editor has it, and nobody else; then it is on the disk.
    sites.changed("file:///m/access");
    await sites.sitesOf("file:///m/sendmail.mc");
    sites.changed("file:///m/access");
    workspace.write("file:///m/access", "a OK\n");
    sites.changed("file:///m/access", true);
    expect(uris((await sites.sitesOf("file:///m/sendmail.mc"))[0])).toEqual(["file:///m/access"]);
  });

  test("a file that is not included any more leaves", async () => {
    const mc = "file:///m/sendmail.mc";
    const { sites, workspace } = open({ [mc]: `include(\`x.m4')dnl\n${PLAIN_MC}`, "file:///m/x.m4": "dnl\n" });
    expect((await sites.sitesOf(mc))[0]?.documents.has("file:///m/x.m4")).toBe(true);
    workspace.write(mc, PLAIN_MC);
    sites.changed(mc);
    expect((await sites.sitesOf(mc))[0]?.documents.has("file:///m/x.m4")).toBe(false);
  });

  test("an unsaved file beside refreshes a site once, not at each key", async () => {
    const { sites } = open(files);
    await sites.sitesOf("file:///a/sendmail.mc");
    sites.changed("file:///a/notes.txt");
    const [before] = await sites.sitesOf("file:///a/sendmail.mc");
    sites.changed("file:///a/notes.txt");
    expect((await sites.sitesOf("file:///a/sendmail.mc"))[0]).toBe(before);
  });
});

describe("many sites", () => {
  test("are not all kept", async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`file:///s${at}/sendmail.mc`, MC]));
    const { sites } = open(files);
    const [first] = await sites.sitesOf("file:///s0/sendmail.mc");
    for (const uri of Object.keys(files)) expect(await sites.sitesOf(uri)).toHaveLength(1);
    expect((await sites.sitesOf("file:///s99/sendmail.mc"))[0]).toBe(
      (await sites.sitesOf("file:///s99/sendmail.mc"))[0],
    );
    expect((await sites.sitesOf("file:///s0/sendmail.mc"))[0]).not.toBe(first);
    expect(sites.files()).toContain("file:///s99/access");
  });
});

describe("markers", () => {
  test("are taken out and told", async () => {
    expect(unmark("a⟦b⟦c⟧⟧‸d")).toEqual({
      text: "abcd",
      cursors: [3],
      ranges: [
        { start: 1, end: 3 },
        { start: 2, end: 3 },
      ],
    });
    expect(() => unmark("⟦")).toThrow();
    const { site, cursor, ranges } = await markedSite({ access: "10 ⟦RELAY⟧‸\n" });
    expect(uris(site)).toEqual(["file:///etc/mail/access"]);
    expect(cursor).toEqual({ uri: "file:///etc/mail/access", offset: 8 });
    expect(ranges).toEqual([{ source: "file:///etc/mail/access", start: 3, end: 8 }]);
  });
});
