// Options on the command line of sendmail, as a startup file has them: which ones they are, and whether the .cf still counts.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { overrides, startupFlags } from "../../../server/src/site/startup-flags.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { libraryOf, programOf, run, runSendmail, safeFolder, versionsThere } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);
const there = versionsThere();

const MC = `define(\`confDOMAIN_NAME', \`mx.example.com')dnl
OSTYPE(\`linux')dnl
define(\`confPRIVACY_FLAGS', \`goaway')dnl
define(\`confLOG_LEVEL', \`9')dnl
define(\`confMAX_MESSAGE_SIZE', \`1000')dnl
define(\`confDELIVERY_MODE', \`queue')dnl
define(\`confTO_IDENT', \`5s')dnl
define(\`confTO_QUEUERETURN_URGENT', \`2d')dnl
define(\`confMILTER_LOG_LEVEL', \`7')dnl
define(\`confDONT_BLAME_SENDMAIL', \`GroupWritableAliasFile')dnl
DAEMON_OPTIONS(\`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl
MAILER(\`smtp')dnl
`;

/** Command lines, without quotes: what a shell makes of them is not the question. */
const LINES: readonly string[] = [
  "-OLogLevel=1",
  "-O LogLevel=1 -q1h",
  "-oL1 -L sm-mta",
  "-o L1 -O LogLevel=2",
  "-OPrivacyOptions=authwarnings",
  "-Op=x -OMaxMess=5",
  "-OmaxMessageSize=7",
  "-ODaemonPortOptions=Addr=0.0.0.0 -q15m",
  "-ODeliveryMode=background -odi",
  "-q1h -ODontBlameSendmail=Safe",
  "-OMaxMessageSize=1 -OMaxMessageSize=2",
  "-OTimeout.ident=0 -q1h",
  "-O timeout.queuereturn=1d -OTimeout.command=5m",
  "-OTimeout.queuereturn.urgent=1d",
  "-OTimeout.queuewarn=1h",
  "-OMilter.LogLevel=3",
  "-OLogLevel.x=2",
];

/** Options whose words add up: the .cf counts as well. */
const ADDS_UP: ReadonlySet<string> = new Set(["PrivacyOptions", "DontBlameSendmail"]);

/** Options whose parts count one by one. */
const PARTS: ReadonlySet<string> = new Set(["Timeout", "Milter"]);
/** An option that is set; of one with parts the next line says whether it is ignored. */
const SET =
  /^setoption (\w+) \(.*?\)(?:\.(\S+?))?=(.*?)( \(ignored\))?(?:\n(?:settimeout|milter_set_option)\(.*?\)( \(ignored\))?)?$/gm;

describe.each(there)("sendmail %s", (version) => {
  const cf = path.join(folder.dir, `${version}.cf`);
  const library = libraryOf(version);
  const mc = path.join(folder.dir, "sendmail.mc");
  writeFileSync(mc, MC);
  writeFileSync(cf, run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, mc]).stdout);
  const lines = readFileSync(cf, "latin1");

  it.each(LINES)("with %s", (line) => {
    const { stdout } = runSendmail(["-C", cf, "-bt", "-d37.2,64.5", ...line.split(" ")], "", { version });
    const said = [...stdout.matchAll(SET)].map(([, name = "", part, value = "", ignored, inner]) => ({
      name: part === undefined || !PARTS.has(name) ? name : `${name}.${part}`,
      value,
      ignored: (ignored ?? inner) !== undefined,
    }));
    const document = TextDocument.create("file:///etc/sysconfig/sendmail", "plaintext", 0, `SENDMAIL_OPTS="${line}"\n`);
    const ours = startupFlags({ files: [[document.uri, document]], unit: [] }).flatMap((flag) =>
      flag.kind === "option" ? [flag] : [],
    );
    const first = said.slice(0, ours.length).map(({ name, value }) => `${name}=${value}`);
    expect(ours.map(({ name, value }) => `${name}=${value}`)).toEqual(first);
    const rest = said.slice(ours.length);
    expect(rest.length).toBeGreaterThan(20);
    expect(lines).toContain("O LogLevel=9");
    const ignored = new Set(rest.filter((one) => one.ignored).map(({ name }) => name));
    for (const { name } of rest)
      expect(ignored.has(name), name).toBe(ours.some((one) => overrides(one.name, name)) && !ADDS_UP.has(name));
  });
});
