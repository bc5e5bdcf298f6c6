// Values that are made of parts, or are one of a few words: lists of equates, maps, words of TLS, choices.
import type { ValueCases } from "./value-cases.ts";

const split = (text: string): readonly string[] => text.split("|");

export const LIST_VALUES: Readonly<Record<string, ValueCases>> = {
  daemon: {
    names: ["DAEMON_OPTIONS"],
    written: { mc: (_, value) => `DAEMON_OPTIONS(\`${value}')dnl`, cf: (_, value) => `O DaemonPortOptions=${value}` },
    wrong: split(
      "Port=smtp; Name=MTA|Port=smtp Name=MTA|Port:smtp|Port=25.|Port=127.0.0.1:25|Port=25,587|Port=99999|Port=smtp25|Port=SMTP|Port=x|Name=MTA, Addr=3D127.0.0.1|Addr=127.0.0.1/8|Addr=127.0.0.256|Addr=127.0.0|Addr=[127.0.0.1]|Addr=127.0.0.1:25|Addr=eth0|Addr=*|Addr=127.0.0.1 192.0.2.1|Addr=127.0.0.1;192.0.2.1|Family=ipv6|Family=IPv4|Family=inet4|M=E a!|Name=MTA, Foo=bar|127.0.0.1|25|smtp|Name=MTA, children=ten|Name=MTA, delayLA=5x|Port=25, Port=587|Name=MTA, Port=465|Name=MTA, Port=25, M=s|Name=MTA, Family=inet6, Addr=127.0.0.1|Name=MTA, Addr=::1|“Port=25”|(Port=25)",
    ),
    fine: split(
      "Name=MTA|Port=smtp, Addr=127.0.0.1, Name=MTA|Port=25|Family=inet6, Addr=::1, Name=MTA6|N=MTA,P=25,A=127.0.0.1|name=MTA,port=smtp|Name=MTA, Port=smtp, M=bC|Name=MTA , Port = 25|Addr=0.0.0.0, Port=25|Name=MTA, Port=25, children=20|Name=MTA, Port=25, InputMailFilters=",
    ),
  },
  client: {
    names: ["CLIENT_OPTIONS"],
    written: { mc: (_, value) => `CLIENT_OPTIONS(\`${value}')dnl`, cf: (_, value) => `O ClientPortOptions=${value}` },
    wrong: split(
      "192.0.2.1|Addr=192.0.2.1/24|Addr=192.0.2.300|Addr=eth0|Addr=[192.0.2.1]|Family=inet4|Family=inet Addr=192.0.2.1|Foo=bar|Port=25|Addr:192.0.2.1",
    ),
    fine: split("Family=inet, Addr=192.0.2.1|Addr=192.0.2.1|Family=inet6, Addr=2001:db8::1|Family=inet|M=h|M=S"),
  },
  milter: {
    names: ["INPUT_MAIL_FILTER"],
    written: { mc: (_, value) => `INPUT_MAIL_FILTER(\`one', \`${value}')dnl`, cf: (_, value) => `Xone, ${value}` },
    wrong: split(
      "S=inet:8891@127.0.0.1; F=T|S=inet:8891@127.0.0.1 F=T|S=8891@127.0.0.1|S=inet:127.0.0.1:8891|S=inet:8891:127.0.0.1|S=inet:99999@127.0.0.1|S=inet:0@127.0.0.1|S=inet:8891@127.0.0.256|S=inet6:8891@127.0.0.1|S=tcp:8891@127.0.0.1|S=local:run/x.sock|S=run/x.sock|S=unix:/run/x.sock F=T|S=|F=T|S=local:/run/x.sock, T=5m|S=local:/run/x.sock, T=S:1x|S=local:/run/x.sock, T=X:1m|S=local:/run/x.sock, Z=1|/run/x.sock|S=“local:/run/x.sock”|S:local:/run/x.sock|S=inet:8891|S=inet:x@127.0.0.1|S=inet:x@|S=inet:8891@my host|S=unix:|S=local:/run/x.sock, F=X|S=local:/run/x.sock, F=t|S=local:/run/x.sock, F=Tempfail",
    ),
    fine: split(
      "S=inet:8891@127.0.0.1|S=local:/run/x.sock|S=unix:/run/x.sock, F=T|S=/run/x.sock|S=inet:8891@localhost, F=R, T=S:30s;R:1m|S=inet6:8891@[::1]|S=local:/run/x.sock, F=4|S=local:/run/x.sock, T=C:5m;S:10s;R:10s;E:5m",
    ),
  },
  "queue group": {
    names: ["QUEUE_GROUP"],
    written: { mc: (_, value) => `QUEUE_GROUP(\`slow', \`${value}')dnl`, cf: (_, value) => `Qslow, ${value}` },
    wrong: split(
      "P=slow|P=/var/spool/mqueue/slow; R=1|P=/var/spool/mqueue/slow R=1|P=/var/spool/mqueue/slow, R=two|P=/var/spool/mqueue/slow, I=5x|P=/var/spool/mqueue/slow, J=many|P=/var/spool/mqueue/slow, N=low|P=/var/spool/mqueue/slow, r=1k|P=/var/spool/mqueue/slow, Zoo=1|P=/var/spool/mqueue/slow, F=x|P=/var/spool/mqueue/slow, F=F|P=/var/spool/mqueue/slow, F=true|P:/var/spool/mqueue/slow|/var/spool/mqueue/slow|P=“/var/spool/mqueue/slow”",
    ),
    fine: split(
      "P=/var/spool/mqueue/slow|P=/var/spool/mqueue/slow, R=1, I=1h|Path=/var/spool/mqueue/slow, Runners=2, Flags=f|P=/var/spool/mqueue/slow, F=f, r=15, J=1000",
    ),
  },
  map: {
    names: ["mailertable", "domaintable"],
    written: { mc: (name, value) => `FEATURE(\`${name}', \`${value}')dnl`, cf: (_, value) => `Kx ${value}` },
    wrong: split(
      "hsah /etc/mail/x|/etc/mail/x|hash|hash -o|hash etc/mail/x|hash /etc/mail/x, hash /etc/mail/y|hash /etc/mail/x;hash /etc/mail/y|“hash /etc/mail/x”|hash “/etc/mail/x”|Hash-o /etc/mail/x|hash -o/etc/mail/x|db /etc/mail/x|hash file:///etc/mail/x|hash ~/x|file /etc/mail/x",
    ),
    fine: split(
      "hash /etc/mail/x|hash:/etc/mail/x|hash -o /etc/mail/x|hash -o -T<TMPF> /etc/mail/x|text /etc/mail/x|btree /etc/mail/x|hash -k a -v b /etc/mail/x|HASH /etc/mail/x|hash -T<TMPF> -o /etc/mail/x.y_z-1",
    ),
  },
  "ssl options": {
    names: ["confSERVER_SSL_OPTIONS", "confCLIENT_SSL_OPTIONS"],
    wrong: split(
      "SSL_OP_NO_SSLv4|NO_SSLv3|SSL_OP_NO_TLS1|+NO_TLSv1|SSLv3|TLSv1.2|-SSLv3|SSL_OP_NO_SSLv2;SSL_OP_NO_SSLv3|“SSL_OP_NO_SSLv3”|SSL-OP-NO-SSLv3|TLSv1.2+|MinProtocol=TLSv1.2|all|none|yes",
    ),
    fine: split(
      "SSL_OP_NO_SSLv3|+SSL_OP_NO_SSLv2 +SSL_OP_NO_SSLv3|SSL_OP_NO_SSLv2 SSL_OP_NO_SSLv3 SSL_OP_CIPHER_SERVER_PREFERENCE|SSL_OP_NO_SSLv2,SSL_OP_NO_SSLv3|+SSL_OP_NO_SSLv2, +SSL_OP_NO_SSLv3|-SSL_OP_TLSEXT_PADDING SSL_OP_NO_SSLv3",
    ),
  },
  "cipher list": {
    names: ["confCIPHER_LIST"],
    written: { mc: (name, value) => `define(\`${name}', \`${value}')dnl`, cf: (_, value) => `O CipherList=${value}` },
    wrong: split(
      'HIHG|HIGH:!aNUL|HIGH:!MD5:bogus|“HIGH”|"HIGH:!aNULL"|ECDHE-RSA-AES128-GCM-SHA25|TLSv1.3|TLS_AES_256_GCM_SHA384|CHANGEME|<list>|strong|modern',
    ),
    fine: split(
      "HIGH:!aNULL|HIGH,MEDIUM,!aNULL|HIGH MEDIUM !aNULL|HIGH;!aNULL|ECDHE+AESGCM:DHE-RSA-AES256-SHA:!MD5|HIGH:-SSLv2:!EXPORT:@STRENGTH|DEFAULT@SECLEVEL=2|PROFILE=SYSTEM",
    ),
  },
  choice: {
    names: ["confDELIVERY_MODE"],
    wrong: split("“background”|now|async|CHANGEME|<mode>|1|true|none|x"),
    fine: split("background|b|queueonly|interactive|i|q"),
  },
  "error mode": {
    names: ["confERROR_MODE"],
    wrong: split("“mail”|none|bounce|CHANGEME|1|true|x|<mode>"),
    fine: split("print|mail|p|m|quiet|write|exit"),
  },
  port: {
    names: ["RELAY_MAILER_ARGS", "ESMTP_MAILER_ARGS", "SMTP_MAILER_ARGS"],
    written: {
      mc: (name, value) => `define(\`${name}', \`TCP $h ${value}')dnl`,
      cf: (_, value) =>
        `Mrelay, P=[IPC], F=mDFMuXa8k, S=0, R=0, E=\\r\\n, L=2040, T=DNS/RFC822/SMTP, A=TCP $h ${value}`,
    },
    wrong: split("465|smtps|99999|0|587x|smtp25|port|-1|587 25|25,587|:587|“587”|port 587|587;|<port>|PORT"),
    fine: split("587|25|2525|smtp|submission|65535"),
  },
};
