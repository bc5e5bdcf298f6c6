// Whether a text can be what its place takes: a user of the system, or the recipients of mail.
import { type Misshape, placeholder, quotes, type Shape, shortened } from "./value-shapes.ts";

/** A user, or `user:group`: sendmail separates them at a colon, a dot or a slash. */
export const user: Shape = (text) => account(text, /^(?:[\w$-]+(?:[.:/][\w$-]*)?)$/);

/** A user without a group. */
export const oneUser: Shape = (text) => {
  const wrong = account(text, /^[\w.$-]+$/);
  return wrong && { ...wrong, meant: undefined };
};

function account(text: string, possible: RegExp): Misshape | undefined {
  const wrong = quotes(text) ?? placeholder(text);
  if (wrong !== undefined) return wrong;
  if (possible.test(text) && !text.startsWith("-")) return undefined;
  const meant = /^[\w-]+[\s,;]+[\w-]+$/.test(text) ? text.replace(/[\s,;]+/, ":") : undefined;
  return {
    what: `No user is called "${shortened(text)}".`,
    effect: "sendmail says so and does not start. A group comes after a colon, and only one user is read",
    meant,
  };
}

/** One or more recipients: sendmail separates them at commas, or at spaces where no comma, semicolon, `<` or `(` is among them. */
export const recipients: Shape = (text) => {
  const isList = /[,;<(]/.test(text);
  const found = text
    .split(isList ? "," : /\s+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  for (const one of found) {
    const wrong = recipient(one);
    if (wrong !== undefined) return found.length === 1 ? wrong : { ...wrong, meant: undefined };
  }
  return undefined;
};

/** Why a copy goes nowhere (each asked of `sendmail -bv`); of a name that could be a user's nothing is said. */
function recipient(text: string): Misshape | undefined {
  const wrong = /^"[^"]*"$|^[^"'‘’“”´«»]*(?:"[^"]*")?\s*<[^<>"']+>$/.test(text) ? undefined : quotes(text);
  const address = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const sample =
    /^<?[^@]*>?$/.test(text) && /^<(?:email|e-mail|address|user|name|value|recipient)[^<>@]*>$|^<email@/i.test(text)
      ? placeholder("<x>")
      : undefined;
  const found = wrong ?? placeholder(address) ?? sample;
  if (found !== undefined) return found;
  const lost = (what: string, meant?: string): Misshape => ({
    what,
    effect: "sendmail cannot deliver the copy, and does not say so when it starts",
    meant,
  });
  if (/;/.test(text))
    return lost(
      "Commas separate several addresses, not semicolons.",
      text.replace(/\s*;+\s*/g, ", ").replace(/, $/, ""),
    );
  if (/^\(.*\)$/.test(text)) return lost("In parentheses this is a comment, so nobody is named.", text.slice(1, -1));
  if (/^[|/]|^:include:/i.test(address)) return lost("A program or a file cannot be the recipient here.");
  if (/^@$|^(?:at|AT|\/\/.*)$/.test(text) || /[[({]at[\])}]/i.test(text)) return lost("This is not an address.");
  if (/@$/.test(address)) return lost("The domain after the @ is missing.");
  if (/^@/.test(address)) return lost("The name before the @ is missing.");
  if (/@.*@/.test(address.replace(/^"[^"]*"/, ""))) return lost("An address has one @.");
  if (/@(?:\.|.*\.\.)|@\[[^\]]*$|@.*[*{}%]/.test(address)) return lost("The domain after the @ cannot exist.");
  if (/[^\x20-\x7e]/.test(address)) return lost("Only ASCII can be in this address.");
  if (/^[={]/.test(address))
    return lost(`The "${address.charAt(0)}" is part of the name.`, address.replace(/^[={]|\}$/g, ""));
  return undefined;
}
