// Where mail goes and how addresses are rewritten, on a small configuration that was written for these tests.
import { describe, expect, it } from "vitest";
import { Interpreters } from "../interpreter/index.ts";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";
import { distinctSteps, rewritingOf, routeOf } from "./index.ts";

const CF = `V10/Berkeley
Cwown.example
Fw/etc/mail/local-host-names
DSsmtp:smart.example
Kvirtuser hash -o /etc/mail/virtusertable
Kgenerics hash -o /etc/mail/genericstable
O OperatorChars=.:%@!^/[]+
O AliasFile=/etc/mail/aliases
O MaxAliasRecursion=4
Mlocal, P=[IPC], F=lsDFMAw5:/|@qSPfhn9, S=11, A=TCP $h
Msmtp, P=[IPC], F=mDFMuX, S=11, A=TCP $h
Mprog, P=/bin/sh, F=lsDFMoqeu9, A=sh -c $u
S3
R$* < $* > $*\t\t$2
R$+ @ $+\t\t\t$: $1 < @ $2 >
S4
R$* < @ $+ >\t\t$1 @ $2
S0
R$+ < @ $=w >\t\t$: < $(virtuser $1 @ $2 $: $1 $) >
R< error : $- $+ >\t$#error $@ 5.1.1 $: $1 $2
R< $+ @ $+ >\t\t$: $1 < @ $2 >
R< $+ >\t\t\t$#local $: $1
R$+ < @ $+ >\t\t$: < $S > $1 < @ $2 >
R< $- : $+ > $+\t\t$#$1 $@ $2 $: $3
R$+\t\t\t$#local $: $1
S1
S2
S5
R$+ + $*\t\t\t$#local $@ $2 $: @ $1
S11
R$+\t\t\t$: $(generics $1 $: $1 $)
`;
const PASSWD =
  "root:x:0:0:root:/root:/bin/sh\njoe:x:1000:1000:Joe:/home/joe:/bin/sh\nbob:x:1001:1001::/home/bob:/bin/sh\n";
const ALIASES = [
  "staff: joe, bob, remote@far.example",
  "everybody: :include:/etc/mail/list",
  "gone: :include:/etc/mail/no-list",
  "prog: |/usr/bin/prog",
  "box: /var/mail/box",
  "a: b",
  "b: a",
  "deep1: deep2",
  "deep2: deep3",
  "deep3: deep4",
  "deep4: deep5",
  "deep5: deep6",
  "deep6: joe",
  "joe: joe, bob",
  "literal: \\root",
  "Boss@own.example: bob",
  "half: bob, nobody-here",
  "",
].join("\n");
const FILES = {
  "/etc/mail/sendmail.cf": CF,
  "/etc/passwd": PASSWD,
  "/etc/mail/aliases": ALIASES,
  "/etc/mail/local-host-names": "# names\nother.example\n",
  "/etc/mail/virtusertable": "info@own.example\tbob\nbad@own.example\terror:550 no such address\n",
  "/etc/mail/genericstable": "joe\tJoe.User@own.example\n",
  "/etc/mail/list": "# the list\nbob # not a comment\nroot\n",
  "/home/bob/.forward": "\\bob, elsewhere@far.example\n",
};

async function interpreterOf(files: Readonly<Record<string, string>>, hostName = "mx.own.example") {
  const root = "file:///";
  const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [`file://${path}`, text]));
  const interpreters = new Interpreters(memoryWorkspace(texts), { root, hostName });
  const document = await interpreters.read("file:///etc/mail/sendmail.cf");
  const interpreter = document && (await interpreters.ofCf(document));
  if (interpreter === undefined) throw new Error("no interpreter");
  return interpreter;
}

async function route(recipient: string, files: Readonly<Record<string, string>> = FILES, hostName?: string) {
  const interpreter = await interpreterOf(files, hostName);
  const found = await routeOf(interpreter, { recipient });
  const steps = [...found.deliveries, ...found.refusals].flatMap((one) => one.steps);
  return {
    ...found,
    goals: found.deliveries.map(({ mailer, host, user }) => [mailer, host, user].filter(Boolean).join(" ")).sort(),
    replies: found.refusals.map(({ address, reply }) => `${address}: ${reply.code} ${reply.dsn} ${reply.text}`),
    steps: distinctSteps(steps).map(({ text, span }) => {
      const place = span && interpreter.positionOf(span);
      return place === undefined ? text : `${text} (${place.uri.slice("file:///".length)}:${place.line + 1})`;
    }),
  };
}

