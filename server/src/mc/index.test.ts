import { describe, expect, test } from "vitest";
import type { M4Host } from "../m4/types.ts";
import type { Span } from "../text.ts";
import { type MailConfig, readMailConfig } from "./index.ts";

const name = "sendmail.mc";
const read = (text: string, host?: M4Host): MailConfig =>
  readMailConfig({ name, text }, host === undefined ? {} : { host });
const at = (text: string, span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);
const files = (texts: Readonly<Record<string, string>>): M4Host => ({
  read: (path) => (texts[path] === undefined ? undefined : { name: path, text: texts[path] }),
});

describe("uses", () => {
  test("a feature has its name, arguments and places", () => {
    const text = "OSTYPE(`linux')dnl\nFEATURE(`access_db', `hash -T<TMPF> /etc/mail/access', `skip')dnl\n";
    const config = read(text);
    const [use] = config.feature("access_db");
    expect(use?.name).toBe("access_db");
    expect(at(text, use?.nameSpan)).toBe("access_db");
    expect(use?.args.map((arg) => at(text, arg.exact))).toEqual(["hash -T<TMPF> /etc/mail/access", "skip"]);
    expect(use?.call.line).toBe(2);
    expect(config.ostypes[0]?.order).toBeLessThan(use?.order ?? 0);
  });

  test("a call behind # is live, one behind dnl is not", () => {
    const config = read("#FEATURE(`promiscuous_relay')\ndnl FEATURE(`redirect')\n");
    expect(config.features.map((use) => use.name)).toEqual(["promiscuous_relay"]);
  });

  test("the words are plain text until the library is included", () => {
    const text =
      "FEATURE(`redirect')\n# comment `\ninclude(`/usr/share/sendmail-cf/m4/cf.m4')dnl\nFEATURE(`use_cw_file')\n";
    const config = read(text);
    expect(config.includesLibrary).toBe(true);
    expect(config.features.map((use) => use.name)).toEqual(["use_cw_file"]);
    expect(config.cfLines[0]).toMatchObject({ section: "stray", text: "FEATURE(redirect)" });
  });

  test("a mention of the library that is not live changes nothing", () => {
    const config = read("dnl include(`../m4/cf.m4')\nFEATURE(`redirect')\n");
    expect(config.includesLibrary).toBe(false);
    expect(config.feature("redirect")).toHaveLength(1);
  });

  test("a feature out of a user's macro points to the macro's text, and has the line of the call", () => {
    const text = "define(`mine', `FEATURE(`$1')')dnl\n\nmine(`redirect')dnl\n";
    const [use] = read(text).features;
    expect(use?.name).toBe("redirect");
    expect(use?.implied).toBe(false);
    expect(at(text, use?.call.site)).toBe("FEATURE(`$1')");
    expect(at(text, use?.nameSpan)).toBe("redirect");
    expect(use?.call.line).toBe(3);
  });

  test("what a feature does by itself is implied", () => {
    const config = read("FEATURE(`nullclient', `hub.example.org')dnl\n");
    expect(config.mailers.map((use) => [use.name, use.implied])).toEqual([
      ["local", true],
      ["smtp", true],
    ]);
    expect(config.setting("MAIL_HUB")?.implied).toBe(true);
    expect(config.option("SMART_HOST")?.value).toBe("hub.example.org");
  });

  test("the same branches are taken as with the library", () => {
    const config = read(
      "ifdef(`_ACCESS_TABLE_', `FEATURE(`a')', `FEATURE(`access_db')')dnl\nifdef(`_ACCESS_TABLE_', `FEATURE(`delay_checks')')dnl\nifdef(`format', `FEATURE(`b')')dnl\n",
    );
    expect(config.features.map((use) => use.name)).toEqual(["access_db", "delay_checks"]);
  });
});

