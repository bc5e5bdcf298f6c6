// Lines of access maps that people reported, three and more others of each kind, and what sendmail answers to whoever they were meant for.

/** What sendmail answers to a client: when it connects, and when it sends to another host. */
export interface Answers {
  readonly connect?: RegExp;
  readonly rcpt?: RegExp;
  /** What makemap says. */
  readonly makemap?: RegExp;
}

/** Lines of one kind. */
export interface AccessLines {
  readonly what: string;
  /** The codes of which one is found in each. */
  readonly found: readonly string[];
  readonly answers: Answers;
  /** The reported line first. Each is asked for its client: an address, with its name where that is asked for. */
  readonly lines: readonly (readonly [line: string, client?: string, name?: string])[];
  /** Lines of the .mc that they need. */
  readonly mc?: string;
}

const OFFICE = "203.0.113.9";
const LOOPBACK = "IPv6:0:0:0:0:0:0:0:1";
const IPV6 = "IPv6:2001:db8:0:0:0:0:0:9";
const DENIED = /Relaying denied/;

export const ACCESS_LINES: readonly AccessLines[] = [
  {
    what: "an action before the tag",
    found: ["access-unknown-tag"],
    answers: { connect: /returns: OK|returns: < ? >/, rcpt: DENIED },
    lines: [
      ["RELAYConnect:localhost\tRELAY", OFFICE, "localhost"],
      [`OKConnect:${OFFICE}\tRELAY`],
      [`RELAYFrom:${OFFICE}\tRELAY`],
      [`relayconnect:${OFFICE}\trelay`],
      [`Connect_RELAY:${OFFICE}\tRELAY`],
    ],
  },
  {
    what: "an action alone in its line",
    found: ["access-syntax"],
    answers: { makemap: /no RHS for LHS/, rcpt: DENIED },
    lines: [
      ["RELAY\nConnect:10\tREJECT"],
      ["OK\nspam.example\tREJECT"],
      [`Connect:${OFFICE}\nRELAY`],
      [`${OFFICE}:RELAY`],
      [`Connect:${OFFICE}=RELAY`],
    ],
  },
  {
    what: "signs around the action",
    found: ["access-unknown-action"],
    answers: { connect: /\$# error/, rcpt: DENIED },
    lines: [
      [`Connect:${OFFICE}\tRELAY,OK`],
      [`Connect:${OFFICE}\t: RELAY`],
      [`Connect:${OFFICE}\t= RELAY`],
      [`Connect:${OFFICE}\tRELAY;x`],
      [`Connect:${OFFICE}\tRELAY.`],
      [`Connect:${OFFICE}\t-RELAY`],
      [`Connect:${OFFICE}\t"RELAY"`],
      [`Connect:${OFFICE}\t'RELAY'`],
      [`Connect:${OFFICE}\t[RELAY]`],
      [`Connect:${OFFICE}\tOK/RELAY`],
    ],
  },
  {
    what: "a space after the tag",
    found: ["access-space-after-tag", "access-unknown-action"],
    answers: { connect: /returns: OK|returns: < ? >/, rcpt: DENIED },
    lines: [
      ["Connect: 192.168.1\tRELAY", "192.168.1.5"],
      [`Connect: ${OFFICE}\tRELAY`],
      [`Connect:\t${OFFICE} RELAY`],
      ["To: far.example\tRELAY"],
      ["Connect: office.example RELAY", OFFICE, "pc.office.example"],
    ],
  },
  {
    what: "a comment with another sign",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [
      ["// our office"],
      ["-- our office"],
      ["; our office"],
      ["/* our office */"],
      ["<!-- our office -->"],
      ["rem our office"],
      ["dnl our office"],
    ],
  },
  {
    what: "a network of zeros",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [
      ["0.0.0.0\tOK"],
      ["0.0.0.0\tRELAY"],
      ["0.0.0.0/0\tRELAY"],
      ["203.0.113.0\tRELAY"],
      ["203.0.0.0\tRELAY"],
      ["0\tRELAY"],
      ["::/0\tRELAY"],
    ],
  },
  {
    what: "a Windows line end on an empty line",
    found: ["access-syntax"],
    answers: { makemap: /leading space/ },
    lines: [
      [`Connect:${OFFICE}\tRELAY\r\n\r`],
      [`\r\nConnect:${OFFICE}\tRELAY\r`],
      [`# office\r\n \r\nConnect:${OFFICE}\tRELAY\r`],
      [`Connect:${OFFICE}\tRELAY\r\n\t\r`],
    ],
  },
  {
    what: "a rate for a name",
    found: ["access-wrong-key"],
    answers: { rcpt: DENIED },
    mc: "FEATURE(`ratecontrol')dnl\nFEATURE(`conncontrol')dnl\nFEATURE(`greet_pause', `5000')dnl",
    lines: [
      ["ClientRate:localhost\t0"],
      ["ClientConn:localhost\t0"],
      ["ClientRate:office.example\t5"],
      ["ClientConn:office.example\t5"],
    ],
  },
  {
    what: "the loopback address as older distributions shipped it",
    found: ["access-bracketed-address", "access-invalid-key"],
    answers: { connect: /returns: OK/ },
    lines: [
      ["Connect:[IPv6:::1]\tRELAY", LOOPBACK, "localhost"],
      ["Connect:IPv6:::1\tREJECT", LOOPBACK, "localhost"],
      ["Connect:::1\tREJECT", LOOPBACK, "localhost"],
      ["Connect:[::1]\tREJECT", LOOPBACK, "localhost"],
      ["Connect:[::1]\tREJECT", LOOPBACK, `[${LOOPBACK}]`],
    ],
  },
  {
    what: "an IPv6 address as sendmail does not write it",
    found: ["access-bracketed-address", "access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [
      ["Connect:[IPv6:2001:db8::9]\tRELAY", IPV6],
      ["Connect:IPv6:2001:db8::9\tRELAY", IPV6],
      ["Connect:2001:db8:0:0:0:0:0:9\tRELAY", IPV6],
      ["Connect:IPv6:2001:0db8\tRELAY", IPV6],
      ["Connect:IPv6:2001:db8::/32\tRELAY", IPV6],
    ],
  },
  {
    what: "a grant to all who pay one provider",
    found: ["relay-free-mail", "relay-open"],
    answers: { rcpt: /returns: RELAY/ },
    lines: [
      ["Connect:gmail.com\tRELAY", OFFICE, "mail.gmail.com"],
      ["Connect:protection.outlook.com\tRELAY", OFFICE, "a.outbound.protection.outlook.com"],
      ["Connect:amazonaws.com\tRELAY", OFFICE, "ec2-1.compute-1.amazonaws.com"],
      ["sendgrid.net\tRELAY", OFFICE, "o1.sendgrid.net"],
      ["Connect:ovh.net\tRELAY", OFFICE, "vps1.vps.ovh.net"],
    ],
  },
  {
    what: "a star for everybody",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [
      ["*.*\tRELAY"],
      ["*\tRELAY"],
      ["Connect:*\tRELAY"],
      ["*.example\tRELAY", OFFICE, "pc.office.example"],
      ["203.0.113.*\tRELAY"],
    ],
  },
  {
    what: "a word for everybody",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [["ALL\tRELAY"], ["any\tRELAY"], ["default\tRELAY"], ["Connect:all\tRELAY"]],
  },
  {
    what: "a range, or zeros before a number",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [
      ["203.0.113.1-9\tRELAY"],
      ["203.0.113.009\tRELAY"],
      ["203.000.113\tRELAY"],
      ["203.0.113.1-203.0.113.20\tRELAY"],
      ["203.0.113.x\tRELAY"],
    ],
  },
  {
    what: "two octets of somebody else's network",
    found: ["relay-wide-network"],
    answers: { rcpt: /returns: RELAY/ },
    lines: [
      ["Connect:40.92\tRELAY", "40.92.1.2"],
      ["Connect:52\tRELAY", "52.1.2.3"],
      ["104.47\tRELAY", "104.47.9.9"],
      ["Connect:203.0\tRELAY", OFFICE],
    ],
  },
  {
    what: "a star before an address",
    found: ["access-invalid-key"],
    answers: { rcpt: DENIED },
    lines: [["*@w.example\tREJECT"], ["*@*\tREJECT"], ["From:joe@*.example\tREJECT"], ["news@*\tREJECT"]],
  },
];
