// Small cases that decide() once got wrong: each was shrunk from a generated one and is asked again in every run.
import type { Query } from "../../../server/src/relay/types.ts";
import type { Configuration } from "./generator.ts";

export interface Kept {
  readonly what: string;
  readonly made: Partial<Configuration>;
  readonly query: Partial<Query>;
}

const ACCESS = ["access_db", "hash -T<TMPF> @access"] as const;

export const kept: readonly Kept[] = [
  { what: "an empty address in brackets is taken for sendmail's own mark", made: {}, query: { recipient: "<@>" } },
  {
    what: "a sender without brackets gets them before its syntax is looked at",
    made: {},
    query: { sender: "joe@[192.0.2.8]:[10.1.2.3]" },
  },
  {
    what: "a demand for a certificate's name is idle where the client has no name",
    made: { features: [ACCESS], access: [{ tag: "TLS_Clt", key: "", value: "PERM+VERIFY:128+CN" }] },
    query: { clientName: "", tlsVerify: "OK", cipherBits: 256, certName: "client.test" },
  },
  {
    what: "a failed handshake has other words where the access map demands TLS",
    made: { features: [ACCESS], access: [{ tag: "TLS_Clt", key: "", value: "ENCR:112" }] },
    query: { tlsVerify: "SOFTWARE" },
  },
  { what: "a UUCP host that ends in a dot", made: {}, query: { recipient: "<user@relay.example.org..UUCP>" } },
  {
    what: "with delivery mode defer, the search for a friend still finds bad addresses",
    made: {
      features: [["delay_checks", "friend", "n"], ACCESS],
      access: [],
      defines: [["confDELIVERY_MODE", "defer"]],
    },
    query: { recipient: "<joe+list@>" },
  },
  {
    what: "Debian's delayed checks look at the sender as it was written",
    made: { ostype: "debian", features: [["delay_checks"]] },
    query: { sender: "<>", recipient: "<root@mx.example.com>" },
  },
  {
    what: "with delivery mode defer, a malformed address is no spam hater's",
    made: {
      features: [["delay_checks", "hater"], ACCESS],
      access: [{ tag: "TLS_Clt", key: "", value: "VERIFY" }],
      defines: [["confDELIVERY_MODE", "defer"]],
    },
    query: { recipient: "<joe@a..local.test>" },
  },
  { what: "a group in brackets within brackets", made: {}, query: { sender: "Name <group:abuse@org;>" } },
  { what: "an empty group", made: {}, query: { recipient: "<group:;>" } },
  {
    what: "a quoted local part that hides a domain",
    made: { features: [["nocanonify"]], relayDomains: ["partner.test"] },
    query: { recipient: '<"victim@elsewhere.example"@partner.test>' },
  },
];

export const PLAIN: Configuration = {
  seed: 0,
  ostype: "linux",
  features: [],
  defines: [],
  relayDomains: [],
  relayFile: undefined,
  localDomains: [],
  localFile: undefined,
  mechanisms: [],
  masquerade: [],
  virtual: [],
  lines: [],
  daemonFlags: "",
  access: undefined,
};
