// What the daemon knows when a session begins: its listeners, and the macros that it sets from the connection and the client's words.
import type { CfConfig } from "../../cf/index.ts";
import type { MacroValues } from "../../cf/rewrite/index.ts";
import type { Query } from "../types.ts";

/** One of DaemonPortOptions. */
export interface CfListener {
  readonly name: string;
  readonly modifiers: string;
  /** First letter of its delivery mode, where it has one of its own. */
  readonly deliveryMode: string | undefined;
  readonly port: string | undefined;
  readonly address: string | undefined;
}

const PLAIN: CfListener = {
  name: "Daemon0",
  modifiers: "",
  deliveryMode: undefined,
  port: undefined,
  address: undefined,
};

/** Those of a configuration, which is the same object after an edit of a table. */
const listenersByCf = new WeakMap<CfConfig, readonly CfListener[]>();

/** The listeners of a configuration, in order; sendmail opens one on port 25 where no option names any. */
export function listenersOf(cf: CfConfig): readonly CfListener[] {
  const known = listenersByCf.get(cf);
  if (known !== undefined) return known;
  const listeners = listenersIn(cf);
  listenersByCf.set(cf, listeners);
  return listeners;
}

function listenersIn(cf: CfConfig): readonly CfListener[] {
  const settings = cf.settings.filter(({ name, accepted }) => name === "DaemonPortOptions" && accepted);
  const found = settings.map(({ value }, number) => listenerOf(value, number));
  return found.length === 0 ? [PLAIN] : found;
}

/** What one value of DaemonPortOptions opens, the `number`th from 0. Of a parameter's name only the first letter counts, in either case. */
export function listenerOf(value: string, number: number): CfListener {
  const given = new Map<string, string>();
  for (const part of value.split(",")) {
    const [, name = "", text = ""] = /^\s*(\w)[^=]*=\s*(.*?)\s*$/s.exec(part) ?? [];
    if (name !== "") given.set(name.toUpperCase(), text);
  }
  return {
    name: given.get("N") ?? `Daemon${number}`,
    modifiers: (given.get("M") ?? "").replace(/\s/g, ""),
    deliveryMode: /^[biqd]/.exec(given.get("D") ?? "")?.[0],
    port: given.get("P"),
    address: given.get("A"),
  };
}

/** The listener that a query speaks to: the one that it names, else the first. */
export function listenerFor(listeners: readonly CfListener[], { listener, daemonFlags }: Query): CfListener {
  const spoken = listeners.find(({ name }) => name === listener) ?? listeners[0] ?? PLAIN;
  return daemonFlags === undefined ? spoken : { ...spoken, modifiers: daemonFlags };
}

/** The delivery mode of the configuration, as `${deliveryMode}` has it. */
export function deliveryMode(cf: CfConfig): string {
  return (cf.options.get("DeliveryMode")?.value ?? "").trim().charAt(0).toLowerCase() || "b";
}

/** The macros of a session before MAIL, as sendmail names them. An empty text counts as no value. */
export function sessionMacros(query: Query, listener: CfListener, mode: string): MacroValues {
  const { clientAddress, clientName, authType } = query;
  const helo = query.helo ?? "client.example";
  const values: Readonly<Record<string, string | undefined>> = {
    client_addr: clientAddress,
    client_name: clientName,
    client_ptr: query.clientPtr ?? clientName,
    client_resolve: query.clientResolve,
    client_connections: "1",
    client_rate: "1",
    total_rate: "1",
    auth_type: authType,
    auth_authen: query.authName ?? authType,
    verify: query.tlsVerify,
    cipher_bits: query.cipherBits === undefined ? undefined : String(query.cipherBits),
    cert_issuer: query.certIssuer,
    cert_subject: query.certSubject,
    cn_subject: query.certName,
    daemon_flags: shownFlags(listener.modifiers),
    daemon_name: listener.name,
    daemon_port: listener.port,
    daemon_addr: listener.address,
    deliveryMode: mode,
    s: helo,
    r: "ESMTP",
    _: clientAddress === "" ? undefined : `${clientName} [${clientAddress}]`,
    f: undefined,
  };
  return new Map(Object.entries(values));
}

/** How sendmail shows `M=` letters in `${daemon_flags}`: with spaces between them, capitals doubled. */
function shownFlags(modifiers: string): string {
  return [...modifiers].map((letter) => (/[A-Z]/.test(letter) ? letter + letter : letter)).join(" ");
}
