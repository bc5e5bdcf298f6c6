// What a screen reader is told of every view, and that each is opened, entered and left by keyboard.
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { hardToRead, withoutRing } from "./contrast.ts";
import { aDayWith } from "./day.ts";
import type { Person } from "./person.ts";

const MC = "open-relay/sendmail.mc";
// A terminal tells a screen reader its lines only where one is announced.
const at = aDayWith(MC, { settings: { "editor.accessibilitySupport": "on" } });

interface View {
  readonly view: string;
  readonly open: (person: Person) => Promise<void>;
  /** The heading that says what the page is. */
  readonly heading: RegExp;
  /** Role and name of what else is there. */
  readonly has: readonly (readonly [role: string, name: RegExp])[];
}

/** Answers what a view asks for at the top of the window. */
async function answer(person: Person, ...answers: readonly (readonly [question: RegExp, text: string])[]) {
  for (const [question, text] of answers) {
    await person.page.getByPlaceholder(question).waitFor();
    await person.page.keyboard.type(text);
    await person.press("Enter");
  }
}

const VIEWS: readonly View[] = [
  {
    view: "the relay report",
    open: (person) => person.command("Sendmail: Who May Relay?"),
    heading: /^Who may relay through/,
    has: [
      ["table", /^/],
      ["cell", /any/i],
      ["link", /sendmail\.mc:\d+/],
      ["link", /^Try/],
    ],
  },
  {
    view: "a transaction",
    open: async (person) => {
      await person.command("Sendmail: Try a Transaction");
      await answer(
        person,
        [/Address of the client/, "203.0.113.9 stranger.example.net"],
        [/MAIL FROM/, "x@example.net"],
        [/RCPT TO/, "victim@elsewhere.example"],
        [/Mechanism/, ""],
      );
    },
    heading: /relayed/,
    has: [["listitem", /^/]],
  },
  {
    view: "where mail goes",
    open: async (person) => {
      await person.command("Sendmail: Where Does This Mail Go?");
      await answer(person, [/Recipient/, "joe@example.net"], [/Sender of the envelope/, ""]);
    },
    heading: /joe@example\.net/,
    has: [["listitem", /^/]],
  },
  {
    view: "how an address is rewritten",
    open: async (person) => {
      await person.command("Sendmail: How Is This Address Rewritten?");
      await answer(person, [/Address/, "joe@example.net"], [/Mailer/, "esmtp"]);
    },
    heading: /joe@example\.net/,
    has: [["listitem", /^/]],
  },
  {
    view: "the audit",
    open: (person) => person.command("Sendmail: Audit Report"),
    heading: /^Audit of/,
    has: [
      ["table", /^/],
      ["link", /sendmail\.mc:\d+/],
    ],
  },
  {
    view: "an upgrade",
    open: async (person) => {
      await person.command("Sendmail: Check an Upgrade");
      await person.page.locator(".quick-input-widget:visible input:focus").first().waitFor();
      await person.page.keyboard.type("8.18.2");
      await person.press("Enter");
    },
    heading: /to 8\.18\.2/,
    has: [["heading", /./]],
  },
  {
    view: "the page of a rule",
    open: async (person) => {
      await person.goTo(MC, "FEATURE(`promiscuous_relay')");
      await person.command("Sendmail: Explain This Rule");
    },
    heading: /^relay-promiscuous$/,
    has: [
      ["heading", /^Why it matters$/],
      ["link", /./],
    ],
  },
  {
    view: "what would change",
    open: (person) => person.command("Sendmail: What Would Change on the Server?"),
    heading: /./,
    has: [["heading", /./]],
  },
];

/** The themes in which nobody may have to guess, as VS Code names them. */
const THEMES = ["Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast", "Solarized Light"];

/** Links, buttons, fields and pictures that a screen reader can say no more of than what they are. */
const unnamed = async (person: Person) =>
  (await person.accessible()).filter(
    ({ role, name }) => name === "" && ["link", "button", "tab", "textbox", "checkbox", "image", "img"].includes(role),
  );

/** What each view has shown. */
const shown = new Map<View, string>();

/** Opens a view beside the editor. */
async function openView(person: Person, view: View): Promise<void> {
  await view.open(person);
  await person.view().getByRole("heading", { level: 1, name: view.heading }).first().waitFor();
  shown.set(view, await person.view().getByRole("main").innerHTML());
}

/** Closes it again; the keyboard is in the editor. */
async function closeView(person: Person): Promise<void> {
  await person.focusEditor();
  await person.command("Close Editors in Other Groups");
  await person.page.locator("iframe.webview.ready:visible").waitFor({ state: "detached" });
}

// As narrow as a page is on a small screen.
const SMALL = { width: 1024, height: 768 };

test("every page has a heading, a landmark, a language and a name for all that can be done; keys lead into it and to its links", async () => {
  const person = at();
  await person.page.setViewportSize(SMALL);
  for (const one of VIEWS) {
    const { view, has } = one;
    await openView(person, one);
    const tree = await person.accessible();
    expect(await unnamed(person), view).toEqual([]);
    for (const [role, name] of has)
      expect(
        tree.some((part) => part.role === role && name.test(part.name)),
        `${view}: ${role} ${name}`,
      ).toBe(true);
    const hidden = await person
      .view()
      .locator("html, pre, table")
      .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).length);
    expect(hidden, `${view}: parts that are cut off beside the editor`).toBe(0);
    expect(await person.view().locator("html").getAttribute("lang"), view).toBe("en");
    expect(await person.view().getByRole("main").count(), view).toBe(1);
    expect(await person.view().getByRole("heading", { level: 1 }).count(), view).toBe(1);
    if ((await person.view().getByRole("link").count()) > 0) {
      await person.press("Control+Digit2");
      const focused = () =>
        person
          .view()
          .locator("body")
          .evaluate((node) => node.ownerDocument.activeElement?.tagName);
      // The page takes the keyboard a moment after the keys.
      for (let tries = 0; tries < 10 && (await focused()) !== "A"; tries++) {
        await person.press("Tab");
        await person.page.waitForTimeout(200);
      }
      expect(await focused(), `${view}: Tab reaches its links`).toBe("A");
    }
    await closeView(person);
  }
});

