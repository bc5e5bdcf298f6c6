// Mail handed to sendmail in one SMTP session, and what a mailer of the test gets of it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sendmailOf, type Version } from "../programs.ts";
import { type MailSite, repliesIn } from "../tables/mail-site.ts";

/** A mailer that takes all mail over LMTP and writes it down; `DIR` stands for the folder of the server. */
export const CAPTURE = [
  "Mcapture, P=/bin/sh, U=0:0, F=SzmDFMu, S=EnvFromSMTP/HdrFromSMTP, R=EnvToSMTP/HdrFromSMTP, E=\\r\\n, T=DNS/RFC822/SMTP, A=sh DIR/capture.sh",
  "",
].join("\n");

const SCRIPT = `echo "220 x LMTP"
while read -r line; do case $line in
LHLO*) echo "250 x";;
MAIL*) echo "$line" >> OUT; echo "250 ok";;
DATA*) echo "354 go"; while read -r text; do echo "$text" >> OUT; case $text in .*) break;; esac; done; echo "250 ok";;
QUIT*) echo "221 bye"; exit;;
*) echo "250 ok";;
esac; done
`;

/** One mail: who sends it, to whom, and the lines of its header. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly header: readonly string[];
}

/** What the mailer got: the envelope sender and the lines of the header, by name in lower case. */
export interface Captured {
  readonly envelope: string;
  readonly header: Readonly<Record<string, string>>;
}

/** Sends mail, each with a number of its own as the subject; what arrived of each, in the same order. */
export async function deliver(
  site: MailSite,
  mails: readonly Mail[],
  version: Version,
): Promise<readonly (Captured | undefined)[]> {
  const out = path.join(site.dir, "out");
  site.write("capture.sh", SCRIPT.replaceAll("OUT", out));
  const cf = path.join(site.dir, "sendmail.cf");
  site.write("sendmail.cf", readFileSync(cf, "latin1").replaceAll("DIR/", `${site.dir}/`));
  const steps = [
    "EHLO client.test",
    ...mails.flatMap(({ from, to, header }, at) => [
      `MAIL FROM:<${from}>`,
      `RCPT TO:<${to}>`,
      "DATA",
      [...header, `Subject: number ${at}`, "", "text", "."].join("\r\n"),
    ]),
    "QUIT",
  ];
  await repliesIn([sendmailOf(version), "-bs", "-odi", "-C", cf], steps);
  const arrived = new Map<string, Captured>();
  const text = existsSync(out) ? readFileSync(out, "latin1").replaceAll("\r", "") : "";
  for (const chunk of text.split(/^(?=MAIL From)/m)) {
    const header: Record<string, string> = {};
    for (const [, name = "", value = ""] of chunk.matchAll(/^([A-Za-z-]+): (.*)$/gm))
      header[name.toLowerCase()] ??= value;
    arrived.set(header.subject ?? "", { envelope: /^MAIL From:<(.*?)>/.exec(chunk)?.[1] ?? "", header });
  }
  return mails.map((_, at) => arrived.get(`number ${at}`));
}
