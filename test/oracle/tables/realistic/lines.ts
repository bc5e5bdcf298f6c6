// Lines of the tables of /etc/mail as administrators have them, for one company's server, and mistakes that they make in them.

/** A key and a value, or a line of a list; a line of aliases is `NAME: VALUE`. */
export type Line = string | readonly [key: string, value: string];

/** The configuration whose tables these are. */
export const MC = `divert(-1)
Mail hub of corp.example
divert(0)dnl
VERSIONID(\`hub 2014-03-02')dnl
OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.corp.example')dnl
define(\`SMART_HOST', \`[smtp.office365.com]')dnl
define(\`RELAY_MAILER_ARGS', \`TCP $h 587')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
define(\`confUSERDB_SPEC', \`/etc/mail/userdb.db')dnl
define(\`confAUTH_MECHANISMS', \`LOGIN PLAIN')dnl
define(\`confAUTH_OPTIONS', \`A p y')dnl
FEATURE(\`use_cw_file')dnl
FEATURE(\`use_ct_file')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
VIRTUSER_DOMAIN_FILE(\`/etc/mail/virtuser-domains')dnl
FEATURE(\`genericstable')dnl
GENERICS_DOMAIN_FILE(\`/etc/mail/generics-domains')dnl
FEATURE(\`domaintable')dnl
FEATURE(\`bitdomain')dnl
FEATURE(\`uucpdomain')dnl
MASQUERADE_AS(\`corp.example')dnl
MASQUERADE_DOMAIN_FILE(\`/etc/mail/masquerade-domains')dnl
FEATURE(\`masquerade_envelope')dnl
FEATURE(\`authinfo')dnl
FEATURE(\`access_db')dnl
FEATURE(\`blocklist_recipients')dnl
FEATURE(\`delay_checks', \`friend')dnl
FEATURE(\`ratecontrol')dnl
FEATURE(\`conncontrol')dnl
FEATURE(\`greet_pause', \`3000')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
MAILER(\`uucp')dnl
`;

/** Lines that are in every file of a kind: what a server needs. */
export const ALWAYS: Readonly<Record<string, readonly Line[]>> = {
  aliases: [
    ["postmaster", "root"],
    ["MAILER-DAEMON", "postmaster"],
    ["root", "joe, admin@corp.example"],
  ],
  authinfo: [["AuthInfo:smtp.office365.com", '"U:mailer@corp.example" "I:mailer@corp.example" "P:Tr0ub4dor&3"']],
  "local-host-names": ["corp.example", "mx.corp.example"],
  "virtuser-domains": ["shop.example", "verein.example", "club.example"],
  "generics-domains": ["corp.example", "mx.corp.example", "intern.corp.example"],
};

