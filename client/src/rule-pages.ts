// "Sendmail: Explain This Rule": the rule's page from the server, beside the source, without a network.
import { commands, type Diagnostic, Disposable, languages, type QuickPickItem, window, workspace } from "vscode";
import { REQUEST, type RulePageParams, type RulePageResult } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { MarkdownPanel } from "./markdown-panel.ts";

/** Links of findings that have no page on the web lead to documents of this scheme. */
const SCHEME = "sendmail-rule";

export function registerRulePages(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  const pageOf = async (code: string) => {
    const { markdown } = await client.ask<RulePageResult>(REQUEST.rulePage, { code } satisfies RulePageParams);
    return markdown ?? `There is no page about \`${code}\`.\n`;
  };
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => pageOf(uri.path.replace(/^\/|\.md$/g, "")),
    }),
    commands.registerCommand("sendmail.explainRule", async (argument?: unknown) => {
      const code = typeof argument === "string" ? argument : await chooseCode();
      if (code === undefined) return;
      const markdown = await pageOf(code);
      if (!panel) {
        panel = new MarkdownPanel("sendmail.rulePage", code);
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await panel.show(code, markdown);
    }),
  );
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
