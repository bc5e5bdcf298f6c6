// Sessions of address test mode that nobody types every day: flags of maps, odd bytes, odd names, what ruleset 0 may give.

export interface OddSession {
  /** The whole .cf; its characters are bytes. */
  readonly cf: string;
  /** What is typed. */
  readonly input: string;
}

const HEAD = "V10/Berkeley\nO OperatorChars=.:%@!^/[]+\nO DontProbeInterfaces=true\n";

function whole(cf: string, ...lines: readonly string[]): OddSession {
  return { cf: `${cf}\n`, input: lines.map((line) => `${line}\n`).join("") };
}

function session(cf: string, ...lines: readonly string[]): OddSession {
  return whole(HEAD + cf, ...lines);
}

/** A ruleset that asks a map, and what it is asked; each key through the ruleset and through `/map`. */
function map(type: string, ...keys: readonly string[]): OddSession {
  const lines = keys.flatMap((key) => [`x ${key}`, `/map k ${key}`]);
  return session(`Kk ${type}\nSx\nR$*\t$: $(k $1 $: none $)`, ...lines);
}

/** A map that takes three arguments. */
function arith(flags: string): OddSession {
  const rule = `Kk arith ${flags}\nSx\nR$- $- $-\t$: $(k $1 $@ $2 $@ $3 $: none $)`;
  const sums = [
    "+ 1 2",
    "l 1 2",
    "= 3 3",
    "r 1 1",
    "& 6 3",
    "| 6 3",
    "% 7 3",
    "/ 7 0",
    "q 1 2",
    "- 1 2",
    "* 99999999999 99999999999",
  ];
  return session(rule, ...sums.map((sum) => `x ${sum}`), "/map k +", "/map k");
}

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const MAPS: readonly OddSession[] = [
  ...[
    "",
    "-aFOO",
    "-s_ -aFOO",
    "-aFOO -s_",
    "-S_",
    "-s. -S,",
    "-S. -s,",
    "-s -S_",
    "-m",
    "-D -t -q -o -N -X -s_",
    "-q -s_",
  ].map((flags) => map(`dequote ${flags}`, '"a.b"', '"a b"', "a", '"a', '"a\\"b"', '"a" "b"', '""')),
  ...["", "-aX", "-D -aX -m -o -q", "-q", "-S_"].map(arith),
  ...[
    "^a.*b$",
    "-f ^a.*b$",
    "-n ^a.*b$",
    "-m ^a.*b$",
    "-n -m ^a.*b$",
    "-s1,2 -d: ^(a+)\\.(b+)$",
    "-s2,1 ^(a)(b)$",
    "-s1 -d ^(a)(b)$",
  ].map((spec) => map(`regex -a@OK ${spec}`, "ab", "AxB", "a.c", "aa.bb", "q")),
  map("regex -s ^(a+)\\.(b+)$", "aa.bb", "q"),
  map("regex -b -aQ ^\\(a*\\)\\.b$", "aa.b", ".b"),
  map('regex -q -aX ^"a"$', '"a"', "a"),
  map('regex -aX ^"a"$', '"a"', "a"),
  map("regex -S_ -aX ^a_b$", "a b"),
  map("regex -aX [[:digit:]]+\\.[^a-z]{2,3}$", "12.34", "12.ab", "a1.!!!", "1.1111"),
  map("regex -aX a|b|^c$", "qa", "cc", "c"),
  map("regex -aX x$$", "x", "x$"),
  ...[
    "",
    "-v uid -aX",
    "-v dir",
    "-vgecos",
    "-vpasswd",
    "-v UID",
    "-m",
    "-f",
    "-vnonsense",
    "-v",
    "-a.X -v 3",
    "-o -v 3",
  ].map((flags) => map(`user ${flags}`, "root", "daemon", "nosuchuser", "Root", "ROOT", "0", "12")),
  session("O MatchGECOS\nKu user\nSx\nR$*\t$: $(u $1 $: no $)", "x root", "x daemon"),
  ...[
    "null",
    "null -aX -T<T> -o -m /x y",
    "syslog",
    "syslog -LNOTICE -aX",
    "arpa",
    "arpa -aX",
    "bestmx",
    "dns -RA",
    "dns -RMX -T<T>",
  ].map((spec) => map(spec, "a", "1.2.3.4", "IPv6:2001:db8::1", "1.2.3")),
  ...["host", "host -aX -m", "host -a.", "host -T<T>", "host -t -m -D"].map((spec) =>
    map(spec, "localhost", "[9.9.9.9]", "nosuch.example"),
  ),
  ...["hash", "btree", "text", "implicit", "stab"].flatMap((type) =>
    ["", "-o", "-t", "-T<TMPF>", "-T<TMPF> -D"].map((flags) => map(`${type} ${flags} /nosuch/file`, "a", "b")),
  ),
  map("hash nosuch", "a"),
  map("btree /nosuch.db", "a"),
  map("hash -aX -m /etc/passwd", "a"),
  ...["-z: -k 0 -v 6 -a. -f -q", "-z: -k2 -v0 -m", "-z: -k2 -v99", "-k x", "-z, -k 0", "-z\\t"].map((flags) =>
    map(`text ${flags} /etc/passwd`, "root", "ROOT", '"root"', "0", "nobodyhere"),
  ),
  ...["text nosuch", "text -o nosuch", "text /etc", "text /dev/null", "text /etc/shells"].map((spec) =>
    map(spec, "a", "/bin/sh"),
  ),
  session("Kb null\nKc dequote\nKa sequence b c\nSx\nR$*\t$: $(a $1 $: no $)", 'x "a"', "x a", '/map a "q"'),
  session("Kb dequote -aX\nKc dequote -aY\nKa sequence b c\nSx\nR$*\t$: $(a $1 $: no $)", 'x "a"', "x a", '/map a "q"'),
  session(
    "Ka hash /nosuch\nKb null\nKc sequence a b\nSx\nR$*\t$: $(c $1 $: no $)",
    "x a",
    "/map c b",
    "x q",
    "/map a b",
  ),
  session("Ka hash -o /nosuch\nKb null\nKc sequence a b\nSx\nR$*\t$: $(c $1 $: no $)", "x a", "/map c b"),
  ...["nosuch", "-o nosuch", "", "aliases"].map((spec) =>
    session(`Kx switch ${spec}\nSx\nR$*\t$: $(x $1 $: no $)`, "x a", "/map x b", "x a"),
  ),
  session("Kx.files null\nKx switch aliases\nSx\nR$*\t$: $(x $1 $: no $)", "x a", "/map x b"),
];

