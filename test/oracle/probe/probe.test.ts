// The probe against real servers on the loopback interface: sendmail with generated configurations, and SMTP servers from npm.
import { SMTPServer } from "smtp-server";
import { describe, expect, test } from "vitest";
import { queryOf } from "../../../server/src/probe/compare.ts";
import { differences, findingsOf, type ProbeTarget, probeServer, verdictOf } from "../../../server/src/probe/index.ts";
import { decide, judgeBy } from "../../../server/src/relay/index.ts";
import { NETWORK } from "../../../server/src/sockets.node.ts";
import { LONG, SEED, VERSIONS, type Version } from "../programs.ts";
import { DAEMON_HEAD, Daemon } from "../relay/daemon.ts";
import { Chance } from "../relay/random.ts";
import { siteOf } from "../relay/site.ts";
import { verdictsOf } from "../relay/verdicts.ts";

const CLIENT = "127.0.0.77";

function targetOf(port: number): ProbeTarget {
  return {
    host: "127.0.0.1",
    port,
    localAddress: CLIENT,
    helo: "tester.example.com",
    sender: "probe@fine.example",
    recipient: "victim@elsewhere.example",
    domain: "mx.example.com",
    timeout: 20_000,
    pace: 0,
  };
}

/** Lines of a .mc that open or close a server in their own ways. */
const FEATURES = [
  "FEATURE(`promiscuous_relay')",
  "FEATURE(`relay_local_from')",
  "FEATURE(`relay_entire_domain')",
  "FEATURE(`relay_mail_from')",
  "FEATURE(`loose_relay_check')",
  "FEATURE(`relay_hosts_only')",
  "FEATURE(`delay_checks')",
  "FEATURE(`accept_unqualified_senders')",
  "FEATURE(`accept_unresolvable_domains')",
  "FEATURE(`blocklist_recipients')",
  "RELAY_DOMAIN(`elsewhere.example')",
  "RELAY_DOMAIN(`127.0.0')",
  "LOCAL_DOMAIN(`elsewhere.example')",
  "define(`confPRIVACY_FLAGS', `novrfy,noexpn')",
] as const;
const ACCESS = [
  "Connect:127.0.0.77\tRELAY",
  "Connect:127.0.0.77\tREJECT",
  "From:fine.example\tRELAY",
  "To:elsewhere.example\tRELAY",
  "To:elsewhere.example\tREJECT",
  "mx.example.com\tRELAY",
  "From:someone@\tRELAY",
  "victim@elsewhere.example\tOK",
] as const;

/** Starts a server with some of the lines, and asks it and its configuration. */
async function compared(seed: number, version: Version) {
  const chance = new Chance(seed * 17 + 5);
  const features = chance.some(FEATURES, 0, 3).join("\n");
  const access = `${chance.some(ACCESS, 0, 2).join("\n")}\n`;
  const mc = `${DAEMON_HEAD}FEATURE(\`no_default_msa')
FEATURE(\`nocanonify')
FEATURE(\`access_db', \`hash -T<TMPF> @/access')
${features}
DAEMON_OPTIONS(\`Port=PORT, Addr=127.0.0.1, Name=MTA')
MAILER(\`local')
MAILER(\`smtp')
`;
  const daemon = await Daemon.start({ mc, access }, {}, version);
  try {
    const report = await probeServer(targetOf(daemon.port), NETWORK);
    const texts = { mc: daemon.mc, access, relayDomains: undefined, localHostNames: undefined };
    const site = await siteOf(texts, daemon.dir);
    judgeBy(site, (await verdictsOf(daemon.dir, { version })).interpreter);
    return {
      report,
      site,
      comparison: differences(report, site),
      about: `${version} ${seed}: ${features} / ${access}`,
    };
  } finally {
    daemon.stop();
  }
}

test("sendmail answers what its configuration says, and what is open is found open", async () => {
  const wrong: string[] = [];
  let asked = 0;
  let open = 0;
  const each = LONG ? 50 : 2;
  for (const version of VERSIONS) {
    for (let seed = SEED; seed < SEED + each; seed++) {
      const { report, site, comparison, about } = await compared(seed * 7, version);
      asked += comparison.compared;
      for (const { text } of comparison.differences) wrong.push(`${about}: ${text}`);
      const relays = report.results.some(
        (one) => !one.probe.isAddressedHere && decide(site, queryOf(one, report, {})).relayed,
      );
      if (relays) open += 1;
      const said = verdictOf(report).kind === "relays";
      if (said !== relays) wrong.push(`${about}: ${verdictOf(report).text} The editor says ${relays}.`);
    }
  }
  console.log(`${asked} probes compared on ${4 * each} servers, ${open} of them open, ${wrong.length} differ`);
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(30 * each);
}, 3_600_000);

describe("another server", () => {
  async function withServer<T>(
    options: ConstructorParameters<typeof SMTPServer>[0],
    ask: (port: number) => Promise<T>,
  ) {
    const server = new SMTPServer({ logger: false, ...options });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    try {
      if (typeof address !== "object" || address === null) throw new Error("no port");
      return await ask(address.port);
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
  }

  test("that takes everything is an open relay; its self-signed certificate is seen", async () => {
    let messages = 0;
    const report = await withServer(
      {
        authOptional: true,
        allowInsecureAuth: true,
        onData: (stream, _session, done) => {
          messages += 1;
          stream.resume();
          done();
        },
      },
      (port) => probeServer(targetOf(port), NETWORK),
    );
    expect(verdictOf(report).kind).toBe("relays");
    expect(messages).toBe(0);
    expect(report.tls?.protocol).toMatch(/^TLSv1\.[23]$/);
    const findings = findingsOf(report, Date.now()).map(({ text }) => text);
    expect(findings).toContainEqual(
      expect.stringMatching(/AUTH (?:PLAIN and LOGIN|LOGIN and PLAIN) is offered without TLS/),
    );
    expect(findings).toContainEqual(expect.stringMatching(/will not trust this one|expired/));
  });

  test("that refuses all recipients does not relay", async () => {
    const report = await withServer(
      {
        disabledCommands: ["AUTH", "STARTTLS"],
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no"), { responseCode: 550 })),
      },
      (port) => probeServer(targetOf(port), NETWORK),
    );
    expect(verdictOf(report).kind).toBe("refuses");
    expect(report.tls).toBeUndefined();
  });

  test("that is not there", async () => {
    const port = await withServer({}, async (free) => free);
    const report = await probeServer(targetOf(port), NETWORK);
    expect(verdictOf(report)).toMatchObject({ kind: "unknown", detail: expect.stringMatching(/^Cannot connect/) });
  });
});
