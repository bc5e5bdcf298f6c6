// The arguments of features, hacks and other macros that are one name.
import type { ValueType } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { argumentsOf } from "../values/signatures.ts";
import { type Misshape, oneMap, oneName } from "../values/value-shapes.ts";

/** Types of which one value is read, whatever is around it. */
const ONE: ReadonlySet<ValueType | undefined> = new Set<ValueType>(["domain", "host", "name"]);

/** What other rules look at: the lists of DNS, and the macros with rules of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  "dnsbl enhdnsbl rhsbl MASQUERADE_AS MAIL_FILTER INPUT_MAIL_FILTER QUEUE_GROUP MODIFY_MAILER_FLAGS".split(" "),
);

/** An argument that is one name. */
export interface NameArgument {
  readonly shown: string;
  readonly value: Value;
  readonly span: Span;
  readonly check: (text: string) => Misshape | undefined;
}

/** The arguments of all calls of the site that are one name. */
export function nameArguments(site: MailSite): readonly NameArgument[] {
  return (site.mc?.config.uses ?? []).flatMap((use): readonly NameArgument[] => {
    const types = use.implied || ELSEWHERE.has(use.name) ? [] : (argumentsOf(use) ?? []);
    return use.args.flatMap((value, at): readonly NameArgument[] => {
      const type = types[at]?.type;
      const check = ONE.has(type) ? oneName : type === "map" && !isDeclared(site, use) ? oneMap : undefined;
      if (check === undefined) return [];
      const { source, start } = value.span;
      const sign = site.document(source)?.slice(start, start + 1);
      // Of quotes that are not m4's another rule speaks.
      return sign === undefined || /["'‘“´]/.test(sign)
        ? []
        : [{ shown: `the argument of ${use.name}`, value, span: value.exact ?? value.span, check }];
    });
  });
}

/** True where a call declares a map itself. */
function isDeclared(site: MailSite, { call }: Use): boolean {
  return site.mc?.config.maps.some((map) => map.use?.call === call) === true;
}
