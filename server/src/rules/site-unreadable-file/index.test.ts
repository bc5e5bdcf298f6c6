import { expect, it } from "vitest";
import { memoryWorkspace, type Obstacle, Sites } from "../../site/index.ts";
import { lint } from "../linter/lint.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const URI = "file:///etc/mail/sendmail.mc";
const TEXT = mc("include(`local.m4')dnl", "FEATURE(`access_db')dnl", "FEATURE(`use_cw_file')dnl");

async function messages(name: string, obstacle: Obstacle) {
  const workspace = memoryWorkspace({ [URI]: TEXT });
  workspace.refuse(`file:///etc/mail/${name}`, obstacle);
  const [site] = await new Sites(workspace).sitesOf(URI);
  if (site === undefined) throw new Error("no site");
  return [...lint(site, [rule]).values()]
    .flat()
    .map(({ span, message }) => `${TEXT.slice(span.start, span.end)}: ${message}`);
}

it.each([
  ["access", "forbidden", /^access_db: \/etc\/mail\/access cannot be read: this program has no right/],
  ["local-host-names", "not-a-file", /^use_cw_file: \S+ cannot be read\.\nIt is a folder/],
  ["local.m4", "too-large", /^local\.m4: .*larger/],
  ["relay-domains", "failed", /\/etc\/mail\/relay-domains cannot be read: the system/],
] as const)("finds %s where it is %s", async (name, obstacle, message) => {
  expect(await messages(name, obstacle)).toEqual([expect.stringMatching(message)]);
});

testRule(rule, {
  finds: {
    "a folder in the place of the map": {
      "sendmail.mc": mc("FEATURE(`⟦access_db⟧')dnl"),
      "/etc/mail/access/README": "Our partners.\n",
    },
  },
  silent: {
    "a file that is not there": { "sendmail.mc": TEXT },
    "files that are there": { "sendmail.mc": TEXT, access: "a OK\n", "local.m4": "" },
  },
});
