// Generated texts of a .cf: each kind of line in the ways in which people and tools write them, and in odd ones.
import fc from "fast-check";

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const joined = (...parts: readonly (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((texts) => texts.join(""));
const listOf = (item: fc.Arbitrary<string>, separator: string, most = 4): fc.Arbitrary<string> =>
  fc.array(item, { maxLength: most }).map((items) => items.join(separator));

const LETTERS = ["A", "B", "X", "Y", "x", "z", "w", "m", "j", "t"] as const;
const LONG_NAMES = ["{One}", "{two_2}", "{Three}", "{one}", "{w}", "{client_addr}"] as const;
const name = fc.oneof({ weight: 6, arbitrary: pick(...LETTERS) }, { weight: 3, arbitrary: pick(...LONG_NAMES) });

const word = pick(
  "a",
  "B",
  "example.com",
  "Example.COM",
  "[10.0.0.1]",
  "x-y_z",
  "1",
  "\u00e9t\u00e9",
  "user@host",
  "a.b.c",
  "..",
  "!",
);
const macro = fc.oneof(
  name.map((one) => `$${one}`),
  name.map((one) => `$&${one}`),
);
const conditional = joined("$?", name, word, pick("", "$|other"), pick("$.", ""));
const value = listOf(
  fc.oneof({ weight: 4, arbitrary: word }, macro, conditional, pick('"q u"', "\\n", "\\#", "$$", "$")),
  " ",
  4,
);

const remark = pick("", "", "", " # remark", "\t# remark", "\n\tcontinued", "\n more # remark\n and more");

const pattern = listOf(
  fc.oneof(
    {
      weight: 4,
      arbitrary: pick("$*", "$+", "$-", "$@", "<", ">", "@", ".", ":", "[", "]", "%", "!", "(", ")", '"', ","),
    },
    { weight: 2, arbitrary: word },
    name.map((one) => `$=${one}`),
    name.map((one) => `$~${one}`),
    macro,
    pick("$1", "$:", "$#", "$|", "$[", "$(", "\\"),
  ),
  " ",
  7,
);
const replacement = listOf(
  fc.oneof(
    { weight: 5, arbitrary: pick("$1", "$2", "$3", "<", ">", "@", ".", "$@", "$:", "$|") },
    { weight: 2, arbitrary: word },
    macro,
    conditional,
    pick(
      "$>three",
      "$>3",
      "$#local",
      "$#error $@ 5.7.1 $: 550 no",
      "$( map $1 $@ $2 $: $3 $)",
      "$[ $1 $]",
      "$(",
      "$]",
      "$*",
      "$=w",
    ),
  ),
  " ",
  7,
);

const rule = joined(
  "R",
  pattern,
  pick("\t", "\t\t", "  ", " \t"),
  replacement,
  pick("", "", "\tremark", "\t\tremark"),
  remark,
);
const ruleset = joined(
  "S",
  pick(
    "3",
    "0",
    "three",
    "Three",
    "check_rcpt",
    "named=7",
    "named=8",
    "named",
    "99",
    "100",
    " spaced",
    "bad!",
    "",
    "$x",
    "a b",
  ),
  remark,
);

const equate = fc.oneof(
  joined("F=", pick("lsDFMAw5:/|@qSXnz9", "mDFMuX", "L", "l L", "")),
  joined(pick("S", "R"), "=", pick("3", "three/Three", "EnvFrom/HdrFrom", "0/named", "200", "", "a/")),
  joined("E=", pick("\\r\\n", "\\n", "")),
  joined("L=", pick("990", "0", "x", "-1", "2048")),
  joined("M=", pick("1000000", "0", "x")),
  joined("r=", pick("100", "0", "-1")),
  joined("T=", pick("DNS/RFC822/SMTP", "DNS", "X-Unix/X-Unix", "/a/b", "a//c", "")),
  joined("U=", pick("root", "root:daemon", "0:0", "nobodyhere", "10", "", "root:")),
  joined(pick("C", "D", "/", "Q"), "=", pick("x", "/tmp", "mqueue", "")),
  joined("W=", pick("2m", "5", "1x")),
  joined("N=", pick("5", "x")),
  joined("A=", pick("TCP $h", "FILE $u", "mail -d $u", "TCP", "", 'x "y z" $?x$h$.')),
  pick("Z=1", "nothing", "Path=/bin/y"),
);
const mailer = joined(
  "M",
  pick("local", "prog", "smtp", "Smtp", "*file*", "*include*", "x", ""),
  ", P=",
  pick("[IPC]", "/bin/mail", "[FILE]", "[TCP]", ""),
  pick(", A=TCP $h", ", A=FILE $u", ", A=x $u", ""),
  listOf(equate, ", ", 5).map((text) => (text === "" ? "" : `, ${text}`)),
  pick("", "", ",", " "),
);

const option = fc.oneof(
  joined(
    "O ",
    pick(
      "LogLevel",
      "loglevel",
      "Timeout.initial",
      "Timeout.queuereturn.urgent",
      "MaxHop",
      "MaxHopCount",
      "Nonsense",
      "T",
      " X",
    ),
    pick("=", " = ", ""),
    pick("9", "5m", "1x", ""),
  ),
  joined("O PrivacyOptions=", listOf(pick("goaway", "noexpn", "nonsense", "restrictqrun"), ",", 3)),
  joined(
    "O DaemonPortOptions=",
    listOf(
      pick("Name=MTA", "Port=25", "M=ea", "Family=inet", "Family=x", "Z=1", "Addr=127.0.0.1", "DeliveryMode=b"),
      ", ",
      4,
    ),
  ),
  joined(
    "O",
    pick(
      "L9",
      "Q/var/spool/mqueue",
      "A/etc/aliases",
      "db",
      "MX$j",
      "M{Three}x",
      "W",
      "T5d/4h",
      "pgoaway,x",
      "u8:12",
      "r5m",
    ),
  ),
  joined("O ", pick("DontProbeInterfaces", "UseMSP", "ColonOkInAddr"), "=", pick("true", "false", "loopback", "")),
  joined("O DeliveryMode=", pick("background", "queueonly", "i", "")),
);

const map = joined(
  "K",
  pick("map", "Map", "other", "seq", "", "a.b_c"),
  " ",
  pick("hash", "HASH", "text", "sequence", "regex", "dequote", "macro", "dns", "null", "hsah", "syslog", "user"),
  " ",
  listOf(
    pick("-o", "-T<TMPF>", "-a@x", "-k", "-k key", "-v col", "-z:", "-x", "-R MX", "-s1", "-LINFO", "-d5x"),
    " ",
    3,
  ),
  pick("", " /etc/mail/none", " map other", " (a)b", " (a", " $j"),
);

const classLine = fc.oneof(
  joined(
    "C",
    name,
    listOf(
      fc.oneof(
        { weight: 4, arbitrary: word },
        macro,
        name.map((one) => `$=${one}`),
      ),
      " ",
      6,
    ),
    remark,
  ),
  joined("T", listOf(word, " ", 3)),
  joined(
    "F",
    name,
    pick(
      "words",
      "-o words",
      "-o none",
      "none",
      '"words"',
      "words %s",
      "words %[^ #]",
      "words %[^\\#]",
      "words %*s %s",
      "words %3s",
      "words relay=%s",
      "words %[a-z]",
      "-o /etc",
      "",
      "k@nomap:x",
      "words\t%s",
      "words %[^",
    ),
  ),
);

const header = joined(
  "H",
  pick("", "", "?P?", "?m?", "?${two_2}?", "?", "??"),
  pick("Received", "From", "Subject", "X Y", "", "*", "Message-Id"),
  pick(": ", ":", " : ", ""),
  pick("from $s by $j", "$>three", "$>+three", "$> three", "$>", "$?x x$."),
);

const other = fc.oneof(
  joined("P", pick("junk", "bulk", "x"), pick("=", ""), pick("-100", "0", "y", "")),
  joined(
    "Q",
    pick("mqueue", "other", ""),
    listOf(pick(", P=/var/x", ", F=f", ", R=2", ", I=5m", ", Z=1", ", P="), "", 3),
  ),
  joined(
    "X",
    pick("one", "two", ""),
    pick(", ", ","),
    pick("S=inet:1@127.0.0.1", "S=", "S=x:y", "S=inet:1"),
    pick("", ", F=R", ", T=S:5m;R:1x", ", T=x", ", Z=1"),
  ),
  joined("E", pick("A=b", "A", "=")),
  joined("V", pick("10/Berkeley", "9", "8/Berkeley", "10/Foo", "x", "2")),
  pick("# remark", "", "dnl x", "feature(x)", "Yes", "\tindented", "#", "foo\0bar"),
);

const definition = joined("D", name, value, remark);
const line = fc.oneof(
  { weight: 6, arbitrary: rule },
  { weight: 2, arbitrary: ruleset },
  { weight: 4, arbitrary: definition },
  { weight: 4, arbitrary: classLine },
  { weight: 3, arbitrary: mailer },
  { weight: 3, arbitrary: option },
  { weight: 2, arbitrary: map },
  { weight: 2, arbitrary: header },
  { weight: 3, arbitrary: other },
);

/** Texts of class files. */
const fileLine = fc.oneof(
  listOf(word, " ", 3),
  pick("# remark", "", " indented word", "relay=host", "a\tb", "key value # x", "one,two", "\u00e9"),
);

export interface Generated {
  readonly cf: string;
  /** What the file `words` has. */
  readonly words: string;
}

/** A whole configuration; its characters are bytes. */
export const configuration: fc.Arbitrary<Generated> = fc.record({
  cf: fc
    .tuple(
      pick("V10/Berkeley\n", "V10/Berkeley\n", "V10/Berkeley\n", "", "V6\n"),
      fc.array(line, { minLength: 5, maxLength: 60 }),
      pick("\n", "\n", ""),
    )
    .map(([version, lines, end]) => version + lines.join("\n") + end),
  words: fc.array(fileLine, { maxLength: 8 }).map((lines) => lines.join("\n")),
});
