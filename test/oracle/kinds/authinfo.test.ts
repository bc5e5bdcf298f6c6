// Logins against the real sendmail: which entry it takes for a server that it connects to, and which login the server then gets.
import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { asWritten, loginKey } from "../../../server/src/kinds/authinfo/key.ts";
import { loginName, loginValue, mechanismsIn } from "../../../server/src/kinds/authinfo/value.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { rule as mechanismRule } from "../../../server/src/rules/authinfo-mechanism/index.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { versionsThere } from "../programs.ts";
import { LoginServer } from "../tables/login-server.ts";
import { MailSite } from "../tables/mail-site.ts";

/** The logins that a server on loopback gets where authinfo has these lines, and what sendmail says with -v. */
async function ask(
  smartHost: string,
  lines: readonly string[],
  { address, more = "" }: { readonly address?: string; readonly more?: string } = {},
): Promise<{ logins: string; said: string }> {
  const server = await LoginServer.listen(address);
  const mc = [
    more,
    `define(\`SMART_HOST', \`${smartHost}')`,
    `define(\`RELAY_MAILER_ARGS', \`TCP $h ${server.port}')`,
    "FEATURE(`authinfo', `hash @/authinfo')",
  ].join("\n");
  const site = new MailSite({ mc });
  site.hash("authinfo", lines);
  const said = await site.send("someone@else.example");
  site.dispose();
  server.close();
  return { logins: server.logins.join(), said };
}

const VALUES: readonly string[] = [
  '"U:joe" "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN\tLOGIN"',
  '"U:joe" "P:secret" (note) "M:PLAIN"',
  '"U:joe" ("P:secret") "M:PLAIN"',
  '"u:joe" "p:secret" "m:plain"',
  '"U:joe" "P:secret" "M:PLAIN LOGIN"',
  '"I:joe" "P:secret" "M:PLAIN"',
  '"U:root" "I:joe@x.example" "P:secret" "M:PLAIN"',
  '"U:joe""P:secret""M:PLAIN"',
  '"U:joe"\t"P:secret"\t"M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN" # office',
  '"U:joe" "P:a#b$c(d)" "M:PLAIN"',
  '"U:joe" "P:one" "P:two" "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN',
  '"U:joe" "P:secret" "R:x.example" "M:PLAIN"',
  '"U:joe" "M:PLAIN"',
  '"P:secret" "M:PLAIN"',
  '"U:joe" "P:" "M:PLAIN"',
  '"U:" "P:secret" "M:PLAIN"',
  '"U:joe" P:secret "M:PLAIN"',
  '"U:joe" x "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret", "M:PLAIN"',
  '"U:joe","P:secret","M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN" x',
  'x "U:joe" "P:secret" "M:PLAIN"',
  "'U:joe' 'P:secret' 'M:PLAIN'",
  'U:"joe" P:"secret" M:"PLAIN"',
  '" U:joe" "P:secret" "M:PLAIN"',
  '"X:joe" "U:joe" "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN" "x"',
  '"U:joe" "P:secret" "M:PLAIN" ""',
  '"U:joe" "P=c2VjcmV0" "M:PLAIN"',
  '"U:joe" "P=c2Vjc" "M:PLAIN"',
  '"U:joe" "P=secret!" "M:PLAIN"',
  // What nobody sent: other quotes, signs in values, letters beyond ASCII, repeated and empty parts.
  "“U:joe” “P:secret” “M:PLAIN”",
  '"U: joe" "P:secret" "M:PLAIN"',
  '"U:joe " "P:secret" "M:PLAIN"',
  '"U:joe" "P: secret" "M:PLAIN"',
  '"U:joe" "P:se\\"cret" "M:PLAIN"',
  '"U:joe" "P:se\\cret" "M:PLAIN"',
  '"U:joe" "P:a,b;c:d=e" "M:PLAIN"',
  '"U:joe" "P:a<b>c|d&e" "M:PLAIN"',
  '"U:joe@x.example" "P:secret" "M:PLAIN"',
  '"U:x\\joe" "P:secret" "M:PLAIN"',
  '"U:joe" "U:ann" "P:secret" "M:PLAIN"',
  '"U:joe" "I:" "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret" "M:plain"',
  '"U:joe" "P:secret" "M: PLAIN"',
  '"U:joe" "P:secret" "M:"',
  '"U:joe" "P:secret" M:PLAIN',
  '"U:joe" "P:secret" "M=UExBSU4="',
  '"U=am9l" "P=c2VjcmV0" "M:PLAIN"',
  '"U=am9l=" "P:secret" "M:PLAIN"',
  '"U-joe" "P:secret" "M:PLAIN"',
  '"U" "P:secret" "M:PLAIN"',
  '"Ujoe" "P:secret" "M:PLAIN"',
  '"user:joe" "password:secret" "M:PLAIN"',
  'AuthInfo:127.0.0.1 "U:joe" "P:secret" "M:PLAIN"',
  '"U:joe" : "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN";',
  // After something that is not in quotes sendmail reads nothing.
  '"U:joe" "P:secret" "M:PLAIN" #office "',
  '"U:joe" "P:secret" "M:PLAIN" # a "b" c',
  '"U:joe" "P:secret" "M:PLAIN" x "U:',
  '"U:joe" "P:secret" "M:PLAIN" # "P:other"',
  '"U:joe" "P:secret" # "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN" (note) "X:y"',
  '"U:joe" (note) x "P:secret" "M:PLAIN"',
  '"U:joe" "P:secret" "M:PLAIN" "',
  '"U:joe" "P:secret" "M:PLAIN" " x "',
  // A part has at most 252 bytes.
  `"U:joe" "P:${"x".repeat(252)}" "M:PLAIN"`,
  `"U:joe" "P:${"x".repeat(253)}" "M:PLAIN"`,
  `"U:${"x".repeat(253)}" "P:secret" "M:PLAIN"`,
  '"U:joe" "P:%" "M:PLAIN"',
  '"U:joe" "P:%%" "M:PLAIN"',
  '"U:joe" "P:100%x" "M:PLAIN"',
  '"U:joe" "P:$ecret" "M:PLAIN"',
];

