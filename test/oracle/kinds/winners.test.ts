// Of several lines that are about an address one wins: whose it is, by the hovers, is whose sendmail takes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite, type TableName } from "../tables/mail-site.ts";
import { type Rival, takes } from "./winner-claims.ts";

const features = new EditorFeatures(EDITORS);
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];

/** Keys and addresses of a family, about one domain. */
interface Family {
  readonly keys: readonly string[];
  readonly addresses: readonly string[];
}

/** Families by table, for the domain `k`. */
const FAMILIES: Readonly<Record<"mailertable" | "virtusertable" | "genericstable", (k: string) => Family>> = {
  mailertable: (k) => ({
    keys: [k, `.${k}`, `sub.${k}`, `.sub.${k}`, `host.sub.${k}`, `.host.sub.${k}`],
    addresses: [k, `sub.${k}`, `host.sub.${k}`, `x.host.sub.${k}`, `other.${k}`].map((name) => `root@${name}`),
  }),
  virtusertable: (k) => ({
    keys: ["joe", "joe+x", "joe+*", "joe++", "+*", "++", ""].map((user) => `${user}@${k}`),
    addresses: ["joe", "joe+x", "joe+y", "joe+", "ann", "ann+x", "ann+"].map((user) => `${user}@${k}`),
  }),
  genericstable: (k) => {
    const joe = k.replace(".test", "");
    return {
      keys: [`${joe}@${k}`, `${joe}+x@${k}`, `${joe}+*@${k}`, `@${k}`, joe, `${joe}+*`, `${joe}+x`],
      addresses: [`${joe}@${k}`, `${joe}+x@${k}`, `${joe}+y@${k}`, `ann@${k}`, joe, `${joe}+x`, `${joe}+y`],
    };
  },
};

/** Where the domains of families are, beside their table. */
const CLASSES: Readonly<Record<keyof typeof FAMILIES, readonly string[]>> = {
  mailertable: ["", "", "", "w", "VirtHost", "domaintable"],
  virtusertable: ["VirtHost", "VirtHost", "w", "", "mailertable", "domaintable"],
  genericstable: ["G", "G", "G", "", "w"],
};

const value = (table: keyof typeof FAMILIES, id: number): string =>
  table === "mailertable" ? `esmtp:[v${id}x.out.test]` : `v${id}x@out.test`;

/** The number of the line whose value is in an answer. */
const idIn = (answer: string): number | undefined => {
  const found = /\bv(\d+)x/.exec(answer)?.[1];
  return found === undefined ? undefined : Number(found);
};

const SIZE = LONG ? 300 : 40;

test.each(
  (Object.keys(FAMILIES) as (keyof typeof FAMILIES)[]).flatMap((table) =>
    VERSIONS.map((version) => [table, version] as const),
  ),
)("%s, sendmail %s", async (table, version) => {
  const chosen = fc.sample(
    fc.tuple(fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }), fc.constantFrom(...CLASSES[table])),
    { numRuns: SIZE, seed: SEED + 40 },
  );
  const lines: { readonly key: string; readonly family: number }[] = [];
  const words: Record<string, string[]> = { w: [], VirtHost: [], G: [] };
  const tables: Record<TableName, string[]> = {
    mailertable: [],
    virtusertable: [],
    genericstable: [],
    domaintable: [],
  };
  chosen.forEach(([which, place], family) => {
    const k = `k${family}.test`;
    for (const at of which) {
      const key = FAMILIES[table](k).keys[at];
      if (key !== undefined) lines.push({ key, family });
    }
    words[place]?.push(k);
    if (place === "VirtHost" && table === "mailertable") tables.virtusertable.push(`@${k}\tdaemon`);
    if (place === "domaintable") tables.domaintable.push(`${k}\tnew${family}.test`);
    if (place === "mailertable") {
      words.VirtHost?.push(k);
      tables.mailertable.push(`${k}\tesmtp:[by-mailertable.test]`);
    }
    if (place === "domaintable" && table === "virtusertable") words.VirtHost?.push(k);
  });
  tables[table] = lines.map(({ key }, id) => `${key}\t${value(table, id)}`);
  const all = `LOCAL_DOMAIN(\`${words.w?.join(" ")}')\nVIRTUSER_DOMAIN(\`${words.VirtHost?.join(" ")}')\nGENERICS_DOMAIN(\`${words.G?.join(" ")}')\n`;
  // Each word of its own: lines of a .cf have a limit.
  const mc = all.replace(/^(\w+)\(`(.*)'\)$/gm, (_, name: string, list: string) =>
    list
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => `${name}(\`${word}')`)
      .join("\n"),
  );
  const server = new MailSite({ mc, tables, version });
  const asked = chosen.flatMap((_, family) =>
    FAMILIES[table](`k${family}.test`).addresses.map((address) => ({ family, address })),
  );
  const addresses = asked.map(({ address }) => address);
  const answers =
    table === "genericstable" ? server.rewrite(addresses, "HS", "esmtp", version) : server.parse(addresses, version);
  server.dispose();
  const files = Object.fromEntries(Object.entries(tables).map(([name, all]) => [name, `${all.join("\n")}\n`]));
  const site = await siteFrom({
    "sendmail.mc": `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\nLOCAL_DOMAIN(\`local.example')\n${Object.keys(
      tables,
    )
      .map((name) => `FEATURE(\`${name}')\n`)
      .join("")}VIRTUSER_DOMAIN(\`virt.example')\n${mc}\nMAILER(\`local')\nMAILER(\`smtp')\n`,
    ...files,
  });
  const uri = site.mc?.uri.replace(/[^/]*$/, table) ?? "";
  const rivals = lines.map(({ key, family }, id): Rival & { readonly family: number } => {
    const contents = features.hover(site, uri, { line: id, character: 0 }, {})?.contents;
    return { id, key, family, hover: typeof contents === "object" && "value" in contents ? contents.value : "" };
  });
  let questions = 0;
  const wrong = asked.flatMap(({ family, address }, at) => {
    const winner = idIn(answers[at] ?? "");
    const relatives = rivals.filter((rival) => rival.family === family);
    // A word is about the domains of class G alone, whichever they are.
    const isAsked =
      table !== "genericstable" || !address.includes("@") || words.G?.includes(address.replace(/.*@/, ""));
    return relatives.flatMap((rival) => {
      questions++;
      const ours = isAsked === true && takes[table](rival, address, relatives);
      const theirs = winner === rival.id;
      return ours === theirs
        ? []
        : [
            `${address}: ${rival.key} ${ours} ${theirs}, taken by ${winner === undefined ? answers[at] : rivals[winner]?.key} | ${rival.hover.split("\n\n").join(" ¶ ").slice(0, 420)}`,
          ];
    });
  });
  console.log(`hovers agree with sendmail on ${questions - wrong.length} of ${questions} lines and addresses`);
  expect(wrong).toEqual([]);
  expect(questions).toBeGreaterThan(SIZE * 8);
});
