// A page of Markdown from the server beside the editor, whose links lead to lines of the user's files.
import {
  commands,
  type Disposable,
  env,
  Position,
  Range,
  TabInputWebview,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";

/** The page may load nothing and run only the script below, which hands clicks on links to us. */
const CONTENT_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-NONCE'";

/** What the page says to us: it is there and needs its text, or a link in it was followed. */
interface PageMessage {
  readonly ready?: boolean;
  readonly href?: unknown;
}

export class MarkdownPanel implements Disposable {
  readonly #panel: WebviewPanel;
  /** The HTML that is shown. */
  #body = "";
  /** The Markdown that is shown. */
  markdown = "";

  constructor(viewType: string, title: string) {
    this.#panel = window.createWebviewPanel(
      viewType,
      title,
      { viewColumn: freeColumn(), preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    );
    this.#panel.webview.onDidReceiveMessage((message: PageMessage) => {
      // A page that was hidden has lost its text, and asks for it when it is seen again.
      if (message.ready) this.#send();
      else if (typeof message.href === "string") void openLink(message.href, this.#panel.viewColumn);
    });
    this.#panel.webview.html = page();
  }

  get onDidDispose() {
    return this.#panel.onDidDispose;
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Shows another text. Under the same title it is the same page: where the reader is in it, and the link that has the focus, stay. */
  async show(title: string, markdown: string): Promise<void> {
    const isOther = this.#panel.title !== title;
    this.#panel.title = title;
    if (this.markdown === markdown) return;
    this.markdown = markdown;
    this.#body = await render(markdown);
    this.#send(isOther);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #send(isOther = false): void {
    void this.#panel.webview.postMessage({ body: this.#body, isOther });
  }
}

/** Beside the file; where a page has the keyboard, in the page's own column, as a third one would be too narrow to read. */
function freeColumn(): ViewColumn {
  const { activeTab } = window.tabGroups.activeTabGroup;
  return activeTab?.input instanceof TabInputWebview ? ViewColumn.Active : ViewColumn.Beside;
}

/** VS Code's own Markdown extension makes the HTML; without it the text is shown as it is. */
async function render(markdown: string): Promise<string> {
  try {
    return await commands.executeCommand<string>("markdown.api.render", markdown.replaceAll("](file:", `](${FILE}:`));
  } catch {
    return `<pre>${escapeHtml(markdown)}</pre>`;
  }
}

/**
 * The page without its text. Themes whose text is faint (Solarized) have it drawn more strongly, and code has the colour of the text around it:
 * the one that High Contrast Light has for code is made for another ground.
 */
function page(): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY.replace("NONCE", nonce)}">
<style>
  body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; max-width: 75em; padding: 0 1.5em 2em; }
  h1 { font-size: 1.6em; line-height: 1.3; }
  h2 { font-size: 1.25em; }
  a { color: var(--vscode-textLink-foreground); }
  a:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
  body.vscode-light a:focus-visible { outline-color: color-mix(in srgb, var(--vscode-focusBorder) 70%, black); }
  body.vscode-dark a:focus-visible { outline-color: color-mix(in srgb, var(--vscode-focusBorder) 70%, white); }
  body.vscode-light main { color: color-mix(in srgb, var(--vscode-editor-foreground) 70%, black); }
  body.vscode-dark main { color: color-mix(in srgb, var(--vscode-editor-foreground) 70%, white); }
  code, pre { color: inherit; font-family: var(--vscode-editor-font-family); background: var(--vscode-textCodeBlock-background); }
  pre { padding: 0.6em 0.8em; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
  pre code { background: none; }
  table { border-collapse: collapse; margin: 0.8em 0; width: 100%; }
  th, td { border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); padding: 0.3em 0.6em; text-align: left; vertical-align: top; }
  td:nth-child(4) { overflow-wrap: anywhere; }
  th:nth-child(4) { width: 40%; }
  td:nth-child(3) code { overflow-wrap: anywhere; }
  td a { white-space: nowrap; }
  th { background: var(--vscode-keybindingTable-headerBackground); }
  /* Beside an editor there is no room for columns: a row becomes a card, and each cell says what it is. */
  @media (max-width: 48em) {
    table, tbody, tr, td { display: block; }
    thead { display: none; }
    tr { border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); margin: 0.8em 0; padding: 0.3em 0.6em; }
    td { border: none; padding: 0.1em 0; }
    td:empty { display: none; }
    td[data-label]::before { content: attr(data-label) ": "; font-weight: bold; }
  }
  blockquote { border-left: 3px solid var(--vscode-textBlockQuote-border); margin-left: 0; padding-left: 1em; }
