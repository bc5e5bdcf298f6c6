// Sites whose own rules let strangers relay are called open, and none of them closed: with the m4 library, without one, and as a .cf by itself.
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { relayStatus } from "../../../server/src/features/relay-status.ts";
import { defaultQuery, exposureList, policyOf, type Query } from "../../../server/src/relay/index.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import type { Span } from "../../../server/src/text.ts";
import { cfDir } from "../programs.ts";
import { DNS, HOST } from "./generator.ts";
import { judgedSite } from "./judged-site.ts";
import { CLOSED, OPEN, type OwnRules } from "./open-sites.ts";
import { TestMode } from "./sendmail.ts";

let mode: TestMode;
beforeAll(async () => {
  mode = await TestMode.open(DNS);
});
afterAll(() => mode.dispose());

function mcOf({ early = [], late }: OwnRules): string {
  return [
    "OSTYPE(`linux')dnl",
    `define(\`confDOMAIN_NAME', \`${HOST}')dnl`,
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    `define(\`confSERVICE_SWITCH_FILE', \`${mode.dir}/service.switch')dnl`,
    "FEATURE(`accept_unresolvable_domains')dnl",
    ...early,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    ...late,
    "",
  ].join("\n");
}

/** The same configuration in three ways: as a .mc with the library, as one without, and as a .cf that has no .mc. */
async function sitesOf(own: OwnRules) {
  await mode.install({ mc: mcOf(own), access: undefined, relayDomains: undefined, localHostNames: undefined });
  const lone = path.join(mode.dir, "lone");
  const bare = path.join(mode.dir, "bare");
  for (const dir of [lone, bare]) mkdirSync(dir, { recursive: true });
  cpSync(path.join(mode.dir, "sendmail.cf"), path.join(lone, "sendmail.cf"));
  cpSync(path.join(mode.dir, "sendmail.mc"), path.join(bare, "sendmail.mc"));
  return {
    built: await judgedSite(path.join(mode.dir, "sendmail.mc"), cfDir()),
    bare: await judgedSite(path.join(bare, "sendmail.mc"), undefined),
    lone: await judgedSite(path.join(lone, "sendmail.cf"), undefined),
  };
}

/** What sendmail answers to a stranger who writes to a stranger. */
async function isRelayed(site: MailSite, query: Partial<Query>): Promise<boolean> {
  const [answers] = await mode.ask(policyOf(site), [{ ...defaultQuery, ...STRANGER, ...query }]);
  return ![answers?.relay, answers?.mail, answers?.rcpt].some(
    (answer) => answer === undefined || /^\$# *error/.test(answer),
  );
}

const STRANGER: Partial<Query> = {
  clientAddress: "203.0.113.77",
  clientName: "mail.stranger.example",
  clientResolve: "OK",
  sender: "<x@stranger.example>",
  recipient: "<victim@elsewhere.example>",
  helo: "mail.stranger.example",
};

/** The whole line of a place. */
function lineAt(site: MailSite, { source, start }: Span): string {
  const document = site.document(source);
  const line = document?.positionAt(start).line ?? -1;
  return document?.getText().split("\n")[line] ?? "";
}

function isOwn({ early = [], late }: OwnRules, line: string): boolean {
  return [...early, ...late].includes(line) || /^O DaemonPortOptions/.test(line);
}

describe("sites that strangers can use", () => {
  test.each(OPEN.map((own) => [own.what, own] as const))("%s", async (_, own) => {
    const { built, bare, lone } = await sitesOf(own);
    expect(await isRelayed(built, own.by ?? {}), "sendmail relays it").toBe(true);
    for (const site of [built, lone]) {
      expect(relayStatus(site).state).toBe("open");
      const [worst] = exposureList(site);
      expect(worst).toMatchObject({
        certain: true,
        grade: own.forgeable ? "forgeable" : "open",
      });
      expect(worst?.witness && (await isRelayed(built, worst.witness)), "sendmail relays the witness").toBe(true);
      const lines = (worst?.because ?? []).map((span) => lineAt(site, span));
      expect(lines, "the places are of the site's own lines").toSatisfy(() => lines.some((line) => isOwn(own, line)));
    }
    // Without the library nobody knows what the rules do: then nothing is called closed.
    expect(exposureList(bare).complete && relayStatus(bare).state !== "open").toBe(false);
    expect(relayStatus(bare).state).not.toBe("closed");
  });
});

describe("their careful twins", () => {
  test.each(CLOSED.map((own) => [own.what, own] as const))("%s", async (_, own) => {
    const { built, bare, lone } = await sitesOf(own);
    expect(await isRelayed(built, {}), "sendmail relays it").toBe(false);
    for (const site of [built, bare, lone]) {
      expect(relayStatus(site).state).not.toBe("open");
      expect(exposureList(site).count("open") + exposureList(site).count("forgeable")).toBe(0);
    }
  });
});
