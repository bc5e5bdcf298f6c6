// Addresses to ask about: in every form that mail has known, and with mistakes in them.
import type { Chance } from "./random.ts";
import { DNS, DOMAIN, DOMAINS, USERS } from "./vocabulary.ts";

/** An address, now and then with something in it that does not belong there. */
export function mailbox(chance: Chance, domains: readonly string[]): string {
  let address = tidyMailbox(chance, domains);
  if (!chance.of("is stray").maybe(0.12)) return address;
  for (let i = chance.of("strays").below(3); i >= 0; i--) {
    const its = chance.of(`stray ${i}`);
    const at = its.below(address.length + 1);
    const removed = its.maybe(0.3) ? 1 : 0;
    address = address.slice(0, at) + its.pick(STRAY) + address.slice(at + removed);
  }
  return address;
}

const STRAY = [..."<>()[]\"\\,;:@%!+. =~*|/^'", "..", "@@", "::", "IPv6:", "x".repeat(300)];

function tidyMailbox(chance: Chance, domains: readonly string[]): string {
  const user = chance.of("user").pick(USERS);
  /** Each domain of an address has its own chance. */
  let at = 0;
  const domain = (): string => {
    const its = chance.of(`domain ${at++}`);
    const name = its.pick(domains);
    return its.maybe(0.1) ? name.toUpperCase() : its.maybe(0.05) ? `${name}.` : name;
  };
  const literal = (): string =>
    `[${chance.of("literal").pick(["192.0.2.8", "127.0.0.1", "10.1.2.3", "IPv6:0:0:0:0:0:0:0:1", "IPv6:2001:db8::7", "IPv6:::1", "a", ""])}]`;
  if (chance.of("is plain").maybe(0.62)) return `${user}@${domain()}`;
  return chance
    .of("form")
    .pick([
      () => user,
      () => `${user}%${domain()}@${domain()}`,
      () => `${user}%${domain()}%${domain()}@${domain()}`,
      () => `${user}%${domain()}`,
      () => `${domain()}!${user}`,
      () => `${domain()}!${domain()}!${user}`,
      () => `${domain()}!${user}@${domain()}`,
      () => `a!b!${user}@${domain()}`,
      () => `${domain()}!${user}%${domain()}@${domain()}`,
      () => `@${domain()}:${user}@${domain()}`,
      () => `@${domain()},@${domain()}:${user}@${domain()}`,
      () => `@${literal()}:${user}@${domain()}`,
      () => `@${domain()}:${user}`,
      () => `@${domain()}`,
      () => `${user}@`,
      () => `${user}@@${domain()}`,
      () => `${user}@${domain()}@${domain()}`,
      () => `"${user}@${domain()}"@${domain()}`,
      () => `"${user}"@${domain()}`,
      () => `"${user}@${domain()}"`,
      () => `"${user} blank"@${domain()}`,
      () => `""@${domain()}`,
      () => `"${domain()}!${user}"@${domain()}`,
      () => `${user}@${literal()}`,
      () => `${user}@${literal()}${chance.of("tail").pick([".", "x", `:${domain()}`, ":[10.1.2.3]"])}`,
      () => `${user}@${domain()}.UUCP`,
      () => `${user}@${domain()}.BITNET`,
      () => `${user}@${domain()}:25`,
      () => `${user}@.${domain()}`,
      () => `${user}@a..${domain()}`,
      () => `${user}@${domain()}.REDIRECT`,
      () => `${user}.${user}@${domain()}`,
      () => `${user}@localhost.${DOMAIN}`,
      () => `${user}/${domain()}@${domain()}`,
      () => `${user}^${user}+x+y@${domain()}`,
      () => `:include:${user}@${domain()}`,
      () => `group:${user}@${domain()};`,
      () => "group:;",
      () => `group:${user};@${domain()}`,
      () => `${user}::${user}@${domain()}`,
      () => `node::${user}`,
      () => `1.2::${user}`,
      () => `${user}@${domain()}.DECNET`,
      () => `${user}@*LOCAL*`,
      () => "@",
      () => `%${user}`,
      () => `!${user}@${domain()}`,
      () => `${user}%@${domain()}`,
      () => `%${domain()}@${domain()}`,
      () => `\\${user}@${domain()}`,
      () => `${user} ${user}@${domain()}`,
      () => `${user}@${domain()} (comment)`,
      () => `${user}(comment)@${domain()}`,
      () => `${user}@localhost`,
      () => `${user}@(comment)${domain()}`,
      () => `"${user}\\"${user}"@${domain()}`,
      () => `"${user}"."${user}"@${domain()}`,
      () => `${user}@[${domain()}]`,
      () => `${user}@"${chance.of("quoted domain").pick(DOMAINS.filter((name) => !DNS.notCanonical?.includes(name)))}"`,
      () => `${user}@mx`,
      () => `${user}@a,${user}@${domain()}`,
      () => `@${domain()},${user}@${domain()}`,
      () => `<${user}@${domain()}>`,
      () => `${user}@${domain()}%${domain()}`,
      () => `${domain()}!${domain()}%${user}`,
      () => `${user}%${domain()}@${literal()}`,
      () => `"${user}%${domain()}"@${domain()}`,
      () => `"@${domain()}:${user}"@${domain()}`,
      () => `"${user}@${domain()}"%${domain()}`,
      () => `${user}@IPv6:2001:db8::7`,
      () => `${user}@192.0.2.7`,
      () => `${"long".repeat(chance.of("length").pick([10, 60, 120]))}@${domain()}`,
      () => `+${user}@${domain()}`,
      () => `+@${domain()}`,
      () => `${user}++x@${domain()}`,
      () => `.@${domain()}`,
      () => ".",
      () => "<",
      () => ">",
    ])();
}
