// Q and X lines: queue groups and mail filters.
import { isIpv6 } from "./addresses.ts";
import { atoi, isDigit } from "./chars.ts";
import type { Coded } from "./codes.ts";
import { definedNameEnd, readEquates } from "./equates.ts";
import type { ReadState } from "./state.ts";
import { readTime } from "./times.ts";
import type { CfConfig, CfPlace } from "./types.ts";
import { foldCase } from "./word-table.ts";

const QUEUE_EQUATES = "PFIJNRr";
const MAX_QUEUES = 50;

/** Takes a definition of a queue group: what follows the Q. sendmail's own one has no place. */
export function readQueue(state: ReadState, text: Coded, place?: CfPlace): void {
  const problem = defineQueue(state, text, place);
  if (problem !== undefined) state.say("queue", problem);
}

/** Gives why sendmail drops the queue group. */
function defineQueue(state: ReadState, text: Coded, place: CfPlace | undefined): string | undefined {
  const end = definedNameEnd(text);
  const name = text.slice(0, end);
  const say = (problem: string) => state.say("queue", problem);
  if (text === "") return "name required for queue";
  let hasPath = false;
  let flags = "";
  let runners = 0;
  const equates = readEquates(state, text, end + 1, (letter, value) => {
    if (letter === "P" && value === "") say(`queue ${name}: empty path name`);
    else if (letter === "P") hasPath = true;
    else if (letter === "I") readTime(state, value, "m");
    else if (letter === "F") flags += value;
    else if (letter === "R") runners = atoi(value);
    else if (!QUEUE_EQUATES.includes(letter) || letter === "") say(`Q${name}: unknown queue equate ${letter}=`);
  });
  if (equates === undefined) return `queue ${name}: \`=' expected`;
  if (!hasPath && (state.settings.findLast((option) => option.name === "QueueDirectory")?.value ?? "") === "")
    return "QueueDir must be defined before queue groups";
  warnOfRunners(state, name, runners, flags);
  const group = { name, equates, place };
  const known = state.queueGroups.findIndex((one) => foldCase(one.name) === foldCase(name));
  if (known !== -1) state.queueGroups[known] = group;
  else if (state.queueGroups.length >= MAX_QUEUES) return `too many queue groups defined (${MAX_QUEUES} max)`;
  else state.queueGroups.push(group);
  return undefined;
}

/** More runners than there may be, and more than one without `F=f`, which lets them work on one queue. */
function warnOfRunners(state: ReadState, name: string, wanted: number, flags: string): void {
  const warn = (text: string) => state.say("queue", text, { severity: "warning" });
  const most = atoi(state.settings.findLast((option) => option.name === "MaxQueueChildren")?.value ?? "0");
  let runners = wanted;
  if (most > 0 && runners > most) {
    warn(`Q=${name}: R=${runners} exceeds MaxQueueChildren=${most}, set to MaxQueueChildren`);
    runners = most;
  }
  if (runners > 1 && !flags.includes("f"))
    warn(`Warning: Q=${name}: R=${runners}: multiple queue runners specified\n\tbut flag 'f' is not set`);
}

/**
 * Why the folders of queue groups end sendmail before it delivers anything, in its own words; test mode does not look at them. Undefined
 * where nothing in the .cf says so: whether a folder is there nobody can tell from it.
 */
export function queueFolderFault({
  options,
  queueGroups,
}: Pick<CfConfig, "options" | "queueGroups">): string | undefined {
  const directory = options.get("QueueDirectory")?.value ?? "";
  // Of `/var/spool/mqueue/q*` the folder above counts.
  const folder = directory.replace(/\/[^/]*\*$/, "").replace(/\/+$/, "");
  for (const { equates, place } of queueGroups) {
    const path = equates.findLast(({ name }) => name === "P")?.value ?? "";
    // sendmail's own group has its folder from elsewhere.
    if (path === "" || place === undefined) continue;
    if (!path.startsWith("/")) return `QueuePath ${path} not absolute`;
    if (folder.startsWith("/") && path !== folder && !path.startsWith(`${folder}/`))
      return `QueuePath ${path} not subpath of QueueDirectory ${folder}`;
  }
  return undefined;
}

