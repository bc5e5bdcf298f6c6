// Which authinfo entry sendmail takes for a server, asked of its ruleset; and with which login it then comes to one on loopback.
import { expect, test } from "vitest";
import { LoginServer } from "./login-server.ts";
import { MailSite } from "./mail-site.ts";

const ENTRIES = [
  'AuthInfo:smart.example "U:one"',
  'AuthInfo:smart.example:587 "U:never"',
  'smart2.example "U:never"',
  'AuthInfo:parent.example "U:parent"',
  'AuthInfo:[smart3.example] "U:never"',
  'AuthInfo:192.0.2.1 "U:address"',
  'AuthInfo:192.0.3 "U:net"',
] as const;

/** Server's name and address; what the table \`authinfo\` and what access answers. */
const QUESTIONS: readonly (readonly [string, string, string, string, string])[] = [
  ["its own key", "smart.example", "198.51.100.1", '# "U:one"', '# "U:one"'],
  ["without AuthInfo:", "smart2.example", "198.51.100.1", "no", "no"],
  ["a parent domain, in access only", "smtp.parent.example", "198.51.100.1", "no", '# "U:parent"'],
  ["a name in brackets", "smart3.example", "198.51.100.1", "no", "no"],
  ["an address", "other.example", "192.0.2.1", '# "U:address"', '# "U:address"'],
  ["a network, in access only", "other.example", "192.0.3.9", "no", '# "U:net"'],
];

test("the entry for a server", () => {
  for (const table of ["authinfo", "access"] as const) {
    const mc =
      table === "authinfo"
        ? "FEATURE(`authinfo', `hash @/authinfo')"
        : "FEATURE(`access_db', `hash -T<TMPF> @/access')";
    const site = new MailSite({ mc });
    site.hash(table, ENTRIES);
    const printed = site.testMode(
      QUESTIONS.flatMap(([, name, address]) => [`.D{server_name}${name}`, `.D{server_addr}${address}`, "authinfo x"]),
    );
    site.dispose();
    const answers = [...printed.matchAll(/^authinfo +returns: (.*?) *$/gm)].map(([, answer = ""]) =>
      answer.replace(/^\$# ?/, "# "),
    );
    expect(QUESTIONS.map(([fact], at) => [table, fact, answers[at]])).toEqual(
      QUESTIONS.map(([fact, , , own, access]) => [table, fact, table === "authinfo" ? own : access]),
    );
  }
});

/** Values of the entry for the server, whether the .mc names PLAIN, and the login that the server gets: `user` and password, or how the mail ends. */
const VALUES: readonly (readonly [string, string, boolean, string])[] = [
  ["user and password", '"U:joe" "P:secret"', true, "joe:secret"],
  ["another user to log in as", '"U:joe" "I:ann" "P:secret"', true, "ann:secret"],
  ["base64 after an equals sign", '"U:joe" "P=c2VjcmV0"', true, "joe:secret"],
  ["PLAIN named in the entry", '"U:joe" "P:secret" "M:PLAIN"', false, "joe:secret"],
  ["PLAIN named nowhere", '"U:joe" "P:secret"', false, "Deferred: Temporary AUTH failure"],
  ["values without quotes", "U:joe P:secret", true, "530"],
  ["an entry on two lines", '"U:joe"\n  "P:secret"', true, "530"],
  ["curly quotes", "“U:joe” “P:secret”", true, "530"],
];

test.each(VALUES)("a login: %s", async (_fact, value, hasPlain, login) => {
  const server = await LoginServer.listen();
  const mc = [
    "define(`SMART_HOST', `[127.0.0.1]')",
    `define(\`RELAY_MAILER_ARGS', \`TCP $h ${server.port}')`,
    hasPlain ? "define(`confAUTH_MECHANISMS', `PLAIN')" : "",
    "FEATURE(`authinfo', `hash @/authinfo')",
  ].join("\n");
  const site = new MailSite({ mc });
  site.hash("authinfo", [`AuthInfo:127.0.0.1 ${Buffer.from(value, "utf8").toString("latin1")}`]);
  const said = await site.send("someone@else.example");
  site.dispose();
  server.close();
  expect([server.logins.join(), said].join("\n")).toContain(login);
});
