// Whether a text can be the socket of a milter.
import { type Misshape, placeholder, quotes, type Shape, shortened } from "./value-shapes.ts";

/** The socket of a milter: `inet:PORT@HOST`, `local:/path`, or a path. */
export const socket: Shape = (text) => {
  const pathOrHost = text.replace(/^(?:(?:local|unix):|inet6?:[^@]*@)/, "");
  const wrong = quotes(text) ?? placeholder(text) ?? placeholder(pathOrHost) ?? samplePort(text);
  if (wrong !== undefined) return wrong;
  const inPath = /^(?:(?:local:|unix:)?(\/\S*?)([,;]?\s+\S.*|;.*)|inet6?:\S*?[;\s]\s*[FT]=.*)$/.exec(text);
  if (inPath !== null)
    return {
      what: "A comma is missing: sendmail reads the rest as part of the path.",
      effect: `sendmail looks for a socket called "${shortened(text)}"`,
      meant: text.replace(/;?\s+(?=[FT]=)|;(?=[FT]=)/, ", "),
    };
  if (/^\w+@[\w.-]+$/.test(text))
    return {
      what: "The family of the socket is missing.",
      effect: `sendmail looks for a file called "${text}"`,
      meant: `inet:${text}`,
    };
  const [, port, host] = /^inet6?:(\d+)@(.*)$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) === 0 || Number(port) > 65_535))
    return {
      what: `There is no port ${port}: the last one is 65535.`,
      effect: "sendmail cannot connect to this filter",
      meant: undefined,
    };
  const meant = port === undefined || host === undefined ? text : sameFamily(text, port, host);
  if (meant !== text)
    return {
      what: "The family of the socket and its address do not belong together.",
      effect:
        "sendmail reports the line and does not start: inet takes 127.0.0.1, inet6 takes [::1], and both a plain name",
      meant,
    };
  const octets = host !== undefined && /^[\d.]+$/.test(host) ? host.split(".") : [];
  if (octets.length > 0 && (octets.length !== 4 || octets.some((octet) => octet === "" || Number(octet) > 255)))
    return {
      what: `"${host}" is not an address.`,
      effect: "An IPv4 address has four numbers from 0 to 255, and sendmail finds no such host",
      meant: undefined,
    };
  if (/^(?:local|unix):\s*$/.test(text))
    return {
      what: `"${text}" names no socket.`,
      effect: "sendmail cannot connect to this filter: the path comes after the colon",
      meant: undefined,
    };
  const [, before] = /^((?:(?:local|unix):)?\/[^|]*)\|/.exec(text) ?? [];
  if (before !== undefined)
    return {
      what: 'The "|" is part of the path.',
      effect: `sendmail looks for a socket called "${shortened(text)}"`,
      meant: before,
    };
  if (/^(?:local|unix):[^/]/.test(text))
    return {
      what: "The path of this socket does not begin with a slash.",
      effect: "sendmail looks for it in its queue folder",
      meant: undefined,
      severity: "warning",
    };
  if (!text.includes(":") && !text.startsWith("/"))
    return {
      what: `"${shortened(text)}" is not a socket that sendmail can open.`,
      effect: "sendmail looks for a file of this name in its queue folder",
      meant: undefined,
    };
  return undefined;
};

/** `inet:PORT@HOST`, as manuals write it. */
function samplePort(text: string): Misshape | undefined {
  return /^inet6?:[A-Z]{3,}(?:@|$)/.test(text)
    ? {
        what: `"${shortened(text)}" has a word for the port.`,
        effect: "sendmail finds no service of this name",
        meant: undefined,
      }
    : undefined;
}

/** A socket with the family that its address is of; the text itself where they belong together. */
function sameFamily(text: string, port: string, host: string): string {
  const plain = host.replace(/^\[|\]$/g, "");
  if (/^(?:IPv6:)?[\da-f.]*:[\da-f.]*:[\da-f:.]*$/i.test(plain)) {
    const isWritten = text.startsWith("inet6:") && host.startsWith("[");
    return isWritten ? text : `inet6:${port}@[${plain}]`;
  }
  if (/^\d+(?:\.\d+){3}$/.test(plain)) return text.startsWith("inet6:") ? `inet:${port}@${plain}` : text;
  return host.startsWith("[") && /^[a-z][\w.-]*$/i.test(plain) ? `${text.split(":", 1)[0]}:${port}@${plain}` : text;
}
