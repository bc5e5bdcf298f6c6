// Of several lines of the access map that are about a client, a sender or a recipient one wins: whose it is, by the hovers, is whose sendmail takes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { claimed, type Nearness, outcomeIn } from "./access-claims.ts";
import { keysIn, type Subject, subjectsIn } from "./access-families.ts";
import { hovers, mcOf, type Server, typed, withHelpers } from "./access-questions.ts";

const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];

/** With the .mc, and with the .cf made of it alone. */
const CASES = VERSIONS.flatMap((version) => [[".mc", version] as const, [".cf", version] as const]);

/** Domains of some families are the server's own. */
const isOwn = (family: number): boolean => family % 3 === 0;

/** Keys of a family, without tags and without the one of `lookupdotdomain`. */
const keysOf = (family: number): readonly string[] => keysIn(family).filter((key) => !key.startsWith("."));

type Asked = Subject<"client" | "sender" | "recipient">;

const subjectsOf = (family: number): readonly Asked[] => subjectsIn(family, "client", ["sender", "recipient"]);

/** How a key is about a subject; undefined where it is not. */
function nearness(key: string, { aspect, mailbox, host, address }: Asked): Nearness | undefined {
  if (key.endsWith("@")) {
    const [, family = ""] = /@k(\d+)\.test$/.exec(mailbox) ?? [];
    return mailbox.startsWith(key) && (aspect === "sender" || (family !== "" && isOwn(Number(family))))
      ? "itself"
      : undefined;
  }
  if (key.includes("@")) return mailbox === key ? "itself" : undefined;
  if (/^[\d.]+$/.test(key))
    return aspect === "client" && (address === key || address.startsWith(`${key}.`)) ? "itself" : undefined;
  const name = aspect === "client" ? host : mailbox.replace(/.*@/, "");
  return name === key ? "itself" : name.endsWith(`.${key}`) ? "below" : undefined;
}

interface Line {
  readonly id: number;
  readonly family: number;
  readonly tag: string;
  readonly key: string;
}

const WHOSE: Readonly<Record<Asked["aspect"], readonly [tag: string, whose: string]>> = {
  client: ["Connect", "clients"],
  sender: ["From", "senders"],
  recipient: ["To", "recipients"],
};

/** Whether a line decides about a subject, as its hover says among the others of its family. */
function takes(line: Line, hover: string, subject: Asked, others: readonly Line[]): boolean {
  const near = nearness(line.key, subject);
  if (near === undefined || !claimed(hover, near)[subject.aspect].includes(`v${line.id}x`)) return false;
  const [tag, whose] = WHOSE[subject.aspect];
  for (const [, of, written = ""] of hover.matchAll(/For (\w+) \[[^\]]*\]\([^)]*\), `(\S+) [^`]*`, comes first\./g)) {
    if (!others.some((one) => `${one.tag}${one.key}` === written)) throw new Error(`${written} is not there`);
    if (of === whose) return false;
  }
  const [, said = ""] = /Lines ([^.]*) come first\./.exec(hover) ?? [];
  const rivals = others.filter(
    (one) =>
      one.id !== line.id && (one.tag === "" || one.tag === `${tag}:`) && nearness(one.key, subject) !== undefined,
  );
  const beats = ({ key }: Line): boolean => {
    const isName = /^[a-z][\w.]*$/.test(key);
    if (/for a longer name/.test(said) && isName && key.length > line.key.length) return true;
    const isAddress = key.includes("@") && !key.endsWith("@");
    if (/for an address/.test(said) && isAddress) return true;
    if (/for an address or a user/.test(said) && key.endsWith("@")) return true;
    if (/for a user as the sender/.test(said) && key.endsWith("@") && subject.aspect === "sender") return true;
    if (/for the name of the client/.test(said) && isName) return true;
    return /for a longer part of the address/.test(said) && /^[\d.]+$/.test(key) && key.length > line.key.length;
  };
  return !rivals.some(beats);
}

const FAMILIES = LONG ? 400 : 40;

test.each(CASES)("access: whose line decides, %s, sendmail %s", async (as, version) => {
  const own = Array.from({ length: FAMILIES }, (_, family) =>
    isOwn(family) ? `LOCAL_DOMAIN(\`k${family}.test')\n` : "",
  );
  // The name of the feature before 8.16.1, and since.
  const feature = version === "8.15.2" ? "blacklist_recipients" : "blocklist_recipients";
  const server: Server = { mc: `${own.join("")}FEATURE(\`${feature}')` };
  const chosen = fc.sample(
    fc.uniqueArray(fc.tuple(fc.constantFrom("", "", "Connect:", "From:", "To:"), fc.nat(6)), {
      minLength: 2,
      maxLength: 6,
      selector: String,
    }),
    { numRuns: FAMILIES, seed: SEED + 60 },
  );
  const lines = chosen
    .flatMap((all, family) => all.map(([tag, at]) => ({ family, tag, key: keysOf(family)[at] ?? "" })))
    .map((line, id): Line => ({ id, ...line }));
  const texts = lines.map(({ tag, key, id }) => `${tag}${key}\tERROR:5.7.1:550 v${id}x`);
  const site = new MailSite({ mc: mcOf(server, "@"), adapt: withHelpers, version });
  site.hash("access", texts);
  const asked = chosen.flatMap((_, family) => subjectsOf(family).map((subject) => ({ family, subject })));
  const printed = typed(
    site,
    asked.map(({ subject: { aspect, mailbox, host, address } }) => [
      `.D{client_addr}${address}`,
      `.D{client_name}${host}`,
      `.D{client_resolve}${host.startsWith("[") ? "FAIL" : "OK"}`,
      `.D{asked_sender}<${mailbox}>`,
      ".Dfsomebody@else.test",
      `.D{asked_recipient}<${mailbox}>`,
      aspect === "client" ? `Start,check_relay ${host} $| ${address}` : aspect === "sender" ? "AskMail x" : "AskRcpt x",
    ]),
    version,
  );
  site.dispose();
  const said = await hovers(server, texts, as === ".cf" ? { version } : undefined);
  const rulesets = { client: "check_relay", sender: "check_mail", recipient: "check_rcpt" } as const;
  let questions = 0;
  const wrong = asked.flatMap(({ family, subject }, at) => {
    const winner = /v(\d+)x/.exec(outcomeIn(printed[at], rulesets[subject.aspect]))?.[1];
    const relatives = lines.filter((line) => line.family === family);
    return relatives.flatMap((line) => {
      questions++;
      const ours = takes(line, said[line.id] ?? "", subject, relatives);
      const theirs = winner === String(line.id);
      const by = winner === undefined ? "nobody" : texts[Number(winner)];
      return ours === theirs
        ? []
        : [
            `${subject.aspect} ${subject.mailbox} ${subject.host} ${subject.address}: ${texts[line.id]}: we ${ours}, they ${theirs}, by ${by} | ${said[line.id]?.replaceAll("\n\n", " ¶ ")}`,
          ];
    });
  });
  console.log(`hovers agree with sendmail on ${questions - wrong.length} of ${questions} lines and subjects`);
  expect(wrong).toEqual([]);
  expect(questions).toBeGreaterThan(FAMILIES * 25);
});
