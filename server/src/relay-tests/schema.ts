// The shape of a relay test file, once: the reader checks files by it, and the JSON schema for other editors is made from it.
import * as z from "zod/mini";

/** Names of such files end in this. */
export const RELAY_TEST_SUFFIX = ".relay-test.yaml";

const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description)) as Schema;

const OUTCOMES = ["refused", "relayed", "accepted", "discarded", "quarantined"] as const;
/** What may be expected of a transaction. */
export type Outcome = (typeof OUTCOMES)[number];

const goal = described(
  z.union([
    z.string(),
    z.strictObject({
      mailer: z.optional(described(z.string(), "The mailer, such as local, esmtp or relay.")),
      host: z.optional(described(z.string(), "The host that the mailer is given.")),
      user: z.optional(described(z.string(), "The user or address that the mailer is given.")),
    }),
  ]),
  "A delivery: the user or address that the mailer is given, or mailer, host and user. What is left out may be anything.",
);

const texts = z.union([z.string(), z.array(z.string())]);

const test = z.strictObject({
  name: z.optional(
    described(z.string(), "What the test says, in your words. Made from the rest where it is left out."),
  ),
  client: z.optional(
    described(
      z.string(),
      'IP address of the client; "stranger" (the default), or "this host" for a program on the server itself.',
    ),
  ),
  clientName: z.optional(
    described(z.string(), "Host name that the client's address resolves to. Without it a client has none."),
  ),
  resolves: z.optional(
    described(
      z.enum(["ok", "fail", "temp", "forged"]),
      "How the look-up of the client's name ends. ok where there is a name.",
    ),
  ),
  helo: z.optional(described(z.string(), "What the client says in HELO.")),
  from: z.optional(
    described(z.string(), 'The sender (MAIL FROM); "<>" for a bounce. A stranger\'s address where it is left out.'),
  ),
  to: described(
    texts,
    'The recipient (RCPT TO), or several that are all to be treated alike; "anywhere" for an address of a stranger.',
  ),
  auth: z.optional(
    described(
      z.union([
        z.string(),
        z.strictObject({
          user: z.string(),
          mechanism: z.optional(described(z.string(), "PLAIN where it is left out.")),
        }),
      ]),
      "Who has logged in with SMTP AUTH.",
    ),
  ),
  tls: z.optional(
    described(
      z.enum(["none", "encrypted", "verified"]),
      "Without TLS (the default), within TLS, or within TLS with a certificate that the server trusts.",
    ),
  ),
  listener: z.optional(
    described(z.string(), "Name= of the listener that the client speaks to. The first one where it is left out."),
  ),
  expect: z.optional(
    described(
      z.enum(OUTCOMES),
      "refused; relayed to another server; accepted for this server; discarded; quarantined.",
    ),
  ),
  reply: z.optional(described(z.string(), 'A text that the refusal begins with or has in it, such as "550 5.7.1".')),
  goesTo: z.optional(described(z.union([goal, z.array(goal)]), "Where the mail is delivered: all its deliveries.")),
});

/** The whole file. */
export const RELAY_TEST_FILE = z.strictObject({
  configuration: z.optional(
    described(
      z.string(),
      "The .mc or .cf that is tested, from the folder of this file. The one beside it where it is left out.",
    ),
  ),
  host: z.optional(described(z.string(), "The server's own host name.")),
  addresses: z.optional(described(z.array(z.string()), "The server's own IP addresses.")),
  users: z.optional(described(z.array(z.string()), "Users that the server has, beside those in its /etc/passwd.")),
  mx: z.optional(
    described(
      z.record(z.string(), z.array(z.string())),
      "Best mail exchangers of domains, by domain. Others have none.",
    ),
  ),
  noSuchDomains: z.optional(described(z.array(z.string()), "Domains that do not exist. All others do.")),
  tests: described(z.array(test), "The tests, each a transaction with what is to come of it."),
});

export type RelayTestText = z.infer<typeof RELAY_TEST_FILE>;
export type TestText = z.infer<typeof test>;
/** One delivery that is expected; what is left out may be anything. */
export type Goal = Exclude<z.infer<typeof goal>, string>;

/** The JSON schema of the file, for editors that know YAML. */
export function relayTestSchema(): object {
  return z.toJSONSchema(RELAY_TEST_FILE);
}
