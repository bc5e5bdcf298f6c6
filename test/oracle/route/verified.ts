// Routes as sendmail says them.
import { printed } from "../../../server/src/cf/rewrite/index.ts";
import type { Route } from "../../../server/src/route/index.ts";

/** A route in the words of `sendmail -bv`. */
export function asVerified({ deliveries, refusals }: Route): readonly string[] {
  const lines = [
    ...deliveries.map(
      ({ address, mailer, host = "", user }) =>
        `${address}... deliverable: mailer ${mailer}${host === "" ? "" : `, host ${host}`}, user ${user}`,
    ),
    ...refusals.map(({ address, reply: { code, text } }) => printed({ code, to: address, text })),
  ];
  return [...new Set(lines)].sort();
}
