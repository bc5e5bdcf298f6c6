// Words and letters that options take, and since when (each was tried in all versions).
import { compare } from "../maps/types.ts";
import type { CfVersion } from "../types.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const PRIVACY_WORDS = list(
  `public needmailhelo needexpnhelo needvrfyhelo noexpn novrfy restrictexpand restrictmailq restrictqrun noetrn noverb
  authwarnings noreceipts nobodyreturn goaway noactualrecipient`,
);

export const BLAME_WORDS = list(
  `safe assumesafechown groupwritabledirpathsafe groupwritableforwardfilesafe groupwritableincludefilesafe
  groupwritablealiasfile worldwritablealiasfile forwardfileinunsafedirpath includefileinunsafedirpath mapinunsafedirpath
  linkedaliasfileinwritabledir linkedclassfileinwritabledir linkedforwardfileinwritabledir linkedincludefileinwritabledir
  linkedmapinwritabledir linkedserviceswitchfileinwritabledir filedeliverytohardlink filedeliverytosymlink
  writemaptohardlink writemaptosymlink writestatstohardlink writestatstosymlink forwardfileingroupwritabledirpath
  includefileingroupwritabledirpath classfileinunsafedirpath errorheaderinunsafedirpath helpfileinunsafedirpath
  forwardfileinunsafedirpathsafe includefileinunsafedirpathsafe runprograminunsafedirpath runwritableprogram
  nonrootsafeaddr truststickybit dontwarnforwardfileinunsafedirpath insufficiententropy groupreadablesasldbfile
  groupwritablesasldbfile groupwritableforwardfile groupwritableincludefile worldwritableforwardfile
  worldwritableincludefile groupreadablekeyfile groupreadabledefaultauthinfofile`,
);

export const RESOLVER_WORDS = list(
  `debug aaonly usevc primary igntc recurse defnames stayopen dnsrch use_edns0 use_dnssec true haswildcardmx
  workaroundbrokenaaaa`,
);

/** Letters of AuthOptions. */
export const AUTH_LETTERS = "Aacdfmpy";
/** Letters of TLSSrvOptions. */
export const TLS_SERVER_LETTERS = "VC";

export const SSL_WORDS = list(
  `SSL_OP_MICROSOFT_SESS_ID_BUG SSL_OP_NETSCAPE_CHALLENGE_BUG SSL_OP_LEGACY_SERVER_CONNECT
  SSL_OP_NETSCAPE_REUSE_CIPHER_CHANGE_BUG SSL_OP_SSLREF2_REUSE_CERT_TYPE_BUG SSL_OP_MICROSOFT_BIG_SSLV3_BUFFER
  SSL_OP_MSIE_SSLV2_RSA_PADDING SSL_OP_SSLEAY_080_CLIENT_DH_BUG SSL_OP_TLS_D5_BUG SSL_OP_TLS_BLOCK_PADDING_BUG
  SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS SSL_OP_ALL SSL_OP_NO_QUERY_MTU SSL_OP_COOKIE_EXCHANGE SSL_OP_NO_TICKET
  SSL_OP_CISCO_ANYCONNECT SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION SSL_OP_NO_COMPRESSION
  SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION SSL_OP_SINGLE_ECDH_USE SSL_OP_SINGLE_DH_USE SSL_OP_EPHEMERAL_RSA
  SSL_OP_CIPHER_SERVER_PREFERENCE SSL_OP_TLS_ROLLBACK_BUG SSL_OP_NO_SSLV2 SSL_OP_NO_SSLV3 SSL_OP_NO_TLSV1
  SSL_OP_NO_TLSV1_2 SSL_OP_NO_TLSV1_1 SSL_OP_PKCS1_CHECK_1 SSL_OP_PKCS1_CHECK_2
  SSL_OP_NETSCAPE_CA_DN_BUG SSL_OP_NETSCAPE_DEMO_CIPHER_CHANGE_BUG SSL_OP_CRYPTOPRO_TLSEXT_BUG SSL_OP_TLSEXT_PADDING`,
);

/** Words that the older versions do not have, or whose C library or OpenSSL does not. */
const NEWER: Readonly<Record<string, CfVersion>> = {
  trustad: "8.17.1",
  certowner: "8.18.1",
  SSL_OP_NO_TLSV1_3: "8.17.1",
  SSL_OP_NO_RENEGOTIATION: "8.17.1",
  SSL_OP_NO_ANTI_REPLAY: "8.17.1",
  SSL_OP_ALLOW_NO_DHE_KEX: "8.17.1",
  SSL_OP_NO_ENCRYPT_THEN_MAC: "8.17.1",
  SSL_OP_ENABLE_MIDDLEBOX_COMPAT: "8.17.1",
  SSL_OP_PRIORITIZE_CHACHA: "8.17.1",
};

/** True for a word of the list, or one that this version has besides. */
export function isWordOf(words: ReadonlySet<string>, word: string, version: CfVersion): boolean {
  if (words.has(word)) return true;
  const since = Object.hasOwn(NEWER, word) ? NEWER[word] : undefined;
  return since !== undefined && compare(version, since) >= 0;
}
