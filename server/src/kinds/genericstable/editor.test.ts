// What a person reads in a genericstable.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";

const MC =
  "OSTYPE(`linux')dnl\nFEATURE(`genericstable')dnl\nGENERICS_DOMAIN(`a.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function hover(genericstable: string, mc = MC): Promise<string | undefined> {
  return (await hoverAt({ "sendmail.mc": mc, genericstable }))?.text;
}

describe("hovers", () => {
  it.each([
    ["‸joe@a.example joe.doe@b.example", "The sender `joe@a.example` becomes `joe.doe@b.example`."],
    [
      "‸joe joe.doe@b.example",
      "The sender `joe`, without a domain or at one of GENERICS_DOMAIN, whom no line with a domain is about, becomes `joe.doe@b.example`.",
    ],
    [
      "‸@a.example %1@b.example",
      "Every sender of `a.example` that no line for a user is about becomes `%1@b.example`, with the same user.",
    ],
    ["‸joe@a.example %1@b.example", "**`%1` is empty here:** the line is for one sender."],
    ["‸joe+*@a.example %1@b.example", "`%1` is the detail here"],
    ["‸joe@a.example joe.doe", "becomes `joe.doe` at this server's own name."],
    ["‸joe@a.example joe, bob", "an address that nobody can answer to."],
    ["‸*@a.example x@b.example", "**This line does nothing:** sendmail does not support wildcards."],
    ["‸joe@b.example x@c.example", "**Not asked for:** no GENERICS_DOMAIN names `b.example`."],
    ["‸joe@a.example x@c.example", "because of GENERICS_DOMAIN ([line 3]"],
    ["‸joe@a.example x@c.example", "in headers, not in envelopes"],
  ])("of %s", async (line, text) => {
    expect(await hover(`${line}\n`)).toContain(text);
  });

  it("say that envelopes change too", async () => {
    const mc = MC.replace("MAILER(`local", "FEATURE(`masquerade_envelope')dnl\nMAILER(`local");
    expect(await hover("‸joe@a.example x@c.example\n", mc)).toContain("in headers and envelopes");
  });
});

describe("completion", () => {
  const at = async (genericstable: string) => (await completeAt({ "sendmail.mc": MC, genericstable })).labels;

  it("offers the domains that are asked for, %1, and domains of other lines", async () => {
    expect(await at("joe@‸\n")).toEqual(["a.example"]);
    expect(await at("@a.example ‸\n")).toEqual(["%1@"]);
    expect(await at("joe@a.example x@‸\nbob@a.example bob@b.example\n")).toEqual(["b.example"]);
    expect(await at("# ‸\n")).toEqual([]);
  });
});

it("offers once a name that a class has twice", async () => {
  const files = {
    "sendmail.mc":
      "OSTYPE(`linux')dnl\nFEATURE(`use_cw_file')dnl\nLOCAL_DOMAIN(`host.example.com')dnl\nFEATURE(`genericstable')dnl\nMAILER(`smtp')dnl\n",
    "local-host-names": "host.example.com\n",
    genericstable: "joe\tjoe@‸\n",
  };
  expect((await completeAt(files)).labels.filter((label) => label === "host.example.com")).toHaveLength(1);
});
