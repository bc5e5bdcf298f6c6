// What the hover of a word in a file of exposed or local users says becomes of the user's mail is what sendmail does.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, runSendmail, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const features = new EditorFeatures(EDITORS);

/** Words as people write them for the user of a number; the more usual ones are there more often. */
const FORMS: readonly ((user: string) => string)[] = [
  ...Array<(user: string) => string>(6).fill((user) => user),
  (user) => user.toUpperCase(),
  (user) => `${user} # note`,
  (user) => `${user} second`,
  (user) => `  ${user}`,
  (user) => `"${user}"`,
  (user) => `${user},`,
  (user) => `${user}:x`,
  (user) => `${user}@local.example`,
  (user) => `${user}@m.test`,
  (user) => `@${user}`,
  (user) => `${user}*`,
  (user) => `${user}+x`,
  (user) => `${user}+*`,
  (user) => `${user}.`,
  (user) => `\\${user}`,
  (user) => `%${user}`,
  (user) => `${user}.second`,
  (user) => `first-${user}`,
];

/** Names in mail that a word may mean. */
const users = (user: string): readonly string[] => [
  user,
  user.toUpperCase(),
  `${user}+x`,
  `${user}.second`,
  `first-${user}`,
];
const DOMAINS = ["", "@mx.example.com", "@local.example", "@m.test", "@sub.m.test", "@else.test"];

const WORDS = LONG ? 200 : 30;
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];

const wordsOf = (seed: number): readonly { readonly user: string; readonly text: string }[] =>
  fc
    .sample(fc.constantFrom(...FORMS), { numRuns: WORDS, seed: SEED + seed })
    .map((form, at) => ({ user: `u${at}`, text: form(`u${at}`) }));

