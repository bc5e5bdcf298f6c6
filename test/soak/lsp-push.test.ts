// Diagnostics for clients that do not pull them: what changed, the edited file first, the others when typing pauses.
import { afterEach, describe, expect, it } from "vitest";
import { endSessions, type Session, session, until } from "../unit/lsp-session.ts";

afterEach(endSessions);

const CLEAN = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const OPEN = CLEAN.replace("MAILER", "FEATURE(`promiscuous_relay')dnl\nMAILER");
const file = (name: string | number) => `file:///srv/site${name}/sendmail.mc`;

/** Opens files, and waits until each was pushed. */
async function opened(server: Session, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [uri, text] of Object.entries(files)) await server.open(uri, text);
  const pushed = () => new Set(server.published.map(({ uri }) => uri));
  await until(() => (pushed().size === Object.keys(files).length ? true : undefined));
}

/** Longer than the pause after which other files are looked at. */
const afterPause = () => new Promise((resolve) => setTimeout(resolve, 250));

describe("a client that cannot pull", () => {
  it("is sent no link that only our extension can open", async () => {
    const server = await session({});
    await opened(server, { [file(1)]: `include(\`absent.m4')dnl\n${CLEAN}` });
    const { diagnostics } = await until(() => server.published[0]);
    expect(diagnostics.map(({ code }) => code)).toContain("mc-missing-include");
    expect(
      diagnostics
        .flatMap(({ codeDescription }) => codeDescription?.href ?? [])
        .filter((href) => !/^https?:/.test(href)),
    ).toEqual([]);
  });

  it("is sent the edited file, and no file that has nothing to do with it", async () => {
    const server = await session({});
    await opened(server, Object.fromEntries(Array.from({ length: 40 }, (_, i) => [file(i), OPEN])));
    await afterPause();
    server.published.length = 0;
    await server.change(file(7), 2, CLEAN);
    await until(() => server.published[0]);
    await afterPause();
    expect(server.published).toEqual([{ uri: file(7), version: 2, diagnostics: [] }]);
  });

  it("is sent the other files of the site after the edited one, where what is said of them changed", async () => {
    const folder = "file:///srv/site/etc/mail";
    const [mc, access, domains] = [`${folder}/sendmail.mc`, `${folder}/access`, `${folder}/relay-domains`];
    const files = {
      [mc]: CLEAN.replace("MAILER", "FEATURE(`access_db')dnl\nMAILER"),
      [access]: "com RELAY\n",
      [domains]: "example.org\n",
    };
    const server = await session({}, files);
    await opened(server, {
      ...files,
      [file("elsewhere")]: OPEN,
    });
    await afterPause();
    server.published.length = 0;
    await server.change(mc, 2, CLEAN);
    await until(() => server.published.find(({ uri }) => uri === access));
    await afterPause();
    expect(server.published.map(({ uri }) => uri)).toEqual([mc, access]);
  });

  it("is sent a table that joins a site by an edit of its .mc, and one that leaves it", async () => {
    const folder = "file:///srv/site/etc/mail";
    const [mc, access] = [`${folder}/sendmail.mc`, `${folder}/partners`];
    const server = await session({});
    const reading = CLEAN.replace("MAILER", "FEATURE(`access_db', `hash -T<TMPF> /etc/mail/partners')dnl\nMAILER");
    await opened(server, { [mc]: CLEAN, [access]: "Connect:192.0.2.0/24 RELAY\n" });
    await afterPause();
    const last = () => server.published.filter(({ uri }) => uri === access).at(-1)?.diagnostics.length;
    const before = last();
    await server.change(mc, 2, reading);
    await until(() => (last() === before ? undefined : true));
    await server.change(mc, 3, CLEAN);
    await until(() => (last() === before ? true : undefined));
  });

  it("is sent all files again when settings change, and nothing of a closed one", async () => {
    const server = await session({});
    await opened(server, { [file(1)]: OPEN, [file(2)]: OPEN });
    server.published.length = 0;
    const rules = { "relay-promiscuous": "off", "relay-open": "off" };
    await server.client.sendNotification("workspace/didChangeConfiguration", { settings: { sendmail: { rules } } });
    await until(() => (new Set(server.published.map(({ uri }) => uri)).size === 2 ? true : undefined));
    expect(server.published.every(({ diagnostics }) => diagnostics.length === 0)).toBe(true);
    server.published.length = 0;
    await server.client.sendNotification("textDocument/didClose", { textDocument: { uri: file(1) } });
    await until(() => server.published[0]);
    await afterPause();
    expect(server.published).toEqual([{ uri: file(1), diagnostics: [] }]);
  });
});
