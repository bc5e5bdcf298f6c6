// What a hover claims about a line, compared with what sendmail did with mail for it.

/** sendmail's answer as `MAILER, host HOST, user USER`, or what it says where it delivers nothing. */
interface Answer {
  readonly mailer: string;
  readonly host: string;
  readonly user: string;
  readonly said: string;
}

function read(said: string): Answer {
  const [, mailer = "", host = "", user = ""] =
    /^(?:.*\.\.\. )?([^\s,]+)(?=, )(?:, host (.*?))?(?:, user (.*))?$/.exec(said) ?? [];
  return { mailer, host: host.replace(/\.$/, "").toLowerCase(), user, said };
}

/** Host names of the server that is asked. */
const OWN = /^(?:local\.example|mx\.example\.com|localhost)\.?$/i;

/** What a name in the DNS, or a list of such names and addresses in brackets, looks like. */
const REAL_HOST =
  /^(?!\d+(?:\.\d+){3}\.?$)(?:\[(?!\.)[\w.:-]+\]|[\w-]+(?:\.[\w-]+)*)\.?(?:[:,](?:\[(?!\.)[\w.:-]+\]|[\w-]+(?:\.[\w-]+)*))*$/;

/** Refusals. */
const REFUSAL =
  /User unknown|required|Invalid|illegal|Unbalanced|no mailer|Syntax error|8-bit|Cannot mail directly|loop broken|too long|excessive/;

/** A claim, by the words of the hover; the check gets the parts that the words are about, in backticks. */
type Claim = readonly [words: RegExp, isTrue: (answer: Answer, parts: readonly string[], user: string) => boolean];

const inBackticks = (text: string): readonly string[] =>
  [...text.matchAll(/(`+) ?(.*?) ?\1(?!`)/g)].map(([, , part = ""]) => part);
const isSame = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\.$/, "") === b.toLowerCase().replace(/\.$/, "");

/** A text as sendmail prints it: the bytes of letters beyond ASCII without their eighth bit. */
const sevenBit = (text: string): string => String.fromCharCode(...Buffer.from(text, "utf8").map((byte) => byte & 0x7f));

/** What is left of a list of hosts that a hover puts into words. */
function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(/(the host |with the name |the MX of )`(.*?)`/g)].map(([, words, host = ""]) =>
    words === "the host " ? `[${host}]` : host,
  );
}

const FAILS: Claim = [
  /^fails: /,
  ({ host, mailer, said }) =>
    (mailer !== "" &&
      (!REAL_HOST.test(host) || /^\[?\d[\d.]+\]?$|:z|^gw\.(?:x|tabs|example\.25)|^\[gw\.example\]/.test(host))) ||
    said.startsWith("Unbalanced"),
];

const ERROR: Claim = [
  /^(?:is refused\. Senders get|is put off|is lost|gets no reply|is not delivered)/,
  ({ mailer, said }) => mailer === "" || said.startsWith("Unbalanced"),
];

const LOCAL_USER: Claim = [
  /^(?:goes to|is delivered on this host, to) the user\b/,
  ({ mailer, host, user, said }, parts, asked) => {
    if (/^%[23]$/.test(parts[0] ?? "")) return />.*</.test(user);
    if (/User unknown/.test(said)) return !["root", "daemon", "nobody"].includes(parts[0] ?? asked);
    const name = (parts[0] ?? asked).replace(/^[\w.]+:/, "").replaceAll("%1", asked);
    return mailer === "local" && (user === name || `${user}+${host}` === name || `${user}+` === name);
  },
];

