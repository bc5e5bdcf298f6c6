// `error:` in mailertable and virtusertable with signs, quotes and brackets in unusual places: the reply is the one that we say.
import { expect, test } from "vitest";
import { readErrorReply } from "../../../server/src/tables/values/error-reply.ts";
import { MailSite } from "./mail-site.ts";

/** What the text after a code may begin with. */
const SIGNS = Array.from("[]{}.:%@!^/+,;|'`-=*~?&#$_");

const VALUES: readonly string[] = [
  ...SIGNS.flatMap((sign) => [`error:5.1.1:550 ${sign}x`, `error:5.1.1:550 5.7.1 ${sign}x`]),
  // Quotes, comments and brackets, closed and open.
  ...['error:5.1.1:550 "x"', 'error:5.1.1:550 5.7.1 "x"', 'error:5.1.1:"550 (x)"', 'error:5.1.1:"550 <x>"'],
  ...["error:5.1.1:550 (x)", "error:5.1.1:550 (x) y", "error:5.1.1:550 5.7.1 (x) y", "error:5.1.1:550 x (y)"],
  ...["error:5.1.1:550(x)y", "error:5.1.1:550(x) y", "error:5.1.1:550(x)", "error:5.1.1:550(x)(y) z"],
  ...["error:5.1.1:550 <x>", "error:5.1.1:550 x <y> z", 'error:5.1.1:"550 x', 'error:5.1.1:550 x "y'],
  ...["error:5.1.1:550 (x", "error:5.1.1:550 )x", "error:5.1.1:550 <x", "error:5.1.1:550 >x", "error:5.1.1:550 x (y"],
  ...["error:5.1.1:550 x y)", "error:5.1.1:550 x <y", "error:5.1.1:550 x y>", "error:5.1.1:550 x :-)"],
  ...["error:nouser 550 (x)", 'error:nouser "550 x"', "error:nouser 550 [x]", "error:nouser 550 x"],
  // Placeholders, which are filled in first, and codes that are no refusals. Of 0xx nothing is sent, so that the session would wait.
  ...["error:5.1.1:550 %0 gone", "error:5.1.1:550 %1 gone", "error:5.1.1:550 gone %1", 'error:"5.1.1":550 x'],
  ...["100", "199", "200", "299", "300", "399", "400", "599", "600", "699", "700", "999"].map(
    (code) => `error:5.1.1:${code} x`,
  ),
  // Codes that are none.
  ...[
    "error:5.1.1:550 9.9.9 x",
    "error:5.1.1:550\u00a0x",
    "error:5.1.1:5501 x",
    "error:5.1.1:55 x",
    "error:5.1.1:550-x",
  ],
  ...["error:5.1.1:550\tx", "error:5.1.1: 550 x", "error :5.1.1:550 x", "error:5.1.1:550 4.7.1 x", "error:3.1.1:550 x"],
];

test.each(["mailertable", "virtusertable"] as const)("in the %s", async (table) => {
  const key = (at: number) => (table === "mailertable" ? `k${at}.example` : `k${at}@virt.example`);
  const site = new MailSite({
    mc: "FEATURE(`promiscuous_relay')",
    tables: { [table]: VALUES.map((value, at) => `${key(at)}\t${value}`) },
  });
  const replies = await site.replies(VALUES.map((_, at) => (table === "mailertable" ? `u@${key(at)}` : key(at))));
  site.dispose();
  const given = VALUES.map((value, at) => `${value} -> ${/^\d+ \S+/.exec(replies[at] ?? "")?.[0]}`);
  expect(given).toEqual(
    VALUES.map((value) => {
      const reply = readErrorReply(value, table);
      return `${value} -> ${reply?.code} ${reply?.dsn}`;
    }),
  );
});
