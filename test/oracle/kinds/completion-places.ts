// Where completion is asked, in each kind of table, and on which servers. `‸` is the cursor, at the end of the file's own lines.
import type { Server } from "./completion-site.ts";

/** Places in one kind of table. */
export interface Places {
  /** In a line that is right as far as it is written, and right when an item and, after a key, a value is in it. */
  readonly sound: readonly string[];
  /** Where a person has gone wrong before, or text follows that the item becomes a part of: the rest of the file stays as it is. */
  readonly odd: readonly string[];
}

/** `BEFORE` for every key with a space and with a tab after it, and for each beginning of a value. */
const valuesOf = (keys: readonly string[], beginnings: readonly string[]): readonly string[] =>
  keys.flatMap((key) => [`${key} ‸`, ...beginnings.map((begun) => `${key}\t${begun}‸`)]);

const DOMAIN_KEYS = ["‸", "a‸", "pa‸", "PA‸", "o‸", "v‸", "ne‸"];
const LOGIN = "AuthInfo:mail.example.org";
const LOGIN_PARTS = [
  "",
  '"',
  '"U',
  '"U:',
  '"u',
  '"P',
  '"U:joe" ',
  '"U:joe" "',
  '"U:joe" "P',
  '"U:joe" "P:x" ',
  '"U:joe" "P:x" "',
  '"U:joe" "P:x" "M:',
  '"U:joe" "P:x" "M:PL',
  '"U:joe" "P:x" "M:LOGIN ',
  '"U:joe" "P:x" "R:',
];

