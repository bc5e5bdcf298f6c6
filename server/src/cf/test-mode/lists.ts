// What test mode lists: rulesets, mailers, members of classes.
import { type Coded, quoteBytes } from "../codes.ts";
import { rawBytes } from "../messages.ts";
import type { Names } from "../names.ts";
import type { CompiledRuleset } from "../rewrite/compile.ts";
import type { Rewriter } from "../rewrite/rewriter.ts";
import { show } from "../rewrite/show.ts";
import { fold, type Token } from "../rewrite/tokens.ts";
import type { CfConfig, CfMailer, Unknown } from "../types.ts";

/** `=S`: the rules of a ruleset, one on each line. */
export function listRuleset({ rules }: CompiledRuleset, names: Names): string {
  const side = (tokens: readonly Token[]): string => tokens.map(({ text }) => `${show(text, names)} `).join("");
  return rules.map(({ lhsTokens, rhsTokens }) => `R${side(lhsTokens)}\t\t${side(rhsTokens)}\n`).join("");
}

/** `=M`: one mailer. */
export function listMailer(mailer: CfMailer, cf: CfConfig): string {
  const ruleset = (number: number): string => cf.rulesets.get(number)?.name ?? String(number);
  const id = (value: number | Unknown | undefined): string => (typeof value === "number" ? String(value) : "-1");
  const type = (value: string | undefined): string => value ?? "<undefined>";
  const written = (text: Coded): string => show(quoteBytes(text), cf.names);
  const parts = [
    `mailer ${mailer.number} (${mailer.name}): P=${rawBytes(quoteBytes(mailer.path))}`,
    `S=${ruleset(mailer.senderEnvelope)}/${ruleset(mailer.senderHeader)}`,
    `R=${ruleset(mailer.recipientEnvelope)}/${ruleset(mailer.recipientHeader)}`,
    `M=${mailer.maxSize}`,
    `U=${id(mailer.user)}:${id(mailer.group)}`,
    `F=${mailer.flags}`,
    `L=${mailer.lineLimit}`,
    `E=${written(mailer.endOfLine)}`,
    ...(mailer.charset === undefined ? [] : [`C=${mailer.charset}`]),
    `T=${type(mailer.mtaType)}/${type(mailer.addressType)}/${type(mailer.diagnosticType)}`,
    `r=${mailer.maxRecipients}`,
    `A=${mailer.argv.map(written).join(" ")}`,
  ];
  return `${parts.join(" ")}\n`;
}

/** sendmail's symbol table has so many chains, and classes are its first type. */
const CHAINS = 2003;
const CLASS_TYPE = 1;

/** `$=x`: the words of a class in the order of sendmail's symbol table. */
export function listClass(name: string, engine: Rewriter): string {
  const { cf } = engine;
  const members = [...new Map([...engine.added.of(name), ...(cf.classes.get(name)?.members ?? [])]).values()];
  const rows = members.map(({ word }, i) => ({
    word: engine.added.spelling(word),
    chain: chain(word),
    order: engine.added.order(word) ?? i,
  }));
  rows.sort((a, b) => a.chain - b.chain || a.order - b.order);
  return rows.map(({ word }) => `${rawBytes(word)}\n`).join("");
}

function chain(word: string): number {
  let value = CLASS_TYPE;
  const folded = fold(rawBytes(word));
  for (let i = 0; i < folded.length; i++) value = ((value << 1) ^ (folded.charCodeAt(i) & 0xff)) % CHAINS;
  return value;
}
