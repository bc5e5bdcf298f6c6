// Made-up mail servers with every table, and addresses to ask them about. The same for the same seed.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  cfDir,
  libraryOf,
  onOwnHost,
  program,
  programOf,
  run,
  runSendmail,
  safeFolder,
  type Version,
} from "../programs.ts";
import { Chance } from "../relay/random.ts";

/** The own name of every host here. */
export const HOST = "mx.example.com";

const HEAD = `OSTYPE(\`linux')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`${HOST}')
define(\`ALIAS_FILE', \`@/aliases')
define(\`QUEUE_DIR', \`@/queue')
define(\`STATUS_FILE', \`@/status')
define(\`HELP_FILE', \`@/help')
FEATURE(\`nocanonify')
FEATURE(\`use_cw_file')
define(\`confCW_FILE', \`@/local-host-names')
`;

/** What follows each answer of `-bv`. */
const END = "== end of the answer ==";

/** Lines of a .mc with the part of the servers that have them. */
const LINES: readonly (readonly [share: number, line: string])[] = [
  [0.8, "FEATURE(`mailertable', `hash @/mailertable')"],
  [0.8, "FEATURE(`virtusertable', `hash @/virtusertable')"],
  [0.6, "FEATURE(`genericstable', `hash @/genericstable')"],
  [0.5, "FEATURE(`domaintable', `hash @/domaintable')"],
  [0.8, "VIRTUSER_DOMAIN(`virt.example virt2.example')"],
  [0.3, "FEATURE(`virtuser_entire_domain')"],
  [0.5, "GENERICS_DOMAIN(`local.example gen.example')"],
  [0.3, "FEATURE(`generics_entire_domain')"],
  [0.4, "MASQUERADE_AS(`masq.example')"],
  [0.3, "MASQUERADE_DOMAIN(`local.example far.example')"],
  [0.3, "FEATURE(`masquerade_envelope')"],
  [0.2, "FEATURE(`masquerade_entire_domain')"],
  [0.2, "FEATURE(`allmasquerade')"],
  [0.2, "FEATURE(`limited_masquerade')"],
  [0.2, "FEATURE(`local_no_masquerade')"],
  [0.3, "EXPOSED_USER(`root')"],
  [0.3, "FEATURE(`always_add_domain')"],
  [0.15, "FEATURE(`stickyhost')"],
  [0.15, "FEATURE(`preserve_local_plus_detail')"],
  [0.15, "FEATURE(`preserve_luser_host')"],
  [0.2, "FEATURE(`redirect')"],
  [0.3, "FEATURE(`nouucp', `reject')"],
  [0.2, "FEATURE(`nopercenthack')"],
  [0.2, "LOCAL_USER(`root daemon')"],
  [0.2, "define(`confMAX_ALIAS_RECURSION', `3')"],
  [0.15, "FEATURE(`local_procmail')"],
  [0.15, "define(`confBLANK_SUB', `_')"],
];

/** Of each of these a server has one line or none. */
const CHOICES: readonly (readonly [share: number, lines: readonly string[]])[] = [
  [
    0.35,
    [
      "define(`SMART_HOST', `smart.example')",
      "define(`SMART_HOST', `esmtp:[192.0.2.25]')",
      "define(`SMART_HOST', `relay:smart.example')",
      "define(`SMART_HOST', `local.example')",
      "define(`SMART_HOST', `error:5.7.1:550 no mail for others')",
    ],
  ],
  [
    0.25,
    [
      "define(`MAIL_HUB', `hub.example')",
      "define(`MAIL_HUB', `esmtp:[192.0.2.26]')",
      `define(\`MAIL_HUB', \`${HOST}')`,
    ],
  ],
  [0.15, ["define(`LOCAL_RELAY', `relay.example')", "define(`LOCAL_RELAY', `smtp:relay.example')"]],
  [
    0.3,
    [
      "define(`LUSER_RELAY', `luser.example')",
      "define(`LUSER_RELAY', `esmtp:luser.example')",
      "define(`LUSER_RELAY', `local:root')",
      "define(`LUSER_RELAY', `error:5.1.1:550 no such user here')",
      "define(`LUSER_RELAY', `nobody@far.example')",
    ],
  ],
  [0.15, ["LOCAL_CONFIG\nKodd regex -a<odd> ^odd\nLOCAL_RULE_0\nR$* < @ special.example . >\t$#local $: $1\n"]],
];

/** Users that each system has. */
const USERS = readFileSync("/etc/passwd", "utf8")
  .split("\n")
  .map((line) => line.split(":")[0] ?? "")
  .filter((name) => /^[a-z]+$/.test(name))
  .slice(0, 8);
const NAMES = ["info", "sales", "staff", "help", "loop", "self", "owner-staff", "news.team", "x-y", "deep", "many"];
const STRANGERS = ["nosuch", "nobody.here", "UPPER", "o'neil", "a_b"];
const OWN = [HOST, "local.example", "other.example", "Local.Example"];
const VIRTUAL = ["virt.example", "virt2.example", "sub.virt.example"];
const FAR = [
  "far.example",
  "map.example",
  "a.map.example",
  "b.a.map.example",
  "old.example",
  "gen.example",
  "masq.example",
  "special.example",
  "nodot",
  "[192.0.2.1]",
  "[mx.far.example]",
  "uu.UUCP",
  "x.REDIRECT",
  "deep.far.example",
];

export class Server {
  readonly version: Version | undefined;
  readonly #folder = safeFolder();
  /** Lists are read as the default user, who may not enter the home of root. */
  readonly #listFolder = mkdtempSync("/var/lib/sml-oracle-");
  readonly #chance: Chance;
  readonly mc: string;

  constructor(seed: number, version: Version | undefined) {
    this.version = version;
    this.#chance = new Chance(seed);
    const { dir } = this;
    chmodSync(this.#listFolder, 0o755);
    mkdirSync(path.join(dir, "queue"), { mode: 0o700 });
    this.#write("service.switch", "hosts files\naliases files\n");
    this.#write("local-host-names", "# names of ours\nlocal.example\nother.example\n");
    this.mc = this.#makeMc();
    const source = this.#write("sendmail.mc", this.mc);
    const library = version === undefined ? cfDir() : libraryOf(version);
    const m4 = version === undefined ? program("m4") : programOf(version, "m4");
    this.#write("sendmail.cf", run(m4, [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, source]).stdout);
    this.#tables();
    this.#lists();
    this.#aliases();
  }

  get dir(): string {
    return this.#folder.dir;
  }

  get library(): string {
    return this.version === undefined ? cfDir() : libraryOf(this.version);
  }

  dispose(): void {
    this.#folder.dispose();
    rmSync(this.#listFolder, { recursive: true, force: true });
  }

  /** What `sendmail -bv` says of each address, one process after the other: each line once, in order of the alphabet. */
  verify(addresses: readonly string[]): readonly (readonly string[])[] {
    const sendmail = this.version === undefined ? program("sendmail") : programOf(this.version, "sendmail");
    const script = `for address; do ${sendmail} -C sendmail.cf -bv "$address" 2>&1; echo "${END}"; done`;
    const { stdout } = run("unshare", onOwnHost(["sh", "-c", script, "sh", ...addresses], HOST), "", this.dir);
    const answers = stdout.split(`${END}\n`).slice(0, -1);
    if (answers.length !== addresses.length) throw new Error(`not all answered: ${stdout.slice(-500)}`);
    return answers.map((answer) => {
      // A refusal for now is queued, and then "deliverable" to the mailer of errors.
      const lines = answer
        .split("\n")
        .filter((line) => line !== "" && !line.includes("... deliverable: mailer *error*, "));
      // For what is in a list, sendmail says where.
      return [...new Set(lines.map((line) => line.replace(/^\S+: line \d+: /, "")))].sort();
    });
  }

  /**
   * What test mode prints for each question (some lines that crack one address); undefined for one at which sendmail itself crashes,
   * as 8.18.2 now and then does where /parse meets a mailer that is not there.
   */
  testMode(questions: readonly (readonly string[])[]): readonly (string | undefined)[] {
    const answers: (string | undefined)[] = [];
    while (answers.length < questions.length) {
      const rest = questions.slice(answers.length);
      const { stdout, status, signal } = this.#sendmail(["-bt"], `${rest.flat().join("\n")}\n`);
      const printed = stdout.split("Cracked address = ").slice(1);
      const crashed = signal !== null || (status ?? 0) > 128;
      if (printed.length === 0 || (printed.length < rest.length && !crashed))
        throw new Error(`sendmail answered ${printed.length} of ${rest.length} questions: ${stdout.slice(-500)}`);
      answers.push(...(crashed ? [...printed.slice(0, -1), undefined] : printed));
    }
    return answers;
  }

  /** Addresses to ask about, as an administrator would type them and some that nobody would. */
  addresses(count: number): readonly string[] {
    const chance = this.#chance;
    return Array.from({ length: count }, () => {
      const shape = chance.next();
      if (shape < 0.2) return this.#name();
      if (shape < 0.45) return `${this.#name()}@${chance.pick(OWN)}`;
      if (shape < 0.65) return `${this.#name()}@${chance.pick(VIRTUAL)}`;
      if (shape < 0.88) return `${this.#name()}@${chance.pick(FAR)}`;
      return this.#oddity();
    });
  }

  #sendmail(args: readonly string[], input = "") {
    const options = { cwd: this.dir, host: HOST, ...(this.version === undefined ? {} : { version: this.version }) };
    return runSendmail(["-C", "sendmail.cf", ...args], input, options);
  }

  #write(name: string, text: string): string {
    const file = path.join(this.dir, name);
    writeFileSync(file, this.#placed(text), { encoding: "latin1", mode: 0o644 });
    chmodSync(file, 0o644);
    return file;
  }

  /** `@/` is the folder of the server, `@@lists/` that of its lists. */
  #placed(text: string): string {
    return text.replaceAll("@@lists/", `${this.#listFolder}/`).replaceAll("@/", `${this.dir}/`);
  }

  #makeMc(): string {
    const chance = this.#chance;
    const lines = LINES.filter(([share]) => chance.maybe(share)).map(([, line]) => line);
    const chosen = CHOICES.filter(([share]) => chance.maybe(share)).map(([, all]) => chance.pick(all));
    const settings = chosen.filter((line) => !line.startsWith("LOCAL_"));
    const rules = chosen.filter((line) => line.startsWith("LOCAL_"));
    return [HEAD, ...lines, ...settings, "MAILER(`local')", "MAILER(`smtp')", ...rules, ""].join("\n");
  }

  #name(): string {
    const chance = this.#chance;
    const name = chance.pick([...USERS, ...NAMES, ...NAMES, ...STRANGERS]);
    const shape = chance.next();
    if (shape < 0.15) return `${name}+${chance.pick(["x", "box", "a+b", ""])}`;
    if (shape < 0.2) return name.toUpperCase();
    return name;
  }

  /** An address as it may be written into a table or a list. */
  #target(): string {
    const chance = this.#chance;
    const shape = chance.next();
    if (shape < 0.45) return this.#name();
    if (shape < 0.6) return `${this.#name()}@${chance.pick(OWN)}`;
    if (shape < 0.75) return `${this.#name()}@${chance.pick(VIRTUAL)}`;
    return `${this.#name()}@${chance.pick(FAR)}`;
  }

  #oddity(): string {
    const chance = this.#chance;
    const name = this.#name();
    return chance.pick([
      `${name}%far.example@local.example`,
      `far!${name}`,
      `far.example!${name}@local.example`,
      `<${this.#target()}>`,
      `${name} (a comment)`,
      `Full Name <${this.#target()}>`,
      `"${name}"@local.example`,
      `"two words"@local.example`,
      `\\${name}`,
      `${this.#target()}, ${this.#target()}`,
      `@far.example:${name}@local.example`,
      `|prog ${name}`,
      `/var/mail/${name}`,
      this.#placed(":include:@@lists/list1"),
      `${name}@`,
      `@local.example`,
      `${name}@@far.example`,
      `${name}@local.example.`,
      `${name}@far..example`,
      `${name}:far.example`,
      `"unbalanced@local.example`,
      `${name}@[192.0.2.300]`,
      "postmaster",
      "POSTMASTER@local.example",
      "MAILER-DAEMON",
    ]);
  }

  #tables(): void {
    const chance = this.#chance;
    const table = (name: string, lines: readonly string[]): void => {
      const text = lines.map((line) => `${line}\n`).join("");
      const file = this.#write(name, text);
      const makemap = this.version === undefined ? program("makemap") : programOf(this.version, "makemap");
      run(makemap, ["hash", file], text);
    };
    const some = (make: () => string, least: number, most: number): string[] =>
      Array.from({ length: least + chance.below(most - least + 1) }, make);
    table(
      "mailertable",
      some(
        () => {
          const key = chance.pick([
            "map.example",
            ".map.example",
            ".a.map.example",
            "far.example",
            ".",
            ".far.example",
            "old.example",
          ]);
          const value = chance.pick([
            "smtp:relay.example",
            "esmtp:[192.0.2.9]",
            "relay:%1.far.example",
            "error:5.1.2:550 no such host",
            "error:nohost gone",
            "local:root",
            "smtp:joe@hub.example",
            "nosuch:x",
            "relay.example",
            "esmtp:a.example:b.example",
          ]);
          return `${key}\t${value}`;
        },
        0,
        4,
      ),
    );
    table(
      "virtusertable",
      some(
        () => {
          const domain = chance.pick([...VIRTUAL, "local.example", "virt.example"]);
          const key = chance.pick([`${this.#name()}@${domain}`, `@${domain}`, `${chance.pick(NAMES)}+*@${domain}`]);
          const value = chance.pick([
            this.#target(),
            this.#target(),
            this.#target(),
            "%1@local.example",
            "%1@far.example",
            "%1+%2@local.example",
            "%1%3",
            "error:nouser 550 No such user",
            "error:5.7.1:550 closed",
            "error:4.2.1:450 later",
            "a@far.example, b@far.example",
          ]);
          return `${key}\t${value}`;
        },
        2,
        9,
      ),
    );
    table(
      "genericstable",
      some(
        () =>
          `${chance.pick([this.#name(), `${this.#name()}@local.example`, "@gen.example"])}\t${chance.pick([this.#target(), "%1@masq.example", "Some.One@gen.example"])}`,
        1,
        6,
      ),
    );
    table(
      "domaintable",
      some(
        () =>
          `${chance.pick(["old.example", "gen.example", "local.example", "nodot"])}\t${chance.pick(["local.example", "far.example", "virt.example", HOST])}`,
        0,
        2,
      ),
    );
  }

  #lists(): void {
    const chance = this.#chance;
    for (const name of ["list1", "list2"]) {
      const lines = Array.from({ length: chance.below(6) }, () =>
        chance.pick([
          this.#target(),
          this.#target(),
          `${this.#target()}, ${this.#target()}`,
          "# a comment",
          "",
          `  ${this.#target()}`,
          `${this.#target()} #@# a comment`,
          "\\root",
          ":include:@@lists/list2",
          `"|prog ${name}"`,
        ]),
      );
      const file = path.join(this.#listFolder, name);
      writeFileSync(file, this.#placed(`${lines.join("\n")}${chance.maybe(0.8) ? "\n" : ""}`), { mode: 0o644 });
    }
  }

  #aliases(): void {
    const chance = this.#chance;
    const target = (): string =>
      chance.next() < 0.75
        ? this.#target()
        : chance.pick([
            `\\${chance.pick(USERS)}`,
            ":include:@@lists/list1",
            ":include:@@lists/list2",
            ":include:@@lists/nosuch",
            '"|/usr/bin/prog -a b"',
            "|/usr/bin/prog",
            "/var/mail/box",
            "@@",
            "a@far.example b@far.example",
            "root daemon",
            "error:5.1.1:550 x",
            "<root>",
            '"quoted name"@far.example',
          ]);
    const names = new Set([
      ...chance.some(NAMES, 5, NAMES.length),
      "postmaster",
      ...(chance.maybe(0.3) ? [chance.pick(USERS)] : []),
    ]);
    const lines = [...names].flatMap((name) => {
      // The owner is parsed as a sender, which may be complained about as well.
      const isOwner = name.startsWith("owner-");
      const value = isOwner
        ? chance.pick(USERS)
        : Array.from({ length: 1 + (chance.maybe(0.5) ? chance.below(4) : 0) }, target).join(", ");
      const line = `${chance.maybe(0.1) ? name.toUpperCase() : name}: ${value}`;
      const detail = chance.maybe(0.2) ? [`${name}+${chance.pick(["x", "*", "box"])}: ${target()}`] : [];
      return [line, ...detail];
    });
    const own = chance.maybe(0.3) ? ["Boss@local.example: root"] : [];
    const chain = chance.maybe(0.4)
      ? Array.from({ length: 13 }, (_, at) => `chain${at}: ${at === 12 ? target() : `chain${at + 1}`}`)
      : [];
    this.#write("aliases", [...lines, ...own, ...chain].map((line) => `${line}\n`).join(""));
    this.#sendmail(["-bi"]);
  }
}
