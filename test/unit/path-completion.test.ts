// Paths complete from the folders that a configuration may name, and names from what its files mention; the cursor is at ‸.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { TextEdit } from "vscode-languageserver-types";
import { diskFiles } from "../../server/src/files.node.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { unmark } from "../../server/src/site/testing.ts";
import type { Workspace } from "../../server/src/site/types.ts";
import { TextDocument } from "../../server/src/text.ts";

const MC = "file:///etc/mail/sendmail.mc";
const FILES = {
  "file:///etc/mail/certs/ca.pem": "x",
  "file:///etc/mail/certs/key.pem": "x",
  "file:///etc/mail/access": "partner.example\tRELAY\n",
  "file:///etc/mail/access.db": "x",
  "file:///etc/mail/.hidden": "x",
  "file:///etc/mail/local-host-names": "own.example\n",
  "file:///etc/mail/lists/staff": "bob\n",
  "file:///etc/mail/own.m4": "dnl\n",
  "file:///usr/bin/vacation": "x",
};

/** Asks at the cursor of one file: what comes from disk and what is named elsewhere, and the text after taking one. */
async function askIn(workspace: Workspace, uri: string, marked: string) {
  const { text, cursors } = unmark(marked);
  const document = TextDocument.create(uri, "", 1, text);
  const items = await createService(workspace).completion(uri, document.positionAt(cursors[0] ?? 0));
  return {
    from: (where: RegExp) => items.filter((item) => where.test(item.labelDetails?.description ?? item.detail ?? "")),
    typed(label: string) {
      const edit = items.find((item) => item.label === label)?.textEdit;
      if (edit === undefined || !("range" in edit)) return undefined;
      return TextDocument.applyEdits(document, [TextEdit.replace(edit.range, edit.newText)]);
    },
  };
}

function ask(marked: string, uri = MC, files: Readonly<Record<string, string>> = FILES) {
  return askIn(memoryWorkspace({ ...files, [uri]: unmark(marked).text }), uri, marked);
}

const labels = (items: readonly { readonly label: string }[]) => items.map(({ label }) => label);
const DISK = /^in (?:\S*\/|this folder)$/;

describe("a path that is typed", () => {
  it.each<[string, string, readonly string[]]>([
    ["in a setting", "define(`confCACERT', `/etc/mail/certs/‸')dnl", ["ca.pem", "key.pem"]],
    ["in a setting that is not closed", "define(`confCACERT', `/etc/mail/certs/c‸", ["ca.pem", "key.pem"]],
    [
      "in the file of a map",
      "FEATURE(`access_db', `hash -T<TMPF> /etc/mail/‸')dnl",
      ["access", "certs/", "lists/", "local-host-names", "own.m4", "sendmail.mc"],
    ],
    ["in the class macro of a file", "RELAY_DOMAIN_FILE(`/etc/mail/lists/‸')dnl", ["staff"]],
    ["in an include", "include(`/etc/mail/certs/‸", ["ca.pem", "key.pem"]],
    ["in an include from the .mc's own folder", "include(`certs/‸", ["ca.pem", "key.pem"]],
    ["at the root", "define(`confCACERT', `/‸')", ["etc/", "usr/"]],
    ["in a F line", "LOCAL_CONFIG\nFw/etc/mail/lists/‸", ["staff"]],
    ["in a K line", "LOCAL_CONFIG\nKlist hash -o /etc/mail/lists/s‸", ["staff"]],
    ["in the file of a queue group's pair", "QUEUE_GROUP(`slow', `P=/etc/mail/lists/‸')dnl", ["staff"]],
    ["by a second name of a list", "define(`ALIAS_FILE', `/etc/aliases,/etc/mail/lists/‸')dnl", ["staff"]],
    ["not in a comment", "dnl define(`confCACERT', `/etc/mail/certs/‸", []],
    ["not in a text for people", "define(`confSMTP_LOGIN_MSG', `see /etc/mail/‸')", []],
    ["not in a network", "define(`confDONT_PROBE_INTERFACES', `10.0.0.0/‸')", []],
    ["not where no such folder is", "define(`confCACERT', `/etc/nothing/‸')", []],
    ["not in the name of a program's map", "LOCAL_CONFIG\nKp program /usr/bin/‸", []],
  ])("%s", async (_, marked, wanted) => {
    expect(labels((await ask(`OSTYPE(\`linux')dnl\n${marked}`)).from(DISK))).toEqual(wanted);
  });

  it("goes in at its last part, with the end of the call", async () => {
    const closed = await ask("define(`confCACERT', `/etc/mail/certs/c‸");
    expect(closed.typed("ca.pem")).toBe("define(`confCACERT', `/etc/mail/certs/ca.pem')dnl");
    const inside = await ask("define(`confCACERT', `/etc/mail/ce‸')dnl");
    expect(inside.typed("certs/")).toBe("define(`confCACERT', `/etc/mail/certs/')dnl");
    expect((await ask("QUEUE_GROUP(`slow', `P=/etc/mail/lists/‸")).typed("staff")).toBe(
      "QUEUE_GROUP(`slow', `P=/etc/mail/lists/staff",
    );
  });

  it("completes in a .cf and among the recipients of aliases", async () => {
    const cf = await ask("V10/Berkeley\nO AliasFile=/etc/mail/lists/‸\n", "file:///etc/mail/sendmail.cf");
    expect(labels(cf.from(DISK))).toEqual(["staff"]);
    const aliases = "file:///etc/mail/aliases";
    expect(labels((await ask("staff: :include:/etc/mail/lists/‸\n", aliases)).from(DISK))).toEqual(["staff"]);
    expect(labels((await ask('bob: "|/usr/bin/‸"\n', aliases)).from(DISK))).toEqual(["vacation"]);
    expect(labels((await ask("bob: root,\n\t/etc/mail/lists/‸\n", aliases)).from(DISK))).toEqual(["staff"]);
    expect(labels((await ask("# /etc/mail/lists/‸\nbob: root\n", aliases)).from(DISK))).toEqual([]);
  });

  it("offers hidden files only after a dot", async () => {
    expect(labels((await ask("define(`confCACERT', `/etc/mail/.‸')")).from(DISK))).toContain(".hidden");
  });

  it("leads into the copy's own folder in place of /etc/mail, and nowhere else", async () => {
    const uri = "file:///home/me/copy/sendmail.mc";
    const copy = {
      "file:///home/me/copy/access": "x",
      "file:///etc/mail/secret": "x",
      "file:///usr/bin/vacation": "x",
    };
    const at = async (folder: string) =>
      labels((await ask(`OSTYPE(\`linux')dnl\ndefine(\`confCACERT', \`${folder}‸')`, uri, copy)).from(DISK));
    expect(await at("/etc/mail/")).toEqual(["access", "sendmail.mc"]);
    expect(await at("/usr/bin/")).toEqual([]);
    expect(await at("/etc/mail/../../usr/bin/")).toEqual([]);
  });
});

