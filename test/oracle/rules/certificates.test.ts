// What sendmail does with certificates and keys that are missing, wrong, or open to others, and what our rule says of the same files.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { rule } from "../../../server/src/rules/tls-unusable-file/index.ts";
import { Sites } from "../../../server/src/site/index.ts";
import { say, withDaemon } from "../catalog/daemon.ts";
import { LONG, run, SEED, safeFolder } from "../programs.ts";

const folder = safeFolder();
const root = path.join(folder.dir, "root");
const at = (name: string) => path.join(root, "tls", name);

/** Certificates for two keys, one with a passphrase, and files that are none. */
function make(): void {
  mkdirSync(path.join(root, "etc/mail"), { recursive: true });
  mkdirSync(at("d"), { recursive: true });
  const request = (name: string, ...more: readonly string[]) => {
    const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "30"];
    const files = ["-keyout", at(`${name}.key`), "-out", at(`${name}.pem`), "-subj", `/CN=${name}.example.com`];
    const { status, stderr } = run("openssl", [...args, ...files, ...more], "", folder.dir);
    if (status !== 0) throw new Error(stderr);
    chmodSync(at(`${name}.key`), 0o600);
  };
  request("host", "-nodes");
  request("other", "-nodes");
  request("locked", "-passout", "pass:secret");
  run("openssl", ["x509", "-in", at("host.pem"), "-outform", "der", "-out", at("host.der")]);
  writeFileSync(at("junk"), "not a certificate\n", { mode: 0o600 });
  writeFileSync(at("both"), readFileSync(at("host.pem"), "latin1") + readFileSync(at("host.key"), "latin1"), {
    mode: 0o600,
  });
  for (const name of ["host.pem", "other.pem", "host.der"]) chmodSync(at(name), 0o644);
}

interface Case {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** Rights of files while it is asked; `.` is their folder. */
  readonly modes?: Readonly<Record<string, number>>;
  readonly words?: string;
  /** A list of revoked certificates. */
  readonly crl?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "all as it should be": {},
  "certificate and key in one file": { cert: "both", key: "both" },
  "no certificate": { cert: "nope" },
  "no key": { key: "nope" },
  "no authorities": { ca: "nope" },
  "a space at the end": { key: "host.key " },
  "a folder for the authorities": { ca: "d" },
  "the key of another certificate": { key: "other.key" },
  swapped: { cert: "host.key", key: "host.pem", modes: { "host.pem": 0o600 } },
  "a file with neither": { cert: "junk" },
  "no key in the file": { key: "junk" },
  "no authorities in the file": { ca: "junk" },
  "binary form": { cert: "host.der" },
  "a key that a group may read": { modes: { "host.key": 0o640 } },
  "a key that everybody may read": { modes: { "host.key": 0o604 } },
  "a key that a group may read, as the site allows": { modes: { "host.key": 0o640 }, words: "GroupReadableKeyFile" },
  "a key that its owner may only read": { modes: { "host.key": 0o400 } },
  "a certificate that a group may write": { modes: { "host.pem": 0o664 } },
  "a certificate that everybody may write": { modes: { "host.pem": 0o646 } },
  "a folder that a group may write to": { modes: { ".": 0o775 } },
  "a folder that everybody may write to": { modes: { ".": 0o757 } },
};

beforeAll(make);
afterAll(() => folder.dispose());

/** True where the real daemon offers STARTTLS. */
async function isOffered({ cert = "host.pem", key = "host.key", ca = "host.pem", words, crl }: Case): Promise<boolean> {
  const options = {
    ServerCertFile: at(cert),
    ServerKeyFile: at(key),
    CACertFile: at(ca),
    CACertPath: at("d"),
    ...(words === undefined ? {} : { DontBlameSendmail: words }),
    ...(crl === undefined ? {} : { CRLFile: at(crl) }),
  };
  return withDaemon(folder.dir, { options }, async (socket) =>
    (await say(socket, "EHLO client.example")).includes("STARTTLS"),
  );
}

/** Whether our rule finds something in the same files. */
async function isFound({ cert = "host.pem", key = "host.key", ca = "host.pem", words }: Case): Promise<boolean> {
  const file = path.join(root, "etc/mail/sendmail.mc");
  const setting = (name: string, value: string) => `define(\`${name}', \`${value}')dnl`;
  const lines = [
    "OSTYPE(`linux')dnl",
    setting("confCACERT_PATH", "/tls/d"),
    setting("confCACERT", `/tls/${ca}`),
    setting("confSERVER_CERT", `/tls/${cert}`),
    setting("confSERVER_KEY", `/tls/${key}`),
    ...(words === undefined ? [] : [setting("confDONT_BLAME_SENDMAIL", words)]),
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    "",
  ];
  writeFileSync(file, lines.join("\n"), { mode: 0o644 });
  const uri = pathToFileURL(file).href;
  const settings = { root: pathToFileURL(root).href };
  const [site] = await new Sites({ ...diskFiles(), folders: [] }, settings).sitesOf(uri);
  if (site === undefined) throw new Error("no site");
  return [...lint(site, [rule]).values()].flat().length > 0;
}

describe("certificates and keys", () => {
  const SHARE = LONG ? 1 : 3;
  const chosen = Object.entries(CASES).filter((_, index) => index === 0 || (index + SEED) % SHARE === 0);

  it.each(chosen)("%s", async (_, given) => {
    const { modes = {} } = given;
    const before = Object.keys(modes).map(
      (name) => [name, name === "." ? 0o755 : name.endsWith("key") ? 0o600 : 0o644] as const,
    );
    for (const [name, mode] of Object.entries(modes)) chmodSync(at(name), mode);
    try {
      const [offered, found] = [await isOffered(given), await isFound(given)];
      expect({ offered, found }).toEqual({ offered, found: !offered });
    } finally {
      for (const [name, mode] of before) chmodSync(at(name), mode);
    }
  });

  it("are offered without the list of revoked certificates, too", async () => {
    expect(await isOffered({ crl: "nope" })).toBe(true);
  });

  it("are all tried in the long run", () => expect(chosen.length).toBeGreaterThan(6));
});