const MACROS: readonly OddSession[] = [
  session(
    "Km macro\nSx\nR$*\t$: $(m $1 $@ v $)",
    ...["{", "{}", "{a}", "{a-b}", "{a b}", "a", "ab", "$", "@", ".", "{a_b}", "{x", "{p-q}", "{r s}", ""].map(
      (name) => `x ${name}`,
    ),
    ...["$a", "${a_b}", "${ab}", "${p}", "${pq}", "${rs}"],
  ),
  session(
    "Km macro\nSx\nR$*\t$: $(m {123456789012345678901234567890} $@ v $)",
    "x a",
    "${123456789012345678901234567890}",
  ),
  session(
    "Km macro\nD{a}z\nSx\nR$*\t$: $(m {a} $)\nSy\nR$*\t$: $(m {a} $@ $1 $)\nSz\nR$*\t$: $(m {a} $@ $) $&{a}",
    ...[
      "x q",
      "${a}",
      "y q",
      "${a}",
      "x q",
      "${a}",
      "z q",
      "${a}",
      "y <a@b>",
      "${a}",
      ".D{a}w",
      "x q",
      "${a}",
      'y "a b"',
      "${a}",
    ],
  ),
  session("Km macro -aX\nSx\nR$*\t$: $(m {a} $@ q $) E", "x q"),
  whole(
    "V10/Berkeley\nO DontProbeInterfaces=true",
    ...["addr_type", "quarantine", "deliveryMode", "opMode", "client_addr", "daemon_flags", "msg_id", "nosuch"].map(
      (name) => `\${${name}}`,
    ),
  ),
  session("DX$Y\nDY$X\nCZ$X\nDWq$X", "$=Z", "$X", "$W"),
  session("DXa$Yb\nDYc$Xd\nCZ$X", "$=Z"),
  session("", ".DX$Y", ".DY$X", ".CZ$X", "$=Z", "$X"),
  session("DXval\nDY$?X yes $X $| no $. $?q Q$q $| noQ $.\nSx\nR$*\t$&Y / $Y", "x a", "$Y", ".DXnew", "$Y"),
  session("DY$?X a $?Z b $| c $. d $| e $.f\nDWx$?Y$Y$.", "$Y", "$W", ".DXq", "$Y", ".DZr", "$Y"),
  session("DXa$wb\nDZ$X.$X\nSx\nR$*$&X\t1\nR$&Z\t2", "x amx.example.comb", "x q", ".DXq", "x q", "x q.q", "$Z"),
];

