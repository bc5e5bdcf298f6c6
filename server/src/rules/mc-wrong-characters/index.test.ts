import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const smart = (value: string) => mc(`define(\`SMART_HOST', \`${value}')dnl`);
const filter = (socket: string) => mc(`INPUT_MAIL_FILTER(\`f', \`S=${socket}, F=T')dnl`);

testRule(rule, {
  finds: {
    "a line end in the path of a program": { "sendmail.mc": mc("FEATURE(`smrsh', `⟦/usr/lib/smrsh\n/bin/sh⟧')dnl") },
    "two maps where a feature takes one": {
      "sendmail.mc": mc("FEATURE(`domainmap', `a.example', `⟦hash /etc/mail/a; hash /etc/mail/b⟧')dnl"),
    },
    "a second file of a class": {
      files: { "sendmail.mc": mc("EXPOSED_USER_FILE(`⟦/etc/mail/a⟧ /etc/mail/b')dnl") },
      message: /the class stays empty/,
    },
    "a list where a feature takes a domain": {
      files: { "sendmail.mc": mc("FEATURE(`always_add_domain', `⟦a.example, b.example⟧')dnl") },
      message: /^This is a list where one name is read/,
    },
    "a list where a hack takes a name": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "HACK(`dnsblaccess', `l.example', `', `t', `⟦a; b⟧')dnl"),
    },
    "two maps in one argument": {
      "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/a, hash /etc/mail/b⟧')dnl"),
    },
    "two hosts where one is read": { "sendmail.mc": `${mc()}LOCAL_RULE_3\nUUCPSMTP(\`a', \`⟦b.example c.example⟧')\n` },
    "both quotes in the source of a web page": {
      files: { "sendmail.mc": mc("define(⟦&#96;⟧SMART_HOST&#39;, `relay.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a comment in a path": {
      files: { "sendmail.mc": mc("define(`confCACERT', `⟦/etc/mail/certs/ca.pem (ours)⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confCACERT', `/etc/mail/certs/ca.pem')dnl") },
    },
    "a queue without a slash": {
      files: { "sendmail.mc": mc("define(`QUEUE_DIR', `⟦var/spool/mqueue⟧')dnl") },
      message: /can not chdir/,
    },
    "the socket of a milter as manuals write it": {
      "sendmail.mc": mc(
        "INPUT_MAIL_FILTER(`a', `S=⟦inet:PORT@HOST⟧')dnl",
        "INPUT_MAIL_FILTER(`b', `S=⟦local:/path/to/socket⟧')dnl",
      ),
    },
    "a socket without its family in LOCAL_CONFIG": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nXa, S=⟦8893@localhost⟧\n`,
    },
    "an address in curly quotes": { "sendmail.mc": mc("define(`confCOPY_ERRORS_TO', `⟦“root”⟧')dnl") },
    "addresses with a semicolon": {
      "sendmail.mc": mc("define(`confCOPY_ERRORS_TO', `⟦a@b.example; c@b.example⟧')dnl"),
    },
    "a program where an address is read": { "sendmail.mc": mc("define(`confDOUBLE_BOUNCE_ADDRESS', `⟦|/bin/x⟧')dnl") },
    "an address that no host can have": { "sendmail.mc": mc("define(`SMART_HOST', `⟦[192.0.2.300]⟧')dnl") },
    "a name outside of ASCII": { "sendmail.mc": mc("define(`SMART_HOST', `⟦mäil.example.net⟧')dnl") },
    "a port after a fallback": { "sendmail.mc": mc("define(`confFALLBACK_SMARTHOST', `⟦[mail.example.net]:587⟧')dnl") },
    "a placeholder for a user": { "sendmail.mc": mc("define(`confRUN_AS_USER', `⟦CHANGEME⟧')dnl") },
    "a map where a path is read": { "sendmail.mc": mc("define(`STATUS_FILE', `⟦hash:/etc/mail/statistics⟧')dnl") },
    "maps and aliases of a .cf": {
      "sendmail.cf":
        "V10/Berkeley\n⟦Kfoo hash foo⟧\n⟦O AliasFile=/etc/aliases /etc/more⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "aliases in LOCAL_CONFIG": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nO AliasFile=⟦/etc/aliases /etc/more⟧\n` },
      fixed: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nO AliasFile=/etc/aliases,/etc/more\n` },
    },
    "a home folder as a shell has it": {
      files: { "sendmail.mc": mc("define(`confFORWARD_PATH', `⟦$z/.forward.$w:~/.forward⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confFORWARD_PATH', `$z/.forward.$w:$z/.forward')dnl") },
    },
    "a user where a host has to be": { "sendmail.mc": mc("define(`LUSER_RELAY', `⟦joe@a.example⟧')dnl") },
    "lines of LOCAL_CONFIG": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO ControlSocketName=⟦"/var/spool/control"⟧\nXf, S=⟦local:/run/f.sock F=T⟧\nMfoo, P=⟦/bin/foo -x⟧, A=foo\n`,
    },
    "the program of a mailer in a .cf": { "sendmail.cf": "V10/Berkeley\n⟦Mlocal, P=procmail, F=l, A=x⟧\n" },
    "alias files with a space between": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `⟦/etc/aliases /etc/aliases.local⟧')dnl") },
      message: /reads only the first/,
      fixed: { "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases,/etc/aliases.local')dnl") },
    },
    "alias files with a semicolon between": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `⟦/etc/aliases;/etc/aliases.local⟧')dnl"),
    },
    "the database of the aliases": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `⟦/etc/aliases.db⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases')dnl") },
    },
    "a path of aliases after its type": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `⟦hash:-o /etc/mail/aliases.⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`ALIAS_FILE', `hash:-o /etc/mail/aliases')dnl") },
    },
    "a type of aliases without a colon": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `⟦hash -o /etc/aliases⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`ALIAS_FILE', `hash:-o /etc/aliases')dnl") },
    },
    "a user and a group with a semicolon": {
      files: { "sendmail.mc": mc("define(`confDEF_USER_ID', `⟦mail;mail⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confDEF_USER_ID', `mail:mail')dnl") },
    },
    "two trusted users": { files: { "sendmail.mc": mc("define(`confTRUSTED_USER', `⟦smmsp,root⟧')dnl") }, fixes: [] },
    "a path as the text of errors": {
      files: { "sendmail.mc": mc("define(`confERROR_MESSAGE', `⟦etc/mail/error-header⟧')dnl") },
      severity: "warning",
    },
    "arguments after the path of a mailer": {
      files: { "sendmail.mc": mc("define(`LOCAL_MAILER_PATH', `⟦/usr/bin/procmail -Y⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`LOCAL_MAILER_PATH', `/usr/bin/procmail')dnl") },
    },
    "a program without a path": { "sendmail.mc": mc("FEATURE(`local_procmail', `⟦procmail⟧')dnl") },
    "a socket for a program": { "sendmail.mc": mc("FEATURE(`local_lmtp', `⟦/var/run/dovecot/lmtp⟧')dnl") },
    "a port that there is not": { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet:88910@127.0.0.1⟧')dnl") },
    "an IPv6 address of inet": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet:8891@[::1]⟧')dnl") },
      message: /does not start/,
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=inet6:8891@[::1]')dnl") },
    },
    "an IPv6 address without brackets": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet6:8891@::1⟧')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=inet6:8891@[::1]')dnl") },
    },
    "an IPv4 address of inet6": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet6:8891@[127.0.0.1]⟧')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=inet:8891@127.0.0.1')dnl") },
    },
    "a name in brackets": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet:8891@[localhost]⟧')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=inet:8891@localhost')dnl") },
    },
    "an address that there is not": { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet:8891@127.0.0.300⟧')dnl") },
    "a port after a space": {
      files: { "sendmail.mc": smart("⟦relay.example.net 587⟧") },
      message: /port 587 does not belong/,
    },
    "a list with commas": {
      files: { "sendmail.mc": smart("⟦a.example.net, b.example.net⟧") },
      fixed: { "sendmail.mc": smart("a.example.net:b.example.net") },
    },
    "a user": {
      files: { "sendmail.mc": smart("⟦joe@relay.example.net⟧") },
      fixed: { "sendmail.mc": smart("relay.example.net") },
    },
    "quotes inside of m4's": {
      files: { "sendmail.mc": smart('⟦"relay.example.net"⟧') },
      message: /sendmail drops them/,
      severity: "information",
      fixed: { "sendmail.mc": smart("relay.example.net") },
    },
    "a slash at the end": { "sendmail.mc": smart("⟦relay.example.net/⟧") },
    "angle brackets": { "sendmail.mc": smart("⟦<relay.example.net>⟧") },
    "a placeholder": { files: { "sendmail.mc": smart("⟦smtp.your.provider⟧") }, message: /placeholder/ },
    "a mailer and a list": {
      "sendmail.mc": smart("esmtp:⟦a.example.net b.example.net⟧").replace("esmtp:⟦", "⟦esmtp:"),
    },
    "an address to masquerade as": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`⟦joe@example.com⟧')dnl") },
      fixed: { "sendmail.mc": mc("MASQUERADE_AS(`example.com')dnl") },
    },
    "a name without a dot to masquerade as": { "sendmail.mc": mc("MASQUERADE_AS(`⟦example⟧')dnl") },
    "a dot after the own name": {
      files: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦mx.example.com.⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `mx.example.com')dnl") },
    },
    "two own names": { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦mx.example.com example.com⟧')dnl") },
    "a path with a semicolon": {
      files: { "sendmail.mc": mc("define(`confSERVER_KEY', `⟦/etc/mail/tls/key.pem;⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confSERVER_KEY', `/etc/mail/tls/key.pem')dnl") },
    },
    "a home folder": { "sendmail.mc": mc("define(`confPID_FILE', `⟦~/sendmail.pid⟧')dnl") },
    "a socket without its family": {
      files: { "sendmail.mc": filter("⟦8893@localhost⟧") },
      fixed: { "sendmail.mc": filter("inet:8893@localhost") },
    },
    "a socket with a placeholder": { "sendmail.mc": filter("⟦[SOCKET]⟧") },
    "a comma that is missing": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦local:/run/f.sock F=T⟧')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=local:/run/f.sock, F=T')dnl") },
    },
    "a comma that is missing after a host": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦inet:8891@127.0.0.1 F=T⟧')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=inet:8891@127.0.0.1, F=T')dnl") },
    },
    "the same in a .cf": { "sendmail.cf": "V10/Berkeley\nDS⟦relay.example.net 587⟧\nXf, S=⟦8893@localhost⟧, F=T\n" },
    "a program with its arguments": {
      files: { "sendmail.mc": mc("FEATURE(`smrsh', `⟦/usr/sbin/smrsh -c⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`smrsh', `/usr/sbin/smrsh')dnl") },
    },
    "a domain where a class file is read": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN_FILE(`⟦example.org⟧')dnl") },
      message: /cannot open/,
    },
    "procmail with its arguments": {
      files: { "sendmail.mc": mc("FEATURE(`local_procmail', `⟦/usr/bin/procmail -t -Y -a $h -d $u⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`local_procmail', `/usr/bin/procmail')dnl") },
    },
    "a socket without its folder": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`spf', `S=⟦local:run/spf.sock⟧')dnl") },
      severity: "warning",
    },
    "a name from a web page's source": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -T⟦&lt;⟧TMPF&gt; /etc/mail/mailertable')dnl") },
      message: /web page/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -T<TMPF> /etc/mail/mailertable')dnl") },
    },
    "a number from a web page's source": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ⟦&#38;⟧ more')dnl") },
    "a map without its folder": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o ⟦mailertable⟧')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl") },
    },
    "a map without its folder that must be there": {
      files: { "sendmail.mc": mc("FEATURE(`virtusertable', `hash ⟦mail/virtusertable⟧')dnl") },
      severity: "error",
    },
    "commas between the arguments of a program": {
      files: { "sendmail.mc": mc("FEATURE(`local_procmail', `/usr/bin/procmail', `⟦procmail, -d, $u⟧')dnl") },
      message: /Spaces separate/,
      fixed: { "sendmail.mc": mc("FEATURE(`local_procmail', `/usr/bin/procmail', `procmail -d $u')dnl") },
    },
    "commas between arguments in a define": {
      files: { "sendmail.mc": mc("define(`LOCAL_MAILER_ARGS', `⟦mail.local, -l⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`LOCAL_MAILER_ARGS', `mail.local -l')dnl") },
    },
    "a line end between arguments": {
      files: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `⟦TCP $h\n587⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
    "a socket without a path": { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦unix:⟧, F=T')dnl") },
    "a sign after the path of a socket": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=⟦unix:/run/f.sock|local⟧, F=T')dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=unix:/run/f.sock, F=T')dnl") },
    },
    "a dot after a path": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `⟦/etc/mail/aliases.⟧')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases')dnl") },
    },
    "a program with arguments and without a slash": {
      files: { "sendmail.mc": mc("FEATURE(`local_procmail', `⟦procmail -Y -d $u⟧')dnl") },
      message: /does not begin with a slash/,
    },
    "a line end after the path of a program": {
      files: { "sendmail.mc": mc("FEATURE(`local_procmail', `⟦/usr/bin/procmail\n⟧')dnl") },
      message: /cuts the line of the .cf in two/,
      fixed: { "sendmail.mc": mc("FEATURE(`local_procmail', `/usr/bin/procmail')dnl") },
    },
    "a word in brackets that sendmail has none of": {
      files: { "sendmail.cf": "V10/Berkeley\n⟦Mfax, P=[ICP], F=ls, A=TCP $h⟧\n" },
      message: /none of sendmail's words/,
    },
  },
  silent: {
    "a format after the file of a class": { "sendmail.mc": mc("LOCAL_USER_FILE(`-o /etc/mail/a %[^\\#]')dnl") },
    "a second pair of quotes": { "sendmail.mc": mc("FEATURE(`smrsh', ``/usr/lib/smrsh'')dnl") },
    "the word before a source of random data": {
      "sendmail.mc": mc(
        "define(`confRAND_FILE', `egd:/var/run/entropy')dnl",
        "define(`confRAND_FILE', `file:/dev/urandom')dnl",
      ),
    },
    "several recipients": { "sendmail.mc": mc("define(`confCOPY_ERRORS_TO', `root, postmaster@example.com')dnl") },
    "a user and a group after a dot": { "sendmail.mc": mc("define(`confDEF_USER_ID', `mail.mail')dnl") },
    "an IPv6 address in brackets": { "sendmail.mc": mc("define(`SMART_HOST', `[2001:db8::1]')dnl") },
    "maps and aliases of a .cf as they should be": {
      "sendmail.cf":
        "V10/Berkeley\nKfoo hash -o /etc/mail/foo\nO AliasFile=/etc/aliases,hash:/etc/more\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "lines of LOCAL_CONFIG as they should be": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO QueueDirectory=/var/spool/mqueue/q*\nXf, S=local:/run/f.sock, F=T\nMfoo, P=/bin/foo, A=foo -x\nMbar, P=[IPC], A=TCP $h\n`,
    },
    "short names in brackets, and with an underscore": { "sendmail.mc": smart("[localhost]") },
    "a hub in brackets": { "sendmail.mc": smart("[mailhub]") },
    "a name with an underscore": { "sendmail.mc": smart("mail_hub") },
    "a program below a folder that a macro names": {
      "sendmail.mc": mc(
        "define(`PLACE', `/usr/local/sendmail')dnl\nFEATURE(`smrsh', `PLACE/sbin/smrsh')dnl\nFEATURE(`access_db', `hash PLACE/access')dnl",
      ),
    },
    "alias files with commas": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases,/usr/local/majordomo/majordomo.aliases')dnl"),
    },
    "one file of aliases with its type": { "sendmail.mc": mc("define(`ALIAS_FILE', `hash:/etc/mail/aliases')dnl") },
    "and with flags": { "sendmail.mc": mc("define(`ALIAS_FILE', `text:-k0 -v1 -z: /etc/mail/aliases')dnl") },
    "aliases of a type": { "sendmail.mc": mc("define(`ALIAS_FILE', `hash:/etc/aliases, hash:-o /etc/aliases2')dnl") },
    "a server for a program": {
      "sendmail.mc": mc("FEATURE(`local_lmtp', `[IPC]', `FILE /var/run/dovecot/lmtp')dnl"),
    },
    "a user and a group": { "sendmail.mc": mc("define(`confDEF_USER_ID', `mail:mail')dnl") },
    "a text before errors": {
      "sendmail.mc": mc("define(`confERROR_MESSAGE', `See www.example.com/help for help')dnl"),
    },
    "class files": {
      "sendmail.mc": mc(
        "RELAY_DOMAIN_FILE(`/etc/mail/partners')dnl",
        "define(`confCW_FILE', `-o /etc/mail/names')dnl",
        "FEATURE(`use_cw_file')dnl",
      ),
    },
    "maps in files, and others": {
      "sendmail.mc": mc(
        "FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl",
        "FEATURE(`virtusertable', `ldap -k (&(a=%0)(b=c)) -v x')dnl",
        "LOCAL_CONFIG",
        "Ka macro",
        "Kb dequote",
        "Kc sequence x y",
      ),
    },
    "values as they should be": {
      "sendmail.mc": mc(
        "define(`SMART_HOST', `esmtp:[relay.example.net]:b.example.net')dnl",
        "define(`MAIL_HUB', `hub.example.com.')dnl",
        "define(`LUSER_RELAY', `local:joe@example.com')dnl",
        "define(`confDOMAIN_NAME', `$w.example.com')dnl",
        "define(`confCR_FILE', `-o /etc/mail/relay-domains')dnl",
        "define(`confFALLBACK_MX', `[192.0.2.1]')dnl",
        "define(`QUEUE_DIR', `/var/spool/mqueue/q*')dnl",
        "define(`confPID_FILE', `/run/sendmail/pid with space')dnl",
        "MASQUERADE_AS(`your-server.de')dnl",
        "INPUT_MAIL_FILTER(`a', `S=local:/run/a.sock, F=T')dnl",
        "INPUT_MAIL_FILTER(`b', `S=inet:8891@localhost')dnl",
        "INPUT_MAIL_FILTER(`six', `S=inet6:8891@[::1]')dnl",
        "INPUT_MAIL_FILTER(`four', `S=inet:8891@[127.0.0.1]')dnl",
        "INPUT_MAIL_FILTER(`c', `S=/run/c.sock')dnl",
      ),
    },
    "a template": { "sendmail.mc": mc("define(`SMART_HOST', `{{ relay }}')dnl", "MASQUERADE_AS(`__DOMAIN__')dnl") },
  },
});
