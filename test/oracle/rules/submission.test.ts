// Where a submission program hands mail over, asked of the .cf that the library makes: what site-submission-mismatch compares with the daemon.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";

/** The host that mail for anybody goes to, and the arguments of the mailer. */
function handOver(feature: string): { readonly host: string | undefined; readonly args: string | undefined } {
  const { dir, dispose } = safeFolder();
  const mc = ["define(`confCF_VERSION', `Submit')dnl", "define(`__OSTYPE__', `')dnl", "define(`_USE_ETC_MAIL_')dnl"];
  const service = path.join(dir, "service.switch");
  writeFileSync(service, "hosts files\n");
  mc.push(`define(\`confSERVICE_SWITCH_FILE', \`${service}')dnl`, "FEATURE(`nocanonify')dnl", feature, "");
  writeFileSync(path.join(dir, "submit.mc"), mc.join("\n"));
  const library = cfDir();
  const built = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, path.join(dir, "submit.mc")]);
  writeFileSync(path.join(dir, "submit.cf"), built.stdout);
  // Mailers with F=5 give each address to ruleset 5.
  const { stdout } = runSendmail(["-bt", "-C", path.join(dir, "submit.cf")], "3,5 joe@else.example\n3,5 joe\n=M\n");
  dispose();
  const hosts = new Set(
    [...stdout.matchAll(/\$# *relay *\$@ (.*?) *\$:/g)].map(([, host = ""]) => host.replaceAll(" ", "")),
  );
  expect(hosts.size).toBe(1);
  return { host: [...hosts][0], args: /\(relay\):.*A=(.*)$/m.exec(stdout)?.[1]?.trim() };
}

describe("FEATURE(msp)", () => {
  test.each([
    ["FEATURE(`msp')dnl", "[localhost]", "TCP $h"],
    ["FEATURE(`msp', `[127.0.0.1]')dnl", "[127.0.0.1]", "TCP $h"],
    ["FEATURE(`msp', `[127.0.0.1]', `25')dnl", "[127.0.0.1]", "TCP $h"],
    ["FEATURE(`msp', `[127.0.0.1]', `MSA')dnl", "[127.0.0.1]", "TCP $h 587"],
    ["define(`RELAY_MAILER_ARGS', `TCP $h 2525')dnl\nFEATURE(`msp', `hub.example')dnl", "hub.example", "TCP $h 2525"],
  ])("%s hands all mail to %s by %s", (feature, host, args) => {
    const found = handOver(feature);
    expect(found.host).toBe(host);
    expect(found.args?.replace(/\s+/g, " ")).toBe(args);
  });
});
