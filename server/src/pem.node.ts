// Reads certificates and keys with Node's own X509 reader, and tells what they are without giving the key away.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { PemCertificate, PemFacts } from "./site/types.ts";

/** So many milliseconds before its end a certificate should have been renewed. */
const SOON = 7 * 24 * 60 * 60 * 1000;

/** What a file contains; any bytes are fine. @param now milliseconds since 1970 */
export function pemFacts(bytes: Buffer, now = Date.now()): PemFacts {
  const text = bytes.toString("latin1");
  const certificates = [...text.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END/g)].flatMap(
    ({ 0: block }) =>
      certificate(
        `${block.replace(/-----END$/, "")}-----END CERTIFICATE-----`.replace(/BEGIN (?:TRUSTED |X509 )/, "BEGIN "),
        now,
      ),
  );
  return { certificates, key: keyIn(text), binary: !text.includes("-----BEGIN ") && bytes[0] === 0x30 };
}

function certificate(pem: string, now: number): readonly PemCertificate[] {
  try {
    const read = new X509Certificate(pem);
    const [from, until] = [Date.parse(read.validFrom), Date.parse(read.validTo)];
    const state = now > until ? "over" : now < from ? "early" : until - now < SOON ? "soon" : "valid";
    const subject = read.subject.replace(/\n/g, ", ");
    return [{ subject, keyId: idOf(read.publicKey), from: day(from), until: day(until), state }];
  } catch {
    return [];
  }
}

function keyIn(text: string): PemFacts["key"] {
  const block = /-----BEGIN ((?:[A-Z0-9]+ )*)PRIVATE KEY-----[\s\S]*?-----END \1PRIVATE KEY-----/.exec(text)?.[0];
  if (block === undefined) return undefined;
  if (/BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(block)) return { kind: "encrypted" };
  try {
    return { kind: "plain", id: idOf(createPublicKey(createPrivateKey(block))) };
  } catch {
    return undefined;
  }
}

function idOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
}

function day(time: number): string {
  return Number.isNaN(time) ? "?" : new Date(time).toISOString().slice(0, 10);
}