describe("a recipient", () => {
  it.each<[string, readonly string[]]>([
    ["bob@own.example", ["local \\bob", "smtp smart.example elsewhere@far.example"]],
    ["root@other.example", ["local root"]],
    ["x@far.example", ["smtp smart.example x@far.example"]],
    [
      "staff",
      ["local \\bob", "local joe", "smtp smart.example elsewhere@far.example", "smtp smart.example remote@far.example"],
    ],
    ["prog", ["prog |/usr/bin/prog"]],
    ["box", ["*file* /var/mail/box"]],
    ["literal", ["local \\root"]],
    ["boss", ["local \\bob", "smtp smart.example elsewhere@far.example"]],
    ["root+detail", ["local detail root"]],
    ["x@far.example, root", ["local root", "smtp smart.example x@far.example"]],
  ])("%s goes where it has to", async (recipient, goals) => {
    const found = await route(recipient);
    expect(found.goals).toEqual([...goals].sort());
    expect(found.replies).toEqual([]);
    expect(found.missing.filter((text) => !/ on the server is not known/.test(text))).toEqual([]);
  });

  it.each<[string, string]>([
    ["nobody-here", "nobody-here: 550 5.1.1 User unknown"],
    ["bad@own.example", "bad@own.example: 550 5.1.1 no such address"],
    ["|prog", "|prog: 550 5.7.1 Cannot mail directly to programs"],
    ["/etc/motd", "/etc/motd: 550 5.7.1 Cannot mail directly to files"],
    [":include:/etc/mail/list", ":include:/etc/mail/list: 550 5.7.1 Cannot mail directly to :include:s"],
    ["gone", ":include:/etc/mail/no-list: 550 5.2.4 Cannot open /etc/mail/no-list: No such file or directory"],
    ["a", "a: 554 5.4.6 aliasing/forwarding loop broken"],
    ["deep1", "deep6: 554 5.4.6 aliasing/forwarding loop broken (5 aliases deep; 4 max)"],
  ])("%s is refused in sendmail's words", async (recipient, reply) => {
    const found = await route(recipient);
    expect(found.goals).toEqual([]);
    expect(found.replies).toEqual([reply]);
  });

  it("ends at a space where OldStyleHeaders says so, and there is no comma", async () => {
    const spaced = async (option: string, list: string) =>
      (await route(list, { ...FILES, "/etc/mail/sendmail.cf": `${CF}${option}` })).goals;
    const both = ["smtp smart.example x@far.example", "smtp smart.example y@far.example"];
    expect(await spaced("O OldStyleHeaders=True\n", "x@far.example y@far.example")).toEqual(both);
    expect(await spaced("Oo\n", "x@far.example y@far.example")).toEqual(both);
    expect(await spaced("", "x@far.example y@far.example")).toHaveLength(1);
    expect(await spaced("O OldStyleHeaders=False\n", "x@far.example y@far.example")).toHaveLength(1);
    expect(await spaced("O OldStyleHeaders=True\n", "root x@far.example, y@far.example")).toHaveLength(2);
  });

  it("may be refused in part", async () => {
    const { goals, replies } = await route("half");
    expect(goals).toEqual(["local \\bob", "smtp smart.example elsewhere@far.example"]);
    expect(replies).toEqual(["nobody-here: 550 5.1.1 User unknown"]);
  });

  it("has a place for each step", async () => {
    expect((await route("info@own.example")).steps).toEqual([
      "class w: own.example is one of the server's own names (etc/mail/sendmail.cf:2)",
      "virtusertable: info@own.example -> bob (etc/mail/virtusertable:1)",
      "bob is a user of this host",
      "/home/bob/.forward forwards the mail of bob (home/bob/.forward:1)",
      "elsewhere@far.example (home/bob/.forward:1)",
      "SMART_HOST: smtp:smart.example (etc/mail/sendmail.cf:4)",
      "\\bob (home/bob/.forward:1)",
    ]);
    expect((await route("x@other.example")).steps[0]).toBe(
      "class w: other.example is one of the server's own names (etc/mail/local-host-names:2)",
    );
    expect((await route("everybody")).steps).toContain("root (etc/mail/list:3)");
  });
});

