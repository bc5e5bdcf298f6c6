// A mail server by the controls of audit guides: its .mc, and the .cf that sendmail reads where that is another one.
import { worseResults } from "../features/audit.ts";
import type { Judge } from "../judge.ts";
import type { AuditResult } from "../protocol.ts";
import { baseName } from "../site/paths.ts";
import type { MailSite, Workspace } from "../site/types.ts";
import { cfDifferences } from "./differences.ts";
import { installedSite } from "./installed-site.ts";

/** The result of each control. `judgeOn`: a judge with the same settings on another workspace. */
export async function auditInstalled(
  site: MailSite,
  judge: Judge,
  workspace: Workspace,
  judgeOn: (workspace: Workspace) => Judge,
): Promise<readonly AuditResult[]> {
  const results = await judge.audit(site);
  const { mc, cf } = site;
  if (mc === undefined || cf === undefined || mc.part) return results;
  const built = await judge.cfOf(site);
  const differs = built === undefined || isOther(cf.document.getText(), built.cf);
  const installed = differs ? await installedSite(site, workspace, judgeOn) : undefined;
  if (installed === undefined) return results;
  return worseResults(results, await installed.judge.audit(installed.site), baseName(cf.uri));
}

function isOther(installed: string, made: string): boolean {
  const { gone, fresh } = cfDifferences(installed, made);
  return gone.length + fresh.length > 0;
}
