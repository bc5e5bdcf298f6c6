// What the Avoid of each page about relaying and refusing does, and its Prefer does not: transactions, and what sendmail makes of them.
import type { Query } from "../../../server/src/relay/types.ts";
import { HOST } from "../relay/generator.ts";

/** Accepted, refused, or refused with a reply that looks like this. */
export type Outcome = "accepted" | "refused" | RegExp;

/** A transaction, and what becomes of it under the Avoid and under each Prefer of a page; undefined where it says nothing about one of them. */
export interface Harm {
  readonly query: Partial<Query>;
  readonly avoid?: Outcome;
  readonly prefer?: Outcome;
}

/** A page whose Avoid has a line that does nothing: without it each answer is the same. */
export interface Idle {
  readonly idle: RegExp;
  readonly queries: readonly Partial<Query>[];
}

const client = (clientAddress: string, more: Partial<Query> = {}): Partial<Query> => ({
  clientAddress,
  clientName: `[${clientAddress}]`,
  clientResolve: "FAIL",
  ...more,
});
const named = (clientName: string): Partial<Query> => ({ clientName, clientResolve: "OK" });
const own = { recipient: `<root@${HOST}>` };
const from = (sender: string): Partial<Query> => ({ sender: `<${sender}>`, ...own });
const to = (recipient: string): Partial<Query> => ({ recipient: `<${recipient}>` });

/** It should have let somebody in, and does not. */
const lost = (query: Partial<Query>): Harm => ({ query, avoid: "refused", prefer: "accepted" });
/** It lets somebody in who has to stay out, or does not refuse what it was written to refuse. */
const granted = (query: Partial<Query>): Harm => ({ query, avoid: "accepted", prefer: "refused" });

const LAN = client("192.168.2.9");
const OFFICE_LOST = [lost(LAN)];

export const HARMS: Readonly<Record<string, readonly Harm[] | Idle>> = {
  "access-blocklist-off": [granted({ ...client("127.0.0.1"), ...to("old@example.com") })],
  "access-bracketed-address": [lost(client("192.0.2.7"))],
  "access-duplicate-key": [
    { query: { ...LAN, ...own }, avoid: "accepted" },
    { query: client("192.168.3.9", own), prefer: "refused" },
  ],
  "access-from-relay": [
    { query: { sender: "<jane@example.com>" }, avoid: "refused" },
    { query: LAN, prefer: "accepted" },
  ],
  "access-full-address-relay": [lost(to("jane@partner.example"))],
  "access-invalid-key": [
    lost(LAN),
    lost(client("192.168.3.9")),
    lost(client("203.0.113.5")),
    lost(client("172.16.3.4")),
    lost(client("IPv6:2001:db8:2:0:0:0:0:7")),
    granted(client("IPv6:2001:db8:3:0:0:0:0:7", own)),
    granted(from("joe@sub.example.com")),
    granted(from("joe@sub.example.net")),
    granted(from("joe@spam.example")),
    granted(from("joe@bulk.example")),
  ],
  "access-missing-reply-code": [
    { query: from("joe@bulk.example"), avoid: /\$: (?!450)/, prefer: /\$@ 4 \. 7 \. 1 \$: 450 / },
  ],
  "access-redundant": {
    idle: /^Connect:192\.168\.2\.7 .*\n/m,
    queries: [client("192.168.2.7"), client("192.168.2.8")],
  },
  "access-reply-code": [
    { query: from("joe@bulk.example"), avoid: /\$@ 4 \. 7 \. 1 \$: 550 /, prefer: /\$@ 5 \. 7 \. 1 \$: 550 / },
  ],
  "access-skip-off": [lost(client("192.0.2.66", own))],
  "access-space-after-tag": [lost(client("192.0.2.9"))],
  "access-syntax": [lost(LAN), granted(from("joe@spam.example"))],
  "access-trailing-text": [lost(LAN), lost(client("192.168.3.9"))],
  "access-unknown-action": OFFICE_LOST,
  "access-unknown-tag": OFFICE_LOST,
  "access-untagged-relay": [granted(named("host.partner.example"))],
  "access-wrong-key": OFFICE_LOST,
  "class-duplicate": {
    idle: /^Partner\.example\n/m,
    queries: [to("joe@partner.example"), named("host.partner.example")],
  },
  "class-invalid-name": [
    lost(LAN),
    lost(client("172.16.3.4")),
    lost(client("IPv6:2001:db8:2:0:0:0:0:7")),
    lost(client("IPv6:2001:db8:3:0:0:0:0:7")),
    lost(to("joe@sub.example.com")),
    lost(to("joe@partner.example")),
    lost(to("joe@other.example")),
  ],
  "class-local-address": [lost(to("joe@[192.0.2.7]"))],
  "class-local-relay": [granted(named("pc.example.com"))],
  "class-provider-domain": [granted(to("joe@gmail.com"))],
  "class-second-word": [lost(to("joe@example.net"))],
  "relay-accepting-ruleset": [granted({})],
  "relay-anonymous-login": [granted({ authType: "ANONYMOUS" })],
  "relay-based-on-mx": [granted(to("joe@backup.example"))],
  "relay-bestmx-is-local": [granted(to("joe@backup.example"))],
  "relay-class-program": [granted(to("joe@mail.linux"))],
  "relay-deferred-delivery": [granted({})],
  "relay-entire-domain": [granted(named("pc.example.com"))],
  "relay-free-mail": [granted(to("joe@gmail.com"))],
  "relay-local-from": [granted({ sender: `<joe@${HOST}>` })],
  "relay-loose-check": [granted(to("joe%elsewhere.example@partner.example"))],
  "relay-mail-from": [granted({ sender: "<boss@example.com>" })],
  "relay-nospecial": [granted(to(`joe%elsewhere.example@${HOST}`))],
  "relay-open": [granted(named("stranger.linode.com"))],
  "relay-promiscuous": [granted({})],
  "relay-public-suffix": [granted(named("stranger.shop.com")), granted(to("joe@shop.co.uk"))],
  "relay-wide-network": [granted(client("203.9.9.9")), granted(client("172.200.1.1"))],
};

/** Pages that speak of something else than who may send what to whom, or of what no program here can show. */
export const OTHERS: Readonly<Record<string, string>> = {
  "access-feature-letters": "what a session offers: test/oracle/catalog/sessions.test.ts",
  "access-rate-value": "how often clients may connect, which only a running daemon counts",
  "access-smuggling": "how line ends in a message are read: test/oracle/catalog/line-ends.ts",
  "access-tag-off": "how often clients may connect, which only a running daemon counts",
  "access-tls-value": "what is demanded of a TLS session: test/oracle/catalog/starttls.test.ts",
  "access-unknown-value": "whether the client side tries TLS: test/oracle/catalog/starttls.test.ts",
  "relay-old-version": "a program that is too old to run here",
  "relay-pop-before-smtp": "a map that a program outside of sendmail writes",
};
