// What the rules about options, words, keys and logins claim, asked of the real sendmail and m4.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  catalog,
  cfOptionNames,
  cfOptionRecord,
  isInRange,
  type OptionRecord,
} from "../../../server/src/catalog/index.ts";
import { rule as withoutDot } from "../../../server/src/rules/dnsbl-answer-without-dot/index.ts";
import { misreading } from "../../../server/src/rules/values/option-values.ts";
import { say, withDaemon } from "../catalog/daemon.ts";
import { build } from "../catalog/library.ts";
import { cfAround } from "../one-line-cf.ts";
import { NEWEST, program, run, runSendmail, safeFolder, type Version } from "../programs.ts";
import { problemsIn } from "./mending.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

interface Start {
  readonly status: number | null;
  readonly complaints: string;
}

/** Starts sendmail in test mode with one more line in its .cf, and ends it. */
function start(line: string): Start {
  const file = path.join(folder.dir, "start.cf");
  writeFileSync(file, cfAround(line, folder.dir));
  const { status, stdout, stderr } = runSendmail(["-C", file, "-bt"]);
  return { status, complaints: `${stdout}${stderr}`.match(/.*(?:line \d+: |Warning: ).*/g)?.join("\n") ?? "" };
}

/** The codes of what we say of a line in LOCAL_CONFIG. */
async function codesOf(line: string): Promise<readonly string[]> {
  const mc = `OSTYPE(\`linux')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\nLOCAL_CONFIG\n${line}\n`;
  return (await problemsIn({ "file:///mail/sendmail.mc": mc }, "file:///mail/sendmail.mc")).map(
    ({ meta }) => meta.code,
  );
}

const record = (name: string): OptionRecord => {
  const found = catalog.get("option", name);
  if (found === undefined) throw new Error(`The catalogue has no ${name}.`);
  return found;
};

describe("names of options in the .cf", () => {
  const REFUSED: readonly (readonly [string, RegExp])[] = [
    ["O MaxMessagSize=10000000", /unknown option name MaxMessagSize/],
    ["O FooBar=1", /unknown option name FooBar/],
    ["O LogLevel 9", /unknown option name LogLevel 9/],
    ["O  LogLevel=9", /unknown option name {2}LogLevel/],
    ["O MaxQ=1", /ambiguous option name MaxQ/],
    ["O Timeout.initia=5m", /invalid timeout initia/],
    ["O AutoRebuildAliases=True", /unknown option name/],
  ];
  it.each(REFUSED)("refuses %s, as mc-unknown-cf-option says", async (line, complaint) => {
    const { status, complaints } = start(line);
    expect(complaints).toMatch(complaint);
    expect([64, 70]).toContain(status);
    expect(await codesOf(line)).toContain("mc-unknown-cf-option");
  });

  it.each([
    "O LogLevel=9",
    "O loglevel = 9",
    "O Timeout.Initial=5m",
    "O Timeout=5m",
    "O BadRcptShutdown=3",
    "O Milter.LogLevel=3",
    "OL9",
    "O Lo=9",
  ])("takes %s", async (line) => {
    expect(start(line).status).toBe(0);
    expect(await codesOf(line)).not.toContain("mc-unknown-cf-option");
  });

  it("knows each name that the sendmail at hand takes", () => {
    const names = cfOptionNames();
    const refused: string[] = [];
    // In tens, since one of them keeps sendmail from saying more. None gets a value, so that none is put to use.
    for (let from = 0; from < names.length; from += 10) {
      const asked = ["NoSuchOption", ...names.slice(from, from + 10)];
      const { complaints } = start(asked.map((name) => `O ${name}`).join("\n"));
      expect(complaints).toContain("unknown option name NoSuchOption");
      refused.push(
        ...asked.slice(1).filter((name) => new RegExp(`unknown option name ${name}$`, "m").test(complaints)),
      );
    }
    console.log(`options of the .cf: ${names.length} asked, refused by the sendmail at hand: ${refused.join(" ")}`);
    // What the usual packages are compiled without: the catalogue says so of each.
    expect(refused).toEqual(["DANE", "SameDomainOnly", "FIPSMode"]);
    expect(refused.filter((name) => cfOptionRecord(name)?.build === undefined)).toEqual([]);
  });

  it("takes an option without a blank for one that a letter names", async () => {
    expect(start("OPrivacyOptions=nonsense").complaints).toBe("");
    expect(start("O PrivacyOptions=nonsense").complaints).toMatch(/nonsense unrecognized/);
    expect(await codesOf("OPrivacyOptions=nonsense")).toContain("mc-unknown-cf-option");
  });
});

