// A site's interpreter: what it is made of, when it is made again, what it does not know.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAddress } from "../cf/rewrite/index.ts";
import { memoryWorkspace, Sites } from "../site/index.ts";
import type { MemoryWorkspace } from "../site/memory.ts";
import { Interpreters, NAMELESS_HOST } from "./index.ts";

/** A small sendmail.cf, written for these tests: class w from a file, a map, two mailers. */
const CF = `V10/Berkeley
Cwown.example
Fw/etc/mail/local-host-names
Kvirtuser hash /etc/mail/virtusertable
O AliasFile=/etc/mail/aliases
Mlocal, P=[IPC], F=lsDFMAw5:/|@qSPfhn9, A=TCP $h
Msmtp, P=[IPC], F=mDFMuX, A=TCP $h
Mprog, P=/bin/sh, F=lsDFMoqeu9, A=sh -c $u
S3
R$* < $* > $*\t\t$2
R$+ @ $+\t\t\t$: $1 < @ $2 >
S4
R$* < @ $+ >\t\t$1 @ $2
S0
R$+ < @ $=w >\t\t$: $(virtuser $1 @ $2 $@ $1 $: $#local $: $1 $)
R$+ < @ $j >\t\t$#local $: $1
R$+ < @ $+ >\t\t$#smtp $@ $2 $: $1 < @ $2 >
R$+ @ $+\t\t\t$#local $: $1
R$+\t\t\t$#local $: $1
S1
S2
`;
const ROOT = "file:///srv/site";

function workspace(files: Readonly<Record<string, string>>): MemoryWorkspace {
  return memoryWorkspace(Object.fromEntries(Object.entries(files).map(([path, text]) => [ROOT + path, text])));
}

async function interpreterOf(space: MemoryWorkspace, settings = { hostName: "mx.own.example" }) {
  const interpreters = new Interpreters(space, settings);
  const document = await interpreters.read(`${ROOT}/etc/mail/sendmail.cf`);
  const interpreter = document && (await interpreters.ofCf(document));
  if (interpreter === undefined) throw new Error("no interpreter");
  const mailerOf = (address: string) => {
    const options = { header: false, sender: false, macros: new Map() };
    const { value, unknown } = parseAddress(interpreter.rewriter(), address, options);
    return `${value?.mailer} ${value?.user}${unknown.length > 0 ? ` (${unknown[0]?.kind})` : ""}`;
  };
  return { interpreters, interpreter, mailerOf };
}

