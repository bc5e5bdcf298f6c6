// Tables beside a .cf that has no .mc: the same findings in their lines as beside the .mc that m4 makes that .cf from.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { libraryOf, program, run, safeFolder, versionsThere } from "../programs.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);

const MC = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.own.example')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases,/etc/mail/lists')dnl
define(\`confCW_FILE', \`/etc/mail/my-names')dnl
define(\`SMART_HOST', \`[smtp.provider.example]')dnl
define(\`confUSERDB_SPEC', \`/etc/mail/users.db')dnl
FEATURE(\`use_cw_file')dnl
FEATURE(\`access_db')dnl
FEATURE(\`mailertable', \`hash /etc/mail/routes')dnl
FEATURE(\`virtusertable', \`hash -o /etc/mail/virtual')dnl
VIRTUSER_DOMAIN(\`virt.example')dnl
FEATURE(\`genericstable')dnl
GENERICS_DOMAIN(\`own.example')dnl
FEATURE(\`domaintable')dnl
FEATURE(\`bitdomain')dnl
FEATURE(\`uucpdomain')dnl
FEATURE(\`authinfo')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

/** Lines of each kind, right ones and those that a rule is about. */
const TABLES: Readonly<Record<string, string>> = {
  "my-names": "own.example\n127.0.0.1\n",
  "relay-domains": "10.0.0.0/8\npartner.example\n*.wide.example\n",
  routes: [
    "own.example smtp:[x.example]",
    "other.example smpt:[x.example]",
    "third.example x.example",
    "*.fourth.example smtp:[x]",
    "fifth.example smtp:[x]:25 # no",
    "six.example uucp-dom:host",
    "good.example esmtp:[x.example]",
    "",
  ].join("\n"),
  virtual: [
    "joe@own.example joe",
    "joe@virt.example joe",
    "nobody joe",
    "@virt.example @virt.example",
    "a@virt.example b@virt.example",
    "b@virt.example a@virt.example",
    "c@virt.example l",
    "",
  ].join("\n"),
  genericstable: "joe@own.example j@own.example\njoe@elsewhere.example j@own.example\njoe a, b\n",
  domaintable: "own.example new.example\nold.example own.example\n*.x y\n",
  authinfo: 'AuthInfo:smtp.other.example\t"U:joe" "P:x"\nsmtp.provider.example\t"U:joe" "P:x"\n',
  aliases: "postmaster: root\nroot: admin\nadmin: root\nloop: loop2\nloop2: loop\njoe: bob # x\nl: c@virt.example\n",
  lists: "list: a, b\nbad line\npostmaster: joe\ndecode: |/usr/bin/uudecode\n",
  access: "Connect:10 RELAY\n192.0.2.0/24 REJECT\nspam.example RELAY # x\nAuthInfo:x\t'U:joe'\n",
  users: "joe:maildrop j@own.example\njoe x\n",
  bitdomain: "host.BITNET host.example\n",
  uudomain: "host.UUCP host.example\n",
};

/** What only a .mc tells: which features are on, and so whether sendmail looks for logins in the access map. */
const OF_A_MC = ["access authinfo-bad-login", "access access-tag-off"];

describe.each(versionsThere())("the tables of a .cf that the library of %s makes", (version) => {
  const folder = safeFolder();
  afterAll(() => folder.dispose());

  it("are judged as those of its .mc", async () => {
    const mc = path.join(folder.dir, "sendmail.mc");
    writeFileSync(mc, MC);
    const library = libraryOf(version);
    const cf = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, mc]).stdout;
    expect(readdirSync(folder.dir)).toEqual(["sendmail.mc"]);
    expect(readFileSync(mc, "utf8")).toBe(MC);
    const found = async (configuration: Readonly<Record<string, string>>) => {
      const site = await siteFrom({ ...configuration, ...TABLES });
      const problems = [...lint(site, RULES, { targetVersion: version })];
      return problems
        .flatMap(([uri, all]) => all.map(({ meta, span }) => `${uri.replace(/^.*\//, "")} ${meta.code} ${span.start}`))
        .filter((text) => Object.keys(TABLES).some((name) => text.startsWith(`${name} `)))
        .filter((text) => !OF_A_MC.some((known) => text.startsWith(known)))
        .sort();
    };
    const [ofMc, ofCf] = [await found({ "sendmail.mc": MC }), await found({ "sendmail.cf": cf })];
    expect(ofMc.length).toBeGreaterThan(30);
    expect(ofCf).toEqual(ofMc);
  });
});