describe("what nobody told us", () => {
  it("makes the answer uncertain, and only where it matters", async () => {
    const { "/etc/passwd": _, ...noUsers } = FILES;
    expect((await route("root", noUsers)).missing).toEqual(["Whether this host has a user root is not known."]);
    expect((await route("x@far.example", noUsers)).certain).toBe(true);
    const { "/etc/mail/aliases": __, ...noAliases } = FILES;
    expect((await route("root", noAliases)).deliveries[0]?.queued).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ["everybody", ["accepts the owner and the rights of /etc/mail/list"]],
    ["bob@own.example", ["accepts the owner and the rights of /home/bob/.forward"]],
    ["prog", ["sendmail can run |/usr/bin/prog on the server"]],
    ["box", ["may write to /var/mail/box"]],
    // Nothing has to be there, and the list is refused before anybody looks at rights.
    ["nothing", []],
    ["gone", []],
    ["|prog", []],
    ["/var/mail/box", []],
    ["root@own.example", []],
  ])("is the rights on the server, for %s", async (recipient, doubts) => {
    const files = { ...FILES, "/etc/mail/aliases": `${ALIASES}nothing: /dev/null\n` };
    const { missing, certain } = await route(recipient, files);
    expect(certain).toBe(doubts.length === 0);
    expect(missing).toHaveLength(doubts.length);
    for (const doubt of doubts) expect(missing.some((text) => text.includes(doubt))).toBe(true);
  });

  it("is the server's own name, where the address may be it", async () => {
    const unnamed = CF.replace("R$+ < @ $+ >\t\t$: < $S >", "R$+ < @ $j >\t\t$#local $: $1\nR$+ < @ $+ >\t\t$: < $S >");
    const files = { ...FILES, "/etc/mail/sendmail.cf": unnamed };
    const found = await route("root@far.example", files, "");
    expect(found.goals).toEqual(["smtp smart.example root@far.example"]);
    expect(found.missing).toEqual([
      "The server's own name is not known: set sendmail.hostName (--host). On a host called far.example the answer is another.",
    ]);
    expect((await route("root@own.example", files, "")).certain).toBe(true);
    expect((await route("root@far.example", files, "far.example")).goals).toEqual(["local root"]);
  });
});

describe("an address", () => {
  it("is rewritten for a mailer, with the lines that do it", async () => {
    const interpreter = await interpreterOf(FILES);
    const question = { address: "joe", mailer: "SMTP", header: true, sender: true };
    const found = await rewritingOf(interpreter, question);
    expect(found).toMatchObject({ result: "Joe.User@own.example", certain: true, messages: [] });
    expect(found?.steps.map(({ text }) => text)).toEqual(["genericstable: joe -> Joe.User@own.example"]);
    expect((await rewritingOf(interpreter, { ...question, sender: false }))?.result).toBe("joe");
    expect(await rewritingOf(interpreter, { ...question, mailer: "uucp" })).toBeUndefined();
  });
});

describe("tables without a database", () => {
  const asked = async (recipient: string, databases: Readonly<Record<string, string>>) => {
    const files = Object.entries({ ...FILES, ...databases }).map(([file, text]) => [`file://${file}`, text]);
    const service = createService(memoryWorkspace(Object.fromEntries(files)));
    const answer = (await service.route("file:///etc/mail/sendmail.cf", { recipient }))?.answer;
    const unmade = answer?.missing.filter((text) => text.startsWith("sendmail reads a map"));
    return { certain: answer?.certain, unmade };
  };

  it("make an answer that rests on their lines uncertain", async () => {
    expect(await asked("bad@own.example", {})).toEqual({
      certain: false,
      unmade: [
        "sendmail reads a map of /etc/mail/virtusertable, and there is none. Until makemap hash /etc/mail/virtusertable < /etc/mail/virtusertable is run, sendmail works without it, as if it were empty. The answer is the one after that.",
      ],
    });
    const empty = await asked("info@own.example", { "/etc/mail/virtusertable.db": "" });
    expect(empty.unmade?.join()).toContain("and the one there is empty. Until");
  });

  it("that are needed make all answers uncertain that asked them, whether a line was found or not", async () => {
    const needed = CF.replace("hash -o /etc/mail/virtusertable", "hash /etc/mail/virtusertable");
    const whose = { "/etc/mail/sendmail.cf": needed };
    expect((await asked("nobody@own.example", whose)).unmade).toEqual([
      "sendmail reads a map of /etc/mail/virtusertable, and there is none. Until makemap hash /etc/mail/virtusertable < /etc/mail/virtusertable is run, mail for its domains waits in the queue, mail for users who do not exist as well. The answer is the one after that.",
    ]);
    expect((await asked("x@far.example", whose)).unmade).toEqual([]);
    expect((await asked("nobody@own.example", {})).unmade).toEqual([]);
    const aliases = { "/etc/mail/sendmail.cf": CF.replace("AliasFile=", "AliasFile=hash:") };
    const waits = await asked("root", aliases);
    expect(waits.unmade?.join()).toContain("Until newaliases is run, mail for local users waits in the queue.");
    expect((await asked("root", { ...aliases, "/etc/mail/aliases.db": "a map" })).unmade).toEqual([]);
  });

  it("change nothing about other answers", async () => {
    expect((await asked("x@far.example", {})).unmade).toEqual([]);
    expect((await asked("info@own.example", { "/etc/mail/virtusertable.db": "a map" })).unmade).toEqual([]);
  });
});
