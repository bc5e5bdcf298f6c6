// What a person reads in a domaintable.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";

const MC =
  "OSTYPE(`linux')dnl\nFEATURE(`domaintable')dnl\nLOCAL_DOMAIN(`own.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

describe("hovers", () => {
  it.each([
    ["‸a.example b.example", "Addresses in `a.example` become addresses in `b.example`: senders and recipients"],
    ["‸a.example own.example", "`own.example` is a name of this server, so mail for both is delivered here."],
    ["‸own.example b.example", "**`own.example` is a name of this server**, and its mail leaves it"],
    ["‸a.example smtp:b.example", "the right side is not a domain"],
    ["‸.a.example b.example", "**This line does nothing:** it does not cover the domains below"],
  ])("of %s", async (line, text) => {
    expect((await hoverAt({ "sendmail.mc": MC, domaintable: `${line}\n` }))?.text).toContain(text);
  });
});

describe("completion", () => {
  it("offers the server's domains and those of other lines", async () => {
    const { labels } = await completeAt({ "sendmail.mc": MC, domaintable: "a.example ‸\nb.example c.example\n" });
    expect(labels).toEqual(expect.arrayContaining(["own.example", "c.example"]));
  });
});