const CLASSES: readonly OddSession[] = [
  session(
    "Cwlocalhost",
    ".CXfoo.example",
    ".CwFoo.Example localhost LOCALHOST",
    "$=w",
    ".CXlocalhost a b localhost",
    "$=X",
    "$=w",
  ),
  session(
    "CXa b.c b x.y.z q@r\nSx\nR$=X\tin $1\nR$=X.$+\tpre $1 / $2\nR$+.$=X\tsuf $1 / $2\nR$~X\tnot $1",
    ...["a", "b.c", "b.c.d", "b.d", "x.y.z.w", "w.x.y.z", "q@r", "q@r.s", "A", "B.C", "zz"].map((word) => `x ${word}`),
    "$=X",
  ),
  session("CXa b.c b\nSx\nR$~X$~X\tnn $1 $2\nR$~X.$~X\tn.n $1 $2", "x q r", "x q.r", "x a.r", "x b.c", "x q.a"),
  session('CX<> <a> a(b) "q r"\nSx\nR$=X\tin $1', "x <>", "x <a>", 'x "q r"', "$=X"),
  session("CYa b\nCX$=Y c\nCXd $=Y\nCX$=Y$=Y\nCX$w $=Y\nCX$=X", "$=X", "$=Y"),
  session(
    "CX a",
    ...[
      ".CX b c",
      "$=X",
      ".CX$=w",
      "$=X",
      ".CX$=w q",
      "$=X",
      ".CXa$=w",
      ".CX$~w",
      "$=X",
      ".CX$*a",
      "$=X",
      ".CX\te\tf",
      ".CX#q",
      '.CX"a b"',
      ".CXA.b@c",
      "$=X",
    ],
  ),
];

const BYTES: readonly OddSession[] = [
  session(bytes("DXÀb\nSx\nR$*\t$: $1 $&X $X"), "x q", "$X", "=Sx"),
  session(bytes("DXéb\nSx\nR$*\t$: $1 $&X $X"), "x q", "$X", "=Sx"),
  session(bytes("CCÀb q\nSy\nR$=C\tin $1"), bytes("y Àb"), bytes("y À"), "$=C"),
  session(bytes("Sy\nRÀ\tin À"), bytes("y Àb"), "=Sy"),
  session(
    bytes('Sx\nR$*\t$#error $@ 5.7.1 $: "550 Für Sie: Ärger, ß"\nSy\nR$*\t$#error $: 550 aÜb ß'),
    "x q",
    "y q",
    "=Sx",
    "=Sy",
  ),
  session("Sy\nRa\tin \x90 \x80 \x9f", "y a", "=Sy"),
  session(
    "",
    ...[
      ".DYÀ",
      "$Y",
      ".DYé",
      "$Y",
      ".CYÀ é",
      "$=Y",
      "/parse À@b",
      "/parse é@b",
      "/map host À",
      "/canon é",
      "/sender é",
      "=S é",
    ].map(bytes),
  ),
  session(bytes("Mé, P=/bin/é, A=é À, D=/é, E=é"), "=M"),
  session(bytes("SÀ")),
  session("Mx, P=/bin/x, A=x, L=99999999999, M=99999999999999999999, m=-1, r=-1, N=999, W=x", "=M"),
];

