// Words of class files, whom each is about, and what sendmail does with mail of and for them.
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import type { Version } from "../programs.ts";
import { MailSite, type TableName } from "../tables/mail-site.ts";
import { outcomeIn } from "./access-claims.ts";
import { typed, withHelpers } from "./access-questions.ts";

/** The files that are asked about, by the class that they fill, and how a .mc names them. */
export const FILES = {
  w: ["local-host-names", "define(`confCW_FILE', `@/local-host-names')\nFEATURE(`use_cw_file')"],
  R: ["relay-domains", "RELAY_DOMAIN_FILE(`@/relay-domains')"],
  G: ["generics-domains", "GENERICS_DOMAIN_FILE(`@/generics-domains')"],
  VirtHost: ["virtuser-domains", "VIRTUSER_DOMAIN_FILE(`@/virtuser-domains')"],
  M: ["masquerade-domains", "MASQUERADE_DOMAIN_FILE(`@/masquerade-domains')"],
  N: ["kept-domains", "MASQUERADE_EXCEPTION_FILE(`@/kept-domains')"],
} as const;
export type ClassName = keyof typeof FILES;

/** A server: lines of its .mc, the words of each class, and lines of tables. */
export interface ClassServer {
  readonly mc: string;
  readonly without: readonly TableName[];
  readonly words: Readonly<Record<ClassName, readonly string[]>>;
  readonly tables: Readonly<Partial<Record<TableName | "access", readonly string[]>>>;
}

const OWN = `define(\`confDOMAIN_NAME', \`mx.example.com')\nLOCAL_DOMAIN(\`local.example')\n`;
const mcOf = ({ mc }: ClassServer): string =>
  `${Object.values(FILES)
    .map(([, line]) => line)
    .join("\n")}\nFEATURE(\`accept_unresolvable_domains')\nFEATURE(\`access_db', \`hash -T<TMPF> @/access')\n${mc}\n`;

const features = new EditorFeatures(EDITORS);

/** The hover of each line of each class file. */
export async function classHovers(server: ClassServer): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = (["mailertable", "virtusertable", "genericstable", "domaintable"] as const).filter(
    (name) => !server.without.includes(name),
  );
  const mc = `OSTYPE(\`linux')\n${OWN}${tables.map((name) => `FEATURE(\`${name}')\n`).join("")}${mcOf(server).replaceAll("@/", "/etc/mail/")}MAILER(\`local')\nMAILER(\`smtp')\n`;
  const files: Record<string, string> = { "sendmail.mc": mc };
  for (const [name, lines] of Object.entries(server.tables)) files[name] = `${lines.join("\n")}\n`;
  for (const [className, [name]] of Object.entries(FILES))
    files[name] = `${server.words[className as ClassName].join("\n")}\n`;
  const site = await siteFrom(files);
  const uri = (name: string) => site.mc?.uri.replace(/[^/]*$/, name) ?? "";
  return Object.fromEntries(
    Object.entries(FILES).map(([className, [name]]) => [
      className,
      server.words[className as ClassName].map((_, line) => {
        const contents = features.hover(site, uri(name), { line, character: 0 }, {})?.contents;
        return typeof contents === "object" && "value" in contents ? contents.value : "";
      }),
    ]),
  );
}

/** A host or domain that is asked about. */
export interface Subject {
  /** Its name in addresses. */
  readonly domain: string;
  /** The client that it is, where it can be one. */
  readonly client?: { readonly name: string; readonly address: string; readonly resolves: boolean };
}

/** What sendmail does with a subject. */
export interface Treatment {
  /** `here`, `virtusertable`, `mailertable`, `domaintable`, or `away`. */
  readonly delivery: string;
  /** What strangers are told who send there: `ok`, `relay` or `denied`, or a reply. */
  readonly recipient: string;
  /** The same of the subject as a client that sends to anywhere; undefined where it is none. */
  readonly client: string | undefined;
  /** `kept`, `masqueraded` or `genericstable`: senders in headers, and in envelopes. */
  readonly header: string;
  readonly envelope: string;
}

/** What a table has as the right side of lines about subjects. */
export const RIGHT = {
  virtusertable: "daemon",
  mailertable: "esmtp:[by-mailertable.test]",
  domaintable: "by-domaintable.test",
  genericstable: "by@generics.test",
} as const;
export const MASQUERADE = "masqueraded.test";

function deliveryIn(answer: string): string {
  if (answer === "local - daemon") return "virtusertable";
  if (answer.startsWith("local ")) return "here";
  if (answer.includes("by-mailertable")) return "mailertable";
  if (answer.includes("by-domaintable")) return "domaintable";
  return "away";
}

const senderIn = (answer: string, asked: string): string =>
  answer.includes("generics.test")
    ? "genericstable"
    : answer.includes(MASQUERADE)
      ? "masqueraded"
      : answer.toLowerCase() === asked.toLowerCase()
        ? "kept"
        : answer;

/** Asks a version what it does with subjects. */
export function treatments(server: ClassServer, subjects: readonly Subject[], version: Version): readonly Treatment[] {
  const { access = [], ...tables } = server.tables;
  const words = Object.fromEntries(
    Object.entries(FILES).map(([className, [name]]) => [name, server.words[className as ClassName]]),
  );
  const site = new MailSite({
    mc: mcOf(server),
    tables,
    without: server.without,
    version,
    adapt: withHelpers,
  });
  for (const [name, lines] of Object.entries(words)) site.write(name, `${lines.join("\n")}\n`);
  site.hash("access", access);
  const addresses = subjects.map(({ domain }) => `root@${domain}`);
  const deliveries = site.parse(addresses, version);
  const headers = site.rewrite(addresses, "HS", "esmtp", version);
  const envelopes = site.rewrite(addresses, "ES", "esmtp", version);
  const groups = subjects.flatMap(({ domain, client }) => [
    checked("stranger.test", "203.0.113.9", true, `root@${domain}`),
    client === undefined
      ? checked("stranger.test", "203.0.113.9", true, "any@where.test")
      : checked(client.name, client.address, client.resolves, "any@where.test"),
  ]);
  const printed = typed(site, groups, version);
  site.dispose();
  return subjects.map(({ client }, at) => ({
    delivery: deliveryIn(deliveries[at] ?? ""),
    recipient: outcomeIn(printed[2 * at], "check_rcpt"),
    client: client === undefined ? undefined : outcomeIn(printed[2 * at + 1], "check_rcpt"),
    header: senderIn(headers[at] ?? "", addresses[at] ?? ""),
    envelope: senderIn(envelopes[at] ?? "", addresses[at] ?? ""),
  }));
}

/** Lines for test mode that ask whether a client may send to a recipient. */
const checked = (name: string, address: string, resolves: boolean, recipient: string): readonly string[] => [
  `.D{client_addr}${address}`,
  `.D{client_name}${name}`,
  `.D{client_resolve}${resolves ? "OK" : "FAIL"}`,
  ".Dfsomebody@else.test",
  `.D{asked_recipient}<${recipient}>`,
  "AskRcpt x",
];