describe("words and keys that sendmail refuses", () => {
  const REFUSED: readonly (readonly [string, RegExp])[] = [
    ["O PrivacyOptions=authwarnings,novrf", /novrf unrecognized/],
    ["O DontBlameSendmail=GroupReadableKeyFiles", /unrecognized/],
    ["O ServerSSLOptions=SSL_OP_NO_TLSv1.1", /unrecognized/],
    ["O DaemonPortOptions=Name=MTA, xyz=3", /"xyz=3" unknown/],
    ["O DaemonPortOptions=Name=MSA, Flags=Ea", /Unknown address family Ea/],
    ["O DaemonPortOptions=Name=MTA, Family=ipv4", /Unknown address family/],
    ["Xfoo, Q=inet:8891@localhost", /unknown filter equate Q=/],
    ["Xfoo, F=T", /empty or missing socket information/],
    ["O ResolverOptions=+EDNS", /EDNS unrecognized/],
    ["Qslow, P=/var/spool/mqueue/slow, Z=3", /unknown queue equate Z=/],
    ["O DeliveryMode=fast", /Unknown delivery mode/],
    ["O EightBitMode=never", /Unknown 8-bit mode/],
  ];
  it.each(REFUSED)("%s", (line, complaint) => {
    const { status, complaints } = start(line);
    expect(complaints).toMatch(complaint);
    expect([64, 70]).toContain(status);
  });

  it.each([
    "O PrivacyOptions=AuthWarnings, NOVRFY noexpn",
    "O ServerSSLOptions=SSL_OP_ALL, -SSL_OP_NO_TLSv1 0x4 SSL_OP_NO_RENEGOTIATION",
    "O DaemonPortOptions=N=MTA, Address=127.0.0.1, Modify=Eaz, family=inet",
    "O DaemonPortOptions=MTA",
    "O AuthMechanisms=PLIAN",
    "O AuthOptions=A,py",
    "O QueueSortOrder=Time",
    "O ResolverOptions=WorkAroundBrokenAAAA -dnsrch +USEVC",
  ])("%s is taken without a word", (line) => {
    expect(start(line)).toEqual({ status: 0, complaints: "" });
  });

  it.each(["O AuthOptions=A z", "O TLSSrvOptions=Z"])("%s draws a warning", (line) => {
    expect(start(line)).toMatchObject({ status: 0, complaints: expect.stringMatching(/unknown parameter/) });
  });
});

describe("times", () => {
  const TIMES = ["5d", "0", "1h30m", "30", "now", "-1", "5D", "5 d", "1.5h", "abc", "5d/4h", "10min", "2 days", "90s"];
  it.each(TIMES)("%s is judged as sendmail judges it", (value) => {
    const { complaints } = start(`O Timeout.queuereturn=${value}`);
    expect(misreading(record("confTO_QUEUERETURN"), value) !== undefined).toBe(/Invalid time unit/.test(complaints));
  });

  it.each(["5 days", "10min", "5D", "2 hours 30 minutes"])("what is meant by %s is a time", (value) => {
    const [meant = ""] = misreading(record("confTO_QUEUERETURN"), value)?.meant ?? [];
    expect(start(`O Timeout.queuereturn=${meant}`)).toEqual({ status: 0, complaints: "" });
  });
});