const NAMES: readonly OddSession[] = [
  ...["O OperatorChars=.:@", "O OperatorChars", "O Operato", "O BlankSub=xy", "O BlankSub= ", "OB.", "Do.!"].flatMap(
    (line) => [
      whole(`V10/Berkeley\nSx\nRa\tb\n${line}\nRc@d.e!f g\th`, "=Sx", "x c@d.e!f g"),
      whole(`V10/Berkeley\n${line}\nSx\nRa\tb\nRc@d.e!f g\th`, "=Sx", "x c@d.e!f g"),
    ],
  ),
  session(
    "Sx\nRa\tb",
    ...[
      "=Sx y",
      "=S nosuch q",
      "=S  nosuch\tq",
      "=Snosuch!q",
      "=Sx.q",
      "=S99 x",
      "=S9999 x",
      "=S!",
      "=S nosuch ",
      "nosuch!q a",
      "nosuch,x a",
      "x,nosuch!,x a",
      "x=4 a",
      "=Sx=4",
      "=Sy=4",
      "Sy=4 a",
    ],
  ),
  session(
    "Sx=22\nR$*\tq\nS22\nR$*\tr\nS 23 \nRa\tb\nSfoo bar\nRc\td",
    ...[
      "x a",
      "22 a",
      "23 a",
      "foo c",
      "=Sx",
      "=S22",
      "=S23",
      "=Sfoo",
      "=S",
      "=S22x",
      "=S-1",
      "22x a",
      "-1 a",
      "0x16 a",
      "x,22 a",
      "x, a",
      ",x a",
      "x,,22 a",
    ],
  ),
  session('Sx\nR$*\t$>"y" $1\nSy\nR$*\tgot $1\nSz\nR$*\t$>$1 q', "x a", "=Sx", "z y", "z nosuch", "z 7", "z"),
];

const MAILERS =
  "Mlocal, P=/bin/x, F=lsDFMmn, S=Es/Hs, R=Er/Hr, A=x $u\nMprog, P=/bin/sh, F=l, A=sh -c $u\nMsmtp, P=[IPC], F=mDFMX, S=Es, R=Er, A=TCP $h\nM*file*, P=[FILE], F=l, A=FILE $u\n";
const RULES =
  'S0\nR$*<$*>$*\t$2\nR@$*\t$#error $@ 5.1.3 $: "553 User address required"\nR$+@$+\t$#smtp $@ $2 $: $1@$2\nR$+\t$#local $: $1\nS3\nR$*<$*>$*\t$2\nS4\nR$*\t$1\nSEs\nR$+\tes $1\nSHs\nR$+\ths.$1\nSEr\nR$+\ter.$1\nSHr\nR$+\thr.$1\nS1\nR$+\tone $1\nS2\nR$+\ttwo.$1\n';

/** Addresses, and things in the place of one. */
const ADDRESSES: readonly string[] = [
  ...[
    "a",
    "a@b",
    "<a@b>",
    "Full Name <a@b>",
    "a@b (comment)",
    '"x y"@b',
    '"x y" <a@b>',
    "a..b",
    "@",
    "<>",
    "<<a>>",
    "a>b",
    "<a",
    "(c)",
    "a(c",
  ],
  ...[
    "a)b",
    '"a',
    "a\\",
    "a,b",
    "grp: a, b;",
    "a;",
    ":include:/x",
    "|/bin/x",
    '"|x y"',
    "/file/x",
    "\\a",
    "a!b",
    "a%b@c",
    "@a:b@c",
    "<@a,@d:b@c>",
  ],
  ...[
    "error:x",
    "a@[1.2.3.4]",
    "A@B.C",
    "  a  ",
    "a\tb",
    "x".repeat(256),
    `a@${"b.".repeat(130)}`,
    "a b c",
    "$a",
    "a@b.",
    "a@.b",
    "a@b..c",
    "a@",
  ],
  ...["a@b@c", "<a>@b", "a <b> c", "a <b> <c>", '""@x', "a:b", "a::b", "[a]", "a+b@c", "\xe9@b"],
];

/** Headers with rulesets that check them, and what is in them. */
const CHECKED_HEADERS =
  'HFrom: q\nHSubject: $>Sub\nHTo: $>+To\nHCc: $>Nosuch\nSChk\nR$*\t$: $1 $| $&{hdr_name} $| $&{hdrlen} $| $&{currHeader}\nSSub\nR$* bad $*\t$#error $@ 5.7.1 $: "550 no"\nR$* later $*\t$#error $: 450 4.7.1 later\nR$* dis $*\t$#discard\nR$* q $*\t$#error $@ quarantine $: x\nSTo\nR$*\t$: to.$1\n';
const HEADER_TEXTS: readonly string[] = [
  ...[
    "x",
    " x (c) y",
    ' "q',
    " (a",
    " a)",
    " <a",
    " a>",

    ' a "b" c',
    " bad",
    " later",
    " dis",
    " q",
    " a@b, c@d",
    "",
  ],
  ...["  ", " \t x", " $x", " x".repeat(200), '"'.repeat(300), " a:b;c", " \xe9"],
];

