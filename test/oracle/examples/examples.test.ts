// The example folders do what their READMEs say: asked of the real m4, makemap and sendmail.
import { cpSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

interface Built {
  readonly dir: string;
  /** What m4 and makemap said. */
  readonly messages: string;
}

/** Copies an example to a safe place and builds its maps and its sendmail.cf there, without DNS. */
function build(name: string): Built {
  const dir = path.join(folder.dir, name);
  cpSync(path.resolve(import.meta.dirname, "../../../examples", name), dir, { recursive: true });
  writeFileSync(path.join(dir, "switch"), "hosts files\n");
  const messages: string[] = [];
  for (const map of ["access", "mailertable"].filter((file) => existsSync(path.join(dir, file))))
    messages.push(run("sh", ["-c", `exec ${program("makemap")} hash ${map} < ${map}`], "", dir).stderr);
  const defines = {
    _NO_MAKEINFO_: "",
    _CF_DIR_: cfDir(),
    MAIL_SETTINGS_DIR: `${dir}/`,
    confDOMAIN_NAME: "mx.example.org",
    confDONT_PROBE_INTERFACES: "true",
    confSERVICE_SWITCH_FILE: `${dir}/switch`,
  };
  const options = Object.entries(defines).map(([key, value]) => `-D${key}=${value}`);
  const m4 = run(program("m4"), [...options, `${cfDir()}m4/cf.m4`, "sendmail.mc"], "", dir);
  expect(m4.status).toBe(0);
  writeFileSync(path.join(dir, "sendmail.cf"), m4.stdout, "latin1");
  return { dir, messages: messages.join("") + m4.stderr };
}

interface Question {
  readonly address: string;
  readonly sender: string;
  readonly recipient: string;
  readonly login?: string;
}

/** What check_rcpt answers, one line for each question. */
function ask(dir: string, questions: readonly Question[]): readonly string[] {
  const input = questions.map(
    ({ address, sender, recipient, login = "" }) =>
      `.D{client_addr}${address}\n.D{client_name}[${address}]\n.D{client_resolve}OK\n.D{auth_type}${login}\n.Df${sender}\ncheck_rcpt <${recipient}>\n`,
  );
  const { stdout } = runSendmail(["-bt", "-C", "sendmail.cf"], input.join(""), { cwd: dir, host: "mx.example.org" });
  return [...stdout.matchAll(/^check_rcpt\s+returns: (.*)$/gm)].map((match) => match[1] ?? "");
}

const stranger = { address: "192.0.2.99", sender: "a@elsewhere.example" };

test("the closed relay builds without a word and denies strangers", () => {
  const { dir, messages } = build("closed-relay");
  expect(messages).toBe("");
  const answers = ask(dir, [
    { ...stranger, recipient: "b@third.example" },
    { ...stranger, sender: "root@example.org", recipient: "b@third.example" },
    { ...stranger, recipient: "b%third.example@example.org" },
    { ...stranger, recipient: "@example.org:b@third.example" },
    { ...stranger, recipient: "old-address@example.org" },
    { ...stranger, address: "203.0.113.66", recipient: "a@example.org" },
    { ...stranger, recipient: "postmaster@example.org" },
    { ...stranger, recipient: "a@partner.example" },
    { ...stranger, recipient: "b@third.example", login: "PLAIN" },
    { ...stranger, address: "192.168.10.7", recipient: "b@third.example" },
  ]);
  expect(answers.map((answer) => (answer.includes("$# error") ? "denied" : "accepted"))).toEqual([
    "denied",
    "denied",
    "denied",
    "denied",
    "denied",
    "accepted", // check_relay refuses this client, at the connection
    "accepted",
    "accepted",
    "accepted",
    "accepted",
  ]);
});

test("the open relay takes mail from anyone to anywhere, and its build says why", () => {
  const { dir, messages } = build("open-relay");
  const said = (feature: string) => messages.split(`FEATURE(\`${feature}') `).length - 1;
  expect({ p: said("promiscuous_relay"), l: said("relay_local_from"), m: said("relay_mail_from") }).toEqual({
    p: 2, // the plain one and the one behind the number sign
    l: 1,
    m: 1,
  });
  expect(messages).toContain("key connect:203.0.113.5: duplicate key");
  expect(messages).not.toContain("ERROR");
  const answers = ask(dir, [{ ...stranger, recipient: "b@third.example" }]);
  expect(answers).toHaveLength(1);
  expect(answers[0]).not.toContain("$# error");
});
