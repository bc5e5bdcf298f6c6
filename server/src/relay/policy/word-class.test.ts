import { expect, test } from "vitest";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";
import { modelList } from "../exposures/index.ts";

const MC = "file:///etc/mail/sendmail.mc";
const file = (name: string) => `file:///etc/mail/${name}`;

/** A server with class files, and what the model says after one of them is another. */
async function edited(lines: readonly string[] = []) {
  const mc = ["VERSIONID(`x')", "FEATURE(`use_ct_file')", ...lines, "MAILER(`smtp')", ""].join("\n");
  const texts = { [MC]: mc, [file("relay-domains")]: "a.example\n# b\nc.example\n", [file("trusted-users")]: "joe\n" };
  const workspace = memoryWorkspace(texts);
  const service = createService(workspace);
  const list = async () => {
    const site = await service.judgedSite(MC);
    if (site === undefined) throw new Error("no site");
    return modelList(site);
  };
  const first = await list();
  return async (name: string, text: string) => {
    workspace.write(file(name), text);
    service.changed(file(name));
    const now = await list();
    return { isKept: now === first, domains: now.listed.map(({ to, because }) => `${to} ${because[0]?.start}`) };
  };
}

test("what the model says stays while the words of classes are the same at the same places", async () => {
  const edit = await edited();
  expect((await edit("relay-domains", "a.example\n# b\nc.example\n# d\n")).isKept).toBe(true);
  expect((await edit("relay-domains", "a.example\n# x\nc.example\n")).isKept).toBe(true);
  const { isKept, domains } = await edit("relay-domains", "a.example\n# bb\nc.example\n");
  expect(isKept).toBe(false);
  expect(domains.some((one) => one.includes("c.example") && one.endsWith(" 15"))).toBe(true);
  expect((await edit("relay-domains", "a.example\nb\nc.example\n")).isKept).toBe(false);
  expect((await edit("relay-domains", "a.example\n# b\nd.example\n")).isKept).toBe(false);
});

test("a class counts that is not asked for itself, but copied into one that is", async () => {
  expect((await (await edited())("trusted-users", "ann\n")).isKept).toBe(true);
  const copied = await edited(["LOCAL_CONFIG", "CR$=t"]);
  const { isKept, domains } = await copied("trusted-users", "copied.example\n");
  expect(isKept).toBe(false);
  expect(domains.some((one) => one.includes("copied.example"))).toBe(true);
});
