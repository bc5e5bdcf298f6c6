// What is kept of a .cf's answers while it is edited: as good as asked again, and not asked again where nothing can have changed.
import { afterEach, expect, test, vi } from "vitest";
import { Rewriter } from "../../server/src/cf/rewrite/index.ts";
import { decide } from "../../server/src/relay/index.ts";
import { defaultQuery } from "../../server/src/relay/query.ts";
import { CF_HEAD, CF_RULES } from "../../server/src/relay/testing.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";

const URI = "file:///etc/mail/sendmail.cf";
const RELAY = "file:///etc/mail/relay-domains";

/** Mail by smtp is rewritten by ruleset 11. */
const CF = [
  ...CF_HEAD.map((line) => line.replace("F=mD,", "F=mD, S=11,")),
  "FR-o /etc/mail/relay-domains",
  ...CF_RULES,
  "S11",
  "R$+\t$1",
  "SLocal_check_rcpt",
  "Scheck_rcpt",
  "R$*\t$: $1 $| $>Local_check_rcpt $1",
  "R$* $| $#$*\t$#$2",
  "R$* $| $*\t$: $1 $| $>3 $1",
  "R$* $| $+ < @ $=w >\t$@ OK",
  "R$*\t$: $&{client_addr}",
  "R$=R $*\t$@ OK",
  'R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"',
];

/** Edits one after the other: what is replaced, what is in its place, and whether answers have to be asked for again. */
const EDITS: readonly { readonly find: string; readonly put: string; readonly asksAgain: boolean }[] = [
  { find: "V10\n", put: "V10\n# a comment\n", asksAgain: false },
  { find: "# a comment\n", put: "# another one, longer\n\n", asksAgain: false },
  { find: "S11\nR$+\t$1\n", put: "S11\nR$+\t$: $1\nRx\ty\n", asksAgain: false },
  { find: "SLocal_check_rcpt\n", put: "SLocal_check_rcpt\nR$*\t$# OK\n", asksAgain: true },
  { find: "# another", put: "# and another", asksAgain: false },
  { find: "R$*\t$# OK\n", put: "Rx\t$# OK\n", asksAgain: true },
  { find: "Rx\t$# OK\n", put: "", asksAgain: true },
  { find: "Cwmx.example.com", put: "Cwmx.example.com 192.0.2.66", asksAgain: true },
  { find: "R$=R $*\t$@ OK", put: "R$=R $*\t$@ OK\nR62.$*\t$@ OK", asksAgain: true },
  { find: "O DontProbe", put: "# O Foo\nO DontProbe", asksAgain: false },
  // What says why the list is not complete names a line.
  { find: "V10\n", put: "V10\n\n", asksAgain: false },
  { find: "$>Local_check_rcpt $1", put: "$>Later $1", asksAgain: true },
  { find: "S11\n", put: "SLater\nR$*\t$# OK\nS11\n", asksAgain: true },
  { find: "SLater\n", put: "Sother\n", asksAgain: true },
  { find: "Sother\n", put: "SLater=94\n", asksAgain: true },
];

