// Lines of the virtusertable that lead in a circle, by themselves or through aliases, and chains that are too long for sendmail.
import { filledIn } from "../../kinds/virtusertable/answer.ts";
import { keyOf, keysFor } from "../../kinds/virtusertable/key.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type AddressWalk, addressWalk, MOST_ANSWERS } from "../facts/address-walk.ts";
import { aliasGraph } from "../facts/alias-graph.ts";
import { referencesFor } from "../facts/kept-references.ts";
import type { Report, TableRule } from "../types.ts";

/** Lines whose answer another line answers, at most: each keystroke would follow all of them. */
const MOST_FOLLOWED = 50_000;

/** A user whom no line names: for keys that are about many. */
const ANYBODY = "somebody-else";

/** Names that a message lists. */
const MOST_NAMES = 4;

export const rule: TableRule = {
  meta: {
    code: "virtusertable-loop",
    title: "Lines of the virtusertable that lead in a circle, or through too many",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt and sendmail -bv"],
  },
  checkTable(file, site, report) {
    const walk = addressWalk(site);
    if (walk.file !== file) return;
    for (const entry of answeredAgain(file, site, walk)) checkLine(entry, walk, report);
    for (const [entry, names] of throughAliases(site))
      report({
        span: entry.keySpan,
        severity: "warning",
        message: `This line leads in a circle through the aliases: nobody gets the mail.\nThe alias leads back to this address: ${names.join(" → ")}. sendmail says "aliasing/forwarding loop broken" or "User unknown". Name a person in one of the lines.`,
      });
  },
};

/** The lines whose answer another line, or the same one, answers again. */
function answeredAgain(file: TableFile, site: MailSite, walk: AddressWalk): readonly TableEntry[] {
  const blocks = file.table.blocks();
  const found = referencesFor(`virtusertable ${site.id} ${file.uri}`).find(blocks, blocks, {
    namesIn: (entry) => {
      const start = entry.value.includes("@") ? startOf(entry) : undefined;
      const next = start && filledIn(entry, start.user);
      return next?.host === undefined || !walk.isAsked(next.host) ? [] : keysFor(next.user, walk.nameOf(next.host));
    },
    counts: (_, keys) => keys.some((key) => file.table.lookup(key) !== undefined),
    context: walk.fingerprint,
  });
  return found
    .first(MOST_FOLLOWED)
    .flatMap(({ block, offset }) => file.table.entryAtOffset(block.start + offset) ?? []);
}

/** An address that a line answers for; undefined where sendmail never asks for its key. */
function startOf(entry: TableEntry): { readonly user: string; readonly host: string } | undefined {
  const key = keyOf(entry.lookup);
  switch (key.kind) {
    case "never":
      return undefined;
    case "user":
      return { user: key.user, host: key.domain };
    case "detail":
      return { user: `${key.user}+x`, host: key.domain };
    case "any-detail":
      return { user: `${ANYBODY}+x`, host: key.domain };
    case "domain":
      return { user: ANYBODY, host: key.domain };
  }
}

function checkLine(entry: TableEntry, walk: AddressWalk, report: Report): void {
  const start = startOf(entry);
  const end = start && walk.end(start.user, start.host);
  if (end?.kind === "too-long")
    report({
      span: entry.keySpan,
      message: `sendmail follows ${MOST_ANSWERS} lines one after the other, and here are more.\nIt looks each answer up again, says "excessive recursion", and refuses the mail. Name the last recipient here.`,
    });
  // Only the lines of the circle itself are reported, not those that lead to it.
  if (end?.kind !== "circle" || !end.circle.some(({ lookup }) => lookup === entry.lookup)) return;
  const others = new Map(end.circle.map((one) => [one.line + 1, one] as const));
  others.delete(entry.line + 1);
  const shown = [...others].slice(0, 4);
  report({
    span: entry.keySpan,
    message: `This line leads in a circle: mail is refused.\nsendmail looks each answer up again${
      others.size === 0 ? ", and finds this line again" : `, here in line ${shown.map(([line]) => line).join(", ")}`
    }. It says "excessive recursion". Write a user of this server without a domain, or an address in another domain.`,
    related: shown.map(([, { lineSpan: span }]) => ({ span, message: "This line is part of the circle" })),
  });
}

/** The lines through which aliases lead back to themselves, with the names of the circle. */
function throughAliases(site: MailSite): readonly (readonly [line: TableEntry, names: readonly string[]])[] {
  const graph = aliasGraph(site);
  const found = new Map<string, readonly [TableEntry, readonly string[]]>();
  for (const alias of graph?.knotted(Number.MAX_VALUE) ?? []) {
    const circle = graph?.circle(alias);
    if (circle === undefined || circle.hasAccount) continue;
    const isLost = circle.names.length === 1 ? circle.isWhole : graph?.fate(alias.name).arrives === false;
    if (!isLost) continue;
    const shown = circle.names.slice(0, MOST_NAMES);
    const more = circle.names.length > MOST_NAMES ? ["…"] : [];
    for (const line of circle.through) found.set(line.lookup, [line, [...shown, ...more, line.key]]);
  }
  return [...found.values()];
}