export const PLACES: Readonly<Record<string, Places>> = {
  mailertable: {
    sound: [
      ...[...DOMAIN_KEYS, ".‸", ".pa‸", "."].flatMap((key) =>
        key === "." ? [] : [key, `${key}\tesmtp:[h.example.net]`],
      ),
      ...valuesOf(["new.example", ".new.example", "."], ["", "s", "SM", "es", "lo", "err", "rel", "p", "u"]),
      ...valuesOf(["new.example"], ["error:", "ERROR:", "error:5", "error:5.1.", "error:5.1.2:", "error: "]),
      ...valuesOf(
        ["new.example", ".new.example", "."],
        [
          "smtp:",
          "smtp:[",
          "smtp:g",
          "esmtp: ",
          "ESMTP:",
          "relay:%",
          "smtp:gw.example.net:",
          "esmtp:[a.example.net]:[",
        ],
      ),
      "new.example\tsmtp:[‸]",
      ".new.example\tsmtp:[g‸]",
      "new.example\tlocal:‸",
      "new.example\tlocal:r‸",
      "new.example\tlocal: R‸",
    ],
    odd: [
      "new.example\t‸smtp:[gw.example.net]",
      "new.example\tsm‸tp:[x.example]",
      "new.example smtp:[gw.example.net] ‸",
      'new.example "‸"',
      "to:‸",
      " ‸",
      "# ‸",
      "new.example\tnosuch:‸",
      "new.example\tprog:‸",
      "local.example\t‸",
      "lo‸cal.example smtp:x.example",
    ],
  },
  virtusertable: {
    sound: [
      ...["‸", "@‸", "@v‸", "@V‸", "zoe@‸", "zoe@v‸", "ZOE@L‸", "zoe+x@‸", "+*@‸"].flatMap((key) => [
        key,
        `${key}\troot`,
      ]),
      ...valuesOf(
        ["joe@virt.example", "joe+*@virt.example", "@virt.example", "@local.example", "joe@local.example"],
        ["", "r", "R", "te", "er", "%", "%1", "root@", "root@e", "root@L", "%1@", "%1@e"],
      ),
      ...valuesOf(["joe@virt.example"], ["error:", "ERROR:", "error: ", "error:5", "error:5.1.", "error:5.1.1:"]),
    ],
    odd: [
      "joe@virt.example\t‸root",
      "joe@virt.example\tro‸ot",
      'joe@virt.example "‸"',
      "joe@virt.example\troot ‸",
      "joe@virt.example\troot,‸",
      " ‸",
      "# ‸",
      "joe‸@virt.example root",
      "joe@virt.example\tlocal:‸",
    ],
  },
  genericstable: {
    sound: [
      ...["‸", "@‸", "@g‸", "zoe@‸", "zoe@G‸", "ma‸", "no‸"].flatMap((key) => [key, `${key}\tann@gen.example`]),
      ...valuesOf(
        ["joe@gen.example", "joe+*@gen.example", "@gen.example", "joe"],
        ["", "ann@", "ann@g", "ann@L", "%", "%1@"],
      ).filter((place) => !/^joe[ @\t][^+]*%/.test(place)),
    ],
    odd: [
      "joe@gen.example\t‸ann@gen.example",
      'joe@gen.example\t"ann@‸"',
      "joe@gen.example\tann@gen.example ‸",
      "joe@gen.example\tann@g‸en.example",
      " ‸",
      "# ‸",
    ],
  },
  domaintable: {
    sound: [
      ...DOMAIN_KEYS.flatMap((key) => [key, `${key}\tlocal.example`]),
      ...valuesOf(["was.example"], ["", "lo", "LO", "mo", "mx."]),
    ],
    odd: [
      "was.example\t‸local.example",
      'was.example "‸"',
      "was.example\tlocal.example ‸",
      ".was.example\t‸",
      "@was.example ‸",
      " ‸",
      "# ‸",
    ],
  },
  authinfo: {
    sound: [
      ...["‸", "Au‸", "AU‸", "AuthInfo:‸", "authinfo:‸", "AuthInfo:m‸", "ma‸"].flatMap((key) => [
        key,
        `${key}\t"U:joe" "P:geheim" "M:PLAIN"`,
      ]),
      ...LOGIN_PARTS.flatMap((part) => [
        `${LOGIN} ${part}‸`,
        `${LOGIN}\t${part}‸`,
        ...(/"[^" ]*(?: \w*)*$/.test(part) && (part.match(/"/g) ?? []).length % 2 === 1 ? [`${LOGIN} ${part}‸"`] : []),
      ]),
      `${LOGIN} "U:joe" ‸ "P:x"`,
      `${LOGIN} ‸ "U:joe" "P:x"`,
      `${LOGIN} "U:joe" "‸" "P:x"`,
    ],
    odd: [`${LOGIN} U‸`, `${LOGIN} "U:joe"‸`, `${LOGIN} 'U‸'`, "AuthInfo:[‸", " ‸", "# ‸"],
  },
  access: {
    sound: [
      ...["‸", "Co‸", "co‸", "TL‸", "19‸", "pa‸", "PA‸"],
      ...[
        "Connect:",
        "connect:",
        "To:",
        "From:",
        "ClientRate:",
        "ClientConn:",
        "GreetPause:",
        "Spam:",
        "TLS_Srv:",
        "TLS_Clt:",
        "TLS_Rcpt:",
        "Try_TLS:",
        "Srv_Features:",
        "Clt_Features:",
      ].flatMap((tag) => [`${tag}‸`, `${tag}p‸`, `${tag}1‸`, `${tag}s‸`]),
      ...valuesOf(
        ["Connect:192.0.2.9", "From:x@odd.example", "To:joe@partner.example", "odd.example"],
        ["", "RE", "re", "ERR", "err", "ERROR:", "Q", "D", "5"],
      ),
      ...valuesOf(
        ["TLS_Srv:x.example.net", "TLS_Clt:x.example.net", "TLS_Rcpt:x@x.example"],
        ["", "V", "EN", "P", "temp"],
      ),
      ...valuesOf(
        [
          "Try_TLS:x.example",
          "GreetPause:192.0.2.9",
          "ClientRate:192.0.2.9",
          "ClientConn:192.0.2.9",
          "Spam:joe@",
          "Srv_Features:192.0.2.9",
          "Clt_Features:x.example",
        ],
        [""],
      ),
      ...valuesOf(["Srv_Features:192.0.2.9"], ["S ", "V l "]),
      ...LOGIN_PARTS.map((part) => `${LOGIN} ${part}‸`),
    ],
    odd: [
      "Connect:192.0.2.9\t‸REJECT",
      "Connect:192.0.2.9\tREJ‸ECT",
      "Connect:192.0.2.9\tREJECT ‸",
      'Connect:192.0.2.9 "‸"',
      "Con‸nect:192.0.2.9 REJECT",
      " ‸",
      "# ‸",
      "QGRP:x.example ‸",
      "Nosuch:‸",
    ],
  },
  aliases: {
    sound: [
      ...["‸", "ab‸", "AB‸", "se‸"].flatMap((key) => [key, `${key}: mail`, `${key} : mail`]),
      ...[
        "joe:‸",
        "joe: ‸",
        "joe:\t‸",
        "joe: r‸",
        "joe: R‸",
        "JOE: te‸",
        "joe: :‸",
        "joe: :inc‸",
        "joe: :INC‸",
        'joe: "‸',
        'joe: "‸"',
        'joe: "|‸"',
        "joe: |‸",
        "joe: /d‸",
        "joe: /dev/n‸",
        "joe: daemon,‸",
        "joe: daemon, ‸",
        "joe: daemon, r‸, mail",
        "joe: ‸, mail",
        "joe: daemon,\n\t‸",
        "joe: daemon,\n  r‸",
        'joe: daemon,\n\t"‸"',
        "joe: root@‸",
        "joe: root@l‸",
        "joe: root@M‸",
        "joe: daemon, root@‸",
        "joe+x: ‸",
        "owner-joe: ‸",
        '"joe": ‸',
      ],
      ...["root: ‸", "abuse: ‸", "ABUSE: ‸", "webmaster : ‸"],
    ],
    odd: [
      "joe: ‸root",
      "joe: ro‸ot",
      "joe: root ‸",
      "joe: root\n ‸",
      "joe: root x‸",
      "joe: root\\\n‸",
      "web‸master: root",
      "\\‸: root",
      "joe: \\‸",
      "# ‸",
      " ‸",
      "team: ‸",
      "joe: root, # ‸",
    ],
  },
  list: {
    sound: ["‸", "r‸", "R‸", "te‸", "daemon, ‸", "daemon,r‸", "root@‸", "root@l‸", '"‸"', "/d‸", "\\r‸"],
    odd: ["root ‸", "# ‸", "ro‸ot"],
  },
  userdb: {
    sound: [
      ...valuesOf(["joe:maildrop", "JOE:maildrop"], ["", "r", "te", "daemon,", "daemon,r"]),
      "joe:‸",
      "joe:m‸",
      "joe:mail‸",
      "joe:‸ root@local.example",
      "joe:MAILD‸\troot",
    ],
    odd: ["‸", "# ‸", "joe:maildrop ‸root"],
  },
  bitdomain: { sound: valuesOf(["node"], ["", "lo", "LO"]), odd: ["‸", "no‸", "# ‸"] },
  uudomain: { sound: valuesOf(["node"], ["", "lo", "LO"]), odd: ["‸", "no‸", "# ‸"] },
  ...Object.fromEntries(
    [
      "local-host-names",
      "relay-domains",
      "virtuser-domains",
      "generics-domains",
      "masquerade-domains",
      "trusted-users",
      "exposed-users",
    ].map((name) => [
      name,
      { sound: ["‸", "p‸", "PA‸", "v‸", "r‸", "19‸"], odd: ["# ‸", "x.example ‸", "pa‸ y.example"] },
    ]),
  ),
};

const maps = (...names: readonly string[]): readonly string[] =>
  names.map(
    (name) =>
      `FEATURE(\`${name}', \`hash ${name === "access_db" ? "-T<TMPF> " : ""}/etc/mail/${name.replace("_db", "")}')dnl`,
  );

const FILES = {
  mailertable: "old.example\tsmtp:[gw.example.net]\n.sub.example\tesmtp:%1.hub.example.net\n.other.example\tesmtp:%0\n",
  virtusertable: "info@virt.example\troot\n@virt2.example\t%1@else.example\nsales@virt.example\terror:5.1.1:550 Gone\n",
  genericstable: "root@gen.example\tadmin@gen.example\ndaemon\tdaemon@gen.example\n",
  domaintable: "former.example\tlocal.example\n",
  authinfo: 'AuthInfo:relay.example.net\t"U:joe" "P:geheim" "M:PLAIN"\n',
  access: "Connect:192.0.2.7\tREJECT\nFrom:spam@bad.example\tREJECT\nClientRate:198.51.100\t0\n",
  aliases: "postmaster: root\nteam: daemon, mail\nlist-x: :include:/etc/mail/list\nabove: team,\n\troot\n",
  list: "daemon\nmail\n",
  userdb: "ann:maildrop\troot\n",
  bitdomain: "host\tmore.example\n",
  uudomain: "host\tmore.example\n",
  "local-host-names": "more.example\n",
  "relay-domains": "friend.example\n203.0.113\n",
  "trusted-users": "daemon\n",
  "exposed-users": "daemon\n",
};

const CLASS_FILES = [
  "RELAY_DOMAIN_FILE(`/etc/mail/relay-domains')dnl",
  "FEATURE(`use_ct_file')dnl",
  "define(`confCT_FILE', `/etc/mail/trusted-users')dnl",
  "EXPOSED_USER_FILE(`/etc/mail/exposed-users')dnl",
];

const ALL = [
  "mailertable",
  "virtusertable",
  "genericstable",
  "domaintable",
  "authinfo",
  "access_db",
  "bitdomain",
  "uucpdomain",
];

export const SERVERS: readonly Server[] = [
  {
    name: "all tables, names in the .mc",
    version: "8.18.2",
    mc: [
      ...maps(...ALL.filter((name) => name !== "uucpdomain")),
      "FEATURE(`uucpdomain', `hash /etc/mail/uudomain')dnl",
      ...CLASS_FILES,
      "VIRTUSER_DOMAIN(`virt.example virt2.example')dnl",
      "GENERICS_DOMAIN(`gen.example')dnl",
      "RELAY_DOMAIN(`partner.example')dnl",
      "MASQUERADE_DOMAIN(`masq.example')dnl",
      "define(`SMART_HOST', `[mail.example.org]:587')dnl",
      "define(`confUSERDB_SPEC', `/etc/mail/userdb')dnl",
    ],
    files: FILES,
  },
  {
    name: "domains in files, more mailers and features",
    version: "8.15.2",
    mc: [
      ...maps("mailertable", "virtusertable", "genericstable", "access_db"),
      ...CLASS_FILES,
      "FEATURE(`blacklist_recipients')dnl",
      "FEATURE(`ratecontrol')dnl",
      "FEATURE(`conncontrol')dnl",
      "FEATURE(`greet_pause', `1000')dnl",
      "FEATURE(`delay_checks', `friend')dnl",
      "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl",
      "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl",
      "MASQUERADE_AS(`masq.example')dnl",
      "MASQUERADE_DOMAIN_FILE(`/etc/mail/masquerade-domains')dnl",
      "FEATURE(`virtuser_entire_domain')dnl",
      "FEATURE(`generics_entire_domain')dnl",
      "define(`SMART_HOST', `relay:mail.example.org')dnl",
      "MAILER(`procmail')dnl",
      "MAILER(`cyrusv2')dnl",
    ],
    files: {
      ...FILES,
      "virtuser-domains": "virt.example\nvirt2.example\n",
      "generics-domains": "gen.example\n",
      "masquerade-domains": "masq.example\n",
    },
  },
  {
    name: "few tables, no smart host",
    version: "8.17.1",
    mc: [
      ...maps("virtusertable", "authinfo", "domaintable"),
      "VIRTUSER_DOMAIN(`virt.example')dnl",
      "GENERICS_DOMAIN(`gen.example')dnl",
    ],
    files: FILES,
  },
];
