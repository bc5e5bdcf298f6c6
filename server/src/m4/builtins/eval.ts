// The expressions of `eval`: C's operators and `**` on 32-bit integers.

/** Errors in the order of their weight: those before `syntax` do not count on the side that `||` or `&&` leaves out. */
const MESSAGES = {
  divideZero: "divide by zero in eval: ",
  moduloZero: "modulo by zero in eval: ",
  negativeExponent: "negative exponent in eval: ",
  syntax: "bad expression in eval: ",
  missingRight: "bad expression in eval (missing right parenthesis): ",
  badInput: "bad expression in eval (bad input): ",
  excessInput: "bad expression in eval (excess input): ",
  invalidOperator: "invalid operator in eval: ",
  tooDeep: "expression is nested too deeply: ",
};

type ErrorKind = keyof typeof MESSAGES;
const ARITHMETIC: readonly ErrorKind[] = ["divideZero", "moduloZero", "negativeExponent"];

class BadExpression extends Error {
  constructor(readonly kind: ErrorKind) {
    super();
  }
}

/** Binary operators and how tightly they bind. */
const BINDING: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "|": 3,
  "^": 4,
  "&": 5,
  "==": 6,
  "!=": 6,
  "=": 6,
  "<": 7,
  "<=": 7,
  ">": 7,
  ">=": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "%": 10,
  "**": 11,
};
const POWER = 11;
const UNARY = "+-~!";
/** Longest first. `+=` and similar are here in order to be refused. */
const OPERATORS = /(?:<<=|>>=|\+\+|--|[-+*/%^&|]=|\*\*|==|!=|<=|>=|<<|>>|&&|\|\||[-+*/%=!<>^~&|()])/y;
const REFUSED = /^(?:<<=|>>=|\+\+|--|[-+*/%^&|]=)$/;
const NUMBER = /0[xX][0-9a-zA-Z]*|0[bB][0-9a-zA-Z]*|0[rR][0-9a-zA-Z]*:?[0-9a-zA-Z]*|[0-9]+[0-9a-zA-Z]*/y;
/** Levels of parentheses and signs; C's stack allows more, ours need not. */
const MAX_DEPTH = 1500;

type Token =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "refused" | "error" | "end" };