describe("files of a site", () => {
  test("a domain file beside the .mc is read", () => {
    const config = read(
      "DOMAIN(`ours')dnl\n",
      files({ "../domain/ours.m4": "divert(-1)\ndefine(`confTO_IDENT', `0')\nFEATURE(`redirect')\n" }),
    );
    expect(config.option("confTO_IDENT")?.value).toBe("0");
    expect(config.feature("redirect").map((use) => use.implied)).toEqual([true]);
    expect(config.unknownFiles).toEqual([]);
    expect(config.lookups).toContainEqual(expect.objectContaining({ path: "../domain/ours.m4", found: true }));
  });

  test("a feature file of a site gets its arguments", () => {
    const config = read(
      "FEATURE(`ours', `a', `b')dnl\n",
      files({
        "feature/ours.m4": "define(`OUR_FIRST', _ARG_)define(`OUR_SECOND', `_ARG2_')define(`OUR_SECOND', _ARG2_)",
      }),
    );
    expect(config.option("OUR_FIRST")?.value).toBe("a");
    expect(config.option("OUR_SECOND")?.value).toBe("b");
  });

  test("a file that nobody has is unknown, and m4 says so", () => {
    const config = read("FEATURE(`acess_db')dnl\n");
    expect(config.unknownFiles.map((use) => use.name)).toEqual(["acess_db"]);
    expect(config.errors[0]?.stderr).toBe(
      "m4:sendmail.mc:1: cannot open `/usr/share/sendmail/cf/feature/acess_db.m4': No such file or directory\n",
    );
  });

  test("a file that the caller knows is not", () => {
    const config = readMailConfig(
      { name, text: "OSTYPE(`os2')FEATURE(`nodns')dnl\n" },
      { knows: (kind, file) => kind === "ostype" || file === "nodns" },
    );
    expect(config.unknownFiles).toEqual([]);
    expect(config.errors).toEqual([]);
  });

  test("includes are read, and what they define counts as written", () => {
    const text = "include(`/etc/mail/m4/provider.m4')dnl\n";
    const config = read(text, files({ "/etc/mail/m4/provider.m4": "define(`SMART_HOST', `relay.example.net')dnl\n" }));
    expect(config.setting("SMART_HOST")).toMatchObject({
      implied: false,
      nameSpan: { source: "/etc/mail/m4/provider.m4" },
    });
    expect(at(text, config.setting("SMART_HOST")?.call.site)).toBe("include(`/etc/mail/m4/provider.m4')");
  });
});

describe("settings and options", () => {
  test("the last define is in force, an undefine ends it", () => {
    const config = read("define(`A', `1')define(`A', `2')define(`B', `3')undefine(`B')dnl\n");
    expect(config.setting("A")?.value?.text).toBe("2");
    expect(config.setting("B")).toBeUndefined();
    expect(config.option("B")).toBeUndefined();
    expect(config.settings.map(({ name: set, value }) => [set, value?.text])).toEqual([
      ["A", "1"],
      ["A", "2"],
      ["B", "3"],
      ["B", undefined],
    ]);
  });

  test("an option is expanded, and exact where it was written so", () => {
    const text =
      "define(`CERT_DIR', `MAIL_SETTINGS_DIR`'certs')dnl\ndefine(`confCACERT', `CERT_DIR/ca.pem')dnl\ndefine(`confDH_PARAMETERS', `/x')";
    const config = read(text);
    expect(config.option("confCACERT")).toMatchObject({ value: "/etc/mail/certs/ca.pem", exact: undefined });
    expect(at(text, config.option("confDH_PARAMETERS")?.exact)).toBe("/x");
  });

  test("the library's own values are there", () => {
    const config = read("define(`MAIL_SETTINGS_DIR', `/srv/mail/')dnl\n");
    expect(config.mailSettingsDir).toBe("/srv/mail/");
    expect(config.option("confPRIVACY_FLAGS")).toMatchObject({ value: "authwarnings", setting: undefined });
    expect(config.option("ALIAS_FILE")?.value).toBe("/srv/mail/aliases");
    expect(config.settings.map((setting) => setting.name)).toEqual(["MAIL_SETTINGS_DIR"]);
  });

  test("a value may be taken up again", () => {
    const config = read("define(`confPRIVACY_FLAGS', defn(`confPRIVACY_FLAGS')`,goaway')dnl\n");
    expect(config.option("confPRIVACY_FLAGS")?.value).toBe("authwarnings,goaway");
  });

  test("a value that means itself ends in an answer", () => {
    expect(read("define(`confX', `confX confX')dnl\n").option("confX")).toBeDefined();
  });

  test("what an ostype sets is implied", () => {
    const config = read("OSTYPE(`debian')dnl\n");
    expect(config.setting("confDEF_USER_ID")).toMatchObject({ implied: true, value: { text: "mail:mail" } });
  });
});