describe("the interpreter of a .cf", () => {
  it("has read the class files and maps that it names before it is asked", async () => {
    const space = workspace({
      "/etc/mail/sendmail.cf": CF,
      "/etc/mail/local-host-names": "# ours\nother.example\n",
      "/etc/mail/virtusertable": "info@own.example\tjoe\n",
    });
    const { mailerOf, interpreter } = await interpreterOf(space);
    expect(mailerOf("bob@other.example")).toBe("local bob");
    expect(mailerOf("info@own.example")).toBe("local joe");
    expect(mailerOf("bob@elsewhere.example")).toBe("smtp bob@elsewhere.example");
    const member = interpreter.cf.classes.get("w")?.members.get("other.example");
    expect(member?.span).toEqual({ source: `${ROOT}/etc/mail/local-host-names`, start: 7, end: 20 });
  });

  it("does not know what a text says that may not be read, and calls its database not missing", async () => {
    const space = workspace({ "/etc/mail/sendmail.cf": CF, "/etc/mail/virtusertable": "info@own.example\tjoe\n" });
    space.refuse(`${ROOT}/etc/mail/virtusertable`, "forbidden");
    const { mailerOf } = await interpreterOf(space);
    expect(mailerOf("info@own.example")).toMatch(/\(map\)$/);
  });

  it("takes a missing file for missing within a root, and for unknown in a copy", async () => {
    const rooted = await interpreterOf(workspace({ "/etc/mail/sendmail.cf": CF }));
    expect(rooted.interpreter.files.read("/etc/mail/local-host-names").state).toBe("missing");
    expect(rooted.interpreter.cf.messages.map(({ code }) => code)).toContain("class-file");
    const copy = memoryWorkspace({ "file:///home/me/sendmail.cf": CF });
    const interpreters = new Interpreters(copy, {});
    const document = await interpreters.read("file:///home/me/sendmail.cf");
    const interpreter = document && (await interpreters.ofCf(document));
    expect(interpreter?.files.read("/etc/mail/local-host-names").state).toBe("unknown");
    expect(interpreter?.cf.classes.get("w")?.unknown).toHaveLength(1);
  });

  it("knows the users where the root has a list of them", async () => {
    const without = await interpreterOf(workspace({ "/etc/mail/sendmail.cf": CF }));
    expect(without.interpreter.lists.user("joe")).toBeUndefined();
    const passwd = "root:x:0:0:root:/root:/bin/sh\njoe:x:1000:1000:Joe:/home/joe:/bin/sh\n";
    const { interpreter } = await interpreterOf(workspace({ "/etc/mail/sendmail.cf": CF, "/etc/passwd": passwd }));
    expect(interpreter.lists.user("joe")?.home).toBe("/home/joe");
    expect(interpreter.lists.user("nobody-else")).toBeNull();
  });

  it("stands a name in where the host's own is not known, and asks for another at will", async () => {
    const { interpreter } = await interpreterOf(workspace({ "/etc/mail/sendmail.cf": CF }), { hostName: "" });
    expect(interpreter.hostName).toBeUndefined();
    expect(interpreter.cf.macros.get("j")?.value).toBe(NAMELESS_HOST);
    const options = { header: false, sender: false, macros: new Map() };
    const named = interpreter.rewriter({ hostName: "mx.example" });
    expect(parseAddress(named, "bob@mx.example", options).value?.mailer).toBe("local");
    expect(parseAddress(interpreter.rewriter(), "bob@mx.example", options).value?.mailer).toBe("smtp");
  });

  it("is kept until a file that it rests on changes, and then has only that read again", async () => {
    const space = workspace({
      "/etc/mail/sendmail.cf": CF,
      "/etc/mail/local-host-names": "other.example\n",
      "/etc/mail/virtusertable": "info@own.example\tjoe\n",
    });
    const { interpreters, interpreter } = await interpreterOf(space);
    const again = async () => {
      const document = await interpreters.read(`${ROOT}/etc/mail/sendmail.cf`);
      return document && (await interpreters.ofCf(document));
    };
    expect(await again()).toBe(interpreter);
    const write = (name: string, text: string) => {
      space.write(`${ROOT}/etc/mail/${name}`, text);
      interpreters.changed(`${ROOT}/etc/mail/${name}`);
    };
    write("virtusertable", "info@own.example\tbob\n");
    const table = await again();
    expect(table).not.toBe(interpreter);
    expect(table?.cf).toBe(interpreter.cf);
    write("local-host-names", "third.example\n");
    const classes = await again();
    expect(classes?.cf).not.toBe(interpreter.cf);
    expect([...(classes?.cf.classes.get("w")?.members.keys() ?? [])]).toContain("third.example");
    expect(space.reads.get(`${ROOT}/etc/mail/sendmail.cf`)).toBe(1);
  });

  it("is not made of a text without rules", async () => {
    const interpreters = new Interpreters(workspace({ "/etc/mail/sendmail.cf": "# nothing\n" }), {});
    const document = await interpreters.read(`${ROOT}/etc/mail/sendmail.cf`);
    expect(document && (await interpreters.ofCf(document))).toBeUndefined();
  });
});

const LIBRARY = "/usr/share/sendmail/cf";
const MC =
  "OSTYPE(`linux')\nFEATURE(`virtusertable')\ndefine(`SMART_HOST', `smart.example')\nMAILER(`smtp')\nMAILER(`local')\n";

describe.runIf(existsSync(`${LIBRARY}/m4/cf.m4`))("the interpreter of a .mc", () => {
  it("leads from a rule of the .cf to the line of the .mc that made it", async () => {
    const uri = `${ROOT}/etc/mail/sendmail.mc`;
    const space = workspace({ "/etc/mail/sendmail.mc": MC, "/etc/mail/virtusertable": "a@b.example\tc\n" });
    const read: MemoryWorkspace["read"] = async (path, bounds) => {
      if (!path.startsWith(`file://${LIBRARY}/`)) return await space.read(path, bounds);
      const file = path.slice("file://".length);
      if (existsSync(file)) space.write(path, readFileSync(file, "latin1"));
      return await space.read(path, bounds);
    };
    const disk = { ...space, read };
    const [site] = await new Sites(disk, { hostName: "mx.own.example" }).sitesOf(uri);
    const names = { feature: [], mailer: [], ostype: [], domain: [], hack: [] };
    const library = { uri: `file://${LIBRARY}`, version: undefined, names };
    const interpreters = new Interpreters(disk, { hostName: "mx.own.example" });
    const interpreter = site && (await interpreters.of(site, library));
    if (interpreter === undefined) throw new Error("no interpreter");
    const smart = interpreter.cf.macros.get("S")?.definition?.line.span;
    const place = smart && interpreter.placeOf(smart);
    expect(place && MC.slice(place.start, place.end)).toBe("smart.example");
    expect(place?.source).toBe(uri);
    expect(site && (await interpreters.of(site, library))).toBe(interpreter);
  });
});
