// What the catalogue says of the certificate options is seen in real sessions: a daemon on the loopback address, and a TLS client.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type DetailedPeerCertificate, connect as openTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, safeFolder } from "../programs.ts";
import { say, withDaemon } from "./daemon.ts";

const folder = safeFolder();
const at = (name: string) => path.join(folder.dir, name);

/** A root, an intermediate authority and the certificate of a host, made by openssl. */
function makeCertificates(): void {
  const openssl = (...args: string[]) => {
    const { status, stderr } = run("openssl", args, "", folder.dir);
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  };
  const request = (name: string, subject: string) =>
    openssl(
      "req",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${subject}`,
    );
  const sign = (name: string, by: string, ...more: string[]) =>
    openssl("x509", "-req", "-in", `${name}.csr`, "-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial",
      "-out", `${name}.pem`, "-days", "30", ...more); // biome-ignore format: one command
  openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root",
    "-days", "30", "-addext", "basicConstraints=critical,CA:TRUE"); // biome-ignore format: one command
  writeFileSync(at("ca.ext"), "basicConstraints=critical,CA:TRUE\n");
  request("middle", "Middle");
  sign("middle", "root", "-extfile", "ca.ext");
  request("host", "mx.example.com");
  sign("host", "middle");
  chmodSync(at("host.key"), 0o600);
  const text = (name: string) => readFileSync(at(name), "utf8");
  writeFileSync(at("chain.pem"), text("host.pem") + text("middle.pem"));
  writeFileSync(at("authorities.pem"), text("middle.pem") + text("root.pem"));
  writeFileSync(at("shared.key"), text("host.key"));
  chmodSync(at("shared.key"), 0o640);
  mkdirSync(at("authorities"));
}

interface Session {
  readonly offered: boolean;
  /** Common names of the certificates that the server sent, its own first; [] where the handshake failed or none was made. */
  readonly sent: readonly string[];
}

/** Names of a chain as it was sent. Node closes a chain with the root as its own issuer. */
function names(certificate: DetailedPeerCertificate): readonly string[] {
  const found: string[] = [];
  for (let next: DetailedPeerCertificate | undefined = certificate; next?.subject; next = next.issuerCertificate) {
    const name = String(next.subject.CN);
    if (found.includes(name)) break;
    found.push(name);
  }
  return found;
}

/** Speaks to a daemon with these options as far as TLS goes. */
async function session(options: Readonly<Record<string, string>>): Promise<Session> {
  return withDaemon(folder.dir, { options }, async (socket) => {
    const offered = (await say(socket, "EHLO client.example")).includes("STARTTLS");
    if (!offered) return { offered, sent: [] };
    await say(socket, "STARTTLS");
    const sent = await new Promise<readonly string[]>((resolve) => {
      const secure = openTls({ socket, rejectUnauthorized: false }, () => {
        resolve(names(secure.getPeerCertificate(true)));
        secure.destroy();
      });
      secure.on("error", () => resolve([]));
    });
    return { offered, sent };
  });
}

beforeAll(makeCertificates);
afterAll(() => folder.dispose());

describe("STARTTLS, as the real daemon offers it", () => {
  const all = {
    ServerCertFile: at("host.pem"),
    ServerKeyFile: at("host.key"),
    CACertFile: at("authorities.pem"),
    CACertPath: at("authorities"),
  };

  it("needs certificate, key, confCACERT and confCACERT_PATH", async () => {
    expect((await session(all)).offered).toBe(true);
    for (const name of Object.keys(all)) {
      const without = Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
      expect(await session(without), `without ${name}`).toEqual({ offered: false, sent: [] });
    }
  });

  it("needs the file of confCACERT to be there", async () => {
    expect((await session({ ...all, CACertFile: at("missing.pem") })).offered).toBe(false);
  });

  it("refuses a key that a group can read, unless GroupReadableKeyFile is set", async () => {
    const shared = { ...all, ServerKeyFile: at("shared.key") };
    expect((await session(shared)).offered).toBe(false);
    expect((await session({ ...shared, DontBlameSendmail: "GroupReadableKeyFile" })).offered).toBe(true);
  });

  it("sends intermediate certificates from confCACERT, not from the file of the certificate", async () => {
    expect((await session(all)).sent).toEqual(["mx.example.com", "Middle", "Root"]);
    const chained = { ...all, ServerCertFile: at("chain.pem"), CACertFile: at("root.pem") };
    expect((await session(chained)).sent).toEqual(["mx.example.com"]);
  });

  it("goes on without a revocation list that cannot be read", async () => {
    expect((await session({ ...all, CRLFile: at("missing.pem") })).sent).not.toEqual([]);
  });

  it("with TLSSrvOptions=C is offered without a certificate, but an ordinary client finds no common cipher", async () => {
    const { CACertFile, CACertPath } = all;
    expect(await session({ CACertFile, CACertPath, TLSSrvOptions: "C" })).toEqual({ offered: true, sent: [] });
  });
});