/** Says what the server gets, by our reading. */
function predicted(value: string): string {
  const login = loginValue(value);
  if (login.fault !== undefined) return "";
  const password = login.fields.get("P");
  const text = password?.isBase64
    ? Buffer.from(password.text, "base64").toString()
    : password?.text.replaceAll("%%", "%");
  const coded = login.fields.get("I") ?? login.fields.get("U");
  const name = coded?.isBase64 ? Buffer.from(coded.text, "base64").toString() : loginName(login);
  return mechanismsIn(login)?.includes("PLAIN") ? `${name}:${text}` : "";
}

test.each(VALUES)(
  "the login that the server gets: %s",
  async (value) => {
    const { logins, said } = await ask("[127.0.0.1]", [`AuthInfo:127.0.0.1 ${value}`]);
    expect(logins).toBe(predicted(value));
    // Where only the mechanism is not read, sendmail waits.
    expect(said).toMatch(
      logins === "" ? /530 5\.7\.0 Auth|Deferred: Temporary AUTH failure/ : /Sent \(2\.0\.0 taken\)/,
    );
  },
  20_000,
);

test("of an IPv6 address one spelling counts: without two colons, or as the option says", async ({ skip }) => {
  const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));
  if (!hasIpv6) skip();
  const found = async (more: string) => {
    const keys = ["IPv6:0:0:0:0:0:0:0:1", "IPv6:::1", "IPv6:0:0:0:0:0:0:0:01", "[IPv6:::1]"];
    const used: string[] = [];
    for (const key of keys) {
      const lines = [`AuthInfo:${key} "U:joe" "P:secret" "M:PLAIN"`];
      if ((await ask("[IPv6:::1]", lines, { address: "::1", more })).logins !== "") used.push(key);
      else expect(asWritten(loginKey(`AuthInfo:${key}`), false).kind === "never" || more !== "").toBe(true);
    }
    return used;
  };
  expect(await found("")).toEqual(["IPv6:0:0:0:0:0:0:0:1", "[IPv6:::1]"]);
  expect(await found("define(`confUSE_COMPRESSED_IPV6_ADDRESSES', `true')")).toEqual(["IPv6:::1", "[IPv6:::1]"]);
}, 30_000);

