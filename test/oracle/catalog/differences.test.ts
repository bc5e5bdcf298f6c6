// What differs between four versions of sendmail, each difference asked of all four: the facts that rules, hovers and the check of an upgrade rest on.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { libraryOf, programOf, run, runSendmail, safeFolder, type Version, versionsThere } from "../programs.ts";
import { type LETTERS, type LineEnds, lineEnds } from "./line-ends.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());
const there = versionsThere();
const file = (name: string) => path.join(folder.dir, name);

/** A value for each version, in order; fewer values: the last one goes on. */
type ByVersion<T> = Readonly<Record<Version, T>>;
const by = <T>(v815: T, v817: T, v1818: T, v2818: T): ByVersion<T> => ({
  "8.15.2": v815,
  "8.17.1": v817,
  "8.18.1": v1818,
  "8.18.2": v2818,
});

interface Built {
  readonly cf: string;
  /** The last line of what m4 complained about. */
  readonly complaint: string;
}

/** The .cf that a version's library makes of a few lines. */
function build(version: Version, lines: readonly string[]): Built {
  const body = [
    "define(`confDONT_PROBE_INTERFACES', `True')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
    `define(\`confSERVICE_SWITCH_FILE', \`${file("switch")}')dnl`,
    "OSTYPE(`linux')dnl",
    ...lines,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    "",
  ].join("\n");
  const library = libraryOf(version);
  const { stdout, stderr } = run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], body);
  return { cf: stdout, complaint: stderr.trim().split("\n").at(-1) ?? "" };
}

/** The sign between two parts of an input is typed as two characters, which this turns into one. */
const START = "SStart\nR$* $$| $*\t$: $1 $| $2\n";

/** What a version prints when it reads a .cf and is asked. */
function ask(version: Version, cf: string, typed: readonly string[] = []): string {
  writeFileSync(file("switch"), "hosts files\naliases files\n");
  writeFileSync(file("asked.cf"), `${cf.replaceAll(/^F[wRt].*$/gm, "")}${START}`);
  const { stdout, stderr } = runSendmail(["-bt", "-C", file("asked.cf")], `${typed.join("\n")}\n`, { version });
  return `${stdout}\n${stderr}`;
}

/** The last answer of a ruleset, without the spaces that test mode puts between tokens. */
function answer(printed: string, ruleset: string): string {
  const returned = Array.from(printed.matchAll(/^(?:> )?(\S+)\s+returns: (.*)$/gm)).filter(
    ([, name]) => name === ruleset,
  );
  return (returned.at(-1)?.[2] ?? "nothing").replaceAll(" ", "");
}

/** An access map of these lines. */
function access(version: Version, ...lines: readonly string[]): readonly string[] {
  const { status, stderr } = run(programOf(version, "makemap"), ["hash", file("access")], `${lines.join("\n")}\n`);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return [`FEATURE(\`access_db', \`hash -T<TMPF> ${file("access")}')dnl`];
}

/** Messages that refuse a line of a .cf. */
const complaints = (printed: string) =>
  Array.from(printed.matchAll(/line \d+: (?:readcf: )?(.*)$/gm), ([, text]) => text);

