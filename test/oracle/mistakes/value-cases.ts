// Values that people write by mistake, and values that only look odd, by the type of their option.

export interface ValueCases {
  /** Names of the options and defines of the type; each value is given to one after the other. */
  readonly names: readonly string[];
  /** How a value is written: a line of a .mc, and the line of a .cf that it makes. Without it: a define, and what the catalogue says it sets. */
  readonly written?: {
    mc(name: string, value: string): string;
    cf(name: string, value: string): string;
  };
  /** What none of them can take as it was meant. */
  readonly wrong: readonly string[];
  /** What sendmail takes as it was meant. */
  readonly fine: readonly string[];
}

/** What web pages, word processors and other languages put around a value. */
function around(value: string): readonly string[] {
  const signs = ["''", '""', "“”", "‘’", "´´", "«»", "()", "<>", "{}"];
  const before = ["'", "=", ":"];
  const after = ['"', ";", ",", "\\", " // why"];
  return [
    ...signs.map((pair) => `${pair.charAt(0)}${value}${pair.charAt(1)}`),
    ...before.map((sign) => sign + value),
    ...after.map((sign) => value + sign),
  ];
}

const PLACEHOLDERS = ["CHANGEME", "<value>", "YOUR_VALUE"];

export const VALUES: Readonly<Record<string, ValueCases>> = {
  time: {
    names: ["confTO_IDENT", "confTO_QUEUERETURN", "confMIN_QUEUE_AGE", "confDIAL_DELAY", "confTO_COMMAND"],
    wrong: [
      ...around("5m"),
      ...PLACEHOLDERS,
      ..."5min|5 m|5M|1h 30m|1:30|00:05:00|5.5h|1,5h|PT5M|5sec|5m.|five|0x10|1e3|5days|1y|500ms|never|none|off|+5m|m5|d|5dd".split(
        "|",
      ),
    ],
    fine: ["5m", "30s", "1h30m", "0", "10", "2w", "1d12h", "now", "5m # why"],
  },
  number: {
    names: ["confMAX_HOP", "confMAX_ALIAS_RECURSION", "confQUEUE_FACTOR", "confCHECKPOINT_INTERVAL"],
    wrong: [
      ...around("10"),
      ...PLACEHOLDERS,
      ..."10K|1M|1,000|1.000|1 000|1_000|0x10|1e3|ten|10.|10.5|10 messages|10/s|10%|- 10|99999999999|none|unlimited|off|10s".split(
        "|",
      ),
    ],
    fine: ["10", "0", "100", "+5", "020", "10 # why"],
  },
  size: {
    names: ["confMAX_MESSAGE_SIZE", "confDF_BUFFER_SIZE", "confMAX_HEADERS_LENGTH"],
    wrong: [
      ...around("10000000"),
      ...PLACEHOLDERS,
      ..."10K|10M|10MB|10 MB|10MiB|10GB|0.5M|10,000,000|10.000.000|10 000 000|0xA00000|1e7|ten|unlimited|none".split(
        "|",
      ),
    ],
    fine: ["10000000", "0", "52428800", "52428800# why"],
  },
  mode: {
    names: ["confTEMP_FILE_MODE", "confQUEUE_FILE_MODE"],
    wrong: [
      ...around("0600"),
      ...PLACEHOLDERS,
      ..."0o600|rw-------|u=rw|-rw-------|0888|0x180|6|u+rw|0600 0660|0600,0660|644.|9|0999|six|-600|0600.0|0 600".split(
        "|",
      ),
    ],
    fine: ["0600", "0660", "600", "0640", "0600 # why"],
  },
  boolean: {
    names: [
      "confRRT_IMPLIES_DSN",
      "confSAVE_FROM_LINES",
      "confIGNORE_DOTS",
      "confMATCH_GECOS",
      "confDONT_PRUNE_ROUTES",
    ],
    wrong: [
      ...around("True").filter((value) => !/^t/i.test(value)),
      ...PLACEHOLDERS.filter((value) => !/^y/i.test(value)),
      ..."1|on|enabled|Enable|ok|allow|always|required|set|+|x|si|ja|oui|-t|active|ON|[True]|/True".split("|"),
    ],
    fine: ["True", "t", "Yes", "y", "TRUE", "False", "no", "F", "0", "off", "never", "none", "True;", "True # why"],
  },
  path: {
    names: ["confPID_FILE", "HELP_FILE", "STATUS_FILE", "confCONTROL_SOCKET_NAME", "confDEAD_LETTER_DROP"],
    wrong: [
      ...around("/etc/mail/x").filter((value) => !/ \/\/ /.test(value)),
      ...PLACEHOLDERS,
      ..."~/x|~root/x|$HOME/x|file:///etc/x|/etc/x /etc/y|/etc/x, /etc/y|/path/to/file|/path/to/cert.pem|hash:/etc/x|hash /etc/x|/etc/mail/*.pem|/etc/mail/...|%HOME%/x".split(
        "|",
      ),
    ],
    fine: ["/etc/mail/x", "/var/spool/x-y_z.1", "/etc/mail/x+y@z", "/etc/my file", "/etc/mail/x # why"],
  },
  host: {
    names: ["SMART_HOST", "MAIL_HUB", "LOCAL_RELAY", "FAX_RELAY"],
    wrong: [
      ...around("mail.provider.example").filter((value) => !/["\\]/.test(value)),
      ...PLACEHOLDERS,
      ...".provider.example|*.provider.example|mail..provider.example|mail.provider.example:587|mail.provider.example 587|[mail.provider.example]:587|[mail.provider.example:587]|smtp://mail.provider.example|smtps://mail.provider.example:465|user@mail.provider.example|mail provider example|mail.provider.example backup.provider.example|a.example,b.example|a.example;b.example|192.0.2.1:25|192.0.2.1/24|[192.0.2.1|192.0.2.1]|[192.0.2]|[192.0.2.300]|[192.0.2.1.5]|2001:db8::1|[IPv6:2001:db8::zz]|smtp.your-isp.net|mäil.provider.example|mail%2eprovider|mail.provider.example/|esmtp;mail.provider.example|esmtp::mail.provider.example|nosuch:mail.provider.example|192.0.2.1".split(
        "|",
      ),
    ],
    fine: [
      "mail.provider.example",
      "[mail.provider.example]",
      "[192.0.2.1]",
      "[IPv6:2001:db8::1]",
      "[2001:db8::1]",
      "mail.provider.example.",
      "a.example:b.example",
      "xn--mil-qla.provider.example",
      "mail.provider.example # why",
    ],
  },
  "one host": {
    names: ["confFALLBACK_SMARTHOST", "confFALLBACK_MX"],
    wrong: [
      ...around("mail.provider.example"),
      ...PLACEHOLDERS,
      ..."mail.provider.example:587|[mail.provider.example]:587|smtp:mail.provider.example|smtp://mail.provider.example|a.example b.example|a.example,b.example|a.example:b.example|[192.0.2.1|192.0.2.1]|[192.0.2.300]|.provider.example|mäil.provider.example".split(
        "|",
      ),
    ],
    fine: ["mail.provider.example", "[mail.provider.example]", "[192.0.2.1]", "[IPv6:2001:db8::1]", "mx # why"],
  },
  domain: {
    names: ["confDOMAIN_NAME", "confHELO_NAME"],
    wrong: [
      ...around("mail.sane.example").filter((value) => !/["\\]/.test(value)),
      ...PLACEHOLDERS,
      ...".sane.example|*.sane.example|mail..sane.example|mail.sane.example:25|[mail.sane.example]|smtp://mail.sane.example|user@mail.sane.example|mail sane example|a.example,b.example|192.0.2.1|192.0.2.1/24|[192.0.2.1|yourdomain.com|mäil.sane.example|mail.sane.example/|mail.sane.example.|-mail.sane.example|mail".split(
        "|",
      ),
    ],
    fine: [
      "mail.sane.example",
      "mx-1.sane.example",
      "xn--mil-qla.sane.example",
      "mail_x.sane.example",
      "a.example # why",
    ],
  },
  address: {
    names: ["confCOPY_ERRORS_TO", "confDOUBLE_BOUNCE_ADDRESS"],
    wrong: [
      ..."'root'|“root”|‘root’|´root´|«root»|'root|root\"|(root)|{root}|=root|root;|root // why|root@|@sane.example".split(
        "|",
      ),
      ..."a@b.example;c@d.example|x @ sane.example|x@@sane.example|x[at]sane.example|x(at)sane.example|x AT sane.example|<email>|<email@address>|/var/log/x|x@sane..example|you@yourdomain.com|x@[sane.example|x@*.sane.example|:include:/etc/x".split(
        "|",
      ),
      "|/bin/prog",
      ...PLACEHOLDERS,
    ],
    fine: [
      "root",
      "postmaster@sane.example",
      "root, postmaster",
      "root postmaster",
      "<root@sane.example>",
      '"root"',
      "root,",
    ],
  },
  user: {
    names: ["confDEF_USER_ID", "confRUN_AS_USER"],
    wrong: [
      ...around("mail").filter((value) => !/[:,;]$/.test(value)),
      "mail;",
      ...PLACEHOLDERS,
      ..."mail:mail:mail|mail,mail|mail mail|uid=8|-1|mail@host|mail;mail|8 12|8,12".split("|"),
      "mail|mail",
    ],
    fine: ["mail", "8", "8:12", "mail:mail", "8.12", "8/12", "mail # why"],
  },
  privacy: {
    names: ["confPRIVACY_FLAGS"],
    wrong:
      "“goaway”|‘goaway’|´goaway´|«goaway»|goaway // why|CHANGEME|<value>|go away|no-vrfy|need mailhelo|authwarning|none|all|true|0|novrfy=true|restrictqrn|vrfy|noexp|noverify".split(
        "|",
      ),
    fine: [
      "goaway",
      "authwarnings,novrfy,noexpn",
      "NoVrfy",
      "'goaway'",
      '"goaway"',
      "(goaway)",
      "goaway;",
      "goaway. # why",
    ],
  },
  blame: {
    names: ["confDONT_BLAME_SENDMAIL"],
    wrong:
      "“Safe”|‘Safe’|´Safe´|«Safe»|GroupReadableKeyFiles|GroupWritable|True|all|unsafe|GroupReadable KeyFile|Group-Readable-Key-File|GroupReadableSASLFile|0|no|none|CHANGEME|GroupReadableKeyFile=true".split(
        "|",
      ),
    fine: ["Safe", "groupreadablekeyfile", "'Safe'", "AssumeSafeChown, MapInUnsafeDirPath", "Safe;", "Safe # why"],
  },
  mechanisms: {
    names: ["confAUTH_MECHANISMS"],
    wrong:
      "PLAIN,LOGIN|LOGIN, PLAIN|PLAIN;LOGIN|PLAIN:LOGIN|PLAIN+LOGIN|PLIAN|CRAM_MD5|CRAMMD5|SCRAM-SHA256|GSS-API|<value>|CHANGEME|*|all|'PLAIN'|“PLAIN”|(PLAIN)|PLAIN;|!LOGIN".split(
        "|",
      ),
    fine: ["PLAIN", "LOGIN PLAIN", "EXTERNAL GSSAPI DIGEST-MD5 CRAM-MD5", "SCRAM-SHA-256 PLAIN", "OAUTHBEARER"],
  },
};
