// Mistakes of people who follow a guide on the web: logins, TLS, filters, lists, rates, queue groups; and of the tools that they copy with.
import { inner, inQuotes, type Mistake, misspelt, one, pick } from "./line-changes.ts";

/** Lines of such guides that are sane in any choice and in this order. */
export const HOWTO_LINES: readonly string[] = [
  "define(`confDONT_PROBE_INTERFACES', `True')dnl",
  "define(`confCW_FILE', `-o /etc/mail/local-host-names')dnl",
  "define(`ALIAS_FILE', `/etc/mail/aliases')dnl",
  "define(`confBAD_RCPT_THROTTLE', `3')dnl",
  "define(`confTO_ICONNECT', `15s')dnl",
  "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl",
  "define(`confAUTH_MECHANISMS', `EXTERNAL GSSAPI DIGEST-MD5 PLAIN LOGIN')dnl",
  "define(`confAUTH_OPTIONS', `A p y')dnl",
  "TRUST_AUTH_MECH(`DIGEST-MD5 PLAIN LOGIN')dnl",
  "define(`confCACERT_PATH', `/etc/mail/certs')dnl",
  "define(`confCACERT', `/etc/mail/certs/ca.pem')dnl",
  "define(`confSERVER_CERT', `/etc/mail/certs/cert.pem')dnl",
  "define(`confSERVER_KEY', `/etc/mail/certs/key.pem')dnl",
  "define(`confSERVER_SSL_OPTIONS', `+SSL_OP_NO_SSLv2 +SSL_OP_NO_SSLv3')dnl",
  "FEATURE(`authinfo', `hash -o /etc/mail/authinfo')dnl",
  "FEATURE(`dnsbl', `bl.spamcop.net', `\"550 Mail from \" $`'&{client_addr} \" is refused\"')dnl",
  "FEATURE(`greet_pause', `5000')dnl",
  "FEATURE(`ratecontrol', `nodelay', `terminate')dnl",
  "FEATURE(`conncontrol', `nodelay', `terminate')dnl",
  "FEATURE(`genericstable', `hash -o /etc/mail/genericstable')dnl",
  "GENERICS_DOMAIN(`lan.example')dnl",
  "MASQUERADE_DOMAIN(`lan.example')dnl",
  "FEATURE(`smrsh', `/usr/sbin/smrsh')dnl",
  "FEATURE(`local_procmail', `/usr/bin/procmail', `procmail -t -Y -a $h -d $u')dnl",
  "VIRTUSER_DOMAIN(`c.example')dnl",
  "FEATURE(`queuegroup', `main')dnl",
  "QUEUE_GROUP(`main', `P=/var/spool/mqueue')dnl",
  "QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow, F=f, r=10, R=2, I=10m')dnl",
  "INPUT_MAIL_FILTER(`spamassassin', `S=local:/run/spamass.sock, F=, T=C:15m;S:4m;R:4m;E:10m')dnl",
  "define(`confMILTER_MACROS_CONNECT', `b, j, _, {daemon_name}, {if_name}, {if_addr}')dnl",
  "FEATURE(`no_default_msa')dnl",
  "DAEMON_OPTIONS(`Port=submission, Addr=192.0.2.1, Name=MSA, M=Ea')dnl",
];

/** Puts one of several texts in the place of what a pattern finds. */
const instead =
  (pattern: RegExp, ...texts: readonly (string | ((found: string) => string))[]): Mistake =>
  (line, random) =>
    one(line, pattern, random, (found) => {
      const text = pick(random, texts) ?? found;
      return typeof text === "string" ? text : text(found);
    });

/** Puts one of several texts around a line, whose place in them is `@@`. */
const around =
  (...texts: readonly string[]): Mistake =>
  (line, random) =>
    pick(random, texts)?.replace("@@", () => line);

/** The value of a define, and what it is when other people write it. */
const value = (name: string, ...texts: readonly (string | ((found: string) => string))[]): Mistake =>
  instead(new RegExp(`(?<=^define\\(\`${name}', \`)[^']+(?=')`, "g"), ...texts);