test("the pages and the walkthrough can be read in every theme, and show where the keyboard is", async () => {
  const person = at();
  await person.page.setViewportSize(SMALL);
  const [last, ...others] = VIEWS.toReversed();
  for (const view of others.filter((one) => !shown.has(one))) {
    await openView(person, view);
    await closeView(person);
  }
  if (last === undefined) throw new Error("there is no view");
  await openView(person, last);
  // What all of them showed is put into one, so that a theme is chosen once for all; the walkthrough is beside it.
  await person
    .view()
    .getByRole("main")
    .evaluate(
      (main, html) => {
        main.innerHTML = html;
      },
      VIEWS.map((view) => shown.get(view)).join(""),
    );
  await person.focusEditor();
  await person.command("Open Walkthrough");
  await person.answer(/Select a walkthrough/, "Get Started with Sendmail");
  await person.page.locator(".gettingStartedContainer .getting-started-step").first().waitFor();
  for (const theme of THEMES) {
    await person.look(theme);
    await person.picture(`42-${theme.toLowerCase().replaceAll(" ", "-")}`);
    expect(await hardToRead(person.view().locator("body")), `pages in ${theme}`).toEqual([]);
    expect(await withoutRing(person.view().locator("body")), `focus in ${theme}`).toEqual([]);
    // The colours of buttons are the theme's own.
    const walkthrough = await hardToRead(person.page.locator(".gettingStartedContainer").first());
    expect(
      walkthrough.filter((text) => !text.includes("Open the Sample")),
      `the walkthrough in ${theme}`,
    ).toEqual([]);
  }
});

test("the probe's page tells as much", async () => {
  const person = at();
  const replies: readonly (readonly [RegExp, string])[] = [
    [/^EHLO/i, "250-mail.example.com\r\n250 ENHANCEDSTATUSCODES\r\n"],
    [/^RCPT/i, "554 5.7.1 Relaying denied\r\n"],
    [/^QUIT/i, "221 2.0.0 bye\r\n"],
    [/^/, "250 2.0.0 ok\r\n"],
  ];
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.write("220 mail.example.com ESMTP\r\n");
    socket.on("data", (data) => {
      for (const line of data.toString("latin1").split(/\r?\n/).filter(Boolean))
        socket.write(replies.find(([command]) => command.test(line))?.[1] ?? "");
      if (/^QUIT/im.test(data.toString("latin1"))) socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await person.command("Sendmail: Test a Running Server");
    await answer(person, [/mail\.example\.com/, `127.0.0.1:${port}`]);
    await person.view().getByRole("heading", { level: 1 }).first().waitFor();
    expect(await unnamed(person)).toEqual([]);
    expect(await person.view().getByRole("main").count()).toBe(1);
    expect(await person.view().locator("body").textContent()).toMatch(/Relaying denied/);
    for (const theme of THEMES) {
      await person.look(theme);
      expect(await hardToRead(person.view().locator("body")), `the probe's page in ${theme}`).toEqual([]);
    }
    await person.look("Dark Modern");
    await person.picture("41-probe");
  } finally {
    server.close();
  }
});

/**
 * Hovers and the texts of a walkthrough have the theme's own colours, whoever writes them: in Solarized Light these are 3.57:1 and
 * 4.13:1, which is not ours to change.
 */
const DRAWN_BY_VS_CODE = THEMES.filter((theme) => theme !== "Solarized Light");

test("what a hover says, and the texts beside the steps of the walkthrough, can be read in every theme", async () => {
  const person = at();
  await person.goTo(MC, "promiscuous_relay");
  for (const theme of DRAWN_BY_VS_CODE) {
    await person.look(theme);
    await person.focusEditor();
    const hover = await person.hover("promiscuous_relay");
    // The colours of the source and the code after a message are VS Code's own.
    const faint = (await hardToRead(hover.first())).filter((text) => !/: (?:sendmail|relay-promiscuous)$/.test(text));
    expect(faint, `the hover in ${theme}`).toEqual([]);
    await person.picture(`43-hover-${theme.toLowerCase().replaceAll(" ", "-")}`);
    await person.press("Escape");
  }
  // The texts are beside the steps only where there is room.
  await person.command("View: Toggle Primary Side Bar Visibility");
  await person.command("Open Walkthrough");
  await person.answer(/Select a walkthrough/, "Get Started with Sendmail");
  const heading = person.view().getByRole("heading", { name: "Open a mail server" });
  await heading.waitFor();
  for (const theme of DRAWN_BY_VS_CODE) {
    await person.look(theme);
    await heading.waitFor();
    expect(await hardToRead(person.view().locator("body")), `the walkthrough's text in ${theme}`).toEqual([]);
  }
});

test("the terminal of Test Addresses says its name and its lines", async () => {
  const person = at();
  await person.command("Sendmail: Test Addresses");
  const lines = () => person.page.locator(".terminal-wrapper.active .xterm-accessibility").textContent();
  await expect.poll(lines).toMatch(/ADDRESS TEST MODE/);
  const tree = await person.accessible();
  expect(tree.some(({ role, name }) => role === "textbox" && /Terminal/.test(name))).toBe(true);
  expect(await unnamed(person)).toEqual([]);
});
