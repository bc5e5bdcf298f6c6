// The values of DaemonPortOptions and ClientPortOptions: `Name=value` after `Name=value`.
import { isIpv6 } from "../addresses.ts";
import { isDigit } from "../chars.ts";
import type { Coded } from "../codes.ts";
import type { ReadState } from "../state.ts";
import type { OptionFact } from "./table.ts";

/** Only the first letter of a name counts; these have a meaning. */
const KNOWN = "AcDdFIilLMmNnPpqRrSsfa";
/** Words for families that sendmail knows. */
const FAMILIES: ReadonlySet<string> = new Set(["inet", "inet6", "unix", "local"]);

export function checkDaemonOptions(state: ReadState, value: Coded, _option: OptionFact): void {
  const say = (text: string) => state.say("daemon", text);
  let family = "inet";
  let port: string | undefined;
  let address: string | undefined;
  for (const part of value.split(",")) {
    const setting = part.trimStart();
    const equals = setting.indexOf("=");
    if (equals === -1) continue;
    const letter = setting.charAt(0);
    const text = setting.slice(equals + 1).trimStart();
    if (!KNOWN.includes(letter)) say(`PortOptions parameter "${setting}" unknown`);
    else if (letter === "F") {
      family = text.toLowerCase();
      if (!isDigit(text.charCodeAt(0)) && !FAMILIES.has(family)) say(`Unknown address family ${text} in Family=option`);
    } else if (letter === "D" && !/^[qdib]/.test(text)) say(`Unknown delivery mode ${text.charAt(0)}`);
    else if (letter === "P") port = text;
    else if (letter === "A") address = text;
  }
  if (address !== undefined && isWrongAddress(address, family)) say(`host "${address}" unknown`);
  if (port !== undefined && isWrongPort(state, port)) say(`service "${port}" unknown`);
}

/** An address that cannot be one of the family. Of a host name nobody can say without asking. */
function isWrongAddress(address: string, family: string): boolean {
  if (family === "inet6") return /^\d+(\.\d+){3}$/.test(address);
  return family === "inet" && isIpv6(address);
}

/** A name that this host has no service for; of a name that nobody told us about we do not say so. */
function isWrongPort(state: ReadState, port: string): boolean {
  return !isDigit(port.charCodeAt(0)) && (!/^[A-Za-z][^\s/]*$/.test(port) || state.environment.service(port) === false);
}
