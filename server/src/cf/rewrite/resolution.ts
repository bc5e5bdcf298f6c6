// What a workspace says where a ruleset resolves: `$#mailer $@host $:user`.
import { Code, type Coded } from "../codes.ts";

export interface Resolution {
  readonly mailer: string;
  /** Tokens after `$@`; undefined without one. */
  readonly host: readonly Coded[] | undefined;
  /** Tokens after `$:`; undefined without one. */
  readonly user: readonly Coded[] | undefined;
}

/** Reads a mailer triple out of a workspace; undefined where it does not begin with `$#`. */
export function resolve(tokens: readonly Coded[]): Resolution | undefined {
  if (tokens[0] !== Code.mailer) return undefined;
  const colon = tokens.indexOf(Code.user, 1);
  const user = colon < 0 ? undefined : tokens.slice(colon + 1);
  const head = tokens.slice(1, colon < 0 ? undefined : colon);
  const host = head[1] === Code.host ? head.slice(2) : undefined;
  return { mailer: head[0] ?? "", host, user };
}
