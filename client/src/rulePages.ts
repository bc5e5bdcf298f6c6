// "Sendmail: Explain This Rule": the rule's page from the server, as a read-only document, without a network.
import { commands, type Diagnostic, Disposable, languages, Uri, window, workspace } from "vscode";
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

/** Rendered by VS Code's own Markdown extension, or as text where that is switched off. */
async function showPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreview", uri);
  } catch {
    await window.showTextDocument(uri, { preview: true });
  }
}

/** The finding under the cursor, else one of those in the file. */
async function chooseCode(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = (editor ? languages.getDiagnostics(editor.document.uri) : []).filter(
    ({ source }) => source === "sendmail",
  );
  const here = codes(found.filter(({ range }) => editor && range.intersection(editor.selection)));
  const [only, ...more] = here.length > 0 ? here : codes(found);
  if (only === undefined) {
    window.showInformationMessage("Sendmail has no finding in this file to explain.");
    return undefined;
  }
  return more.length === 0 ? only : window.showQuickPick([only, ...more], { title: "Explain which rule?" });
}

function codes(diagnostics: readonly Diagnostic[]): string[] {
  const all = diagnostics.map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(all)].sort();
}
