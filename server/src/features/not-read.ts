// What a page says of the server's files that could not be read here: an answer without them is not the server's.
import { obstacleText, readAdvice } from "../site/obstacles.ts";
import type { MailSite } from "../site/types.ts";
import { code, markdownText } from "./markdown.ts";

/**
 * The files and how to get them read, as Markdown; "" where all were read.
 *
 * @param effect what is not known without them, as a sentence
 */
export function notRead({ unreadable }: Pick<MailSite, "unreadable">, effect: string): string {
  if (unreadable.length === 0) return "";
  const files = unreadable.map(({ path, obstacle }) => `- ${code(path)}: ${markdownText(obstacleText(obstacle))}`);
  return [`**Not read here.** ${effect}`, [...new Set(files)].join("\n"), ...readAdvice(unreadable)].join("\n\n");
}
