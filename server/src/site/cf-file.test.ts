import { expect, test } from "vitest";
import { createService } from "../service.ts";
import { memoryWorkspace } from "./index.ts";

const CF = "file:///etc/mail/sendmail.cf";
const ACCESS = "file:///etc/mail/access";
const TEXT = "V10/Berkeley\nKaccess hash /etc/mail/access\nCwmx.example.com\nS0\nR$*\t$#local\nMlocal, P=/bin/true\n";

test("the .cf of a site is the same object while a table is edited, and another one for another text or time", async () => {
  let modified = 1;
  const files = memoryWorkspace({ [CF]: TEXT, [ACCESS]: "" });
  const workspace = {
    ...files,
    stat: async (...given: Parameters<typeof files.stat>) => {
      const found = await files.stat(...given);
      return found.kind === "there" ? { ...found, value: { ...found.value, modified } } : found;
    },
  };
  const service = createService({ ...workspace, machine: "mx.example.com" });
  const cf = async () => (await service.judgedSite(CF))?.cf;
  const first = await cf();
  expect(first?.modified).toBe(1);
  files.write(ACCESS, "Connect:192.0.2\tRELAY\n");
  service.changed(ACCESS);
  expect(await cf()).toBe(first);
  modified = 2;
  service.changed(CF, true);
  const second = await cf();
  expect(second?.modified).toBe(2);
  expect(second?.config).toBe(first?.config);
  files.write(CF, `${TEXT}Cwanother.example\n`);
  service.changed(CF);
  expect((await cf())?.config.classes.get("w")?.members.has("another.example")).toBe(true);
});