describe.each(there)("sendmail %s", (version) => {
  it("enhdnsbl: an answer with the dot always matches, one without since 8.18.1", () => {
    writeFileSync(file("list"), "4.3.2.1.list.example.:127.0.0.2\n");
    const matches = (pattern: string) => {
      const { cf } = build(version, [`FEATURE(\`enhdnsbl', \`list.example', \`"550 listed"', \`', \`${pattern}')dnl`]);
      // The name service is out of reach: a text file answers in its place, with the flags that are not the dns map's own.
      const stand = (line: string) =>
        line
          .replace(/ dns -R A/, " text -k0 -v1 -z:")
          .replace(/ -z +-Z\d+/, "")
          .replace(/ -r\d+/, ` ${file("list")}`);
      const asked = cf.replace(/^Kednsbl.*$/m, stand);
      return answer(
        ask(version, asked, [".D{client_addr}1.2.3.4", "Start,check_relay c.example $| 1.2.3.4"]),
        "check_relay",
      );
    };
    const refused = '$#error$@5.7.1$:"550listed"';
    expect(matches("127.0.0.2.")).toBe(refused);
    expect(matches("127.0.0.2") === refused).toBe(by(false, false, true, true)[version]);
    expect(matches("127.0.0.3.")).not.toBe(refused);
    expect(matches(""), "any answer").toBe(refused);
  });

  it("fips3 came with 8.18.1; since 8.18.2 it needs a build with _FFR_FIPSMODE", () => {
    const { cf, complaint } = build(version, ["FEATURE(`fips3')dnl"]);
    expect(complaint.includes("cannot open")).toBe(by(true, true, false, false)[version]);
    expect(cf.includes("EOPENSSL_CONF=/etc/mail/fips.ossl")).toBe(by(false, false, true, true)[version]);
    expect(complaints(ask(version, cf))).toEqual(by([], [], [], ["unknown option name FIPSmode"])[version]);
  });

  it("confOPENSSL_CNF is written into each .cf since 8.18.1, and an empty one is left out", () => {
    const line = (...lines: readonly string[]) => /^EOPENSSL_CONF=.*$/m.exec(build(version, lines).cf)?.[0];
    expect(line()).toBe(by(undefined, undefined, ...twice("EOPENSSL_CONF=/etc/mail/sendmail.ossl"))[version]);
    expect(line("define(`confOPENSSL_CNF', `/x')dnl")).toBe(
      by(undefined, undefined, ...twice("EOPENSSL_CONF=/x"))[version],
    );
    expect(line("define(`confOPENSSL_CNF', `')dnl")).toBeUndefined();
  });

  it("CertOwner is a word of DontBlameSendmail since 8.18.1", () => {
    const { cf } = build(version, ["define(`confDONT_BLAME_SENDMAIL', `CertOwner')dnl"]);
    const refusal = "DontBlameSendmail option: CertOwner unrecognized";
    expect(complaints(ask(version, cf))).toEqual(by([refusal], [refusal], [], [])[version]);
  });

  it("same_domain_only came with 8.18.2, and needs a build that knows SameDomainOnly", () => {
    const { cf, complaint } = build(version, ["FEATURE(`same_domain_only')dnl"]);
    expect(complaint.includes("cannot open")).toBe(by(true, true, true, false)[version]);
    const said = complaints(ask(version, cf));
    expect([...new Set(said)]).toEqual(by([], [], [], ["unknown option name SameDomainOnly"])[version]);
  });

  it("STS: with NO switches MTA-STS off for a recipient's domain since 8.18.2", () => {
    const { cf } = build(version, [...access(version, "STS:far.example\tNO"), "FEATURE(`sts')dnl"]);
    const printed = ask(version, cf, ["STS_enabled far.example", "STS_enabled near.example"]);
    const found = /Undefined ruleset/.test(printed)
      ? "no such ruleset"
      : Array.from(printed.matchAll(/^(?:> )?STS_enabled\s+returns: (.*)$/gm), ([, text]) => text).join(" ");
    expect(found).toBe(by("no such ruleset", "no such ruleset", "no such ruleset", "NO OK")[version]);
  });

  it("PERM+ and TEMP+ answer 503 and 403, since 8.18.2 554 and 454", () => {
    const lines = access(
      version,
      "TLS_Srv:a.example\tPERM+VERIFY",
      "TLS_Srv:b.example\tTEMP+VERIFY",
      "TLS_Srv:c.example\tVERIFY",
    );
    const { cf } = build(version, lines);
    const code = (server: string) => {
      const printed = ask(version, cf, [
        `.D{server_name}${server}`,
        ".D{server_addr}192.0.2.9",
        ".D{verify}FAIL",
        "tls_server FAIL",
      ]);
      return /\$:"?(\d+)/.exec(answer(printed, "tls_server"))?.[1];
    };
    expect([code("a.example"), code("b.example"), code("c.example")]).toEqual(
      by(["503", "403", "403"], ["503", "403", "454"], ["503", "403", "454"], ["554", "454", "454"])[version],
    );
  });

  it("Clt_Features: 8.17.1 asks for the client's name, later versions for the server's; M stays a letter of the ruleset", () => {
    const { cf } = build(version, access(version, "Clt_Features:server.example\tD", "Clt_Features:client.example\tM"));
    const printed = ask(version, cf, [".D{client_name}client.example", "clt_features server.example."]);
    const missing = "nothing";
    expect(answer(printed, "clt_features")).toBe(by(missing, "$#M", "$#D", "$#D")[version]);
  });

  it("DANE_TEMP and DANE_NOTLS stop a delivery since 8.18.1", () => {
    const { cf } = build(version, []);
    const stopped = (verify: string) =>
      answer(ask(version, cf, [`.D{verify}${verify}`, "tls_rcpt u@far.example"]), "tls_rcpt").startsWith("$#error");
    expect([stopped("DANE_TEMP"), stopped("DANE_NOTLS"), stopped("OK")]).toEqual(
      by([false, false, false], [false, false, false], [true, true, false], [true, true, false])[version],
    );
  });

  it("a delivery whose STARTTLS fails has 454 since 8.17.1, 403 before; where the server refuses it, 8.15.2 goes on without", () => {
    const { cf } = build(version, []);
    const code = (verify: string) => {
      const printed = ask(version, cf, [
        ".D{server_name}far.example",
        ".D{server_addr}192.0.2.9",
        `.D{verify}${verify}`,
        `tls_server ${verify}`,
      ]);
      return /^\$#error\$@4\.7\.0\$:"?(\d+)/.exec(answer(printed, "tls_server"))?.[1];
    };
    const [old, later] = [
      ["403", undefined, undefined, undefined],
      ["454", "454", "454", undefined],
    ];
    expect(["SOFTWARE", "PROTOCOL", "CONFIG", "NONE"].map(code)).toEqual(by(old, later, later, later)[version]);
  });

  it("the default certificate, ciphers and options of OpenSSL are left to the binary: no .cf has them", () => {
    const { cf } = build(version, []);
    const set = cf.split("\n").filter((line) => /^O (?:CipherList|Server|Client|DH|CA|TLS|SSL|MinTLS)/.test(line));
    expect(set).toEqual([]);
    expect(complaints(ask(version, `${cf}O MinimumTLS=1.2\n`))).toEqual(["unknown option name MinimumTLS"]);
  });

  it("check_cert_altnames: a demand CN:name was compared with the server's name until 8.18.2", () => {
    const { cf } = build(version, [...access(version, "x.example\tREJECT"), "FEATURE(`check_cert_altnames')dnl"]);
    // Debian's builds do not know the option; the rules do without it.
    const asked = cf.replace(/^O SetCertAltnames.*$/m, "");
    const isTaken = (certificate: string) => {
      const names = [`.D{cn_subject}${certificate}`, ".D{TLS_Name}srv.example", ".D{verify}OK"];
      const typed = "Start,TLS_connection OK $| <PERM+VERIFY+CN:demanded.example>";
      return answer(ask(version, asked, [...names, typed]), "TLS_connection") === "OK";
    };
    expect([isTaken("demanded.example"), isTaken("srv.example")]).toEqual(
      by([true, false], [false, true], [false, true], [true, false])[version],
    );
  });

  it("XConnect: hands its value on since 8.18.1: haproxy1 asks for HAproxy's protocol", () => {
    const { cf } = build(version, [...access(version, "XConnect:192.0.2.1\thaproxy1"), "HACK(`xconnect')dnl"]);
    const found = answer(ask(version, cf, ["Start,x_connect gw.example $| 192.0.2.1"]), "x_connect");
    expect(found).toBe(by("yes", "yes", "haproxy1", "haproxy1")[version]);
  });

  it("blacklist_recipients is blocklist_recipients since 8.16.1; the old name goes on to work, with a warning", () => {
    const complaint = (name: string) =>
      build(version, [...access(version, "x.example\tREJECT"), `FEATURE(\`${name}')dnl`]).complaint;
    expect(complaint("blocklist_recipients").includes("cannot open")).toBe(by(true, false, false, false)[version]);
    expect(complaint("blacklist_recipients").includes("deprecated")).toBe(by(false, true, true, true)[version]);
    expect(complaint("blacklist_recipients")).not.toContain("cannot open");
  });

  it("nisplus maps are gone from Debian's 8.18.2", () => {
    const { cf } = build(version, ["LOCAL_CONFIG", "Kold nisplus x"]);
    expect(complaints(ask(version, cf)).length > 0).toBe(by(false, false, false, true)[version]);
  });

  it("line ends and stuffed commands: closed since 8.18.1, and in Debian's 8.17.1.9; letters of Srv_Features open and close them", async () => {
    const seen = await lineEnds(version, folder.dir);
    const closed: LineEnds = { bareLf: "421", bareCr: "421", lfDotLf: "421", stuffed: "554" };
    const open: LineEnds = { bareLf: "250", bareCr: "250", lfDotLf: "250", stuffed: "554" };
    const isClosed = version !== "8.15.2";
    expect(seen.get("")).toEqual(isClosed ? closed : open);
    const expected: Readonly<Record<(typeof LETTERS)[number], LineEnds>> = isClosed
      ? {
          "": closed,
          o: closed,
          g: closed,
          u: closed,
          O: closed,
          G: { ...closed, bareLf: "250", lfDotLf: "none" },
          g2: { ...closed, bareLf: "250", lfDotLf: "none" },
          U: { ...closed, bareCr: "250" },
          u2: { ...closed, bareCr: "250" },
          "O G": { ...closed, bareLf: "250", lfDotLf: "250" },
          "o g u": closed,
          F: { ...closed, stuffed: "354" },
        }
      : {
          "": open,
          // Debian's 8.15.2 has the letters, and the lax defaults: without them nothing is closed.
          o: { ...open, lfDotLf: "none" },
          g: { ...open, bareLf: "421", lfDotLf: "421" },
          u: { ...open, bareCr: "421" },
          O: open,
          G: open,
          g2: { ...open, lfDotLf: "none" },
          U: open,
          u2: open,
          "O G": open,
          "o g u": closed,
          F: { ...open, stuffed: "354" },
        };
    expect(Object.fromEntries(seen)).toEqual(expected);
  });
});

function twice<T>(value: T): readonly [T, T] {
  return [value, value];
}
