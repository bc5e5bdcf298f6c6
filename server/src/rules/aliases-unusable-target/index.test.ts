import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();
const PASSWD = { "/etc/passwd": "root:x:0:0::/root:/bin/sh\ndaemon:x:1:1::/:/bin/false\nmail:x:8:8::/:/bin/false\n" };
const SMRSH = mc("FEATURE(`smrsh')dnl");

/** An alias for a value, and what is at some paths, as `ls -ln` has it. */
const host = (value: string, paths: string, text = MC) => ({
  "sendmail.mc": text,
  aliases: `box: ${value}\n`,
  ...PASSWD,
  paths: `${paths}\n`,
});
const finds = (value: string, paths: string, message: RegExp, text = MC) => ({
  files: host(`⟦${value}⟧`, paths, text),
  message,
});

/** A list with a program, what `ls -ln` has of the list, and who may have which shell. */
const listed = (value: string, paths: string, text = MC) => ({
  "sendmail.mc": text,
  aliases: "box: :include:/etc/mail/list\n",
  list: `root\n${value}\n`,
  "/etc/passwd": `${PASSWD["/etc/passwd"]}joe:x:1000:1000::/home/joe:/bin/sh\nkay:x:1001:1001::/home/kay:/bin/false\n`,
  "/etc/shells": "# shells\n/bin/sh\n",
  paths: `${paths}\n-rwxr-xr-x 1 0 0 /bin/cat\n`,
});
const BLAME = mc("define(`confDONT_BLAME_SENDMAIL', `GroupWritableIncludeFile,WorldWritableIncludeFile')dnl");

