// Mistakes of editors, of copies from elsewhere, and of other programs' habits.
import { inner, inQuotes, type Mistake, misspelt, one, pick } from "./line-changes.ts";

/** Puts one of several texts before a line. */
const before =
  (...texts: readonly string[]): Mistake =>
  (line, random) =>
    `${pick(random, texts)}${line}`;

/** Puts one of several texts in the place of what a pattern finds. */
const instead =
  (pattern: RegExp, ...texts: readonly ((found: string) => string)[]): Mistake =>
  (line, random) =>
    one(line, pattern, random, (found) => pick(random, texts)?.(found) ?? found);

export const PASTED_KINDS: Readonly<Record<string, Mistake>> = {
  "a comment after the line": (line, random) =>
    line.replace(/dnl$/, pick(random, [" # since 2019", " // our host", " ; see above", " /* mail */"]) ?? ""),
  "a comment in the value": instead(
    /(?<=^define\(`\w+', `)[\w./]+(?=')/g,
    (value) => `${value} # since 2019`,
    (value) => `${value} ; mail`,
    (value) => `${value} (ours)`,
  ),
  "a space that is none": instead(/(?<=[,`\w]) (?=[`\w/-])/g, () => "\u00a0"),
  "a character that nobody sees": instead(
    /(?<=^(?:FEATURE|define)\(`)\w+/g,
    (name) => `${name}\u200b`,
    (name) => `\u00ad${name}`,
    (name) => `${name}\ufeff`,
  ),
  "a dash of a word processor": instead(
    /-(?=o \/)/g,
    () => "–",
    () => "—",
    () => "− ",
  ),
  "a mark before the line": before("+", "> ", "$ ", "12 ", "12: ", "* ", "- ", "| ", "1) ", "# cat sendmail.mc\n"),
  "the marks of a merge": (line, random) =>
    pick(random, [`<<<<<<< HEAD\n${line}`, `${line}\n=======`, `${line}\n>>>>>>> main`]),
  "tags of a web page": (line, random) =>
    pick(random, [
      `<code>${line}</code>`,
      `<pre>\n${line}`,
      line.replace(/dnl$/, "<br>"),
      `<p>${line}`,
      `${line}<br/>`,
    ]),
  "marks of Markdown": (line, random) => pick(random, [`**${line}**`, `\`${line}\``, `- ${line}`, `\`\`\`\n${line}`]),
  "a bracket of another sort": (line, random) => line.replace(/\)(?=dnl$)/, pick(random, ["}", "]", ">"]) ?? ""),
  "a sign for the comma": (line, random) =>
    /', `/.test(line) ? line.replace("', `", `'${pick(random, [";", ":", ".", " =", " =>"])} \``) : undefined,
  "a comma for a dot": instead(/(?<=relay|hub|mx|a|b)\.(?=example)/g, () => ","),
  "a quote doubled": instead(
    inQuotes,
    (text) => `\`${text}`,
    (text) => `${text}'`,
  ),
  "an apostrophe in the value": instead(/(?<=`)(?:relay|hub|mx)\.(?=example)/g, (text) => `joe's ${text}`),
  "a backslash before the quote": instead(
    inQuotes,
    (text) => `\\${text}`,
    (text) => `\\\`${inner(text)}\\'`,
  ),
  "a line end at a space": instead(/(?<=`[^`']*) (?=[^`']*')/g, () => "\n"),
  "a tab in a name": instead(
    /(?<=^(?:FEATURE|define)\(`)\w+/g,
    (name) => `${name}\t`,
    (name) => `\t${name}`,
  ),
  "a letter for a digit": instead(
    /(?<=(?:_SIZE|_LEVEL|_MESSAGE|_THROTTLE|_HOP)', `)\d+/g,
    (digits) => digits.replace(/0$|\d$/, "O"),
    (digits) => `l${digits}`,
  ),
  "a time as people write it": instead(
    /(?<=confTO_\w+', `)\d+[smhd]/g,
    () => "3 d",
    () => "3 days",
    () => "P3D",
    () => "3:00",
    () => "three days",
  ),
  "words of a list spelt as elsewhere": instead(
    /authwarnings,novrfy,noexpn,restrictqrun/g,
    () => "authwarnings,no_vrfy,no_expn",
    () => "authwarnings,no-vrfy",
    () => "disable_vrfy",
    () => "all",
    () => "[authwarnings,novrfy]",
  ),
  "an IPv6 address": instead(
    /Addr=192\.0\.2\.1/g,
    () => "Addr=::1",
    () => "Addr=[::1]",
    () => "Addr=2001:db8::1/64",
    () => "Addr=IPv6:2001:db8::1",
    () => "Family=inet6, Addr=[2001:db8::1]",
    () => "Family=ipv6, Addr=2001:db8::1",
  ),
  "a service that is none": instead(
    /Port=smtp/g,
    () => "Port=stmp",
    () => "Port=smtp/tcp",
    () => "Port=:25",
    () => "Port=25000000",
    () => "Port=smtp,smtps",
    () => "Ports=25,587",
  ),
  "a map as another program has it": instead(
    /hash -o \/etc\/mail\/\w+/g,
    (map) => map.replace("hash -o ", "hash:"),
    (map) => map.replace("hash -o ", "db:"),
    (map) => map.replace("hash", "db"),
    (map) => map.replace("hash -o ", "hash -o/"),
    (map) => map.replace("-o ", "-o="),
  ),
  "a path as another system has it": instead(
    /\/etc\/mail\/\w+/g,
    (path) => path.replaceAll("/", "\\"),
    (path) => path.slice(1),
    (path) => `"${path}"`,
    (path) => path.replace("/etc/mail/", "etc/mail/"),
  ),
  "a feature as a define": (line) => (/^FEATURE/.test(line) ? line.replace(/^FEATURE/, "define") : undefined),
  "a define as a feature": (line) => (/^define/.test(line) ? line.replace(/^define/, "FEATURE") : undefined),
  "a name twice": (line) => line.replace(/^(\w+)\(/, "$1($1("),
  "a value as other languages write it": (line) => {
    const [, name, value] = /^define\(`(\w+)', `([^`']*)'\)/.exec(line) ?? [];
    return name === undefined ? undefined : `define ${name} ${value}`;
  },
  "a macro misspelt by a sign": (line, random) =>
    one(
      line,
      /^[A-Z_]+_[A-Z]+(?=\()/g,
      random,
      (name) => pick(random, [name.replace("_", "-"), name.replace("_", " "), name.replace("_", "")]) ?? name,
    ),
  "a letter wrong in a path": instead(
    /(?<=hash -o \/etc\/)mail(?=\/)/g,
    () => "mial",
    () => "Mail",
    () => "mail.d",
  ),
  "the family of a socket misspelt": (line, random) =>
    one(line, /(?<=S=)inet(?=:)/g, random, (word) => misspelt(word, random)),
};
