// The arguments of the call that is being written.
import { MarkupKind, type ParameterInformation, type SignatureHelp } from "vscode-languageserver-types";
import { type Argument, type CatalogRecord, catalog } from "../catalog/index.ts";
import type { TextDocument } from "../text.ts";
import { type CallContext, callContext } from "./call-context.ts";
import { code } from "./markdown.ts";
import { argumentsOf, NAMING, recordOf, slotOf } from "./slots.ts";
import { type KeyRecord, keyKind, keyRecord } from "./value-parts.ts";

/** The signature at an offset of a .mc; undefined outside of calls and in text that m4 throws away. */
export function signatureHelpMc(document: TextDocument, offset: number): SignatureHelp | undefined {
  const context = callContext(document.getText().slice(0, offset));
  return context && signatureAt(context);
}

/** One argument as the signature shows it. */
interface Parameter {
  readonly label: string;
  readonly about: string;
}

/** The signature of the call that a cursor is in; undefined where the catalogue lists no arguments for it. */
export function signatureAt({ name, index, before, text }: CallContext): SignatureHelp | undefined {
  if (name === undefined) return undefined;
  const slot = slotOf(name, index, before[0]);
  if (slot?.kind === "value" && slot.argument === undefined) return settingSignature(name, slot.record);
  const pairs = slot?.kind === "value" ? keyKind(slot.valued) : undefined;
  const namedRecord = NAMING[name] !== undefined && index > 0 ? recordOf(name, before[0]) : undefined;
  const named = namedRecord !== undefined;
  const record = namedRecord ?? recordOf(name, undefined);
  const args = record && argumentsOf(record);
  if (record === undefined || args === undefined || args.length === 0) return undefined;
  const parameters = args.map(parameterOf);
  const last = args.at(-1);
  const position = named ? index - 1 : index;
  const active = position >= args.length && last?.repeat === true ? args.length - 1 : position;
  if (pairs === undefined) {
    const head = named ? `${name}(\`${record.name}', ` : `${name}(`;
    return signature(head, ", ", parameters, active, record.summary);
  }
  // Inside of pairs the keys replace the one argument that contains them.
  const keys: readonly KeyRecord[] = catalog.all(pairs);
  const key = text.split(",").at(-1)?.split("=")[0]?.trim() ?? "";
  const known = keyRecord(pairs, key);
  return signature(
    `${name}(`,
    ", ",
    [...parameters.slice(0, active), ...keys.map((other) => ({ label: `${other.name}=`, about: other.summary }))],
    known === undefined ? keys.length + active : active + keys.indexOf(known),
    record.summary,
  );
}

function parameterOf(argument: Argument): Parameter {
  const words = Object.keys(argument.values ?? {}).map(code);
  const byDefault = argument.default === undefined ? "" : ` Default: ${code(argument.default)}.`;
  return {
    label: `${argument.optional === true ? `[${argument.name}]` : argument.name}${argument.repeat === true ? "…" : ""}`,
    about: `${argument.meaning.trim()}${words.length === 0 ? "" : ` Words: ${words.join(", ")}.`}${byDefault}`,
  };
}

function settingSignature(name: string, record: CatalogRecord): SignatureHelp {
  const type = "type" in record ? record.type : "value";
  const byDefault = "default" in record && record.default ? ` Default: ${code(record.default)}.` : "";
  const value: Parameter = { label: type, about: `${record.summary}${byDefault}` };
  return signature(`${name}(\`${record.name}', `, ", ", [value], 0, "");
}

/** `active` beyond the parameters: none is emphasised. */
function signature(
  head: string,
  separator: string,
  parameters: readonly Parameter[],
  active: number,
  summary: string,
): SignatureHelp {
  let label = head;
  const information = parameters.map((parameter, position): ParameterInformation => {
    if (position > 0) label += separator;
    const start = label.length;
    label += parameter.label;
    return { label: [start, label.length], documentation: { kind: MarkupKind.Markdown, value: parameter.about } };
  });
  return {
    signatures: [
      { label: `${label})`, documentation: { kind: MarkupKind.Markdown, value: summary }, parameters: information },
    ],
    activeSignature: 0,
    activeParameter: active,
  };
}