export const HOWTO_KINDS: Readonly<Record<string, Mistake>> = {
  "a port in the wrong place": value(
    "RELAY_MAILER_ARGS",
    "TCP $h587",
    "TCP $h:587",
    "TCP $h, 587",
    "TCP 587",
    "$h 587",
    "TCP $h submision",
    "TCP h 587",
    "587",
  ),
  "mechanisms as another program lists them": value(
    "confAUTH_MECHANISMS",
    "PLAIN, LOGIN",
    "PLAIN,LOGIN",
    "PLAIN;LOGIN",
    "PLIAN LOGIN",
    "AUTH=PLAIN",
    "PLAIN|LOGIN",
  ),
  "trusted mechanisms as another program lists them": instead(
    /DIGEST-MD5 PLAIN LOGIN(?='\)dnl$)/g,
    "DIGEST-MD5, PLAIN, LOGIN",
    "PLAIN,LOGIN",
    "PLAIN LOGN",
    "PLAIN; LOGIN",
  ),
  "letters of AUTH options": value("confAUTH_OPTIONS", "A,p,z", "noplaintext", "A p q", "noanonymous", "yes"),
  "words of TLS options": value(
    "confSERVER_SSL_OPTIONS",
    "+SSL_OP_NO_SSL2 +SSL_OP_NO_SSLv3",
    "+SSL_OP_NO_SSLv2, +SSL_OP_NO_SSLV3",
    "SSLv2 SSLv3",
    "!SSLv2 !SSLv3",
    "+SSL_OP_NO_SSLv2+SSL_OP_NO_SSLv3",
    "-ALL +TLSv1.2",
    "+NO_SSLv3",
  ),
  "a certificate's path as elsewhere": instead(
    /(?<=^define\(`conf(?:SERVER|CA)\w+', `)\/etc\/mail\/certs\/\w+\.pem/g,
    (path) => `file:${path}`,
    (path) => `<${path}`,
    (path) => path.slice("/etc/mail/".length),
    (path) => `"${path}"`,
    (path) => `${path} ${path}`,
    (path) => path.replace("/etc/mail", "~"),
  ),
  "a DNS list as another program names it": instead(
    /(?<=dnsbl', `)[\w.]+/g,
    (list) => `http://${list}`,
    (list) => `@${list}`,
    (list) => `reject_rbl_client ${list}`,
    (list) => `${list}, dnsbl.example.net`,
    (list) => `${list} dnsbl.example.net`,
    (list) => `.${list}`,
    (list) => `${list}/24`,
    (list) => `*.${list}`,
  ),
  "a pause with a unit": instead(/(?<=greet_pause', `)\d+/g, "5s", "5 seconds", "5000ms", "5,000", "five"),
  "arguments of a limit in one": instead(/`nodelay', `terminate'/g, "`nodelay terminate'", "`nodelay,terminate'"),
  "arguments of a limit misspelt": (line, random) =>
    one(line, /(?<=control', `)nodelay|(?<=`)terminate/g, random, (word) => misspelt(word, random)),
  "a domain as an address or a pattern": instead(
    /(?<=^[A-Z]+_DOMAIN\(`)(?:lan|c)\.example/g,
    (domain) => `@${domain}`,
    (domain) => `*.${domain}`,
    (domain) => `*@${domain}`,
    (domain) => `joe@${domain}`,
    (domain) => `${domain}.`,
    (domain) => `http://${domain}`,
    (domain) => `${domain}, d.example`,
    "/etc/mail/domains",
  ),
  "a program in the place of its path": instead(
    /`\/usr\/bin\/procmail'/g,
    "`procmail'",
    "`/usr/bin/procmail -a $h -d $u'",
    "`|/usr/bin/procmail'",
    '`"|exec /usr/bin/procmail"\'',
  ),
  "arguments of the delivery program": instead(
    /procmail -t -Y -a \$h -d \$u/g,
    "procmail -t -Y -a $h -d %u",
    "procmail -d ${USER}",
    "-t -Y -a $h -d $u",
    "procmail, -d, $u",
    "procmail -Y -d $USER",
  ),
  "equates of a queue group": instead(
    /P=\/var\/spool\/mqueue\/slow, F=f, r=10, R=2, I=10m/g,
    "P=/var/spool/mqueue/slow; F=f",
    "P=/var/spool/mqueue/slow, F=f, R=two",
    "P=/var/spool/mqueue/slow, I=10 min",
    "P=/var/spool/mqueue/slow F=f",
    "Dir=/var/spool/mqueue/slow, F=f",
    "/var/spool/mqueue/slow",
    "P=mqueue/slow, F=f",
    "P=/var/spool/mqueue/slow, F=x",
    "P=/var/spool/mqueue/slow, F=f, Z=1",
    "path=/var/spool/mqueue/slow",
  ),
  "the socket of a filter's manual": instead(
    /local:\/run\/spamass\.sock/g,
    "/run/spamass.sock",
    "local:run/spamass.sock",
    "inet:783",
    "inet:localhost:783",
    "unix:",
    "local: /run/spamass.sock",
    "fd:3",
    "local:/run/spamass.sock:0660",
    "unix:/run/spamass.sock|local",
    "{unix}/run/spamass.sock",
    "inet:783@",
  ),
  "times of a filter": instead(
    /C:15m;S:4m;R:4m;E:10m/g,
    "C:15m,S:4m,R:4m,E:10m",
    "15m;4m;4m;10m",
    "C=15m;S=4m",
    "C:15min;S:4m",
    "C:15m S:4m",
    "900",
    "Q:4m",
    "C:15m;S:4 m",
  ),
  "macros of a filter": value(
    "confMILTER_MACROS_CONNECT",
    "b j _ {daemon_name} {if_name}",
    "b, j, _, {daemon_name, {if_name}",
    "b; j; _; {daemon_name}",
    "b, j, _, daemon_name",
    "b, j, _, {deamon_name}",
    "b j",
  ),
  "a boolean as another program has it": value(
    "confDONT_PROBE_INTERFACES",
    "on",
    "1",
    "enabled",
    "On",
    "`yes'",
    "=true",
    "ja",
  ),
  "the file of a class as elsewhere": value(
    "confCW_FILE",
    "/etc/mail/local-host-names /etc/mail/domains",
    "hash:/etc/mail/local-host-names",
    "local-host-names",
    "-x /etc/mail/local-host-names",
    "example.com example.org",
    "/etc/mail/local-host-names;/etc/mail/domains",
  ),
  "files of aliases as elsewhere": value(
    "ALIAS_FILE",
    "/etc/mail/aliases /etc/mail/lists",
    "/etc/mail/aliases; /etc/mail/lists",
    "hsah:/etc/mail/aliases",
    "hash /etc/mail/aliases",
    "etc/mail/aliases",
    "aliases",
    "/etc/mail/aliases.",
    "$alias_maps",
  ),
  "words for a number": value(
    "(?:confMAX_\\w+|confLOG_LEVEL|confBAD_RCPT_THROTTLE|confTO_\\w+|confCONNECTION_\\w+)",
    "off",
    "no",
    "never",
    "none",
    "default",
    "high",
    "-",
  ),
  // `@RELAY@`, `{{ relay }}` and their like make the file a template, of which nothing is said on purpose.
  "a place that nobody filled in": instead(
    /(?<=^define\(`(?:SMART_HOST|MAIL_HUB|confDOMAIN_NAME)', `|^MASQUERADE_AS\(`)[\w.]+(?=')/g,
    "\\1",
    "$RELAY",
    "<your relay here>",
    "YOUR_RELAY",
    "[your.relay.host]",
    "xxx.xxx.xxx.xxx",
    "smtp.your-isp.com",
    "&",
  ),
  "syntax of a wiki": around(
    "{{{\n@@",
    "@@\n}}}",
    "== Mail ==\n@@",
    "=== Mail ===\n@@",
    "[[code]]\n@@",
    ":@@",
    "'''@@'''",
    "<source lang=m4>\n@@",
    "@@\n</syntaxhighlight>",
    "{code}\n@@",
    "~~~\n@@",
    ".. code-block:: m4\n@@",
    "[code]@@[/code]",
    "h2. Mail\n@@",
    "|| @@ ||",
  ),
  "a mail that was wrapped": (line, random) => {
    const at = line.lastIndexOf(" ");
    return at < 8
      ? undefined
      : `${line.slice(0, at)}${pick(random, ["=\n ", "=\n", "=20\n", "\n> "])}${line.slice(at + 1)}`;
  },
  "an equals sign of a mail": instead(/(?<=[A-Z]\w*)=(?=[\w/])/g, "=3D"),
  "numbers for characters": instead(
    inQuotes,
    (text) => `&#96;${inner(text)}&#39;`,
    (text) => `\`${inner(text)}&#39;`,
    (text) => `%60${inner(text)}%27`,
    (text) => `\\u0060${inner(text)}'`,
  ),
  "accents for quotes": instead(
    inQuotes,
    (text) => `´${inner(text)}´`,
    (text) => `\`${inner(text)}´`,
    (text) => `‚${inner(text)}‘`,
    (text) => `′${inner(text)}′`,
    (text) => `«${inner(text)}»`,
    (text) => `\`${inner(text)}\``,
    (text) => `＇${inner(text)}＇`,
  ),
  "signs of another alphabet": instead(
    /[(),](?=[`']?)/g,
    (sign) => ({ "(": "（", ")": "）", ",": "，" })[sign] ?? sign,
  ),
  "a letter of another alphabet": instead(
    /(?<=^(?:FEATURE|define)\(`\w*)[aeo](?=\w)/g,
    (letter) => ({ a: "а", e: "е", o: "о" })[letter] ?? letter,
  ),
  "dnl before the end": (line) => (/'\)dnl$/.test(line) ? line.replace(/\)dnl$/, "dnl )") : undefined),
  "half of a call commented": (line, random) =>
    / `[^`']*'\)dnl$/.test(line)
      ? line.replace(/ (`[^`']*'\))dnl$/, pick(random, ["\ndnl $1dnl", "\ndnl $1"]) ?? "$1")
      : undefined,
  "a comment in the middle of a list": instead(/(?<=`[^`']*), (?=[^`']*'\)dnl$)/g, ", dnl the next\n"),
  "a line of the .cf for a define": (line) => {
    const [, name, text] = /^define\(`(\w+)', `([^`']*)'\)/.exec(line) ?? [];
    const written = {
      SMART_HOST: "DS",
      MAIL_HUB: "DH",
      confLOG_LEVEL: "O LogLevel ",
      confMAX_HOP: "OMaxHopCount:",
      confDOMAIN_NAME: "Dj ",
      confPRIVACY_FLAGS: "O PrivacyOptions: ",
      confTO_IDENT: "O Timeout/ident=",
    }[name ?? ""];
    return written === undefined ? undefined : `${written}${text}`;
  },
  "a setting taken away with its value": (line) => line.replace(/^define\(/, "undefine("),
  "one argument for two": (line) => (/^define\(/.test(line) ? line.replace("', `", " ") : undefined),
  "a file for a feature": (line) => line.replace(/^FEATURE\(/, "include("),
  "a Windows line end without dnl": (line) => line.replace(/dnl$/, "\r"),
  "a comment that lost its dnl": around(
    "Copyright 2004 by us\n@@",
    "Uncomment the next line for the relay\n@@",
    "The following is needed for TLS:\n@@",
    "Default. Do not change\n@@",
    "Note that this needs saslauthd\n@@",
    "-- end of section --\n@@",
    "Created by setup, 2019-02-01\n@@",
  ),
  "a mailer above the features": (line) => (/^FEATURE/.test(line) ? `MAILER(\`smtp')dnl\n${line}` : undefined),
  "a mailer's arguments below it": (line) =>
    /RELAY_MAILER_ARGS/.test(line) ? `MAILER(\`local')dnl\nMAILER(\`smtp')dnl\n${line}` : undefined,
  "a second system": around("OSTYPE(`solaris2')dnl\n@@", "OSTYPE(`freebsd6')dnl\n@@"),
  "a system that is a distribution": around(
    "OSTYPE(`debian12')dnl\n@@",
    "OSTYPE(`rhel9')dnl\n@@",
    "OSTYPE(`Linux')dnl\n@@",
  ),
  "the note of a package manager": around(
    "@@.rpmnew",
    "@@~",
    "|||||||\n@@",
    "@@\n+++ sendmail.mc.dpkg-dist",
    "@@\n\\ No newline at end of file",
  ),
  "an end of file of the shell": around(
    "cat <<EOF\n@@",
    "@@\nEOF",
    "sudo tee -a sendmail.mc\n@@",
    "echo '@@'",
    'echo "@@" >> sendmail.mc',
  ),
};
