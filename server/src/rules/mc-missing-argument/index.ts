// Features that do nothing without an argument.
import type { MessageId } from "../../mc/types.ts";
import { libraryRule } from "../library-rule.ts";

/** What the argument is, by the library's message. */
const WANTED: Readonly<Partial<Record<MessageId, { readonly what: string; readonly add?: string }>>> = {
  "dnsbl-without-argument": { what: "the name of a DNS blocklist" },
  "enhdnsbl-without-argument": { what: "the name of a DNS blocklist" },
  "nullclient-without-argument": { what: "the host to which all mail goes" },
  "msp-nullclient-without-argument": { what: "the host to which all mail goes" },
  "prefixmod-without-argument": { what: "the prefix" },
  "prefixmod-without-second-argument": { what: "what the prefix becomes as its second argument" },
  "nopercenthack-without-argument": { what: "reject or nospecial", add: "reject" },
  "nouucp-without-argument": { what: "reject or nospecial", add: "reject" },
};

export const rule = libraryRule(
  {
    code: "mc-missing-argument",
    title: "A feature does nothing without its argument",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"', "m4 library: missing argument"],
  },
  Object.keys(WANTED) as MessageId[],
  ({ id, call }) => {
    const wanted = WANTED[id];
    const name = call?.args[0];
    if (wanted === undefined || name === undefined) return undefined;
    return {
      message: `${name.text} needs an argument: ${wanted.what}.\nWithout it m4 reports an error and the feature is incomplete. Write the argument.`,
      fixes: () => {
        const { add } = wanted;
        const { source, end } = name.span;
        if (add === undefined || name.exact === undefined) return [];
        return [
          {
            title: `Add the argument \`${add}': the feature takes effect`,
            grade: "asks",
            preferred: true,
            changes: [{ span: { source, start: end, end }, newText: `, \`${add}'` }],
          },
        ];
      },
    };
  },
);
