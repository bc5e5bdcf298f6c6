// Which of the files that sites read a client is asked to watch.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { SiteWatcher } from "../../server/src/lsp/site-watcher.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The watchers that are asked for when the sites read these files. */
async function watchedOf(uris: readonly string[]): Promise<unknown> {
  const asked: unknown[] = [];
  const client = {
    register: async (_: unknown, { watchers }: { watchers: unknown }) => {
      asked.push(watchers);
      return { dispose: () => undefined };
    },
  };
  const watcher = new SiteWatcher({ client } as unknown as Connection, () => uris, true);
  watcher.renew();
  await vi.runAllTimersAsync();
  return asked[0];
}

it("watches files, on this disk or another, and no text that only an editor has", async () => {
  expect(
    await watchedOf([
      "untitled:Untitled-1",
      "file:///etc/mail/access",
      "sendmail-preview:/etc/mail/sendmail.cf?file:///etc/mail/sendmail.mc",
      "git:/etc/mail/access",
      "vscode-vfs://github/etc/mail/aliases",
    ]),
  ).toEqual([
    { globPattern: { baseUri: "file:///etc/mail", pattern: "access" } },
    { globPattern: { baseUri: "vscode-vfs://github/etc/mail", pattern: "aliases" } },
  ]);
  expect(await watchedOf(["untitled:Untitled-1"])).toBeUndefined();
});