testRule(rule, {
  finds: {
    "a program in a list of a user without a shell": {
      files: listed("⟦|/bin/cat⟧", "-rw-r--r-- 1 1001 1001 /etc/mail/list"),
      message: /^sendmail takes no programs[^\n]*\n[^\n]*shell of its owner, kay, is not in \/etc\/shells/,
    },
    "a file in a list of nobody": {
      files: listed("⟦/dev/null⟧", "-rw-r--r-- 1 1002 1002 /etc/mail/list"),
      message: /1002, is not a user/,
    },
    "a list that everybody may write": {
      files: {
        ...listed("⟦|/bin/cat⟧", "-rw-r--rw- 1 0 0 /etc/mail/list", BLAME),
        rights: "chmod 646 /etc/mail/list\n",
      },
      message: /everybody may write this list/,
    },
    "a missing program in a list": {
      files: listed("⟦|/bin/gone⟧", "-rw-r--r-- 1 1000 1000 /etc/mail/list"),
      message: /does not exist/,
    },
    "a file of root's": finds(
      "/var/box",
      "-rw-r--r-- 1 0 0 /var/box",
      /^sendmail may not write to this file.*\n.*as user daemon/,
    ),
    "a file of the user's that it may not write": finds("/var/box", "-r--r--r-- 1 1 1 /var/box", /may not write/),
    "a file that does not exist": finds("/var/box", "-rw-r--r-- 1 0 0 /var/other", /^This file does not exist/),
    "a folder that does not exist": finds(
      "/var/x/y/box",
      "-rw-r--r-- 1 0 0 /var/other",
      /There is no folder \/var\/x\./,
    ),
    "a folder that is closed": finds(
      "/var/x/box",
      "drwx------ 1 0 0 /var/x\n-rw-rw-rw- 1 0 0 /var/x/box",
      /may not enter \/var\/x\./,
    ),
    "a folder": finds("/var/box", "drwxrwxrwx 1 0 0 /var/box", /^This is a folder/),
    "a symbolic link": finds("/var/box", "lrw-rw-rw- 1 1 1 /var/box", /symbolic link/),
    "a second name": finds("/var/box", "-rw-rw-rw- 2 1 1 /var/box", /hard link/),
    "a file that is executable": finds("/var/box", "-rwxrwxrwx 1 1 1 /var/box", /chmod a-x \/var\/box/),
    "another default user": finds(
      "/var/box",
      "-rw-r--r-- 1 1 1 /var/box",
      /as user mail/,
      mc("define(`confDEF_USER_ID', `mail:mail')dnl"),
    ),
    "a default user by number": finds(
      "/var/box",
      "-rw-r--r-- 1 1 1 /var/box",
      /as user 8/,
      mc("define(`confDEF_USER_ID', `8:8')dnl"),
    ),
    "a file outside of SafeFileEnvironment": finds(
      "/var/box",
      "-rw-rw-rw- 1 1 1 /var/box",
      /There is no folder \/safe\./,
      mc("define(`confSAFE_FILE_ENV', `/safe')dnl"),
    ),
    "a program that does not exist": finds(
      '"|/opt/run x"',
      "-rwxr-xr-x 1 0 0 /opt/other",
      /^This program does not exist/,
    ),
    "a program that is not executable": finds(
      '"|exec /opt/run"',
      "-rw-r--r-- 1 0 0 /opt/run",
      /^sendmail may not run this program/,
    ),
    "a program of root's": finds("|/opt/run", "-rwx------ 1 0 0 /opt/run", /chmod a\+rx/),
    "a program that is a folder": finds("|/opt/run", "drwxr-xr-x 1 0 0 /opt/run", /^This is a folder/),
  },
  silent: {
    "a list of root": listed("|/bin/cat", "-rw-r--r-- 1 0 0 /etc/mail/list"),
    "a list of the default user": listed("|/bin/cat", "-rw-r--r-- 1 1 1 /etc/mail/list"),
    "a list of a user with a shell": listed("|/bin/cat", "-rw-r--r-- 1 1000 1000 /etc/mail/list"),
    "names in a list of a user without a shell": listed("kay", "-rw-r--r-- 1 1001 1001 /etc/mail/list"),
    "every shell counts": {
      ...listed("|/bin/cat", "-rw-r--r-- 1 1001 1001 /etc/mail/list"),
      "/etc/shells": "/bin/sh\n/SENDMAIL/ANY/SHELL/\n",
    },
    "a file that the user may write": host("/var/box", "-rw------- 1 1 1 /var/box"),
    "a file of its group": host("/var/box", "-rw-rw---- 1 0 1 /var/box"),
    "a file that another of its groups may write": host("/var/box", "-rw-rw---- 1 0 50 /var/box"),
    "a new file": host("/var/x/box", "drwxrwxr-x 1 0 1 /var/x"),
    "a setgid file": host("/var/box", "-rw-r-Sr-- 1 0 8 /var/box"),
    "a setuid file": host("/var/box", "-rwSr--r-- 1 8 8 /var/box"),
    "/dev/null": host("/dev/null", "-rw-r--r-- 1 0 0 /var/other"),
    "a pipe": host("/var/box", "prw-r--r-- 1 0 0 /var/box"),
    "links that are allowed": host(
      "/var/box, /var/two",
      "lrw-rw-rw- 1 1 1 /var/box\n-rw-rw-rw- 2 1 1 /var/two",
      mc("define(`confDONT_BLAME_SENDMAIL', `FileDeliveryToSymLink,FileDeliveryToHardLink')dnl"),
    ),
    "a file inside of SafeFileEnvironment": host(
      "/box, /safe/box",
      "-rw-rw-rw- 1 1 1 /safe/box",
      mc("define(`confSAFE_FILE_ENV', `/safe')dnl"),
    ),
    "a default user that nobody knows": host(
      "/var/box",
      "-rw-r--r-- 1 0 0 /var/box",
      mc("define(`confDEF_USER_ID', `ldapuser')dnl"),
    ),
    "the default user root": host("/var/box", "-rw-r--r-- 1 0 0 /var/box", mc("define(`confDEF_USER_ID', `root')dnl")),
    "a sendmail that is not root": host(
      "/var/box",
      "-rw-r--r-- 1 0 0 /var/box",
      mc("define(`confRUN_AS_USER', `smmta')dnl"),
    ),
    "a program that runs": host('"|/opt/run x", "|PATH=/bin exec /opt/run"', "-rwxr-xr-x 1 0 0 /opt/run"),
    "a command without a folder": host("|vacation", "-rwxr-xr-x 1 0 0 /opt/run"),
    "a command of the shell's": host('"|cat > $HOME/x; /opt/none"', "-rwxr-xr-x 1 0 0 /opt/run"),
    "programs of smrsh's": host("|/opt/none", "-rwxr-xr-x 1 0 0 /opt/run", SMRSH),
    "another shell": host(
      "|/opt/none",
      "-rwxr-xr-x 1 0 0 /opt/run",
      mc("define(`LOCAL_SHELL_PATH', `/usr/local/bin/run-safely')dnl"),
    ),
    "a host of which nothing is known": { "sendmail.mc": MC, aliases: "box: /var/box, |/opt/run\n", ...PASSWD },
    "a copy with some of a server's files": {
      "/repo/etc/mail/sendmail.mc": MC,
      "/repo/etc/mail/aliases": "box: /var/box, |/opt/run\n",
      paths: "-rwxr-xr-x 1 1000 1000 /repo/var/box\n",
    },
  },
});
