// Whom the keys of an access map are about, how sendmail is asked about them, and what a hover says of each line.
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { libraryOf, program, run, type Version } from "../programs.ts";
import type { MailSite } from "../tables/mail-site.ts";
import type { Nearness } from "./access-claims.ts";

const features = new EditorFeatures(EDITORS);

/** Lines of the .mc, each on its own, for the servers that are asked. */
export interface Server {
  /** The words of access_db. */
  readonly words?: string;
  readonly mc: string;
}

/** The .mc of a server whose tables are in `dir`. */
export const mcOf = ({ words = "", mc }: Server, dir: string): string =>
  `FEATURE(\`accept_unresolvable_domains')\nFEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access'${words})\n${mc}\n`;

/** The hover of each line of an access map. @param made a version whose .cf is all that is there, beside the map; else there is the .mc */
export async function hovers(
  server: Server,
  lines: readonly string[],
  made?: { readonly version: Version },
): Promise<readonly string[]> {
  const mc = `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\nLOCAL_DOMAIN(\`local.example')\n${mcOf(server, "/etc/mail")}MAILER(\`local')\nMAILER(\`smtp')\n`;
  const configuration = made === undefined ? { "sendmail.mc": mc } : { "sendmail.cf": cfOf(mc, made.version) };
  const site = await siteFrom({ ...configuration, access: `${lines.join("\n")}\n` });
  const uri = (site.mc ?? site.cf)?.uri.replace(/[^/]*$/, "access") ?? "";
  return lines.map((_, line) => {
    const contents = features.hover(site, uri, { line, character: 0 }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  });
}

/** What the library of a version makes of a .mc. */
function cfOf(mc: string, version: Version): string {
  const library = libraryOf(version);
  return run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], mc).stdout;
}

/** Whom a key means: the client's name and address, and the mailbox, that are the key itself and below it. */
export interface Subject {
  readonly near: Nearness;
  readonly name?: string;
  readonly address?: string;
  readonly mailbox?: string;
  /** The sender of mail to the mailbox; the name of a certificate. */
  readonly sender?: string;
  readonly certificate?: string;
}

/** A key as it is written for the line of a number, and whom to ask about. */
export type Key = (at: number) => readonly [written: string, subjects: readonly Subject[]];

export const domain =
  (write: (name: string) => string): Key =>
  (at) => {
    const name = `k${at}.test`;
    return [
      write(name),
      [
        { near: "itself", name, mailbox: `u@${name}` },
        { near: "below", name: `host.sub.${name}`, mailbox: `u@host.sub.${name}` },
      ],
    ];
  };
export const client =
  (write: (at: number) => string, address: (at: number) => string, name?: (at: number) => string): Key =>
  (at) => [
    write(at),
    [
      {
        near: "itself",
        address: address(at),
        mailbox: `u@[${address(at)}]`,
        ...(name === undefined ? {} : { name: name(at) }),
      },
    ],
  ];
export const v4 = (at: number): string => `198.18.${at >> 8}.${at & 255}`;
export const net = (at: number): string => `198.${64 + (at >> 8)}.${at & 255}`;

export const KEYS: readonly Key[] = [
  domain((name) => name),
  domain((name) => name),
  domain((name) => name.toUpperCase()),
  domain((name) => `.${name}`),
  domain((name) => `*.${name}`),
  domain((name) => `${name}.`),
  client(v4, v4),
  client(v4, v4),
  client((at) => `${v4(at)}/32`, v4),
  client(net, (at) => `${net(at)}.7`),
  client(
    (at) => `${net(at)}.`,
    (at) => `${net(at)}.7`,
  ),
  client(
    (at) => `${net(at)}.0/24`,
    (at) => `${net(at)}.7`,
  ),
  client(
    (at) => `IPv6:2001:db8:${at.toString(16)}`,
    (at) => `IPv6:2001:db8:${at.toString(16)}:0:0:0:0:1`,
  ),
  client(
    (at) => `IPv6:2001:db8:${at.toString(16)}::1`,
    (at) => `IPv6:2001:db8:${at.toString(16)}:0:0:0:0:1`,
  ),
  (at) => [`[${v4(at)}]`, [{ near: "itself", address: v4(at), name: `[${v4(at)}]`, mailbox: `u@[${v4(at)}]` }]],
  (at) => [
    `j${at}@k${at}.test`,
    [
      { near: "itself", mailbox: `j${at}@k${at}.test` },
      { near: "below", mailbox: `j${at}@sub.k${at}.test`, name: `k${at}.test` },
    ],
  ],
  (at) => [`J${at}@K${at}.test`, [{ near: "itself", mailbox: `j${at}@k${at}.test` }]],
  (at) => [`@k${at}.test`, [{ near: "itself", mailbox: `j${at}@k${at}.test`, name: `k${at}.test` }]],
];

/** Rulesets that hand over what test mode would change. */
const HELPERS = [
  "SStart\nR$* $$| $*\t$: $1 $| $2",
  "SAskMail\nR$*\t$: $>check_mail $&{asked_sender}",
  "SAskRcpt\nR$*\t$: $>check_rcpt $&{asked_recipient}\n",
].join("\n");

/** What is printed for each group of lines typed in test mode. */
export function typed(site: MailSite, groups: readonly (readonly string[])[], version?: Version): readonly string[] {
  const lines = groups.flatMap((group, at) => [`.DX@@${at}`, "$X", ...group]);
  const chunks = site
    .testMode([".D{auth_type}", ".D{client_ptr}", ...lines], version)
    .split(/^[> ]*@@\d+$/m)
    .slice(1);
  if (chunks.length !== groups.length) throw new Error(`${chunks.length} of ${groups.length} answers`);
  return chunks;
}

export const withHelpers = (cf: string): string => `${cf}\n${HELPERS}`;
