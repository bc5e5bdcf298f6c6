import { execFileSync } from "node:child_process";
import { it } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { routeOf } from "../../../server/src/route/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";

it("scratch", async () => {
  const D = "/root/.rt1";
  const judge = new Judge({ ...diskFiles(), folders: [] }, { ...DEFAULT_SETTINGS, root: "file:///", hostName: "mx.example.com", cfDir: "file:///usr/share/sendmail/cf" }, { configs: new KnownConfigs(), kinds: KINDS, rules: [] });
  const [site] = await judge.sitesOf(`file://${D}/sendmail.mc`);
  const interpreter = site && (await judge.interpreterOf(site));
  if (!interpreter) throw new Error("none");
  const list = ["daemon","daemon+foo","nosuch","list","prog","file","inc","inc2","empty","a","self","esc","detail+x","detail+y","detail","nobodyhere","dup","sp","deep1","deep3","mixed","info@virt.example","xx@virt.example","root@virt.example","err@virt.example","list@local.example","loop@virt.example","x@old.example","bad","rootself","x@mt.example","y@a.sub.example","z@err.example","w@loc.example","user@[192.0.2.3]","|foo","/tmp/x",":include:/root/.rt1/inc","@","x@@y","DAEMON@LOCAL.example","a@b,c@d","\"qu oted\"@local.example","nosuch+x@local.example","postmaster","MAILER-DAEMON","joe%out.example@local.example","\\daemon"];
  for (const address of list) {
    const route = await routeOf(interpreter, { recipient: address });
    const ours = [
      ...route.deliveries.map((d) => `${d.address}... deliverable: mailer ${d.mailer}, ${d.host ? `host ${d.host}, ` : ""}user ${d.user}`),
      ...route.refusals.map((r) => (r.reply.code === "554" ? r.reply.text : `${r.address}... ${r.reply.text}`)),
    ];
    const out = execFileSync("sh", ["-c", `cd ${D}; unshare --uts --net sh -c 'hostname mx.example.com; exec "$@"' sh /usr/sbin/sendmail -C sendmail.cf -bv "$1" 2>&1 || true`, "sh", address], { encoding: "latin1" });
    const theirs = [...new Set(out.split("\n").filter((l) => l !== ""))];
    const same = JSON.stringify([...ours].sort()) === JSON.stringify([...theirs].sort());
    console.log(same ? "SAME" : "DIFF", address, route.certain, same ? "" : JSON.stringify({ ours, theirs }, null, 1));
    if (!same || address === "list" || address.includes("sub")|| address.includes("info")) console.log(route.deliveries.concat(route.refusals as any).map((d) => d.steps.map((s) => `${s.text} (${s.span?.source.slice(-14)}:${s.span?.start})`)), route.missing);
  }
});
