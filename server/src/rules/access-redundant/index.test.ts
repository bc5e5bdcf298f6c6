import { describe, expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { lint } from "../linter/lint.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");
const options = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "an address in a network": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\n⟦connect:192.168.2.7⟧ relay\n" },
      options,
      fixes: ["Remove this line"],
      fixed: { access: "Connect:192.168.2 RELAY\n" },
    },
    "a name below a domain": {
      files: { "sendmail.mc": MC, access: "⟦mail.spam.example⟧ REJECT\nspam.example REJECT\n" },
      options,
    },
    "a tagged entry below one without": {
      files: { "sendmail.mc": MC, access: "spam.example REJECT\n⟦From:a.spam.example⟧ REJECT\n" },
      options,
    },
  },
  silent: {
    "the preset recommended": { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\nConnect:192.168.2.7 RELAY\n" },
  },
});

describe("strictly", () => {
  it.each([
    ["an exception", "Connect:192.168.2 RELAY\nConnect:192.168.2.7 REJECT\n"],
    ["an exception from an exception", "Connect:10 RELAY\nConnect:10.1 REJECT\nConnect:10.1.2 RELAY\n"],
    ["another tag", "To:spam.example REJECT\nFrom:a.spam.example REJECT\n"],
    ["a wider entry of another tag between", "192.0.2.7 REJECT\nConnect:192.0.2 RELAY\n192.0 REJECT\n"],
    ["an entry of its own without the tag", "Connect:192.0.2 REJECT\nConnect:192.0.2.7 REJECT\n192.0.2.7 RELAY\n"],
    ["a name that only ends alike", "spam.example REJECT\nnospam.example REJECT\n"],
    ["a line whose key another line has too", "From:a.example REJECT\nFrom:b.a.example REJECT\nFrom:b.a.example OK\n"],
    ["a reply in other letters", "a.example 550 Go\nb.a.example 550 go\n"],
    ["users", "example.com REJECT\nme@example.com REJECT\n"],
  ])("is silent about %s", async (_, access) => {
    const site = await siteFrom({ "sendmail.mc": MC, access });
    expect([...lint(site, [rule], options).values()].flat()).toEqual([]);
  });
});
