// From a keystroke to diagnostics, with all rules and the relay policy, as an editor asks for them.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { cfDir, corpusFiles, program, run, runSendmail, safeFolder } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, times } from "./_measure.ts";

const URI = "file:///etc/mail/sendmail.mc";
const ACCESS = "# our own\nConnect:192.168.2 RELAY\nConnect:localhost RELAY\nspam.example REJECT\n";

/** Milliseconds of single keystrokes in a .mc whose site has an access map. */
async function keystrokes(text: string): Promise<readonly number[]> {
  const workspace = memoryWorkspace({ [URI]: text, "file:///etc/mail/access": ACCESS });
  const service = createService(workspace);
  return await times(150, 400, async (turn) => {
    workspace.write(URI, `${text}dnl ${turn}\n`);
    service.changed(URI);
    await service.diagnostics(URI);
  });
}

/** Milliseconds of single keystrokes in a comment and in a mailer's rule of a .cf by itself, whose list of grants is kept meanwhile. */
async function keystrokesInCf(text: string): Promise<readonly number[]> {
  const uri = "file:///etc/mail/sendmail.cf";
  const workspace = memoryWorkspace({ [uri]: text, "file:///etc/mail/access": ACCESS });
  const service = createService({ ...workspace, machine: "mx.example.com" });
  return await times(100, 300, async (turn) => {
    const edited = turn % 2 === 0 ? `${text}# ${turn}\n` : text.replace(/^SEnvFromSMTP$/m, `$&\nRx${turn}\ty`);
    workspace.write(uri, edited);
    service.changed(uri);
    await service.diagnostics(uri);
  });
}

/** The distribution's own file, and the largest real one at hand. */
function files(): readonly { readonly name: string; readonly file: string }[] {
  const largest = [...corpusFiles("mc")].sort((a, b) => statSync(b).size - statSync(a).size)[0];
  const own = { name: "debian/sendmail.mc", file: path.join(cfDir(), "debian/sendmail.mc") };
  return largest === undefined
    ? [own]
    : [own, { name: `largest of the corpus (${statSync(largest).size} bytes)`, file: largest }];
}

export async function bench(): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const { name, file } of files()) {
    const m4 = await programTimes(3, 20, () =>
      run(
        program("m4"),
        ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), file],
        "",
        path.dirname(file),
      ),
    );
    const measured = await keystrokes(readFileSync(file, "latin1"));
    const peer = quantile(m4, 0.5);
    const p95 = quantile(measured, 0.95);
    rows.push(
      { name: `keystroke to diagnostics, p50, ${name}`, value: quantile(measured, 0.5), unit: "ms", ok: true },
      {
        name: `keystroke to diagnostics, p95, ${name}`,
        value: p95,
        unit: "ms",
        peer: "m4 as a process, p50",
        ratio: p95 / peer,
        budget: 10,
        ok: p95 < 10 && p95 < peer,
      },
    );
  }
  const own = path.join(cfDir(), "debian/sendmail.mc");
  const m4 = [program("m4"), "-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), own] as const;
  const cf = run(m4[0], m4.slice(1), "", path.dirname(own)).stdout;
  if (!/^SEnvFromSMTP$/m.test(cf)) throw new Error("The .cf has no rules to edit.");
  const folder = safeFolder();
  const file = path.join(folder.dir, "test.cf");
  writeFileSync(file, cf, "latin1");
  const peer = quantile(await programTimes(3, 20, () => runSendmail(["-bt", "-C", file])), 0.5);
  folder.dispose();
  const p95 = quantile(await keystrokesInCf(cf), 0.95);
  rows.push({
    name: "keystroke to diagnostics, p95, a .cf by itself",
    value: p95,
    unit: "ms",
    peer: "sendmail -bt reading a .cf from start to end, p50",
    ratio: p95 / peer,
    budget: 10,
    ok: p95 < 10,
  });
  return rows;
}