/** What ruleset 0 may give. */
const RESULTS: readonly string[] = [
  ...[
    "$#local $: $1",
    "$#local $@ h $: $1",
    "$#error $: 550 no",
    "$#error $@ 5.1.1 $: no code",
    "$#error $@ nouser $: 550 no",
  ],
  ...[
    "$#error $@ tempfail $: 450 no",
    "$#error $@ 4.2.2 $: 450 4.7.1 x",
    "$#error",
    "$#error $@",
    "$#error $: ",
    "$#discard $: x",
    "$#nosuch $: $1",
  ],
  ...[
    "$#smtp $: $1",
    "$#smtp $@ h",
    "$#smtp $@ a:b $: $1",
    "$#smtp $@ a.b c.d $: $1 q",
    "$#local",
    "$1",
    "x $#local $: y",
    "$#local $: $: $1",
  ],
  ...[
    "$#local $@ a $@ b $: $1",
    "$#LOCAL $: $1",
    "$#smtp $@ h $: <$1>",
    "$#prog $: $1",
    "$#error $@ 5.7.1 $: 5500 a",
    "$#smtp $@ h $: @ $1",
  ],
];

const HEADERS: readonly OddSession[] = ["", "H*: $>Chk\n", "H*: $>+Chk\n"].map((star) =>
  session(
    CHECKED_HEADERS + star,
    ...["From", "Subject", "To", "Cc", "Zz", "text", "zz ", "x y", "received"].flatMap((name) =>
      HEADER_TEXTS.map((text) => `/header ${name}:${text}`),
    ),
    "${hdr_name}",
    "${hdrlen}",
    "${currHeader}",
  ),
);

const PARSING: readonly OddSession[] = [
  ...["", "/tryflags hr", ".D{addr_type}q"].map((before) =>
    session(
      `${MAILERS}S0\nR|$*\t$#prog $: $1\nR$*\t$#local $: $1\nSEr\nR$*\t$: $1 < $&{addr_type} >`,
      before,
      "/sender a",
      "${addr_type}",
      "/sender |x",
      "${addr_type}",
      "/parse a",
      "/try local a",
    ),
  ),
  ...["/parse", "/try smtp", "/try local", "/sender", "/canon", "/header From:", "/expand", "3,0"].map((command) =>
    session(MAILERS + RULES, ...ADDRESSES.map((address) => `${command} ${address}`)),
  ),
  session(
    MAILERS + RULES,
    "/tryflags hs",
    ...ADDRESSES.map((address) => `/try smtp ${address}`),
    "/tryflags er",
    "/try smtp a@b",
    "/try nosuch a",
  ),
  whole(`V10/Berkeley\nO BlankSub=_\n${MAILERS}${RULES}`, ...ADDRESSES.map((address) => `/parse ${address}`)),
  whole(`V8/Berkeley\n${MAILERS}${RULES}`, ...ADDRESSES.map((address) => `3 ${address}`)),
  session(`${MAILERS}${RULES}Sfinal=4\nScanonify=3\n`, "/tryflags hs", "/try smtp a", "/try smtp a@b"),
  ...["es ".repeat(200), "x.".repeat(200), `${"x".repeat(100)} ${"y".repeat(155)} z`].map((long) =>
    session(`${MAILERS}S4\nRa\t${long}`, "/try smtp a"),
  ),
  ...RESULTS.map((result) =>
    session(
      `${MAILERS}S0\nR$*\t${result}\nS5\nR$+\t$#smtp $@ five $: $1`,
      "/parse a",
      "/parse a@b",
      "/parse @a",
      "0 a",
      '/parse "x y"@z',
      "/parse A",
    ),
  ),
  ...["lsn5", "ls@", "ls5@"].map((flags) =>
    session(
      `Mlocal, P=/bin/x, F=${flags}, A=x $u\nS0\nR$*\t$#local $: $1\nS5\nR$+\tfive.$1`,
      "/parse @a",
      "/parse a",
      "/parse @@a",
      "/parse @",
    ),
  ),
];

export const ODD_SESSIONS: readonly OddSession[] = [
  ...MAPS,
  ...MACROS,
  ...CLASSES,
  ...BYTES,
  ...NAMES,
  ...HEADERS,
  ...PARSING,
];
