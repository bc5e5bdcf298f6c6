// Files in the style of those that systems come with, and of long-lived servers: no finding but what is true of each of them.
import { expect, it } from "vitest";
import { ALL_RULES } from "../../rules/all.ts";
import { lint } from "../../rules/linter/lint.ts";
import { mc } from "../../rules/testing.ts";
import { siteFrom } from "../../site/testing.ts";

const PEOPLE = `# Who gets the mail of this host.
#  Run newaliases after each change.

# What RFC 2142 asks for
postmaster:	root
abuse:		postmaster
webmaster:	www-data, jane
mailer-daemon:	postmaster

# Accounts without a person
daemon:		root
nobody:		/dev/null
nagios:		"|/usr/local/bin/to-pager --urgent 2"
backup:		root, \\backup

root:		jane
`;

const SYSTEM = `#
#	Accounts of the system
#
#	>>>>>>>>>>	Begin in the first column
#

MAILER-DAEMON: postmaster
postmaster: root

# Throw these away
bit-bucket: /dev/null
dumper:	root
toor:   root
games:	root
decode:	root
# uudecode: "|/usr/bin/uudecode"
ftp-bugs:	root
#root:	me@my.domain
`;

const LISTS = `# Lists
owner-staff: jane
staff-request: owner-staff
staff: :include:/srv/lists/staff, archive+staff
archive+*: /srv/archive/all
jane: \\jane, jane.doe@home.example
jane.doe: jane
Joe.Smith: joe (on leave until May), "Jim Smith" <jim@home.example>
tickets: "|/opt/rt/bin/gateway --queue general --action correspond",
	jane,
	joe

vacation: |/usr/bin/vacation
info: sales, support
sales: jane
support: tickets
`;

const ON_ITS_OWN = ["aliases-root-unaliased"];

it.each([
  ["a desktop's file", PEOPLE, []],
  ["a server's file", SYSTEM, ON_ITS_OWN],
  ["lists", `${LISTS}postmaster: root\nroot: jane\n`, []],
  ["a file with line ends of DOS", SYSTEM.replaceAll(/\n+/g, "\r\n"), ON_ITS_OWN],
])("%s has no finding that a postmaster would not share", async (_, aliases, expected) => {
  const site = await siteFrom({
    "sendmail.mc": mc("LOCAL_DOMAIN(`own.example')dnl"),
    aliases,
    "/srv/lists/staff": "# staff\njoe\njim@home.example\n",
  });
  const rules = ALL_RULES.map(({ rule }) => rule);
  const found = lint(site, rules, {}).get("file:///etc/mail/aliases") ?? [];
  expect(found.map(({ meta }) => meta.code)).toEqual(expected);
});
