// What rules found is kept while nothing changes that they asked for: after each edit the same problems and fixes as of a service
// that never saw another text.
import { expect, test } from "vitest";
import { createService, type Service } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { FILES } from "../bench/_whole-site.ts";
import { mistakenSite, numbers } from "./mistakes.ts";

/** A .cf that somebody wrote, with a few mistakes. */
const CF = `V10/Berkeley
# the names of this server
Cwlocalhost
Fw/etc/mail/local-host-names
FR-o /etc/mail/relay-domains
Djmx.domain0.example
DSrelay.domain0.example
Kaccess hash -T<TMPF> -o /etc/mail/access
Kmailertable hash -o /etc/mail/mailertable
O AliasFile=/etc/mail/aliases
O PrivacyOptions=authwarnings,noexpn
O DaemonPortOptions=Name=MTA, Addr=127.0.0.1, M=a
O Timeout.ident=5s
O LogLevel=2
O QueueDirectory=/var/spool/mqueue
Troot
H?D?Date: $a
H?F?From: $?x$x <$g>$|$g$.
Mlocal, P=/bin/mail, F=lsDFMAw5:/|@qSPhn9, S=10, R=20, T=DNS/RFC822/X-Unix, A=mail -d $u
Msmtp, P=[IPC], F=mDFMuX, S=11, R=21, E=\\r\\n, L=990, T=DNS/RFC822/SMTP, A=TCP $h
S0
R$*\t\t$: $>Parse $1
R$* < @ $=w > $*\t$#local $: $1\tours
R$* < @ $+ > $*\t$#smtp $@ $2 $: $1 < @ $2 > $3
R$*\t$#local $: $1
SParse
R$* @ $+\t$: $1 < @ $2 >
R$* < @ $* > @ $*\t$1 < @ $2 >
SLocal_unused
R$-\t$@ $1
Scheck_rcpt
R$*\t$: $1 $| $>Parse $1
R$* $| $* < @ $=R > $*\t$@ RELAY
R$* $| $* < @ $=w > $*\t$@ OK
R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"
`;

/** The same in every run unless TEST_SEED says otherwise. */
const SEED = Number(process.env.TEST_SEED) || 20260101;
const HISTORIES = Number(process.env.TEST_HISTORIES) || 12;
const EDITS = 16;

/** All that is said of all files. */
async function said(service: Service, uris: readonly string[]) {
  const all: Record<string, unknown> = {};
  for (const uri of uris)
    all[uri] = (await service.problems(uri)).map(({ meta, fixes, ...problem }) => ({
      ...problem,
      code: meta.code,
      fixes: fixes?.(),
    }));
  return all;
}

/** One edit: the file as another server has it, a line less, a line twice, a line of another server, or a letter. */
function edited(text: string, other: string, below: (count: number) => number): string {
  const lines = text.split("\n");
  const others = other.split("\n");
  const at = below(lines.length);
  switch (below(6)) {
    case 0:
      return other;
    case 1:
      return lines.toSpliced(at, 1).join("\n");
    case 2:
      return lines.toSpliced(at, 0, lines[below(lines.length)] ?? "").join("\n");
    case 3:
      return lines.toSpliced(at, 0, others[below(others.length)] ?? "").join("\n");
    case 4:
      return `${text}# x\n`;
    default: {
      const place = below(text.length + 1);
      return text.slice(0, place) + ("x1.` '\n\t#".charAt(below(9)) || "x") + text.slice(place + below(2));
    }
  }
}

/** What an edit takes from the same file: another line, shifted by one. */
function shifted(text: string): string {
  const lines = text.split("\n");
  return [...lines.slice(3), ...lines.slice(0, 3)].join("\n");
}

/** A letter more or less anywhere, or a line end. */
function typed(text: string, below: (count: number) => number): string {
  const place = below(text.length + 1);
  return text.slice(0, place) + ("x1 \n".charAt(below(6)) || "") + text.slice(place + below(2));
}

/** Edits files one after the other; what is said of all of them is compared after most edits. Gives how many problems there were. */
async function follow(
  files: Record<string, string>,
  other: Readonly<Record<string, string>>,
  { edits, seed, typing }: { readonly edits: number; readonly seed: number; readonly typing?: readonly string[] },
): Promise<number> {
  const next = numbers(seed);
  const below = (count: number) => Math.floor(next() * count);
  const uris = [...new Set([...Object.keys(files), ...Object.keys(other)])];
  const workspace = memoryWorkspace(files);
  const service = createService(workspace);
  await said(service, uris);
  let problems = 0;
  for (let edit = 0; edit < edits; edit++) {
    const uri = (typing ?? uris)[below((typing ?? uris).length)] ?? "";
    const text = typing ? typed(files[uri] ?? "", below) : edited(files[uri] ?? "", other[uri] ?? "", below);
    const isNew = !Object.hasOwn(files, uri);
    files[uri] = text;
    workspace.write(uri, text);
    service.changed(uri, isNew);
    // Some edits come before anybody asks.
    if (below(4) === 0) continue;
    const now = await said(service, uris);
    const fresh = await said(createService(memoryWorkspace(files)), uris);
    expect(now, `seed ${seed}, edit ${edit}, of ${uri}`).toEqual(fresh);
    problems += Object.values(now).flat().length;
  }
  return problems;
}

test("what rules say after edits is what they say of the same texts at first", async () => {
  let problems = 0;
  for (let history = 0; history < HISTORIES; history++) {
    const [files = {}, other = {}] = [0, 1].map((n) => mistakenSite(SEED + 2 * history + n));
    problems += await follow({ ...files }, other, { edits: EDITS, seed: SEED + history });
  }
  expect(problems).toBeGreaterThan(1_000);
}, 240_000);

test("and with tables of all kinds, and a submission program", async () => {
  const other = Object.fromEntries(Object.entries(FILES).map(([uri, text]) => [uri, shifted(text)]));
  expect(await follow({ ...FILES }, other, { edits: HISTORIES * 4, seed: SEED })).toBeGreaterThan(100);
}, 240_000);

test("and while letters are typed into a .mc, or into a .cf by itself", async () => {
  const [mc, cf] = ["file:///etc/mail/sendmail.mc", "file:///etc/mail/sendmail.cf"];
  const { [mc]: _, ...tables } = FILES;
  expect(await follow({ ...FILES }, FILES, { edits: HISTORIES * 2, seed: SEED, typing: [mc] })).toBeGreaterThan(100);
  const lone = { ...tables, [cf]: CF };
  expect(await follow({ ...lone }, lone, { edits: HISTORIES * 4, seed: SEED, typing: [cf] })).toBeGreaterThan(100);
}, 240_000);
