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
  {
    what: "a quoted domain that the name service knows loses its quotes",
    made: { relayDomains: ["partner.test"] },
    query: { recipient: '<joe@"partner.test">' },
  },
  {
    what: "an address is not cut at a comma",
    made: { features: [["nocanonify"]], relayDomains: ["partner.test"] },
    query: { recipient: "<joe@a,b@partner.test>" },
  },
  {
    what: "the value ? counts as not found",
    made: { features: [ACCESS], access: [{ tag: "Connect", key: "10.1", value: "?" }] },
    query: { clientAddress: "10.1.2.3" },
  },
  {
    what: "a blank in a domain is a dot for classes",
    made: { features: [["nocanonify"]], relayDomains: ["partner.test"] },
    query: { recipient: "<joe@partner test>" },
  },
  {
    what: "a blank in an address is a blank for the access map",
    made: { features: [["nocanonify"], ACCESS], access: [{ tag: "To", key: "partner.test", value: "RELAY" }] },
    query: { recipient: "<joe@partner test>" },
  },
  {
    what: "a backslash before ! leaves an operator",
    made: { relayDomains: ["partner.test"] },
    query: { recipient: "<joe\\!partner.test>" },
  },
  {
    what: "parentheses in confRELAY_MSG stay",
    made: { defines: [["confRELAY_MSG", "550 refused (see our pages)"]] },
    query: {},
  },
  {
    what: "bestmx_is_local asked for twice: the last use sets the limit",
    made: { features: [["nocanonify"], ["bestmx_is_local", "partner.test"], ["bestmx_is_local"]] },
    query: { recipient: "<user@notexample.com>" },
  },
  {
    what: "a class that takes the words of another",
    made: { localFile: ["second.local.test"], lines: ["CR$=w"] },
    query: { clientName: "h.second.local.test" },
  },
  {
    what: "VIRTUSER_DOMAIN relays to its own words, not to those of LOCAL_CONFIG",
    made: { virtual: ["virtual.test"], lines: ["C{VirtHost}partner.test"] },
    query: { recipient: "<joe@partner.test>" },
  },
  {
    what: "canonify_hosts in capitals",
    made: { features: [["nocanonify", "CANONIFY_HOSTS"]] },
    query: { recipient: "<joe+@*LOCAL*>" },
  },
  {
    what: "nopercenthack with reject looks at the domain, too",
    made: { features: [["nopercenthack", "reject"]], relayDomains: ["partner.test"] },
    query: { recipient: "<joe@elsewhere.example%partner.test>" },
  },
  {
    what: "a text in angle brackets ends at the bracket",
    made: {
      features: [ACCESS],
      access: [{ tag: "From", key: "stranger.example", value: "550 see <http://lists.example/?a=b;c> for why" }],
    },
    query: {},
  },
  {
    what: "an empty ERROR: takes a piece of the address",
    made: {
      features: [ACCESS, ["blocklist_recipients"]],
      access: [{ tag: "To", key: "www.example.com", value: "ERROR:" }],
    },
    query: { recipient: "<root@www.example.com>" },
  },
  {
    what: "a failed handshake takes any value with a colon for its codes",
    made: { features: [ACCESS], access: [{ tag: "TLS_Clt", key: "", value: 'ERROR:D.S.N:"550 letters"' }] },
    query: { tlsVerify: "SOFTWARE" },
  },
  {
    what: "check_cert_altnames asks for the client's own name instead of the one demanded",
    made: {
      features: [ACCESS, ["check_cert_altnames"]],
      access: [{ tag: "TLS_Clt", key: "", value: "VERIFY+CN:client.test" }],
    },
    query: { tlsVerify: "TRUSTED", cipherBits: 128, certName: "other.test" },
  },
  {
    what: "delay_checks asked for twice keeps its friends",
    made: {
      features: [ACCESS, ["delay_checks", "friend"], ["delay_checks"]],
      access: [
        { tag: "Spam", key: "joe@", value: "FRIEND" },
        { tag: "From", key: "stranger.example", value: "REJECT" },
      ],
    },
    query: { recipient: "<joe@mx.example.com>" },
  },
  {
    what: "what is left of RELAY when comments are taken off relays",
    made: { features: [ACCESS], access: [{ tag: "Connect", key: "192.0.2", value: "(office)RELAY" }] },
    query: { clientAddress: "192.0.2.9" },
  },
  {
    what: ":include: without brackets is no group",
    made: { relayDomains: ["partner.test"] },
    query: { recipient: ":include:joe@partner.test" },
  },
  { what: "semicolons before a bracket end no group", made: {}, query: { recipient: "<group|@@:;;>" } },
  {
    what: "a domain that begins with an at sign is taken for a marked literal",
    made: {},
    query: { recipient: "<@!single>", clientAddress: "" },
  },
  {
    what: "a list may have semicolons within",
    made: {},
    query: { recipient: "<group:a;b;@partner.test>" },
  },
  { what: "and a domain with at signs", made: {}, query: { recipient: "<group:a;b;@partner.@@test.>" } },
  {
    what: "a class takes the words that another has so far",
    made: { lines: ["CR$=w", "C{w}org"] },
    query: { recipient: "<joe@example.org>" },
  },
  {
    what: "and the later ones when it is asked to once more",
    made: { lines: ["CR$=w", "C{w}org", "CR$=w"] },
    query: { recipient: "<joe@example.org>" },
  },
  {
    what: "a class that takes its own words by way of another",
    made: { lines: ["CR$=A", "CAorg", "CA$=R", "CR$=A"] },
    query: { recipient: "<joe@example.org>" },
  },
  { what: "a backslash before nothing", made: {}, query: { recipient: "joe@host.local.te@\\" } },
  { what: "an escaped blank in a sender's domain", made: {}, query: { sender: "<joe@fine\\ one.example>" } },
  { what: "sendmail never comes to an end with an exclamation mark", made: {}, query: { recipient: "<!>" } },
  { what: "nor behind a route", made: {}, query: { recipient: "<@::!>", clientAddress: "" } },
  { what: "nor in a sender", made: {}, query: { sender: "<!>" } },
  {
    what: "nor in a sender that is believed",
    made: { features: [["relay_local_from"]] },
    query: { sender: "<!>" },
  },
  {
    what: "nor when all that is left is to look for a friend",
    made: { features: [["delay_checks", "hater"], ACCESS], access: [], defines: [["confDELIVERY_MODE", "defer"]] },
    query: { recipient: "<!>" },
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
