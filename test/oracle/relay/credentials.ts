// What roaming clients show to prove who they are: certificates, made by openssl, and a password, kept by the SASL library.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { program, run, safeFolder } from "../programs.ts";

/** The user who may authenticate; SASL appends the server's name where none is given. */
export const USER = "jane";
export const PASSWORD = "correct horse";

/** A key and its certificate, as PEM texts. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A folder with two certificate authorities, of which the server trusts the one named `ours`, and a database of passwords. */
export class Credentials {
  readonly dir: string;
  readonly dispose: () => void;

  constructor(host: string) {
    const { dir, dispose } = safeFolder();
    this.dir = dir;
    this.dispose = dispose;
    for (const [name, subject] of [
      ["ours", "/O=Our Users/CN=ca.example.com"],
      ["theirs", "/O=Somebody/CN=ca.stranger.example"],
    ] as const)
      this.#run("openssl", "req", "-x509", ...this.#newKey(name), "-out", this.at(`${name}.pem`), "-subj", subject);
    this.#issue("server", `/CN=${host}`, "ours");
    const password = this.at("passwords");
    writeFileSync(
      this.at("Sendmail.conf"),
      `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${password}\nmech_list: PLAIN LOGIN CRAM-MD5\n`,
    );
    const saved = run(program("saslpasswd2"), ["-p", "-c", "-f", password, "-u", host, USER], PASSWORD);
    if (saved.status !== 0) throw new Error(`saslpasswd2: ${saved.stderr}`);
  }

  at(name: string): string {
    return path.join(this.dir, name);
  }

  /** A client's certificate, signed by one of the authorities. */
  client(name: string, subject: string, by: "ours" | "theirs"): Identity {
    this.#issue(name, subject, by);
    const text = (suffix: string) => readFileSync(this.at(name + suffix), "utf8");
    return { key: text(".key"), cert: text(".pem") };
  }

  #issue(name: string, subject: string, by: string): void {
    const request = this.at(`${name}.csr`);
    this.#run("openssl", "req", ...this.#newKey(name), "-out", request, "-subj", subject);
    const authority = ["-CA", this.at(`${by}.pem`), "-CAkey", this.at(`${by}.key`), "-CAcreateserial"];
    this.#run("openssl", "x509", "-req", "-in", request, ...authority, "-out", this.at(`${name}.pem`));
    chmodSync(this.at(`${name}.key`), 0o600);
  }

  #newKey(name: string): string[] {
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", this.at(`${name}.key`)];
  }

  #run(command: string, ...args: string[]): void {
    const { status, stderr } = run(command, args, "", this.dir);
    if (status !== 0) throw new Error(`${command} ${args[0]}: ${stderr}`);
  }
}
