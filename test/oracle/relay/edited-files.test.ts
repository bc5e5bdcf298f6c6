// What is kept while the files beside a configuration are edited: each answer is that of a server that never saw the texts before.
import { expect, test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/query.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { cfDir, LONG, program, run, SEED } from "../programs.ts";
import { HOST } from "./generator.ts";
import { KeptServer, libraryFiles, MC } from "./kept-server.ts";
import { Chance } from "./random.ts";

const CF = "file:///etc/mail/sendmail.cf";
const FOLDER = "file:///etc/mail/";

/** Servers, and edits of each. */
const SITES = LONG ? 80 : 3;
const EDITS = LONG ? 60 : 9;

/** Names and addresses that strangers and victims have, parts of them, and others. */
const NAMES = [
  "stranger.example",
  "mail.stranger.example",
  "elsewhere.example",
  "Elsewhere.Example",
  "partner.example",
  "example",
  "mx.example.com",
  "example.com",
  "here.example",
];
const ADDRESSES = ["203.0.113.77", "203.0.113", "192.0.2", "198.51.100.1", "150.77.9.78", "IPv6:2001:db8::1", "10"];
const PEOPLE = [
  "victim@elsewhere.example",
  "x@stranger.example",
  "someone@",
  "victim@",
  "joe@here.example",
  "@partner.example",
];
const COMMENTS = ["# a comment", "#", "", "#RELAY", "# victim@elsewhere.example RELAY"];

/** A line of each file that some server has, by its name in /etc/mail. */
const LINES: Readonly<Record<string, (chance: Chance) => string>> = {
  access: (chance) => {
    const tag = chance.pick([
      "",
      "",
      "Connect:",
      "From:",
      "To:",
      "Spam:",
      "GreetPause:",
      "TLS_Clt:",
      "TLS_Rcpt:",
      "Srv_Features:",
    ]);
    const key = chance.pick([...NAMES, ...ADDRESSES, ...PEOPLE, ""]);
    const value = chance.pick([
      "RELAY",
      "RELAY",
      "OK",
      "REJECT",
      "DISCARD",
      "SKIP",
      "relay",
      "550 no",
      "ERROR:4.7.1:450 later",
      "FRIEND",
      "VERIFY:112",
      "SUBJECT",
      "QUARANTINE:x",
    ]);
    return `${tag}${key}\t${value}`;
  },
  mailertable: (chance) =>
    `${chance.pick(["", "."])}${chance.pick(NAMES)}\t${chance.pick(["esmtp:[mail.partner.example]", "local:joe", "error:5.1.1:550 no", "smtp:%1", "relay:here"])}`,
  virtusertable: (chance) =>
    `${chance.pick([...PEOPLE, ...NAMES.map((name) => `@${name}`)])}\t${chance.pick(["joe", "victim@elsewhere.example", "%1@partner.example", "error:nouser 550 no", "error:5.7.0:550 x"])}`,
  genericstable: (chance) => `${chance.pick(["joe", ...PEOPLE])}\t${chance.pick(PEOPLE)}`,
  domaintable: (chance) => `${chance.pick(NAMES)}\t${chance.pick(NAMES)}`,
  "local-host-names": (chance) => chance.pick([...NAMES, "203.0.113.77", "[203.0.113.77]"]),
  "relay-domains": (chance) => chance.pick([...NAMES, ...ADDRESSES]),
  "virtuser-domains": (chance) => chance.pick(NAMES),
  friends: (chance) =>
    `${chance.pick([...NAMES, ...ADDRESSES, "victim"])}${chance.pick(["\tyes", " OK", "\tno", "  RELAY"])}`,
  columns: (chance) =>
    `${chance.pick(["OK", "no", ""])}:${chance.pick([...NAMES, ...ADDRESSES])}:${chance.pick(["x", "OK"])}`,
};

/** Lines of a .mc under which files are asked in another way. */
const SETTINGS = [
  "FEATURE(`access_db')dnl",
  "FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')FEATURE(`blocklist_recipients')dnl",
  "FEATURE(`access_db')FEATURE(`delay_checks', `friend')dnl",
  "FEATURE(`access_db')FEATURE(`relay_mail_from', `domain')FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`access_db')FEATURE(`compat_check')FEATURE(`lookupdotdomain')dnl",
  "FEATURE(`mailertable')FEATURE(`virtusertable')VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl",
  "FEATURE(`mailertable')FEATURE(`virtusertable')FEATURE(`virtuser_entire_domain')VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl",
  "FEATURE(`genericstable')FEATURE(`domaintable')dnl",
  "FEATURE(`use_cw_file')FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`use_cw_file')dnl",
];

/** Rules of a site's own that ask maps: with flags, by way of a sequence, with another way to read the text. */
const OWN_RULES = [
  "Kfriends hash -o /etc/mail/friends\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1 $| $(friends $&{client_addr} $: none $)\nR$* $| OK\t$# OK",
  "Kfriends hash -m -a.YES /etc/mail/friends\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1 $| $(friends $&{client_name} $: none $)\nR$* $| $* . YES\t$# OK",
  "Kfriends hash -f /etc/mail/friends\nKcolumns text -k1 -v0 -z: /etc/mail/columns\nKboth sequence columns friends\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1 $| $(both $&{client_name} $: none $)\nR$* $| OK\t$# OK\nR$* $| yes\t$# OK",
  "Kcolumns text -o -k1 -v2 -z: /etc/mail/columns\nLOCAL_RULESETS\nSLocal_check_mail\nR<$* @ $*>\t$: $1 @ $(columns $2 $: none $)\nR$* @ OK\t$# OK",
  "F{Friends}/etc/mail/friends %[^ \t\n]\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $&{client_name}\nR$={Friends}\t$# OK",
  "FR-o /etc/mail/friends\nKre regex -a.YES (stranger|partner)\nLOCAL_RULESETS\nSLocal_check_relay\nR$* $| $*\t$: $(re $1 $)",
];

/** The .mc of a server, and the files that it has. */
function server(chance: Chance): { readonly mc: string; readonly names: readonly string[] } {
  const lines = [chance.pick(SETTINGS), chance.pick(SETTINGS), chance.pick(SETTINGS)];
  const own = chance.below(2) === 0 ? `LOCAL_CONFIG\n${chance.pick(OWN_RULES)}\n` : "";
  const name = chance.below(4) === 0 ? "" : "define(`confDOMAIN_NAME', `mx.example.com')dnl\n";
  const mc = `OSTYPE(\`linux')dnl\n${name}${[...new Set(lines)].join("\n")}\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n${own}`;
  return { mc, names: Object.keys(LINES) };
}

/** A file of a few lines. */
function some(name: string, chance: Chance): string {
  const line = LINES[name] ?? (() => "");
  return Array.from({ length: chance.below(9) }, () => `${line(chance)}\n`).join("");
}

/** The text after an edit as people make them, and as nobody does. */
function edited(text: string, name: string, chance: Chance): string {
  const lines = text.split("\n");
  const at = chance.below(lines.length);
  const line = LINES[name]?.(chance) ?? "";
  const put = (count: number, ...others: readonly string[]): string =>
    [...lines.slice(0, at), ...others, ...lines.slice(at + count)].join("\n");
  switch (chance.below(10)) {
    case 0:
    case 1:
    case 2:
      return put(0, line);
    case 3:
      return put(1, line);
    case 4:
      return put(1);
    case 5:
      return put(0, lines[at] ?? "");
    case 6:
      return put(0, chance.pick(COMMENTS));
    case 7:
      return put(1, `${chance.pick(["#", " ", "x"])}${lines[at] ?? ""}`);
    case 8:
      return put(
        1,
        (lines[at] ?? "").replace(/[a-z]/, (letter) => letter.toUpperCase()),
      );
    default:
      return put(
        1,
        (lines[at] ?? "").replace(
          /\w(?=\s|$)/,
          (letter) => `${letter}${chance.pick(["x", "Y", " ", "\t", "\r", "\0", "#"])}`,
        ),
      );
  }
}

const VICTIM: Query = { ...defaultQuery, recipient: "<victim@elsewhere.example>" };
const QUERIES: readonly Query[] = [defaultQuery, VICTIM, { ...VICTIM, hostName: "mx.Elsewhere.example" }];

for (const kind of ["the m4 library", "a .cf and no .mc"])
  test(
    `answers after edits of files are those of a service that never saw the texts before, with ${kind}`,
    async () => {
      const library = libraryFiles();
      for (let site = 0; site < SITES; site++) {
        const seed = SEED * 1_000 + site;
        const chance = new Chance(seed);
        const { mc, names } = server(chance);
        const isBuilt = kind === "the m4 library";
        const main = isBuilt ? MC : CF;
        const dir = cfDir();
        const cf = isBuilt ? "" : run(program("m4"), [`-D_CF_DIR_=${dir}`, `${dir}m4/cf.m4`, "-"], mc).stdout;
        const files: Record<string, string> = {};
        for (const name of names) if (chance.below(5) > 0) files[name] = some(name, chance);
        const uris = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${FOLDER}${name}`, text]));
        const kept = new KeptServer({ ...(isBuilt ? { ...library, [MC]: mc } : { [CF]: cf }), ...uris }, QUERIES, {
          ...(chance.below(3) > 0 ? { machine: HOST } : {}),
          main,
          others: [`${FOLDER}access`, `${FOLDER}relay-domains`],
        });
        await kept.open();
        const done: string[] = [];
        for (let edit = 0; edit < EDITS; edit++) {
          // Now and then several files change before somebody asks.
          do {
            const name = chance.pick(names);
            const uri = `${FOLDER}${name}`;
            const what = chance.below(14);
            if (what === 0) {
              delete files[name];
              kept.remove(uri);
            } else if (what === 1 && files[name] !== undefined) kept.refuse(uri, "forbidden");
            else if (what === 2) kept.remove(uri);
            if (what > 2 || what === 2) {
              // In several places at once too, as when an edit is taken back or a file is replaced.
              let text = edited(files[name] ?? "", name, chance);
              for (let more = chance.below(3); more > 0; more--) text = edited(text, name, chance);
              files[name] = text;
              kept.write(uri, text);
            }
            done.push(`${what} ${name}: ${JSON.stringify(files[name])}`);
          } while (chance.below(4) === 0);
          await kept.check(`seed ${seed}, edit ${edit}:\n${mc}\n${done.join("\n")}`);
        }
      }
      expect(SITES).toBeGreaterThan(0);
    },
    LONG ? 3_600_000 : 120_000,
  );

/** Texts of the access map, one after the other: each changes what the server says of the same transaction. */
const ACCESS = [
  "Connect:62\tREJECT\n",
  "Connect:62\tRELAY\n",
  "# moved\nConnect:62\tRELAY\n",
  "Connect:62\tRELAY\nConnect:62\tREJECT\n",
  "To:elsewhere.example\tRELAY\n",
  "to:Elsewhere.Example\trelay\n",
  // Keys that nobody asked for before, at the same places and at others.
  "Connect:198.18.7\tRELAY\n",
  "Connect:198.18.8\tRELAY\n",
  "# above\nConnect:198.18.8\tRELAY\n# below\n",
  "# over\nConnect:198.18.8\tRELAY\n# below it\nConnect:198.18.9\tRELAY\n",
  "##\nConnect:198.18.8\tRELAY\n",
  "#\n\nConnect:198.18.8\tRELAY\n###Connect:198.18.8\tRELAY\n",
  "#\n\nConnect:198.18.8\tRELAY\nTLS_Clt:198.18.8\tENCR:128\n",
  "#\n\nConnect:198.18.8\tREJECT\nTLS_Clt:198.18.8\tENCR:128\n",
  "",
];

for (const isBuilt of [true, false])
  test(`an answer goes where the key that it asked for has another value, or another line, ${isBuilt ? "with the m4 library" : "with a .cf and no .mc"}`, async () => {
    const mc = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";
    const access = `${FOLDER}access`;
    const query: Query = { ...VICTIM, clientAddress: "62.1.2.3", clientName: "[62.1.2.3]" };
    const dir = cfDir();
    const cf = run(program("m4"), [`-D_CF_DIR_=${dir}`, `${dir}m4/cf.m4`, "-"], mc).stdout;
    const server = isBuilt ? { ...libraryFiles(), [MC]: mc } : { [CF]: cf };
    const kept = new KeptServer({ ...server, [access]: "" }, [query], {
      machine: HOST,
      main: isBuilt ? MC : CF,
      others: [access],
    });
    await kept.open();
    for (const text of ACCESS) {
      kept.write(access, text);
      await kept.check(JSON.stringify(text));
    }
  });
