// What lines of tables promise, and whether the real programs keep it.
import type { RealServer, Server } from "./completion-site.ts";

/** Lines to try: where they come from, and their text. */
export interface Tried {
  readonly place: string;
  readonly lines: string;
}

/** A question to the real program: what is typed, and whether its answer is what the line promises. */
interface Question {
  readonly ask: string;
  readonly keeps: (answer: string) => boolean;
}

/** Domains of the server itself. */
const OWN = new Set(["mx.example.com", "local.example", "more.example", "localhost"]);

const squeezed = (text: string): string => text.replace(/[\s"]/g, "").toLowerCase();

/** What the rules say of `error:STATUS:TEXT`. */
function refuses(value: string): ((answer: string) => boolean) | undefined {
  const [, status = "", text = ""] = /^error\s*:\s*([\d.]+):(.*)$/i.exec(value) ?? [];
  return text === "" ? undefined : (answer) => answer.startsWith(`$#error$@${status}$:${squeezed(text)}`);
}

const QUESTIONS: Readonly<Record<string, (key: string, value: string) => Question>> = {
  mailertable: (key, value) => {
    const domain = key.startsWith(".") ? (key === "." ? "far.away.example" : `x${key}`) : key;
    const prefix = key === "." ? domain : key.startsWith(".") ? "x" : "";
    const refusal = refuses(value);
    const [, mailer = "", rest = ""] = /^(\S+?)\s*:\s*(.*)$/.exec(value) ?? [];
    const host = rest.replaceAll("%0", key).replaceAll("%1", prefix);
    const wanted = /^local$/i.test(mailer) ? `$#local$@u@${domain}$:${host}` : `$#${mailer}$@${host}$:u<@${domain}.>`;
    return { ask: `3,0 u@${domain}`, keeps: refusal ?? ((answer) => answer === squeezed(wanted)) };
  },
  virtusertable: (key, value) => {
    const address = key.startsWith("@") ? `zed${key}` : key.replace("+*@", "+d@").replace(/^\+d@/, "zed+d@");
    const user = address.replace(/[+@].*/, "");
    const detail = /\+[^@]*/.exec(address)?.[0] ?? "";
    const refusal = refuses(value);
    const [name = "", host = ""] = value.replaceAll("%1", user).replaceAll("%3", detail).split("@");
    const wanted = host === "" || OWN.has(host.toLowerCase()) ? `$#local$:${name}` : `$:${name}<@${host}.>`;
    return { ask: `3,0 ${address}`, keeps: refusal ?? ((answer) => answer.endsWith(squeezed(wanted))) };
  },
  genericstable: (key, value) => {
    const address = key.startsWith("@") ? `zed${key}` : key.replace("+*@", "+d@");
    const filled = value.replaceAll("%1", key.includes("+*") ? "d" : address.replace(/@.*/, ""));
    return { ask: `/try esmtp ${address}`, keeps: (answer) => answer === squeezed(filled) };
  },
  domaintable: (key, value) => ({ ask: `3 u@${key}`, keeps: (answer) => answer.startsWith(`u<@${squeezed(value)}`) }),
  authinfo: (key, value) => ({
    ask: `.D{server_name}${key.replace(/^\w*:/, "") || "any.example"}\nauthinfo x`,
    keeps: (answer) => answer === `$#${squeezed(value)}` && /^(?:"[UPIRM]:[^"]+"\s*)+$/i.test(value),
  }),
};
const RULESETS: Readonly<Record<string, string>> = {
  mailertable: "parse",
  virtusertable: "parse",
  domaintable: "canonify",
  authinfo: "authinfo",
};

export const CLASSES: Readonly<Record<string, string>> = {
  "local-host-names": "w",
  "relay-domains": "R",
  "virtuser-domains": "{VirtHost}",
  "generics-domains": "G",
  "masquerade-domains": "M",
  "trusted-users": "t",
  "exposed-users": "E",
};

/** Puts lines into files, as many at once as have keys of their own, and asks for what they promise. */
export function isKept(real: RealServer, server: Server, kind: string, tried: readonly Tried[]) {
  const base = server.files[kind] ?? "";
  const batches: { readonly tried: Tried[]; readonly keys: Set<string> }[] = [];
  for (const [at, { place, lines: written }] of tried.entries()) {
    // A key of its own for each line whose value is tried.
    const lines = written.replace(/^("?\.?(?:joe|new|was))(?=[.@:+\t" ])/i, `$1${at}`);
    const keys = lines.split("\n").map((line) => keyOf(kind, line));
    // What takes all mail of a domain would answer for the others too.
    const isAlone = kind === "virtusertable" && keys.some((key) => /^(?:@|\+\*@|zoe)/.test(key));
    let batch = isAlone
      ? undefined
      : batches.find((one) => keys.every((key) => !one.keys.has(key) && !one.keys.has("")));
    if (batch === undefined) {
      batch = { tried: [], keys: new Set() };
      batches.push(batch);
    }
    for (const key of isAlone ? [""] : keys) batch.keys.add(key);
    batch.tried.push({ place, lines });
  }
  const wrong: string[] = [];
  let asked = 0;
  for (const { tried: some } of batches) {
    const said = real.put(kind, `${base}${some.map(({ lines }) => `${lines}\n`).join("")}`);
    if (said.length > 0) wrong.push(`${kind}: ${said.join("; ")}: ${JSON.stringify(some.map(({ lines }) => lines))}`);
    const answers = real.reads(kind) ? answersTo(real, kind, some) : [];
    asked += answers.length;
    wrong.push(...answers.flatMap(({ isKept, text }) => (isKept ? [] : [text])));
  }
  real.put(kind, base);
  return { wrong, asked };
}

function keyOf(kind: string, line: string): string {
  return (kind === "aliases" ? (/^[^:]*/.exec(line)?.[0].replaceAll('"', "") ?? "") : (/^\S*/.exec(line)?.[0] ?? ""))
    .trim()
    .toLowerCase();
}

function answersTo(
  real: RealServer,
  kind: string,
  some: readonly Tried[],
): readonly { isKept: boolean; text: string }[] {
  const question = QUESTIONS[kind];
  if (kind === "aliases") return some.map((one) => aliasAnswer(real, one));
  const className = CLASSES[kind];
  if (className !== undefined) {
    const members = new Set(
      real
        .testMode([`$=${className}`])
        .toLowerCase()
        .split(/[\s>]+/),
    );
    return some.map(({ place, lines }) => ({
      isKept: members.has(lines.toLowerCase()),
      text: `${place}: ${lines} is not in class ${className}`,
    }));
  }
  if (question === undefined) return [];
  const questions = some.map(({ lines }) => {
    const [, key = "", value = ""] = /^(\S+)\s+(.*)$/.exec(lines) ?? [];
    return question(key, value.trim());
  });
  const asks = questions.map(({ ask }) => ask);
  const answers =
    kind === "genericstable"
      ? tries(real.testMode(["/tryflags HS", ...asks]))
      : real.rulesets(asks, RULESETS[kind] ?? "");
  if (answers.length !== asks.length) throw new Error(`${kind}: ${answers.length} answers to ${asks.length} questions`);
  return questions.map(({ ask, keeps }, at) => {
    const answer = squeezed(answers[at] ?? "");
    const { place, lines } = some[at] ?? { place: "", lines: "" };
    return { isKept: keeps(answer), text: `${place} -> ${JSON.stringify(lines)}: ${ask}: ${answer}` };
  });
}

const tries = (said: string): readonly string[] =>
  said
    .split(/Trying /)
    .slice(1)
    .map((chunk) => /Rcode = \d+, addr = (.*)/.exec(chunk)?.[1] ?? "");

function aliasAnswer(real: RealServer, { place, lines }: Tried) {
  const name = keyOf("aliases", lines);
  const said = real.verify(name);
  // The default user, who reads lists, may not enter the folder of the tests: sendmail has taken the path as it is meant.
  const isTaken = (line: string) => /\.\.\. deliverable: mailer|\/list: Permission denied$/.test(line);
  const isKept = said.length > 0 && said.every(isTaken);
  return { isKept, text: `${place} -> ${JSON.stringify(lines)}: ${said.join("; ")}` };
}