test("mechanisms are divided by spaces; one that is not there, or a comma, leaves the mail in the queue", async () => {
  for (const mechanisms of ["PLAIN,LOGIN", "XOAUTH2"]) {
    const { logins, said } = await ask("[127.0.0.1]", [`AuthInfo:127.0.0.1 "U:joe" "P:x" "M:${mechanisms}"`]);
    expect(logins).toBe("");
    expect(said).toContain("Deferred: Temporary AUTH failure");
  }
}, 20_000);

test("without PLAIN among the mechanisms of the line none is tried, and an empty part leaves those of the configuration", async () => {
  const more = "define(`confAUTH_MECHANISMS', `PLAIN LOGIN')";
  const MECHANISMS = ["", " ", "PLAIN ", "PLAIN\tLOGIN", "PLAIN|LOGIN", "plain;", "(PLAIN)", "LOGIN,PLAIN PLAIN"];
  const tried: string[] = [];
  for (const mechanisms of MECHANISMS) {
    const value = `"U:joe" "P:x" "M:${mechanisms}"`;
    const { logins } = await ask("[127.0.0.1]", [`AuthInfo:127.0.0.1 ${value}`], { more });
    if (logins !== "") tried.push(mechanisms);
  }
  expect(tried).toEqual(["", "PLAIN ", "LOGIN,PLAIN PLAIN"]);
  const files = MECHANISMS.map((mechanisms) => `AuthInfo:a.example "U:joe" "P:x" "M:${mechanisms}"\n`).join("");
  const site = await siteFrom({ "sendmail.mc": `${more}\nFEATURE(\`authinfo')\nMAILER(\`smtp')\n`, authinfo: files });
  const lines = (lint(site, [mechanismRule]).get("file:///etc/mail/authinfo") ?? []).map(
    ({ span }) => site.document(span.source)?.positionAt(span.start).line ?? -1,
  );
  expect(MECHANISMS.filter((_, line) => !lines.includes(line))).toEqual(tried);
}, 30_000);

test("%0 and %1 are filled in, %% is one %, and any other % stays", async () => {
  const passwords = { "a%1b": "ab", "a%0b": "aAuthInfo:127.0.0.1b", "a%%1b": "a%1b", "a%b%": "a%b%" };
  for (const [written, sent] of Object.entries(passwords)) {
    const { logins } = await ask("[127.0.0.1]", [`AuthInfo:127.0.0.1 "U:joe" "P:${written}" "M:PLAIN"`]);
    expect([written, logins]).toEqual([written, `joe:${sent}`]);
  }
}, 30_000);

test.each(versionsThere())("which line counts, of several, %s", (version) => {
  const site = new MailSite({ mc: "FEATURE(`authinfo', `hash @/authinfo')", version });
  // Asked again each time with the first of the lines gone.
  const lines = ["AuthInfo:mx.test 1", "AuthInfo:192.0.2.7 2", "authinfo: 3", "AuthInfo:192.0.2 4", "AuthInfo:test 5"];
  const answers = lines.map((_, at) => {
    site.hash("authinfo", lines.slice(at));
    const asked = [".D{server_name}mx.test", ".D{server_addr}192.0.2.7", "authinfo x"];
    return /authinfo\s+returns: (.*)/.exec(site.testMode(asked, version))?.[1]?.trim();
  });
  site.dispose();
  expect(answers).toEqual(["$# 1", "$# 2", "$# 3", "no", "no"]);
});

