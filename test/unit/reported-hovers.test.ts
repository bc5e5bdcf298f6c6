// What hovers told people that was not so, and others of each kind: the hovers as they have to be. The programs were asked for the
// facts in test/oracle/catalog.
import { describe, expect, it } from "vitest";
import { hoverAt } from "../../server/src/features/testing.ts";
import { mc } from "../../server/src/rules/testing.ts";

const MAP = "FEATURE(`access_db')dnl";

/** A site with one line in the access map. */
const access = (line: string, ...lines: readonly string[]) => ({
  "sendmail.mc": mc(MAP, ...lines),
  access: `${line}\n`,
});
/** A site with one line in the .mc. */
const line = (text: string) => ({ "sendmail.mc": mc(text) });
/** A rule in the .mc that asks for something. */
const rule = (text: string) => ({ "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR$*\t$: ${text}\n` });

type Case = readonly [name: string, files: Readonly<Record<string, string>>, says: RegExp, not?: RegExp];

const KINDS: Readonly<Record<string, readonly Case[]>> = {
  "block lists": [
    [
      "the dot of an answer, by version",
      line("FEATURE(`enhdnsbl', `bl.example', `', `t', `127.0.0.‸2')dnl"),
      /Before 8\.18\.1 it needs a dot/,
    ],
    ["IPv4 alone", line("FEATURE(`dns‸bl', `bl.example')dnl"), /IPv4 clients only/],
    ["IPv4 alone, in the longer form", line("FEATURE(`enhdn‸sbl', `bl.example')dnl"), /IPv4 clients only/],
  ],
  "letters of what is offered": [
    ...["f", "F", "g", "G", "o", "O", "u", "U"].map(
      (letter): Case => [letter, access(`Srv_Features:192.0.2.7\t‸${letter}`), /server feature/, /no such letter/i],
    ),
    ["g with a number", access("Srv_Features:192.0.2.7\tg‸2"), /Replaces an LF/],
    ["u with a number", access("Srv_Features:192.0.2.7\tu‸2"), /Replaces a CR/],
    ["O alone accepts nothing", access("Srv_Features:192.0.2.7\t‸O"), /`G` is needed too/],
    ["M of a client, by version", access("Clt_Features:mx.example\t‸M"), /removed in 8\.18\.2/],
    [
      "a letter that does not exist is not a refusal",
      access("Srv_Features:192.0.2.7\tz‸z"),
      /Srv_Features/,
      /the mail is refused/,
    ],
  ],
  "modifiers of daemons": [
    ["r refuses nothing", line("DAEMON_OPTIONS(`Name=MTA, M=‸r')dnl"), /Nothing in a stock configuration refuses/],
    ["letters of milters: 4", line("INPUT_MAIL_FILTER(`f', `S=local:/run/f, F=‸4')dnl"), /421/],
    ["letters of milters: T", line("INPUT_MAIL_FILTER(`f', `S=local:/run/f, F=‸T')dnl"), /4xx/],
    ["letters of milters: R", line("INPUT_MAIL_FILTER(`f', `S=local:/run/f, F=‸R')dnl"), /5xx/],
  ],
  "values of tags that refuse nothing": [
    [
      "settings of TLS",
      access("TLS_Clt_Features:mx.example\tCipher‸List=HIGH", "FEATURE(`tls_session_features')dnl"),
      /CipherSuites/,
      /A reply code and text/,
    ],
    [
      "settings of TLS for clients",
      access("TLS_Srv_Features:192.0.2.7\tFla‸gs=R", "FEATURE(`tls_session_features')dnl"),
      /TLS_Srv_Features/,
      /A reply code and text/,
    ],
    ["XCONNECT", access("XConnect:192.0.2.7\thap‸roxy1", "HACK(`xconnect')dnl"), /XConnect/, /A reply code and text/],
    [
      "a pair of addresses",
      access("Compat:a@b.example<@>c@d.example\tTEMP‸:421 later", "FEATURE(`compat_check')dnl"),
      /Compat/,
      /A reply code and text/,
    ],
    [
      "a limit that is no number",
      access("ClientRate:192.0.2.7\tun‸limited", "FEATURE(`ratecontrol')dnl"),
      /ClientRate/,
      /A reply code and text/,
    ],
    ["the text of a refusal is one after From:", access("From:spam.example\t550 Go a‸way"), /A reply code and text/],
  ],
  "demands of TLS": [
    ["PERM+ by version", access("TLS_Srv:mx.example\tPE‸RM+VERIFY"), /refused for good[\s\S]*before 8\.18\.2/],
    ["TEMP+ by version", access("TLS_Rcpt:a.example\tTE‸MP+ENCR:112"), /temporary error[\s\S]*before 8\.18\.2/],
  ],
  "what came with a version": [
    ["STS:", access("ST‸S:a.example\tNO"), /8\.18\.2/],
    ["CertOwner", line("define(`confDONT_BLAME_SENDMAIL', `Cert‸Owner')dnl"), /since 8\.18\.1/],
    ["confOPENSSL_CNF", line("define(`confOPENSSL_‸CNF', `/etc/x')dnl"), /since 8\.18\.1/],
    ["Clt_Features:", access("Clt_Fea‸tures:mx.example\tD"), /Since 8\.17\.2/],
  ],
  "what only some builds have": [
    ["bcc", line("FEATURE(`bc‸c')dnl"), /_FFR_ADD_BCC/],
    ["sts", line("FEATURE(`st‸s')dnl"), /_FFR_MTA_STS/],
    ["check_cert_altnames", line("FEATURE(`check_cert_alt‸names')dnl"), /_FFR_TLS_ALTNAMES/],
    ["confREJECT_NUL", line("define(`confREJECT_‸NUL', `True')dnl"), /_FFR_REJECT_NUL_BYTE[\s\S]*Debian/],
    ["confDANE", line("define(`confDA‸NE', `true')dnl"), /compiled with `DANE`/],
  ],
  "names in rules": [
    ["${verify}", rule("$&{ver‸ify}"), /TLS handshake/],
    ["${client_resolve}", rule("$&{client_res‸olve}"), /FORGED/],
    ["${auth_type}", rule("$&{auth_‸type}"), /auth_type/],
    ["$=w", { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR$* $=‸w\t$: $1\n` }, /names of this host/],
    ["$=R", { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR$* $=‸R\t$: $1\n` }, /may relay/],
  ],
  "words of arguments": [
    ["friend", line("FEATURE(`delay_checks', `fri‸end')dnl"), /All recipients are protected, except/],
    ["skip", line("FEATURE(`access_db', `', `sk‸ip')dnl"), /SKIP ends a search/],
    ["reject", line("FEATURE(`nouucp', `rej‸ect')dnl"), /Refuses them unless/],
    ["nospecial", line("FEATURE(`nopercenthack', `nosp‸ecial')dnl"), /nospecial/],
  ],
  "routes and certificates": [
    ["SMART_HOST in class w", line("define(`SMART_‸HOST', `x.example')dnl"), /class `w`/],
    [
      "STARTTLS without a certificate",
      line("define(`confTLS_SRV_OPTIONS', `‸C')dnl"),
      /without a certificate[\s\S]*hardly any client/,
    ],
  ],
};

describe.each(Object.entries(KINDS))("hovers tell of %s", (_, cases) => {
  it.each(cases.map((one) => [one[0], one] as const))("%s", async (_name, [, files, says, not]) => {
    const text = (await hoverAt(files))?.text ?? "there is no hover";
    expect(text).toMatch(says);
    if (not !== undefined) expect(text).not.toMatch(not);
  });
});
