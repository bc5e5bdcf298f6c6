// Who relays where several lines of the access map are about a client, a recipient or a sender: by their hovers, and by sendmail.
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { claimed, type Nearness, outcomeIn } from "./access-claims.ts";
import { keysIn, type Subject, subjectsIn } from "./access-families.ts";
import { hovers, mcOf, type Server, typed, withHelpers } from "./access-questions.ts";

const SERVERS: Readonly<Record<string, Server>> = {
  plain: { mc: "" },
  blocklist_recipients: { mc: "FEATURE(`BLOCK_recipients')" },
  "relay_mail_from of domains": { mc: "FEATURE(`relay_mail_from', `domain')" },
  relay_hosts_only: { mc: "FEATURE(`relay_hosts_only')" },
  "relay_mail_from of addresses": { mc: "FEATURE(`relay_mail_from')" },
  "relay_mail_from and relay_hosts_only": {
    words: ", `relaytofulladdress'",
    mc: "FEATURE(`relay_mail_from', `domain')\nFEATURE(`relay_hosts_only')",
  },
  relaytofulladdress: { words: ", `relaytofulladdress'", mc: "FEATURE(`BLOCK_recipients')" },
  lookupdotdomain: { words: ", `lookupdotdomain'", mc: "FEATURE(`BLOCK_recipients')" },
};

/** A client whose mail goes to anywhere, a recipient, or a sender of mail to anywhere. */
type Asked = Subject<"relaying" | "recipient" | "forging">;

const subjectsOf = (family: number): readonly Asked[] => subjectsIn(family, "relaying", ["recipient", "forging"]);

/** How a key is about a subject; undefined where it is not. */
function nearness(key: string, { aspect, mailbox, host, address }: Asked): Nearness | undefined {
  if (key.endsWith("@")) return mailbox.startsWith(key) ? "itself" : undefined;
  if (key.includes("@")) return mailbox === key ? "itself" : undefined;
  if (/^[\d.]+$/.test(key))
    return aspect === "relaying" && (address === key || address.startsWith(`${key}.`)) ? "itself" : undefined;
  const name = aspect === "relaying" ? host : mailbox.replace(/.*@/, "");
  const domain = key.replace(/^\./, "");
  return name === domain ? "itself" : name.endsWith(`.${domain}`) ? "below" : undefined;
}

interface Line {
  readonly id: number;
  readonly family: number;
  readonly tag: string;
  readonly key: string;
  readonly value: string;
}

const WHOSE = {
  relaying: ["Connect:", "clients"],
  recipient: ["To:", "recipients"],
  forging: ["From:", "senders"],
} as const;

