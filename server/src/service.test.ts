// What the façade itself decides: the version of sendmail that answers are given for, and what it says above a .cf.
import { describe, expect, it } from "vitest";
import { createService } from "./service.ts";
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
