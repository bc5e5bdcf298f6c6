// Commands of address test mode, made up: every kind that a person types, and addresses of all shapes.
import { Chance } from "../relay/random.ts";

const DOMAINS = [
  "example.org",
  "mx.example.com",
  "example.com",
  "localhost",
  "[127.0.0.1]",
  "[192.0.2.1]",
  "[IPv6:2001:db8::1]",
  "a.b.c.d",
  "host",
  "x.uucp",
  "foo.example.",
  "mail.example.com",
  "Example.COM",
  "..x",
  "x..",
  "",
  "[x",
  "a_b.c",
  "x.bitnet",
  "old.REDIRECT",
  "foo.example",
];

const USERS = [
  "joe",
  "root",
  "postmaster",
  "joe+detail",
  '"a b"',
  '"a@b"',
  "a.b",
  "MAILER-DAEMON",
  "J\\oe",
  '"x\\"y"',
  "user%host",
  "a!b",
  "a!b!c",
  "x::y",
  "|prog",
  "/file",
  ":include:/x",
  "@",
  "",
  "a b",
  "(c)a",
  "a(c)",
  "\xe9",
  "\x80x",
  "a\xffb",
  "a\x01b",
  "a\rb",
  "a".repeat(60),
  `${"very.".repeat(30)}long`,
  "joe;",
  "a,b",
  "<a",
  "a>",
  '"unbalanced',
  "\\",
  "a\\",
  "a@b",
  "@a,@b:c",
  "@a:b",
  "team: a",
  "$x",
  "#x",
  "a#b",
  "info",
];

const RULESETS = [
  "3",
  "0",
  "3,0",
  "3,4",
  "1",
  "2",
  "4",
  "5",
  "canonify",
  "parse",
  "check_rcpt",
  "check_mail",
  "check_relay",
  "check_compat",
  "Basic_check_rcpt",
  "Rcpt_ok",
  "3,1",
  "3,2,4",
  "EnvFromL",
  "EnvToL",
  "HdrFromL",
  "HdrToL",
  "EnvFromSMTP",
  "MasqHdr",
  "MasqEnv",
  "Local_trust_auth",
  "CanonAddr",
  "ParseRecipient",
  "final",
  "99",
  "nosuch",
  "tls_server",
  "srv_features",
  "queuegroup",
  "3,,0",
  "100",
];

const DEFINITIONS = [
  "{client_addr}192.0.2.7",
  "{client_addr}127.0.0.1",
  "{client_addr}IPv6:2001:db8::1",
  "{client_name}client.example",
  "{client_resolve}OK",
  "{client_resolve}FAIL",
  "{client_resolve}TEMP",
  "{auth_type}PLAIN",
  "{auth_type}",
  "fjoe@foo.example",
  "f<>",
  "{daemon_flags}c u",
  "{verify}OK",
  "{addr_type}h r",
  "{mail_from}x $j # comment",
  "rSMTP",
  "sfoo",
  "",
  "{",
  "{a-b}x",
];

const MAILERS = ["local", "prog", "smtp", "esmtp", "relay", "dsmtp", "procmail", "uucp", "cyrus", "*file*", "nosuch"];
const MAPS = ["host", "dequote", "arith", "access", "virtuser", "mailertable", "generics", "domaintable", "nosuch"];
const CLASS_WORDS = ["wfoo.example", "R example.org", "{VirtHost}example.org", "w bar.example Baz.example", "", "w"];
const SHOWN = ["$j", "$m", "$f", "${client_addr}", "$&", "$w", "$n", "${nosuch}", "$", "$=w", "$=R", "${VirtHost}"];
const DEBUG = ["-d21.0", "-d21.2", "-d21.3", "-d21.4", "-d21.10", "-d21.12", "-d21.0", "-d21.0"];
const OTHERS = [
  "/canon foo",
  "/canon a.b.",
  "/mx foo",
  "/mx [192.0.2.1]",
  "/mx a..b",
  "=S canonify",
  "=S3",
  "=Snosuch",
  "=M",
  "foo",
  "/x",
  "/map",
  "/map host",
  "/try",
  "/try local",
  "/parse",
  "/tryflags",
  "# comment",
  "",
  ".X",
  "=X",
  "-X",
  "/",
];
const HEADERS = [
  "From",
  "to",
  "Cc",
  "Subject",
  "Received",
  "X-Spam",
  "text",
  "return-path",
  "",
  "a b",
  "Bcc ",
  "Comments",
];
const FLAGS = ["hs", "hr", "es", "er", "H", "S", "E", "R", "x"];
const NOISE = [...'ab.@<>()"\\!%:;, []+\t-'];

/** An address, or something in the place of one. */
function address(chance: Chance): string {
  const user = chance.pick(USERS);
  const domain = chance.pick(DOMAINS);
  const kind = chance.next();
  let text = Array.from({ length: chance.below(30) }, () => chance.pick(NOISE)).join("");
  if (kind < 0.6) text = `${user}@${domain}`;
  else if (kind < 0.7) text = user;
  else if (kind < 0.75) text = `<@${domain}:${user}@${chance.pick(DOMAINS)}>`;
  else if (kind < 0.8) text = `${domain}!${user}`;
  else if (kind < 0.85) text = `${user}%${domain}@${chance.pick(DOMAINS)}`;
  else if (kind < 0.9) text = `${user}@${domain}@${chance.pick(DOMAINS)}`;
  else if (kind < 0.95) text = `${domain}::${user}`;
  if (chance.maybe(0.3)) text = `<${text}>`;
  if (chance.maybe(0.05)) text = `(comment) ${text}`;
  if (chance.maybe(0.05)) text = `Full Name <${text}>`;
  return text;
}

function command(chance: Chance): string {
  const kind = chance.next();
  if (kind < 0.5) return `${chance.pick(RULESETS)} ${address(chance)}`;
  if (kind < 0.62) return `/parse ${address(chance)}`;
  if (kind < 0.74) return `/try ${chance.pick(MAILERS)} ${address(chance)}`;
  if (kind < 0.78) return `/tryflags ${chance.pick(FLAGS)}`;
  if (kind < 0.86) return `.D${chance.pick(DEFINITIONS)}`;
  if (kind < 0.88) return `.C${chance.pick(CLASS_WORDS)}`;
  if (kind < 0.92) return chance.pick(SHOWN);
  if (kind < 0.95) return chance.pick(DEBUG);
  if (kind < 0.96) return `/map ${chance.pick(MAPS)} ${address(chance)}`;
  if (kind < 0.975) return `/sender ${address(chance)}`;
  if (kind < 0.985) return `/header ${chance.pick(HEADERS)}${chance.pick([":", ": x", " x"])}`;
  return chance.pick(OTHERS);
}

/** So many commands, one on each line; the same for the same seed. Characters are bytes. */
export function commands(seed: number, count: number): string {
  const chance = new Chance(seed);
  return Array.from({ length: count }, () => `${command(chance)}\n`).join("");
}
