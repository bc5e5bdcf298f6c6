// A limit that sendmail reads as it is written, and that ordinary mail does not keep.
import { catalog } from "../../catalog/index.ts";
import { secondsIn, type TimeUnit } from "../../cf/times.ts";
import { valueFix } from "../facts/settings.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

interface Limit {
  /** The least value that ordinary mail keeps: bytes, hops, a load; of a time seconds. */
  readonly least: number;
  /** Below this hardly any mail passes. */
  readonly stops?: number;
  /** Set for a time: the unit of a number alone. */
  readonly unit?: TimeUnit;
  /** True where 0 is a limit as well, and not the absence of one. */
  readonly zero?: true;
  /** The first sentence of the message, from the value as it is written and in its own measure. */
  readonly effect: (value: string, amount: number) => string;
  readonly advice: string;
}

/** RFC 5321, section 4.5.3.1.7: a server takes messages of 64 KiB at least. */
const SMALLEST_MAXIMUM = 65_536;
const MEGABYTE = 1_048_576;

const size = (effect: Limit["effect"]): Limit => ({
  least: SMALLEST_MAXIMUM,
  stops: 2_000,
  effect,
  advice: "The value is a number of bytes, and RFC 5321 asks for 65536 at least. Write a larger one.",
});

/** RFC 5321, section 4.5.3.2, asks for minutes; servers that check their clients well need tens of seconds. */
const wait = (effect: Limit["effect"], least = 10): Limit => ({
  least,
  unit: "m",
  effect,
  advice: "RFC 5321 asks for minutes: servers that check or are busy need them. Write 5m, or 1m at least.",
});

const answer = (what: string) =>
  wait((value) => `sendmail waits only ${value} for the other server's answer to ${what}.`);
const command = wait((value) => `A client that pauses for ${value} is disconnected.`);

const LIMITS: ReadonlyMap<string, Limit> = new Map<string, Limit>([
  ["confMAX_MESSAGE_SIZE", size((value) => `Every message of more than ${value} bytes is refused.`)],
  ...["LOCAL", "SMTP", "PROCMAIL", "CYRUS"].map(
    (mailer) =>
      [
        `${mailer}_MAILER_MAX`,
        size((value) => `Every message of more than ${value} bytes is returned to its sender.`),
      ] as const,
  ),
  [
    "confMAX_HOP",
    {
      least: 10,
      stops: 5,
      zero: true,
      effect: (value, amount) =>
        amount <= 0
          ? "Every message is returned to its sender as a loop."
          : `Mail that has passed ${value} servers is returned as a loop.`,
      advice: "Each Received line counts, and this server adds one: ordinary mail has up to a dozen. Write 25 or more.",
    },
  ],
  [
    "confREFUSE_LA",
    {
      least: 3,
      effect: (value) => `sendmail refuses all connections while the load average is ${value}.`,
      advice: "An ordinary server reaches that many times a day. Write 8 or more for each processor.",
    },
  ],
  ["confTO_COMMAND", command],
  ["confTO_DATABLOCK", command],
  ["confTO_INITIAL", wait((value) => `sendmail waits only ${value} for the greeting of another server.`)],
  ["confTO_HELO", answer("HELO")],
  ["confTO_MAIL", answer("MAIL")],
  ["confTO_RCPT", answer("RCPT")],
  ["confTO_DATAINIT", answer("DATA")],
  [
    "confTO_DATAFINAL",
    {
      ...wait((value) => `sendmail waits only ${value} for another server to take a message.`, 60),
      advice:
        "A server that took it and answers later gets it a second time. RFC 5321 asks for 10m: write that or more.",
    },
  ],
  ...["confTO_QUEUERETURN", "confTO_QUEUERETURN_NORMAL"].map(
    (name) =>
      [
        name,
        {
          least: 3_600,
          unit: "d",
          zero: true,
          effect: (value: string, amount: number) =>
            `Mail that cannot be delivered ${amount === 0 ? "at the first try" : `within ${value}`} is returned to its sender.`,
          advice:
            "A server that restarts or that greylists is away for longer. RFC 5321 asks for four days at least: write 5d.",
        },
      ] as const,
  ),
]);

/** What the limit is in its own measure; undefined for what sendmail does not read as such, which other rules tell. */
function amountOf(value: string, { unit }: Limit): number | undefined {
  if (unit === undefined) return /^-?\d+$/.test(value) ? Number(value) : undefined;
  return /^(?:\d+[smhdw])*\d+[smhdw]?$/.test(value) ? secondsIn(value, unit) : undefined;
}

/** A number that says megabytes to people. */
const meantMegabytes = (name: string, amount: number) =>
  (name.endsWith("_SIZE") || name.endsWith("_MAX")) && amount <= 1_000 ? String(amount * MEGABYTE) : undefined;

export const rule: SiteRule = {
  meta: {
    code: "mc-tiny-limit",
    title: "A limit so small that ordinary mail fails",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      "RFC 5321, sections 4.5.3, 4.5.4.1 and 6.3",
      "seen with sendmail: a message of 100 bytes is refused by MaxMessageSize=20 and returned by M=20",
      "seen with sendmail: with MaxHopCount=3 mail with three Received lines is returned, with 4 it passes; with 0 none does",
      "seen with sendmail: Timeout.command=1s closes the session of a client that waits, 0 does not",
      "seen with sendmail: with Timeout.queuereturn=0 or 1s mail to a host that is away is returned by the first queue run, with 5d it waits",
    ],
  },
  check(site, report) {
    for (const option of settingsOf(site)) {
      const limit = LIMITS.get(option.name);
      if (limit === undefined) continue;
      const value = option.value.trim();
      const amount = amountOf(value, limit);
      if (amount === undefined || amount >= limit.least || (amount <= 0 && limit.zero !== true)) continue;
      const record = catalog.get("option", option.name);
      const written = meantMegabytes(option.name, amount) ?? record?.default;
      report({
        span: option.span,
        severity: amount < (limit.stops ?? 0) ? "error" : "warning",
        message: `${limit.effect(value, amount)}\n${limit.advice}`,
        fixes: () => (written === undefined || amountOf(written, limit) === 0 ? [] : valueFix(option, written, "asks")),
      });
    }
  },
};
