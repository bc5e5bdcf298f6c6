// The arguments of the call that is being written.
import { MarkupKind, type ParameterInformation, type Position, type SignatureHelp } from "vscode-languageserver-types";
import { type Argument, type CatalogRecord, settingRecord } from "../catalog/index.ts";
import type { MailSite } from "../site/types.ts";
import { callContext } from "./call-context.ts";
import { recordOf } from "./completion/mc.ts";
import { NAMING } from "./words.ts";

/** Characters that open an argument or go on to the next. */
export const SIGNATURE_TRIGGERS = ["(", ",", "`"];

/** The signature at a position; undefined outside of calls, in tables and in text that m4 throws away. */
export function signatureHelp(site: MailSite, uri: string, position: Position): SignatureHelp | undefined {
  const document = site.document(uri);
  if (document === undefined || site.tables.some((file) => file.uri === uri)) return undefined;
  const context = callContext(document.getText().slice(0, document.offsetAt(position)));
  if (context?.name === undefined) return undefined;
  const { name, index, before } = context;
  const setting = name === "define" && index === 1 ? settingRecord(before[0]?.trim() ?? "") : undefined;
  if (setting !== undefined) return settingSignature(setting);
  const named = NAMING[name] !== undefined && index > 0;
  const record = recordOf(name, named ? before[0] : undefined);
  if (record === undefined || !("arguments" in record) || record.arguments === undefined) return undefined;
  return signature(
    named ? `${name}(\`${record.name}'` : `${name}(`,
    record,
    record.arguments,
    named ? index - 1 : index,
    named,
  );
}

function signature(
  head: string,
  record: CatalogRecord,
  args: readonly Argument[],
  active: number,
  named: boolean,
): SignatureHelp {
  let label = head;
  const parameters = args.map((argument, position): ParameterInformation => {
    const separator = position > 0 || named ? ", " : "";
    const shown = argument.optional === true ? `[${argument.name}]` : argument.name;
    const start = label.length + separator.length;
    label += `${separator}${shown}`;
    return {
      label: [start, start + shown.length],
      documentation: { kind: MarkupKind.Markdown, value: argument.meaning },
    };
  });
  const last = args.at(-1);
  const position = active >= args.length && last?.repeat === true ? args.length - 1 : active;
  return {
    signatures: [
      { label: `${label})`, documentation: { kind: MarkupKind.Markdown, value: record.summary }, parameters },
    ],
    activeSignature: 0,
    activeParameter: position,
  };
}

function settingSignature(record: CatalogRecord): SignatureHelp {
  const head = `define(\`${record.name}', `;
  const value = "type" in record ? record.type : "value";
  const byDefault = "default" in record && record.default !== undefined ? ` Default: ${record.default}.` : "";
  const parameter: ParameterInformation = {
    label: [head.length, head.length + value.length],
    documentation: `${record.summary}${byDefault}`,
  };
  return {
    signatures: [{ label: `${head}${value})`, documentation: record.summary, parameters: [parameter] }],
    activeSignature: 0,
    activeParameter: 0,
  };
}
