import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();
const PASSWD = { "/etc/passwd": "root:x:0:0::/root:/bin/sh\ndaemon:x:1:1::/:/bin/false\n" };
const list = (text: string) => ({
  "sendmail.mc": MC,
  aliases: "staff: jane, ⟦:include:/etc/mail/staff⟧\n",
  "/etc/mail/staff": text,
});

testRule(rule, {
  finds: {
    "a missing list": {
      files: { "sendmail.mc": MC, aliases: "staff: ⟦:include:/etc/mail/staff⟧\n" },
      message: /does not exist/,
      fixes: [],
    },
    "a list without anybody": { files: list("# nobody yet\n\n"), message: /no recipients/ },
    "a list that is none": {
      files: { "sendmail.mc": MC, aliases: "staff: ⟦include:/etc/mail/staff⟧\n" },
      message: /appended to it/,
      fixed: { aliases: "staff: :include:/etc/mail/staff\n" },
    },
    "the first list that is not read": {
      files: {
        "sendmail.mc": MC,
        aliases: `${Array.from({ length: 66 }, (_, at) => `a${at}: ${at === 64 ? "⟦:include:/x/64⟧" : `:include:/x/${at}`}`).join("\n")}\n`,
        ...Object.fromEntries(Array.from({ length: 66 }, (_, at) => [`/x/${at}`, "joe\n"])),
      },
      message: /are not checked/,
      fixes: [],
    },
    "a path that is an address": {
      files: { "sendmail.mc": MC, aliases: 'staff: ⟦:include:/etc/mail/x@y⟧, ⟦":include:/etc/mail/100%"⟧\n' },
      message: /makes an address of it/,
      fixes: [],
    },
    "a missing list, written in other ways": {
      files: { "sendmail.mc": MC, aliases: 'a: ⟦:include:"/etc/mail/gone"⟧, ⟦: include :/etc/mail/gone;⟧\n' },
      message: /does not exist/,
    },
    "a relative path": { files: { "sendmail.mc": MC, aliases: "staff: ⟦:include:staff⟧\n" }, message: /slash/ },
    "a list in a folder of everybody": {
      files: { ...list("jane\n"), rights: "chmod 777 /etc/mail\n" },
      message: /everybody may write its folder[\s\S]*chmod go-w \/etc\/mail\./,
    },
    "a list for root alone": {
      files: { ...list("jane\n"), ...PASSWD, paths: "-rw------- 1 0 0 /etc/mail/staff\n" },
      message: /as user daemon.*\/etc\/mail\/staff\.\sIt says Cannot open: Permission denied/s,
    },
    "a list in a closed folder": {
      files: { ...list("jane\n"), ...PASSWD, paths: "drwx------ 1 0 0 /etc/mail\n-rw-r--r-- 1 0 0 /etc/mail/staff\n" },
      message: /may not read or enter \/etc\/mail\./,
    },
    "a missing list in a list": {
      files: {
        "sendmail.mc": MC,
        aliases: "staff: :include:/etc/mail/staff\n",
        staff: "jane\n⟦:include:/etc/mail/others⟧\n",
      },
      message: /^This list does not exist/,
    },
    "a list of itself": { files: list(":include:/etc/mail/staff\n"), message: /includes itself/ },
    "two lists of each other": {
      files: { ...list(":include:/etc/mail/others\n"), others: ":include:/etc/mail/staff\n" },
      message: /includes itself/,
    },
    "a device": { files: { "sendmail.mc": MC, aliases: "staff: ⟦:include:/dev/null⟧\n" }, message: /not a file/ },
    "a list elsewhere": {
      files: { "sendmail.mc": MC, aliases: 'staff: ⟦":include:/srv/lists/staff"⟧\n', "/srv/lists/staff": "" },
    },
  },
  silent: {
    "a path as sendmail opens it": {
      "sendmail.mc": MC,
      aliases:
        'a: :include:"/etc/mail/staff", ":include:/etc/mail/staff", : include :/etc/mail/staff (c), <:include:\\/etc/mail/staff>;\n',
      "/etc/mail/staff": "jane\n",
    },
    "a list with people": {
      "sendmail.mc": MC,
      aliases: "staff: :include:/etc/mail/staff\n",
      "/etc/mail/staff": '# staff\njane, joe@a.example\n\\jim\n"|/bin/cat x"\n',
    },
    "a list that its reader may read": {
      "sendmail.mc": MC,
      aliases: "staff: :include:/etc/mail/staff\n",
      "/etc/mail/staff": "jane\n",
      ...PASSWD,
      paths: "-rw-r----- 1 0 1 /etc/mail/staff\n",
    },
    "folders that sendmail was told to trust": {
      "sendmail.mc": mc("define(`confDONT_BLAME_SENDMAIL', `IncludeFileInUnsafeDirPath')dnl"),
      aliases: "staff: :include:/etc/mail/staff\n",
      "/etc/mail/staff": "jane\n",
      rights: "chmod 777 /etc/mail\n",
    },
    "a list of a list, and of itself beside others": {
      "sendmail.mc": MC,
      aliases: "staff: :include:/etc/mail/staff\n",
      "/etc/mail/staff": ":include:/etc/mail/more\n:include:/etc/mail/staff\n",
      "/etc/mail/more": "jane\n",
    },
    "a copy without the list": {
      "/repo/sendmail.mc": MC,
      "/repo/aliases": "staff: :include:/var/lists/staff\n",
    },
    "a file without a .mc": { aliases: "staff: :include:/var/lists/staff\n" },
  },
});