export const LINES: Readonly<Record<string, readonly Line[]>> = {
  access: [
    ["Connect:localhost", "RELAY"],
    ["Connect:127.0.0.1", "RELAY"],
    ["Connect:IPv6:0:0:0:0:0:0:0:1", "RELAY"],
    ["Connect:192.168.10", "RELAY"],
    ["Connect:10.20.30.40", "RELAY"],
    ["192.168.11.5", "RELAY"],
    ["Connect:203.0.113.25", "OK"],
    ["Connect:198.51.100", "REJECT"],
    ["Connect:198.18.44.12", 'ERROR:"550 Your host sends spam. Write to postmaster@corp.example from elsewhere"'],
    ["Connect:dyn.isp.example", "ERROR:5.7.1:550 Use the server of your provider"],
    ["Connect:dsl.telco.example", "REJECT"],
    ["Connect:static.dsl.telco.example", "OK"],
    ["cheap-watches.example", "REJECT"],
    ["bulk.mailer.example", "550 No bulk mail here"],
    ["From:lottery.example", "REJECT"],
    ["From:newsletter@shop24.example", "DISCARD"],
    ["From:offers@", "REJECT"],
    ["From:partner.example", "OK"],
    ["To:noreply@corp.example", "ERROR:5.1.1:550 Nobody reads this address"],
    ["To:ex.employee@corp.example", "ERROR:5.1.1:550 has left the company"],
    ["To:backup.example", "RELAY"],
    ["Spam:friendly.example", "FRIEND"],
    ["GreetPause:192.168.10", "0"],
    ["GreetPause:127.0.0.1", "0"],
    ["ClientRate:", "20"],
    ["ClientRate:127.0.0.1", "0"],
    ["ClientConn:", "10"],
    ["ClientConn:192.168.10", "0"],
    ["Try_TLS:oldserver.example", "NO"],
    ["TLS_Srv:bank.example", "VERIFY:128"],
    ["TLS_Clt:bank.example", "ENCR:128"],
    ["Srv_Features:192.168.10", "A S"],
  ],
  mailertable: [
    ["partner.example", "esmtp:[mail.partner.example]"],
    [".partner.example", "esmtp:[mail.partner.example]"],
    ["exchange.corp2.example", "smtp:[10.1.1.5]"],
    ["backup.example", "smtp:[203.0.113.77]"],
    ["lists.partner.example", "relay:lists.partner.example"],
    ["o365.example", "esmtp:[o365-example.mail.protection.outlook.com]"],
    ["google.example", "esmtp:aspmx.l.google.com"],
    ["two.example", "smtp:[a.two.example]:[b.two.example]"],
    ["v6.example", "esmtp:[IPv6:2001:db8::25]"],
    ["gone.example", "error:5.1.2:550 This company closed in 2011"],
    ["later.example", "error:4.7.0:450 Try again tomorrow"],
    ["typo-corp.example", "error:nohost You mean corp.example"],
    ["fax.example", "local:faxmaster"],
    ["farm.example", "uucp-dom:farmhost"],
    [".uucp.example", "uucp-new:bridge"],
    ["slow.example", "smtp8:[slow.example]"],
    ["test.example", "dsmtp:[192.0.2.5]"],
    ["MixedCase.Example", "smtp:[mail.mixedcase.example]"],
    [".branch.example", "smtp:[%1.gw.branch.example]"],
  ],
  virtusertable: [
    ["info@shop.example", "joe"],
    ["sales@shop.example", "ann"],
    ["orders@shop.example", "orders@warehouse.example"],
    ["webmaster@shop.example", "joe"],
    ["abuse@shop.example", "abuse"],
    ["old@shop.example", "error:nouser This address is no longer used"],
    ["closed@shop.example", "error:5.2.1:550 Mailbox closed"],
    ["full@shop.example", "error:4.2.2:450 Mailbox is full"],
    ["@shop.example", "error:nouser 550 No such user here"],
    ["vorstand@verein.example", "board-list"],
    ["kasse@verein.example", "k.huber@gmail.com"],
    ["joe+*@verein.example", "joe+%2"],
    ["@verein.example", "%1@mitglieder.example"],
    ["Info@Club.Example", "bob"],
    ["spam+trap@club.example", "spamtrap"],
    ["@club.example", "clubmaster"],
  ],
  genericstable: [
    ["joe", "Joe.Doe@corp.example"],
    ["ann", "ann.smith@corp.example"],
    ["root@mx.corp.example", "postmaster@corp.example"],
    ["www-data", "webmaster@corp.example"],
    ["nagios@intern.corp.example", "monitoring@corp.example"],
    ["bob@corp.example", "robert@corp.example"],
    ["backup@intern.corp.example", "backup-reports@corp.example"],
    ["cron@mx.corp.example", "cron@corp.example"],
    ["printer1@intern.corp.example", "scanner@corp.example"],
  ],
  domaintable: [
    ["corp-old.example", "corp.example"],
    ["korp.example", "corp.example"],
    ["merged.example", "partner.example"],
    ["uni-alt.example", "uni.example"],
  ],
  authinfo: [
    ["AuthInfo:[192.0.2.99]", '"U:relay" "P:x y z"'],
    ["AuthInfo:email-smtp.eu-west-1.amazonaws.example", '"U:AKIAEXAMPLE" "P:abc+/def=" "M:PLAIN"'],
    ["AuthInfo:smtp.gmail.example", '"U:me@gmail.example" "I:me@gmail.example" "P:abcd efgh ijkl mnop" "M:PLAIN"'],
    ["AuthInfo:mail.isp.example", '"U:c1234" "P=c2VjcmV0" "R:isp.example" "M:DIGEST-MD5 CRAM-MD5"'],
    ["AuthInfo:", '"U:default" "P:secret"'],
  ],
  userdb: [
    ["joe:maildrop", "joe@pop.corp.example"],
    ["joe:mailname", "Joe.Doe@corp.example"],
    ["ann:maildrop", "ann@imap.corp.example,ann@archive.corp.example"],
    ["bob:maildrop", "bob@mx2.corp.example"],
    ["old.user:maildrop", "joe"],
    ["team-owner:maildrop", "joe"],
  ],
  bitdomain: [
    ["DEARN", "dearn.uni.example"],
    ["CERNVM", "vm.cern.example"],
    ["ucbvax", "berkeley.example"],
    ["HUJIVMS", "vms.huji.example."],
  ],
  uudomain: [
    ["decwrl", "decwrl.dec.example"],
    ["seismo", "seismo.css.example"],
    ["ihnp4", "ihnp4.att.example"],
    ["Farmhost", "farm.example."],
  ],
  aliases: [
    ["abuse", "postmaster"],
    ["hostmaster", "root"],
    ["webmaster", "joe, ann"],
    ["noc", "joe@pager.example"],
    ["security", "root"],
    ["bin", "root"],
    ["daemon", "root"],
    ["adm", "root"],
    ["nobody", "/dev/null"],
    ["www-data", "root"],
    ["mysql", "root"],
    ["nagios", "/dev/null"],
    ["J.Doe", "joe"],
    ["ann.smith", "ann"],
    ["support+urgent", "joe, ann"],
    ["info", "ann,\n\tbob,\n\tcarol@partner.example"],
    ["all-hands", 'joe,\n        ann,    bob,\n        "Carol C." <carol@partner.example>'],
    ["ann-away", '\\ann, "|/usr/bin/vacation -a ann ann"'],
    ["majordomo", '"|/usr/lib/majordomo/wrapper majordomo"'],
    ["majordomo-owner", "joe"],
    ["owner-majordomo", "joe"],
    ["chess", '"|/usr/lib/majordomo/wrapper resend -l chess -h corp.example chess-outgoing"'],
    ["chess-outgoing", ":include:/etc/mail/lists/chess"],
    ["owner-chess-outgoing", "joe"],
    ["chess-request", '"|/usr/lib/majordomo/wrapper majordomo -l chess"'],
    ["mailman", '"|/usr/lib/mailman/mail/mailman post mailman"'],
    ["mailman-bounces", '"|/usr/lib/mailman/mail/mailman bounces mailman"'],
    ["mailman-request", '"|/usr/lib/mailman/mail/mailman request mailman"'],
    ["mailman-owner", '"|/usr/lib/mailman/mail/mailman owner mailman"'],
    ["mailman-subscribe", '"|/usr/lib/mailman/mail/mailman subscribe mailman"'],
    ["tickets", '"|/usr/bin/rt-mailgate --queue general --action correspond --url https://rt.corp.example/"'],
    ["printjob", "|/usr/local/bin/printjob"],
    ["archive", "/var/mail/archive"],
    ["scanner", "joe"],
    ["boss", "joe@gmail.com, \\joe"],
    ["uucp-news", "farmhost!news"],
    ["owner-staff", "joe"],
    ["staff", ":include:/etc/mail/lists/staff"],
  ],
  "local-host-names": [
    "www.corp.example",
    "corp.example.net",
    "localhost.localdomain",
    "MAIL.corp.example",
    "[192.0.2.25]",
  ],
  "relay-domains": ["backup.example", "203.0.113", "192.168.12", "branch.example", "IPv6:2001:db8:7", "10.9"],
  "virtuser-domains": ["Other-Shop.example"],
  "generics-domains": ["lab.corp.example"],
  "masquerade-domains": ["intern.corp.example", "mx.corp.example", "pc1.corp.example"],
  "trusted-users": ["www-data", "majordom", "list", "CORP\\svc-mail", "apache # web forms"],
};

