// The parts of `error:` on the right side of a table while they are written.
import type { SignatureHelp } from "vscode-languageserver-types";
import { isOneWord } from "../rules/facts/one-word.ts";
import type { TableFile } from "../site/types.ts";

const LABEL = "error:D.S.N:code text";
const PARAMETERS: readonly (readonly [label: string, about: string])[] = [
  ["D.S.N", "Enhanced status code, such as 5.1.1: no such user. 4.x.x: the sender tries again."],
  ["code", "Reply code: 550 refuses for good, 450 for now. A space follows it; without it senders get 553 5.3.0."],
  ["text", "What the sender reads."],
];

/** The signature for a right side up to the cursor; undefined where it does not begin with `error:`, and where it has no room for a code. */
export function errorSignature(written: string, file: TableFile): SignatureHelp | undefined {
  if (isOneWord(file)) return undefined;
  const rest = /^error\s*:(.*)$/is.exec(written)?.[1];
  if (rest === undefined) return undefined;
  const isPastStatus = /^\s*\S+?\s*[:\s]/.test(rest) || /^\s*\d{3}/.test(rest);
  const isPastCode = /(?:^|[:\s])\d{3}\s/.test(rest) || /^\s*\D\S*\s+\D/.test(rest);
  return {
    signatures: [
      {
        label: LABEL,
        documentation: "Refuses the mail. Example: error:5.1.1:550 No such user",
        parameters: PARAMETERS.map(([label, documentation]) => {
          const start = LABEL.lastIndexOf(label);
          return { label: [start, start + label.length], documentation };
        }),
      },
    ],
    activeSignature: 0,
    activeParameter: isPastCode ? 2 : isPastStatus ? 1 : 0,
  };
}
