// A person in front of VS Code: a workbench in a browser with the packaged extension, and what one does there by keyboard.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, CDPSession, FrameLocator, Locator, Page } from "playwright-core";
import { ROOT, readManifest } from "../../scripts/project.mjs";
import { launchChromium } from "../../scripts/vscode/chromium.mjs";
import {
  remote,
  startWorkbench,
  temporaryFolder,
  type Workbench,
  workbenchAddress,
} from "../../scripts/vscode/workbench.mjs";

/** Where pictures are left. */
export const SHOTS = path.join(ROOT, "out/screenshots");

/** How long a thing may take to be seen, in milliseconds: a machine that is busy with other work is ten times slower. */
const PATIENCE = 60_000;

/** The file of each theme that a person looks at, as the window names it in its classes. */
const THEME_FILES: Readonly<Record<string, string>> = {
  "Dark Modern": "dark_modern",
  "Light Modern": "light_modern",
  "Dark High Contrast": "hc_black",
  "Light High Contrast": "hc_light",
  "Solarized Light": "solarized-light",
};

/** A thing as a screen reader has it. */
export interface Accessible {
  readonly role: string;
  readonly name: string;
}

export class Person {
  readonly page: Page;
  /** Other machines that the workbench asked for something; a local product asks none. */
  readonly outside: ReadonlySet<string>;
  readonly #temporary: string;
  readonly #workbench: Workbench;
  readonly #leave: () => Promise<void>;
  #desks = 0;

  private constructor(
    page: Page,
    temporary: string,
    workbench: Workbench,
    outside: ReadonlySet<string>,
    leave: () => Promise<void>,
  ) {
    this.page = page;
    this.#temporary = temporary;
    this.#workbench = workbench;
    this.outside = outside;
    this.#leave = leave;
  }

