// Versions that relay by default: the verdict, the list and the state.
import { describe, expect, it } from "vitest";
import { relayReport } from "../features/relay-report.ts";
import { relayStatus } from "../features/relay-status.ts";
import { createService } from "../service.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { memoryWorkspace } from "../site/index.ts";
import { siteFrom, testUri } from "../site/testing.ts";
import type { MailSite } from "../site/types.ts";
import { decide, defaultQuery, exposureList } from "./index.ts";

const NAME = "define(`confDOMAIN_NAME', `mx.here.example')dnl\nLOCAL_DOMAIN(`mx.here.example')dnl\n";
const MC = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function at(targetVersion: string | undefined, more = ""): Promise<MailSite> {
  const site = await siteFrom({ "sendmail.mc": MC + more });
  return Object.assign(site, { targetVersion });
}
const stranger = (site: MailSite) =>
  decide(site, {
    ...defaultQuery,
    clientAddress: "203.0.113.9",
    recipient: "u@far.example",
    sender: "x@y.example",
  });

describe("a version before 8.9", () => {
  it.each(["8.6.12", "8.7.6", "8.8.8"])("%s relays for everybody, surely", async (version) => {
    const site = await at(version, NAME);
    expect(stranger(site)).toMatchObject({ accepted: true, relayed: true, certain: true });
    const list = exposureList(site);
    expect([...list].map(({ grade, who, to }) => [grade, who, to])).toEqual([["open", "anyone", "anywhere"]]);
    expect(list.complete).toBe(true);
    const status = relayStatus(site);
    expect(status).toMatchObject({ state: "open", text: "OPEN RELAY" });
    expect(status.detail).toMatch(new RegExp(`sendmail ${version}.*Update sendmail.*no -bd`));
    expect(relayReport(site, () => new Map()).markdown).toContain("Update sendmail");
  });

  it("accepts it surely, and relays it unless the recipient's domain is the host's own name", async () => {
    const site = await at("8.8.8");
    expect(stranger(site)).toMatchObject({ accepted: true, relayed: true, certain: false });
    expect(stranger(site).cause).toContain("own name is not known");
    const named = (hostName: string) => decide(site, { ...defaultQuery, recipient: "u@far.example", hostName });
    expect(named("mx.here.example")).toMatchObject({ relayed: true, certain: true });
    expect(named("far.example")).toMatchObject({ relayed: false, certain: true });
    expect(relayStatus(site)).toMatchObject({ state: "open" });
  });

  it("takes mail for its own users too, and relays none of it", async () => {
    const own = await siteFrom({ "sendmail.mc": `${MC}LOCAL_DOMAIN(\`own.example')dnl\n` });
    const site = Object.assign(own, { targetVersion: "8.8.8" });
    const relayed = (recipient: string) => decide(site, { ...defaultQuery, recipient }).relayed;
    expect(["u@far.example", "joe@own.example", "joe"].map(relayed)).toEqual([true, false, false]);
    const [grant] = exposureList(site);
    expect(grant?.witness?.recipient).toMatch(/@elsewhere/);
  });

  it("is known from the library that the .mc is built with", async () => {
    const asked = async (version: string) => {
      const files = {
        [testUri("sendmail.mc")]: MC,
        "file:///usr/share/sendmail/cf/m4/cf.m4": "divert(0)dnl\n",
        "file:///usr/share/sendmail/cf/m4/version.m4": `DZ${version}\n`,
      };
      const service = createService(memoryWorkspace(files));
      service.configure(DEFAULT_SETTINGS);
      const uri = testUri("sendmail.mc");
      const codes = (await service.problems(uri)).map(({ meta }) => meta.code);
      return { state: (await service.relayStatus(uri))?.state, isFound: codes.includes("relay-old-version") };
    };
    for (const version of ["8.6.12", "8.7.6", "8.8.8"])
      expect(await asked(version), version).toEqual({ state: "open", isFound: true });
    expect(await asked("8.9.3")).toMatchObject({ isFound: false });
    expect((await asked("8.9.3")).state).not.toBe("open");
  });

  it("8.8 with a check of its own is not sure, and never called closed", async () => {
    const site = await at("8.8.8", "LOCAL_RULESETS\nScheck_rcpt\nR$*\t$: ok\n");
    expect(stranger(site).certain).toBe(false);
    expect(exposureList(site).complete).toBe(false);
    expect(relayStatus(site).state).toBe("unknown");
  });

  it("8.9 and later refuse strangers", async () => {
    for (const version of ["8.9", "8.18.2", undefined])
      expect(stranger(await at(version))).toMatchObject({ accepted: false });
  });

  it("is known from a .cf by itself; its own rules are asked", async () => {
    const cf = (rules: string) =>
      `V7/Berkeley\nDZ8.8.8\nCwlocalhost mx.example.com\nDjmx.example.com\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\nMesmtp, P=[IPC], F=m, A=TCP $h\nS3\nR$* @ $*\t$1 < @ $2 >\nS4\nR$* < @ $* >\t$1 @ $2\nS0\nR$* < @ mx.example.com >\t$#local $: $1\nR$* < @ $* >\t$#esmtp $@ $2 $: $1 < @ $2 >\nR$*\t$#local $: $1\n${rules}`;
    const asked = async (rules: string) => {
      const service = createService(memoryWorkspace({ [testUri("sendmail.cf")]: cf(rules) }));
      service.configure(DEFAULT_SETTINGS);
      const uri = testUri("sendmail.cf");
      const codes = (await service.problems(uri)).map(({ meta }) => meta.code);
      return { state: (await service.relayStatus(uri))?.state, codes };
    };
    expect(await asked("")).toMatchObject({ state: "open", codes: expect.arrayContaining(["relay-old-version"]) });
    expect((await asked("Scheck_rcpt\nR$*\t$#error $: 550 no\n")).state).not.toBe("open");
    expect((await asked("Scheck_rcpt\nR$*\t$: ok\n")).state).not.toBe("closed");
  });
});
