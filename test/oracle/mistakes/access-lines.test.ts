// Lines of access maps that people reported, and others of each kind: sendmail is asked what they do, and each is found.
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { problemsIn } from "../rules/mending.ts";
import { toldOf } from "../rules/told-by-programs.ts";
import { ACCESS_LINES } from "./access-lines.ts";
import type { Files } from "./real.ts";
import { saneFiles } from "./site.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** The sign between two parts of an input is typed as two characters, which this turns into one. */
const ASK = "LOCAL_RULESETS\nSask_relay\nR$* $$| $*\t$: $>Basic_check_relay $1 $| $2";

/** An ordinary run asks the real program about one in so many; all are judged. */
const SHARE = LONG ? 1 : 6;

it.each(ACCESS_LINES.map((one) => [one.what, one] as const))("%s", async (_, { found, answers, lines, mc }) => {
  const wrong: string[] = [];
  for (const [at, [line, address = "203.0.113.9", name = "pc.office.example"]] of lines.entries()) {
    const files: Files = { ...saneFiles(mc), access: `${line}\n` };
    const uris = Object.fromEntries(Object.entries(files).map(([file, text]) => [`file:///etc/mail/${file}`, text]));
    const codes = (await problemsIn(uris, "file:///etc/mail/sendmail.mc")).map(({ meta }) => meta.code);
    if (!found.some((code) => codes.includes(code))) wrong.push(`${line}: found ${codes.join(" ")}`);
    if (at > 0 && (at + SEED) % SHARE > 0) continue;
    const test = [
      `.D{client_addr}${address}`,
      `.D{client_name}${name}`,
      ".D{client_resolve}OK",
      `ask_relay ${name} $| ${address}`,
      "Basic_check_rcpt <joe@far.example>",
    ];
    const told = toldOf(
      path.join(folder.dir, "mail"),
      { ...files, "sendmail.mc": `${files["sendmail.mc"]}${ASK}\n` },
      { test },
    );
    const said = {
      connect: /ask_relay +returns:.*/.exec(told)?.[0] ?? "",
      rcpt: /Basic_check_rcpt +returns:.*/.exec(told)?.[0] ?? "",
      makemap: told
        .split("\n")
        .filter((text) => text.startsWith("makemap:"))
        .join("\n"),
    };
    for (const [who, answer] of Object.entries(answers))
      if (!answer.test(said[who as keyof typeof said]))
        wrong.push(`${line}: ${who} answers ${said[who as keyof typeof said]}`);
  }
  expect(wrong).toEqual([]);
});

it("each kind has the reported line and three others at least", () => {
  expect(ACCESS_LINES.filter(({ lines }) => lines.length < 4).map(({ what }) => what)).toEqual([]);
});
