// Which character may follow the type of a map, and which of several sources of aliases comes first.
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const features = new EditorFeatures(EDITORS);

const SPECS = [
  "hash @/mine",
  "hash:@/mine",
  "hash: @/mine",
  "hash,@/mine",
  "hash:-o @/mine",
  "hash-o @/mine",
  "hash_x @/mine",
];

test.each(versionsThere())("types and paths of maps, sendmail %s", async (version) => {
  for (const spec of SPECS) {
    const server = new MailSite({ version, mc: `LOCAL_CONFIG\nKmine ${spec}` });
    server.hash("mine", ["a b"]);
    const isFound = server.testMode(["/map mine a"], version).includes("returns b");
    server.dispose();
    const site = await siteFrom({
      "sendmail.mc": `OSTYPE(\`linux')\nFEATURE(\`mailertable', \`${spec.replace("@/mine", "/etc/mail/mailertable")}')\nMAILER(\`smtp')\n`,
      mailertable: "a.example smtp:b.example\n",
    });
    expect([spec, site.tableOf("mailertable") !== undefined]).toEqual([spec, isFound]);
  }
});

test.each(versionsThere())("the first of several sources of aliases counts, sendmail %s", async (version) => {
  const server = new MailSite({ version, mc: "define(`ALIAS_FILE', `hash:@/one,hash:@/two')" });
  server.write("one", "joe: root\n");
  server.write("two", "joe: daemon\nann: bin\n");
  server.newaliases();
  const answers = [server.verify("joe", version), server.verify("ann", version)].flat();
  server.dispose();
  expect(answers).toEqual([
    "root... deliverable: mailer local, user root",
    "bin... deliverable: mailer local, user bin",
  ]);
  // So nobody knows what a file comes to that is behind LDAP.
  const hover = async (sources: string) => {
    const site = await siteFrom({
      "sendmail.mc": `OSTYPE(\`linux')\ndefine(\`ALIAS_FILE', \`${sources}')\nMAILER(\`local')\n`,
      aliases: "joe: root\n",
    });
    return JSON.stringify(features.hover(site, "file:///etc/mail/aliases", { line: 0, character: 0 }, {})?.contents);
  };
  expect(await hover("ldap:,/etc/mail/aliases")).toContain("not known here");
  expect(await hover("/etc/mail/aliases,ldap:")).not.toContain("not known here");
});

test.each(versionsThere())(
  "maps of ldap_routing come before the mailertable and the virtusertable, sendmail %s",
  async (version) => {
    const server = new MailSite({
      version,
      mc: "FEATURE(`ldap_routing', `hash @/lhost', `hash @/lroute')\nLDAPROUTE_DOMAIN(`w.example virt.example')",
      tables: { mailertable: ["w.example\tsmtp:[gw.example]"], virtusertable: ["u@virt.example\troot"] },
    });
    server.hash("lhost", ["h@w.example\thost.example"]);
    server.hash("lroute", ["u@w.example\tx@y.example", "u@virt.example\tx@y.example"]);
    const answers = server.parse(["u@w.example", "h@w.example", "o@w.example", "u@virt.example"], version);
    server.dispose();
    expect(answers).toEqual([
      "esmtp y.example. x@y.example",
      "relay host.example h@w.example",
      "smtp [gw.example] o@w.example",
      "esmtp y.example. x@y.example",
    ]);
    const mc = (feature: string) =>
      `OSTYPE(\`linux')\n${feature}FEATURE(\`mailertable')\nFEATURE(\`virtusertable')\nVIRTUSER_DOMAIN(\`virt.example')\nMAILER(\`smtp')\n`;
    const hovers = async (feature: string) => {
      const site = await siteFrom({
        "sendmail.mc": mc(feature),
        mailertable: "w.example smtp:[gw.example]\n",
        virtusertable: "u@virt.example root\n",
      });
      return ["mailertable", "virtusertable"].map((name) =>
        JSON.stringify(features.hover(site, `file:///etc/mail/${name}`, { line: 0, character: 0 }, {})?.contents),
      );
    };
    for (const hover of await hovers("FEATURE(`ldap_routing')\nLDAPROUTE_DOMAIN(`w.example virt.example')\n"))
      expect(hover).toContain("not known here");
    for (const hover of await hovers("")) expect(hover).not.toContain("not known here");
  },
);