describe("truth values", () => {
  /** The reply to a HELO without a name: 250 where AllowBogusHELO is true. */
  const isTrue = (value: string) =>
    withDaemon(folder.dir, { options: { AllowBogusHELO: value } }, async (socket) =>
      (await say(socket, "HELO")).startsWith("250"),
    );
  it.each(["True", "yes", "Y", "t"])("%s is true", async (value) => {
    expect(await isTrue(value)).toBe(true);
    expect(misreading(record("confALLOW_BOGUS_HELO"), value)).toBeUndefined();
  });
  it.each(["1", "on", "enabled", "always"])("%s is false, which nobody expects", async (value) => {
    expect(await isTrue(value)).toBe(false);
    expect(misreading(record("confALLOW_BOGUS_HELO"), value)).toBeDefined();
  });
});

describe("sizes", () => {
  it("are read up to the first letter", async () => {
    const size = await withDaemon(folder.dir, { options: { MaxMessageSize: "10M" } }, (socket) =>
      say(socket, "EHLO client.example"),
    );
    expect(size).toMatch(/^250-SIZE 10\r$/m);
    expect(misreading(record("confMAX_MESSAGE_SIZE"), "10M")?.effect).toMatch(/reads "10M" as 10 bytes/);
  });
});

describe("login methods", () => {
  const offered = (options: Readonly<Record<string, string>>) =>
    withDaemon(folder.dir, { options }, async (socket) => {
      const text = await say(socket, "EHLO client.example");
      return /^250.AUTH (.*)\r$/m.exec(text)?.[1]?.split(" ").sort() ?? [];
    });
  it("PLAIN and LOGIN are offered before STARTTLS, unless p is set", async () => {
    expect(await offered({ AuthMechanisms: "LOGIN PLAIN" })).toEqual(["LOGIN", "PLAIN"]);
    expect(await offered({ AuthMechanisms: "LOGIN PLAIN", AuthOptions: "A p" })).toEqual([]);
  });
  it("with p and without certificates only the others remain", async () => {
    expect(await offered({ AuthMechanisms: "LOGIN PLAIN DIGEST-MD5", AuthOptions: "p" })).toEqual(["DIGEST-MD5"]);
  });
  it("neither PLAIN nor LOGIN is in sendmail's own list", async () => {
    const own = await offered({});
    expect(own).not.toContain("PLAIN");
    expect(own).not.toContain("LOGIN");
  });
  it("y forbids ANONYMOUS", async () => {
    expect(await offered({ AuthMechanisms: "ANONYMOUS" })).toEqual(["ANONYMOUS"]);
    expect(await offered({ AuthMechanisms: "ANONYMOUS", AuthOptions: "y" })).toEqual([]);
  });
  it("a comma between names makes them one that does not exist", async () => {
    expect(await offered({ AuthMechanisms: "LOGIN,PLAIN" })).toEqual([]);
    expect(await offered({ AuthMechanisms: "LOGIN, PLAIN" })).toEqual(["PLAIN"]);
  });
});

describe("files of TLS", () => {
  const files = { ServerCertFile: "host.pem", ServerKeyFile: "host.key", CACertFile: "host.pem", CACertPath: "." };
  const absolute = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, path.join(folder.dir, file === "." ? "" : file)]),
  );
  const offersTls = (options: Readonly<Record<string, string>>) =>
    withDaemon(folder.dir, { options }, async (socket) =>
      (await say(socket, "EHLO client.example")).includes("STARTTLS"),
    );
  it("are taken by their full path only", async () => {
    const args = "req -x509 -newkey rsa:2048 -nodes -keyout host.key -out host.pem -subj /CN=mx.example.com -days 30";
    expect(run("openssl", args.split(" "), "", folder.dir).status).toBe(0);
    chmodSync(path.join(folder.dir, "host.key"), 0o600);
    expect(await offersTls(absolute)).toBe(true);
    // The daemon works in its queue, so the paths that begin there would be found if it looked.
    for (const name of Object.keys(files))
      expect(await offersTls({ ...absolute, [name]: `../${files[name as keyof typeof files]}` }), name).toBe(false);
  });
});