test("and the hovers say so", async () => {
  const value = '"U:joe" "P:secret"';
  const site = await siteFrom({
    "sendmail.mc": "OSTYPE(`linux')\nFEATURE(`authinfo')\nMAILER(`smtp')\n",
    authinfo: `AuthInfo:mx.test ${value}\nAuthInfo:192.0.2.7 ${value}\nAuthInfo: ${value}\nmx.test ${value}\n`,
  });
  const features = new EditorFeatures(EDITORS);
  const said = [0, 1, 2, 3].map((line) =>
    JSON.stringify(features.hover(site, "file:///etc/mail/authinfo", { line, character: 0 }, {})?.contents),
  );
  expect(said[0]).toContain("A line for the server's name comes before one for its address.");
  expect(said[1]).toContain("A line for the server's name comes before one for its address.");
  expect(said[2]).toContain("Lines for a server's name or address come first.");
  expect(said[3]).toContain("**This line does nothing:**");
});

describe("keys", () => {
  /** SMART_HOST, key, whether the login is used. A name in brackets is looked up first: the host's domain is added to this one. */
  const KEYS: readonly (readonly [string, string, boolean])[] = [
    ["[127.0.0.1]", "AuthInfo:127.0.0.1", true],
    ["[127.0.0.1]", "authinfo:127.0.0.1", true],
    ["[127.0.0.1]", "AuthInfo:[127.0.0.1]", true],
    ["[127.0.0.1]", "AuthInfo:", true],
    ["localhost.example", "AuthInfo:localhost.example", true],
    ["localhost.example", "AuthInfo:127.0.0.1", true],
    ["relay:localhost.example", "AuthInfo:LOCALHOST.example", true],
    ["[localhost]", "AuthInfo:localhost.example.com", true],
    ["[localhost]", "AuthInfo:localhost", false],
    ["[127.0.0.1]", "AuthInfo:127.0.0", false],
    ["localhost.example", "AuthInfo:example", false],
    ["localhost.example", "AuthInfo:localhost.example.", false],
    ["localhost.example", "AuthInfo:[localhost.example]", false],
    ["localhost.example", "AuthInfo:localhost.example:587", false],
    ["localhost.example", "AuthInfo:joe@localhost.example", false],
    ["localhost.example", "AuthInfo:*.example", false],
    ["localhost.example", "localhost.example", false],
    ["localhost.example", "AuthInfo", false],
  ];

  test.each(KEYS)(
    "SMART_HOST %s, key %s: used %s",
    async (smartHost, key, isUsed) => {
      const { logins } = await ask(smartHost, [`${key} "U:joe" "P:secret" "M:PLAIN"`]);
      expect(logins).toBe(isUsed ? "joe:secret" : "");
      if (isUsed) expect(loginKey(key).kind).not.toBe("never");
    },
    20_000,
  );

  test("that never match are those of which we say so", () => {
    for (const key of [
      "AuthInfo:a.example.",
      "AuthInfo:[a.example]",
      "AuthInfo:a.example:587",
      "a.example",
      "AuthInfo",
    ])
      expect(loginKey(key).kind, key).toBe("never");
  });
});