/** The first paragraph of the hover of each line of a class file. */
async function hovers(mc: string, name: string, lines: readonly string[]): Promise<readonly string[]> {
  const text = `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\nLOCAL_DOMAIN(\`local.example')\n${mc.replaceAll("@/", "/etc/mail/")}\nMAILER(\`local')\nMAILER(\`smtp')\n`;
  const site = await siteFrom({ "sendmail.mc": text, [name]: `${lines.join("\n")}\n` });
  const uri = site.mc?.uri.replace(/[^/]*$/, name) ?? "";
  return lines.map((line, at) => {
    const character = line.length - line.trimStart().length;
    const contents = features.hover(site, uri, { line: at, character }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? (contents.value.split("\n\n")[0] ?? "") : "";
  });
}

/** The user whom a hover is about; undefined where it says that the word does nothing. */
function userIn(hover: string, words: RegExp): string | undefined {
  if (hover.startsWith("**This does nothing")) return undefined;
  const found = words.exec(hover);
  if (found === null) throw new Error(`no claim: ${hover}`);
  return found[1]?.toLowerCase();
}

const EXPOSED_SERVERS: Readonly<Record<string, string>> = {
  plain: "MASQUERADE_AS(`masqueraded.test')",
  everything:
    "MASQUERADE_AS(`masqueraded.test')\nFEATURE(`masquerade_entire_domain')\nFEATURE(`masquerade_envelope')\nFEATURE(`allmasquerade')",
  limited: "MASQUERADE_AS(`masqueraded.test')\nFEATURE(`limited_masquerade')",
  "without a name": "",
};

test.each(VERSIONS.flatMap((version) => Object.keys(EXPOSED_SERVERS).map((key) => [key, version] as const)))(
  "exposed users: %s, sendmail %s",
  async (key, version) => {
    const mc = `${EXPOSED_SERVERS[key] ?? ""}\nMASQUERADE_DOMAIN(\`m.test')\nEXPOSED_USER_FILE(\`@/exposed-users')`;
    const words = wordsOf(120);
    const lines = words.map(({ text }) => text);
    const site = new MailSite({ mc, without: ["genericstable", "virtusertable"], version });
    site.write("exposed-users", `${lines.join("\n")}\n`);
    const said = await hovers(mc, "exposed-users", lines);
    const asked = words.flatMap(({ user }, at) =>
      users(user).flatMap((one) => DOMAINS.map((domain) => ({ at, user: one, domain }))),
    );
    const wrong: string[] = [];
    for (const flags of ["HS", "ES"] as const) {
      const answers = site.rewrite(
        [...asked.map(({ user, domain }) => user + domain), ...DOMAINS.map((domain) => `nobody${domain}`)],
        flags,
        "esmtp",
        version,
      );
      asked.forEach(({ at, user, domain }, n) => {
        const usual = answers[asked.length + DOMAINS.indexOf(domain)]?.replace("nobody", user);
        const about = userIn(said[at] ?? "", /^Mail of the user `(.*?)` keeps/);
        const kept = domain === "" ? `${user}@mx.example.com` : user + domain;
        // An unqualified envelope sender stays as it is.
        const isOpen = usual === user + domain;
        const ours = about === user.toLowerCase() && !isOpen ? kept : usual;
        if (ours !== answers[n])
          wrong.push(`${flags} ${lines[at]} | ${user}${domain}: we ${ours}, they ${answers[n]} | ${said[at]}`);
      });
    }
    site.dispose();
    console.log(`hovers agree with sendmail on ${asked.length * 2 - wrong.length} of ${asked.length * 2} questions`);
    expect(wrong).toEqual([]);
  },
);

const HUB_SERVERS: Readonly<Record<string, string>> = {
  hub: "define(`MAIL_HUB', `hub.test')",
  relay: "define(`LOCAL_RELAY', `hub.test')",
  "unknown users": "define(`LUSER_RELAY', `hub.test')",
  "hub and stickyhost": "define(`MAIL_HUB', `hub.test')\nFEATURE(`stickyhost')",
  "relay and stickyhost": "define(`LOCAL_RELAY', `hub.test')\nFEATURE(`stickyhost')",
  "hub and relay and stickyhost":
    "define(`MAIL_HUB', `hub.test')\ndefine(`LOCAL_RELAY', `hub2.test')\nFEATURE(`stickyhost')",
  none: "",
};

test.each(VERSIONS.flatMap((version) => Object.keys(HUB_SERVERS).map((key) => [key, version] as const)))(
  "local users: %s, sendmail %s",
  async (key, version) => {
    const mc = `${HUB_SERVERS[key] ?? ""}\nLOCAL_USER_FILE(\`@/local-users')`;
    const words = wordsOf(130);
    const lines = words.map(({ text }) => text);
    const site = new MailSite({ mc, without: ["virtusertable"], version });
    site.write("local-users", `${lines.join("\n")}\n`);
    const said = await hovers(mc, "local-users", lines);
    const domains = ["", "@local.example", "@else.test"];
    const asked = words.flatMap(({ user }, at) =>
      users(user).flatMap((one, form) => domains.map((domain) => ({ at, user: one, form, domain }))),
    );
    // Of two names for one mailbox -bv speaks of one only, and it leaves out the name of the first user who is not there.
    const groups = users("").flatMap((_, form) =>
      domains.map((domain) =>
        ["nobody8", ...words.map(({ user }) => user), "nobody9"].map((user) => (users(user)[form] ?? "") + domain),
      ),
    );
    const printed = groups
      .map((group) => runSendmail(["-C", `${site.dir}/sendmail.cf`, "-bv", ...group], "", { version }).stdout)
      .join("");
    site.dispose();
    const answers = new Map(
      [...printed.matchAll(/^(\S+)\.\.\. (.*)$/gm)].map(([, address = "", answer = ""]) => [
        address,
        answer.replace("deliverable: mailer ", ""),
      ]),
    );
    const stays = (answer: string | undefined) => /^(?:User unknown|local, )/.test(answer ?? "");
    let questions = 0;
    const wrong = asked.flatMap(({ at, user, form, domain }) => {
      const theirs = answers.get(user + domain);
      if (theirs === undefined) return [`${user}${domain}: no answer`];
      questions++;
      const usual = stays(answers.get((users("nobody9")[form] ?? "") + domain));
      const about = userIn(said[at] ?? "", /^Mail to the user `(.*?)`(?: without a domain)? stays on this host/);
      const covered = domain === "" || (domain === "@local.example" && !/without a domain/.test(said[at] ?? ""));
      const ours = usual || (about === user.toLowerCase() && covered);
      return ours === stays(theirs)
        ? []
        : [`${lines[at]} | ${user}${domain}: we ${ours ? "here" : "away"}, they ${theirs} | ${said[at]}`];
    });
    console.log(`hovers agree with sendmail on ${questions - wrong.length} of ${questions} questions`);
    expect(wrong).toEqual([]);
    expect(questions).toBeGreaterThan(WORDS * 8);
  },
);