describe("order in a .mc", () => {
  const system = "OSTYPE(`linux')dnl\n";
  const mailers = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
  const body = (text: string) => build(text).lines.join("\n");
  it("a define behind the MAILER that reads it changes nothing", () => {
    for (const { name, before } of catalog.all("define")) {
      const [reference = ""] = before?.map(({ what }) => what) ?? [];
      if (reference !== "mailer:smtp" && reference !== "mailer:local") continue;
      const define = `define(\`${name}', \`zq1')dnl\n`;
      expect(body(system + mailers + define), name).toBe(body(system + mailers));
    }
  });
  it("linux sets the path of procmail whatever was said before", () => {
    const define = "define(`PROCMAIL_MAILER_PATH', `/opt/zq1')dnl\n";
    const all = `${mailers}MAILER(\`procmail')dnl\n`;
    expect(body(define + system + all)).not.toContain("/opt/zq1");
    expect(body(system + define + all)).toContain("/opt/zq1");
  });
  it("a second pair of quotes around daemon options comes off", () => {
    expect(body(`${system}DAEMON_OPTIONS(\`\`Port=2525,Name=MTA'')dnl\n${mailers}`)).toContain(
      "O DaemonPortOptions=Port=2525,Name=MTA\n",
    );
  });
});

/** The beginning of a .mc for a host that asks no DNS. */
function withoutDns(): readonly string[] {
  const service = path.join(folder.dir, "service.switch");
  writeFileSync(service, "hosts files\naliases files\n");
  return [
    "OSTYPE(`linux')dnl",
    `define(\`confSERVICE_SWITCH_FILE', \`${service}')dnl`,
    "FEATURE(`nocanonify')dnl",
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  ];
}

/** What the first ruleset that is asked (or the one named) returns to each question of a stranger, under a real .cf. */
function verdicts(
  body: string,
  questions: readonly string[],
  change = (cf: string) => cf,
  ruleset?: string,
  version: Version = NEWEST,
): readonly string[] {
  const head = [...withoutDns(), "FEATURE(`accept_unresolvable_domains')dnl"];
  const file = path.join(folder.dir, "verdicts.cf");
  writeFileSync(file, change(`${build(`${head.join("\n")}\n${body}`, version).lines.join("\n")}\n`));
  const input = [
    ".D{client_addr}192.0.2.7",
    ".D{client_name}client.example",
    ".D{client_resolve}OK",
    ".Dfsender@example.net",
    ...questions,
    "",
  ].join("\n");
  const { stdout } = runSendmail(["-C", file, "-bt"], input, { version });
  // sendmail cuts the names of rulesets to 16 letters when it prints them.
  const names = questions.map((question) => (question.split(" ")[0] ?? "").slice(0, 16));
  const asked = ruleset ?? names.find((name) => !name.startsWith("."));
  return [...stdout.matchAll(/^(?:> )*(\w+) +returns: (.*)$/gm)]
    .filter(([, name]) => name === asked)
    .map(([, , answer = ""]) => answer);
}

