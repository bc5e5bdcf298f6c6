// Relay tests: how a file is read, what comes of each kind of test, and how a test is added to a file.
import { describe, expect, it } from "vitest";
import { Judge } from "../judge.ts";
import { KINDS } from "../kinds/index.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { KnownConfigs, memoryWorkspace } from "../site/index.ts";
import { TextDocument } from "../text.ts";
import { completeRelayTests, hoverRelayTests } from "./editor.ts";
import { openTests, readRelayTests, runTests } from "./index.ts";
import { addTest } from "./make.ts";

const FOLDER = "file:///srv/mx";
const MC = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
FEATURE(\`access_db')dnl
FEATURE(\`blocklist_recipients')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;
const ACCESS = "Connect:192.168.10\tRELAY\nFrom:spam@far.example\tDISCARD\nTo:held@mx.example.com\tQUARANTINE:look\n";

async function run(tests: string, files: Readonly<Record<string, string>> = {}, only?: readonly number[]) {
  const uri = `${FOLDER}/sendmail.relay-test.yaml`;
  const workspace = memoryWorkspace({
    [`${FOLDER}/sendmail.mc`]: MC,
    [`${FOLDER}/access`]: ACCESS,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text])),
    [uri]: tests,
  });
  const open = await openTests(workspace, uri);
  if (open === undefined) throw new Error("no tests");
  return await runTests(
    uri,
    open,
    {
      workspace,
      settingsFor: async () => DEFAULT_SETTINGS,
      judgeFor: (settings, users) =>
        new Judge(workspace, settings, { configs: new KnownConfigs(), kinds: KINDS, rules: [] }, { users }),
      checkpoint: () => undefined,
    },
    only,
  );
}

/** Status and message of each test of a list. */
async function results(list: string, files?: Readonly<Record<string, string>>) {
  const { outcomes, failure } = await run(`host: mx.example.com\ntests:\n${list}`, files);
  expect(failure).toBeUndefined();
  return outcomes.map(({ status, message }) => (message === "" ? status : `${status}: ${message}`));
}

describe("transactions", () => {
  it("holds what is so", async () => {
    const list = `
  - to: anywhere
    expect: refused
    reply: 550 5.7.1
  - client: 192.168.10.7
    to: anywhere
    expect: relayed
  - to: [joe@mx.example.com, "<ann@mx.example.com>"]
    expect: accepted
  - from: spam@far.example
    to: joe@mx.example.com
    expect: discarded
  - to: held@mx.example.com
    expect: quarantined
  - client: this host
    to: anywhere
    expect: relayed
`;
    expect(await results(list)).toEqual(Array(6).fill("passed"));
  });

  it("says what comes instead", async () => {
    const list = `
  - to: anywhere
    expect: relayed
  - client: 192.168.10.7
    to: anywhere
    expect: refused
  - to: anywhere
    reply: "551"
  - to: [joe@mx.example.com, anywhere]
    expect: accepted
`;
    expect(await results(list)).toEqual([
      expect.stringMatching(/^failed: Mail to anywhere is refused with 550 5\.7\.1 /),
      "failed: Mail to anywhere is relayed.",
      expect.stringMatching(/^failed: Mail to anywhere is refused with 550/),
      expect.stringMatching(/^failed: Mail to anywhere is refused/),
    ]);
  });

  it("knows who has logged in", async () => {
    const mc = MC.replace("MAILER(`local')", "TRUST_AUTH_MECH(`PLAIN')dnl\nMAILER(`local')");
    const list =
      "  - {auth: joe, to: anywhere, expect: relayed}\n  - {auth: {user: joe, mechanism: LOGIN}, to: anywhere, expect: refused}\n";
    expect(await results(list, { "sendmail.mc": mc })).toEqual(["passed", "passed"]);
  });

  it("is unsure where the answer is, and not green", async () => {
    const { outcomes } = await run("tests:\n  - {to: joe@mail.example.org, expect: accepted}\n", {
      "sendmail.mc": MC.replace(/.*confDOMAIN_NAME.*\n/, ""),
    });
    expect(outcomes.map(({ status }) => status)).not.toEqual(["passed"]);
  });
});

describe("files", () => {
  it.each([
    ["no list", "tests: no\n", '"tests" must be a list', "no"],
    ["no tests", "host: x\n", '"tests" is missing', "host: x\n"],
    ["an unknown key", "tests:\n  - {to: a@b, expcet: refused}\n", '"expcet" is not known here', "expcet"],
    ["an unknown outcome", "tests:\n  - {to: a@b, expect: maybe}\n", '"expect" takes one of refused, relayed', "maybe"],
    ["a number where a text is wanted", "tests:\n  - {to: a@b, reply: 550}\n", "put it in quotes", "550"],
    ["nothing expected", "tests:\n  - {to: a@b}\n", "expects nothing", "{to: a@b}"],
    ["no recipient", "tests:\n  - {expect: refused}\n", '"to" is missing', "{expect: refused}"],
    ["an empty recipient", 'tests:\n  - {to: "", expect: refused}\n', '"to" needs a recipient', '""'],
    ["a network", "tests:\n  - {client: 10.0.0.0/8, to: a@b, expect: refused}\n", "takes one IP address", "10.0.0.0/8"],
    ["no address", "tests:\n  - {client: 999.1.1.1, to: a@b, expect: refused}\n", "takes one IP address", "999.1.1.1"],
    ["no address of the server", "addresses: [mx]\ntests: []\n", '"mx" is not an IP address', "mx"],
    ["a second document", "tests: []\n---\ntests: []\n", "A second document begins here", undefined],
    ["broken YAML", "tests: [\n", "", undefined],
  ])("with %s say so at the place", (_name, text, message, place) => {
    const { errors, tests } = readRelayTests(text);
    expect(tests).toEqual([]);
    expect(errors.map((one) => one.message).join(" ")).toContain(message);
    const [first] = errors;
    if (place !== undefined) expect(text.slice(first?.span.start, first?.span.end)).toBe(place);
  });

  it("are read whatever is in them", () => {
    for (const text of [
      "",
      "\0",
      "- 1",
      "a: &a [*a]",
      "? ? ?",
      "tests: &x [*x]",
      "\ud800",
      "%YAML 9",
      `a: ${"[".repeat(5_000)}`,
    ])
      expect(() => readRelayTests(text)).not.toThrow();
  });

  it("name their configuration, or are about the one beside them", async () => {
    const test = "tests:\n  - {to: anywhere, expect: refused}\n";
    expect((await run(test)).configuration).toBe(`${FOLDER}/sendmail.mc`);
    const named = await run(`configuration: other/relay.mc\n${test}`, { "other/relay.mc": MC });
    expect(named.configuration).toBe(`${FOLDER}/other/relay.mc`);
    expect((await run(`configuration: none.mc\n${test}`)).failure).toBe("There is no file none.mc.");
  });

  it("run the tests that are asked for", async () => {
    const list = "tests:\n  - {to: anywhere, expect: refused}\n  - {to: anywhere, expect: relayed}\n";
    expect((await run(list, {}, [1])).outcomes.map(({ test, status }) => [test.index, status])).toEqual([
      [1, "failed"],
    ]);
  });

  it("title their tests", () => {
    const { tests } = readRelayTests(
      "tests:\n  - {to: anywhere, expect: refused}\n  - {auth: joe, to: a@b, from: '', expect: relayed}\n  - {to: info@x, goesTo: [joe, {mailer: esmtp, host: y}]}\n  - {name: Mine, to: x, expect: refused}\n",
    );
    expect(tests.map(({ title }) => title)).toEqual([
      "a stranger to anywhere is refused",
      "joe, logged in, as <> to a@b is relayed",
      "a stranger to info@x goes to joe and mailer esmtp, host y",
      "Mine",
    ]);
  });
});

describe("a test that is written down", () => {
  const test = { client: "192.168.10.7", to: "anywhere", expect: "relayed" } as const;
  const added = (text: string | undefined) => {
    const change = addTest(text, test, "sendmail.mc");
    return change && `${(text ?? "").slice(0, change.offset)}${change.text}${(text ?? "").slice(change.offset)}`;
  };

  it("begins a new file", () => {
    const text = added(undefined) ?? "";
    expect(text).toContain(
      "configuration: sendmail.mc\ntests:\n  - client: 192.168.10.7\n    to: anywhere\n    expect: relayed\n",
    );
    expect(readRelayTests(text)).toMatchObject({
      errors: [],
      tests: [{ title: "192.168.10.7 to anywhere is relayed" }],
    });
  });

  it.each([
    "tests:\n  - to: anywhere\n    expect: refused\n",
    "tests:\n- to: anywhere\n  expect: refused",
    "# mine\ntests:\n    - {to: anywhere, expect: refused} # why\n\n# the end\nhost: mx.example.com\n",
    "host: x\ntests:\n",
    "tests:\nhost: x\n",
    "host: x\ntests: # none yet",
    "host: x\n",
    "tests: []\n",
  ])("leaves all else in %j as it is", (text) => {
    const result = added(text);
    if (/\[\]/.test(text)) expect(result).toBeUndefined();
    else {
      const before = readRelayTests(text).tests.length;
      expect(readRelayTests(result ?? "")).toMatchObject({ errors: [] });
      expect(readRelayTests(result ?? "").tests).toHaveLength(before + 1);
      for (const line of text.split("\n")) expect(result).toContain(line);
    }
  });
});

describe("in an editor", () => {
  const at = (marked: string) => {
    const offset = marked.indexOf("|");
    const document = TextDocument.create("file:///x", "yaml", 0, marked.replace("|", ""));
    return [document, document.positionAt(offset)] as const;
  };
  const labels = (marked: string) => completeRelayTests(...at(marked)).map(({ label }) => label);

  it("completes keys of the file, of a test and of a goal, and values", () => {
    expect(labels("|")).toEqual(["configuration", "host", "addresses", "users", "mx", "noSuchDomains", "tests"]);
    expect(labels("tests:\n  - |")).toContain("expect");
    expect(labels("tests:\n  - to: x\n    |")).toContain("goesTo");
    expect(labels("tests:\n- to: x\n  ex|")).toContain("expect");
    expect(labels("tests:\n  - to: x\n    goesTo:\n      |")).toEqual(["mailer", "host", "user"]);
    expect(labels("tests:\n  - expect: |")).toEqual(["refused", "relayed", "accepted", "discarded", "quarantined"]);
    expect(labels("tests:\n  - tls: e|")).toContain("encrypted");
    expect(labels("tests:\n  - to: anywhere |")).toEqual([]);
  });

  it("explains keys", () => {
    expect(hoverRelayTests(...at("tests:\n  - exp|ect: refused\n"))?.contents).toMatchObject({
      value: expect.stringContaining("`quarantined`"),
    });
    expect(hoverRelayTests(...at("ho|st: x\n"))?.contents).toMatchObject({
      value: expect.stringContaining("own host name"),
    });
    expect(hoverRelayTests(...at("tests:\n  - expect: ref|used\n"))).toBeUndefined();
  });
});
