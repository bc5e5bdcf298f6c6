// Whose mail a line takes, as its hover says: the line's own, or that of another one which comes first.

/** A line of a table among others about the same domain. */
export interface Rival {
  readonly id: number;
  readonly key: string;
  readonly hover: string;
}

type Takes = (rival: Rival, address: string, others: readonly Rival[]) => boolean;

/** The first paragraph of a hover and the others. */
const parts = (hover: string): readonly [string, string] => {
  const [first = "", ...rest] = hover.split("\n\n");
  return [first, rest.join(" ")];
};

/** Whether a key of the mailertable is about a domain; how long a part of it it names, as sendmail asks from the longest on. */
const covers = (key: string, domain: string): boolean => (key.startsWith(".") ? domain.endsWith(key) : domain === key);

const mailertable: Takes = ({ id, hover }, address, others) => {
  const [first, rest] = parts(hover);
  if (DEAD.test(first)) return false;
  const domain = address.replace(/.*@/, "");
  const [, below, itself] = /^Mail for (?:every name below `(.*?)`|`(.*?)`) goes to/.exec(first) ?? [];
  if (below === undefined && itself === undefined) throw new Error(`no claim: ${first}`);
  if (!covers(below === undefined ? (itself ?? "") : `.${below}`, domain)) return false;
  checkLines(rest, others);
  if (/The virtusertable comes first/.test(rest)) return false;
  if (!/A line for the name itself, or for a longer end of it, comes first\./.test(rest)) return true;
  const own = others.find((one) => one.id === id)?.key ?? "";
  return !others.some(({ key }) => covers(key, domain) && (key === domain || key.length > own.length));
};

/** Lines that are named by number have the key that is said of them. */
function checkLines(text: string, others: readonly Rival[]): void {
  for (const [, name = "", line = ""] of text.matchAll(/`([^`]*)` itself has line (\d+)/g)) {
    const named = others.find(({ id }) => id === Number(line) - 1);
    if (named?.key !== name) throw new Error(`line ${line} is not ${name}: ${named?.key}`);
  }
}

/** An address in its parts; `detail` is what follows a plus sign. */
interface Parts {
  readonly user: string;
  readonly detail: string | undefined;
  readonly at: string;
}

function partsOf(address: string): Parts {
  const [, user = "", detail, at = ""] = /^([^+@]*)(?:\+([^@]*))?(@.*)?$/.exec(address) ?? [];
  return { user, detail, at };
}

/** Whether a line for a user takes an address, by its hover: the address itself, and those with a detail that have no line. */
function takesUser(named: string, rest: string, address: string, has: (key: string) => boolean): boolean {
  if (named === address) return true;
  const { user, detail, at } = partsOf(address);
  const also =
    /`([^`+]+)\+detail(@[^`]*)?`(?: becomes the same)?, unless a line for that, or for `([^`]*)`, exists/.exec(rest);
  if (also === null || detail === undefined || `${also[1]}${also[2] ?? ""}` !== user + at) return false;
  return !has(address) && !has(`${user}+*${at}`) && (detail === "" || !has(`${user}++${at}`));
}

const DEAD = /^\*\*This line does nothing:\*\*/;
const UNASKED = /\*\*Not asked for:\*\*/;

const virtusertable: Takes = ({ hover }, address, others) => {
  const [first, rest] = parts(hover);
  if (DEAD.test(first) || UNASKED.test(rest)) return false;
  const { user, detail, at } = partsOf(address);
  // Keys with ++ are for details that are not empty.
  const has = (key: string) => others.some((one) => one.key === key) && (detail !== "" || !key.includes("++"));
  const isUsers =
    has(`${user}${at}`) || (detail !== undefined && [address, `${user}+*${at}`, `${user}++${at}`].some(has));
  const plusFirst = /`([^`]*)` in line (\d+) comes first, unless the detail is empty/.exec(rest);
  if (plusFirst !== null) {
    if (others.find(({ id }) => id === Number(plusFirst[2]) - 1)?.key !== plusFirst[1]) throw new Error(rest);
    if (detail !== "") return false;
  }
  const [, named] = /^Mail for `([^`]*)` goes to/.exec(first) ?? [];
  if (named !== undefined) return takesUser(named, rest, address, has);
  const [, withDetail] =
    /^Mail for `([^`]*)\+…@[^`]*`, with any detail(?: that is not empty)?, goes to/.exec(first) ?? [];
  if (detail === "" && / detail that is not empty, | \+detail that is not empty, /.test(first)) return false;
  if (withDetail !== undefined) return user === withDetail && detail !== undefined && !has(address);
  if (
    /^Mail for every user of .* with a \+detail(?: that is not empty)?, whom no other line is about, goes to/.test(
      first,
    )
  )
    return detail !== undefined && !isUsers;
  if (/^Mail for every user of .* whom no other line is about, root and postmaster too, goes to/.test(first))
    return !isUsers && (detail === undefined || !(has(`+*${at}`) || has(`++${at}`)));
  throw new Error(`no claim: ${first}`);
};

const genericstable: Takes = ({ hover }, address, others) => {
  const [first, rest] = parts(hover);
  if (DEAD.test(first) || UNASKED.test(rest)) return false;
  const { user, detail, at } = partsOf(address);
  const has = (key: string) => others.some((one) => one.key === key);
  const hasUser = [address, `${user}${at}`, ...(detail === undefined ? [] : [`${user}+*${at}`])].some(has);
  if (/^Every sender of .* that no line for a user is about becomes/.test(first)) return at !== "" && !hasUser;
  const found =
    /^The sender `([^`]*)`(, with any detail that has no line,)?(,? without a domain or at one of GENERICS_DOMAIN, whom no line with a domain is about,)? becomes/.exec(
      first,
    );
  if (found === null) throw new Error(`no claim: ${first}`);
  const [, named = "", any, isWord] = found;
  // Of a word nothing says which domains those of GENERICS_DOMAIN are.
  if (isWord !== undefined && at !== "" && (hasUser || has(at))) return false;
  const asked = isWord === undefined ? address : address.slice(0, address.length - at.length);
  if (any === undefined) return takesUser(named, rest, asked, has);
  return detail !== undefined && named === `${user}+…${isWord === undefined ? at : ""}` && !has(asked);
};

export const takes = { mailertable, virtusertable, genericstable } as const;
