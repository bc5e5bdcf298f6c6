// Aliases in several files of which sendmail searches some itself: where mail goes, by `sendmail -bv` of four versions and by us.
import { expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { routeOf } from "../../../server/src/route/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { asVerified } from "./verified.ts";

const FILES = {
  t1: 'al:root\nBl:daemon, root\nml :root\nsp: root\nnov\n"q":root\ncl:"|/bin/cat x"\nloop:loop2\nloop2:loop\nowner-bl:daemon\n',
  t2: "x1 root\nx2: root\nx3\troot daemon\nx4 al\n x5 root\nnov root\n",
  aliases: "al: daemon\nh1: root\nx3: daemon\n",
  t3: "root daemon\nbin daemon\n",
};
const SOURCES = "text:-k0 -v1 -z: @/t1, text:-k0 -v1 @/t2, hash:-o @/aliases, text:-o @/gone, text: @/t3";
const NAMES = "al AL bl ml sp nov q cl loop x1 x2 x3 x4 x5 h1 root bin adm".split(" ");

test("sendmail and we say the same", async () => {
  const site = new MailSite({ mc: `define(\`ALIAS_FILE', \`${SOURCES}')` });
  for (const [name, text] of Object.entries(FILES)) site.write(name, text);
  site.newaliases();
  const settings = { ...DEFAULT_SETTINGS, root: "file:///", hostName: "mx.example.com" };
  const shared = { configs: new KnownConfigs(), kinds: KINDS, rules: [] };
  const judge = new Judge({ ...diskFiles(), folders: [] }, settings, shared);
  const interpreter = await judge.interpreterFor(`file://${site.dir}/sendmail.cf`);
  if (interpreter === undefined) throw new Error("no interpreter");
  for (const name of NAMES) {
    const route = await routeOf(interpreter, { recipient: name });
    for (const version of versionsThere())
      expect([version, name, [...new Set(site.verify(name, version))]]).toEqual([version, name, asVerified(route)]);
    // Whether a program can be run on the server is all that is not known.
    expect([name, route.missing.length]).toEqual([name, name === "cl" ? 1 : 0]);
  }
  site.dispose();
});
