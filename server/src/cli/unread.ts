// Files of a server that cannot be read, as every command says it: no answer without them is complete, and none ends well.
import { obstacleText, readAdvice } from "../site/obstacles.ts";
import { pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import { EXIT, type Output } from "./output.ts";

/** Names them on standard error, with how to get them read. Gives the exit status: 2 where there is one. */
export function sayUnread({ unreadable }: Pick<MailSite, "unreadable">, output: Output): number {
  for (const { uri, obstacle } of unreadable)
    output.error(`sendmail-lint: cannot read ${pathOf(uri)}: ${obstacleText(obstacle)}. The answers are not complete.`);
  for (const advice of readAdvice(unreadable)) output.error(`sendmail-lint: ${advice}`);
  return unreadable.length > 0 ? EXIT.usage : EXIT.clean;
}
