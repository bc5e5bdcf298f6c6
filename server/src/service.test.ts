// What the façade itself decides: the version of sendmail that answers are given for, and what it says above a .cf.
import { describe, expect, it } from "vitest";
import { type Checkpoint, createService, type Service } from "./service.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { memoryWorkspace } from "./site/index.ts";

const MC = "file:///etc/mail/sendmail.mc";
const TEXT = "OSTYPE(`linux')dnl\nFEATURE(`tls_session_features')dnl\nMAILER(`smtp')dnl\n";

async function asked(files: Readonly<Record<string, string>>, targetVersion?: string) {
  const service = createService(memoryWorkspace({ [MC]: TEXT, ...files }));
  service.configure({ ...DEFAULT_SETTINGS, targetVersion });
  const hover = await service.hover(MC, { line: 1, character: 12 });
  const items = await service.completion(MC, { line: 1, character: 9 });
  const feature = items.find(({ label }) => label === "tls_session_features");
  return {
    hover: JSON.stringify(hover),
    codes: (await service.problems(MC)).map(({ meta }) => meta.code),
    remark: feature?.labelDetails?.description,
    resolved: feature && JSON.stringify(service.resolveCompletion(feature)),
  };
}

describe("the target version", () => {
  const old = { "file:///etc/mail/sendmail.cf": "V10/Berkeley\nDZ8.15.2/Debian\n" };
  const library = {
    "file:///usr/share/sendmail-cf/m4/cf.m4": "divert(-1)\n",
    "file:///usr/share/sendmail-cf/m4/version.m4": "divert(0)\nDZ8.14.7\n",
  };

  it("is that of the .cf, for hovers, completion and rules alike", async () => {
    const { hover, codes, remark, resolved } = await asked(old);
    expect(hover).toContain("Not in your sendmail 8.15.2");
    expect(remark).toMatch(/^since 8\.1/);
    expect(resolved).toContain("Not in your sendmail 8.15.2");
    expect(codes).toContain("mc-newer-version");
  });

  it("is that of the setting before all", async () => {
    const { hover, codes } = await asked(old, "8.18.1");
    expect(hover).not.toContain("Not in");
    expect(codes).not.toContain("mc-newer-version");
  });

  it("is that of the library where there is no .cf", async () => {
    expect((await asked(library)).hover).toContain("Not in your sendmail 8.14.7");
    expect((await asked({ ...old, ...library })).hover).toContain("Not in your sendmail 8.15.2");
  });

  it("is the newest where nothing tells", async () => {
    const { hover, codes, remark } = await asked({});
    expect(hover).not.toContain("Not in");
    expect(remark).toBeUndefined();
    expect(codes).not.toContain("mc-newer-version");
  });
});

describe("a library that the .mc includes and that is not there", () => {
  const HERE = "/usr/share/sendmail/cf/m4/cf.m4";
  const found = async (path: string, uri = MC, library = true) => {
    const text = `divert(0)dnl\ninclude(\`${path}')dnl\n${TEXT}`;
    const service = createService(
      memoryWorkspace({ [uri]: text, ...(library ? { [`file://${HERE}`]: "divert(-1)\n" } : {}) }),
    );
    service.configure(DEFAULT_SETTINGS);
    return (await service.problems(uri))
      .filter(({ meta }) => meta.code === "mc-missing-include")
      .map(({ severity, span, message }) => [severity, text.slice(span.start, span.end), message]);
  };

  it.each(["/usr/share/sendmail-cf/m4/cf.m4", "/usr/share/sendmail/m4/cf.m4", "../m4/cf.m4"])(
    "is an error where the system has its library elsewhere: %s",
    async (path) => {
      expect(await found(path)).toEqual([["error", path, expect.stringContaining(`There is no ${path}.`)]]);
    },
  );

  it("is an information in a copy, unless other systems have it there", async () => {
    const copy = "file:///home/me/sendmail.mc";
    expect(await found("/nowhere/m4/cf.m4", copy)).toEqual([
      ["information", "/nowhere/m4/cf.m4", expect.stringContaining("cannot open")],
    ]);
    for (const path of ["/usr/share/sendmail-cf/m4/cf.m4", "../m4/cf.m4", HERE])
      expect(await found(path, copy), path).toEqual([]);
  });

  it("is not known where there is no library at all", async () => {
    expect(await found("/nowhere/m4/cf.m4", MC, false)).toEqual([]);
    expect(await found(HERE, "file:///home/me/site/etc/mail/sendmail.mc")).toEqual([]);
  });

  it("is there where it is", async () => {
    expect(await found(HERE)).toEqual([]);
  });
});

