// The parts of `error:` on the right side of a table while they are written.
import type { SignatureHelp } from "vscode-languageserver-types";
import { isOneWord } from "../rules/facts/one-word.ts";
import type { TableFile } from "../site/types.ts";

const FORM = ":D.S.N:code text";
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
  const isAccess = file.kind === "access";
  const label = (isAccess ? "ERROR" : "error") + FORM;
  return {
    signatures: [
      {
        label,
        documentation: `Refuses the mail. Example: ${isAccess ? "ERROR:5.7.1:550 Not from here" : "error:5.1.1:550 No such user"}`,
        parameters: PARAMETERS.map(([name, documentation]) => {
          const start = label.lastIndexOf(name);
          return { label: [start, start + name.length], documentation };
        }),
      },
    ],
    activeSignature: 0,
    activeParameter: PARTS.indexOf(isAccess ? accessPartOf(rest.trimStart()) : partOf(rest.trimStart(), file.kind)),
  };
}

const PARTS = ["status", "code", "text"] as const;
type Part = (typeof PARTS)[number];

/**
 * The part at the end of what is written after `error:`, as sendmail takes it apart (test/oracle/kinds/error-signatures.test.ts). Before the
 * code the virtusertable may have one word and a space, `error:nouser 550 text`, and the mailertable one word and a colon, or nothing.
 */
function partOf(written: string, kind: TableFile["kind"]): Part {
  const isVirtual = kind === "virtusertable";
  const after = [STATUS, isVirtual ? WORD : LABELLED].flatMap((form) => form.exec(written)?.[1] ?? [])[0];
  if (after !== undefined) return CODE.test(after) ? "code" : "text";
  if (/^[^\s:]*$/.test(written)) return !isVirtual && /^\d{3}$/.test(written) ? "code" : "status";
  return /^[^\s.:]+\.[^\s.:]+\.[^\s.:]+\s+$/.test(written) ? "status" : "text";
}

/** The same in the access map: before the code there may be a status, or nothing. */
function accessPartOf(written: string): Part {
  const after = STATUS.exec(written)?.[1];
  if (after !== undefined) return CODE.test(after) ? "code" : "text";
  if (/^(?:"\d{0,3}|\d{3})$/.test(written)) return "code";
  return /^[^\s:"]*$/.test(written) || /^[^\s.:"]+\.[^\s.:"]+\.[^\s.:"]+\s+$/.test(written) ? "status" : "text";
}

/** A code that is being written. */
const CODE = /^\s*"?\d{0,3}$/;
/** Three words with dots, and a colon. */
const STATUS = /^[^\s.:]+\.[^\s.:]+\.[^\s.:]+\s*:(.*)$/s;
/** One word, and a space. */
const WORD = /^[^\s.:]+\s+((?!:).*)$/s;
/** One word, and a colon. */
const LABELLED = /^[^\s.:]+\s*:(.*)$/s;