describe("relaying", () => {
  const mailers = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
  const stranger = "check_rcpt <user@example.org>";
  const ruleset = (name: string, rule: string) => `${mailers}LOCAL_RULESETS\nS${name}\n${rule}\n`;

  it("is decided by $# of Local_check_rcpt and Local_Relay_Auth, and not by $@", () => {
    for (const name of ["Local_check_rcpt", "Local_Relay_Auth"]) {
      expect(verdicts(ruleset(name, "R$*\t$# OK"), [stranger])).toEqual(["$# OK"]);
      expect(verdicts(ruleset(name, "R$*\t$@ OK"), [stranger])[0]).toMatch(/Relaying denied/);
    }
  });

  it("is not decided by rules behind sendmail's own, unless delay_checks is on", () => {
    // `$|` cannot be typed in test mode: a ruleset turns `$$|` into it.
    const start = (cf: string) => `${cf}SStart\nR$* $$| $*\t$: $1 $| $2\n`;
    const questions = {
      check_rcpt: stranger,
      check_mail: "check_mail <>",
      check_relay: "Start,check_relay client.example $| 192.0.2.7",
    };
    for (const [name, question] of Object.entries(questions)) {
      const ask = (body: string) => verdicts(body, [question], start, name);
      const plain = ask(mailers);
      expect(plain.length).toBe(1);
      expect(ask(ruleset(name, "R$*\t$# discard"))).toEqual(plain);
      expect(ask(ruleset(`Local_${name}`, "R$*\t$# discard"))).not.toEqual(plain);
    }
    const delayed = `FEATURE(\`delay_checks')dnl\n${ruleset("check_rcpt", "R$*\t$# discard")}`;
    expect(verdicts(delayed, ["check_rcpt <user@mx.example.com>"])).toEqual(["$# discard"]);
  });

  it("for ANONYMOUS where TRUST_AUTH_MECH names it", () => {
    const questions = [".D{auth_type}ANONYMOUS", stranger];
    expect(verdicts(`TRUST_AUTH_MECH(\`ANONYMOUS')dnl\n${mailers}`, questions)).toEqual(["$# RELAY"]);
    expect(verdicts(`TRUST_AUTH_MECH(\`PLAIN')dnl\n${mailers}`, questions)[0]).toMatch(/Relaying denied/);
  });

  it("of routed addresses is checked, unless nospecial is set", () => {
    const questions = ["check_rcpt <user%example.org@mx.example.com>", "check_rcpt <example.org!user@mx.example.com>"];
    const denied = expect.stringMatching(/Relaying denied/);
    expect(verdicts(mailers, questions)).toEqual([denied, denied]);
    expect(verdicts(`FEATURE(\`nopercenthack', \`nospecial')dnl\n${mailers}`, questions)).toEqual(["RELAY", denied]);
    expect(verdicts(`FEATURE(\`nouucp', \`nospecial')dnl\n${mailers}`, questions)).toEqual([denied, "RELAY"]);
  });

  it("by class R knows prefixes and domains, no CIDR and no wildcards", () => {
    const verdict = (word: string, questions = [stranger]) =>
      verdicts(`RELAY_DOMAIN(\`${word}')dnl\n${mailers}`, questions)[0] ?? "";
    expect(verdict("192.0.2")).toMatch(/RELAY/);
    expect(verdict("192.0.2.0/24")).toMatch(/Relaying denied/);
    expect(verdict("org")).toMatch(/RELAY/);
    expect(verdict("*.org")).toMatch(/Relaying denied/);
  });
});

describe("SMART_HOST", () => {
  const mailers = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
  const resolved = (host: string) => {
    const answers = verdicts(
      `define(\`SMART_HOST', \`${host}')dnl\n${mailers}`,
      ["3,0 user@far.example.org"],
      undefined,
      "parse",
    );
    return answers[0]?.replaceAll(" ", "").replace(/\$:.*/, "");
  };
  it("takes a word in front of a colon for a mailer", () => {
    expect(resolved("esmtp:[smtp.example.net]")).toBe("$#esmtp$@[smtp.example.net]");
    expect(resolved("relayhost:587")).toBe("$#relayhost$@587");
    expect(resolved("smtps://smtp.example.net")).toBe("$#smtps$@//smtp.example.net");
  });

  it("takes a port for a second host", () => {
    expect(resolved("[smtp.example.net]:587")).toBe("$#relay$@[smtp.example.net]:587");
    const queue = path.join(folder.dir, "smart");
    mkdirSync(queue);
    const body = [
      ...withoutDns(),
      `define(\`QUEUE_DIR', \`${queue}')dnl`,
      "define(`SMART_HOST', `[127.0.0.1]:2525')dnl",
    ].join("\n");
    const file = path.join(folder.dir, "smart.cf");
    writeFileSync(file, `${build(`${body}\n${mailers}`).lines.join("\n")}\n`);
    const args = ["-C", file, "-v", "-odi", "-f", "root", "user@far.example.org"];
    const { stdout } = runSendmail(args, "Subject: test\n\ntest\n");
    expect([...stdout.matchAll(/Connecting to (\S+) via relay/g)].map(([, host]) => host)).toEqual([
      "[127.0.0.1]",
      "2525",
    ]);
  });
});

