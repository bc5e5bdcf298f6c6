import { describe, expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { lint } from "../linter/lint.ts";
import { rule as promiscuous } from "../relay-promiscuous/index.ts";
import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a hoster's domain, whose names anyone can rent": {
      files: { "sendmail.mc": MC, access: "⟦Connect:linode.com RELAY⟧\n" },
      message: /Proof: a client at .* sends MAIL FROM:.* is accepted\./,
      severity: "error",
    },
    "the same in an access map alone, of which nothing is certain": {
      files: { access: "⟦Connect:linode.com RELAY⟧\n" },
      message: /^This may let strangers relay.*not certain: There is no \.mc file/s,
      severity: "warning",
    },
    "a class of addresses, where a ruleset that is written by hand may have a say": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl", "LOCAL_RULESETS", "SLocal_check_rcpt", "R$*\t$: $1"),
        access: "⟦Connect:linode.com RELAY⟧\n",
      },
      message:
        /^This may let strangers relay mail to strangers\.\n(?!.*Proof:).*not certain: The ruleset Local_check_rcpt/s,
      severity: "warning",
    },
  },
  silent: {
    "private networks and one's own names": {
      "sendmail.mc": MC,
      access: "Connect:192.168.2 RELAY\nConnect:10 RELAY\nConnect:mail.example.com RELAY\n",
    },
    "a closed server": { "sendmail.mc": mc() },
  },
});

describe("one cause", () => {
  it("has one finding, with the proof in it", async () => {
    const site = await siteFrom({ "sendmail.mc": mc("FEATURE(`promiscuous_relay')dnl") });
    const problems = [...lint(site, [rule, promiscuous]).values()].flat();
    expect(problems.map(({ meta }) => meta.code)).toEqual(["relay-promiscuous"]);
    expect(problems[0]?.message).toMatch(/Proof: a client at 203\.0\.113\.77 .* is accepted\.$/);
  });

  it("is reported in general where the special rule is off", async () => {
    const site = await siteFrom({ "sendmail.mc": mc("FEATURE(`promiscuous_relay')dnl") });
    const problems = [
      ...lint(site, [rule, promiscuous], { severities: { "relay-promiscuous": "off" } }).values(),
    ].flat();
    expect(problems.map(({ meta }) => meta.code)).toEqual(["relay-open"]);
  });

  it("is a warning where only this host can reach the server", async () => {
    const local = [
      "FEATURE(`no_default_msa')dnl",
      "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
      "FEATURE(`promiscuous_relay')dnl",
    ];
    const [problem] = [...lint(await siteFrom({ "sendmail.mc": mc(...local) }), [rule, promiscuous]).values()].flat();
    expect(problem?.severity).toBe("warning");
    expect(problem?.message).toMatch(/loopback/);
  });
});