/** Odd keys for the server HOST, and for the addresses of ADDRESSES. */
const ODD_KEYS: readonly string[] = [
  ...[
    "AuthInfo:HOST",
    "AUTHINFO:HOST",
    "AuthInfo:HOST.",
    "AuthInfo:.HOST",
    "AuthInfo:*.HOST",
    "AuthInfo:[HOST]",
    "AuthInfo:HOST:587",
  ],
  ...[
    'AuthInfo:"HOST"',
    "AuthInfo:'HOST'",
    "AuthInfo:HOST,",
    "AuthInfo:HOST;",
    "AuthInfo:<HOST>",
    "AuthInfo:joe@HOST",
    "AuthInfo::HOST",
  ],
  ...[
    "AuthInfo:smtp:HOST",
    "AuthInfo:smtps://HOST",
    "Auth:HOST",
    "AuthInfo=HOST",
    "HOST",
    "[HOST]",
    "AuthInfo:HOST/",
    "AuthInfo:HOST#x",
  ],
  ...[
    "AuthInfo:HOST\\",
    "AuthInfo:HOST%x",
    "\ufeffAuthInfo:HOST",
    "AuthInfo:\ufeffHOST",
    "AuthInfo:HOST\u200b",
    "AuthInfo:\u00a0HOST",
  ],
  ...["AuthInfo:HOST(x)", "AuthInfo:HOST|x", "AuthInfo:\u00fcHOST"],
];
const ODD_ADDRESSES: readonly string[] = [
  ...["192.0.2.7", "[192.0.2.7]", "192.0.2", "192.0.2.", "192.0.2.0/24", "192.0.2.7:25", "IPv6:2001:db8:0:0:0:0:0:7"],
  ...["2001:db8:0:0:0:0:0:7", "2001:db8::7", "[2001:db8::7]", "[IPv6:2001:db8::7]"],
].map((address) => `AuthInfo:${address}`);
/** How SMART_HOST names the server, and its address. */
const ADDRESSES: readonly (readonly [name: string, address: string])[] = [
  ["a.test", "192.0.2.7"],
  ["[192.0.2.7]", "192.0.2.7"],
  ["b.test", "IPv6:2001:db8:0:0:0:0:0:7"],
  ["[IPv6:2001:db8::7]", "IPv6:2001:db8:0:0:0:0:0:7"],
];

describe.each(["authinfo", "access"] as const)("odd keys of %s", (name) => {
  const mc =
    name === "authinfo" ? "FEATURE(`authinfo', `hash @/authinfo')" : "FEATURE(`access_db', `hash -T<TMPF> @/access')";

  test.each(versionsThere())("are found where we say so, %s", async (version) => {
    const site = new MailSite({ mc, version });
    const value = '"U:joe" "P:secret"';
    const found = (keys: readonly string[], servers: readonly (readonly [string, string])[]): readonly boolean[] => {
      site.hash(
        name,
        keys.map((key) => Buffer.from(`${key} ${value}`, "utf8").toString("latin1")),
      );
      const asked = servers.flatMap(([host, address]) => [
        `.D{server_name}${host}`,
        `.D{server_addr}${address}`,
        "authinfo x",
      ]);
      const printed = site.testMode(asked, version);
      return [...printed.matchAll(/authinfo\s+returns: (.*)/g)].map(([, answer]) => answer?.trim() !== "no");
    };
    const written = ODD_KEYS.map((key, at) => key.replace("HOST", `h${at}.test`));
    const hosts = found(
      written,
      written.map((_, at) => [`h${at}.test`, "198.51.100.1"]),
    );
    const addresses = ODD_ADDRESSES.map((key) => found([key], ADDRESSES).includes(true));
    site.dispose();
    const keys = [...written, ...ODD_ADDRESSES];
    const theirs = keys.filter((_, at) => [...hosts, ...addresses][at]);
    expect(keys.filter((key) => loginKey(key, name === "access").kind === "server")).toEqual(theirs);
    const ours = await siteFrom({
      "sendmail.mc": `OSTYPE(\`linux')\n${mc.replace("@/", "/etc/mail/")}\nMAILER(\`smtp')\n`,
      [name]: keys.map((key) => `${key} ${value}\n`).join(""),
    });
    const features = new EditorFeatures(EDITORS);
    const said = keys.filter((_, line) =>
      JSON.stringify(features.hover(ours, `file:///etc/mail/${name}`, { line, character: 0 }, {})?.contents).includes(
        "sendmail logs in",
      ),
    );
    expect(said).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(4);
  });
});

test("a login without AuthInfo: in access is the text of a refusal", () => {
  const site = new MailSite({ mc: "FEATURE(`access_db', `hash -T<TMPF> @/access')" });
  site.hash("access", ['mx.test "U:joe" "P:secret"']);
  expect(site.testMode(["check_mail <ann@mx.test>"])).toContain('returns: $# error $: "U:joe" "P:secret"');
  site.dispose();
});
