// The .cf that a .mc becomes, with the lines of both in step.
import type { BuiltCf } from "../mc/build.ts";
import type { PreviewResult } from "../protocol.ts";
import type { TextDocument } from "../text.ts";
import { fileName } from "./relay-report.ts";

/** Characters of a .cf that are shown; a real one has about 60,000. */
const MOST = 4_000_000;

/** The preview of a .mc; `built` is undefined where no m4 library is available. */
export function preview(document: TextDocument, built: BuiltCf | undefined): PreviewResult {
  if (built === undefined) {
    const message =
      "No m4 library of sendmail was found, so the .cf cannot be shown. Install the package sendmail-cf, or set sendmail.cfDir to the folder that contains m4/cf.m4.";
    return { text: `# ${message}\n`, messages: [message], lines: [-1] };
  }
  return {
    text: built.cf.slice(0, MOST),
    messages: built.messages.map(
      ({ file, line, severity, text }) => `${fileName(file)}:${line}: ${severity}: ${text.trim()}`,
    ),
    lines: built.lines.map((span) =>
      span === undefined || span.source !== document.uri ? -1 : document.positionAt(span.start).line,
    ),
  };
}