const MAILERTABLE: readonly Claim[] = [
  [
    /does nothing/,
    ({ mailer, host }, _, asked) => mailer === "esmtp" && isSame(host, asked.slice(asked.indexOf("@") + 1)),
  ],
  // sendmail has these by itself, and for no table.
  [/^is refused with 554: .*`\*/, ({ said }) => /Cannot mail directly/.test(said)],
  [
    /^is refused with 554: the configuration has no mailer/,
    ({ said }, [name = ""]) =>
      said.startsWith("*error*") ||
      (name === "\\"
        ? said.endsWith("no mailer in parsed address")
        : /unknown mailer/.test(said) && (said.endsWith(` ${name}`) || /[^ -~]/.test(name))),
  ],
  FAILS,
  ERROR,
  [/^is refused: /, ({ said }) => REFUSAL.test(said)],
  [/^goes through the mailer/, ({ mailer, host }, [name = "", at = ""]) => isSame(mailer, name) && isSame(host, at)],
  [
    /^goes to (?:the|a) (?:host|MX)/,
    ({ mailer, host, user, said }, parts, asked) => {
      const text = said.startsWith("Unbalanced") ? "" : host;
      const [, becomes] = parts.includes("\u0000") ? [] : [undefined, parts.at(-1)];
      const isRewritten = becomes?.includes("@") === true && !parts.slice(0, -1).includes(becomes);
      return text !== "" && mailer !== "" && (isRewritten ? isSame(user, becomes ?? "") : isSame(user, asked));
    },
  ],
  LOCAL_USER,
];

const VIRTUSERTABLE: readonly Claim[] = [
  [/does nothing|^goes where it goes without/, ({ mailer }) => mailer === "esmtp" || mailer === "local"],
  ERROR,
  // What test mode hands to a program, mail from outside may not.
  [
    /^is refused with 550 5\.7\.1/,
    ({ said, mailer }) => /^(?:prog|\*(?:file|include)\*)$/.test(mailer) || REFUSAL.test(said),
  ],
  [/^is refused/, ({ said }) => REFUSAL.test(said)],
  [/^reaches nobody/, ({ said, user }, [name = ""]) => REFUSAL.test(said) || />.*</.test(user) || user.includes(name)],
  [/^does not arrive/, ({ host }) => host !== "" && !REAL_HOST.test(host)],
  [/^goes where the address rules/, () => true],
  LOCAL_USER,
  [
    /^goes to `/,
    ({ mailer, host, user, said }, [written = ""], asked) => {
      const filled = written.replaceAll("%1", asked).replace(/%[23]/g, "").replace(/%%/g, "%");
      const at = filled.lastIndexOf("@");
      const name = filled.slice(0, at);
      const domain = filled.slice(at + 1);
      if (OWN.test(domain)) return mailer === "local" ? user === name : /User unknown/.test(said);
      if (/[^ -~]/.test(filled)) return user === sevenBit(filled);
      if (filled.startsWith('"') && filled.endsWith('"')) return user === filled.slice(1, -1);
      return (
        (mailer === "esmtp" && isSame(host, domain) && isSame(user, filled)) ||
        (/%[23]/.test(written) && REFUSAL.test(said))
      );
    },
  ],
];