</style>
</head>
<body>
<main></main>
<script nonce="${nonce}">
  const vscode = acquireVsCodeApi();
  const main = document.querySelector("main");
  const links = () => [...main.querySelectorAll("a")];
  let reached = vscode.getState()?.reached ?? 0;
  // What a screen reader knows of a table goes with its layout: roles bring it back.
  const describeCells = (table) => {
    const titles = [...table.querySelectorAll("th")].map((cell) => cell.textContent);
    table.setAttribute("role", "table");
    for (const row of table.querySelectorAll("tbody tr")) {
      row.setAttribute("role", "row");
      [...row.cells].forEach((cell, column) => {
        cell.setAttribute("role", "cell");
        if (titles[column]) cell.dataset.label = titles[column];
      });
    }
  };
  addEventListener("message", ({ data }) => {
    if (data.isOther) reached = 0;
    const focused = data.isOther ? -1 : links().indexOf(document.activeElement);
    main.innerHTML = data.body;
    for (const table of main.querySelectorAll("table")) describeCells(table);
    if (focused >= 0) links()[focused]?.focus({ preventScroll: true });
    scrollTo(0, reached);
  });
  addEventListener("scroll", () => {
    reached = scrollY;
    vscode.setState({ reached });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    vscode.postMessage({ href: link.getAttribute("data-href") ?? link.getAttribute("href") });
  }, true);
  vscode.postMessage({ ready: true });
</script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Stands for `file` in links, which VS Code's Markdown extension would not let pass. */
const FILE = "x-sendmail-file";

const PAGE_COMMANDS: ReadonlySet<string> = new Set(["sendmail.tryTransaction", "sendmail.fixFinding"]);

/** Opens a web address outside, the page of another rule in this page's place, and a file (`#L12` or `#L12,3`, counted from 1) in an editor that does not hide the page. */
async function openLink(href: string, column: ViewColumn | undefined): Promise<void> {
  const [, command, given] = /^x-sendmail-command:([\w.]+)\?(.*)$/.exec(href) ?? [];
  if (command !== undefined) {
    // A page may do what the server offers in it, and nothing else.
    if (PAGE_COMMANDS.has(command))
      await commands.executeCommand(command, ...JSON.parse(decodeURIComponent(given ?? "")));
    return;
  }
  const [, rule] = /^\.\.\/([\w-]+)\/README\.md$/.exec(href) ?? [];
  if (rule !== undefined) {
    await commands.executeCommand("sendmail.explainRule", rule);
    return;
  }
  const uri = Uri.parse(href.replace(new RegExp(`^${FILE}:`), "file:"));
  if (uri.scheme === "http" || uri.scheme === "https") {
    await env.openExternal(uri);
    return;
  }
  const [, line, character] = /^L(\d+)(?:,(\d+))?$/.exec(uri.fragment) ?? [];
  const place = new Position(Math.max(0, Number(line ?? 1) - 1), Math.max(0, Number(character ?? 1) - 1));
  const file = uri.with({ fragment: "" });
  const editors = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  const beside =
    editors.find(({ document }) => document.uri.toString() === file.toString()) ??
    editors.find(({ viewColumn }) => viewColumn !== column);
  const free = column === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  await window.showTextDocument(file, {
    selection: new Range(place, place),
    viewColumn: beside?.viewColumn ?? free,
  });
}
