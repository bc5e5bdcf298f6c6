// The mailertable against the real sendmail: which keys it asks for, what each right side does, and what a sender is told.
import { afterAll, describe, expect, it } from "vitest";
import { keyOf, keysFor, readFor } from "../../../server/src/kinds/mailertable/key.ts";
import { readMailertableValue } from "../../../server/src/tables/values/mailertable.ts";
import { versionsThere } from "../programs.ts";
import { KindSite } from "./test-mode.ts";

const MC = ["FEATURE(`mailertable', `hash FOLDER/mailertable')dnl", "FEATURE(`promiscuous_relay')dnl"];

/** Right sides, each for a domain of its own. */
const VALUES = [
  ...[
    "gw.example.net",
    "[192.0.2.1]",
    "REJECT",
    "ERROR",
    "error",
    "smtp",
    ":h.test",
    "[a]:x",
    "smtp=a.test",
    "smtp;a.test",
  ],
  ...["smtp/x:a.test", "smtp+x:a.test", "smtp,a.test", "DISCARD"],
  ...["smtp:h.test", "SMTP:h.test", "esmtp:[h.test]", "relay:h.test", "s-mtp:a.test", "xyzzy:h.test", '"smtp":a.test'],
  ...["smtp: h.test", "smtp :h.test", "smtp:joe@h.test", "smtp:u@[b.test]", "smtp:[a.test]@b.test", "smtp:@b.test"],
  ...["smtp:[h.test]:2525", "smtp:a.test:b.test", "smtp:a.test,b.test", "smtp:[IPv6:2001:db8::1]"],
  ...["smtp:192.0.2.1", "smtp:a.test.", "smtp://h.test", "smtp:a.test;b.test", "procmail:/etc/x", "prog:/bin/true"],
  ...["smtp:", "smtp:(a.test)", "discard:x"],
  ...["local:", "local:joe", "local: joe", "local:joe+x", "local:joe@h.test", "local:/tmp/x", 'local:"joe"'],
  ...["error:5.1.2:550 no such", "error:nohost no such", "error:nohost:no such", "error:5.1.2 550 no such"],
  ...["error:no such", "error:nohost", "error:", "error:5.1.2:no such", "error:550 no such", 'error:"550 no such"'],
  ...["error:5.7.1:550 5.7.1 no such", "error:nouser:550 text", "error:bogus:550 text", "ERROR:5.1.2:550 text"],
  ...["error: 5.1.2:550 text", "error:4.0.0:450 later", "error:tempfail later", "error:tempfail:later"],
  ...[
    "error:tempfail:450 later",
    "error:5.1.1:450 x",
    "error:5.1:550 x",
    'error:5.1.2:"550 text"',
    "error:550:5.1.1 text",
  ],
  ...[
    "error:5.1.2:5.1.2 550 text",
    "error:5.1.2:550-text",
    "error:250 ok",
    "error:5.1.2:250 ok",
    "error:5.1.2:550text",
  ],
  ...[
    "error:550 5.1.2 text",
    "error:5.1.2: 550 text",
    "error:450 text",
    "error:4.1.2 text",
    "error:68:x",
    "error:5.1.2",
  ],
  ...["error:550", "error:5.1.2:", "error:5.1.2:550", "error:550:text", "error:5.7.1:450 5.7.1 text"],
  ...["error:5.10.200:550 text", "error:nouser:text", "error:550 text", 'error:"text"'],
];

/** What sendmail's rulesets are to answer for mail to `u@d<number>.test`. */
function predicted(value: string, domain: string): string {
  const target = readMailertableValue(value);
  const squeezed = (text: string) => text.replace(/\s/g, "").replace(/\(.*\)/, "");
  if (target.kind === "ignored") return `$#esmtp$@${domain}.$:u<@${domain}.>`;
  const mailer = target.kind === "mailer" ? squeezed(target.mailer.text) : target.kind;
  if (target.kind === "local") return `$#${mailer}$@u@${domain}$:${squeezed(target.user.text || "u")}`;
  if (target.kind === "error") {
    const { dsnPart, codePart, textPart } = target;
    const quote = value.charAt((codePart?.start ?? 0) - 1) === '"' ? 1 : 0;
    const written = value.slice((codePart?.start ?? textPart.start) - quote);
    const text = textPart.text === "" ? `>u<@${domain}.` : squeezed(written);
    return `$#${mailer}${dsnPart === undefined ? "" : `$@${dsnPart.text}`}$:${text}`;
  }
  const host = squeezed(target.host.text);
  if (host === "") return `$#${mailer}$@>u<@${domain}.$:`;
  const user = target.user === undefined ? `u<@${domain}.>` : `${squeezed(target.user.text)}<@${host}>`;
  return `$#${mailer}$@${host}$:${user}`;
}

