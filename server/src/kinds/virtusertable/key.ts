// The left side of a virtusertable line: whose mail it is about.

/** Keys that are found, in the order in which sendmail asks: `detail` (`user+*@d`, `user++@d`), `user`, `any-detail` (`+*@d`, `++@d`), `domain`. */
export type Key =
  /** `user@example.com`, `user+detail@example.com`: this address alone. */
  | { readonly kind: "user"; readonly user: string; readonly domain: string }
  /** `user+*@example.com`: the user with a detail. */
  | { readonly kind: "detail"; readonly user: string; readonly domain: string }
  /** `+*@example.com`: everybody with a detail. */
  | { readonly kind: "any-detail"; readonly domain: string }
  /** `@example.com`: everybody whom no other line is about. */
  | { readonly kind: "domain"; readonly domain: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** A place that a program fills in before the file is used. */
const TEMPLATE = /\{\{|<%|\$\{|@@|%\(/;

/** A domain, or an address in brackets, as sendmail asks for one. */
const DOMAIN = /^(?:[^\s.*@:/[\]<>,;"()]+(?:\.[^\s.*@:/[\]<>,;"()]+)*|\[[\w.:]+\])$/;

/** What is wrong with a domain, and what is meant. */
const FAULTS: readonly (readonly [form: RegExp, why: string, meant: (domain: string) => string])[] = [
  [/[^.]\.+$/, "sendmail asks without a dot at the end", (domain) => domain.replace(/\.+$/, "")],
  [/:$/, "a colon at the end becomes part of the key", (domain) => domain.replace(/:+$/, "")],
  [/[,;]$/, "what is at its end becomes part of the key", (domain) => domain.replace(/[,;]+$/, "")],
  [/\*/, "sendmail does not support wildcards", () => ""],
  [/^\./, "sendmail asks for whole domains, without a dot at the start", () => ""],
];

/** Reads a key. */
export function keyOf(key: string): Key {
  const at = key.lastIndexOf("@");
  const never = (why: string, meant?: string): Key => ({
    kind: "never",
    why,
    meant: meant !== undefined && meant !== key && keyOf(meant).kind !== "never" ? meant : undefined,
  });
  if (at === -1) {
    const isDomain = /^[\w-]+(?:\.[\w-]+)+$/.test(key);
    return TEMPLATE.test(key)
      ? { kind: "user", user: key, domain: "" }
      : never("a key needs an @", isDomain ? `@${key}` : undefined);
  }
  const user = key.slice(0, at);
  const domain = key.slice(at + 1);
  if (!DOMAIN.test(domain) && !TEMPLATE.test(key)) {
    const fault = FAULTS.find(([form]) => form.test(domain));
    if (fault === undefined)
      return never(domain === "" ? "no domain is after the @" : "no mail address has such a domain");
    const [, why, meant] = fault;
    return never(why, `${user}@${meant(domain)}`);
  }
  if (user === "*") return never("sendmail does not support wildcards", `@${domain}`);
  if (user === "") return { kind: "domain", domain };
  if (user === "+*" || user === "++") return { kind: "any-detail", domain };
  const detail = /^(.+)\+[*+]$/.exec(user)?.[1];
  return detail === undefined ? { kind: "user", user, domain } : { kind: "detail", user: detail, domain };
}

/** The keys that sendmail asks for, in order; the first that is there decides. Source: m4/proto.m4, and asking. */
export function keysFor(user: string, domain: string): readonly string[] {
  const plus = user.indexOf("+", 1);
  if (plus === -1) return [`${user}@${domain}`, `@${domain}`];
  const name = user.slice(0, plus);
  const some = plus + 1 < user.length;
  return [
    `${user}@${domain}`,
    ...(some ? [`${name}++@${domain}`] : []),
    `${name}+*@${domain}`,
    `${name}@${domain}`,
    ...(some ? [`++@${domain}`] : []),
    `+*@${domain}`,
    `@${domain}`,
  ];
}