describe("classes", () => {
  const words = (config: MailConfig, className: string): string[] =>
    config
      .classMembers(className)
      .flatMap(({ how }) => (how.kind === "words" ? how.words.map((word) => word.text) : []));

  test("words of a macro keep their places", () => {
    const text = "RELAY_DOMAIN(`example.org 192.0.2')dnl\n";
    const [members] = read(text).classMembers("R");
    expect(members?.by).toBe("RELAY_DOMAIN");
    expect(members?.how.kind === "words" && members.how.words.map((word) => at(text, word.exact))).toEqual([
      "example.org",
      "192.0.2",
    ]);
  });

  test("what stands behind a class macro on its line is lost", () => {
    expect(words(read("RELAY_DOMAIN(`a.example') RELAY_DOMAIN(`b.example')\n"), "R")).toEqual(["a.example"]);
  });

  test("macros in an argument are expanded", () => {
    expect(words(read("define(`OURS', `example.org')LOCAL_DOMAIN(`OURS')dnl\n"), "w")).toEqual(["example.org"]);
  });

  test("lines of LOCAL_CONFIG", () => {
    const text =
      "LOCAL_CONFIG\nCwexample.org\nC{R} 192.0.2 10\nF{VirtHost}-o /etc/mail/virt %[^\\#]\nFw@ldap\nFR|/bin/x\nT me\n";
    const config = read(text);
    expect(words(config, "w")).toEqual(["example.org"]);
    expect(words(config, "R")).toEqual(["192.0.2", "10"]);
    expect(words(config, "t")).toEqual(["me"]);
    expect(config.classMembers("VirtHost")[0]?.how).toMatchObject({
      kind: "file",
      path: { text: "/etc/mail/virt" },
      optional: true,
      format: "%[^\\#]",
    });
    expect(config.classMembers("w").map(({ how }) => how.kind)).toEqual(["words", "map"]);
    expect(config.classMembers("R").map(({ how }) => how.kind)).toEqual(["words", "program", "file"]);
  });

  test("a # ends a line of the .cf, a # behind a backslash does not", () => {
    const config = read("RELAY_DOMAIN(`a.example # b.example')dnl\nLOCAL_CONFIG\nC{R}c\\#d e#f g\nFw/x # y\n");
    expect(words(config, "R")).toEqual(["a.example", "c\\#d", "e"]);
    expect(config.classMembers("w")[0]?.how).toMatchObject({ path: { text: "/x" }, format: undefined });
  });

  test("relay-domains is read unless it is undefined, the others on demand", () => {
    const paths = (text: string) =>
      read(text).classes.flatMap(({ className, how }) =>
        how.kind === "file" ? [`${className} ${how.path.text}`] : [],
      );
    expect(paths("")).toEqual(["R /etc/mail/relay-domains"]);
    expect(paths("undefine(`confCR_FILE')dnl\n")).toEqual([]);
    expect(paths("define(`confCW_FILE', `/x')FEATURE(`use_cw_file')FEATURE(`use_ct_file')dnl\n")).toEqual([
      "w /x",
      "R /etc/mail/relay-domains",
      "t /etc/mail/trusted-users",
    ]);
  });

  test("virtual domains may be relayed to", () => {
    expect(read("VIRTUSER_DOMAIN(`example.org')dnl\n").classMembers("R").at(-1)?.how).toEqual({
      kind: "class",
      className: "VirtHost",
    });
  });
});

describe("maps", () => {
  test("access_db with nothing said", () => {
    const { accessMap } = read("FEATURE(`access_db')dnl\n");
    expect(accessMap?.map).toMatchObject({
      type: "hash",
      file: "/etc/mail/access",
      flags: [{ letter: "T", value: "<TMPF>" }],
    });
  });

  test("access_db with everything said", () => {
    const text = "FEATURE(`access_db', `btree -o -T<TMPF> /x/acc', `Skip', `relaytofulladdress')dnl\n";
    const { accessMap } = read(text);
    expect(accessMap).toMatchObject({ skip: true, relayToFullAddress: true, lookupDotDomain: false });
    expect(at(text, accessMap?.map.fileSpan)).toBe("/x/acc");
    expect(accessMap?.map.type).toBe("btree");
  });

  test("the settings of the moment count", () => {
    const config = read(
      "define(`DATABASE_MAP_TYPE', `dbm')FEATURE(`mailertable')define(`MAIL_SETTINGS_DIR', `/x/')FEATURE(`virtusertable')dnl\n",
    );
    expect(config.map("mailertable")?.map.spec.text).toBe("dbm /etc/mail/mailertable");
    expect(config.map("virtuser")?.map.file).toBe("/x/virtusertable");
  });

  test("K lines", () => {
    const config = read("LOCAL_CONFIG\nKmine regex -a@MATCH -s1,2 ^(a) (b)$\n");
    expect(config.map("mine")).toMatchObject({ map: { type: "regex", file: "^(a) (b)$" }, use: undefined });
  });
});

