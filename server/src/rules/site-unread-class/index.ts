// A class file beside a .mc that does not read it.
import { featureFixes } from "../edits/feature-edits.ts";
import { isComplete } from "../facts/settings.ts";
import type { SiteRule } from "../types.ts";

/** The feature that reads a class's file, and what the file is for. */
const READERS: Readonly<Record<string, { readonly feature?: string; readonly effect: string }>> = {
  w: { feature: "use_cw_file", effect: "Mail for the names in it is not local." },
  t: { feature: "use_ct_file", effect: "The users in it are not trusted." },
  R: { effect: "It lets nobody relay." },
  VirtHost: {
    effect: "sendmail does not look up these domains in the virtusertable; VIRTUSER_DOMAIN_FILE reads such a file.",
  },
  M: { effect: "Senders at these domains are not masqueraded; MASQUERADE_DOMAIN_FILE reads such a file." },
  E: { effect: "These users are masqueraded like all others; EXPOSED_USER_FILE reads such a file." },
  G: {
    effect: "sendmail does not look up these domains in the genericstable; GENERICS_DOMAIN_FILE reads such a file.",
  },
};

export const rule: SiteRule = {
  meta: {
    code: "site-unread-class",
    title: "A class file that nothing reads",
    severity: "warning",
    kinds: ["class"],
    fix: "asks",
    versions: "*",
    sources: ['cf/README, section "Features", use_cw_file'],
  },
  check(site, report) {
    const { mc } = site;
    if (mc === undefined || mc.config.fatal !== undefined) return;
    for (const file of site.tablesOf("class")) {
      if (file.named) continue;
      const { className = "" } = file;
      const reader = READERS[className];
      const [first] = file.table.entries();
      if (reader === undefined || first === undefined) continue;
      const { feature } = reader;
      const name = mc.uri.replace(/^.*\//, "");
      const others = mc.config
        .classMembers(className)
        .flatMap(({ how }) => (how.kind === "file" ? [how.path.text] : []));
      if (feature !== undefined && others.length === 0 && mc.config.feature(feature).length > 0) continue;
      // A file that is not available here may read it.
      if (others.length === 0 && !isComplete(site)) continue;
      const isMissing = feature !== undefined && others.length === 0;
      const why = isMissing
        ? `${name} does not have FEATURE(\`${feature}')`
        : others.length > 0
          ? `${name} reads ${others.join(" and ")} for it`
          : `no setting of ${name} names it`;
      report({
        span: first.keySpan,
        message: `Nothing reads this file: ${why}.\n${reader.effect} ${isMissing ? "Add the feature to the .mc." : "Move the names to where they are read, or remove the file."}`,
        fixes: () => (isMissing ? featureFixes(site, feature) : []),
      });
    }
  },
};