  /** Starts VS Code with the .vsix installed, and a browser. `settings` are VS Code's. */
  static async arrive(settings: Readonly<Record<string, unknown>> = {}): Promise<Person> {
    const temporary = temporaryFolder();
    let workbench: Workbench | undefined;
    let browser: Browser | undefined;
    const leave = async () => {
      await browser?.close();
      await workbench?.stop();
      temporary.dispose();
    };
    try {
      const { name, version } = readManifest();
      workbench = await startWorkbench({
        dir: temporary.dir,
        settings: { "workbench.colorTheme": "Default Dark Modern", "editor.minimap.enabled": false, ...settings },
        vsix: path.join(ROOT, `${name}-${version}.vsix`),
      });
      const { authority } = workbench;
      browser = await launchChromium();
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(PATIENCE);
      const outside = new Set<string>();
      page.on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        if (/^(http|ws)/.test(protocol) && host !== authority) outside.add(host);
      });
      return new Person(page, temporary.dir, workbench, outside, leave);
    } catch (error) {
      await leave();
      throw error;
    }
  }

  /** The folder that is open: a copy of examples/. */
  get folder(): string {
    return path.join(this.#temporary, `mail-${this.#desks}`);
  }

  /**
   * Opens a new copy of examples/, with `more` files in it, and `file` in front: nothing is left of what was done before. The extension is
   * then awake and has judged the file's server: a command that comes before is none yet, for VS Code.
   */
  async sitDown(file: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#desks++;
    cpSync(path.join(ROOT, "examples"), this.folder, { recursive: true });
    for (const [name, text] of Object.entries(more)) this.write(name, text);
    const front = remote(this.#workbench, path.join(this.folder, file));
    const address = workbenchAddress(this.#workbench, this.folder, [["openFile", front]]);
    // A machine that is busy may lose a first start of the workbench: then one loads the page again.
    for (let tries = 1; ; tries++) {
      await this.page.goto(address, { waitUntil: "commit", timeout: 60_000 });
      const text = this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"] .view-line`).first();
      const status = this.page.locator(".statusbar-item", { hasText: /OPEN RELAY|Relay:/ }).first();
      if ((await appears(text, 90_000)) && (await appears(status, 90_000))) return;
      if (tries === 2) throw new Error(`the editor did not come: ${await this.sees()}`);
    }
  }

  get editor(): Locator {
    return this.page.locator(".editor-instance .monaco-editor").first();
  }

  /** A row of the Problems panel. */
  problem(text: string | RegExp): Locator {
    return this.page.locator(".markers-panel .monaco-list-row", { hasText: text });
  }

  /** Opens the Problems panel where it is not open. */
  async showProblems(): Promise<void> {
    const panel = this.page.locator(".markers-panel:visible").first();
    for (let tries = 1; tries <= 3; tries++) {
      // The same keys close a panel that has the keyboard.
      if (await panel.isVisible()) return;
      await this.press("Control+Shift+KeyM");
      await appears(panel, 10_000);
    }
    await panel.waitFor();
  }

  /** True as soon as the Problems panel has a row with `text`; other rows are hidden until `filterProblems("")`. */
  async findsProblem(text: string): Promise<boolean> {
    await this.showProblems();
    // VS Code applies a filter to what is there: a finding that comes later is seen when it is set again.
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      await this.filterProblems("");
      await this.filterProblems(text);
      if (await appears(this.problem(text).first(), 2_000)) return true;
    }
    return false;
  }

  /** Puts the keyboard into the first group of editors, at the end of its file, and inserts text there as a whole. */
  async append(text: string): Promise<void> {
    await this.focusEditor();
    await this.press("Control+End");
    await this.page.keyboard.insertText(text);
    // No list of proposals is left that would take the next key.
    await this.press("Escape");
  }

  /** Waits for a proposal in the list that opens while one types, or opens it by its keys. */
  async isProposed(proposal: string): Promise<Locator> {
    const list = this.page.locator(".suggest-widget.visible");
    const row = list.locator(".monaco-list-row", { hasText: proposal }).first();
    for (let tries = 1; tries <= 4; tries++) {
      if (await appears(row, 5_000 * tries)) return list;
      // In an open list the same keys show or hide the explanations.
      if (await list.isVisible()) await this.press("Escape");
      await this.press("Control+Space");
    }
    throw new Error(`${proposal} is not proposed, but: ${(await list.allTextContents()).join()}`);
  }

  /** What a page beside the editor shows: a webview is a frame in a frame. */
  view(): FrameLocator {
    return this.page
      .locator("iframe.webview.ready:visible")
      .last()
      .contentFrame()
      .locator("iframe:visible")
      .contentFrame();
  }

  /** Waits until the keyboard is in the editor of a file. */
  async typesIn(file: string): Promise<void> {
    await this.typingIn(file).waitFor();
  }

  /** Opens the hover at the cursor by its keys, again where nothing came, and gives it. */
  async hover(text: string): Promise<Locator> {
    const hover = this.page.locator(".monaco-hover:visible", { hasText: text });
    for (let presses = 1; presses <= 5; presses++) {
      await this.press("Control+KeyK");
      await this.press("Control+KeyI");
      if (await appears(hover.first(), 10_000)) return hover;
      await this.press("Escape");
    }
    throw new Error(`no hover with ${text}`);
  }

  /** What is in front, for the message of a failure. */
  async sees(): Promise<string> {
    const texts = async (selector: string) => (await this.page.locator(selector).allTextContents()).join(" | ");
    const shown = ["tab.active", "notification-toast", "quick-input-widget", "markers-panel", "statusbar-item"];
    const parts = await Promise.all(
      shown.map(async (name) => `${name}: ${(await texts(`.${name}:visible`)).slice(0, 800)}`),
    );
    const focus = await this.page.evaluate("document.activeElement?.outerHTML.slice(0, 300)");
    return [...parts, `focus: ${focus}`].join("\n");
  }

  /** Puts the keyboard into the first group of editors. */
  async focusEditor(): Promise<void> {
    await this.press("Control+Digit1");
    await this.page.locator(".monaco-editor.focused").first().waitFor();
  }

  /** Answers the question of a dialogue at the top of the window. */
  async answer(question: RegExp, text: string): Promise<void> {
    await this.page.getByPlaceholder(question).waitFor();
    await this.page.keyboard.type(text);
    if (text) await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text }).waitFor();
    await this.press("Enter");
  }

  /** Shows only some rows of the Problems panel; a long list is drawn in part. */
  async filterProblems(text: string): Promise<void> {
    await this.page.locator(".panel .viewpane-filter-container input").first().fill(text);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Presses keys until what they lead to is seen: VS Code may know of no answer while a language server still starts. */
  async pressFor(keys: string, shown: Locator): Promise<void> {
    for (let presses = 1; presses <= 5; presses++) {
      await this.press(keys);
      if (await appears(shown, 4_000 * presses)) return;
      await this.press("Escape");
    }
    throw new Error(`${keys} did not lead there: ${await this.sees()}`);
  }

  /** The editor of a file, where it has the keyboard. */
  typingIn(file: string): Locator {
    return this.page.locator(`.monaco-editor.focused[data-uri$="/${file}"]`).first();
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.#choose("F1", title, title);
  }

  /** Opens a file of the folder by its name. */
  async open(name: string): Promise<void> {
    const editor = this.typingIn(name);
    for (let tries = 1; tries <= 4; tries++) {
      await this.#choose("Control+KeyP", name, path.basename(name));
      // Where the list was still growing when Enter was pressed, another file is in front.
      if (await appears(editor, 5_000 * tries)) return;
    }
    throw new Error(`${name} could not be opened`);
  }

  /** Opens a list at the top of the window, types, and takes the row that is proposed; again where it did not come. */
  async #choose(keys: string, typed: string, row: string): Promise<void> {
    const found = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row });
    for (let tries = 1; tries <= 4; tries++) {
      await this.press(keys);
      if (await appears(this.#question, 10_000)) {
        await this.page.keyboard.type(typed);
        if (await appears(found, 10_000 * tries)) return this.press("Enter");
      }
      await this.press("Escape");
    }
    throw new Error(`${row} was not proposed for ${typed}`);
  }

  /** The line at the top of the window, where it has the keyboard. */
  get #question(): Locator {
    return this.page.locator(".quick-input-widget:visible input:focus").first();
  }

  /** Puts the cursor at the first place where `word` stands in a saved file that is in front. */
  async goTo(file: string, word: string): Promise<void> {
    const editor = this.typingIn(file);
    if (!(await appears(editor, 2_000))) await this.focusEditor();
    await editor.waitFor();
    const before = this.saved(file).split(word)[0];
    if (before === undefined || before === this.saved(file)) throw new Error(`${word} does not stand in ${file}`);
    const lines = before.split("\n");
    const there = this.page.locator(".statusbar-item", { hasText: `Ln ${lines.length},` });
    for (let tries = 1; tries <= 3; tries++) {
      await this.press("Control+KeyG");
      await this.#question.waitFor();
      await this.page.keyboard.type(`${lines.length}:${(lines.at(-1) ?? "").length + 2}`);
      await this.page
        .locator(".quick-input-list .monaco-list-row", { hasText: `${lines.length}` })
        .first()
        .waitFor();
      await this.press("Enter");
      await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      if (await appears(there, 5_000)) return;
    }
    throw new Error(`the cursor does not come to line ${lines.length} of ${file}`);
  }

  /**
   * Opens the lightbulb's menu by its key and chooses an entry. VS Code may answer "none" while its own extensions are
   * still registering theirs; then one presses the key again.
   */
  async quickFix(title: string | RegExp, whenShown: () => Promise<void> = async () => {}): Promise<void> {
    const entry = this.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
    for (let presses = 1; ; presses++) {
      await this.press("Control+Period");
      if (await appears(entry, 3_000 * presses)) break;
      if (presses === 6) throw new Error(`no quick fix ${title}`);
      await this.press("Escape");
    }
    await whenShown();
    for (let steps = 0; ; steps++) {
      if (/\bfocused\b/.test((await entry.getAttribute("class")) ?? "")) break;
      if (steps === 40) throw new Error(`the arrows do not come to ${title}`);
      await this.press("ArrowDown");
    }
    await this.press("Enter");
    await entry.waitFor({ state: "hidden" });
  }

  /** Writes a file of the folder, as another program would. */
  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** The text of a file on disk. */
  saved(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /** Saves, waits until the disk has something new in full, and gives it. */
  async save(file: string): Promise<string> {
    const before = this.saved(file);
    // Twice the same: VS Code empties a file before it writes it.
    for (let last = before, tries = 0; tries < PATIENCE / 100; tries++) {
      // A change that came after the keys is saved by the next ones.
      if (tries % 50 === 0) await this.press("Control+KeyS");
      await this.page.waitForTimeout(100);
      const now = this.saved(file);
      if (now !== before && now !== "" && now === last) return now;
      last = now;
    }
    throw new Error(`${file} was not saved, or nothing was changed`);
  }

  /** Chooses a colour theme by the name that VS Code shows for it, and waits until the window has it. */
  async look(theme: string): Promise<void> {
    const drawn = this.page.locator(`.monaco-workbench[class*="${THEME_FILES[theme]}"]`);
    if (await drawn.isVisible()) return;
    const row = this.page.locator(".quick-input-list .monaco-list-row");
    const chosen = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme });
    for (let tries = 1; ; tries++) {
      await this.press("Control+KeyK");
      await this.press("Control+KeyT");
      try {
        await row.first().waitFor({ timeout: 10_000 });
        await this.page.keyboard.type(theme);
        await chosen.waitFor({ timeout: 10_000 });
        break;
      } catch (error) {
        // A page that was still opening took the keyboard, and the list closed: a person opens it again.
        if (tries === 5) throw error;
        await this.press("Escape");
      }
    }
    await this.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    // The choice is written into the settings first, and the colours follow.
    await drawn.waitFor();
    await this.page.waitForTimeout(700);
  }

  /** Leaves a picture in out/screenshots. */
  async picture(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  }

  /** Everything that the browser tells a screen reader of the window and of the frames in it. */
  async accessible(): Promise<readonly Accessible[]> {
    const found: Accessible[] = [];
    for (const frame of this.page.frames()) {
      // Only frames that are processes of their own can be asked by themselves; the others are asked through their page.
      const session = await this.page
        .context()
        .newCDPSession(frame)
        .catch(() => undefined);
      const asked = session ?? (await this.page.context().newCDPSession(this.page));
      if (session !== undefined || frame === this.page.mainFrame())
        for (const frameId of await frameIds(asked)) {
          const { nodes } = await asked.send("Accessibility.getFullAXTree", { frameId });
          for (const { ignored, role, name } of nodes)
            if (!ignored) found.push({ role: String(role?.value ?? ""), name: String(name?.value ?? "").trim() });
        }
      await asked.detach();
    }
    return found;
  }

  async leave(): Promise<void> {
    await this.#leave();
  }
}

/** The frames that a session can be asked about. */
async function frameIds(session: CDPSession): Promise<readonly string[]> {
  const { frameTree } = await session.send("Page.getFrameTree");
  const all = (tree: typeof frameTree): readonly string[] => [
    tree.frame.id,
    ...(tree.childFrames ?? []).flatMap((child) => all(child)),
  ];
  return all(frameTree);
}

/** True where it is seen in time. */
export function appears(what: Locator, milliseconds: number): Promise<boolean> {
  return what.waitFor({ timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}