describe("daemons and filters", () => {
  test("without a word there are two", () => {
    expect(
      read("")
        .daemons()
        .map(({ name: daemon, port, modifiers }) => [daemon, port, modifiers]),
    ).toEqual([
      ["MTA", "smtp", ""],
      ["MSA", "587", "E"],
    ]);
  });

  test("some systems listen for each family", () => {
    expect(
      read("OSTYPE(`solaris8')FEATURE(`no_default_msa')dnl\n")
        .daemons()
        .map((daemon) => daemon.name),
    ).toEqual(["MTA-v4", "MTA-v6"]);
  });

  test("entries have their places", () => {
    const text = "FEATURE(`no_default_msa')dnl\nDAEMON_OPTIONS(`Family=inet6, name = v6 ,Addr=::1, M=Ea')dnl\n";
    const [daemon, ...more] = read(text).daemons();
    expect(more).toEqual([]);
    expect(daemon).toMatchObject({ name: "v6", family: "inet6", address: "::1", modifiers: "Ea", port: "smtp" });
    expect(daemon?.entries.map((entry) => [entry.means, at(text, entry.keySpan), at(text, entry.valueSpan)])).toEqual([
      ["Family", "Family", "inet6"],
      ["Name", "name", "v6"],
      ["Addr", "Addr", "::1"],
      ["Modifier", "M", "Ea"],
    ]);
  });

  test("raw lines and the old option listen too", () => {
    const text =
      "define(`confDAEMON_OPTIONS', `Port=2525')dnl\nLOCAL_CONFIG\nO DaemonPortOptions=Port=26, Addr=192.0.2.1 # x\n";
    expect(
      read(text)
        .daemons()
        .map(({ port, address, span }) => [port, address, at(text, span)]),
    ).toEqual([
      ["2525", "", "confDAEMON_OPTIONS"],
      ["26", "192.0.2.1", "O DaemonPortOptions=Port=26, Addr=192.0.2.1 # x"],
      ["587", "", ""],
    ]);
  });

  test("filters and mechanisms", () => {
    const config = read(
      "INPUT_MAIL_FILTER(`clam', `S=local:/x, F=T, T=S:4m;R:4m')dnl\nTRUST_AUTH_MECH(`PLAIN LOGIN')dnl\n",
    );
    expect(config.filters()[0]?.entries.map((entry) => [entry.means, entry.value])).toEqual([
      ["Socket", "local:/x"],
      ["Flags", "T"],
      ["Timeouts", "S:4m;R:4m"],
    ]);
    expect(config.option("confINPUT_MAIL_FILTERS")?.value).toBe("clam");
    expect(config.trustedMechanisms().map((word) => word.text)).toEqual(["PLAIN", "LOGIN"]);
  });
});

describe("messages", () => {
  test("a message of the library has the place of its subject", () => {
    const text = "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\nFEATURE(`redirect')dnl\n";
    const config = read(text);
    const [message] = config.libraryMessages;
    expect(message?.id).toBe("feature-after-mailer");
    expect(at(text, message?.span)).toBe("redirect");
    expect(config.errors.map((error) => error.code)).toEqual(["errprint"]);
  });

  test("nothing is said behind an error that ends m4", () => {
    const config = read("OSTYPE(`linux')dnl\nit's `open\nFEATURE(`promiscuous_relay')dnl\n");
    expect(config.fatal?.code).toBe("unterminated-string");
    expect(config.libraryMessages).toEqual([]);
    expect(config.errors.at(-1)).toBe(config.fatal);
  });
});