describe("on disk", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "paths-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("a path ends at the root, links included", async () => {
    const mail = path.join(folder, "site/etc/mail");
    mkdirSync(mail, { recursive: true });
    writeFileSync(path.join(folder, "secret"), "x");
    symlinkSync(folder, path.join(mail, "out"));
    writeFileSync(path.join(mail, "ca.pem"), "x");
    const at = async (typed: string) => {
      const marked = `OSTYPE(\`linux')dnl\ndefine(\`confCACERT', \`${typed}‸')dnl\n`;
      writeFileSync(path.join(mail, "sendmail.mc"), unmark(marked).text);
      const uri = pathToFileURL(path.join(mail, "sendmail.mc")).href;
      return labels((await askIn({ ...diskFiles(), folders: [] }, uri, marked)).from(DISK));
    };
    expect(await at("/etc/mail/")).toEqual(["ca.pem", "sendmail.mc"]);
    expect(await at("/etc/mail/out/")).toEqual([]);
    expect(await at("/../../../../")).toEqual(["etc/"]);
  });
});

describe("names of the site", () => {
  const TABLES = {
    "file:///etc/mail/access": "partner.example\tRELAY\n192.0.2\tRELAY\n",
    "file:///etc/mail/mailertable": "inner.example\tsmtp:hub.example\n",
    "file:///etc/mail/virtusertable": "info@virt.example\tbob\n",
    "file:///etc/mail/aliases": "bob: root\npostmaster: bob\n",
    "file:///etc/mail/local-host-names": "own.example\n",
  };
  const HEAD = [
    "OSTYPE(`linux')dnl",
    "FEATURE(`use_cw_file')dnl",
    "FEATURE(`access_db')dnl",
    "FEATURE(`mailertable')dnl",
    "FEATURE(`virtusertable')dnl",
    "",
  ].join("\n");
  const named = async (marked: string) => labels((await ask(HEAD + marked, MC, TABLES)).from(/^named in/)).toSorted();

  it.each<[string, string, readonly string[]]>([
    [
      "domains in MASQUERADE_AS",
      "MASQUERADE_AS(`‸')",
      ["hub.example", "inner.example", "own.example", "partner.example", "virt.example"],
    ],
    ["domains and networks in RELAY_DOMAIN", "RELAY_DOMAIN(`inner.example ‸')", ["192.0.2", "partner.example"]],
    ["domains in VIRTUSER_DOMAIN", "VIRTUSER_DOMAIN(`‸')", ["virt.example"]],
    ["domains in confDOMAIN_NAME", "define(`confDOMAIN_NAME', `‸')", ["own.example"]],
    ["users in EXPOSED_USER", "EXPOSED_USER(`‸')", ["bob", "postmaster"]],
    ["addresses", "define(`confDEAD_LETTER_DROP', `‸", []],
    ["other hosts in SMART_HOST", "define(`SMART_HOST', `‸')", ["hub.example"]],
  ])("%s", async (_, marked, wanted) => {
    expect(await named(marked)).toEqual(expect.arrayContaining([...wanted]));
  });

  it("never offers the server itself as its smart host, nor what is being typed", async () => {
    expect(await named("define(`SMART_HOST', `‸')")).not.toContain("own.example");
    expect(await named("MASQUERADE_AS(`half.exam‸')")).not.toContain("half.exam");
    expect(await named("MASQUERADE_AS(`‸')")).not.toContain("192.0.2");
  });
});