/** Takes a definition of a mail filter: what follows the X. */
export function readMilter(state: ReadState, text: Coded, place: CfPlace): void {
  const problem = defineMilter(state, text, place);
  if (problem !== undefined) state.say("milter", problem);
}

/** Gives why sendmail drops the filter. */
function defineMilter(state: ReadState, text: Coded, place: CfPlace): string | undefined {
  const end = definedNameEnd(text);
  const name = text.slice(0, end);
  const say = (problem: string) => state.say("milter", problem);
  if (name === "") return "name required for mail filter";
  let socket = "";
  const equates = readEquates(state, text, end + 1, (letter, value) => {
    if (letter === "S") socket = value;
    else if (letter === "T") checkTimeouts(state, name, value);
    else if (letter !== "F") say(`X${name}: unknown filter equate ${letter}=`);
  });
  if (equates === undefined) return `X${name}: \`=' expected`;
  const problem = socketProblem(state, socket);
  if (problem !== undefined) say(`X${name}: ${problem}`);
  if (state.milters.some((milter) => foldCase(milter.name) === foldCase(name)))
    return `X${name}: duplicate filter definition`;
  state.milters.push({ name, equates, place });
  return undefined;
}

/** `C:5m;S:10s`: four timeouts by their letters. */
function checkTimeouts(state: ReadState, name: string, value: Coded): void {
  for (const part of value.split(";")) {
    const setting = part.trimStart();
    if (setting === "") continue;
    const letter = setting.charAt(0);
    if (setting[1] !== ":") {
      state.say("milter", `X${name}, T=: \`:' expected`);
      return;
    }
    if ("CSRE".includes(letter)) readTime(state, setting.slice(2).trimStart(), "s");
    else state.say("milter", `X${name}: unknown filter timeout ${letter}`);
  }
}

/** What is wrong with a socket for sure. Of a host's name or of a file nobody can say without asking. */
function socketProblem(state: ReadState, socket: string): string | undefined {
  if (socket === "") return "empty or missing socket information";
  const colon = socket.indexOf(":");
  if (colon === -1) return undefined;
  const family = socket.slice(0, colon).toLowerCase();
  const address = socket.slice(colon + 1);
  if (family === "unix" || family === "local") return undefined;
  if (family !== "inet" && family !== "inet6")
    return `unknown socket type ${socket.slice(0, colon)}: Protocol not supported`;
  const sign = address.indexOf("@");
  if (sign === -1) return `bad address ${address} (expected port@host)`;
  const [port, host] = [address.slice(0, sign), address.slice(sign + 1)];
  if (!isDigit(port.charCodeAt(0)) && (port === "" || state.ask((host) => host.service(port) === false)))
    return `unknown port name ${port}`;
  if (host.startsWith("[")) return isBracketed(host, family) ? undefined : `Invalid numeric domain spec "${host}"`;
  const isOther = family === "inet" ? isIpv6(host) : /^\d+(\.\d+){3}$/.test(host) || /^IPv6:/i.test(host);
  return host === "" || /\s/.test(host) || isOther ? `Unknown host name ${host}` : undefined;
}

/** An address in brackets, of the family of its socket: for IPv4 as inet_addr reads it (`127.1`, `0x7f.0.0.1`). */
function isBracketed(host: string, family: string): boolean {
  const end = host.indexOf("]");
  if (end === -1) return false;
  const address = host.slice(1, end);
  if (family === "inet6") return isIpv6(address.replace(/^IPv6:|%.*$/gi, ""));
  return /^[\da-fx]+(?:\.[\da-fx]+){0,3}$/i.test(address) && !/(?:^|\.)(?:25[6-9]|2[6-9]\d|[3-9]\d\d)\./.test(address);
}