/** Lines with a realistic mistake in a file that is sane otherwise; § stands for a number of the line. */
export const MISTAKES: Readonly<Record<string, readonly string[]>> = {
  access: [
    "192.168.1.0/24\tRELAY",
    "192.168.1.*\tRELAY",
    "192.168.1.\tRELAY",
    "spammer@cheap.example",
    "*.spam§.example\tREJECT",
    "10.0.0.5\tRELAY # office printer",
    "From:@spam§.example\tREJECT",
    "Connect: 192.0.2.7\tRELAY",
    "  spam§.example\tREJECT",
    '"spam§.example"\tREJECT',
    "spam§.example\tREJCT",
    "spam§.example:\tREJECT",
    "http://spam§.example\tREJECT",
    "Conect:192.0.2.9\tRELAY",
    "GreetPause:192.0.2.7\tno",
    "ClientRate:192.0.2.7\tmany",
    "; our own network",
    "// our own network",
    "Connect:2001:db8:5\tRELAY",
    "To:joe@corp.example\tERROR:5.1.1 no such user",
    "spam§.example,cheap.example\tREJECT",
    "From:spam§.example REJECT\u00a0",
    "Connect:192.0.3 RELAY\u00a0",
    "Connect:192.0.4\tRELAY\u200b",
    "172.16.0.0\tRELAY",
    "10.1.1.1-10.1.1.9\tRELAY",
  ],
  mailertable: [
    "q§.example\t[192.0.2.7]",
    "q§.example\tmail.q.example",
    "q§.example\tsmtp:[192.0.2.7]:587",
    "*.q§.example\tsmtp:[mail.q.example]",
    "q§.example\tesmpt:[mail.q.example]",
    "q§.example\tsmtp:[mail.q.example] # until May",
    "q§.example.\tsmtp:[mail.q.example]",
    "joe@q§.example\tsmtp:[mail.q.example]",
    "q§.example",
    'q§.example\t"smtp:[mail.q.example]"',
    "q§.example\tsmtp:",
    "q§.example\tsmtp:[mail.q.example",
    "corp.example\tsmtp:[10.0.0.9]",
    " q§.example\tsmtp:[mail.q.example]",
    "q§.example:\tsmtp:[mail.q.example]",
    "q§.example\tREJECT",
    "q§.example\terror:5.1.2 550 no",
    "q§.example\tsmtp:%1.q§.example",
  ],
  virtusertable: [
    "x§@shop.example\tann, bob",
    "x§@shop.example\tann bob",
    "x§@shop.example\tann # since May",
    "x§@shop.example\tREJECT",
    "x§@unknown.example\tann",
    "x§@shop.example\tann\u00a0",
    "x§\tann",
    "x§@shop.example\t|/usr/bin/prog",
    "x§@shop.example\t/dev/null",
    "x§@shop.example\t:include:/etc/mail/lists/chess",
    "*§@shop.example\tann",
    "x§@shop.example:\tann",
    "@other-shop.example\t@shop.example",
    "x§@shop.example\terror:5.1.1 550 gone",
    "x§@shop.example\tsmtp:[192.0.2.7]",
    "x§@shop.example",
    " x§@shop.example\tann",
    "x§@shop.example\tx§@shop.example",
  ],
  genericstable: [
    "zoe§\tzoe@corp.example # new",
    "zoe§\tzoe@corp.example\u00a0",
    "zoe§\tzoe@corp.example, z@corp.example",
    "zoe§:\tzoe@corp.example",
    "zoe§@unknown.example\tzoe@corp.example",
    "zoe§",
    "*@corp.example\tzoe@corp.example",
  ],
  domaintable: [
    "*.old§.example\tnew.example",
    "old§.example\tsmtp:new§.example",
    "joe@old§.example\tnew.example",
    "old§.example\tnew.example # merged",
    "old§.example:\tnew.example",
    "old§.example\t192.0.2.7",
    "old§.example\tnew.example\u00a0",
    "old§.example",
  ],
  authinfo: [
    'mail.two§.example\t"U:joe" "P:secret"',
    "AuthInfo:mail.two§.example\tU:joe P:secret",
    'AuthInfo:smtp.office365.com:587\t"U:joe" "P:secret"',
    "AuthInfo:mail.two§.example\t“U:joe” “P:secret”",
    'AuthInfo:mail.two§.example\t"U:joe"',
    'AuthInfo:mail.two§.example\t"U:joe", "P:secret"',
    'AuthInfo: mail.two§.example\t"U:joe" "P:secret"',
    'AuthInfo:mail.two§.example\t"U:joe" "P:secret" "M:PLAIN,LOGIN"',
    'AuthInfo:mail.two§.example\t"U=joe!" "P:secret"',
  ],
  aliases: [
    "desk§ ann",
    "desk§:",
    "desk§: ann bob",
    "desk§: ann\u00a0",
    "desk§: ann; bob",
    "desk§: ann # front office",
    "desk§: |/usr/bin/php -q /srv/in.php",
    "desk§: '|/usr/bin/prog'",
    "*: ann",
    "@other.example: ann",
    "root: ann",
    "  desk§: ann",
    "desk§: error:nouser gone",
    "desk§: include:/etc/mail/lists/chess",
    "desk§: /var/mail/two words",
    "desk§: desk§b\ndesk§b: desk§",
    'desk§: "ann',
    "desk§: “|/usr/bin/prog”",
    "desk§: REJECT",
    'decode: "|/usr/bin/uudecode"',
    "desk§: ./Maildir",
  ],
  "local-host-names": [
    "http://new§.example",
    "joe@new§.example",
    "*.new§.example",
    "new§.example,",
    "new§.example other.example",
    "192.0.2.7",
    "new§.example.",
  ],
  "relay-domains": [
    "192.168.0.0/16",
    "*.new§.example",
    "new§.example,",
    "new§.example RELAY",
    "joe@new§.example",
    "new§.example.",
    "com",
  ],
  "virtuser-domains": ["@new§.example", "*.new§.example", "new§.example,", "new§.example other.example"],
  "generics-domains": ["@new§.example", "new§.example.", "new§.example;"],
  "masquerade-domains": ["*.new§.example", "new§.example,", "joe@new§.example"],
  "trusted-users": ["joe,", '"joe"', "%wheel", "joe:x", "*"],
};
