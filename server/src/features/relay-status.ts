// How open a server is, in a few words: for a status bar.
import type { RelayStatus } from "../protocol.ts";
import { exposureList, isJudged, OLD_ADVICE, oldText, oldVersion } from "../relay/index.ts";
import { obstacleText, readAdvice } from "../site/obstacles.ts";
import type { MailSite } from "../site/types.ts";

/** The status of a site; `unknown` where there is no .mc to judge by. */
export function relayStatus(site: MailSite): RelayStatus {
  const list = exposureList(site);
  const old = oldVersion(site);
  if (old !== undefined && old.relaying !== "own-check") {
    const { head, why } = oldText(old);
    return { state: "open", text: "OPEN RELAY", detail: `${head} ${why} ${OLD_ADVICE}` };
  }
  const bad = list.count("open") + list.count("forgeable");
  const doubt = list.complete
    ? ""
    : " Parts of the configuration are outside of what can be told; the report names them.";
  if (bad > 0 && (site.mc !== undefined || isJudged(site))) {
    const detail = `Strangers may send mail to strangers through this server, in ${plural(bad, "way")}.${doubt}`;
    return { state: "open", text: "OPEN RELAY", detail };
  }
  if (site.mc === undefined && isJudged(site) && !list.complete) {
    const granted = list.count("wide") + list.count("intended");
    const others = granted === 0 ? "" : ` ${plural(granted, "grant")} to others were found.`;
    return {
      state: "unknown",
      text: "Relay: no stranger got in",
      detail: `${list.why[0]?.text ?? ""} None of the strangers was let in.${others}`,
    };
  }
  if (site.mc === undefined && !isJudged(site)) {
    return {
      state: "unknown",
      text: "Relay: unknown",
      detail: "There is no .mc here, so it is not known what sendmail does with this file.",
    };
  }
  const [unread] = site.unreadable;
  if (unread !== undefined) {
    const detail = `${unread.path} cannot be read: ${obstacleText(unread.obstacle)}. Nobody knows whom it lets relay. ${readAdvice([unread]).join(" ")}`;
    return { state: "unknown", text: "Relay: unknown", detail };
  }
  const wide = list.count("wide");
  const grants = bad + wide + list.count("intended");
  const [first] = list.why;
  if (grants === 0 && first !== undefined) {
    const detail = `No grant was found, but the list is not complete. ${first.text} The report says more.`;
    return { state: "unknown", text: "Relay: unknown", detail };
  }
  if (grants === 0) {
    return {
      state: "closed",
      text: "Relay: closed",
      detail: `Only this host itself and authenticated users, if there are any, may relay.${doubt}`,
    };
  }
  const strangers =
    wide === 0 ? ", none of them to strangers." : `; ${wide} of them may let strangers in, as the report says.`;
  return {
    state: "restricted",
    text: "Relay: restricted",
    detail: `Relaying is granted in ${plural(grants, "way")}${strangers}${doubt}`,
  };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
