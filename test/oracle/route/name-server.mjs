// A name server on 127.0.0.1 for one test: `node name-server.mjs ZONE` answers from ZONE, a JSON object, and says `ready` once it listens.
import dgram from "node:dgram";

/** Records by name: `{ A, AAAA, MX, CNAME }`, each one text; `"SERVFAIL"` for a name whose server is broken. Other names do not exist. */
const zone = JSON.parse(process.argv[2] ?? "{}");
const TYPES = new Map([
  ["A", 1],
  ["CNAME", 5],
  ["MX", 15],
  ["AAAA", 28],
]);

/**
 * A name as the protocol writes it.
 *
 * @param {string} name
 */
function labels(name) {
  const parts = name.split(".").map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]));
  return Buffer.concat([...parts, Buffer.of(0)]);
}

/**
 * @param {string} owner
 * @param {string} type
 * @param {string} value
 */
function recordOf(owner, type, value) {
  const data =
    type === "A"
      ? Buffer.from(value.split(".").map(Number))
      : type === "MX"
        ? Buffer.concat([Buffer.of(0, 10), labels(value)])
        : labels(value);
  const head = Buffer.alloc(10);
  head.writeUInt16BE(TYPES.get(type) ?? 0, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(60, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([labels(owner), head, data]);
}

const socket = dgram.createSocket("udp4");
socket.on("message", (question, from) => {
  let at = 12;
  const parts = [];
  for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
    parts.push(question.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  const number = question.readUInt16BE(at + 1);
  const type = [...TYPES.keys()].find((name) => TYPES.get(name) === number) ?? "?";
  const asked = parts.join(".").toLowerCase();
  const alias = zone[asked]?.CNAME;
  const name = alias === undefined || type === "CNAME" ? asked : alias;
  const answers = alias === undefined ? [] : [recordOf(asked, "CNAME", alias)];
  const value = zone[name]?.[type];
  if (value !== undefined && type !== "CNAME") answers.push(recordOf(name, type, value));
  const code = zone[name] === "SERVFAIL" ? 2 : zone[name] === undefined ? 3 : 0;
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8580 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers.length, 6);
  socket.send(Buffer.concat([head, question.subarray(12, at + 5), ...answers]), from.port, from.address);
});
socket.bind(53, "127.0.0.1", () => process.stdout.write("ready\n"));
