// What happens while the database of authinfo, bitdomain, uudomain or userdb is not there: what `compiled.missing` of their kinds says.
import { expect, test } from "vitest";
import { LoginServer } from "../tables/login-server.ts";
import { MailSite } from "../tables/mail-site.ts";

test.each(["", "-o "])(
  "authinfo %s: sendmail comes without a login",
  async (flag) => {
    const server = await LoginServer.listen();
    const mc = [
      "define(`SMART_HOST', `[127.0.0.1]')",
      `define(\`RELAY_MAILER_ARGS', \`TCP $h ${server.port}')`,
      `FEATURE(\`authinfo', \`hash ${flag}@/authinfo')`,
    ];
    const site = new MailSite({ mc: mc.join("\n") });
    const said = await site.send("someone@else.example");
    site.dispose();
    server.close();
    expect(said).toContain("530 5.7.0 Authentication Required");
  },
  20_000,
);

test.each(["", "-o "])("bitdomain, uudomain %s and userdb: mail waits for needed ones, and users are found", (flag) => {
  const maps = `FEATURE(\`bitdomain', \`hash ${flag}@/bitdomain')\nFEATURE(\`uucpdomain', \`hash ${flag}@/uudomain')`;
  const site = new MailSite({ mc: `${maps}\ndefine(\`confUSERDB_SPEC', \`@/userdb.db')` });
  const answers = site.parse(["u@one.BITNET", "u@one.UUCP", "u@else.example"]);
  const waits = site.testMode(["/parse u@one.BITNET", "/parse u@one.UUCP", "/parse u@else.example"]);
  const verified = site.verify("root");
  site.dispose();
  expect(answers).toEqual([
    "esmtp one.bitnet. u@one.BITNET",
    "esmtp one.uucp. one!u@mx.example.com",
    "esmtp else.example. u@else.example",
  ]);
  expect(waits.match(/^u@\S+\.\.\. .*queued for future delivery/gm)?.map((line) => line.split(" ")[0])).toEqual(
    flag === "" ? ["u@one.BITNET...", "u@one.UUCP..."] : undefined,
  );
  expect(verified).toEqual(["root... deliverable: mailer local, user root"]);
});
