// Where mail goes, and how an address is rewritten, as pages with a link for each step.
import type { FilePosition, Interpreter } from "../interpreter/index.ts";
import type { RouteProposals, RouteResult } from "../protocol.ts";
import type { Rewriting, Route, RouteDelivery, RouteReply, RouteStep } from "../route/index.ts";
import { baseName } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { code, markdownLink, markdownText } from "./markdown.ts";
import { notRead } from "./not-read.ts";

/** Which of a server's files could not be read. */
type Unread = Pick<MailSite, "unreadable">;

/** An answer, and where its steps were written. */
export interface Placed<Answer> {
  readonly answer: Answer;
  positionOf(span: Span): FilePosition | undefined;
}

export function placed<Answer>(answer: Answer, interpreter: Interpreter | undefined): Placed<Answer> {
  return { answer, positionOf: (span) => interpreter?.positionOf(span) };
}

/** In which part an address is rewritten. */
export interface Role {
  readonly header: boolean;
  readonly sender: boolean;
}

/** The four ways in which a mailer rewrites addresses. */
export const ROLES: readonly Role[] = [
  { header: true, sender: true },
  { header: true, sender: false },
  { header: false, sender: true },
  { header: false, sender: false },
];

/** The page where no .cf can be had. */
export const NO_CF: RouteResult = page("No sendmail.cf can be had", [
  "This is answered by the rulesets of the `.cf`. It is built from the `.mc` with the m4 library of sendmail, which was not found: " +
    "install the package `sendmail-cf`, or name its folder in the setting `sendmail.cfDir`. A `.cf` beside the `.mc` is used where there is one.",
]);

/** What may be asked where no .cf can be had: the page says why. */
export const NO_PROPOSALS: RouteProposals = { recipients: ["postmaster"], senders: [""], mailers: ["esmtp", "local"] };

/** Sensible questions: a user and a stranger to this server, and its mailers, those for other hosts first. */
export function proposalsOf({ cf }: Interpreter): RouteProposals {
  const [domain] = [...(cf.classes.get("w")?.members.values() ?? [])]
    .map(({ word }) => word)
    .filter((word) => /^[\w-]+(\.[\w-]+)+$/.test(word) && !word.endsWith(".invalid"));
  const [virtual] = cf.classes.get("VirtHost")?.members.values() ?? [];
  const own = [domain, virtual?.word].flatMap((name) => (name === undefined ? [] : [`info@${name}`]));
  const recipients = ["postmaster", ...own, "someone@example.org"];
  const mailers = cf.mailers.map(({ name }) => name).filter((name) => !name.startsWith("*") && name !== "prog");
  const first = mailers.filter((name) => name === "esmtp" || name === "smtp");
  return { recipients, senders: ["", ...own], mailers: [...new Set([...first.sort(), ...mailers])] };
}

/** What a route may lack where files of the server could not be read. */
const ROUTE_UNREAD =
  "Where the mail goes, and whether sendmail takes it at all, may be something else with these files:";
const REWRITING_UNREAD = "The address may be written in another way with these files:";

/** The page of a route; `site` is the server that the interpreter is of. */
export function routePage(route: Route, interpreter: Interpreter, site: Unread): RouteResult {
  const { address, deliveries, refusals } = route;
  const headline = routeHeadline(route);
  const goals = [
    ...deliveries.map((one) => ({ title: goalText(one), steps: one.steps, address: one.address })),
    ...refusals.map((one) => ({ title: `Refused: ${replyText(one.reply)}`, steps: one.steps, address: one.address })),
  ];
  const parts = goals.flatMap(({ title, steps, address: written }) => [
    `## ${markdownText(title)}`,
    goals.length > 1 || written !== address ? `For ${code(written)}` : "",
    stepList(steps, interpreter),
  ]);
  return page(headline, [notRead(site, ROUTE_UNREAD), certainty(route), ...parts]);
}

/** The page of one address in all four roles; `site` is the server that the interpreter is of. */
export function rewritePage(
  address: string,
  mailer: string,
  answers: readonly { readonly role: Role; readonly rewriting: Rewriting }[],
  interpreter: Interpreter,
  site: Unread,
): RouteResult {
  const [first] = answers;
  const headline = `${address} is written ${first?.rewriting.result ?? "as nothing"} in From: by the mailer ${mailer}`;
  const doubts = [...new Set(answers.flatMap(({ rewriting }) => rewriting.missing))];
  const parts = answers.flatMap(({ role, rewriting }) => [
    `## ${roleTitle(role)}`,
    rewriting.result === undefined ? "Nothing." : code(rewriting.result),
    ...rewriting.messages.map((reply) => `sendmail says: ${markdownText(replyText(reply))}`),
    stepList(rewriting.steps, interpreter),
  ]);
  const doubt = certainty({ certain: doubts.length === 0, missing: doubts });
  return page(headline, [notRead(site, REWRITING_UNREAD), doubt, ...parts]);
}

/** The page where the configuration has no such mailer. */
export function noMailer(mailer: string, interpreter: Interpreter): RouteResult {
  const known = proposalsOf(interpreter).mailers.map(code).join(", ");
  return page(`There is no mailer ${mailer}`, [`The configuration has the mailers ${known}.`]);
}

/** The answer in one line. */
export function routeHeadline({ address, deliveries, refusals }: Route): string {
  const [only] = deliveries;
  const [refused] = refusals;
  const count = deliveries.length + refusals.length;
  if (count === 0) return `Mail to ${address} goes nowhere`;
  if (count > 1) {
    const failed = refusals.length > 0 ? `, ${refusals.length} of them refused` : "";
    return `Mail to ${address} goes to ${count} recipients${failed}`;
  }
  if (refused !== undefined) return `Mail to ${address} is refused: ${replyText(refused.reply)}`;
  return only === undefined ? address : `Mail to ${address}: ${goalText(only)}`;
}

/** Where a delivery goes, in words. */
export function goalText({ mailer, host, user, queued }: RouteDelivery): string {
  const wait = queued ? ", and waits in the queue" : "";
  return `mailer ${mailer}${host === undefined || host === "" ? "" : `, host ${host}`}, user ${user}${wait}`;
}

export function replyText({ code: number, dsn, text }: RouteReply): string {
  return [number, dsn ?? "", text].filter((part) => part !== "").join(" ");
}

function roleTitle({ header, sender }: Role): string {
  if (header) return sender ? "Header: sender (From:)" : "Header: recipient (To:, Cc:)";
  return sender ? "Envelope: sender (MAIL FROM)" : "Envelope: recipient (RCPT TO)";
}

function certainty({ certain, missing }: Pick<Route, "certain" | "missing">): string {
  return certain ? "" : `**Not certain:**\n\n${missing.map((text) => `- ${markdownText(text)}`).join("\n")}`;
}

function stepList(steps: readonly RouteStep[], interpreter: Interpreter): string {
  return steps.map(({ text, span }) => `1. ${markdownText(text)}${link(span, interpreter)}`).join("\n");
}

function link(span: Span | undefined, interpreter: Interpreter): string {
  const place = span && interpreter.positionOf(span);
  if (place === undefined) return "";
  const { uri, line, character } = place;
  return ` (${markdownLink(`${baseName(uri)}:${line + 1}`, uri, `L${line + 1},${character + 1}`)})`;
}

function page(headline: string, parts: readonly string[]): RouteResult {
  const text = [`# ${markdownText(headline)}`, ...parts].filter((part) => part !== "").join("\n\n");
  return { headline, markdown: `${text}\n` };
}