/** Whether a subject relays by a line, as its hover says among the others of its family. */
function grants(line: Line, said: readonly string[], subject: Asked, others: readonly Line[]): boolean {
  const hover = said[line.id] ?? "";
  const near = nearness(line.key, subject);
  if (near === undefined || claimed(hover, near)[subject.aspect] !== "relay") return false;
  const [tag, whose] = WHOSE[subject.aspect];
  for (const [, of, written = ""] of hover.matchAll(/For (\w+) \[[^\]]*\]\([^)]*\), `(\S+) [^`]*`, comes first\./g)) {
    if (!others.some((one) => `${one.tag}${one.key}` === written)) throw new Error(`${written} is not there`);
    if (of === whose) return false;
  }
  const [, first = ""] = /Lines ([^.]*) come first\./.exec(hover) ?? [];
  const name = (key: string): string => key.replace(/^\./, "");
  return !others.some((one) => {
    if ((said[one.id] ?? "").startsWith("**This line ")) return false;
    if (one.id === line.id || (one.tag !== "" && one.tag !== tag)) return false;
    if (/with `From:`/.test(first) && one.tag !== "From:") return false;
    if (nearness(one.key, subject) === undefined) return false;
    const isDomain = /^\.?[a-z][\w.]*$/.test(one.key);
    const isOwnDomain = /^\.?[a-z][\w.]*$/.test(line.key);
    if (/for a longer name/.test(first) && isDomain && isOwnDomain) {
      if (name(one.key).length > name(line.key).length) return true;
      // For the names below a domain, the one with the dot is the longer name.
      if (name(one.key) === name(line.key) && one.key.length > line.key.length && near === "below") return true;
    }
    const isAddress = /@./.test(one.key);
    if (/for an address with its domain/.test(first) && isAddress) return true;
    if (/for the domain/.test(first) && isDomain) return true;
    if (/with `From:` for .* or an address/.test(first) && isAddress) return true;
    if (/for the address of a recipient/.test(first) && isAddress && subject.aspect === "recipient")
      return one.tag === "To:" || !/recipient with `To:`/.test(first);
    if (/those that refuse a recipient's address/.test(first) && isAddress && one.value === "REJECT")
      return subject.aspect === "recipient";
    return (
      /for a longer part of the address/.test(first) && /^[\d.]+$/.test(one.key) && one.key.length > line.key.length
    );
  });
}

const FAMILIES = LONG ? 200 : 24;
/** The .mc of a server, and the .cf that a version makes of it, without the .mc: whose hovers are asked. */
const CASES = Object.keys(SERVERS).flatMap((key, at): (readonly [".mc" | ".cf", string, Version])[] => {
  const versions: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [at % 2 === 0 ? NEWEST : "8.15.2"];
  return versions.flatMap((version) => [
    [".mc", key, version],
    [".cf", key, version],
  ]);
});

test.each(CASES)("access: who relays, %s of %s, sendmail %s", async (as, key, version) => {
  const { words = "", mc = "" } = SERVERS[key] ?? {};
  const block = version === "8.15.2" ? "blacklist" : "blocklist";
  const server: Server = { words, mc: mc.replaceAll("BLOCK", block) };
  const chosen = fc.sample(
    fc.uniqueArray(
      fc.tuple(
        fc.constantFrom("", "", "Connect:", "From:", "To:"),
        fc.nat(7),
        fc.constantFrom("RELAY", "RELAY", "RELAY", "OK", "REJECT"),
      ),
      { minLength: 2, maxLength: 6, selector: ([tag, at]) => `${tag}${at}` },
    ),
    { numRuns: FAMILIES, seed: SEED + 170 },
  );
  const lines = chosen
    .flatMap((all, family) => all.map(([tag, at, value]) => ({ family, tag, key: keysIn(family)[at] ?? "", value })))
    .map((line, id): Line => ({ id, ...line }));
  const texts = lines.map(({ tag, key: name, value }) => `${tag}${name}\t${value}`);
  const site = new MailSite({ mc: mcOf(server, "@"), adapt: withHelpers, version });
  site.hash("access", texts);
  const asked = chosen.flatMap((_, family) => subjectsOf(family).map((subject) => ({ family, subject })));
  const printed = typed(
    site,
    asked.map(({ subject: { aspect, mailbox, host, address } }) => [
      `.D{client_addr}${address}`,
      `.D{client_name}${host}`,
      `.D{client_resolve}${host.startsWith("[") ? "FAIL" : "OK"}`,
      `.Df${aspect === "forging" ? mailbox : "somebody@else.test"}`,
      `.D{asked_recipient}<${aspect === "recipient" ? mailbox : "any@where.test"}>`,
      "AskRcpt x",
    ]),
    version,
  );
  site.dispose();
  const said = await hovers(server, texts, as === ".cf" ? { version } : undefined);
  let relaying = 0;
  const wrong = asked.flatMap(({ family, subject }, at) => {
    const relatives = lines.filter((line) => line.family === family);
    const by = relatives.filter((line) => grants(line, said, subject, relatives));
    const theirs = outcomeIn(printed[at], "check_rcpt");
    if (theirs === "relay") relaying++;
    return by.length > 0 === (theirs === "relay")
      ? []
      : [
          `${subject.aspect} ${subject.mailbox} ${subject.host} ${subject.address}: they ${theirs}, we by ${by.map(({ id }) => `${texts[id]} (${said[id]?.replaceAll("\n\n", " ¶ ")})`)} | ${relatives.map(({ id }) => `${texts[id]}: ${said[id]?.replaceAll("\n\n", " ¶ ").slice(0, 120)}`).join(" || ")}`,
        ];
  });
  console.log(
    `hovers agree with sendmail on ${asked.length - wrong.length} of ${asked.length} questions, ${relaying} of them relayed`,
  );
  expect(wrong).toEqual([]);
  expect(relaying).toBeGreaterThan(FAMILIES);
});