describe("right sides", () => {
  const domain = (at: number) => `d${at}.test`;
  const addresses = VALUES.map((_, at) => `u@${domain(at)}`);
  const site = new KindSite({
    mc: MC,
    maps: { mailertable: VALUES.map((value, at) => `${domain(at)}\t${value}\n`).join("") },
  });
  afterAll(() => site.dispose());
  const wanted = VALUES.map((value, at) => `${value} -> ${predicted(value, domain(at))}`);
  const given = (answers: readonly string[]) => VALUES.map((value, at) => `${value} -> ${answers[at]}`);

  it("mean to sendmail what they mean to us", () => {
    expect(given(site.resolve(addresses))).toEqual(wanted);
  });

  it.each(versionsThere())("mean the same to %s", (version) => {
    expect(given(site.resolve(addresses, version))).toEqual(wanted);
  });

  it("that refuse give the reply that we say", () => {
    const errors = VALUES.flatMap((value, at) => {
      const target = readMailertableValue(value);
      return target.kind === "error" && target.textPart.text !== "" ? [{ value, at, reply: target }] : [];
    });
    const replies = site.replies(errors.map(({ at }) => `u@${domain(at)}`));
    expect(errors.map(({ value }, n) => `${value} -> ${(replies[n] ?? "").slice(0, "550 5.1.2".length)}`)).toEqual(
      errors.map(({ value, reply }) => `${value} -> ${reply.code} ${reply.dsn}`.slice(0, value.length + 13)),
    );
  });

  it("with an unknown mailer are an error of the configuration", () => {
    const at = VALUES.indexOf("xyzzy:h.test");
    expect(site.replies([`u@${domain(at)}`, `u@${domain(VALUES.indexOf("discard:x"))}`])).toEqual([
      "554 5.3.5 buildaddr: unknown mailer xyzzy",
      "554 5.3.5 buildaddr: unknown mailer discard",
    ]);
  });
});

describe.each(versionsThere())("mailers that %%1 and the others name, sendmail %s", (version) => {
  const NAMED = ["%1:h.test", "%0:h.test", "%2:h.test", "x%1:h.test", "%1smtp:h.test", "%9:h.test", "%%1:h.test", "%1"];
  const KEYS = NAMED.flatMap((value, at) => [`d${at}.test`, `.p${at}.test`].map((key) => ({ key, value })));
  const site = new KindSite({
    mc: MC,
    maps: { mailertable: KEYS.map(({ key, value }) => `${key}\t${value}\n`).join("") },
  });
  afterAll(() => site.dispose());

  it("are what we say", () => {
    const answers = site.resolve(
      KEYS.map(({ key }) => `u@${key.startsWith(".") ? `deep${key}` : key}`),
      version,
    );
    const isIgnored = (answer: string) => /^\$#esmtp\$@(?:d\d|deep)/.test(answer);
    expect(KEYS.map(({ key, value }, at) => `${key} ${value}: ${isIgnored(answers[at] ?? "")}`)).toEqual(
      KEYS.map(({ key, value }) => `${key} ${value}: ${readFor(value, keyOf(key)).kind === "ignored"}`),
    );
  });
});

describe("keys", () => {
  const KEYS = ["exact.test", ".below.test", ".deep.below.test", "both.test", ".both.test", "Upper.Test", "192.0.2.8"];
  const NEVER = ["*.star.test", "dot.test.", "u@at.test", "@at2.test", "[192.0.2.9]", "colon.test:", "local.test"];
  const site = new KindSite({
    mc: MC,
    maps: { mailertable: [...KEYS, ...NEVER].map((key, at) => `${key}\tsmtp:[k${at}.test]\n`).join("") },
  });
  afterAll(() => site.dispose());
  /** The key that answers for a domain by our reading. */
  const ours = (domain: string) => {
    const key = keysFor(domain.toLowerCase()).find((one) => KEYS.some((known) => known.toLowerCase() === one));
    const at = KEYS.findIndex((known) => known.toLowerCase() === key);
    return at === -1 ? "none" : `[k${at}.test]`;
  };

  it("answer in the order in which sendmail asks for them", () => {
    const domains = [
      "exact.test",
      "a.exact.test",
      "below.test",
      "a.below.test",
      "a.b.deep.below.test",
      "deep.below.test",
    ];
    const all = [...domains, "both.test", "x.both.test", "upper.test", "UPPER.test", "192.0.2.8"];
    const answers = site.resolve(all.map((domain) => `u@${domain}`));
    expect(all.map((domain, at) => `${domain}: ${/\[k\d+\.test\]/.exec(answers[at] ?? "")?.[0] ?? "none"}`)).toEqual(
      all.map((domain) => `${domain}: ${ours(domain)}`),
    );
    for (const key of KEYS) expect(keyOf(key).kind, key).not.toBe("never");
  });

  it("that never match are those of which we say so, and the domains of class w", () => {
    const asked = ["a.star.test", "dot.test", "at.test", "at2.test", "[192.0.2.9]", "colon.test", "local.test"];
    for (const answer of site.resolve(asked.map((domain) => `u@${domain}`))) expect(answer).not.toMatch(/\[k\d+/);
    for (const key of NEVER.slice(0, -1)) expect(keyOf(key).kind, key).toBe("never");
  });
});

describe("%0, %1", () => {
  it("are the whole domain and what the key leaves of it", () => {
    const site = new KindSite({
      mc: MC,
      maps: { mailertable: "exact.test smtp:[%1.h.test]\n.below.test smtp:[%1.h.test]\nzero.test smtp:[%0.h.test]\n" },
    });
    const hosts = site
      .resolve(["u@exact.test", "u@a.b.below.test", "u@zero.test"])
      .map((answer) => /\[(.*?)\]/.exec(answer)?.[1]);
    site.dispose();
    expect(hosts).toEqual([".h.test", "a.b.h.test", "zero.test.h.test"]);
  });
});
