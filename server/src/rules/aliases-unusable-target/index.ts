// A file or program that sendmail cannot hand mail to, as the rights on this host are.
import { handedPath, troubleOf } from "../../kinds/aliases/targets.ts";
import { recipientsIn } from "../facts/alias-targets.ts";
import { DELIVERY_RIGHTS, type Hindrance } from "../facts/delivery-rights.ts";
import { UNTRUSTED_LISTS } from "../facts/list-owners.ts";
import type { EntryRule, SiteFact } from "../types.ts";

/** Whether programs run in a shell as they are named; smrsh takes others, which another rule is about. */
const SHELL: SiteFact<boolean> = {
  of: ({ mc }) => {
    const path = mc?.config.option("LOCAL_SHELL_PATH")?.value ?? "/bin/sh";
    return mc !== undefined && /\/(?:ba|da|k|z)?sh$/.test(path) && !mc.config.active.has("smrsh");
  },
  fingerprint: String,
};

export const rule: EntryRule = {
  meta: {
    code: "aliases-unusable-target",
    title: "A file or program that sendmail cannot hand mail to",
    severity: "error",
    kinds: ["aliases", "list"],
    fix: "none",
    versions: "*",
    sources: ['seen with mail to such aliases: "Can\'t create output", "unknown mailer error 126" and 127'],
  },
  facts: [DELIVERY_RIGHTS, SHELL, UNTRUSTED_LISTS],
  checkEntry(entry, context, report) {
    if (!/[/|]/.test(entry.value)) return;
    const why = context.kind === "list" ? context.fact(UNTRUSTED_LISTS).get(context.document.uri) : undefined;
    const rights = context.fact(DELIVERY_RIGHTS);
    if (rights === undefined && why === undefined) return;
    for (const recipient of recipientsIn(entry, context)) {
      const path = handedPath(recipient);
      if (path === undefined || troubleOf(recipient) !== undefined) continue;
      if (why !== undefined) {
        report({
          span: recipient.span,
          message: `sendmail takes no programs and files from this list.\nThe reason: ${why}. sendmail refuses only these recipients, and their mail bounces. Move them to the aliases file, or let root own the list alone.`,
        });
        continue;
      }
      if (rights === undefined) continue;
      const isFile = recipient.kind === "file";
      if (!isFile && !context.fact(SHELL)) continue;
      const found = isFile ? rights.file(path) : rights.program(path);
      // For a list sendmail becomes its owner, if that is not root.
      if (found === undefined || (context.kind === "list" && /^(?:closed|rights|create)$/.test(found.kind))) continue;
      const said = isFile ? "sendmail says Can't create output" : "The shell cannot run it";
      report({
        span: recipient.span,
        message: `${sentences(found, rights.user, isFile ? "file" : "program", path)} ${said}, and mail for it bounces, though -bv says deliverable.`,
      });
    }
  },
};

/** What is wrong, as a sentence of its own; then what to do. */
function sentences({ kind, path }: Hindrance, user: string, what: "file" | "program", written: string): string {
  const named = path === written ? "" : ` It is about ${path}.`;
  const who = `sendmail ${what === "file" ? "writes files" : "runs programs"} as user ${user} (option DefaultUser).`;
  switch (kind) {
    case "missing":
      return path === written || what === "program"
        ? `This ${what} does not exist here.\nThere is no ${path}. Create it, or correct the path.`
        : `The folder of this file does not exist here.\nThere is no folder ${path}. Create it, or correct the path.`;
    case "folder":
      return `This is a folder, not a ${what}.\nWrite the whole path.${named}`;
    case "link":
      return `sendmail adds no mail to a symbolic link.\nName the file that it leads to.${named}`;
    case "links":
      return `sendmail adds no mail to a file that has a second name (hard link).\nRemove the other name.${named}`;
    case "executable":
      return `sendmail adds no mail to a file that is executable.\nTake the right away: chmod a-x ${path}. If it is a program, put a bar before it.`;
    case "closed":
      return `sendmail does not get to this ${what}: its user may not enter a folder.\n${who} This user may not enter ${path}.`;
    case "rights":
      return what === "file"
        ? `sendmail may not write to this file.\n${who} Let this user write it: chown ${user} ${path}.`
        : `sendmail may not run this program.\n${who} Let this user run it: chmod a+rx ${path}.`;
    case "create":
      return `This file does not exist, and sendmail may not create it.\n${who} Create it, and let this user write it: chown ${user} ${path}.`;
  }
}