/** What a recipient of an alias is said to be. */
const RECIPIENT: readonly Claim[] = [
  [/^read by the address rules/, () => true],
  [/^\*\*nobody:\*\* sendmail finds/, ({ said }) => /User unknown|^\w+:?.*Unbalanced/.test(said)],
  [/^\*\*nobody:\*\* sendmail refuses/, ({ said }) => REFUSAL.test(said)],
  [/^\*\*nobody:\*\* no host/, ({ host, said }) => (host !== "" && !REAL_HOST.test(host)) || REFUSAL.test(said)],
  [/^\*\*nobody:\*\* aliases have no/, ({ said }) => /User unknown/.test(said)],
  [/^\*\*nothing:\*\*/, ({ mailer, user }) => mailer === "prog" && /^"?\|$/.test(user)],
  [/^\*\*a mistake:\*\*/, ({ said }) => /Unbalanced/.test(said)],
  [/^\*\*a file:\*\*/, ({ mailer, user }, [path = ""]) => mailer === "*file*" && user === path],
  [/^\*\*a file that mail/, ({ mailer }) => mailer === "*file*"],
  [/^\*\*an address, not a list/, ({ mailer, said }) => mailer === "esmtp" || REFUSAL.test(said)],
  [/^\*\*an address, not a program/, ({ mailer, said }) => mailer === "esmtp" || /User unknown/.test(said)],
  [/^\*\*the last one alone:\*\*/, ({ user }, [last = ""]) => isSame(user, last)],
  [/^\*\*not what it looks like:\*\* its words/, ({ user }, [joined = ""]) => isSame(user, joined)],
  [/^\*\*not what it looks like:\*\*/, ({ mailer, user }) => /^(?:prog|\*file\*)$/.test(mailer) && !/^"/.test(user)],
  [/^\*\*a list in the folder|^everybody in that file/, ({ said }) => /Cannot open/.test(said)],
  [/^a program/, ({ mailer }) => mailer === "prog"],
  [/^a file|^thrown away/, ({ mailer }) => mailer === "*file*"],
  [/^an alias again/, ({ mailer, user }, [value = ""]) => mailer === "local" && user === value],
  [/^an address of this server/, ({ mailer, said }) => mailer === "local" || /User unknown/.test(said)],
  [/^this address/, ({ mailer, said }) => /^(?:esmtp|local)$/.test(mailer) || /User unknown/.test(said)],
  [/^the user of this server/, ({ mailer, said }) => mailer === "local" || /User unknown/.test(said)],
];

const CLAIMS = { mailertable: MAILERTABLE, virtusertable: VIRTUSERTABLE } as const;

/** What a hover claims that sendmail does not do; undefined where all of it is true. `asked`: the address, or its user. */
export function wrongClaim(
  table: "mailertable" | "virtusertable",
  hover: string,
  answer: string,
  asked: string,
): string | undefined {
  const [first = ""] = hover.split("\n\n");
  const sentence = first.startsWith("**")
    ? first
    : first.replace(
        /^.*?`(?: with any detail(?: that is not empty)?,| whom no other line is about(?:, root and postmaster too)?,)? (?=goes|gets|is |fails|reaches|does)|^Mail for every domain that no other line is about /,
        "",
      );
  const answers = answer.split(" | ").map(read);
  const claim = CLAIMS[table].find(([words]) => words.test(sentence));
  if (claim === undefined) return `${sentence}: no claim`;
  const parts = inBackticks(sentence);
  const hosts = hostsIn(sentence);
  const isTrue = answers.some(
    (one) =>
      claim[1](one, parts, asked) &&
      (hosts.length === 0 || isSame(one.host.replaceAll(",", ":").replace(/^:|:(?=:)(?!.*\])/g, ""), hosts.join(":"))),
  );
  return isTrue ? undefined : `${sentence} <> ${answer}`;
}

/** The same of an alias, whose recipients are claimed one by one. */
export function wrongRecipients(hover: string, answer: string): readonly string[] {
  const bullets = [...hover.matchAll(/^- (`+) ?(.*?) ?\1: (.*)$/gm)].map(([, , text = "", meaning = ""]) => ({
    text,
    meaning,
  }));
  if (bullets.length === 0) return [`no recipient: ${hover.slice(0, 80)}`];
  const said = answer.split(" | ");
  return bullets.flatMap(({ text, meaning }) => {
    const own = said.filter((one) => one.startsWith(`${text}... `)).map((one) => one.slice(text.length + 4));
    const claim = RECIPIENT.find(([words]) => words.test(meaning));
    if (claim === undefined) return [`${text}: ${meaning}: no claim`];
    const answers = (own.length > 0 ? own : said).map(read);
    // Beside what becomes of the mail, sendmail may complain.
    const isTrue = [...answers, ...said.map(read)].some((one) => claim[1](one, inBackticks(meaning), text));
    return isTrue ? [] : [`${text}: ${meaning} <> ${answer}`];
  });
}
