// A right side in a domain of VIRTUSER_DOMAIN for which no line answers: the mail goes to the domain's MX, which may be this server.
import { keysFor as mailertableKeys } from "../../kinds/mailertable/key.ts";
import { filledIn } from "../../kinds/virtusertable/answer.ts";
import { keyOf, keysFor } from "../../kinds/virtusertable/key.ts";
import { smartHostOf } from "../../site/smart-host.ts";
import type { MailSite } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { addressWalk } from "../facts/address-walk.ts";
import { referencesFor } from "../facts/kept-references.ts";
import type { TableRule } from "../types.ts";

/** Lines that are reported, at most. */
const MOST_REPORTED = 1_000;

export const rule: TableRule = {
  meta: {
    code: "virtusertable-unanswered",
    title: "A recipient in a virtual domain for whom the virtusertable has no line",
    severity: "information",
    kinds: ["virtusertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, section "Virtual hosting"',
      "seen with sendmail -bt: an address of VIRTUSER_DOMAIN without a line goes to the MX of its domain",
    ],
  },
  checkTable(file, site, report) {
    const walk = addressWalk(site);
    if (walk.file !== file || hasSmartHost(site)) return;
    const routes = site.tableOf("mailertable");
    // Without a table that is there, nobody knows where mail goes.
    if (routes === undefined && hasMailertable(site)) return;
    const blocks = file.table.blocks();
    const found = referencesFor(`virtusertable-unanswered ${site.id} ${file.uri}`).find(blocks, blocks, {
      namesIn: (entry) => {
        const next = answerOf(entry);
        return next?.host === undefined || !walk.isVirtual(next.host) ? [] : keysFor(next.user, walk.nameOf(next.host));
      },
      counts: (_, keys) => keys.length > 0 && keys.every((key) => file.table.lookup(key) === undefined),
      context: walk.fingerprint,
    });
    for (const { block, offset } of found.first(MOST_REPORTED)) {
      const entry = file.table.entryAtOffset(block.start + offset);
      const next = entry && answerOf(entry);
      if (entry === undefined || next?.host === undefined) continue;
      const host = walk.nameOf(next.host);
      if (mailertableKeys(host).some((key) => routes?.table.lookup(key) !== undefined)) continue;
      report({
        span: entry.valueSpan,
        message: `No line answers for this recipient, so the mail goes to the MX of its domain.\n${host} is in VIRTUSER_DOMAIN, and neither ${next.user}@${host} nor @${host} has a line. If this server is that MX, the mail bounces. Write a line for the recipient, or name a user of this server without a domain.`,
      });
    }
  },
};

/** The address that a line gives; undefined where it is another one for each user. */
function answerOf(entry: TableEntry): ReturnType<typeof filledIn> {
  if (!entry.value.includes("@")) return undefined;
  const key = keyOf(entry.lookup);
  if (key.kind === "user") return filledIn(entry, key.user);
  return key.kind === "never" || entry.value.includes("%") ? undefined : filledIn(entry, "");
}

function hasSmartHost({ mc, cf }: MailSite): boolean {
  if (mc !== undefined) return smartHostOf(mc.config) !== undefined || mc.config.option("SMART_HOST") !== undefined;
  return cf?.config.macros.has("S") === true && cf.config.macros.get("S")?.value !== "";
}

function hasMailertable({ mc, cf }: MailSite): boolean {
  return mc === undefined ? cf?.config.maps.has("mailertable") === true : mc.config.map("mailertable") !== undefined;
}