async function answers(text: string, service: ReturnType<typeof createService>) {
  const site = await service.judgedSite(URI);
  return {
    text,
    problems: (await service.problems(URI)).map(({ meta, span, message }) => ({ code: meta.code, span, message })),
    status: await service.relayStatus(URI),
    report: (await service.relayReport(URI))?.markdown,
    there: site !== undefined,
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test("answers after each edit are those of a service that never saw the text before", async () => {
  let text = `${CF.join("\n")}\n`;
  const relay = "192.0.2\n62\n";
  const workspace = memoryWorkspace({ [URI]: text, [RELAY]: relay });
  const service = createService({ ...workspace, machine: "mx.example.com" });
  await answers(text, service);
  const runs = vi.spyOn(Rewriter.prototype, "run");
  for (const { find, put, asksAgain } of EDITS) {
    expect(text).toContain(find);
    text = text.replace(find, () => put);
    workspace.write(URI, text);
    service.changed(URI);
    runs.mockClear();
    const kept = await answers(text, service);
    const asked = runs.mock.calls.filter(([ruleset]) => ruleset === "check_rcpt").length;
    if (asksAgain) expect(asked, put).toBeGreaterThan(20);
    // What an edit touched is asked for its steps again; a comment touches nothing.
    else expect(asked, put).toBeLessThanOrEqual(5);
    const fresh = createService({ ...memoryWorkspace({ [URI]: text, [RELAY]: relay }), machine: "mx.example.com" });
    expect(kept).toEqual(await answers(text, fresh));
  }
});

test("a file that classes are read from counts as well", async () => {
  const text = `${CF.join("\n")}\n`;
  const workspace = memoryWorkspace({ [URI]: text, [RELAY]: "192.0.2\n" });
  const service = createService({ ...workspace, machine: "mx.example.com" });
  await answers(text, service);
  workspace.write(RELAY, "62\n");
  service.changed(RELAY);
  const fresh = createService({ ...memoryWorkspace({ [URI]: text, [RELAY]: "62\n" }), machine: "mx.example.com" });
  expect(await answers(text, service)).toEqual(await answers(text, fresh));
});

const NAMES = "file:///etc/mail/local-host-names";
const NAMED = `${CF.join("\n").replace("V10\n", "V10\nFw-o /etc/mail/local-host-names\n")}\n`;

/** A server with such names of its own, and how they are changed. */
async function withNames(names: string, text: string = NAMED) {
  const workspace = memoryWorkspace({ [URI]: text, [RELAY]: "62\n", [NAMES]: names });
  const service = createService({ ...workspace, machine: "mx.example.com" });
  await answers(text, service);
  return {
    service,
    /** What strangers may send to a recipient once the names are these. */
    after: async (now: string, recipient: string) => {
      workspace.write(NAMES, now);
      service.changed(NAMES);
      const site = await service.judgedSite(URI);
      return site && decide(site, { ...defaultQuery, recipient }).accepted;
    },
  };
}

test("a name counts where it is looked for within an address, and is asked for again nowhere else", async () => {
  const { after } = await withNames("other.example\n");
  const runs = vi.spyOn(Rewriter.prototype, "run");
  const asked = async (names: string, recipient: string) => {
    runs.mockClear();
    const isAccepted = await after(names, recipient);
    return { isAccepted, isAsked: runs.mock.calls.length > 0 };
  };
  const [below, itself] = ["<joe@a.own.example>", "<joe@own.example>"];
  expect(await asked("other.example\n", below)).toEqual({ isAccepted: false, isAsked: true });
  expect(await asked("other.example\n", itself)).toEqual({ isAccepted: false, isAsked: true });
  expect(await asked("other.example\nown.example\n", below)).toEqual({ isAccepted: false, isAsked: false });
  expect(await asked("other.example\nown.example\n", itself)).toEqual({ isAccepted: true, isAsked: true });
  expect(await asked("other.example\nown.exampl\n", itself)).toEqual({ isAccepted: false, isAsked: true });
  expect(await asked("other.example\na.own.example\n", below)).toEqual({ isAccepted: true, isAsked: true });
});

test("strangers claim the names that the server has now", async () => {
  const text = NAMED.replace(
    "R$=R $*",
    () => "R$*\t$: $1 $| $&{mail_from}\nR$* $| $* forge.example $*\t$@ OK\nR$* $| $*\t$: $1\nR$=R $*",
  );
  const { service, after } = await withNames("# none\n", text);
  for (const names of ["forge.example\nmx.forge.example\n", "# none\n"]) {
    await after(names, "<joe@elsewhere.example>");
    const files = { [URI]: text, [RELAY]: "62\n", [NAMES]: names };
    const fresh = createService({ ...memoryWorkspace(files), machine: "mx.example.com" });
    const now = await answers(text, service);
    expect(now).toEqual(await answers(text, fresh));
    expect(now.report?.includes("claims a sender of this server")).toBe(names.startsWith("forge"));
  }
});