describe("the lens on a .cf", () => {
  const CF = "file:///etc/mail/sendmail.cf";
  const lensOf = async (files: Readonly<Record<string, string>>) => {
    const [lens] = await createService(memoryWorkspace({ [CF]: "V10/Berkeley\n", ...files })).codeLenses(CF);
    return lens?.command;
  };

  it("leads to the .mc that it is made from", async () => {
    expect(await lensOf({ [MC]: TEXT })).toMatchObject({
      title: expect.stringContaining("from sendmail.mc"),
      command: "sendmail.openSource",
      arguments: [MC],
    });
  });

  it("is not there without one beside it", async () => {
    expect(await lensOf({})).toBeUndefined();
  });
});

describe("a checkpoint", () => {
  const ACCESS = "file:///etc/mail/access";
  const lines = Array.from({ length: 5_000 }, (_, i) => `Connect:host${i}.example.net RELAYED\n`).join("");
  const files = { [MC]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n", [ACCESS]: lines };

  /** How often a question comes to its checkpoint; at the last time that is given it is given up. */
  async function passes(ask: (service: Service, go: Checkpoint) => Promise<unknown>, last = Number.POSITIVE_INFINITY) {
    const service = createService(memoryWorkspace(files));
    let count = 0;
    const go = () => {
      if (++count >= last) throw new Error("given up");
    };
    const outcome = await ask(service, go).then(
      () => "done",
      (error: Error) => error.message,
    );
    return { count, outcome, service };
  }

  it("is passed between rules, and between blocks of a table's lines", async () => {
    const diagnostics = (service: Service, go: Checkpoint) => service.diagnostics(ACCESS, go);
    const { count } = await passes(diagnostics);
    expect(count).toBeGreaterThan(100);
    for (const last of [1, 2, 50, count]) {
      const stopped = await passes(diagnostics, last);
      expect(stopped).toMatchObject({ count: last, outcome: "given up" });
      expect((await stopped.service.diagnostics(ACCESS)).length).toBeGreaterThan(0);
    }
  });

  it("ends one question, and not another one about the same file that runs beside it", async () => {
    const service = createService(memoryWorkspace(files));
    let passed = 0;
    let beside: Promise<unknown> = Promise.resolve();
    const givenUp = service.diagnostics(ACCESS, async () => {
      await Promise.resolve();
      if (++passed === 10) beside = service.diagnostics(ACCESS);
      if (passed === 20) throw new Error("given up");
    });
    const [one] = await Promise.allSettled([givenUp]);
    const [other] = await Promise.allSettled([beside]);
    expect(one.status).toBe("rejected");
    expect(other.status).toBe("fulfilled");
  });

  it.each<[string, (service: Service, go: Checkpoint) => Promise<unknown>]>([
    ["hover", (service, go) => service.hover(MC, { line: 1, character: 12 }, go)],
    ["completion", (service, go) => service.completion(MC, { line: 1, character: 9 }, go)],
    ["signatureHelp", (service, go) => service.signatureHelp(MC, { line: 1, character: 9 }, go)],
    [
      "inlayHints",
      (service, go) =>
        service.inlayHints(ACCESS, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, go),
    ],
    ["codeLenses", (service, go) => service.codeLenses(ACCESS, go)],
    ["relayStatus", (service, go) => service.relayStatus(MC, go)],
    ["relayReport", (service, go) => service.relayReport(MC, go)],
    ["transactionProposals", (service, go) => service.transactionProposals(MC, go)],
    ["preview", (service, go) => service.preview(MC, go)],
    ["related", (service, go) => service.related(ACCESS, go)],
    ["problems", (service, go) => service.problems(MC, go)],
  ])("is passed by %s", async (_, ask) => {
    const { count } = await passes(ask);
    expect(count).toBeGreaterThan(0);
    expect(await passes(ask, count)).toMatchObject({ outcome: "given up" });
  });
});

describe("the details of a completion", () => {
  it("are those of the file that it was offered for, whatever is asked meanwhile", async () => {
    const old = { "file:///srv/old/etc/mail/sendmail.mc": TEXT, "file:///srv/old/etc/mail/sendmail.cf": "DZ8.15.2\n" };
    const newer = {
      "file:///srv/new/etc/mail/sendmail.mc": TEXT,
      "file:///srv/new/etc/mail/sendmail.cf": "DZ8.18.1\n",
    };
    const service = createService(memoryWorkspace({ ...old, ...newer }));
    const offered = async (site: string) => {
      const items = await service.completion(`file:///srv/${site}/etc/mail/sendmail.mc`, { line: 1, character: 9 });
      return items.find(({ label }) => label === "tls_session_features");
    };
    const [first, second] = [await offered("old"), await offered("new")];
    const shown = (item: typeof first) => JSON.stringify(item && service.resolveCompletion(item));
    expect(shown(first)).toContain("Not in your sendmail 8.15.2");
    expect(shown(second)).not.toContain("Not in your sendmail");
  });
});

describe("settings of single folders", () => {
  const [one, other] = ["file:///srv/one", "file:///srv/one/inner"];
  const files = {
    [`${one}/sendmail.mc`]: `FEATURE(\`promiscuous_relay')dnl\n${TEXT}`,
    [`${other}/sendmail.mc`]: `FEATURE(\`promiscuous_relay')dnl\n${TEXT}`,
  };

  it("are those of the innermost folder around a file; a folder without its own has the common ones", async () => {
    const service = createService(memoryWorkspace(files, [one, other]));
    const severity = async (folder: string) =>
      (await service.problems(`${folder}/sendmail.mc`)).find(({ meta }) => meta.code === "relay-promiscuous")?.severity;
    service.configure(
      { ...DEFAULT_SETTINGS, rules: { "relay-promiscuous": "hint" } },
      new Map([[other, { ...DEFAULT_SETTINGS, rules: { "relay-promiscuous": "information" } }]]),
    );
    expect([await severity(one), await severity(other)]).toEqual(["hint", "information"]);
    service.configure({ ...DEFAULT_SETTINGS, rules: { "relay-promiscuous": "warning" } });
    expect([await severity(one), await severity(other)]).toEqual(["warning", "warning"]);
  });

  it("take their paths from the folder that they are set for, also when folders change", async () => {
    const folders = [one];
    const access = {
      [`${one}/copy/etc/mail/access`]: "com RELAY\n",
      [`${other}/copy/etc/mail/access`]: "x.example RELAY\n",
    };
    const mc = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";
    const texts = { [`${one}/sendmail.mc`]: mc, [`${other}/sendmail.mc`]: mc, ...access };
    const service = createService({ ...memoryWorkspace(texts), folders });
    service.configure({ ...DEFAULT_SETTINGS, root: "copy" });
    const state = async () => (await service.relayStatus(`${other}/sendmail.mc`))?.state;
    expect(await state()).toBe("open");
    folders.push(other);
    service.foldersChanged();
    expect(await state()).toBe("restricted");
  });

  it("name folders that are there", async () => {
    const service = createService(memoryWorkspace(files, [one]));
    service.configure({ ...DEFAULT_SETTINGS, root: "inner", cfDir: "/no/such/folder" });
    expect(await service.missingFolders()).toEqual([
      "The setting sendmail.cfDir names a folder that is not there: file:///no/such/folder",
    ]);
  });
});

describe("a message", () => {
  it("has no line that the editor's lists would cut off, and says the same", async () => {
    const uri = "file:///etc/mail/sendmail.mc";
    const text =
      "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nFEATURE(`relay_mail_from', `domain')dnl\nMAILER(`smtp')dnl\n";
    const service = createService(memoryWorkspace({ [uri]: text }));
    const messages = (await service.diagnostics(uri)).map(({ message }) => String(message));
    expect(messages.some((message) => message.includes("Proof:"))).toBe(true);
    expect(messages.flatMap((message) => message.split("\n")).filter((line) => line.length > 96)).toEqual([]);
  });
});
