// What TLS has to do with it: rulesets tls_client, TLS_connection and RelayTLS.
import { accessExact, type Found, lookUpAddress, lookUpDomain } from "../policy/lookup.ts";
import type { Query } from "../types.ts";
import { entryText } from "./result.ts";
import { type Outcome, PASS, type Run } from "./run.ts";
import { isWord, join, same, type Tokens, tokenize } from "./tokens.ts";

const FAILURES: ReadonlyMap<string, string> = new Map([
  ["SOFTWARE", "TLS handshake failed."],
  ["PROTOCOL", "STARTTLS failed."],
  ["DANE_FAIL", "DANE check failed."],
  ["CONFIG", "STARTTLS temporarily not possible."],
]);

/** Why a certificate that was asked for is missing, by `${verify}`. */
const UNVERIFIED: ReadonlyMap<string, string> = new Map([
  ["", " authentication required"],
  ["FAIL", " authentication failed"],
  ["NO", " not authenticated"],
  ["NOT", " no authentication requested"],
  ["NONE", " other side does not support STARTTLS"],
  ["CLEAR", " STARTTLS disabled locally"],
]);

interface Code {
  readonly reply: string;
  readonly dsn: string;
}

function refuse(code: Code, quoted: string, ...rest: string[]): Outcome {
  return { kind: "error", dsn: tokenize(code.dsn), text: [code.reply, `"${quoted}"`, ...rest] };
}

export function verified(verify: string): boolean {
  return /^(ok|trusted)$/i.test(verify);
}

/** tls_client, as check_mail calls it: is the connection good enough for what the access map demands of this client? */
export function tlsClient(run: Run): Outcome {
  const code: Code = run.policy.tlsPermanent ? { reply: "554", dsn: "5.7.0" } : { reply: "454", dsn: "4.7.0" };
  const failure = FAILURES.get(run.verify.toUpperCase());
  if (run.policy.access === undefined)
    return failure === undefined
      ? PASS
      : { kind: "error", dsn: tokenize(code.dsn), text: [`"${code.reply} ${failure}"`] };
  const found = requirement(run);
  const demand = found ? splitDemand(found.value, code) : { code: undefined, rest: ["?"] };
  if (failure !== undefined) {
    // What sendmail takes for its codes: those of the demand, or any value of the form one:other.
    const codes = demand.code ?? codesIn(demand.rest);
    return codes
      ? refuse(codes, ` ${failure}`)
      : { kind: "error", dsn: tokenize(code.dsn), text: [`"${code.reply} ${failure}"`] };
  }
  if (!found || !demand.code) return PASS;
  const outcome = satisfies(run, demand.rest, demand.code);
  if (outcome.kind !== "pass")
    run.note(`The connection does not meet what the access entry "${entryText(found)}" demands`, found.entry.span);
  return outcome;
}

function requirement(run: Run): Found | undefined {
  const tag = "TLS_Clt";
  const byName = run.clientName.length > 0 ? lookUpDomain(run, run.clientName, tag, false) : accessExact(run, tag, []);
  if (byName) return byName;
  if (run.clientAddress.length === 0) return undefined;
  return lookUpAddress(run, run.clientAddress, tag, false) ?? accessExact(run, tag, []);
}

/** `PERM+VERIFY:128+CN` into the codes of a refusal and the demand itself; no codes where it demands nothing of TLS. */
function splitDemand(value: Tokens, standard: Code): { readonly code: Code | undefined; readonly rest: Tokens } {
  const isTls = (token: string | undefined): boolean => /^(verify|encr)$/i.test(token ?? "");
  if (value[1] === "+" && isTls(value[2])) {
    if (isWord(value.slice(0, 1), "PERM")) return { code: { reply: "503", dsn: "5.7.0" }, rest: value.slice(2) };
    if (isWord(value.slice(0, 1), "TEMP")) return { code: { reply: "403", dsn: "4.7.0" }, rest: value.slice(2) };
  }
  return isTls(value[0]) ? { code: standard, rest: value } : { code: undefined, rest: value };
}

function codesIn(value: Tokens): Code | undefined {
  const [reply, colon, ...dsn] = value;
  return reply !== undefined && colon === ":" && dsn.length > 0 ? { reply, dsn: join(dsn) } : undefined;
}

