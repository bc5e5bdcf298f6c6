// How many transactions a second are decided, and how long the list of exposures takes, beside a map of a million lines too.
import { decide, exposures } from "../../server/src/relay/index.ts";
import type { Query } from "../../server/src/relay/types.ts";
import { type MailSite, memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import { type Measurement, quantile, times } from "./_measure.ts";

const MC_URI = "file:///etc/mail/sendmail.mc";
const ACCESS_URI = "file:///etc/mail/access";
const MC = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
FEATURE(\`access_db', \`hash -T<TMPF> /etc/mail/access')dnl
FEATURE(\`blocklist_recipients')dnl
FEATURE(\`relay_entire_domain')dnl
RELAY_DOMAIN(\`example.org 192.168')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;
const LINES = 1_000_000;
const SIZE = 4000;

/** A block list with some grants among its lines. */
function blockList(lines: number): string {
  const text: string[] = [];
  for (let i = 0; i < lines; i++) {
    if (i % 20_000 === 0) text.push(`Connect:10.${(i / 20_000) % 256}.7 RELAY\n`);
    else if (i % 3 === 0)
      text.push(`Connect:${100 + (i % 90)}.${(i >> 7) & 255}.${(i >> 15) & 255}.${i & 127} REJECT\n`);
    else text.push(`From:sender${i}@spam${i % 977}.example ERROR:"550 5.7.1 no"\n`);
  }
  return text.join("");
}

const query = (i: number): Query => ({
  clientAddress: i % 5 === 0 ? `10.${i % 256}.7.9` : `203.0.113.${i % 256}`,
  clientName: i % 3 === 0 ? `host${i}.example.net` : `[203.0.113.${i % 256}]`,
  clientResolve: i % 3 === 0 ? "OK" : "FAIL",
  sender: `user${i}@domain${i % 100}.example`,
  recipient: i % 4 === 0 ? `a${i}%b@example.org` : `user${i}@elsewhere${i % 50}.example`,
  authType: "",
});

/** A site with this access map, made anew by each turn, as by a keystroke in its .mc. */
async function sitesWith(access: string): Promise<(turn: number) => Promise<MailSite>> {
  const workspace = memoryWorkspace({ [MC_URI]: MC, [ACCESS_URI]: access });
  const sites = new Sites(workspace);
  return async (turn) => {
    workspace.write(MC_URI, `${MC}dnl ${turn}\n`);
    sites.changed(MC_URI);
    const [site] = await sites.sitesOf(MC_URI);
    if (!site) throw new Error("no site");
    return site;
  };
}

/** Median milliseconds that the exposures of a new site take. */
async function listing(next: (turn: number) => Promise<MailSite>, turns: number): Promise<number> {
  const measured: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const site = await next(turn);
    measured.push(...(await times(0, 1, () => exposures(site))));
  }
  return quantile(
    measured.sort((a, b) => a - b),
    0.5,
  );
}

/** Decisions per second. */
async function perSecond(site: MailSite): Promise<number> {
  const [best = 1] = await times(1, 3, () => {
    for (let i = 0; i < SIZE; i++) decide(site, query(i));
  });
  return Math.round((SIZE / best) * 1000);
}

export async function bench(): Promise<readonly Measurement[]> {
  const small = await sitesWith("Connect:192.0.2 RELAY\nTo:example.net RELAY\nspam.example REJECT\n");
  const large = await sitesWith(blockList(LINES));
  const first = await listing(large, 1);
  const again = await listing(large, 40);
  const few = await listing(small, 200);
  return [
    { name: "decisions per second", value: await perSecond(await small(0)), unit: "1/s", ok: true },
    { name: "decisions per second, million-line map", value: await perSecond(await large(0)), unit: "1/s", ok: true },
    { name: "exposures of a small site, p50", value: few, unit: "ms", budget: 2, ok: few < 2 },
    { name: "exposures beside a million-line map, first time", value: first, unit: "ms", ok: true },
    { name: "exposures beside a million-line map, p50", value: again, unit: "ms", budget: 10, ok: again < 10 },
  ];
}