describe("answers of a block list", () => {
  it.each(["8.17.1", "8.18.2"] as const)(
    "are compared with a dot at their end before 8.18.1, not since: %s",
    (version) => {
      const table = path.join(folder.dir, "list");
      writeFileSync(table, "7.2.0.192.list.example.\t127.0.0.2\n8.2.0.192.list.example.\t127.255.255.254\n");
      // A file in place of the DNS, with the dot that the library says to add.
      const file = (cf: string) =>
        cf.replace(/^Kednsbl dns -R A (-a\.)?.*$/m, (_, dot = "") => `Kednsbl text -k0 -v1 ${dot} ${table}`);
      const refused = (answer: string) =>
        /listed at/.test(
          verdicts(
            `FEATURE(\`enhdnsbl', \`list.example', \`', \`t', \`${answer}')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`,
            ["Basic_check_relay client.example"],
            file,
            undefined,
            version,
          )[0] ?? "",
        );
      const speaks = (answer: string) => isInRange(version, withoutDot.meta.versions) && !/\.$|\$\+$/.test(answer);
      for (const answer of ["127.0.0.2", "127.0.0.2.", "127.0.0.$-", "127.0.0.$-.", "127.0.0.$+"])
        expect(refused(answer), answer).toBe(!speaks(answer));
      expect(refused("127.255.255.$+")).toBe(false);
    },
  );
});

describe("two daemons on one port", () => {
  /** What a daemon with these two lines says in its first seconds, in a network of its own. */
  const said = (first: string, second: string) => {
    const file = path.join(folder.dir, "ports.cf");
    const cf = [
      "V10/Berkeley",
      "O DontProbeInterfaces=True",
      `O QueueDirectory=${folder.dir}`,
      `O PidFile=${path.join(folder.dir, "ports.pid")}`,
      "O DefaultUser=1:1",
      `O DaemonPortOptions=Name=A, ${first}`,
      `O DaemonPortOptions=Name=B, ${second}`,
      "Djmx.example.com",
      "DnMAILER-DAEMON",
      "Mlocal, P=/bin/true, F=l, A=x",
      "Mprog, P=/bin/true, F=l, A=x",
      "S0",
      "R$*\t$#local $: $1",
      "",
    ];
    writeFileSync(file, cf.join("\n"));
    const command = `hostname mx.example.com; ip link set lo up; exec ${program("sendmail")} -bD -d15.1 -C ${file}`;
    return run("timeout", ["--signal=KILL", "2", "unshare", "--net", "--uts", "sh", "-c", command]).stdout;
  };
  it("cannot both open it, unless their addresses differ", () => {
    const busy = /daemon B: cannot \w+: Address already in use/;
    expect(said("Port=25025", "Port=25025")).toMatch(busy);
    expect(said("Port=25025", "Port=25025, Addr=127.0.0.1")).toMatch(busy);
    const apart = said("Port=25025, Addr=127.0.0.1", "Port=25025, Addr=127.0.0.2");
    expect(apart).toMatch(/daemon B: socket/);
    expect(apart).not.toMatch(busy);
  });
});