/** The value of an expression (32 bits), or the message with which m4 complains about it. */
export function evaluate(text: string, warn: (message: string) => void): number | string {
  const reader = new Reader(text, warn);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof BadExpression) return MESSAGES[error.kind] + text;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  readonly #warn: (message: string) => void;
  #pos = 0;
  #last = 0;
  #depth = 0;

  constructor(text: string, warn: (message: string) => void) {
    this.#text = text;
    this.#warn = warn;
  }

  whole(): number {
    const value = this.#binary(this.#next(), 1);
    if (this.#pos < this.#text.length)
      throw new BadExpression(this.#next().kind === "refused" ? "invalidOperator" : "excessInput");
    return value;
  }

  /** An expression of operators that bind at least as tightly as `least`. */
  #binary(first: Token, least: number): number {
    if (++this.#depth > MAX_DEPTH) throw new BadExpression("tooDeep");
    let left = this.#unary(first);
    for (;;) {
      const token = this.#next();
      if (token.kind === "error") throw new BadExpression("badInput");
      const binding = token.kind === "operator" ? BINDING[token.text] : undefined;
      if (token.kind !== "operator" || binding === undefined || binding < least) {
        this.#pos = this.#last;
        this.#depth--;
        return left;
      }
      const operand = this.#next();
      if (operand.kind === "error") throw new BadExpression("badInput");
      // `**` groups from the right.
      const next = binding === POWER ? binding : binding + 1;
      if (token.text === "||" || token.text === "&&") left = this.#logical(token.text, left, operand, next);
      else left = calculate(token.text, left, this.#binary(operand, next));
      if (token.text === "=") this.#warn("Warning: recommend ==, not =, for equality operator");
    }
  }

  /** `||` and `&&`: arithmetic errors on the right do not count where the left decides. */
  #logical(operator: string, left: number, operand: Token, binding: number): number {
    const decided = operator === "||" ? left !== 0 : left === 0;
    const depth = this.#depth;
    try {
      const right = this.#binary(operand, binding);
      return Number(operator === "||" ? left !== 0 || right !== 0 : left !== 0 && right !== 0);
    } catch (error) {
      if (!decided || !(error instanceof BadExpression) || !ARITHMETIC.includes(error.kind)) throw error;
      this.#depth = depth;
      return operator === "||" ? 1 : 0;
    }
  }

  #unary(token: Token): number {
    const signs: string[] = [];
    let operand = token;
    while (operand.kind === "operator" && UNARY.includes(operand.text)) {
      signs.push(operand.text);
      operand = this.#next();
      if (operand.kind === "error") throw new BadExpression("badInput");
    }
    let value = this.#simple(operand);
    for (const sign of signs.reverse()) {
      if (sign === "-") value = -value | 0;
      else if (sign === "~") value = ~value;
      else if (sign === "!") value = Number(value === 0);
    }
    return value;
  }

  #simple(token: Token): number {
    if (token.kind === "number") return token.value;
    if (token.kind === "refused") throw new BadExpression("invalidOperator");
    if (token.kind !== "operator" || token.text !== "(") throw new BadExpression("syntax");
    const inner = this.#next();
    if (inner.kind === "error") throw new BadExpression("badInput");
    const value = this.#binary(inner, 1);
    const close = this.#next();
    if (close.kind === "error") throw new BadExpression("badInput");
    if (close.kind !== "operator" || close.text !== ")") throw new BadExpression("missingRight");
    return value;
  }

  #next(): Token {
    while (" \t\n\v\f\r".includes(this.#text.charAt(this.#pos)) && this.#pos < this.#text.length) this.#pos++;
    this.#last = this.#pos;
    if (this.#pos >= this.#text.length) return { kind: "end" };
    if (/[0-9]/.test(this.#text.charAt(this.#pos))) return this.#number();
    OPERATORS.lastIndex = this.#pos;
    const operator = OPERATORS.exec(this.#text)?.[0];
    if (operator === undefined) {
      this.#pos++;
      return { kind: "error" };
    }
    this.#pos += operator.length;
    return REFUSED.test(operator) ? { kind: "refused" } : { kind: "operator", text: operator };
  }

  /** Decimal, `0` octal, `0x`, `0b`, or `0rRADIX:digits`; it ends at the first character that is not a digit of its radix. */
  #number(): Token {
    NUMBER.lastIndex = this.#pos;
    let radix = 10;
    if (this.#text.charAt(this.#pos) === "0") {
      this.#pos++;
      const mark = this.#text.charAt(this.#pos).toLowerCase();
      if (mark === "x" || mark === "b") {
        radix = mark === "x" ? 16 : 2;
        this.#pos++;
      } else if (mark === "r") {
        this.#pos++;
        radix = 0;
        while (/[0-9]/.test(this.#text.charAt(this.#pos)) && radix <= 36) {
          radix = radix * 10 + Number(this.#text.charAt(this.#pos));
          this.#pos++;
        }
        if (radix === 0 || radix > 36 || this.#text.charAt(this.#pos) !== ":") return { kind: "error" };
        this.#pos++;
      } else radix = 8;
    }
    let value = 0;
    for (; this.#pos < this.#text.length; this.#pos++) {
      const c = this.#text.charAt(this.#pos);
      if (!/[0-9a-zA-Z]/.test(c)) break;
      const digit = Number.parseInt(c, 36);
      if (radix === 1) {
        if (digit === 1) value++;
        else if (digit !== 0 || value !== 0) break;
      } else if (digit >= radix) break;
      else value = (Math.imul(value, radix) + digit) | 0;
    }
    return { kind: "number", value };
  }
}

function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "&":
      return a & b;
    case "==":
    case "=":
      return Number(a === b);
    case "!=":
      return Number(a !== b);
    case "<":
      return Number(a < b);
    case "<=":
      return Number(a <= b);
    case ">":
      return Number(a > b);
    case ">=":
      return Number(a >= b);
    case "<<":
      return a << b;
    case ">>":
      return a >> b;
    case "+":
      return (a + b) | 0;
    case "-":
      return (a - b) | 0;
    case "*":
      return Math.imul(a, b);
    case "/":
      if (b === 0) throw new BadExpression("divideZero");
      return (a / b) | 0;
    case "%":
      if (b === 0) throw new BadExpression("moduloZero");
      return (a % b) | 0;
    default:
      return power(a, b);
  }
}

function power(base: number, exponent: number): number {
  if (exponent < 0) throw new BadExpression("negativeExponent");
  if (base === 0 && exponent === 0) throw new BadExpression("divideZero");
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}
