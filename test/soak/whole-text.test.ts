// An edit in a table costs the lines around it: nobody who answers after one asks for the whole text.
import { expect, test } from "vitest";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { buffersFirst } from "../../server/src/site/buffers.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";

const MC = "file:///etc/mail/sendmail.mc";
const CONFIGURED = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";

/** Lines of which every kind of rule has something to say; several pieces of them. */
const ACCESS = `# sendmail-lint-disable-next-line access-invalid-key -- known
10.0.0.0/8 RELAY
192.0.2 RELAY
Conect:10 REJECT
com RELAY
[10.1.1.1] OK
10.2.3.4 OK # office
192.0.2 OK
 leading OK
novalue
*.example.org REJECT
sub.com RELAY
# sendmail-lint-disable-next-line access-invalid-key -- for nothing
host OK
${Array.from({ length: 2000 }, (_, line) => `host${line}.example REJECT\r\n`).join("")}`;
const CLASS = `example.com\nexample.com\n10.0.0.0/8\nExample.org RELAY\n*.example.net\ncom\ngmail.com\n${"x.example\n".repeat(2000)}`;

const ROUTED = "OSTYPE(`linux')dnl\nFEATURE(`mailertable')dnl\nLOCAL_DOMAIN(`here.example')dnl\nMAILER(`smtp')dnl\n";
const MAILERTABLE = `# sendmail-lint-disable-next-line mailertable-no-mailer -- known
a.example gw.example
*.b.example esmtp:[c.example]
c.example smpt:[d.example]
d.example esmtp:[d.example]:2525
e.example esmtp:[d.example] # office
f.example error:5.1.2 550 gone
here.example esmtp:[d.example]
 g.example esmtp:[d.example]
novalue
d.example esmtp:
${Array.from({ length: 2000 }, (_, line) => `host${line}.example esmtp:[d.example]\r\n`).join("")}`;

/** A document that fails who asks for all of it. */
function guarded(document: TextDocument): TextDocument {
  const getText: TextDocument["getText"] = (range) => {
    if (range === undefined) throw new Error("asked for the whole text");
    return TextDocument.prototype.getText.call(document, range);
  };
  return Object.assign(document, { getText });
}

test.each([
  ["an access map", "file:///etc/mail/access", "sendmail-access", ACCESS, CONFIGURED],
  ["an access map without a .mc", "file:///etc/mail/access", "sendmail-access", ACCESS, undefined],
  ["an access map, not named by the editor", "file:///etc/mail/access", "", ACCESS, undefined],
  ["relay-domains", "file:///etc/mail/relay-domains", "sendmail-class", CLASS, CONFIGURED],
  ["relay-domains, not named by the editor", "file:///etc/mail/relay-domains", "", CLASS, undefined],
  ["a mailertable", "file:///etc/mail/mailertable", "sendmail-mailertable", MAILERTABLE, ROUTED],
  ["a mailertable, not named by the editor", "file:///etc/mail/mailertable", "", MAILERTABLE, undefined],
])("an edit in %s", async (_, uri, language, text, mc) => {
  const memory = memoryWorkspace({ ...(mc === undefined ? {} : { [MC]: mc }), [uri]: "", [`${uri}.db`]: "" });
  let open = TextDocument.create(uri, language, 0, text);
  const read = buffersFirst((asked) => (asked === uri ? open : undefined), memory.read);
  const service = createService({ ...memory, read });
  service.configure({ ...DEFAULT_SETTINGS, preset: "strict" });
  await service.diagnostics(uri);
  for (let round = 1; round <= 6; round++) {
    const start = { line: round, character: 0 };
    const inserted = round % 2 === 0 ? "new.example OK\n" : "x";
    open = guarded(TextDocument.update(open, [{ range: { start, end: start }, text: inserted }], round));
    service.changed(uri);
    const shown = await service.diagnostics(uri);
    expect(shown.length).toBeGreaterThan(4);
    expect(
      (await service.codeActions(uri, { range: { start, end: start }, diagnostics: shown }, undefined)).length,
    ).toBeGreaterThan(shown.length);
    await service.codeActions(uri, { range: { start, end: start }, diagnostics: shown }, ["source.fixAll"]);
    await service.inlayHints(uri, { start, end: { line: 40, character: 0 } });
    await service.codeLenses(uri);
    await service.relayStatus(uri);
    await service.relayReport(uri);
    for (const character of [0, 4, 9]) {
      const position = { line: round + 1, character };
      await service.hover(uri, position);
      await service.completion(uri, position);
      await service.signatureHelp(uri, position);
    }
  }
});