function satisfies(run: Run, demand: Tokens, code: Code): Outcome {
  const verify = isWord(demand.slice(0, 1), "VERIFY");
  const bits = demand[1] === ":" ? demand[2] : undefined;
  let extensions: Tokens = [];
  if (demand.length === 1 && verify) {
    if (verified(run.verify)) return PASS;
  } else if (verify && demand[1] === "+" && demand.length > 2) {
    extensions = demand.slice(2);
  } else if (bits !== undefined) {
    if (demand[3] === "+" && demand.length > 4) extensions = demand.slice(4);
  } else return PASS;
  if (verify && !verified(run.verify)) {
    const known = UNVERIFIED.get(run.verify.toUpperCase());
    return known === undefined
      ? refuse(code, " authentication failure ", ...tokenize(run.verify))
      : refuse(code, known);
  }
  const needed = Number.parseInt(bits ?? "0", 10) || 0;
  const actual = run.query.cipherBits;
  if ((actual ?? 0) < needed)
    return refuse(code, " encryption too weak ", String(actual ?? 0), '" less than "', String(needed));
  return certificate(run, extensions, code);
}

/** Demands on the certificate: CN, CS and CI, separated by `++`. */
function certificate(run: Run, extensions: Tokens, code: Code): Outcome {
  let rest = extensions;
  while (rest.length > 0) {
    const cut = rest.findIndex((token, i) => token === "+" && rest[i + 1] === "+");
    const demand = cut < 0 ? rest : rest.slice(0, cut);
    rest = cut < 0 ? [] : rest.slice(cut + 2);
    // check_cert_altnames compares CN:name with the alternative names alone (a query has none), and CN with the client's name.
    const ownName =
      demand[1] !== ":" || (isWord(demand.slice(0, 1), "CN") && run.on("check_cert_altnames") !== undefined);
    const wanted = ownName ? run.clientName : demand.slice(2);
    const [label, actual] = subject(run, demand[0] ?? "");
    // A demand that is unknown, or without a value to compare, matches no rule of sendmail's, and so refuses nothing.
    if (label === undefined || (wanted.length === 0 && actual.length > 0)) return PASS;
    if (!same(wanted, actual)) return refuse(code, ` ${label} `, ...actual, '" does not match "', ...wanted);
  }
  return PASS;
}

function subject(run: Run, what: string): readonly [string | undefined, Tokens] {
  switch (what.toUpperCase()) {
    case "CN":
      return ["CN", tokenize(run.query.certName ?? "")];
    case "CS":
      return ["Cert Subject", tokenize(run.query.certSubject ?? "")];
    case "CI":
      return ["Cert Issuer", tokenize(run.query.certIssuer ?? "")];
    default:
      return [undefined, []];
  }
}

/** TLS that meets what the access map demands of this client; undefined where it demands nothing. */
export function tlsThatSatisfies(run: Run): Partial<Query> | undefined {
  const found = requirement(run);
  if (!found) return undefined;
  const demanded = (name: string): string | undefined =>
    new RegExp(`\\b${name}:(.+?)(?:\\+\\+|$)`, "i").exec(found.entry.value)?.[1];
  return {
    // Where only encryption is demanded, a certificate of one's own making will do, which no CERTIssuer: entry believes.
    tlsVerify: /\bverify\b/i.test(found.entry.value) ? "OK" : "FAIL",
    cipherBits: 4096,
    certName: demanded("CN") ?? run.query.clientName,
    certSubject: demanded("CS") ?? run.query.certSubject ?? "",
    certIssuer: demanded("CI") ?? run.query.certIssuer ?? "",
  };
}

/** RelayTLS: may this client relay because of who signed its certificate, or whose it is? */
export function relayByCertificate(run: Run): boolean {
  if (run.policy.access === undefined || !verified(run.verify)) return false;
  const issuer = tokenize(run.query.certIssuer ?? "");
  if (issuer.length === 0) return false;
  const byIssuer = accessExact(run, "CERTISSUER", issuer);
  if (byIssuer && isWord(byIssuer.value, "RELAY")) {
    run.grant(`The client's certificate is verified and its issuer may relay`, byIssuer.entry.span);
    return true;
  }
  if (!byIssuer || !isWord(byIssuer.value, "SUBJECT")) return false;
  const owner = tokenize(run.query.certSubject ?? "");
  const bySubject = owner.length === 0 ? undefined : accessExact(run, "CERTSUBJECT", owner);
  if (!bySubject || !isWord(bySubject.value, "RELAY")) return false;
  run.grant(`The client's certificate is verified and its subject may relay`, bySubject.entry.span);
  return true;
}
