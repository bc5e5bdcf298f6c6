// Certificates and keys are read with Node's own reader, and a key is told by its public half alone.
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pemFacts } from "../../server/src/pem.node.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (options: { cipher?: string; passphrase?: string } = {}) =>
  privateKey.export({ type: "pkcs8", format: "pem", ...options }).toString();

/** A certificate for mx.example.com from 2026-11-26 to 2026-12-26, made for this test; its key was thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIUFj/sqgeVVH7wutbjQXPmkuUrB48wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwObXguZXhhbXBsZS5jb20wHhcNMjYxMTI2MTkyMzEzWhcNMjYx
MjI2MTkyMzEzWjAZMRcwFQYDVQQDDA5teC5leGFtcGxlLmNvbTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABEzBbLpfxztEbI6IoTmBRvkt9dFil5U7ZVE9Gi/RQPho
1n/EMQXkGoWGVfnmAzZnMdnNR7Njfe36iT/AhmyVY+2jUzBRMB0GA1UdDgQWBBQN
UEgSZA9FRNJHSqMfDvndmKAi5DAfBgNVHSMEGDAWgBQNUEgSZA9FRNJHSqMfDvnd
mKAi5DAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIFD7O/EsQPI3
xY+87ssFkBPq8Ux6m0KloUdQgbAtgikiAiEA7635ORt96AOgrKQtzki87urqTcsW
iCnyIV1Wnb1GYk8=
-----END CERTIFICATE-----
`;
const day = (text: string) => Date.parse(`${text}T12:00:00Z`);

describe("files of certificates and keys", () => {
  it("tell a key from none, and never give it away", () => {
    const facts = pemFacts(Buffer.from(pem()));
    expect(facts).toMatchObject({ certificates: [], binary: false, key: { kind: "plain" } });
    expect(JSON.stringify(facts)).not.toContain(pem().split("\n")[1]);
    expect(pemFacts(Buffer.from(pem({ cipher: "aes-256-cbc", passphrase: "x" }))).key).toEqual({ kind: "encrypted" });
  });

  it.each([
    ["2026-12-01", "valid"],
    ["2026-12-22", "soon"],
    ["2027-01-01", "over"],
    ["2026-11-01", "early"],
  ])("on %s the certificate is %s", (date, state) => {
    const [certificate] = pemFacts(Buffer.from(`text\n${CERTIFICATE}`), day(date)).certificates;
    expect(certificate).toMatchObject({ subject: "CN=mx.example.com", from: "2026-11-26", until: "2026-12-26", state });
  });

  it.each([
    ["nothing", ""],
    ["other text", "hello\n-----BEGIN\n"],
    ["a broken block", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ["a broken key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"],
  ])("%s has neither", (_, text) => {
    expect(pemFacts(Buffer.from(text))).toEqual({ certificates: [], key: undefined, binary: false });
  });

  it("know the binary form", () => {
    const der = privateKey.export({ type: "pkcs8", format: "der" });
    expect(pemFacts(der)).toEqual({ certificates: [], key: undefined, binary: true });
  });
});
