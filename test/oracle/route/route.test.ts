// Where mail goes and how addresses are rewritten, against `sendmail -bv`, `/parse` and `/try`, on made-up servers with every table.
import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../server/src/cf/rewrite/index.ts";
import { diskFiles } from "../../../server/src/files.node.ts";
import type { Interpreter } from "../../../server/src/interpreter/index.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { rewritingOf, routeOf } from "../../../server/src/route/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { Chance } from "../relay/random.ts";
import { HOST, Server } from "./servers.ts";
import { asVerified } from "./verified.ts";

const SERVERS = LONG ? 400 : 40;
const ADDRESSES = LONG ? 50 : 38;
/** Servers that one test asks. */
const BATCH = 4;

async function interpreterOf(server: Server): Promise<Interpreter> {
  const settings = {
    ...DEFAULT_SETTINGS,
    root: "file:///",
    hostName: HOST,
    cfDir: `file://${server.library.slice(0, -1)}`,
    targetVersion: server.version,
  };
  const shared = { configs: new KnownConfigs(), kinds: KINDS, rules: [] };
  const judge = new Judge({ ...diskFiles(), folders: [] }, settings, shared);
  const interpreter = await judge.interpreterFor(`file://${server.dir}/sendmail.mc`);
  if (interpreter === undefined) throw new Error(`no interpreter of ${server.mc}`);
  return interpreter;
}

/** What is said of rights on the server: `-bv` does not try them before it delivers. */
const RIGHTS = / on the server is not known\.$/;

/** Whether an answer of `-bv` rests on rights that no copy of a configuration shows: a program or a file that is delivered to. */
function restsOnRights(verified: readonly string[] | undefined): boolean {
  return (verified ?? []).some((line) => /mailer prog|mailer \*file\*, user (?!\/dev\/null$)/.test(line));
}

const ROLES = ["HS", "HR", "ES", "ER"] as const;

/** What test mode is asked of each address: how it is parsed, and how a mailer writes it. */
function questions(addresses: readonly string[], chance: Chance) {
  return addresses.map((address) => ({
    address,
    role: chance.pick(ROLES),
    mailer: chance.pick(["esmtp", "smtp", "relay", "local", "prog"]),
  }));
}

describe("where mail goes", () => {
  const versions = [undefined, ...versionsThere()];
  const batches = Array.from({ length: SERVERS / BATCH }, (_, at) => at);
  it.each(batches)("is what sendmail says, on servers of batch %i", async (batch) => {
    const wrong: unknown[] = [];
    let unsure = 0;
    let asked = 0;
    for (let at = 0; at < BATCH; at++) {
      const seed = SEED * 1_000_003 + batch * BATCH + at;
      const server = new Server(seed, versions[seed % versions.length]);
      try {
        const interpreter = await interpreterOf(server);
        const addresses = server.addresses(ADDRESSES);
        const verified = server.verify(addresses);
        for (const [number, address] of addresses.entries()) {
          asked++;
          const route = await routeOf(interpreter, { recipient: address });
          if (route.missing.some((text) => !RIGHTS.test(text))) unsure++;
          const [ours, theirs] = [asVerified(route), verified[number]];
          if (JSON.stringify(ours) !== JSON.stringify(theirs))
            wrong.push({ seed, version: server.version, address, certain: route.certain, ours, theirs });
          if (restsOnRights(verified[number]) && route.certain) wrong.push({ seed, address, certain: true, theirs });
        }
        const asking = questions(
          addresses.filter((one) => !/^[|/:<]|[(,]/.test(one)),
          new Chance(seed),
        );
        const lines = asking.map(({ address, role, mailer }) => [
          "/tryflags ER",
          `/parse ${address}`,
          `/tryflags ${role}`,
          `/try ${mailer} ${address}`,
        ]);
        const answers = server.testMode(lines);
        expect(answers).toHaveLength(asking.length);
        for (const [number, { address, role, mailer }] of asking.entries()) {
          const answer = answers[number];
          if (answer === undefined) continue;
          asked++;
          const parsed = /^mailer ([^\n]*)$/m.exec(answer)?.[1];
          const options = { header: false, sender: false, macros: new Map([["deliveryMode", "i"]]) };
          const { value } = parseAddress(interpreter.rewriter(), address, options);
          const host = value?.host === undefined || value.host === "" ? "" : `, host ${value.host}`;
          const own = value && `${value.mailer}${host}, user ${value.user}`;
          if (own !== parsed) wrong.push({ seed, address, parse: { ours: own, theirs: parsed } });
          const tried = /^Rcode = \d+, addr = ([^\n]*)$/m.exec(answer)?.[1];
          const [header, sender] = [role.startsWith("H"), role.endsWith("S")];
          const rewriting = await rewritingOf(interpreter, { address, mailer, header, sender });
          if (rewriting?.result !== tried)
            wrong.push({ seed, address, role, mailer, ours: rewriting?.result, theirs: tried });
        }
      } finally {
        server.dispose();
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(asked).toBeGreaterThan(BATCH * ADDRESSES);
    // Nothing is hidden from us on these servers: what is not certain would have to be.
    expect(unsure).toBeLessThanOrEqual(asked / 100);
  });
});
