// "Sendmail: Explain This Rule": the rule's page from the server, as a read-only document, without a network.
import {
  commands,
  type Diagnostic,
  Disposable,
  languages,
  type QuickPickItem,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { REQUEST, type RulePageParams, type RulePageResult } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";

const SCHEME = "sendmail-rule";

export function registerRulePages(client: SendmailClient): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const params: RulePageParams = { code: uri.path.replace(/^\/|\.md$/g, "") };
        const { markdown } = await client.ask<RulePageResult>(REQUEST.rulePage, params);
        return markdown ?? `There is no page about \`${params.code}\`.\n`;
      },
    }),
    commands.registerCommand("sendmail.explainRule", async (argument?: unknown) => {
      const code = typeof argument === "string" ? argument : await chooseCode();
      if (code !== undefined) await showPage(Uri.from({ scheme: SCHEME, path: `/${code}.md` }));
    }),
  );
}

/** Beside the source. Rendered by VS Code's own Markdown extension, or as text where that is switched off. */
async function showPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    await window.showTextDocument(uri, { preview: true, viewColumn: ViewColumn.Beside });
  }
}

/** The finding under the cursor, else one of those in its line, else one of those in the file. */
async function chooseCode(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = (editor ? languages.getDiagnostics(editor.document.uri) : []).filter(
    ({ source }) => source === "sendmail",
  );
  const { selection } = editor ?? {};
  const here = found.filter(({ range }) => selection && range.intersection(selection));
  const inLine = found.filter(({ range }) => range.start.line === selection?.active.line);
  const rules = byCode([here, inLine, found].find(({ length }) => length > 0) ?? []);
  const [only] = rules;
  if (only === undefined) {
    window.showInformationMessage("Sendmail has no finding in this file to explain.");
    return undefined;
  }
  if (rules.length === 1) return only.label;
  const chosen = await window.showQuickPick(rules, { title: "Explain which rule?", matchOnDetail: true });
  return chosen?.label;
}

/** Each code once, with what was found first, in the order of the file. */
function byCode(diagnostics: readonly Diagnostic[]): QuickPickItem[] {
  const rules = new Map<string, QuickPickItem>();
  for (const { code, message, range } of [...diagnostics].sort((a, b) => a.range.start.compareTo(b.range.start))) {
    const label = String(typeof code === "object" ? code.value : code);
    if (!rules.has(label)) {
      rules.set(label, { label, description: `line ${range.start.line + 1}`, detail: message });
    }
  }
  return [...rules.values()];
}
